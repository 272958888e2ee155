// Labels of groups dealt out anew to documents, inside strata.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "polyvocal/stats/random.h"

namespace polyvocal {

using Labels = std::vector<std::int32_t>;

/// Places of the items of each stratum, strata by rising number; items of one stratum may change
/// labels with each other.
using Strata = std::vector<std::vector<std::uint32_t>>;

/// `stratum_of`: per item; empty puts all items into one.
Strata strata_of(std::span<const std::int32_t> stratum_of, std::size_t items);

/// Deals the labels inside each stratum (Fisher and Yates).
inline void deal(const Strata& strata, Draws& draws, Labels& labels) {
  for (const auto& stratum : strata) {
    for (auto left = static_cast<std::uint32_t>(stratum.size()); left > 1; --left) {
      std::swap(labels[stratum[left - 1]], labels[stratum[draws.below(left)]]);
    }
  }
}

}  // namespace polyvocal
