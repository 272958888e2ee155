// The content before its source: "the army left, X said", "\"we left,\" said X".
#pragma once

#include "voice/cue_source.h"
#include "voice/cue_table.h"
#include "voice/scene.h"

namespace polyvocal::voicing {

/// Whether what stands before the source is its content: a clause or a quotation, closed by a
/// mark. `start` is where a content behind the cue would begin, or kNone.
bool content_precedes(const Scene& scene, const CueSource& at, const Cue& cue, std::int32_t start);
/// The byte where a content that ends before item `boundary` begins.
std::uint32_t content_begin(const Scene& scene, std::int32_t boundary);

}  // namespace polyvocal::voicing
