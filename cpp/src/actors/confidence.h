// Confidence as a share: of mentions found by like evidence, how many mean the actor.
//
//   mention.confidence = calibrated(hit.method, form.origin, hit.confidence);
#pragma once

#include "actors/forms.h"
#include "polyvocal/actors/mentions.h"

namespace polyvocal::naming {

/// `strength` orders readings of one surface (document_pass.cpp); the share it stands for was
/// counted, see docs/methods/actors.md. Ambiguous mentions keep their strength.
[[nodiscard]] float calibrated(Method method, Origin origin, float strength);

}  // namespace polyvocal::naming
