// The party in brackets behind a name: "Lee (R-Ohio)", "Lee (D)", "Lee, R-Ariz.", "Diaz (Lab,
// Leeds)". Private to the stance stage.
#pragma once

#include <cstdint>
#include <string_view>

#include "polyvocal/core/span.h"

namespace polyvocal::scoring {

struct PartyMark {
  std::string_view letters;  ///< empty when none follows
  Span span;                 ///< letters and place
  bool bare = false;         ///< "(D)"
};

/// The mark that follows byte `at` of a text.
PartyMark party_mark_after(std::string_view text, std::uint32_t at);

/// The sentence marks people in a picture: "(L)", "(C)".
bool tells_places(std::string_view sentence);

}  // namespace polyvocal::scoring
