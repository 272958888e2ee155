// What a person's name is shortened to: given and family names, middle names left out.
#pragma once

#include "actors/forms/form_set.h"

namespace polyvocal::naming {

/// Adds the short forms of a listed name.
void add_person_forms(const Form& listed, FormSet& out);

}  // namespace polyvocal::naming
