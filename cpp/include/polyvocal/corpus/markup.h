// HTML left in texts: tags that would be read as words, entities that would break them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "polyvocal/corpus/corpus.h"

namespace polyvocal {

/// Does a text hold HTML: tags of known names, or references to characters ("&nbsp;", "&#8217;"),
/// two in all? One may be spoken of. A lone '<', "x < y", "AT&T" and addresses in angle brackets
/// are none.
bool has_markup(std::string_view text);

/// The documents with HTML in their texts, ascending.
std::vector<std::uint32_t> documents_with_markup(const Corpus& corpus);

}  // namespace polyvocal
