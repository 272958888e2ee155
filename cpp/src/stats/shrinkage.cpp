#include "polyvocal/stats/shrinkage.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "polyvocal/core/error.h"

namespace polyvocal {

Pool pool_groups(std::span<const double> means, std::span<const double> variances) {
  if (means.empty() || means.size() != variances.size()) {
    throw InputError("pool_groups: " + std::to_string(means.size()) + " means and " +
                     std::to_string(variances.size()) + " variances; give one of each per group");
  }
  double weight = 0;
  double weighted = 0;
  double squares = 0;
  for (std::size_t g = 0; g < means.size(); ++g) {
    if (!(variances[g] > 0)) {
      throw InputError("pool_groups: variance of group " + std::to_string(g) + " is not positive");
    }
    const double w = 1.0 / variances[g];
    weight += w;
    weighted += w * means[g];
    squares += w * w;
  }
  const double fixed = weighted / weight;
  double q = 0;
  for (std::size_t g = 0; g < means.size(); ++g) {
    const double d = means[g] - fixed;
    q += d * d / variances[g];
  }
  const double scale = weight - squares / weight;
  const double freedom = static_cast<double>(means.size()) - 1.0;
  Pool pool;
  pool.between = scale > 0 ? std::max(0.0, (q - freedom) / scale) : 0.0;
  weight = 0;
  weighted = 0;
  for (std::size_t g = 0; g < means.size(); ++g) {
    const double w = 1.0 / (variances[g] + pool.between);
    weight += w;
    weighted += w * means[g];
  }
  pool.mean = weighted / weight;
  pool.mean_variance = 1.0 / weight;
  return pool;
}

Shrunk shrink(double mean, double variance, const Pool& pool) {
  const double keep = pool.between / (pool.between + variance);
  const double rest = 1.0 - keep;
  return {keep * mean + rest * pool.mean, keep * variance + rest * rest * pool.mean_variance, keep};
}

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

double two_sided_p(double estimate, double variance) {
  if (!(variance > 0)) return 1.0;
  return std::erfc(std::abs(estimate) / std::sqrt(2.0 * variance));
}

}  // namespace polyvocal
