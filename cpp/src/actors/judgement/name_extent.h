// How far a name reaches beyond what is listed: "The", "Inc.", the "U.S." before a body, the last
// full stop of "U.S.".
#pragma once

#include <cstdint>

#include "actors/judgement/document.h"

namespace polyvocal::naming {

/// Widens accepted hits to the whole name.
void extend_names(Document& doc);

/// The byte where the last word ends, with the full stop of an abbreviation. At the end of a
/// sentence the stop of "Corp." is the sentence's.
std::uint32_t end_of_name(const Document& doc, const Hit& hit);

}  // namespace polyvocal::naming
