// The matcher of a list of names for Python: columns in, columns out.
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arrays.h"
#include "polyvocal/actors/matcher.h"
#include "polyvocal/core/error.h"
#include "polyvocal/corpus/corpus.h"
#include "run.h"
#include "texts.h"

namespace py = pybind11;

void register_matcher(py::module_& module);

namespace polyvocal {
namespace {

constexpr std::array<std::string_view, 3> kOverlaps = {"longest", "nested", "all"};

Overlap parse_overlap(std::string_view name) {
  for (std::size_t i = 0; i < kOverlaps.size(); ++i) {
    if (kOverlaps[i] == name) return static_cast<Overlap>(i);
  }
  throw InputError("overlap: '" + std::string(name) + "'; use longest, nested or all");
}

std::shared_ptr<Matcher> make(const py::sequence& names, const ArrayIn<std::uint8_t>& cases,
                              const ArrayIn<std::uint8_t>& plurals, const std::string& overlap,
                              const ArrayIn<std::int64_t>& ids, const py::sequence& labels) {
  const StringColumn surfaces = to_strings(names, "names");
  const auto policies = to_span(cases);
  const auto plural = to_span(plurals);
  if (policies.size() != surfaces.size() || plural.size() != surfaces.size()) {
    throw InputError("give one case policy and one plural flag for each name");
  }
  std::vector<MatcherName> listed(surfaces.size());
  for (std::size_t i = 0; i < listed.size(); ++i) {
    if (policies[i] > 2) throw InputError("a case policy is 0, 1 or 2");
    listed[i] = {surfaces[i], static_cast<CasePolicy>(policies[i]), plural[i] != 0};
  }
  const auto values = to_span(ids);
  MatcherOptions options{.overlap = parse_overlap(overlap),
                         .ids = {{values.begin(), values.end()}, to_strings(labels, "ids")}};
  const py::gil_scoped_release release;
  return std::make_shared<Matcher>(listed, std::move(options));
}

py::dict to_columns(MatchColumns&& found) {
  py::dict columns;
  columns["document"] = to_array(std::move(found.document));
  columns["start"] = to_array(std::move(found.start));
  columns["end"] = to_array(std::move(found.end));
  columns["name"] = to_array(std::move(found.name));
  columns["surface"] = to_array(std::move(found.surface));
  columns["surfaces"] = py::cast(std::make_shared<StringColumn>(std::move(found.surfaces)));
  return columns;
}

py::dict find(const Matcher& matcher, const std::vector<std::string_view>& texts, int threads,
              const py::object& progress) {
  return to_columns(run_interruptible(
      threads, progress, [&](const Run& run) { return find_names(matcher, texts, run); }));
}

py::dict find_in_texts(const Matcher& matcher, const py::sequence& texts, int threads,
                       const py::object& progress) {
  const Utf8Texts held(texts);
  return find(matcher, held.views(), threads, progress);
}

py::dict find_in_corpus(const Matcher& matcher, const Corpus& corpus, int threads,
                        const py::object& progress) {
  std::vector<std::string_view> views(corpus.size());
  for (std::size_t i = 0; i < views.size(); ++i) views[i] = corpus.text(i);
  return find(matcher, views, threads, progress);
}

py::list surfaces_of(const Matcher& matcher) {
  py::list list(matcher.size());
  for (std::size_t i = 0; i < matcher.size(); ++i) list[i] = to_str(matcher.surface(i));
  return list;
}

py::bytes pack(const Matcher& matcher) {
  std::string block;
  {
    const py::gil_scoped_release release;
    block = matcher.to_bytes();
  }
  return py::bytes(block);
}

std::shared_ptr<Matcher> unpack(const py::bytes& block) {
  const std::string_view view = block;
  const py::gil_scoped_release release;
  return std::make_shared<Matcher>(Matcher::from_bytes(view));
}

}  // namespace
}  // namespace polyvocal

void register_matcher(py::module_& module) {
  using namespace polyvocal;
  py::class_<Matcher, std::shared_ptr<Matcher>>(module, "Matcher")
      .def(py::init(&make), py::arg("names"), py::arg("cases"), py::arg("plurals"),
           py::arg("overlap"), py::arg("ids"), py::arg("labels"))
      .def("find_in_texts", &find_in_texts, py::arg("texts"), py::kw_only(), py::arg("threads") = 0,
           py::arg("progress") = py::none())
      .def("find_in_corpus", &find_in_corpus, py::arg("corpus"), py::kw_only(),
           py::arg("threads") = 0, py::arg("progress") = py::none())
      .def("surfaces", &surfaces_of)
      .def_property_readonly("size", &Matcher::size)
      .def_property_readonly("nbytes", &Matcher::bytes_held)
      .def_property_readonly(
          "overlap",
          [](const Matcher& matcher) {
            return to_str(kOverlaps[static_cast<std::size_t>(matcher.overlap())]);
          })
      .def_property_readonly("ids",
                             [](const Matcher& matcher) {
                               return to_array(std::vector<std::int64_t>(matcher.ids().values));
                             })
      .def_property_readonly("labels",
                             [](const Matcher& matcher) { return to_list(matcher.ids().labels); })
      .def("to_bytes", &pack)
      .def_static("from_bytes", &unpack, py::arg("block"));
}
