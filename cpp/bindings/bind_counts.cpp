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
#include "polyvocal/core/error.h"
#include "polyvocal/corpus/offsets.h"
#include "polyvocal/counts/association.h"
#include "polyvocal/counts/cooccurrence.h"
#include "polyvocal/counts/significance.h"
#include "polyvocal/voice/attribution.h"
#include "run.h"

namespace py = pybind11;

namespace polyvocal {
namespace {

using OptionalArray = std::optional<ArrayIn<std::int32_t>>;

std::uint32_t regions_from(const std::vector<std::string>& names) {
  std::uint32_t bits = 0;
  for (const std::string& name : names) {
    int region = 0;
    while (region < kRegionCount && region_name(static_cast<Region>(region)) != name) ++region;
    if (region == kRegionCount) throw InputError("no region '" + name + "'");
    bits |= region_bit(static_cast<Region>(region));
  }
  return bits;
}

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

/// What to count, held between counting and the look at one cell's evidence.
struct CountPlan {
  CountOptions options;
  Slices slices;
  std::int32_t nodes = 0;
};

CountPlan make_plan(const Knowledge& knowledge, const std::string& unit, std::uint32_t window,
                    const std::string& level, const std::vector<std::string>& regions,
                    bool metonyms, bool nested, float min_confidence, std::int32_t slices,
                    const OptionalArray& document_slices, const OptionalArray& mention_slices) {
  CountPlan plan;
  plan.options = {.unit = count_unit_from(unit),
                  .window = window,
                  .level = count_level_from(level),
                  .regions = regions_from(regions),
                  .metonyms = metonyms,
                  .nested = nested,
                  .min_confidence = min_confidence};
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

py::list count(const MentionResult& result, const Segments& segments, const Knowledge& knowledge,
               const CountPlan& plan, int threads, const py::object& progress) {
  auto slices = run_interruptible(threads, progress, [&](const Run& run) {
    const auto nodes = select_nodes(result.mentions, segments, knowledge, plan.options);
    return count_cooccurrence(result.mentions, nodes, plan.nodes, segments, plan.options,
                              plan.slices, run);
  });
  py::list list;
  for (Cooccurrence& slice : slices) {
    py::dict columns;
    columns["indptr"] = to_array(std::move(slice.counts.indptr));
    columns["indices"] = to_array(std::move(slice.counts.indices));
    columns["values"] = to_array(std::move(slice.counts.values));
    columns["n"] = to_array(std::move(slice.n));
    columns["total"] = slice.total;
    list.append(std::move(columns));
  }
  return list;
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
    found = pair_evidence(mentions, nodes, plan.nodes, segments, plan.options, plan.slices, slice,
                          a, b);
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

/// Three arrays from Python as a square matrix, checked.
struct CountArrays {
  CountArrays(const ArrayIn<std::int32_t>& indptr, const ArrayIn<std::int32_t>& indices,
              const ArrayIn<std::int32_t>& values) {
    view.rows = view.columns = static_cast<std::int32_t>(indptr.size()) - 1;
    view.indptr = to_span(indptr);
    view.indices = to_span(indices);
    view.values = to_span(values);
    check_csr(view.rows, view.columns, view.indptr, view.indices, view.values.size());
  }
  CsrView<std::int32_t> view;
};

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
           py::arg("nested"), py::arg("min_confidence"), py::arg("slices"),
           py::arg("document_slices") = py::none(), py::arg("mention_slices") = py::none())
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
  using Longs = ArrayIn<std::int64_t>;
  module.def("association_names", &association_names);
  module.def(
      "associate",
      [](const std::string& measure, const Ints& indptr, const Ints& indices, const Ints& values,
         const Longs& n, std::int64_t total) {
        const CountArrays counts(indptr, indices, values);
        return to_array(associate(association_from(measure), counts.view, to_span(n), total));
      },
      py::arg("measure"), py::arg("indptr"), py::arg("indices"), py::arg("values"), py::arg("n"),
      py::arg("total"));
  module.def(
      "pair_p_values",
      [](const Ints& indptr, const Ints& indices, const Ints& values, const Longs& n,
         std::int64_t total) {
        const CountArrays counts(indptr, indices, values);
        return to_array(pair_p_values(counts.view, to_span(n), total));
      },
      py::arg("indptr"), py::arg("indices"), py::arg("values"), py::arg("n"), py::arg("total"));
  module.def(
      "disparity",
      [](const Ints& indptr, const Ints& indices, const Ints& values) {
        return to_array(disparity(CountArrays(indptr, indices, values).view));
      },
      py::arg("indptr"), py::arg("indices"), py::arg("values"));
  module.def("hypergeometric_upper", &hypergeometric_upper, py::arg("k"), py::arg("n_i"),
             py::arg("n_j"), py::arg("total"));
  module.def(
      "benjamini_hochberg",
      [](const ArrayIn<double>& p, std::int64_t tests) {
        return to_array(benjamini_hochberg(to_span(p), tests));
      },
      py::arg("p"), py::arg("tests"));
}

}  // namespace
}  // namespace polyvocal

void register_counts(py::module_& module);
void register_counts(py::module_& module) {
  polyvocal::bind_counting(module);
  polyvocal::bind_measures(module);
}
