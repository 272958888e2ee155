// What to count, as Python chose it: shared by the bindings of counts.
#pragma once

#include <cstdint>
#include <optional>

#include "polyvocal/counts/cooccurrence.h"
#include "polyvocal/counts/windows.h"

namespace polyvocal {

/// What to count, held between counting and the look at one cell's evidence.
struct CountPlan {
  CountOptions options;
  std::optional<WindowOptions> near;  // pairs by their distance, not by unit
  Slices slices;
  std::int32_t nodes = 0;
};

}  // namespace polyvocal
