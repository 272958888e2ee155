// Documents as vectors of words and actors, stories, and how often words occur elsewhere, as
// columns.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "arrays.h"
#include "polyvocal/core/error.h"
#include "polyvocal/similarity/background.h"
#include "polyvocal/similarity/story.h"
#include "polyvocal/similarity/vectors.h"
#include "run.h"

namespace py = pybind11;

namespace polyvocal {
namespace {

using Rows = Csr<float>;
using RowsPointer = std::shared_ptr<Rows>;
using Ints = ArrayIn<std::int32_t>;

void bind_vectors(py::module_& module) {
  py::class_<Rows, RowsPointer>(module, "SparseRows")
      .def(py::init([](const Ints& indptr, const Ints& indices, const ArrayIn<float>& values,
                       std::int32_t columns) {
             auto rows = std::make_shared<Rows>();
             rows->rows = static_cast<std::int32_t>(indptr.size()) - 1;
             rows->columns = columns;
             check_csr(rows->rows, columns, to_span(indptr), to_span(indices),
                       static_cast<std::size_t>(values.size()));
             rows->indptr.assign(indptr.data(), indptr.data() + indptr.size());
             rows->indices.assign(indices.data(), indices.data() + indices.size());
             rows->values.assign(values.data(), values.data() + values.size());
             return rows;
           }),
           py::arg("indptr"), py::arg("indices"), py::arg("values"), py::arg("columns"))
      .def_property_readonly(
          "shape", [](const Rows& self) { return py::make_tuple(self.rows, self.columns); })
      .def_property_readonly(
          "indptr",
          [](const py::object& self) { return view(self.cast<const Rows&>().indptr, self); })
      .def_property_readonly(
          "indices",
          [](const py::object& self) { return view(self.cast<const Rows&>().indices, self); })
      .def_property_readonly("values", [](const py::object& self) {
        return view(self.cast<const Rows&>().values, self);
      });
  module.def(
      "word_vectors",
      [](const Segments& segments, const DocumentFrequencies* background, int threads,
         const py::object& progress) {
        return run_interruptible(threads, progress, [&](const Run& run) {
          return std::make_shared<Rows>(background == nullptr
                                            ? word_vectors(segments, run).rows
                                            : word_vectors(segments, *background, run).rows);
        });
      },
      py::arg("segments"), py::kw_only(), py::arg("background") = py::none(),
      py::arg("threads") = 0, py::arg("progress") = py::none());
  module.def(
      "vectorize",
      [](const Corpus& corpus, bool function_words, int threads, const py::object& progress) {
        auto [rows, words] = run_interruptible(threads, progress, [&](const Run& run) {
          TypeCounts counts = count_types(corpus, run);
          auto vectors = std::make_shared<Rows>(word_vectors(counts, run, function_words).rows);
          return std::pair(std::move(vectors), std::move(counts.vocabulary.keys));
        });
        return py::make_tuple(rows, to_list(words));
      },
      py::arg("corpus"), py::kw_only(), py::arg("function_words") = false, py::arg("threads") = 0,
      py::arg("progress") = py::none());
  module.def(
      "word_counts",
      [](const Segments& segments, int threads, const py::object& progress) {
        return run_interruptible(threads, progress, [&](const Run& run) {
          return std::make_shared<Rows>(word_counts(segments, run));
        });
      },
      py::arg("segments"), py::kw_only(), py::arg("threads") = 0, py::arg("progress") = py::none());
  module.def(
      "actor_vectors",
      [](const MentionResult& result, const Segments& segments, const Knowledge& knowledge) {
        const py::gil_scoped_release released;
        const auto nodes = select_nodes(result.mentions, segments, knowledge, {});
        return std::make_shared<Rows>(actor_vectors(
            result.mentions, nodes, static_cast<std::int32_t>(knowledge.actors.size()),
            segments.documents()));
      },
      py::arg("mentions"), py::arg("segments"), py::arg("knowledge"));
}

void bind_stories(py::module_& module) {
  py::class_<StoryProfiles, std::shared_ptr<StoryProfiles>>(module, "StoryProfiles")
      .def_property_readonly("vectors",
                             [](const std::shared_ptr<StoryProfiles>& self) {
                               return RowsPointer(self, &self->vectors);
                             })
      .def_property_readonly("words",
                             [](const py::object& self) {
                               return view(self.cast<const StoryProfiles&>().words, self);
                             })
      .def_property_readonly("numbers", [](const py::object& self) {
        return view(self.cast<const StoryProfiles&>().numbers, self);
      });
  module.def(
      "story_profiles",
      [](const Segments& segments, int threads, const py::object& progress) {
        return run_interruptible(threads, progress, [&](const Run& run) {
          return std::make_shared<StoryProfiles>(story_profiles(segments, run));
        });
      },
      py::arg("segments"), py::kw_only(), py::arg("threads") = 0, py::arg("progress") = py::none());
  module.def(
      "story_evidence",
      [](const StoryProfiles& profiles, const Ints& a, const Ints& b, int threads) {
        const auto left = to_span(a);
        const auto right = to_span(b);
        StoryEvidence found = run_interruptible(threads, py::none(), [&](const Run& run) {
          return story_evidence(profiles, left, right, run);
        });
        py::dict columns;
        columns["names"] = to_array(std::move(found.names));
        columns["numbers"] = to_array(std::move(found.numbers));
        columns["opening_numbers"] = to_array(std::move(found.opening_numbers));
        columns["opening"] = to_array(std::move(found.opening));
        columns["shared"] = to_array(std::move(found.shared));
        return columns;
      },
      py::arg("profiles"), py::arg("a"), py::arg("b"), py::kw_only(), py::arg("threads") = 0);
}

void bind_background(py::module_& module) {
  py::class_<DocumentFrequencies, std::shared_ptr<DocumentFrequencies>>(module,
                                                                        "DocumentFrequencies")
      .def(py::init<>())
      .def(
          "add",
          [](DocumentFrequencies& self, const Segments& segments, int threads,
             const py::object& progress) {
            run_interruptible(threads, progress, [&](const Run& run) { self.add(segments, run); });
          },
          py::arg("segments"), py::kw_only(), py::arg("threads") = 0,
          py::arg("progress") = py::none())
      .def("merge", &DocumentFrequencies::merge, py::arg("other"),
           py::call_guard<py::gil_scoped_release>())
      .def("count", &DocumentFrequencies::count, py::arg("word"))
      .def("idf", &DocumentFrequencies::idf, py::arg("word"))
      .def_property_readonly("documents", &DocumentFrequencies::documents)
      .def_property_readonly("words",
                             [](const DocumentFrequencies& self) { return to_list(self.words()); })
      .def_property_readonly("counts",
                             [](const DocumentFrequencies& self) {
                               return to_array(std::vector<std::int64_t>(self.counts()));
                             })
      .def("to_bytes", [](const DocumentFrequencies& self) { return py::bytes(self.to_bytes()); })
      .def_static(
          "from_bytes",
          [](const py::bytes& block) {
            return std::make_shared<DocumentFrequencies>(
                DocumentFrequencies::from_bytes(std::string_view(block)));
          },
          py::arg("block"));
}

}  // namespace
}  // namespace polyvocal

void register_vectors(py::module_& module);
void register_vectors(py::module_& module) {
  polyvocal::bind_stories(module);
  polyvocal::bind_background(module);
  polyvocal::bind_vectors(module);
}
