// Attributions by a verb of speech or thought: "S said (that) ...", "..., said S", "S told O to".
#pragma once

#include "voice/cue_table.h"
#include "voice/scene.h"

namespace polyvocal::voicing {

/// The verb at item i is a cue.
void read_verb_cue(Scene& scene, std::int32_t i, const Cue& cue);

}  // namespace polyvocal::voicing
