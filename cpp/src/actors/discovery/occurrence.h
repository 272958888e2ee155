// One place of an unknown name.
#pragma once

#include <cstdint>

#include "actors/discovery/candidate_type.h"
#include "polyvocal/text/segment.h"

namespace polyvocal::naming {

struct Occurrence {
  std::uint64_t name = 0;  ///< hash of the keys of the run
  std::uint32_t document = 0;
  TokenId begin = 0;
  std::uint16_t count = 0;
  Cues cues;
};

}  // namespace polyvocal::naming
