// Short and full forms of English given names: "Chuck" and "Charles" are one name, as news uses
// them for the same person.
//
//   for (std::string_view other : other_given_names("chuck")) ...  // "charles", "charlie"
#pragma once

#include <string_view>
#include <vector>

namespace polyvocal::naming {

/// Other forms of a folded given name; none for a name without such forms.
std::vector<std::string_view> other_given_names(std::string_view key);

}  // namespace polyvocal::naming
