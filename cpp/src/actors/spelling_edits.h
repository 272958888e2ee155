// What edits of a spelling cost, and the table that adds them up: shared by the comparison of two
// words (spelling.h) and the search among many (spelling_index.h).
//
//   EditRows rows(to_sounds("qadhafi"));
//   for (std::size_t i = 1; i <= other.size; ++i) rows.fill(i, other.ids[i - 1]);
//   rows.total(other.size);  // the cost of turning one into the other
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

#include "actors/spelling.h"
#include "actors/spelling_costs.h"

namespace polyvocal::naming {

using EditCost = std::int32_t;

inline constexpr std::size_t kSounds = kSoundLetters.size();  ///< index of any other letter

// Slips of the hand and of reading machines are not in the names that the costs were learned from.
// What one costs is reasoned: less than leaving most consonants out, more than leaving a vowel out.
inline constexpr EditCost kTransposed = 64;  ///< "Hafatr"
inline constexpr EditCost kMisread = 64;     ///< "rn" read as "m", long s read as "f"

// Words are misspelt at their beginning least, and a spelling of a name is about as long as the
// name: of pairs in the data that are nearer than .3, one in a hundred differs by more than two
// sounds.
inline constexpr EditCost kFirst = 2;  ///< times
inline constexpr int kMostExtra = 2;

// Unrelated words differ by nearly twice what they tell; with this they are about .75 apart, and a
// consonant left out of a word of six sounds is about .15.
inline constexpr double kScale = 2.5;

constexpr std::uint8_t sound_id(char letter) {
  return static_cast<std::uint8_t>(std::min(kSoundLetters.find(letter), kSounds));
}

inline constexpr std::uint8_t kR = sound_id('r');
inline constexpr std::uint8_t kN = sound_id('n');
inline constexpr std::uint8_t kM = sound_id('m');

constexpr std::size_t known_sound(std::uint8_t id) { return std::min<std::size_t>(id, kSounds); }

constexpr EditCost gap_cost(std::uint8_t id) { return kGapCosts[known_sound(id)]; }

using CostRow = std::array<std::uint8_t, kSounds + 1>;

/// The learned costs, and long s.
inline constexpr std::array<CostRow, kSounds + 1> kSwaps = [] {
  std::array<CostRow, kSounds + 1> made = kSwapCosts;
  for (const auto& [a, b] :
       {std::pair{sound_id('f'), sound_id('s')}, {sound_id('s'), sound_id('f')}}) {
    made[a][b] = static_cast<std::uint8_t>(std::min<EditCost>(made[a][b], kMisread));
  }
  return made;
}();

/// What costs are divided by, from the weights of both words.
constexpr double cost_divisor(unsigned weights) {
  return kScale * 0.5 * static_cast<double>(weights);
}

/// No way of writing the word as another is cheaper, by the other's Sounds::least: each sound of it
/// goes somewhere.
EditCost least_cost(const Sounds& word, const CostRow& least);

/// The costs of turning the beginnings of one word, sound by sound, into all beginnings of another.
/// Costs are the same in both directions.
class EditRows {
 public:
  explicit EditRows(const Sounds& word) : word_(word) {
    rows_[0][0] = 0;
    for (std::size_t j = 1; j <= word.size; ++j) {
      gaps_[j] = gap_cost(word.ids[j - 1]) * (j == 1 ? kFirst : 1);
      rows_[0][j] = rows_[0][j - 1] + gaps_[j];
    }
  }

  /// Sets sound i (from 1) of the other word, fills its row and returns the least in it. All rows
  /// before must be filled; later ones are void.
  EditCost fill(std::size_t i, std::uint8_t sound) {
    path_[i] = sound;
    auto& row = rows_[i];
    const auto& before = rows_[i - 1];
    const CostRow& swaps = kSwaps[known_sound(sound)];
    const EditCost gap = gap_cost(sound) * (i == 1 ? kFirst : 1);
    const bool slips = i > 1 || sound == kM;
    EditCost left = row[0] = before[0] + gap;
    EditCost least = left;
    for (std::size_t j = 1; j <= word_.size; ++j) {
      const std::uint8_t other = word_.ids[j - 1];
      EditCost swap = sound == other ? 0 : EditCost{swaps[known_sound(other)]};
      if (i == 1 && j == 1) swap *= kFirst;
      left = std::min({before[j - 1] + swap, before[j] + gap, left + gaps_[j]});
      if (slips) left = std::min(left, slip(i, j));
      row[j] = left;
      least = std::min(least, left);
    }
    return least;
  }

  [[nodiscard]] EditCost total(std::size_t i) const { return rows_[i][word_.size]; }
  /// Row i: by the sounds of the word that are turned.
  [[nodiscard]] const std::array<EditCost, kMostSounds + 1>& row(std::size_t i) const {
    return rows_[i];
  }

 private:
  // Edits of two sounds of one side: turned round, or "rn" for "m".
  [[nodiscard]] EditCost slip(std::size_t i, std::size_t j) const {
    const std::uint8_t sound = path_[i];
    const std::uint8_t other = word_.ids[j - 1];
    EditCost cost = std::numeric_limits<EditCost>::max();
    if (i > 1 && j > 1 && sound == word_.ids[j - 2] && path_[i - 1] == other) {
      cost = rows_[i - 2][j - 2] + kTransposed;
    }
    if (i > 1 && other == kM && sound == kN && path_[i - 1] == kR) {
      cost = std::min(cost, rows_[i - 2][j - 1] + kMisread);
    }
    if (j > 1 && sound == kM && other == kN && word_.ids[j - 2] == kR) {
      cost = std::min(cost, rows_[i - 1][j - 2] + kMisread);
    }
    return cost;
  }

  const Sounds& word_;
  std::array<std::uint8_t, kMostSounds + 1> path_;  ///< sounds of the other word, from 1
  std::array<EditCost, kMostSounds + 1> gaps_;
  std::array<std::array<EditCost, kMostSounds + 1>, kMostSounds + 1> rows_;
};

}  // namespace polyvocal::naming
