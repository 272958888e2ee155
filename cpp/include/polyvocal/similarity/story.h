// Documents as vectors whose cosine tells whether they report the same events.
//
//   Csr<float> rows = story_vectors(segments, run);   // top_cosine(rows, ...), pair_cosine(rows,
//   ...)
#pragma once

#include "polyvocal/core/run.h"
#include "polyvocal/counts/csr.h"
#include "polyvocal/text/segment.h"

namespace polyvocal {

/// Four parts side by side, each by TF-IDF as in word_vectors and scaled to length 1: words; words
/// with a capital (names); pairs of words that follow one another, function words left out; and
/// numbers. The parts weigh 1, 1, 1 and .3 in the cosine. A feature of one document alone counts in
/// the length and is not stored: it has no match. Rows have length 1 or less, or are empty.
/// @throws CapacityError above 2^31-1 stored weights; Cancelled.
Csr<float> story_vectors(const Segments& segments, const Run& run);

}  // namespace polyvocal
