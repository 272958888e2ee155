// Lists of pairs of rows, as callers give them.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "polyvocal/core/error.h"

namespace polyvocal {

/// @throws InputError for lists of different lengths or rows that do not exist.
inline void check_pairs(std::int32_t rows, std::span<const std::int32_t> a,
                        std::span<const std::int32_t> b) {
  if (a.size() != b.size()) {
    throw InputError("pairs: " + std::to_string(a.size()) + " left and " +
                     std::to_string(b.size()) + " right items");
  }
  for (const auto& side : {a, b}) {
    for (const std::int32_t item : side) {
      if (item >= 0 && item < rows) continue;
      throw InputError("pairs: no row " + std::to_string(item) + " among " + std::to_string(rows));
    }
  }
}

}  // namespace polyvocal
