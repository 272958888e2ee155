// Attributions of one document, in the order in which they are found. Private to the voice stage.
#pragma once

#include <vector>

#include "english/words.h"
#include "polyvocal/voice/attribution.h"
#include "voice/cue_table.h"

namespace polyvocal::voicing {

/// All that a document's extraction reads; shared by the threads.
struct VoiceInput {
  const Corpus& corpus;
  const Segments& segments;
  const Mentions& mentions;
  const Knowledge& knowledge;
  const english::Words& words;
  const CueIndex& cues;
};

/// Rows of one document; Attribution::antecedent is an index into the result, parent is not set.
std::vector<Attribution> extract_attributions(const VoiceInput& input, std::uint32_t document);

}  // namespace polyvocal::voicing
