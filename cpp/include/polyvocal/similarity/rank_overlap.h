// Rank-biased overlap: do two rankings agree, the more so at the top?
//
//   std::vector<double> scores = pair_rank_overlap(actors, a, b, 0.9, run);
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/counts/csr.h"

namespace polyvocal {

/// The columns of a row are ranked by their values, the greatest first. Extrapolated overlap of the
/// two rankings of each pair (Webber, Moffat and Zobel 2010, equation 32), in [0, 1]:
///
///   (1-p)/p (sum_{d=1}^{l} X_d/d p^d + sum_{d=s+1}^{l} X_s (d-s)/(s d) p^d)
///     + ((X_l - X_s)/l + X_s/s) p^l
///
/// with X_d the overlap of the first d of both, s and l the lengths of the shorter and the longer.
/// Equal values: the mean over every order of them (Corsi and Urbano 2024, RBO^a). NaN where a row
/// is empty.
/// @param persistence p, in (0, 1): how far down a reader goes; .9 puts 86 % of the weight on the
/// first ten.
/// @throws InputError for persistence out of range, lists of different lengths or items that do not
/// exist; Cancelled.
std::vector<double> pair_rank_overlap(const Csr<float>& rows, std::span<const std::int32_t> a,
                                      std::span<const std::int32_t> b, double persistence,
                                      const Run& run);

}  // namespace polyvocal
