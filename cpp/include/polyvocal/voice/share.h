// How much of each article is whose words: tokens by attribution, the rest the outlet's own.
//
//   VoiceTokens t = count_voice_tokens(segments, voices, regions, run);
//   t.by_row[i];      // tokens of which attribution i is the innermost
//   t.by_outlet[d];   // tokens of document d that nobody else speaks
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/text/segment.h"
#include "polyvocal/voice/attribution.h"

namespace polyvocal {

/// Every token of the chosen regions is counted once: in its innermost attribution or, with none or
/// with a reporter's own words, in the outlet.
struct VoiceTokens {
  std::vector<std::uint32_t> by_row;     ///< parallel to Voices::rows
  std::vector<std::uint32_t> quoted;     ///< of by_row: inside quotation marks or direct speech
  std::vector<std::uint32_t> by_outlet;  ///< per document
};

/// @throws Cancelled.
VoiceTokens count_voice_tokens(const Segments& segments, const Voices& voices,
                               std::span<const Region> regions, const Run& run);

}  // namespace polyvocal
