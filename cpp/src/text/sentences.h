// Where sentences end.
#pragma once

#include <cstddef>

#include "text/document.h"

namespace polyvocal::segmenting {

/// Appends the sentences of paragraph `index` to draft.sentences. Reads words, marks, quotes and
/// the lead of the paragraph. The lead, if any, becomes a sentence of its own. `first_quote` is the
/// first of draft.quotes that can belong to the paragraph; it is advanced.
void find_sentences(Draft& draft, std::size_t index, std::size_t& first_quote);

/// Whether the text before `end` closes with a sentence end, quotation marks and brackets aside.
bool ends_with_stop(std::string_view text, Span where);

}  // namespace polyvocal::segmenting
