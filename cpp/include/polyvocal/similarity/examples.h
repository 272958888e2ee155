// A sentence for each word: where to look when a number says that a word matters.
//
//   std::vector<Example> found = first_sentences(segments, keys, rows_of_outlet);
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/core/span.h"
#include "polyvocal/text/segment.h"

namespace polyvocal {

struct Example {
  std::int32_t document = -1;  ///< -1: the word does not occur
  Span sentence;               ///< bytes of the document's text
};

/// For each key (-1: none wanted) the first sentence of the counted regions that holds it, in the
/// order of the documents given.
/// @throws InputError for a key or document out of range.
std::vector<Example> first_sentences(const Segments& segments, std::span<const std::int32_t> keys,
                                     std::span<const std::int32_t> documents);

}  // namespace polyvocal
