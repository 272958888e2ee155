// Co-occurrence counts, association measures and significance, as columns.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "arrays.h"
#include "count_plan.h"
#include "matrix_arrays.h"
#include "polyvocal/core/error.h"
#include "polyvocal/corpus/offsets.h"
#include "polyvocal/counts/association.h"
#include "polyvocal/counts/cooccurrence.h"
#include "polyvocal/counts/significance.h"
#include "polyvocal/counts/windows.h"
#include "polyvocal/voice/attribution.h"
#include "region_bits.h"
#include "run.h"

namespace py = pybind11;

namespace polyvocal {
namespace {

using OptionalArray = std::optional<ArrayIn<std::int32_t>>;

py::list region_names() {
  py::list names;
  for (int region = 0; region < kRegionCount; ++region) {
    names.append(to_str(region_name(static_cast<Region>(region))));
  }
  return names;
}

py::list counted_regions() {
  py::list names;
  for (int region = 0; region < kRegionCount; ++region) {
    if ((kCountedRegions & region_bit(static_cast<Region>(region))) == 0) continue;
    names.append(to_str(region_name(static_cast<Region>(region))));
  }
  return names;
}

std::vector<std::int32_t> copy(const OptionalArray& array) {
  if (!array) return {};
  const auto values = to_span(*array);
  return {values.begin(), values.end()};
}

CountPlan make_plan(const Knowledge& knowledge, const std::string& unit, std::uint32_t window,
                    const std::string& level, const std::vector<std::string>& regions,
                    bool metonyms, bool nested, float min_confidence, bool directed,
                    const std::optional<std::string>& weight, double decay, std::int32_t slices,
                    const OptionalArray& document_slices, const OptionalArray& mention_slices) {
  CountPlan plan;
  plan.options = {.unit = count_unit_from(unit),
                  .window = window,
                  .level = count_level_from(level),
                  .regions = region_bits(regions),
                  .metonyms = metonyms,
                  .nested = nested,
                  .min_confidence = min_confidence,
                  .directed = directed};
  if (weight) {
    plan.near = WindowOptions{.size = window,
                              .weight = window_weight_from(*weight),
                              .decay = decay,
                              .directed = directed};
  }
  plan.slices = {
      .count = slices, .of_document = copy(document_slices), .of_mention = copy(mention_slices)};
  switch (plan.options.level) {
    case CountLevel::actor:
      plan.nodes = static_cast<std::int32_t>(knowledge.actors.size());
      break;
    case CountLevel::faction:
      plan.nodes = static_cast<std::int32_t>(knowledge.factions.size());
      break;
    case CountLevel::type:
      plan.nodes = kActorTypeCount;
      break;
  }
  return plan;
}

py::dict to_columns(Cooccurrence&& slice) {
  py::dict columns;
  columns["indptr"] = to_array(std::move(slice.counts.indptr));
  columns["indices"] = to_array(std::move(slice.counts.indices));
  columns["values"] = to_array(std::move(slice.counts.values));
  columns["n"] = to_array(std::move(slice.n));
  columns["total"] = slice.total;
  return columns;
}

/// Sums of weights, still in fixed point.
py::dict to_columns(Csr<std::int64_t>&& counts) {
  py::dict columns;
  columns["indptr"] = to_array(std::move(counts.indptr));
  columns["indices"] = to_array(std::move(counts.indices));
  columns["fixed"] = to_array(std::move(counts.values));
  return columns;
}

template <class Slices>
py::list to_list_of_columns(Slices&& slices) {
  py::list list;
  for (auto& slice : slices) list.append(to_columns(std::move(slice)));
  return list;
}

py::list count(const MentionResult& result, const Segments& segments, const Knowledge& knowledge,
               const CountPlan& plan, int threads, const py::object& progress) {
  const auto run_with = [&](auto&& work) {
    return run_interruptible(threads, progress, [&](const Run& run) {
      return work(select_nodes(result.mentions, segments, knowledge, plan.options), run);
    });
  };
  if (plan.near) {
    return to_list_of_columns(run_with([&](const auto& nodes, const Run& run) {
      return count_mention_windows(result.mentions, nodes, plan.nodes, segments, plan.options,
                                   plan.slices, *plan.near, run);
    }));
  }
  return to_list_of_columns(run_with([&](const auto& nodes, const Run& run) {
    return count_cooccurrence(result.mentions, nodes, plan.nodes, segments, plan.options,
                              plan.slices, run);
  }));
}

py::dict evidence(const Corpus& corpus, const MentionResult& result, const Segments& segments,
                  const Knowledge& knowledge, const CountPlan& plan, std::int32_t slice,
                  std::int32_t a, std::int32_t b) {
  PairEvidence found;
  std::array<std::vector<std::int32_t>, 6> offsets;
  {
    const py::gil_scoped_release released;
    const Mentions& mentions = result.mentions;
    const auto nodes = select_nodes(mentions, segments, knowledge, plan.options);
    found = plan.near ? mention_window_evidence(mentions, nodes, plan.nodes, segments, plan.options,
                                                plan.slices, *plan.near, slice, a, b)
                      : pair_evidence(mentions, nodes, plan.nodes, segments, plan.options,
                                      plan.slices, slice, a, b);
    const auto column = [&](auto&& offset_of) {
      std::vector<std::uint32_t> bytes(found.documents.size());
      for (std::size_t row = 0; row < bytes.size(); ++row) bytes[row] = offset_of(row);
      return to_code_points(corpus, found.documents, bytes);
    };
    offsets = {column([&](std::size_t row) { return found.units[row].begin; }),
               column([&](std::size_t row) { return found.units[row].end; }),
               column([&](std::size_t row) { return mentions.rows[found.a[row]].span.begin; }),
               column([&](std::size_t row) { return mentions.rows[found.a[row]].span.end; }),
               column([&](std::size_t row) { return mentions.rows[found.b[row]].span.begin; }),
               column([&](std::size_t row) { return mentions.rows[found.b[row]].span.end; })};
  }
  py::dict columns;
  columns["document"] = to_array(std::move(found.documents));
  constexpr std::array names = {"unit_start", "unit_end", "start_a", "end_a", "start_b", "end_b"};
  for (std::size_t i = 0; i < names.size(); ++i)
    columns[names[i]] = to_array(std::move(offsets[i]));
  columns["mention_a"] = to_array(std::move(found.a));
  columns["mention_b"] = to_array(std::move(found.b));
  columns["count"] = to_array(std::move(found.counts));
  if (plan.near) {
    std::vector<double> weights(found.weights.size());
    std::transform(found.weights.begin(), found.weights.end(), weights.begin(), from_fixed);
    columns["count"] = to_array(std::move(weights));
  }
  return columns;
}

/// Voice of every mention as 0 outlet, 1 quoted, 2 reported.
py::array voice_of_mentions(const Voices& voices) {
  std::vector<std::int32_t> slices;
  slices.reserve(voices.of_mention.size());
  for (const MentionVoice& mention : voices.of_mention) {
    slices.push_back(static_cast<std::int32_t>(mention.voice));
  }
  return to_array(std::move(slices));
}

py::list association_names() {
  py::list names;
  for (int measure = 0; measure < kAssociationCount; ++measure) {
    names.append(to_str(association_name(static_cast<Association>(measure))));
  }
  return names;
}

void bind_counting(py::module_& module) {
  py::class_<CountPlan>(module, "CountPlan")
      .def(py::init(&make_plan), py::arg("knowledge"), py::kw_only(), py::arg("unit"),
           py::arg("window"), py::arg("level"), py::arg("regions"), py::arg("metonyms"),
           py::arg("nested"), py::arg("min_confidence"), py::arg("directed"), py::arg("weight"),
           py::arg("decay"), py::arg("slices"), py::arg("document_slices") = py::none(),
           py::arg("mention_slices") = py::none())
      .def_readonly("nodes", &CountPlan::nodes);
  module.def("count_cooccurrence", &count, py::arg("mentions"), py::arg("segments"),
             py::arg("knowledge"), py::arg("plan"), py::kw_only(), py::arg("threads") = 0,
             py::arg("progress") = py::none());
  module.def("pair_evidence", &evidence, py::arg("corpus"), py::arg("mentions"),
             py::arg("segments"), py::arg("knowledge"), py::arg("plan"), py::arg("slice"),
             py::arg("a"), py::arg("b"));
  module.def("voice_of_mentions", &voice_of_mentions, py::arg("voices"));
  module.def("region_names", &region_names);
  module.def("counted_regions", &counted_regions);
  module.def("actor_type_names", [] {
    py::list names;
    for (int type = 0; type < kActorTypeCount; ++type) {
      names.append(to_str(actor_type_name(static_cast<ActorType>(type))));
    }
    return names;
  });
}

void bind_measures(py::module_& module) {
  using Ints = ArrayIn<std::int32_t>;
  using Doubles = ArrayIn<double>;
  module.def("association_names", &association_names);
  module.def(
      "associate",
      [](const std::string& measure, const Ints& indptr, const Ints& indices, const Doubles& values,
         const Doubles& rows, const Doubles& columns, double total, double shift,
         double smoothing) {
        const MatrixArrays<double> counts(indptr, indices, values,
                                          static_cast<std::int32_t>(columns.size()));
        const Margins margins{to_span(rows), to_span(columns), total};
        return to_array(associate(association_from(measure), counts.view, margins,
                                  {.shift = shift, .smoothing = smoothing}));
      },
      py::arg("measure"), py::arg("indptr"), py::arg("indices"), py::arg("values"), py::arg("rows"),
      py::arg("columns"), py::arg("total"), py::kw_only(), py::arg("shift") = 1.0,
      py::arg("smoothing") = 1.0);
  module.def(
      "pair_p_values",
      [](const Ints& indptr, const Ints& indices, const Ints& values,
         const ArrayIn<std::int64_t>& n, std::int64_t total) {
        const MatrixArrays<std::int32_t> counts(indptr, indices, values);
        return to_array(pair_p_values(counts.view, to_span(n), total));
      },
      py::arg("indptr"), py::arg("indices"), py::arg("values"), py::arg("n"), py::arg("total"));
  module.def(
      "disparity",
      [](const Ints& indptr, const Ints& indices, const Doubles& values) {
        return to_array(disparity(MatrixArrays<double>(indptr, indices, values).view));
      },
      py::arg("indptr"), py::arg("indices"), py::arg("values"));
  module.def("hypergeometric_upper", py::vectorize(&hypergeometric_upper), py::arg("k"),
             py::arg("n_i"), py::arg("n_j"), py::arg("total"));
  module.def(
      "benjamini_hochberg",
      [](const Doubles& p, std::int64_t tests) {
        return to_array(benjamini_hochberg(to_span(p), tests));
      },
      py::arg("p"), py::arg("tests"));
}

}  // namespace
}  // namespace polyvocal

void register_counts(py::module_& module);
void register_windows(py::module_& module);
void register_nulls(py::module_& module);
void register_contexts(py::module_& module);
void register_networks(py::module_& module);
void register_counts(py::module_& module) {
  polyvocal::bind_counting(module);
  polyvocal::bind_measures(module);
  register_windows(module);
  register_nulls(module);
  register_contexts(module);
  register_networks(module);
}
