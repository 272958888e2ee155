// What a word of praise or blame is said of. Private to the stance stage.
#pragma once

#include <cstdint>

#include "polyvocal/stance/evidence.h"
#include "stance/rules/sentence.h"

namespace polyvocal::scoring {

/// A word or phrase of the tables.
struct Said {
  std::int32_t first = 0;
  std::int32_t last = 0;
  CueKind kind = CueKind::evaluation;
  double base = 0;
};

/// From here on an attachment tells whom a word is about.
inline constexpr double kFirm = 0.55;

/// How firmly a word is attached to a name, 0 to 1. `reversed` when its sense is turned round.
double attachment(const Sentence& sentence, const Said& said, std::int32_t name, bool reversed);

}  // namespace polyvocal::scoring
