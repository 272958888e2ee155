#include "polyvocal/similarity/side.h"

#include <cmath>
#include <limits>
#include <string>

#include "polyvocal/core/error.h"

namespace polyvocal {

SideAgreement side_agreement(std::span<const double> scores, std::span<const double> variances,
                             std::int32_t factions, std::span<const std::int32_t> a,
                             std::span<const std::int32_t> b) {
  if (factions < 1 || scores.size() % static_cast<std::size_t>(factions) != 0 ||
      variances.size() != scores.size() || a.size() != b.size()) {
    throw InputError("side: " + std::to_string(scores.size()) + " scores and " +
                     std::to_string(variances.size()) + " variances of " +
                     std::to_string(factions) + " factions, " + std::to_string(a.size()) +
                     " left and " + std::to_string(b.size()) + " right items");
  }
  const auto width = static_cast<std::size_t>(factions);
  const std::size_t items = scores.size() / width;
  SideAgreement result;
  for (std::size_t pair = 0; pair < a.size(); ++pair) {
    const auto i = static_cast<std::size_t>(a[pair]);
    const auto j = static_cast<std::size_t>(b[pair]);
    if (i >= items || j >= items) {
      throw InputError("side: pair " + std::to_string(a[pair]) + ", " + std::to_string(b[pair]) +
                       " of " + std::to_string(items) + " items");
    }
    double sum = 0;
    double variance = 0;
    std::int32_t shared = 0;
    for (std::size_t f = 0; f < width; ++f) {
      const double mine = scores[i * width + f];
      const double theirs = scores[j * width + f];
      if (std::isnan(mine) || std::isnan(theirs)) continue;
      ++shared;
      sum += 1 - std::abs(mine - theirs) / 2;
      variance += variances[i * width + f] + variances[j * width + f];
    }
    constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
    result.shared.push_back(shared);
    result.score.push_back(shared == 0 ? kNaN : sum / shared);
    result.variance.push_back(shared == 0 ? kNaN : variance / (4.0 * shared * shared));
  }
  return result;
}

}  // namespace polyvocal
