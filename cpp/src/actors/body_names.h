// Other wordings of the name of a body, as news has them: "Ministry of Finance" as "Finance
// Ministry", "Government of Canada" as "Canadian government" and back, and the spellings of the
// other side of the Atlantic.
//
//   for (Form& other : reworded(form, countries)) ...
#pragma once

#include <map>
#include <string>
#include <vector>

#include "actors/forms.h"

namespace polyvocal::naming {

/// What demonyms belong to which one-word country name, and back: "libyan" <-> "libya".
struct Countries {
  std::map<std::string, std::string, std::less<>> country_of;
  std::map<std::string, std::vector<std::string>, std::less<>> demonyms_of;
};

/// The wordings that follow from a form, without the form itself. Names with marks between their
/// words ("Rice & Beans") have none.
std::vector<Form> reworded(const Form& form, const Countries& countries);

}  // namespace polyvocal::naming
