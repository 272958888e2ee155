// What part of the article each paragraph is, from general cues: position, length, final stop,
// capitals, cue phrases, repetition.
#pragma once

#include "text/document.h"

namespace polyvocal::segmenting {

/// Fills draft.leads: the dateline or the speaker in capitals in front of a paragraph.
/// Needs words and quotes.
void find_leads(Draft& draft);

/// Sets the region of every paragraph. Needs words, marks, quotes and leads.
void find_regions(Draft& draft);

/// Gives every sentence the region of its paragraph, except leads, which have theirs, and marks the
/// sentences at which the text breaks off.
void finish_sentences(Draft& draft);

}  // namespace polyvocal::segmenting
