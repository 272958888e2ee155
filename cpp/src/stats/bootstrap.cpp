#include "polyvocal/stats/bootstrap.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "polyvocal/core/error.h"

namespace polyvocal {

namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// Multiplicities of at most this many clusters are kept: 8 MB in all at 2,000 replicates.
constexpr std::size_t kKept = 32;
// Replicates handled at once for more clusters.
constexpr std::uint32_t kBlock = 128;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// Row r: how often each of n clusters is drawn in replicate first + r.
void draw(std::uint64_t seed, Purpose purpose, std::uint32_t first, std::size_t n, Matrix& counts) {
  counts.setZero();
  const auto size = static_cast<std::uint32_t>(n);
  for (Eigen::Index r = 0; r < counts.rows(); ++r) {
    Draws draws(seed, purpose, first + static_cast<std::uint32_t>(r), size);
    for (std::uint32_t k = 0; k < size; ++k) counts(r, draws.below(size)) += 1.0;
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
  std::vector<Matrix> by_size = std::vector<Matrix>(kKept + 1);
};

Resampler::Resampler(std::uint64_t seed, std::uint32_t replicates, Purpose purpose)
    : seed_(seed),
      replicates_(replicates),
      purpose_(purpose),
      cache_(std::make_unique<Cache>()) {
  if (replicates < 2) throw InputError("replicates: give at least 2");
}
Resampler::~Resampler() = default;

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

  const auto fill = [&](const Matrix& counts, std::uint32_t first) {
    const Matrix top = counts * numerator;
    const Matrix bottom = counts * denominator;
    for (Eigen::Index r = 0; r < counts.rows(); ++r) {
      for (Eigen::Index c = 0; c < columns; ++c) {
        if (bottom(r, c) <= 0) continue;
        const std::size_t at =
            (first + static_cast<std::size_t>(r)) * table.columns + static_cast<std::size_t>(c);
        result.values[at] = top(r, c) / bottom(r, c);
      }
    }
  };

  if (table.clusters <= kKept) {
    Matrix& kept = cache_->by_size[table.clusters];
    if (kept.size() == 0) {
      kept.resize(replicates_, rows);
      draw(seed_, purpose_, 0, table.clusters, kept);
    }
    fill(kept, 0);
    return result;
  }
  for (std::uint32_t first = 0; first < replicates_; first += kBlock) {
    Matrix counts(std::min(kBlock, replicates_ - first), rows);
    draw(seed_, purpose_, first, table.clusters, counts);
    fill(counts, first);
  }
  return result;
}

}  // namespace polyvocal
