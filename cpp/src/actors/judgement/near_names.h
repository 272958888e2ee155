// When a name spelt otherwise than listed is taken for it.
#pragma once

#include <string_view>

#include "actors/shared.h"

namespace polyvocal::naming {

/// Is this near spelling of a full name (two words or more) good by itself, or with the exact name
/// elsewhere in the article (`here`)? Its strength, or 0.
float judge_near_name(const Shared& shared, const Match& match, bool here = false);

/// Of the words spelt otherwise, is one derived from what is listed, or a surname in lower case?
bool is_no_spelling(const Shared& shared, const Match& match);

/// How far a word may be off: in a short one a letter is much.
float document_limit(std::string_view key, std::string_view listed);

/// How far a full name may be off where the exact one stands in the article too.
float garbled_limit(const Shared& shared, const Match& match);

}  // namespace polyvocal::naming
