// Student's t.
#pragma once

#include <cmath>
#include <initializer_list>
#include <limits>
#include <numbers>

namespace polyvocal {

/// 97.5 % point of Student's t, by the expansion of Fisher and Cornish (1960); within .05 % from
/// 4 degrees of freedom on.
inline double student_t(double freedom) {
  constexpr double z = 1.959963984540054;
  constexpr double z3 = z * z * z;
  constexpr double z5 = z3 * z * z;
  constexpr double z7 = z5 * z * z;
  constexpr double z9 = z7 * z * z;
  const double f = freedom;
  return z + (z3 + z) / (4 * f) + (5 * z5 + 16 * z3 + 3 * z) / (96 * f * f) +
         (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * f * f * f) +
         (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92160 * f * f * f * f);
}

/// Two-sided p of a value of Student's t, by its place on the normal curve (Wallace 1959).
inline double student_p(double t, double freedom) {
  if (!std::isfinite(freedom)) return std::erfc(std::abs(t) / std::numbers::sqrt2);
  const double z =
      std::sqrt(freedom * std::log1p(t * t / freedom)) * (8 * freedom + 1) / (8 * freedom + 3);
  return std::erfc(z / std::numbers::sqrt2);
}

/// An estimated variance, and the degrees of freedom that it rests on.
struct VariancePart {
  double variance = 0;
  double freedom = std::numeric_limits<double>::infinity();
};

/// Degrees of freedom of a sum of variances (Welch 1947).
inline double freedom_of_sum(std::initializer_list<VariancePart> parts) {
  double sum = 0;
  double spread = 0;
  for (const VariancePart& part : parts) {
    sum += part.variance;
    spread += part.variance * part.variance / part.freedom;
  }
  return spread > 0 ? sum * sum / spread : std::numeric_limits<double>::infinity();
}

}  // namespace polyvocal
