// What the name of a company or club is shortened to: legal forms left out, "&" for "and", letters.
#pragma once

#include <cstddef>

#include "actors/forms/form_set.h"

namespace polyvocal::naming {

/// Words before "Inc", "Group", "F.C.".
std::size_t stem_end(const Form& form);
/// "Paxar" of "Paxar Corp", "Goldman, Sachs" of "Goldman, Sachs and Co".
void add_without_legal_form(const Form& form, FormSet& out);
/// "Rice and Beans" of "Rice & Beans", and the other way round.
void add_ampersand(const Form& form, FormSet& out);
/// "ACLU" of "American Civil Liberties Union"; connectors give no letter.
void add_initials(const Form& form, FormSet& out);

}  // namespace polyvocal::naming
