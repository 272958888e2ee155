// Phrases that tell what a paragraph is: sharing buttons, credits, edit notes. English first; a
// language is one more list.
#pragma once

#include <cstdint>
#include <string_view>

#include "polyvocal/text/segment.h"

namespace polyvocal::segmenting {

enum class Cue : std::uint8_t {
  none,
  boilerplate,
  byline,
  caption,
  note,
  summary,
};

/// Whether a word, in lower case, belongs to a phrase that may stand anywhere in a paragraph.
bool is_cue_word(std::string_view lower);

/// What the wording of a paragraph says of it. `words` is its number of tokens; `has_cue_word`
/// tells whether one of them is a cue word: only then is the middle of the paragraph read.
Cue find_cue(std::string_view paragraph, std::uint32_t words, bool has_cue_word);

Region region_of(Cue cue);

}  // namespace polyvocal::segmenting
