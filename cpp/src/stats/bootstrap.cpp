#include "polyvocal/stats/bootstrap.h"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "polyvocal/core/error.h"

namespace polyvocal {

namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
// Replicates down, clusters across: a cluster's multiplicities lie side by side. Single precision:
// rounding is a thousand times smaller than the error of 2,000 replicates.
using Counts = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::ColMajor>;
using Totals = Eigen::Array<float, Eigen::Dynamic, 1>;

// Up to this many clusters are drawn with replacement, exactly; the multiplicities are kept: 8 MB
// in all at 2,000 replicates. More clusters each get a Poisson(1) multiplicity of their own, which
// in that number is the same bootstrap (Hanley and MacGibbon 2006) and lets all tables share one
// matrix.
constexpr std::size_t kKept = 32;
// Clusters whose Poisson multiplicities are kept: 4 MB at 2,000 replicates.
constexpr std::size_t kShared = 256;
// Their stream; exact draws use the number of clusters, which is at most kKept.
constexpr std::uint32_t kPoissonItem = 0xFFFFFFFFU;
// Replicates handled at once: few enough that what is made of them stays in the first caches.
constexpr std::uint32_t kBlock = 500;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// Row r: how often each of n clusters is drawn in replicate first + r.
void draw(std::uint64_t seed, Purpose purpose, std::uint32_t first, std::size_t n, Counts& counts) {
  counts.setZero();
  const auto size = static_cast<std::uint32_t>(n);
  for (Eigen::Index r = 0; r < counts.rows(); ++r) {
    Draws draws(seed, purpose, first + static_cast<std::uint32_t>(r), size);
    for (std::uint32_t k = 0; k < size; ++k) counts(r, draws.below(size)) += 1;
  }
}

// How often a Poisson(1) variable takes a value up to k, times 2^32.
constexpr auto kPoisson = [] {
  std::array<std::uint64_t, 12> limits{};
  double term = 0.36787944117144233;  // exp(-1)
  double below = 0;
  for (std::size_t k = 0; k < limits.size(); ++k) {
    below += term;
    term /= static_cast<double>(k + 1);
    limits[k] = static_cast<std::uint64_t>(below * 4294967296.0);
  }
  return limits;
}();

float poisson(std::uint32_t bits) {
  std::size_t k = 0;
  while (k < kPoisson.size() && bits >= kPoisson[k]) ++k;
  return static_cast<float>(k);
}

// Row r: multiplicities of clusters 0 .. n - 1 in replicate first + r. That of a cluster does not
// depend on n.
void draw_poisson(std::uint64_t seed, Purpose purpose, std::uint32_t first, Counts& counts) {
  for (Eigen::Index r = 0; r < counts.rows(); ++r) {
    Draws draws(seed, purpose, first + static_cast<std::uint32_t>(r), kPoissonItem);
    for (Eigen::Index i = 0; i < counts.cols(); ++i) counts(r, i) = poisson(draws.next());
  }
}

double scaled_variance(double sum, double sum_of_squares, std::size_t valid,
                       std::uint32_t occupied) {
  if (occupied < 2 || valid < 2) return kNaN;
  const double count = static_cast<double>(valid);
  const double mean = sum / count;
  const double plain = std::max(0.0, sum_of_squares / count - mean * mean);
  const double n = occupied;
  return plain * n / (n - 1.0);
}

bool equal_columns(const ClusterTable& table, std::size_t a, std::size_t b) {
  for (std::size_t i = 0; i < table.clusters * table.columns; i += table.columns) {
    if (table.denominator[i + a] != table.denominator[i + b]) return false;
    if (table.numerator[i + a] != table.numerator[i + b]) return false;
  }
  return true;
}

// One total a replicate of one column. Most entries are 0 (a sentence names few actors and judges
// fewer), which a matrix product would not know.
template <class Block>
void add_up(const Block& counts, std::span<const double> values, std::size_t columns,
            std::size_t column, Totals& totals) {
  totals.setZero(counts.rows());
  for (Eigen::Index i = 0; i < counts.cols(); ++i) {
    const auto value = static_cast<float>(values[static_cast<std::size_t>(i) * columns + column]);
    if (value != 0) totals += counts.col(i).array() * value;
  }
}

// Sums over replicates of the ratio of two totals, where anything was drawn.
struct Moments {
  double sum = 0;
  double squares = 0;
  double valid = 0;

  void add(const Totals& top, const Totals& bottom) {
    const Totals drawn = (bottom > 0).cast<float>();
    // Where nothing was drawn both totals are 0: 0 / 1 adds nothing.
    const Totals ratio = top / (bottom + (1 - drawn));
    sum += static_cast<double>(ratio.sum());
    squares += static_cast<double>(ratio.square().sum());
    valid += static_cast<double>(drawn.sum());
  }
};

// A column whose variance is worth computing.
struct ActiveColumn {
  std::size_t first = 0;  // the first of the columns that hold the same numbers
  std::uint32_t occupied = 0;
};

// Columns with two occupied clusters, one of each set of equal ones (a group that speaks in one
// voice only has the same numbers under that voice and under all voices).
std::vector<ActiveColumn> active_columns(const ClusterTable& table) {
  std::vector<ActiveColumn> active;
  for (std::size_t c = 0; c < table.columns; ++c) {
    ActiveColumn column{.first = c};
    for (std::size_t i = c; i < table.denominator.size(); i += table.columns) {
      if (table.denominator[i] > 0) ++column.occupied;
    }
    if (column.occupied < 2) continue;
    const bool seen = std::any_of(active.begin(), active.end(), [&](const ActiveColumn& other) {
      return other.occupied == column.occupied && equal_columns(table, other.first, c);
    });
    if (!seen) active.push_back(column);
  }
  return active;
}

}  // namespace

double Draws::normal() {
  const double u = 1.0 - uniform();
  const double v = uniform();
  return std::sqrt(-2.0 * std::log(u)) * std::cos(2.0 * std::numbers::pi * v);
}

double Ratios::variance(std::size_t column) const {
  double sum = 0;
  double squares = 0;
  std::size_t valid = 0;
  for (std::size_t r = 0; r < replicates; ++r) {
    const double value = at(r, column);
    if (std::isnan(value)) continue;
    sum += value;
    squares += value * value;
    ++valid;
  }
  return scaled_variance(sum, squares, valid, occupied[column]);
}

double Ratios::variance_of_difference(std::size_t a, std::size_t b) const {
  double sum = 0;
  double squares = 0;
  std::size_t valid = 0;
  for (std::size_t r = 0; r < replicates; ++r) {
    const double value = at(r, a) - at(r, b);
    if (std::isnan(value)) continue;
    sum += value;
    squares += value * value;
    ++valid;
  }
  return scaled_variance(sum, squares, valid, std::min(occupied[a], occupied[b]));
}

struct Resampler::Cache {
  std::vector<Counts> by_size = std::vector<Counts>(kKept + 1);
  Counts poisson;

  // Multiplicities whose first columns are those of this many clusters; none for very many.
  const Counts* get(const Resampler& of, std::size_t clusters) {
    if (clusters > kShared) return nullptr;
    Counts& kept = clusters <= kKept ? by_size[clusters] : poisson;
    if (kept.size() != 0) return &kept;
    const bool exact = clusters <= kKept;
    kept.resize(of.replicates_, static_cast<Eigen::Index>(exact ? clusters : kShared));
    if (exact) {
      draw(of.seed_, of.purpose_, 0, clusters, kept);
    } else {
      draw_poisson(of.seed_, of.purpose_, 0, kept);
    }
    return &kept;
  }
};

Resampler::Resampler(std::uint64_t seed, std::uint32_t replicates, Purpose purpose)
    : seed_(seed), replicates_(replicates), purpose_(purpose), cache_(std::make_unique<Cache>()) {
  if (replicates < 2) throw InputError("replicates: give at least 2");
}
Resampler::~Resampler() = default;

// Calls use(multiplicities of a block of replicates, number of its first replicate).
template <class Use>
void Resampler::each_block(std::size_t clusters, Use&& use) {
  const auto rows = static_cast<Eigen::Index>(clusters);
  const Counts* const kept = cache_->get(*this, clusters);
  Counts counts;
  for (std::uint32_t first = 0; first < replicates_; first += kBlock) {
    const std::uint32_t size = std::min(kBlock, replicates_ - first);
    if (kept != nullptr) {
      use(kept->block(first, 0, size, rows), first);
      continue;
    }
    counts.resize(size, rows);
    draw_poisson(seed_, purpose_, first, counts);
    use(counts, first);
  }
}

Ratios Resampler::ratios(const ClusterTable& table) {
  const auto rows = static_cast<Eigen::Index>(table.clusters);
  const auto columns = static_cast<Eigen::Index>(table.columns);
  Ratios result;
  result.replicates = replicates_;
  result.columns = table.columns;
  result.values.assign(static_cast<std::size_t>(replicates_) * table.columns, kNaN);
  result.occupied.assign(table.columns, 0);
  for (std::size_t i = 0; i < table.denominator.size(); ++i) {
    if (table.denominator[i] > 0) ++result.occupied[i % table.columns];
  }
  if (table.clusters == 0 || table.columns == 0) return result;
  const Eigen::Map<const Matrix> numerator(table.numerator.data(), rows, columns);
  const Eigen::Map<const Matrix> denominator(table.denominator.data(), rows, columns);

  each_block(table.clusters, [&](const auto& counts, std::uint32_t first) {
    const Matrix drawn = counts.template cast<double>();
    const Matrix top = drawn * numerator;
    const Matrix bottom = drawn * denominator;
    for (Eigen::Index r = 0; r < counts.rows(); ++r) {
      for (Eigen::Index c = 0; c < columns; ++c) {
        if (bottom(r, c) <= 0) continue;
        const std::size_t at =
            (first + static_cast<std::size_t>(r)) * table.columns + static_cast<std::size_t>(c);
        result.values[at] = top(r, c) / bottom(r, c);
      }
    }
  });
  return result;
}

std::vector<double> Resampler::variances(const ClusterTable& table) {
  std::vector<double> result(table.columns, kNaN);
  const std::vector<ActiveColumn> active = active_columns(table);
  if (active.empty()) return result;
  std::vector<Moments> moments(active.size());
  Totals top;
  Totals bottom;
  each_block(table.clusters, [&](const auto& counts, std::uint32_t) {
    for (std::size_t c = 0; c < active.size(); ++c) {
      add_up(counts, table.numerator, table.columns, active[c].first, top);
      add_up(counts, table.denominator, table.columns, active[c].first, bottom);
      moments[c].add(top, bottom);
    }
  });
  for (std::size_t c = 0; c < active.size(); ++c) {
    const double variance =
        scaled_variance(moments[c].sum, moments[c].squares,
                        static_cast<std::size_t>(moments[c].valid), active[c].occupied);
    for (std::size_t same = 0; same < table.columns; ++same) {
      if (same == active[c].first || equal_columns(table, same, active[c].first)) {
        result[same] = variance;
      }
    }
  }
  return result;
}

}  // namespace polyvocal
