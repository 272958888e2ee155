// MinHash sketches for Python.
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arrays.h"
#include "polyvocal/corpus/corpus.h"
#include "polyvocal/similarity/sketches.h"
#include "run.h"
#include "texts.h"

namespace py = pybind11;

void register_sketches(py::module_& module);

namespace polyvocal {
namespace {

using Ints = ArrayIn<std::int32_t>;

void add_texts(Sketches& sketches, const py::sequence& ids, const py::sequence& texts, int threads,
               const py::object& progress) {
  const Utf8Texts held(texts);
  const StringColumn names = to_strings(ids, "ids");
  run_interruptible(threads, progress,
                    [&](const Run& run) { sketches.add(names, held.views(), run); });
}

void add_corpus(Sketches& sketches, const Corpus& corpus, int threads, const py::object& progress) {
  std::vector<std::string_view> views(corpus.size());
  StringColumn names;
  for (std::size_t i = 0; i < views.size(); ++i) {
    views[i] = corpus.text(i);
    names.push_back(corpus.ids[i]);
  }
  run_interruptible(threads, progress, [&](const Run& run) { sketches.add(names, views, run); });
}

py::dict pairs(const Sketches& sketches, double threshold, double recall, std::int64_t first,
               std::uint64_t max_bytes, int threads, const py::object& progress) {
  const SketchPairOptions options{
      .threshold = threshold, .recall = recall, .first = first, .max_bytes = max_bytes};
  SketchPairs found = run_interruptible(
      threads, progress, [&](const Run& run) { return similar_sketches(sketches, options, run); });
  py::dict columns;
  columns["a"] = to_array(std::move(found.a));
  columns["b"] = to_array(std::move(found.b));
  columns["equal"] = to_array(std::move(found.equal));
  return columns;
}

py::bytes pack(const Sketches& sketches) {
  std::string block;
  {
    const py::gil_scoped_release release;
    block = sketches.to_bytes();
  }
  return py::bytes(block);
}

std::shared_ptr<Sketches> unpack(const py::bytes& block) {
  const std::string_view view = block;
  const py::gil_scoped_release release;
  return std::make_shared<Sketches>(Sketches::from_bytes(view));
}

py::array sets(const ArrayIn<std::uint64_t>& hashes, const ArrayIn<std::int64_t>& begin,
               std::uint32_t slots, std::uint64_t seed, int threads) {
  const auto elements = to_span(hashes);
  const auto starts = to_span(begin);
  return to_array(run_interruptible(threads, py::none(),
                                    [&](const Run& run) {
                                      return sketch_sets(elements, starts, slots, seed, run);
                                    }),
                  slots);
}

}  // namespace
}  // namespace polyvocal

void register_sketches(py::module_& module) {
  using namespace polyvocal;
  py::class_<Sketches, std::shared_ptr<Sketches>>(module, "Sketches")
      .def(py::init([](std::uint32_t slots, std::uint32_t words, std::uint64_t seed) {
             return std::make_shared<Sketches>(SketchOptions{slots, words, seed});
           }),
           py::arg("slots"), py::arg("words"), py::arg("seed"))
      .def("add_texts", &add_texts, py::arg("ids"), py::arg("texts"), py::kw_only(),
           py::arg("threads") = 0, py::arg("progress") = py::none())
      .def("add_corpus", &add_corpus, py::arg("corpus"), py::kw_only(), py::arg("threads") = 0,
           py::arg("progress") = py::none())
      .def(
          "merge", [](Sketches& self, const Sketches& other) { self.merge(other); },
          py::arg("other"), py::call_guard<py::gil_scoped_release>())
      .def("pairs", &pairs, py::kw_only(), py::arg("threshold"), py::arg("recall"),
           py::arg("first"), py::arg("max_bytes"), py::arg("threads") = 0,
           py::arg("progress") = py::none())
      .def(
          "equal_slots",
          [](const Sketches& self, const Ints& a, const Ints& b) {
            return to_array(equal_slots(self, to_span(a), to_span(b)));
          },
          py::arg("a"), py::arg("b"))
      .def_property_readonly("size", &Sketches::size)
      .def_property_readonly("slots", [](const Sketches& self) { return self.options().slots; })
      .def_property_readonly("words", [](const Sketches& self) { return self.options().words; })
      .def_property_readonly("seed", [](const Sketches& self) { return self.options().seed; })
      .def_property_readonly("ids", [](const Sketches& self) { return to_list(self.ids()); })
      .def_property_readonly("values",
                             [](const Sketches& self) {
                               return to_array(std::vector<std::uint32_t>(self.values()),
                                               self.options().slots);
                             })
      .def("to_bytes", &pack)
      .def_static("from_bytes", &unpack, py::arg("block"));
  module.def("sketch_sets", &sets, py::arg("hashes"), py::arg("begin"), py::kw_only(),
             py::arg("slots"), py::arg("seed") = 0, py::arg("threads") = 0);
}
