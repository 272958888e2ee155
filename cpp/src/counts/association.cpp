#include "polyvocal/counts/association.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>

#include "deviance.h"
#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

constexpr std::array<std::string_view, kAssociationCount> kNames = {
    "pmi",       "npmi",    "ppmi",
    "g2",        "jaccard", "dice",
    "ochiai",    "logdice", "association_strength",
    "inclusion", "t_score", "log_odds"};

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// The counts of a pair as doubles: exact below 2^53, beyond what a corpus holds.
struct Table {
  double ij, i, j, total;
  [[nodiscard]] double expected() const { return i * j / total; }
};

/// log2(a / b), where the difference a - b is known better than a and b.
double log2_ratio(double a, double b, double difference) {
  if (2 * std::abs(difference) < b) return std::log1p(difference / b) * std::numbers::log2e;
  return std::log2(a / b);
}

double pmi(const Table& t) {
  return log2_ratio(t.ij, t.expected(), observed_minus_expected(t.ij, t.i, t.j, t.total));
}

double npmi(const Table& t) {
  if (t.ij == 0) return -1;
  if (t.ij == t.total) return 1;
  // Rounding may step over the bounds by one unit in the last place.
  return std::clamp(pmi(t) / log2_ratio(t.total, t.ij, t.total - t.ij), -1.0, 1.0);
}

/// Every cell of the table differs from its expectation by the same amount, up to the sign; written
/// through it, nothing cancels and the sum cannot be negative.
double g2(const Table& t) {
  const double difference = observed_minus_expected(t.ij, t.i, t.j, t.total);
  const double rest_i = t.total - t.i;
  const double rest_j = t.total - t.j;
  const double sum = deviance_term(t.i * t.j / t.total, difference) +
                     deviance_term(t.i * rest_j / t.total, -difference) +
                     deviance_term(rest_i * t.j / t.total, -difference) +
                     deviance_term(rest_i * rest_j / t.total, difference);
  return difference < 0 ? -2 * sum : 2 * sum;
}

double log_odds(const Table& t) {
  const double only_i = t.i - t.ij;
  const double only_j = t.j - t.ij;
  const double neither = t.total - t.i - t.j + t.ij;
  return std::log((t.ij + .5) / (only_i + .5)) + std::log((neither + .5) / (only_j + .5));
}

double value(Association measure, const Table& t) {
  switch (measure) {
    case Association::pmi:
      return pmi(t);
    case Association::npmi:
      return npmi(t);
    case Association::ppmi:
      return std::max(pmi(t), 0.0);
    case Association::g2:
      return g2(t);
    case Association::jaccard:
      return t.ij / (t.i + t.j - t.ij);
    case Association::dice:
      return 2 * t.ij / (t.i + t.j);
    case Association::ochiai:
      return t.ij / std::sqrt(t.i * t.j);
    case Association::logdice:
      return 14 + std::log2(2 * t.ij / (t.i + t.j));
    case Association::association_strength:
      return t.ij / t.i * (t.total / t.j);
    case Association::inclusion:
      return t.ij / std::min(t.i, t.j);
    case Association::t_score:
      return observed_minus_expected(t.ij, t.i, t.j, t.total) / std::sqrt(t.ij);
    case Association::log_odds:
      return log_odds(t);
  }
  return kNaN;
}

void check(std::int64_t ij, std::int64_t i, std::int64_t j, std::int64_t total) {
  if (ij < 0 || ij > i || ij > j || i + j - ij > total) {
    throw InputError("a pair counted " + std::to_string(ij) + " times cannot have margins " +
                     std::to_string(i) + " and " + std::to_string(j) + " in " +
                     std::to_string(total) + " units");
  }
}

}  // namespace

std::string_view association_name(Association measure) {
  return kNames[static_cast<std::size_t>(measure)];
}

Association association_from(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found != kNames.end()) return static_cast<Association>(found - kNames.begin());
  std::string all;
  for (const std::string_view known : kNames) {
    all += all.empty() ? "" : ", ";
    all += known;
  }
  throw InputError("no association measure '" + std::string(name) + "'; choose one of " + all);
}

double associate(Association measure, std::int64_t n_ij, std::int64_t n_i, std::int64_t n_j,
                 std::int64_t total) {
  check(n_ij, n_i, n_j, total);
  if (n_i == 0 || n_j == 0 || total == 0) return kNaN;
  return value(measure, {static_cast<double>(n_ij), static_cast<double>(n_i),
                         static_cast<double>(n_j), static_cast<double>(total)});
}

std::vector<double> associate(Association measure, CsrView<std::int32_t> counts,
                              std::span<const std::int64_t> n, std::int64_t total) {
  if (n.size() < static_cast<std::size_t>(std::max(counts.rows, counts.columns))) {
    throw InputError("margins: " + std::to_string(n.size()) + " given for " +
                     std::to_string(counts.rows) + " rows");
  }
  std::vector<double> values(counts.stored());
  for (std::int32_t row = 0; row < counts.rows; ++row) {
    const std::int64_t n_i = n[static_cast<std::size_t>(row)];
    for (std::size_t k = counts.row_begin(row); k < counts.row_end(row); ++k) {
      const std::int64_t n_j = n[static_cast<std::size_t>(counts.indices[k])];
      values[k] = associate(measure, counts.values[k], n_i, n_j, total);
    }
  }
  return values;
}

}  // namespace polyvocal
