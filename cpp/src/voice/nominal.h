// Attributions without a verb: "according to S, ...", "S's claim that ...".
#pragma once

#include "voice/scene.h"

namespace polyvocal::voicing {

/// "according" stands at item i, "to" behind it.
void read_according(Scene& scene, std::int32_t i);
/// A noun with a content clause stands at item i.
void read_noun_cue(Scene& scene, std::int32_t i);

}  // namespace polyvocal::voicing
