// How likely two whole names mean the same: of persons, companies, bodies, ships, in any script.
// Words are paired in any order by spelling; particles, titles and legal forms weigh little.
//
//   name_similarity("Sarraj, Fayez", "Fayiz al-Serraj")  // above .6
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace polyvocal {

/// What the names are of. Persons have initials, middle names and titles; organisations legal
/// forms.
enum class NamedThing : std::uint8_t { unknown, person, organisation };

/// In [0, 1]; the same in both directions; 1 for names that differ in nothing that counts.
double name_similarity(const std::string& a, const std::string& b,
                       NamedThing thing = NamedThing::unknown);

/// Pair by pair; a list of one name is compared with each of the other list.
std::vector<double> name_similarities(const std::vector<std::string>& a,
                                      const std::vector<std::string>& b,
                                      NamedThing thing = NamedThing::unknown);

}  // namespace polyvocal
