// Nulls by shuffling articles, from columns.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <optional>
#include <utility>

#include "arrays.h"
#include "count_plan.h"
#include "polyvocal/counts/permutation.h"
#include "run.h"

namespace py = pybind11;

void register_nulls(py::module_& module);

namespace polyvocal {
namespace {

py::dict to_columns(Incidence&& named) {
  py::dict columns;
  columns["begin"] = to_array(std::move(named.begin));
  columns["items"] = to_array(std::move(named.items));
  return columns;
}

Incidence incidence_from(const ArrayIn<std::int64_t>& begin, const ArrayIn<std::int32_t>& items,
                         std::int32_t nodes) {
  const auto from = to_span(begin);
  const auto values = to_span(items);
  Incidence named{
      .nodes = nodes, .begin = {from.begin(), from.end()}, .items = {values.begin(), values.end()}};
  check_incidence(named);
  return named;
}

using Strata = std::optional<ArrayIn<std::int32_t>>;

PermutationOptions options_from(std::int32_t replicates, std::uint64_t seed, const Strata& strata) {
  PermutationOptions options{.replicates = replicates, .seed = seed, .strata = {}};
  if (strata) options.strata = to_span(*strata);
  return options;
}

py::dict tests(const ArrayIn<std::int64_t>& begin, const ArrayIn<std::int32_t>& items,
               std::int32_t nodes, std::int32_t replicates, std::uint64_t seed,
               const Strata& strata, int threads, const py::object& progress) {
  const Incidence named = incidence_from(begin, items, nodes);
  const PermutationOptions options = options_from(replicates, seed, strata);
  PairTests found = run_interruptible(
      threads, progress, [&](const Run& run) { return permutation_tests(named, options, run); });
  py::dict columns;
  columns["indptr"] = to_array(std::move(found.counts.indptr));
  columns["indices"] = to_array(std::move(found.counts.indices));
  columns["values"] = to_array(std::move(found.counts.values));
  columns["p"] = to_array(std::move(found.p));
  columns["mean"] = to_array(std::move(found.mean));
  columns["variance"] = to_array(std::move(found.variance));
  return columns;
}

}  // namespace
}  // namespace polyvocal

void register_nulls(py::module_& module) {
  using namespace polyvocal;
  module.def(
      "document_nodes",
      [](const MentionResult& result, const Segments& segments, const Knowledge& knowledge,
         const CountPlan& plan, std::int32_t slice) {
        const py::gil_scoped_release released;
        const auto nodes = select_nodes(result.mentions, segments, knowledge, plan.options);
        Incidence named = document_nodes(result.mentions, nodes, plan.nodes, segments, plan.options,
                                         plan.slices, slice);
        const py::gil_scoped_acquire acquired;
        return to_columns(std::move(named));
      },
      py::arg("mentions"), py::arg("segments"), py::arg("knowledge"), py::arg("plan"),
      py::arg("slice"));
  module.def(
      "shuffle_documents",
      [](const ArrayIn<std::int64_t>& begin, const ArrayIn<std::int32_t>& items, std::int32_t nodes,
         std::uint64_t seed, std::uint32_t replicate, const Strata& strata) {
        return to_columns(shuffle_documents(incidence_from(begin, items, nodes),
                                            options_from(1, seed, strata), replicate));
      },
      py::arg("begin"), py::arg("items"), py::arg("nodes"), py::kw_only(), py::arg("seed"),
      py::arg("replicate"), py::arg("strata") = py::none());
  module.def("permutation_tests", &tests, py::arg("begin"), py::arg("items"), py::arg("nodes"),
             py::kw_only(), py::arg("replicates"), py::arg("seed"), py::arg("strata") = py::none(),
             py::arg("threads") = 0, py::arg("progress") = py::none());
}
