#include "polyvocal/similarity/rank_overlap.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "pair_lists.h"
#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

/// The places [first, last] that a column shares with its equals, from 1.
struct Ranked {
  std::int32_t column;
  std::size_t first, last;

  /// Share of the orders of equals in which it is among the first `depth`.
  [[nodiscard]] double within(std::size_t depth) const {
    if (depth < first) return 0;
    if (depth >= last) return 1;
    return static_cast<double>(depth - first + 1) / static_cast<double>(last - first + 1);
  }
};

/// Columns of a row with their places, by column.
std::vector<Ranked> rank(const Csr<float>& rows, std::int32_t row) {
  std::vector<std::pair<float, std::int32_t>> order;
  for (std::size_t k = rows.row_begin(row); k < rows.row_end(row); ++k) {
    order.emplace_back(-rows.values[k], rows.indices[k]);
  }
  std::sort(order.begin(), order.end());
  std::vector<Ranked> ranked;
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    while (end < order.size() && !(order[begin].first < order[end].first)) ++end;
    for (std::size_t i = begin; i < end; ++i) ranked.push_back({order[i].second, begin + 1, end});
  }
  std::sort(ranked.begin(), ranked.end(),
            [](const Ranked& x, const Ranked& y) { return x.column < y.column; });
  return ranked;
}

/// Places of columns that both have.
struct Shared {
  Ranked a, b;
};

std::vector<Shared> shared_columns(const std::vector<Ranked>& a, const std::vector<Ranked>& b) {
  std::vector<Shared> shared;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].column == b[j].column) shared.push_back({a[i], b[j]});
    const bool next_a = a[i].column <= b[j].column;
    const bool next_b = b[j].column <= a[i].column;
    i += next_a ? 1 : 0;
    j += next_b ? 1 : 0;
  }
  return shared;
}

double extrapolated(const std::vector<Ranked>& a, const std::vector<Ranked>& b, double p) {
  const std::vector<Shared> shared = shared_columns(a, b);
  const std::size_t shorter = std::min(a.size(), b.size());
  const std::size_t longer = std::max(a.size(), b.size());
  const auto overlap = [&](std::size_t depth) {
    double sum = 0;
    for (const Shared& both : shared) sum += both.a.within(depth) * both.b.within(depth);
    return sum;
  };
  const auto s = static_cast<double>(shorter);
  const auto l = static_cast<double>(longer);
  const double at_shorter = overlap(shorter);
  double sum = 0;
  double weight = 1;
  for (std::size_t depth = 1; depth <= longer; ++depth) {
    const auto d = static_cast<double>(depth);
    weight *= p;
    sum += overlap(depth) / d * weight;
    if (depth > shorter) sum += at_shorter * (d - s) / (s * d) * weight;
  }
  const double rest = (overlap(longer) - at_shorter) / l + at_shorter / s;
  return std::clamp((1 - p) / p * sum + rest * weight, 0.0, 1.0);
}

}  // namespace

std::vector<double> pair_rank_overlap(const Csr<float>& rows, std::span<const std::int32_t> a,
                                      std::span<const std::int32_t> b, double persistence,
                                      const Run& run) {
  if (!(persistence > 0 && persistence < 1)) {
    throw InputError("persistence is " + std::to_string(persistence) +
                     "; give a number between 0 and 1");
  }
  check_pairs(rows.rows, a, b);
  std::vector<std::vector<Ranked>> ranked(static_cast<std::size_t>(rows.rows));
  for (std::int32_t row = 0; row < rows.rows; ++row) {
    ranked[static_cast<std::size_t>(row)] = rank(rows, row);
  }
  std::vector<double> scores(a.size(), std::numeric_limits<double>::quiet_NaN());
  parallel_for(run, a.size(), 256, [&](std::size_t begin, std::size_t end, int) {
    for (std::size_t pair = begin; pair < end; ++pair) {
      const auto& left = ranked[static_cast<std::size_t>(a[pair])];
      const auto& right = ranked[static_cast<std::size_t>(b[pair])];
      if (left.empty() || right.empty()) continue;
      scores[pair] = extrapolated(left, right, persistence);
    }
  });
  return scores;
}

}  // namespace polyvocal
