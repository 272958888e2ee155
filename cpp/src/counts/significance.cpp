#include "polyvocal/counts/significance.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <string>

#include "deviance.h"
#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

/// ln n! minus Stirling's formula. Below 16 from the factorial itself, else the asymptotic series.
double stirling_error(double n) {
  static const std::array<double, 16> exact = [] {
    std::array<double, 16> values{};
    long double log_factorial = 0;
    for (int k = 1; k < 16; ++k) {
      const long double x = k;
      log_factorial += std::log(x);
      const long double stirling =
          .5L * std::log(2 * std::numbers::pi_v<long double> * x) + x * std::log(x) - x;
      values[static_cast<std::size_t>(k)] = static_cast<double>(log_factorial - stirling);
    }
    return values;
  }();
  if (n < 16) return exact[static_cast<std::size_t>(n)];
  const double n2 = n * n;
  return (1. / 12 - (1. / 360 - (1. / 1260 - (1. / 1680 - 1. / 1188 / n2) / n2) / n2) / n2) / n;
}

/// ln of the binomial probability of x successes in n, success p, failure q = 1 - p given apart.
double log_binomial(double x, double n, double p, double q) {
  if (x == 0) return q < .5 ? n * std::log(q) : n * std::log1p(-p);
  if (x == n) return p < .5 ? n * std::log(p) : n * std::log1p(-q);
  const double log_ratio = stirling_error(n) - stirling_error(x) - stirling_error(n - x) -
                           deviance_term(n * p, x - n * p) - deviance_term(n * q, n * p - x);
  return log_ratio - .5 * std::log(2 * std::numbers::pi * x * ((n - x) / n));
}

/// Probability that a draw of n_j out of `total` holds k of the n_i marked ones.
double hypergeometric(double k, double n_i, double n_j, double total) {
  if (n_j == 0 || n_j == total) return 1;  // nothing is left to chance
  const double p = n_j / total;
  const double q = (total - n_j) / total;
  return std::exp(log_binomial(k, n_i, p, q) + log_binomial(n_j - k, total - n_i, p, q) -
                  log_binomial(n_j, total, p, q));
}

/// Sum of the probabilities beyond k, in units of that of k, in the direction away from the mean.
double relative_tail(double k, double n_i, double n_j, double total, bool upper) {
  double term = 1;
  double sum = 0;
  const double other = total - n_i - n_j;
  while (true) {
    if (upper) {
      term *= (n_i - k) * (n_j - k) / ((k + 1) * (other + k + 1));
      ++k;
    } else {
      term *= k * (other + k) / ((n_i - k + 1) * (n_j - k + 1));
      --k;
    }
    sum += term;
    if (!(term > sum * 1e-18)) return sum;
  }
}

}  // namespace

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
  const double at = hypergeometric(x, i, j, all);
  // Summing away from the mode keeps all terms falling; the other side follows from the total of 1.
  const double mode = std::floor((i + 1) * (j + 1) / (all + 2));
  if (x >= mode) return at * (.5 + relative_tail(x, i, j, all, true));
  return 1 - at * (.5 + relative_tail(x, i, j, all, false));
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

std::vector<double> disparity(CsrView<std::int32_t> counts) {
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
