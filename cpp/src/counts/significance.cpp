#include "polyvocal/counts/significance.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "distributions.h"
#include "polyvocal/core/error.h"

namespace polyvocal {

double hypergeometric_upper(std::int64_t k, std::int64_t n_i, std::int64_t n_j,
                            std::int64_t total) {
  if (k < 0 || k > n_i || k > n_j || n_i > total || n_j > total || n_i + n_j - k > total) {
    throw InputError("no draw has " + std::to_string(k) + " in common of " + std::to_string(n_i) +
                     " and " + std::to_string(n_j) + " out of " + std::to_string(total));
  }
  const auto x = static_cast<double>(k);
  const auto i = static_cast<double>(n_i);
  const auto j = static_cast<double>(n_j);
  const auto all = static_cast<double>(total);
  if (total == 0) return .5;
  const double at = std::exp(log_hypergeometric(x, i, j, all));
  // Summing away from the mode keeps all terms falling; the other side follows from the total of 1.
  const double mode = hypergeometric_mode(i, j, all);
  if (x >= mode) return at * (.5 + hypergeometric_tail(x, i, j, all, true));
  return 1 - at * (.5 + hypergeometric_tail(x, i, j, all, false));
}

std::vector<double> pair_p_values(CsrView<std::int32_t> counts, std::span<const std::int64_t> n,
                                  std::int64_t total) {
  if (n.size() < static_cast<std::size_t>(std::max(counts.rows, counts.columns))) {
    throw InputError("margins: " + std::to_string(n.size()) + " given for " +
                     std::to_string(counts.rows) + " rows");
  }
  std::vector<double> p(counts.stored());
  for (std::int32_t row = 0; row < counts.rows; ++row) {
    for (std::size_t k = counts.row_begin(row); k < counts.row_end(row); ++k) {
      p[k] = hypergeometric_upper(counts.values[k], n[static_cast<std::size_t>(row)],
                                  n[static_cast<std::size_t>(counts.indices[k])], total);
    }
  }
  return p;
}

std::vector<double> benjamini_hochberg(std::span<const double> p, std::int64_t tests) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (!std::isnan(p[i])) order.push_back(i);
  }
  if (tests < static_cast<std::int64_t>(order.size())) {
    throw InputError("a family of " + std::to_string(tests) + " tests cannot have " +
                     std::to_string(order.size()) + " p-values");
  }
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return p[a] < p[b]; });
  std::vector<double> q(p.size(), std::numeric_limits<double>::quiet_NaN());
  double smallest = 1;
  for (std::size_t rank = order.size(); rank > 0; --rank) {
    const std::size_t i = order[rank - 1];
    smallest = std::min(smallest, p[i] * static_cast<double>(tests) / static_cast<double>(rank));
    q[i] = smallest;
  }
  return q;
}

std::vector<double> disparity(CsrView<double> counts) {
  std::vector<double> strength(static_cast<std::size_t>(counts.rows), 0);
  const auto degree = [&](std::int32_t node) {
    return static_cast<double>(counts.row_end(node) - counts.row_begin(node));
  };
  for (std::int32_t row = 0; row < counts.rows; ++row) {
    for (std::size_t k = counts.row_begin(row); k < counts.row_end(row); ++k) {
      strength[static_cast<std::size_t>(row)] += counts.values[k];
    }
  }
  const auto chance = [&](double weight, std::int32_t node) {
    if (degree(node) <= 1) return 1.0;
    return std::pow(1 - weight / strength[static_cast<std::size_t>(node)], degree(node) - 1);
  };
  std::vector<double> alpha(counts.stored());
  for (std::int32_t row = 0; row < counts.rows; ++row) {
    for (std::size_t k = counts.row_begin(row); k < counts.row_end(row); ++k) {
      const double weight = counts.values[k];
      alpha[k] = std::min(chance(weight, row), chance(weight, counts.indices[k]));
    }
  }
  return alpha;
}

}  // namespace polyvocal
