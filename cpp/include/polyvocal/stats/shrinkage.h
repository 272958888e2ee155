// Partial pooling of group means (empirical Bayes), and the normal distribution.
//
//   Pool pool = pool_groups(means, variances);          // DerSimonian-Laird
//   Shrunk s = shrink(means[g], variances[g], pool);
#pragma once

#include <span>

namespace polyvocal {

/// The common mean of groups and the variance between them (DerSimonian and Laird 1986).
struct Pool {
  double mean = 0;
  double between = 0;        ///< tau squared, >= 0
  double mean_variance = 0;  ///< of `mean`
};
/// @throws InputError unless both have the same size >= 1 and every variance is positive.
Pool pool_groups(std::span<const double> means, std::span<const double> variances);

struct Shrunk {
  double mean = 0;
  double variance = 0;  ///< posterior, the uncertainty of the common mean included
  double keep = 1;      ///< share of the group's own mean: between / (between + variance)
};
Shrunk shrink(double mean, double variance, const Pool& pool);

/// P(Z <= z) of the standard normal.
double normal_cdf(double z);
/// Two-sided p of an estimate against 0; 1 when the variance is not positive.
double two_sided_p(double estimate, double variance);

}  // namespace polyvocal
