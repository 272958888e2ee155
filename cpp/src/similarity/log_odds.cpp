#include "polyvocal/similarity/log_odds.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Sums over the documents of one group.
struct Sums {
  double documents = 0;
  double length = 0;  // of all documents
  double length_squares = 0;
  std::vector<double> count;  // per column
  std::vector<double> squares;
  std::vector<double> with_length;  // count x length of the document
  std::vector<std::int32_t> present;
};

Sums sum_up(const Csr<float>& counts, std::span<const std::int32_t> rows, const char* name) {
  if (rows.empty()) throw InputError(std::string("log odds: group ") + name + " has no documents");
  const auto columns = static_cast<std::size_t>(counts.columns);
  Sums sums;
  sums.documents = static_cast<double>(rows.size());
  for (auto* column : {&sums.count, &sums.squares, &sums.with_length}) column->assign(columns, 0);
  sums.present.assign(columns, 0);
  for (const std::int32_t row : rows) {
    if (row < 0 || row >= counts.rows) {
      throw InputError("log odds: row " + std::to_string(row) + " is not below " +
                       std::to_string(counts.rows));
    }
    double length = 0;
    for (std::size_t k = counts.row_begin(row); k < counts.row_end(row); ++k) {
      length += static_cast<double>(counts.values[k]);
    }
    sums.length += length;
    sums.length_squares += length * length;
    for (std::size_t k = counts.row_begin(row); k < counts.row_end(row); ++k) {
      const auto column = static_cast<std::size_t>(counts.indices[k]);
      const auto count = static_cast<double>(counts.values[k]);
      sums.count[column] += count;
      sums.squares[column] += count * count;
      sums.with_length[column] += count * length;
      sums.present[column] += count > 0 ? 1 : 0;
    }
  }
  return sums;
}

/// Log odds of one column in one group, and their variance.
struct Odds {
  double log = 0;
  double variance = 0;
};

Odds odds_of(const Sums& sums, std::size_t column, double prior_here, double prior) {
  const double own = sums.count[column] + prior_here;
  const double rest = sums.length + prior - own;
  Odds odds{std::log(own / rest), 1 / own};
  if (sums.documents < 2) return odds;
  const double n = sums.documents;
  const double mean = sums.count[column] / n;
  const double mean_length = sums.length / n;
  const double by_count = 1 / own + 1 / rest;  // change of the log odds with the count
  const double by_length = 1 / rest;
  const double influence =
      by_count * by_count * (sums.squares[column] - n * mean * mean) -
      2 * by_count * by_length * (sums.with_length[column] - n * mean * mean_length) +
      by_length * by_length * (sums.length_squares - n * mean_length * mean_length);
  odds.variance = std::max(odds.variance, influence * n / (n - 1));
  return odds;
}

}  // namespace

LogOdds log_odds_ratios(const Csr<float>& counts, std::span<const std::int32_t> a,
                        std::span<const std::int32_t> b, double prior) {
  if (!(prior > 0)) {
    throw InputError("log odds: a prior of " + std::to_string(prior) +
                     " words; give a number above 0");
  }
  Sums first = sum_up(counts, a, "a");
  Sums second = sum_up(counts, b, "b");
  const double all = first.length + second.length;
  const auto columns = static_cast<std::size_t>(counts.columns);
  LogOdds result;
  for (auto* column : {&result.log_odds, &result.error, &result.z}) column->assign(columns, kNaN);
  for (std::size_t c = 0; c < columns; ++c) {
    const double both = first.count[c] + second.count[c];
    if (!(both > 0) || !(both < all)) continue;  // in neither, or nothing else in both
    const double prior_here = prior * both / all;
    const Odds of_a = odds_of(first, c, prior_here, prior);
    const Odds of_b = odds_of(second, c, prior_here, prior);
    result.log_odds[c] = of_a.log - of_b.log;
    result.error[c] = std::sqrt(of_a.variance + of_b.variance);
    result.z[c] = result.log_odds[c] / result.error[c];
  }
  result.count_a = std::move(first.count);
  result.count_b = std::move(second.count);
  result.documents_a = std::move(first.present);
  result.documents_b = std::move(second.present);
  return result;
}

}  // namespace polyvocal
