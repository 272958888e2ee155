// What stands between two words: commas, stops, dashes, brackets, quotation marks.
#pragma once

#include <string_view>

#include "english/syntax.h"

namespace polyvocal::english {

/// Straight quotation marks look the same at both ends: what is open so far.
struct QuoteState {
  bool double_open = false;
  bool single_open = false;
  bool pair_open = false;
};

/// Reads the bytes between two words.
Gap read_gap(std::string_view gap, QuoteState& quotes);

}  // namespace polyvocal::english
