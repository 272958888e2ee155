// How alike two spellings of one name are, when names are written by ear or copied with errors.
// A key becomes a row of sounds (digraphs joined, doubled letters single); the distance is an edit
// distance whose costs were learned from names in many spellings (spelling_costs.h): what
// romanisations confuse is cheap, and a rare sound kept tells more than a common one.
//
//   spelling_distance(to_sounds("gaddafi"), to_sounds("qadhafi"))  // small
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "actors/spelling_costs.h"

namespace polyvocal::naming {

/// No name part has more sounds; what follows is not compared.
inline constexpr std::size_t kMostSounds = 32;

/// A word as it sounds. Of fixed size, so that comparing allocates nothing.
struct Sounds {
  std::array<std::uint8_t, kMostSounds>
      ids;  ///< index into kSoundLetters, or beyond: other letters
  std::uint8_t size = 0;
  std::uint16_t weight = 0;  ///< what the sounds tell: sum over all, in units of the costs
  /// The least that each sound costs against this word, wherever it stands.
  std::array<std::uint8_t, kSoundLetters.size() + 1> least;
};

/// Sounds of a folded key (text/vocabulary.h).
Sounds to_sounds(std::string_view key);

/// A word with the letters that a machine read as digits: "n0rth". Numbers and types ("mi24") stay.
std::string mend_digits(std::string_view key);

/// Cost of turning one into the other over what they tell: 0 = alike, about .75 = no relation.
/// At least `limit` as soon as that is sure.
double spelling_distance(const Sounds& a, const Sounds& b, double limit = 100);

/// False only if the distance is above the limit: told from the sounds alone, in any order.
bool may_be_near(const Sounds& a, const Sounds& b, double limit);

}  // namespace polyvocal::naming
