// How far two words are from being spellings of one name, as the actor stage judges it.
//
//   if (name_distance("Haftar", "Hifter") < 0.2) ...
#pragma once

#include <string>
#include <string_view>

namespace polyvocal {

/// Of two words in any letter case: 0 for the same sounds, about .75 for words without relation.
double name_distance(std::string_view a, std::string_view b);

/// What is compared: one letter a sound, "?" for what is none.
std::string name_sounds(std::string_view word);

/// A word of any script in plain Latin letters, lower case.
std::string romanised(std::string_view word);

/// Of a word and one of another script: 0 = alike, about .5 = no relation, 1 for one script.
double transliteration_distance(std::string_view a, std::string_view b);

}  // namespace polyvocal
