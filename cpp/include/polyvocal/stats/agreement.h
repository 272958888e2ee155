// Krippendorff's alpha: how far coders who label the same items agree beyond chance.
// K. Krippendorff, "Content Analysis", 4th ed. 2018, ch. 12; values may be missing.
//
//   Agreement a = krippendorff_alpha(ratings, coders, Scale::ordinal, seed, 2000);
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace polyvocal {

/// Squared distance of two values: of names; of places in an order, which takes in how often the
/// values between them occur; of numbers.
enum class Scale : std::uint8_t { nominal, ordinal, interval };

struct Agreement {
  double alpha = 0;  ///< 1: perfect, 0: chance; NaN when all values are equal or none is shared
  double low = 0;    ///< 95 %: percentiles over resampled items; NaN with alpha, or below 2 items
  double high = 0;
  std::uint32_t items = 0;   ///< with two values or more
  std::uint32_t values = 0;  ///< in these
};

/// `ratings`: item by item, one value a coder, NaN where missing.
/// @throws InputError when the ratings are no whole number of items.
Agreement krippendorff_alpha(std::span<const double> ratings, std::size_t coders, Scale scale,
                             std::uint64_t seed, std::uint32_t replicates = 2000);

}  // namespace polyvocal
