#include "polyvocal/counts/association.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>

#include "deviance.h"
#include "distributions.h"
#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

constexpr std::array<std::string_view, kAssociationCount> kNames = {
    "pmi",         "npmi",    "ppmi",
    "g2",          "jaccard", "dice",
    "ochiai",      "logdice", "association_strength",
    "inclusion",   "t_score", "log_odds",
    "log_odds_se", "chi2",    "fisher",
    "poisson"};

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

double log_odds_se(const Table& t) {
  return std::sqrt(1 / (t.ij + .5) + 1 / (t.i - t.ij + .5) + 1 / (t.j - t.ij + .5) +
                   1 / (t.total - t.i - t.j + t.ij + .5));
}

double chi2(const Table& t) {
  const double rest_i = t.total - t.i;
  const double rest_j = t.total - t.j;
  if (rest_i <= 0 || rest_j <= 0) return 0;  // every unit has it: nothing to compare with
  const double difference = observed_minus_expected(t.ij, t.i, t.j, t.total);
  const double smallest = std::min(t.i, rest_i) * std::min(t.j, rest_j) / t.total;
  const double size = std::abs(difference);
  const double corrected = smallest < 5 && size > .5 ? size - .5 : size;
  // 1/E summed over the four cells is N^3 / (n_i n_j (N - n_i)(N - n_j)).
  const double scale = (t.total / t.i) * (t.total / t.j) * (t.total / rest_i) / rest_j;
  return std::copysign(corrected * corrected * scale, difference);
}

double fisher(const Table& t) {
  return -log_hypergeometric_upper(t.ij, t.i, t.j, t.total) * std::numbers::log10e;
}

double poisson(const Table& t) {
  const double excess = observed_minus_expected(t.ij, t.i, t.j, t.total);
  return -log_poisson_upper(t.ij, t.expected(), excess) * std::numbers::log10e;
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
    case Association::log_odds_se:
      return log_odds_se(t);
    case Association::chi2:
      return chi2(t);
    case Association::fisher:
      return fisher(t);
    case Association::poisson:
      return poisson(t);
  }
  return kNaN;
}

std::string plain(double number) {
  std::string text = std::to_string(number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

/// Sums of weights are rounded: a margin may be off by so much of itself.
constexpr double kRounding = 1e-9;

void check(const Table& t) {
  const double slack = kRounding * t.total;
  if (t.ij >= 0 && t.ij <= t.i + slack && t.ij <= t.j + slack &&
      t.i + t.j - t.ij <= t.total + slack) {
    return;
  }
  throw InputError("a pair counted " + plain(t.ij) + " times cannot have margins " + plain(t.i) +
                   " and " + plain(t.j) + " in " + plain(t.total) + " units");
}

void check(Association measure, const AssociationOptions& options) {
  const bool usual = options.shift == 1 && options.smoothing == 1;
  if (!usual && measure != Association::pmi && measure != Association::ppmi) {
    throw InputError("shift and smoothing are of pmi and ppmi, not of " +
                     std::string(association_name(measure)));
  }
  if (!(options.shift >= 1) || !std::isfinite(options.shift)) {
    throw InputError("shift is " + plain(options.shift) + "; give a number of at least 1");
  }
  if (!(options.smoothing > 0 && options.smoothing <= 1)) {
    throw InputError("smoothing is " + plain(options.smoothing) +
                     "; give a number above 0 and at most 1");
  }
}

/// n_j as the measure sees it.
std::vector<double> smoothed(std::span<const double> n, double power) {
  std::vector<double> result(n.begin(), n.end());
  if (power == 1) return result;
  double sum = 0;
  double sum_of_powers = 0;
  for (double& value : result) {
    sum += value;
    value = std::pow(value, power);
    sum_of_powers += value;
  }
  for (double& value : result) value *= sum / sum_of_powers;
  return result;
}

double smoothed_pmi(const Table& t, const AssociationOptions& options) {
  return std::log2(t.ij / t.expected()) - std::log2(options.shift);
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
  const Table table{static_cast<double>(n_ij), static_cast<double>(n_i), static_cast<double>(n_j),
                    static_cast<double>(total)};
  check(table);
  if (n_i == 0 || n_j == 0 || total == 0) return kNaN;
  return value(measure, table);
}

std::vector<double> associate(Association measure, CsrView<double> counts, const Margins& margins,
                              const AssociationOptions& options) {
  check(measure, options);
  if (margins.rows.size() != static_cast<std::size_t>(counts.rows) ||
      margins.columns.size() != static_cast<std::size_t>(counts.columns)) {
    throw InputError("margins: " + std::to_string(margins.rows.size()) + " and " +
                     std::to_string(margins.columns.size()) + " given for " +
                     std::to_string(counts.rows) + " rows and " + std::to_string(counts.columns) +
                     " columns");
  }
  const bool usual = options.shift == 1 && options.smoothing == 1;
  const std::vector<double> contexts = smoothed(margins.columns, options.smoothing);
  std::vector<double> values(counts.stored());
  for (std::int32_t row = 0; row < counts.rows; ++row) {
    for (std::size_t k = counts.row_begin(row); k < counts.row_end(row); ++k) {
      const auto column = static_cast<std::size_t>(counts.indices[k]);
      Table table{counts.values[k], margins.rows[static_cast<std::size_t>(row)],
                  margins.columns[column], margins.total};
      check(table);
      if (measure == Association::fisher &&
          (table.ij != std::floor(table.ij) || table.i != std::floor(table.i) ||
           table.j != std::floor(table.j))) {
        throw InputError("fisher needs whole counts, not sums of weights; choose g2 or poisson");
      }
      if (table.i == 0 || table.j == 0 || table.total == 0) {
        values[k] = kNaN;
      } else if (usual) {
        values[k] = value(measure, table);
      } else {
        table.j = contexts[column];
        const double shifted = smoothed_pmi(table, options);
        values[k] = measure == Association::ppmi ? std::max(shifted, 0.0) : shifted;
      }
    }
  }
  return values;
}

}  // namespace polyvocal
