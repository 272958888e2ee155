// Agreement of two stance profiles: do two articles (or outlets) take the same side?
//
//   SideAgreement s = side_agreement(scores, variances, factions, a, b);
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace polyvocal {

/// Parallel to the pairs asked for.
struct SideAgreement {
  std::vector<double> score;         ///< in [0, 1]; NaN without a shared faction
  std::vector<double> variance;      ///< of score, from the variances of the profiles
  std::vector<std::int32_t> shared;  ///< factions that both profiles score
};

/// `scores` and `variances` are items x factions, row by row; scores in [-1, 1], NaN = not scored.
/// score = mean over shared factions of 1 - |s_af - s_bf| / 2;
/// variance = sum over shared factions of (v_af + v_bf) / (4 F^2), NaN variances count as unknown
/// (the variance is then NaN).
/// @throws InputError for arrays of the wrong length or items out of range.
SideAgreement side_agreement(std::span<const double> scores, std::span<const double> variances,
                             std::int32_t factions, std::span<const std::int32_t> a,
                             std::span<const std::int32_t> b);

}  // namespace polyvocal
