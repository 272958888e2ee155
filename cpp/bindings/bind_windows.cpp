// Words near words, and partial counts: adding them up, and as bytes.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "arrays.h"
#include "matrix_arrays.h"
#include "polyvocal/core/error.h"
#include "polyvocal/counts/saved.h"
#include "polyvocal/counts/words.h"
#include "region_bits.h"
#include "run.h"
#include "word_numbers.h"

namespace py = pybind11;

void register_windows(py::module_& module);

namespace polyvocal {
namespace {

WindowOptions window_from(std::uint32_t size, const std::string& weight, double decay,
                          bool directed) {
  return {.size = size, .weight = window_weight_from(weight), .decay = decay, .directed = directed};
}

py::dict to_columns(Csr<std::int64_t>&& counts) {
  py::dict columns;
  columns["indptr"] = to_array(std::move(counts.indptr));
  columns["indices"] = to_array(std::move(counts.indices));
  columns["fixed"] = to_array(std::move(counts.values));
  return columns;
}

py::dict count_numbers(const ArrayIn<std::int32_t>& ids, const ArrayIn<std::int64_t>& documents,
                       std::int32_t nodes, std::uint32_t size, const std::string& weight,
                       double decay, bool directed, bool upper, std::int64_t min_count,
                       std::int64_t max_bytes, int threads, const py::object& progress) {
  const TokenStream tokens{to_span(ids), to_span(documents), nodes};
  const WindowOptions window = window_from(size, weight, decay, directed);
  const WindowLimits limits{.upper = upper, .min_count = min_count, .max_bytes = max_bytes};
  return to_columns(run_interruptible(threads, progress, [&](const Run& run) {
    return count_token_windows(tokens, window, limits, run);
  }));
}

struct CountedWords {
  Words words;
  Csr<std::int64_t> counts;
};

py::dict count_words(const Segments& segments, std::uint32_t regions, std::uint32_t size,
                     const std::string& weight, double decay, bool directed, bool upper,
                     std::int64_t min_count, std::int64_t max_bytes, int threads,
                     const py::object& progress) {
  const WindowOptions window = window_from(size, weight, decay, directed);
  const WindowLimits limits{.upper = upper, .min_count = 1, .max_bytes = max_bytes};
  auto found = run_interruptible(threads, progress, [&](const Run& run) {
    CountedWords result;
    result.words = list_words(segments, regions, min_count);
    result.counts = count_token_windows(result.words.stream(), window, limits, run);
    return result;
  });
  py::dict columns = to_columns(std::move(found.counts));
  StringColumn names;
  for (const KeyId key : found.words.keys) names.push_back(segments.vocabulary.keys[key]);
  columns["words"] = to_list(names);
  columns["n"] = to_array(std::move(found.words.counts));
  return columns;
}

template <class Value>
py::tuple add_counts(const ArrayIn<std::int32_t>& indptr_a, const ArrayIn<std::int32_t>& indices_a,
                     const ArrayIn<Value>& values_a, const ArrayIn<std::int32_t>& indptr_b,
                     const ArrayIn<std::int32_t>& indices_b, const ArrayIn<Value>& values_b,
                     std::int32_t columns) {
  const MatrixArrays<Value> a(indptr_a, indices_a, values_a, columns);
  const MatrixArrays<Value> b(indptr_b, indices_b, values_b, columns);
  Csr<Value> sum;
  {
    const py::gil_scoped_release released;
    sum = add(a.view, b.view);
  }
  return py::make_tuple(to_array(std::move(sum.indptr)), to_array(std::move(sum.indices)),
                        to_array(std::move(sum.values)));
}

template <class T>
std::vector<T> column_of(const py::dict& columns, const char* name) {
  const auto array = columns[name].cast<ArrayIn<T>>();
  const auto values = to_span(array);
  return {values.begin(), values.end()};
}

py::bytes save(const py::str& header, const py::list& matrices, const py::list& incidences) {
  SavedCounts counts;
  with_utf8(header, "header", [&](std::string_view text) { counts.header = text; });
  for (const py::handle item : matrices) {
    const auto columns = item.cast<py::dict>();
    SavedMatrix matrix;
    matrix.counts.indptr = column_of<std::int32_t>(columns, "indptr");
    matrix.counts.indices = column_of<std::int32_t>(columns, "indices");
    matrix.counts.values = column_of<std::int64_t>(columns, "values");
    matrix.n = column_of<std::int64_t>(columns, "n");
    matrix.total = columns["total"].cast<std::int64_t>();
    counts.matrices.push_back(std::move(matrix));
  }
  for (const py::handle item : incidences) {
    const auto columns = item.cast<py::dict>();
    counts.incidences.push_back({.nodes = columns["nodes"].cast<std::int32_t>(),
                                 .begin = column_of<std::int64_t>(columns, "begin"),
                                 .items = column_of<std::int32_t>(columns, "items")});
  }
  return save_counts(counts);
}

py::tuple load(const py::bytes& block) {
  SavedCounts counts = load_counts(std::string_view(block));
  py::list matrices;
  for (SavedMatrix& matrix : counts.matrices) {
    py::dict columns;
    columns["indptr"] = to_array(std::move(matrix.counts.indptr));
    columns["indices"] = to_array(std::move(matrix.counts.indices));
    columns["values"] = to_array(std::move(matrix.counts.values));
    columns["n"] = to_array(std::move(matrix.n));
    columns["total"] = matrix.total;
    matrices.append(std::move(columns));
  }
  py::list incidences;
  for (Incidence& named : counts.incidences) {
    py::dict columns;
    columns["nodes"] = named.nodes;
    columns["begin"] = to_array(std::move(named.begin));
    columns["items"] = to_array(std::move(named.items));
    incidences.append(std::move(columns));
  }
  return py::make_tuple(to_str(counts.header), std::move(matrices), std::move(incidences));
}

void bind_word_windows(py::module_& module) {
  py::class_<WordNumbers>(module, "WordNumbers")
      .def(py::init<>())
      .def("add", &WordNumbers::add, py::arg("words"))
      .def_property_readonly("words", &WordNumbers::words)
      .def_property_readonly(
          "ids", [](const WordNumbers& self) { return to_array(std::vector(self.ids)); })
      .def_property_readonly("documents", [](const WordNumbers& self) {
        return to_array(std::vector(self.documents));
      });
  module.def("count_number_windows", &count_numbers, py::arg("ids"), py::arg("documents"),
             py::arg("nodes"), py::kw_only(), py::arg("size"), py::arg("weight"), py::arg("decay"),
             py::arg("directed"), py::arg("upper"), py::arg("min_count") = 1,
             py::arg("max_bytes") = 0, py::arg("threads") = 0, py::arg("progress") = py::none());
  module.def(
      "count_word_windows",
      [](const Segments& segments, const std::vector<std::string>& regions, std::uint32_t size,
         const std::string& weight, double decay, bool directed, bool upper, std::int64_t min_count,
         std::int64_t max_bytes, int threads, const py::object& progress) {
        return count_words(segments, region_bits(regions), size, weight, decay, directed, upper,
                           min_count, max_bytes, threads, progress);
      },
      py::arg("segments"), py::kw_only(), py::arg("regions"), py::arg("size"), py::arg("weight"),
      py::arg("decay"), py::arg("directed"), py::arg("upper"), py::arg("min_count"),
      py::arg("max_bytes"), py::arg("threads") = 0, py::arg("progress") = py::none());
}

void bind_partial_counts(py::module_& module) {
  module.def("add_counts", &add_counts<std::int32_t>, py::arg("indptr_a"), py::arg("indices_a"),
             py::arg("values_a"), py::arg("indptr_b"), py::arg("indices_b"), py::arg("values_b"),
             py::arg("columns"));
  module.def("add_weights", &add_counts<std::int64_t>, py::arg("indptr_a"), py::arg("indices_a"),
             py::arg("values_a"), py::arg("indptr_b"), py::arg("indices_b"), py::arg("values_b"),
             py::arg("columns"));
  module.def("save_counts", &save, py::arg("header"), py::arg("matrices"), py::arg("incidences"));
  module.def("load_counts", &load, py::arg("block"));
}

}  // namespace
}  // namespace polyvocal

void register_windows(py::module_& module) {
  polyvocal::bind_word_windows(module);
  polyvocal::bind_partial_counts(module);
}
