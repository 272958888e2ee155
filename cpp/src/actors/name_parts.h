// What is left of the name of a body or thing when news cuts it down: its beginning ("Stanford" of
// "Stanford University", "Santa Fe" of "Santa Fe Province"), its end ("Bundesbank" of "Deutsche
// Bundesbank"). Weak forms: the document, the corpus or the user decides whether they count.
//
//   for (Form& part : name_parts(form)) ...
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "actors/forms.h"

namespace polyvocal::naming {

/// Words that tell what kind of thing a name is of, and nothing of which one: "Group", "County".
bool is_generic_end(std::string_view key);

/// The parts that are telling by themselves, longest first; none of a name of one word. Their
/// origin is Origin::lead for a first word that stands for nothing else, else Origin::fragment.
/// The first `country` words tell whose body it is ("United States"): no part ends in them, and the
/// first word after them is none by itself.
std::vector<Form> name_parts(const Form& form, std::size_t country);

/// "Moodys Investors Service" of "Moody's Investors Service"; empty for a name without apostrophe.
std::vector<Form> without_apostrophe(const Form& form);

}  // namespace polyvocal::naming
