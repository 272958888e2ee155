// Do two matrices over the same items agree? Correlation of their cells, with the rows and columns
// of one of them exchanged together (Mantel 1967; in networks: QAP).
//
//   Mantel m = mantel(words, actors, n, 9999, seed);   // m.r, m.p
#pragma once

#include <cstdint>
#include <span>

namespace polyvocal {

struct Mantel {
  double r = 0;  ///< Pearson's, over the pairs with a value in both; NaN when either is constant
  double p = 0;  ///< two-sided; NaN with r, and for fewer than four items
  std::int64_t permutations = 0;  ///< orders looked at, the given one included when exact
  bool exact = false;             ///< all n! orders: up to eight items
  std::int32_t pairs = 0;         ///< with a value in both
};

/// `x` and `y` are n x n and symmetric; NaN is missing, in permuted places too.
/// Exact: p = orders with |r| at least the given one's / n!. Else p = (1 + those) /
/// (1 + permutations).
/// @throws InputError when they are not n x n or permutations < 1.
Mantel mantel(std::span<const double> x, std::span<const double> y, std::int32_t n,
              std::int32_t permutations, std::uint64_t seed);

}  // namespace polyvocal
