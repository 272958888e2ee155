// Words near actors and who names them in speech, as columns.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <string>
#include <utility>

#include "arrays.h"
#include "count_plan.h"
#include "polyvocal/counts/contexts.h"
#include "run.h"

namespace py = pybind11;

void register_contexts(py::module_& module);

namespace polyvocal {
namespace {

struct Found {
  Words words;
  NearWords near;
};

py::dict near_words(const MentionResult& result, const Segments& segments,
                    const Knowledge& knowledge, const CountPlan& plan, std::int64_t min_count,
                    int threads, const py::object& progress) {
  const WindowOptions window = plan.near.value_or(WindowOptions{});
  Found found = run_interruptible(threads, progress, [&](const Run& run) {
    Found made;
    made.words = list_words(segments, plan.options.regions, min_count);
    const auto nodes = select_nodes(result.mentions, segments, knowledge, plan.options);
    made.near = count_near_words(result.mentions, nodes, plan.nodes, segments, plan.options,
                                 made.words, window, run);
    return made;
  });
  py::dict columns;
  columns["indptr"] = to_array(std::move(found.near.counts.indptr));
  columns["indices"] = to_array(std::move(found.near.counts.indices));
  columns["fixed"] = to_array(std::move(found.near.counts.values));
  columns["documents"] = to_array(std::move(found.near.documents));
  columns["with_both"] = to_array(std::move(found.near.with_both));
  columns["excess"] = to_array(std::move(found.near.excess));
  columns["squares"] = to_array(std::move(found.near.squares));
  columns["n"] = to_array(std::move(found.near.n));
  StringColumn names;
  for (const KeyId key : found.words.keys) names.push_back(segments.vocabulary.keys[key]);
  columns["words"] = to_list(names);
  columns["n_words"] = to_array(std::move(found.words.counts));
  columns["total"] = found.words.ids.size();
  return columns;
}

py::dict sources(const MentionResult& result, const Segments& segments, const Knowledge& knowledge,
                 const CountPlan& plan, const Voices& voices) {
  SourceCounts found;
  {
    const py::gil_scoped_release released;
    const auto nodes = select_nodes(result.mentions, segments, knowledge, plan.options);
    found = count_sources(result.mentions, nodes, plan.nodes, voices,
                          static_cast<std::int32_t>(knowledge.actors.size()));
  }
  py::dict columns;
  columns["indptr"] = to_array(std::move(found.counts.indptr));
  columns["indices"] = to_array(std::move(found.counts.indices));
  columns["values"] = to_array(std::move(found.counts.values));
  columns["n"] = to_array(std::move(found.rows));
  columns["n_columns"] = to_array(std::move(found.columns));
  columns["total"] = found.total;
  return columns;
}

}  // namespace
}  // namespace polyvocal

void register_contexts(py::module_& module) {
  using namespace polyvocal;
  module.def("count_near_words", &near_words, py::arg("mentions"), py::arg("segments"),
             py::arg("knowledge"), py::arg("plan"), py::kw_only(), py::arg("min_count"),
             py::arg("threads") = 0, py::arg("progress") = py::none());
  module.def("count_sources", &sources, py::arg("mentions"), py::arg("segments"),
             py::arg("knowledge"), py::arg("plan"), py::arg("voices"));
}
