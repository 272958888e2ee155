// Which pairs are more than chance, and which edges carry a network.
// Sentences of one article are not independent trials, so tests take document-level counts.
//
//   double p = hypergeometric_upper(7, 10, 12, 37000);     // 7 articles name both
//   auto q = benjamini_hochberg(p_values, possible_pairs);
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/counts/csr.h"

namespace polyvocal {

/// One-sided mid-p of the hypergeometric law (Fisher's exact test): P(X > k) + P(X = k)/2, where X
/// is the number of articles naming both when n_i and n_j articles out of N are drawn
/// independently. In (0, 1). Probabilities by Loader's saddle-point form (2000), relative error
/// below 1e-12.
/// @throws InputError when k > min(n_i, n_j), n_i > N, n_j > N or n_i + n_j - k > N.
double hypergeometric_upper(std::int64_t k, std::int64_t n_i, std::int64_t n_j, std::int64_t total);

/// hypergeometric_upper of every stored cell; `n` has one entry a row.
std::vector<double> pair_p_values(CsrView<std::int32_t> counts, std::span<const std::int64_t> n,
                                  std::int64_t total);

/// Benjamini-Hochberg q-values (1995), parallel to p. `tests` is the size of the family, which may
/// be larger than p when the others are known to be larger than all given; NaN stays NaN and is no
/// test.
/// @throws InputError when tests is smaller than the number of p-values.
std::vector<double> benjamini_hochberg(std::span<const double> p, std::int64_t tests);

/// Disparity filter (Serrano, Boguna, Vespignani 2009): for each stored cell of a symmetric matrix
/// the smaller of (1 - w/s_i)^(k_i - 1) and (1 - w/s_j)^(k_j - 1), where s is the strength (row
/// sum) and k the degree of the node. In [0, 1]; an end of degree one does not decide (its value is
/// 1). The backbone at level alpha keeps the cells below alpha.
std::vector<double> disparity(CsrView<double> counts);

}  // namespace polyvocal
