// Arabic articles as the press spells them: "al-Sisi", "el-Sisi", "Elsisi".
#pragma once

#include "actors/forms/form_set.h"

namespace polyvocal::naming {

/// Adds the form, and the same with its first article in the other spellings, joined to the word,
/// or left out.
void add_with_articles(Form form, FormSet& out);

}  // namespace polyvocal::naming
