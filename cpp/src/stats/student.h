// Student's t.
#pragma once

namespace polyvocal {

/// 97.5 % point of Student's t, by the expansion of Fisher and Cornish (1960); within .2 % from 4
/// degrees of freedom on.
inline double student_t(double freedom) {
  constexpr double z = 1.959963984540054;
  constexpr double z3 = z * z * z;
  constexpr double z5 = z3 * z * z;
  constexpr double z7 = z5 * z * z;
  const double f = freedom;
  return z + (z3 + z) / (4 * f) + (5 * z5 + 16 * z3 + 3 * z) / (96 * f * f) +
         (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * f * f * f);
}

}  // namespace polyvocal
