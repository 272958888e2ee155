// The title right before a name, and whose it may be.
#pragma once

#include <cstdint>

#include "actors/judgement/document.h"

namespace polyvocal::naming {

enum class Title : std::uint8_t {
  none,
  own,           ///< one of the actor's
  other_office,  ///< an office that only another holds
  other,
};

Title title_before(const Document& doc, const Hit& hit);

}  // namespace polyvocal::naming
