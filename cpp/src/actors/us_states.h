// States of the U.S. in short, as addresses, datelines and parties of members give them.
#pragma once

#include <string_view>
#include <vector>

namespace polyvocal::naming {

/// Names in lower case: "new york".
std::vector<std::string_view> state_names();

/// Abbreviations of the name of a state of the U.S., as newspapers print them: "Calif", "N.J".
std::vector<std::string_view> state_abbreviations(std::string_view name);
/// Those of all states, without the ones written in letters with full stops.
std::vector<std::string_view> state_abbreviations();

/// "SC": two letters that stand for a state of the U.S.
bool is_postal_code(std::string_view key);

}  // namespace polyvocal::naming
