// How far two words are from being spellings of one name, as the actor stage judges it.
//
//   NameDistance d = name_distance("Haftar", "Hifter");
//   if (d.comparable && d.value < 0.2) ...
#pragma once

#include <string_view>

namespace polyvocal {

struct NameDistance {
  double value = 1;         ///< 0: the same sounds; cost of edits over the mean number of sounds
  bool comparable = false;  ///< does the actor stage look at such a pair at all?
};

/// Of two words in any letter case.
NameDistance name_distance(std::string_view a, std::string_view b);

}  // namespace polyvocal
