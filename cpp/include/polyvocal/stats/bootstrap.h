// Cluster bootstrap of ratios: whole clusters (articles, sentences) are drawn with replacement, the
// same draws for every column, so differences between columns are resampled jointly.
//
//   Resampler resampler(seed, 2000);
//   Ratios r = resampler.ratios({.clusters = n, .columns = 2, .numerator = y, .denominator = w});
//   double v = r.variance(0), d = r.variance_of_difference(0, 1);
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "polyvocal/stats/random.h"

namespace polyvocal {

/// Row by row: entry (cluster, column) is at cluster * columns + column.
struct ClusterTable {
  std::size_t clusters = 0;
  std::size_t columns = 0;
  std::span<const double> numerator;
  std::span<const double> denominator;  ///< >= 0; 0 where the cluster says nothing of the column
};

/// Replicates of sum(numerator) / sum(denominator), one row a replicate; NaN where nothing was
/// drawn.
struct Ratios {
  std::size_t replicates = 0;
  std::size_t columns = 0;
  std::vector<double> values;
  std::vector<std::uint32_t> occupied;  ///< per column: clusters with a positive denominator

  [[nodiscard]] double at(std::size_t replicate, std::size_t column) const {
    return values[replicate * columns + column];
  }
  /// Variance over the replicates, times n / (n - 1) for n occupied clusters (the plain bootstrap
  /// is too small by that factor). NaN for fewer than two clusters.
  [[nodiscard]] double variance(std::size_t column) const;
  [[nodiscard]] double variance_of_difference(std::size_t a, std::size_t b) const;
};

class Resampler {
 public:
  explicit Resampler(std::uint64_t seed, std::uint32_t replicates = 2000,
                     Purpose purpose = Purpose::bootstrap);
  ~Resampler();
  Resampler(const Resampler&) = delete;
  Resampler& operator=(const Resampler&) = delete;

  /// The multiplicities of n clusters in a replicate depend on (seed, purpose, replicate, n) only:
  /// n draws with replacement up to n = 32, a Poisson(1) variable for each cluster above.
  /// Not for concurrent use of one object (it keeps the multiplicities of small n).
  [[nodiscard]] Ratios ratios(const ClusterTable& table);

  /// Ratios::variance of every column, from the same draws, without keeping the replicates.
  [[nodiscard]] std::vector<double> variances(const ClusterTable& table);

 private:
  struct Cache;
  template <class Use>
  void each_block(std::size_t clusters, Use&& use);
  std::uint64_t seed_;
  std::uint32_t replicates_;
  Purpose purpose_;
  std::unique_ptr<Cache> cache_;
};

}  // namespace polyvocal
