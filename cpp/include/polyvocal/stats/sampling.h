// Drawing items with known, unequal probabilities: what is seen of the drawn then speaks for all.
//
//   DrawnSample sample = draw_sample(sizes, 100, seed);
//   double total = sum over i in sample of y[sample.items[i]] / sample.probability[i];
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace polyvocal {

struct DrawnSample {
  std::vector<std::uint32_t> items;  ///< each once, in random order: any first part is a sample too
  std::vector<double> probability;   ///< of being in the sample
};

/// Draws `wanted` items (all, when there are not more) with probability proportional to size: a
/// size that would give more than 1 gives 1. Systematic sampling in random order within strata
/// (Madow 1949), strata side by side: a stratum gets its share to within one item. `strata` may be
/// empty.
/// @throws InputError for sizes that are not positive and finite, or strata of another length.
DrawnSample draw_sample(std::span<const double> sizes, std::span<const std::int32_t> strata,
                        std::uint32_t wanted, std::uint64_t seed);

}  // namespace polyvocal
