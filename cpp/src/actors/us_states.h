// States of the U.S. in short, as addresses, datelines and parties of members give them.
#pragma once

#include <string_view>
#include <vector>

namespace polyvocal::naming {

/// Abbreviations of the name of a state of the U.S., as newspapers print them: "Calif", "N.J".
std::vector<std::string_view> state_abbreviations(std::string_view name);
/// Those of all states, without the ones written in letters with full stops.
std::vector<std::string_view> state_abbreviations();

/// The names of all states.
std::vector<std::string_view> state_names();

/// "SC": two letters that stand for a state of the U.S.
bool is_postal_code(std::string_view key);

}  // namespace polyvocal::naming
