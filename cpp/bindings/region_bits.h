// Names of regions as the bits that counting takes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "polyvocal/core/error.h"
#include "polyvocal/counts/cooccurrence.h"

namespace polyvocal {

/// @throws InputError for an unknown name.
inline std::uint32_t region_bits(const std::vector<std::string>& names) {
  std::uint32_t bits = 0;
  for (const std::string& name : names) {
    int region = 0;
    while (region < kRegionCount && region_name(static_cast<Region>(region)) != name) ++region;
    if (region == kRegionCount) throw InputError("no region '" + name + "'");
    bits |= region_bit(static_cast<Region>(region));
  }
  return bits;
}

}  // namespace polyvocal
