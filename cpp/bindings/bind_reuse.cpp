// Reused text and example sentences, as columns.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "arrays.h"
#include "polyvocal/corpus/offsets.h"
#include "polyvocal/similarity/examples.h"
#include "polyvocal/similarity/reuse.h"
#include "run.h"

namespace py = pybind11;

namespace polyvocal {
namespace {

using Ints = ArrayIn<std::int32_t>;

/// Code points of offsets whose rows are in any order of documents.
std::vector<std::int32_t> code_points(const Corpus& corpus,
                                      const std::vector<std::uint32_t>& documents,
                                      const std::vector<Span>& spans, bool ends) {
  std::vector<std::size_t> order(documents.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t x, std::size_t y) { return documents[x] < documents[y]; });
  std::vector<std::uint32_t> sorted_documents;
  std::vector<std::uint32_t> bytes;
  for (const std::size_t row : order) {
    sorted_documents.push_back(documents[row]);
    bytes.push_back(ends ? spans[row].end : spans[row].begin);
  }
  const std::vector<std::int32_t> sorted = to_code_points(corpus, sorted_documents, bytes);
  std::vector<std::int32_t> result(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) result[order[i]] = sorted[i];
  return result;
}

py::dict examples(const Corpus& corpus, const Segments& segments, const Ints& keys,
                  const Ints& documents) {
  const std::vector<Example> found = first_sentences(segments, to_span(keys), to_span(documents));
  std::vector<std::uint32_t> documents_found;
  std::vector<Span> sentences;
  std::vector<std::int32_t> row(found.size(), -1);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i].document < 0) continue;
    documents_found.push_back(static_cast<std::uint32_t>(found[i].document));
    sentences.push_back(found[i].sentence);
    row[i] = found[i].document;
  }
  const auto starts = code_points(corpus, documents_found, sentences, false);
  const auto ends = code_points(corpus, documents_found, sentences, true);
  std::vector<std::int32_t> start(found.size(), 0);
  std::vector<std::int32_t> end(found.size(), 0);
  for (std::size_t i = 0, k = 0; i < found.size(); ++i) {
    if (row[i] < 0) continue;
    start[i] = starts[k];
    end[i] = ends[k++];
  }
  py::dict columns;
  columns["document"] = to_array(std::move(row));
  columns["start"] = to_array(std::move(start));
  columns["end"] = to_array(std::move(end));
  return columns;
}

template <class T>
py::array flags(std::vector<T>&& values) {
  return read_only(to_array(std::move(values)).attr("view")("bool").template cast<py::array>());
}

py::dict reuse(const Corpus& corpus, const Segments& segments, std::uint32_t min_tokens,
               bool other_outlets_only, std::int32_t days, bool garbled, int threads,
               const py::object& progress) {
  struct Offsets {
    std::vector<std::int32_t> a_start, a_end, b_start, b_end;
  };
  Offsets offsets;
  ReuseOptions options;
  options.min_tokens = min_tokens;
  options.other_outlets_only = other_outlets_only;
  options.days = days;
  options.garbled = garbled;
  Reuse found = run_interruptible(threads, progress, [&](const Run& run) {
    Reuse result = find_reuse(corpus, segments, options, run);
    const Passages& p = result.passages;
    offsets = {code_points(corpus, p.a, p.a_span, false), code_points(corpus, p.a, p.a_span, true),
               code_points(corpus, p.b, p.b_span, false), code_points(corpus, p.b, p.b_span, true)};
    return result;
  });
  py::dict passages;
  passages["a"] = to_array(std::move(found.passages.a));
  passages["b"] = to_array(std::move(found.passages.b));
  passages["start_a"] = to_array(std::move(offsets.a_start));
  passages["end_a"] = to_array(std::move(offsets.a_end));
  passages["start_b"] = to_array(std::move(offsets.b_start));
  passages["end_b"] = to_array(std::move(offsets.b_end));
  passages["matched"] = to_array(std::move(found.passages.matched));
  passages["tokens_a"] = to_array(std::move(found.passages.a_tokens));
  passages["tokens_b"] = to_array(std::move(found.passages.b_tokens));
  passages["edited"] = flags(std::move(found.passages.edited));
  passages["in_quotation"] = flags(std::move(found.passages.in_quotation));
  passages["boilerplate"] = flags(std::move(found.passages.boilerplate));
  py::dict pairs;
  pairs["a"] = to_array(std::move(found.pairs.a));
  pairs["b"] = to_array(std::move(found.pairs.b));
  pairs["matched"] = to_array(std::move(found.pairs.matched));
  pairs["share_a"] = to_array(std::move(found.pairs.share_a));
  pairs["share_b"] = to_array(std::move(found.pairs.share_b));
  py::dict all;
  all["passages"] = std::move(passages);
  all["pairs"] = std::move(pairs);
  all["tokens"] = to_array(std::move(found.tokens));
  return all;
}

void bind_reuse(py::module_& module) {
  module.def("first_sentences", &examples, py::arg("corpus"), py::arg("segments"), py::arg("keys"),
             py::arg("documents"));
  module.def("find_reuse", &reuse, py::arg("corpus"), py::arg("segments"), py::kw_only(),
             py::arg("min_tokens") = ReuseOptions().min_tokens,
             py::arg("other_outlets_only") = false, py::arg("days") = -1, py::arg("garbled") = true,
             py::arg("threads") = 0, py::arg("progress") = py::none());
}

}  // namespace
}  // namespace polyvocal

void register_reuse(py::module_& module);
void register_reuse(py::module_& module) { polyvocal::bind_reuse(module); }
