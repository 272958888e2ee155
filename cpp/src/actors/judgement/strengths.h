// Strengths and distances that several judges use. Rules of thumb, ordered by evidence;
// confidence.h makes shares of strengths. The distance of a spelling is subtracted.
#pragma once

namespace polyvocal::naming {

inline constexpr float kFreeDescription = 0.75F;

// Largest distances accepted, by evidence.
inline constexpr float kAloneLimit = 0.08F;
inline constexpr float kThingLimit = 0.15F;  // states, places, bodies

}  // namespace polyvocal::naming
