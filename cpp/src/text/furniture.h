// Sentences that an outlet prints in many articles: sign-up lines, credits, captions of galleries.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/text/segment.h"

namespace polyvocal::segmenting {

/// Gives the sentences that an outlet repeats word for word in `articles` articles or more,
/// capitals and punctuation apart, the region `boilerplate`.
///
/// A sentence of few words counts only where all of its paragraph repeats: "he said in a statement"
/// is no furniture. Articles that repeat more than half of their words are versions of one another
/// and keep their sentences; so do articles without outlet, and headlines, datelines, bylines,
/// slates and notes. `outlets`: per document, -1 for none. Types must be final. Paragraphs that
/// repeat wholly get the region too.
void find_furniture(std::span<const std::int32_t> outlets, std::uint32_t articles, const Run& run,
                    Segments& segments);

}  // namespace polyvocal::segmenting
