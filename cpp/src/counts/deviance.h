// The two numerical kernels shared by the log-likelihood ratio and the exact test.
#pragma once

#include <cmath>

namespace polyvocal {

/// x ln(x/m) + m - x for an observed x = m + difference and an expected m > 0; never negative.
/// The naive form loses all digits when x is close to m; a series in v = difference/(x + m) does
/// not. Loader 2000, "Fast and accurate computation of binomial probabilities".
inline double deviance_term(double m, double difference) {
  const double x = m + difference;
  if (m <= 0) return 0;
  if (x <= 0) return m;
  if (std::abs(difference) < .1 * (x + m)) {
    const double v = difference / (x + m);
    double sum = difference * v;
    double term = 2 * x * v;
    for (int power = 3; power < 200; power += 2) {
      term *= v * v;
      const double next = sum + term / power;
      if (next == sum) break;
      sum = next;
    }
    return sum;
  }
  return x * std::log(x / m) - difference;
}

/// n_ij - n_i n_j / N without losing the difference of two large products.
inline double observed_minus_expected(double ij, double i, double j, double total) {
  const double product = i * j;
  const double product_error = std::fma(i, j, -product);
  const double scaled = ij * total;
  const double scaled_error = std::fma(ij, total, -scaled);
  return ((scaled - product) + (scaled_error - product_error)) / total;
}

}  // namespace polyvocal
