// Words of a text: Unicode UAX #29 word segmentation, words only (no spaces, no punctuation), with
// our documented tailoring. Tailoring: underscores alone are no word; "@" is not a letter and ":"
// does not join (as in ICU >= 74), independent of the ICU linked. Lines of characters below U+3000
// with spaces between words (Latin, Cyrillic, Greek, Arabic, typographic punctuation ...) take a
// fast path; any other line (Hebrew, Thai, Chinese, emoji ...) goes to ICU with the pinned rules.
// Both give the same words. Words of scripts without spaces come from ICU's word lists and may
// change with its release.
//
//   tokenize("al-Sarraj’s 140km", out) -> al | Sarraj’s | 140km
#pragma once

#include <string_view>
#include <vector>

#include "polyvocal/core/span.h"

namespace polyvocal {

struct TokenizeOptions {
  bool force_icu = false;  ///< take the slow path for every line; same result, for verification
};

/// Appends the words of `text` to `out`, in order, without overlap. `text` is valid UTF-8.
void tokenize(std::string_view text, std::vector<Span>& out, const TokenizeOptions& options = {});

}  // namespace polyvocal
