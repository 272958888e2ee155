// How the name of an army, ministry, party or council is worded otherwise: the country before,
// behind or left out, words in another order, the head noun alone, telling parts.
#pragma once

#include "actors/forms/form_set.h"
#include "actors/forms/lands.h"

namespace polyvocal::naming {

void add_body_forms(const Form& form, const Lands& lands, FormSet& out);
/// Parts that are telling by themselves (name_parts.h).
void add_parts(const Form& form, const Lands& lands, FormSet& out);

}  // namespace polyvocal::naming
