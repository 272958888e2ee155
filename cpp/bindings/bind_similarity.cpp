// How alike documents and outlets are, what makes outlets differ, trees and maps, as columns.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "arrays.h"
#include "polyvocal/core/error.h"
#include "polyvocal/similarity/arrange.h"
#include "polyvocal/similarity/background.h"
#include "polyvocal/similarity/cluster.h"
#include "polyvocal/similarity/cosine.h"
#include "polyvocal/similarity/divergence.h"
#include "polyvocal/similarity/log_odds.h"
#include "polyvocal/similarity/outlets.h"
#include "polyvocal/similarity/rank_overlap.h"
#include "polyvocal/similarity/resample.h"
#include "polyvocal/similarity/side.h"
#include "polyvocal/similarity/vectors.h"
#include "polyvocal/stats/mantel.h"
#include "run.h"

namespace py = pybind11;

namespace polyvocal {
namespace {

using Rows = Csr<float>;
using RowsPointer = std::shared_ptr<Rows>;
using Ints = ArrayIn<std::int32_t>;

std::span<const std::int32_t> optional_span(const std::optional<Ints>& array) {
  return array ? to_span(*array) : std::span<const std::int32_t>();
}

py::array square(std::vector<double>&& values, std::int32_t n) {
  return to_array(std::move(values), static_cast<std::size_t>(n));
}

py::array all_pairs(const Rows& rows, const std::string& measure, std::uint64_t max_bytes,
                    int threads, const py::object& progress) {
  const bool cosine = measure == "cosine";
  if (!cosine && measure != "ruzicka") {
    throw InputError("no measure '" + measure + "'; choose one of cosine, ruzicka");
  }
  auto values = run_interruptible(threads, progress, [&](const Run& run) {
    return cosine ? all_cosine(rows, max_bytes, run) : all_ruzicka(rows, max_bytes, run);
  });
  return square(std::move(values), rows.rows);
}

py::array given_pairs(const Rows& rows, const std::string& measure, const Ints& a, const Ints& b,
                      int threads) {
  const bool cosine = measure == "cosine";
  if (!cosine && measure != "ruzicka") {
    throw InputError("no measure '" + measure + "'; choose one of cosine, ruzicka");
  }
  const auto left = to_span(a);
  const auto right = to_span(b);
  return to_array(run_interruptible(threads, py::none(), [&](const Run& run) {
    return cosine ? pair_cosine(rows, left, right, run) : pair_ruzicka(rows, left, right, run);
  }));
}

py::tuple nearest(const Rows& rows, std::int32_t top, float threshold, std::int32_t days,
                  const std::optional<Ints>& dates, const std::optional<Ints>& groups, int threads,
                  const py::object& progress) {
  const NeighbourOptions options{.top = top,
                                 .threshold = threshold,
                                 .days = days,
                                 .dates = optional_span(dates),
                                 .groups = optional_span(groups)};
  ScoredPairs pairs = run_interruptible(
      threads, progress, [&](const Run& run) { return top_cosine(rows, options, run); });
  return py::make_tuple(to_array(std::move(pairs.a)), to_array(std::move(pairs.b)),
                        to_array(std::move(pairs.score)));
}

py::tuple nearest_in(const Rows& a, const Rows& b, std::int32_t top, float threshold,
                     std::int32_t days, const std::optional<Ints>& dates_a,
                     const std::optional<Ints>& dates_b, const std::optional<Ints>& groups_a,
                     const std::optional<Ints>& groups_b, int threads, const py::object& progress) {
  const CrossOptions options{.top = top,
                             .threshold = threshold,
                             .days = days,
                             .dates_a = optional_span(dates_a),
                             .dates_b = optional_span(dates_b),
                             .groups_a = optional_span(groups_a),
                             .groups_b = optional_span(groups_b)};
  ScoredPairs pairs = run_interruptible(
      threads, progress, [&](const Run& run) { return cross_cosine(a, b, options, run); });
  return py::make_tuple(to_array(std::move(pairs.a)), to_array(std::move(pairs.b)),
                        to_array(std::move(pairs.score)));
}

void bind_pairs(py::module_& module) {
  module.def(
      "share_columns",
      [](const Segments& of_a, const Segments& of_b, const Rows& a, const Rows& b) {
        const py::gil_scoped_release released;
        auto left = std::make_shared<Rows>(a);
        auto right = std::make_shared<Rows>(b);
        share_columns(of_a.vocabulary, of_b.vocabulary, *left, *right);
        return std::pair(left, right);
      },
      py::arg("of_a"), py::arg("of_b"), py::arg("a"), py::arg("b"));
  module.def("cross_cosine", &nearest_in, py::arg("a"), py::arg("b"), py::kw_only(),
             py::arg("top") = 10, py::arg("threshold") = 0.0F, py::arg("days") = -1,
             py::arg("dates_a") = py::none(), py::arg("dates_b") = py::none(),
             py::arg("groups_a") = py::none(), py::arg("groups_b") = py::none(),
             py::arg("threads") = 0, py::arg("progress") = py::none());
  module.def(
      "rank_overlap",
      [](const Rows& rows, const Ints& a, const Ints& b, double persistence, int threads) {
        const auto left = to_span(a);
        const auto right = to_span(b);
        return to_array(run_interruptible(threads, py::none(), [&](const Run& run) {
          return pair_rank_overlap(rows, left, right, persistence, run);
        }));
      },
      py::arg("rows"), py::arg("a"), py::arg("b"), py::kw_only(), py::arg("persistence"),
      py::arg("threads") = 0);
  module.def("all_pairs", &all_pairs, py::arg("rows"), py::arg("measure"), py::kw_only(),
             py::arg("max_bytes"), py::arg("threads") = 0, py::arg("progress") = py::none());
  module.def("given_pairs", &given_pairs, py::arg("rows"), py::arg("measure"), py::arg("a"),
             py::arg("b"), py::kw_only(), py::arg("threads") = 0);
  module.def("top_cosine", &nearest, py::arg("rows"), py::kw_only(), py::arg("top") = 10,
             py::arg("threshold") = 0.0F, py::arg("days") = -1, py::arg("dates") = py::none(),
             py::arg("groups") = py::none(), py::arg("threads") = 0,
             py::arg("progress") = py::none());
  module.def(
      "side_agreement",
      [](const ArrayIn<double>& scores, const ArrayIn<double>& variances, std::int32_t factions,
         const Ints& a, const Ints& b) {
        SideAgreement side =
            side_agreement(to_span(scores), to_span(variances), factions, to_span(a), to_span(b));
        return py::make_tuple(to_array(std::move(side.score)), to_array(std::move(side.variance)),
                              to_array(std::move(side.shared)));
      },
      py::arg("scores"), py::arg("variances"), py::arg("factions"), py::arg("a"), py::arg("b"));
}

py::dict compare(const Rows& rows, const std::string& measure, const Ints& groups,
                 std::int32_t group_count, const std::optional<Ints>& strata,
                 std::int32_t permutations, std::uint64_t seed, int threads,
                 const py::object& progress) {
  GroupOptions options;
  if (measure == "ruzicka") {
    options.measure = PooledMeasure::ruzicka;
  } else if (measure != "cosine") {
    throw InputError("no measure '" + measure + "'; choose one of cosine, ruzicka");
  }
  options.groups = to_span(groups);
  options.group_count = group_count;
  options.strata = optional_span(strata);
  options.permutations = permutations;
  options.seed = seed;
  GroupSimilarity result = run_interruptible(
      threads, progress, [&](const Run& run) { return compare_groups(rows, options, run); });
  py::dict columns;
  columns["score"] = square(std::move(result.score), group_count);
  columns["low"] = square(std::move(result.low), group_count);
  columns["high"] = square(std::move(result.high), group_count);
  columns["null_mean"] = square(std::move(result.null_mean), group_count);
  columns["p_less"] = square(std::move(result.p_less), group_count);
  columns["p_more"] = square(std::move(result.p_more), group_count);
  columns["documents"] = to_array(std::move(result.documents));
  return columns;
}

py::dict divergence(const Rows& counts, const Ints& groups, std::int32_t group_count,
                    const std::optional<Ints>& strata, bool damped, std::int32_t permutations,
                    std::uint64_t seed, int threads, const py::object& progress) {
  DivergenceOptions options;
  options.groups = to_span(groups);
  options.group_count = group_count;
  options.strata = optional_span(strata);
  options.damped = damped;
  options.permutations = permutations;
  options.seed = seed;
  GroupDivergence result = run_interruptible(
      threads, progress, [&](const Run& run) { return compare_divergence(counts, options, run); });
  py::dict columns;
  columns["divergence"] = square(std::move(result.divergence), group_count);
  columns["null_mean"] = square(std::move(result.null_mean), group_count);
  columns["null_sd"] = square(std::move(result.null_sd), group_count);
  columns["excess"] = square(std::move(result.excess), group_count);
  columns["low"] = square(std::move(result.low), group_count);
  columns["high"] = square(std::move(result.high), group_count);
  columns["z"] = square(std::move(result.z), group_count);
  columns["p"] = square(std::move(result.p), group_count);
  columns["exchangeable"] =
      to_array(std::move(result.exchangeable), static_cast<std::size_t>(group_count));
  columns["documents"] = to_array(std::move(result.documents));
  return columns;
}

void bind_groups(py::module_& module) {
  module.def("compare_divergence", &divergence, py::arg("counts"), py::arg("groups"),
             py::arg("group_count"), py::kw_only(), py::arg("strata") = py::none(),
             py::arg("damped") = true, py::arg("permutations") = 999, py::arg("seed") = 0,
             py::arg("threads") = 0, py::arg("progress") = py::none());
  module.attr("FEWEST_DOCUMENTS") = kFewestDocuments;
  module.def("compare_groups", &compare, py::arg("rows"), py::arg("measure"), py::arg("groups"),
             py::arg("group_count"), py::kw_only(), py::arg("strata") = py::none(),
             py::arg("permutations") = 999, py::arg("seed") = 0, py::arg("threads") = 0,
             py::arg("progress") = py::none());
}

py::dict log_odds(const Rows& counts, const Ints& a, const Ints& b, double prior) {
  LogOdds odds;
  {
    const auto first = to_span(a);
    const auto second = to_span(b);
    const py::gil_scoped_release released;
    odds = log_odds_ratios(counts, first, second, prior);
  }
  py::dict columns;
  columns["log_odds"] = to_array(std::move(odds.log_odds));
  columns["error"] = to_array(std::move(odds.error));
  columns["z"] = to_array(std::move(odds.z));
  columns["count_a"] = to_array(std::move(odds.count_a));
  columns["count_b"] = to_array(std::move(odds.count_b));
  columns["documents_a"] = to_array(std::move(odds.documents_a));
  columns["documents_b"] = to_array(std::move(odds.documents_b));
  return columns;
}

void bind_differences(py::module_& module) {
  module.def("log_odds_ratios", &log_odds, py::arg("counts"), py::arg("a"), py::arg("b"),
             py::kw_only(), py::arg("prior"));
  module.def(
      "dealt_labels",
      [](const Ints& groups, const std::optional<Ints>& strata, std::uint32_t begin,
         std::uint32_t end, std::uint64_t seed) {
        return to_array(dealt_labels(to_span(groups), optional_span(strata), {begin, end, seed}),
                        static_cast<std::size_t>(groups.size()));
      },
      py::arg("groups"), py::arg("strata"), py::arg("begin"), py::arg("end"), py::kw_only(),
      py::arg("seed"));
  module.def(
      "drawn_documents",
      [](const Ints& groups, double scale, std::uint32_t begin, std::uint32_t end,
         std::uint64_t seed) {
        return to_array(drawn_documents(to_span(groups), scale, {begin, end, seed}),
                        static_cast<std::size_t>(groups.size()));
      },
      py::arg("groups"), py::arg("scale"), py::arg("begin"), py::arg("end"), py::kw_only(),
      py::arg("seed"));
  module.def(
      "mantel",
      [](const ArrayIn<double>& x, const ArrayIn<double>& y, std::int32_t permutations,
         std::uint64_t seed) {
        const auto n = static_cast<std::int32_t>(x.ndim() == 2 ? x.shape(0) : -1);
        const auto first = to_span(x);
        const auto second = to_span(y);
        const Mantel found = run_interruptible(1, py::none(), [&](const Run&) {
          return mantel(first, second, n, permutations, seed);
        });
        py::dict columns;
        columns["r"] = found.r;
        columns["p"] = found.p;
        columns["permutations"] = found.permutations;
        columns["exact"] = found.exact;
        columns["pairs"] = found.pairs;
        return columns;
      },
      py::arg("x"), py::arg("y"), py::kw_only(), py::arg("permutations"), py::arg("seed"));
}

void bind_arrangements(py::module_& module) {
  module.def(
      "average_linkage",
      [](const ArrayIn<double>& similarity) {
        const auto n = static_cast<std::int32_t>(similarity.ndim() == 2 ? similarity.shape(0) : -1);
        const auto values = to_span(similarity);
        Tree tree = run_interruptible(1, py::none(),
                                      [&](const Run&) { return average_linkage(values, n); });
        py::dict columns;
        columns["left"] = to_array(std::move(tree.left));
        columns["right"] = to_array(std::move(tree.right));
        columns["height"] = to_array(std::move(tree.height));
        columns["size"] = to_array(std::move(tree.size));
        columns["order"] = to_array(std::move(tree.order));
        return columns;
      },
      py::arg("similarity"));
  module.def(
      "cluster_pairs",
      [](std::int32_t items, const Ints& a, const Ints& b, const ArrayIn<double>& score,
         double least) {
        const auto left = to_span(a);
        const auto right = to_span(b);
        const auto scores = to_span(score);
        return to_array(run_interruptible(1, py::none(), [&](const Run&) {
          return cluster_pairs(items, left, right, scores, least);
        }));
      },
      py::arg("items"), py::arg("a"), py::arg("b"), py::arg("score"), py::arg("least"));
  module.def(
      "classical_scaling",
      [](const ArrayIn<double>& similarity, std::int32_t dimensions) {
        const auto n = static_cast<std::int32_t>(similarity.ndim() == 2 ? similarity.shape(0) : -1);
        const auto values = to_span(similarity);
        Map map = run_interruptible(
            1, py::none(), [&](const Run&) { return classical_scaling(values, n, dimensions); });
        py::dict columns;
        columns["coordinates"] =
            to_array(std::move(map.coordinates), static_cast<std::size_t>(dimensions));
        columns["explained"] = to_array(std::move(map.explained));
        columns["stress"] = map.stress;
        return columns;
      },
      py::arg("similarity"), py::arg("dimensions") = 2);
}

}  // namespace
}  // namespace polyvocal

void register_similarity(py::module_& module);
void register_similarity(py::module_& module) {
  polyvocal::bind_pairs(module);
  polyvocal::bind_groups(module);
  polyvocal::bind_differences(module);
  polyvocal::bind_arrangements(module);
}
