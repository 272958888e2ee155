// Words by their spelling: finds all that are near to a word. What the edits must cost at least is
// added up for many words at once; only where that leaves a chance is the distance worked out, the
// most promising first.
//
//   SpellingIndex index(sounds_of_listed_words);
//   index.find(to_sounds("hifter"), 0.3, [&](std::uint32_t word, double distance) {
//     near.push_back({word, distance});
//     return 0.3;  // or less, once what is farther is of no use
//   });
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "actors/spelling.h"
#include "actors/spelling_edits.h"

namespace polyvocal::naming {

class SpellingIndex {
 public:
  /// Takes a word (its position in the list) and its distance; gives the limit from there on, which
  /// must not grow.
  using Use = std::function<double(std::uint32_t, double)>;

  SpellingIndex() = default;
  explicit SpellingIndex(std::vector<Sounds> words);

  /// Calls `use` for each word whose spelling_distance is below the limit, in no order that means
  /// anything. Words without a sound are near to nothing.
  void find(const Sounds& word, double limit, const Use& use) const;

 private:
  /// Words that begin with one sound and have equally many.
  struct Group {
    std::uint8_t first = 0;
    std::uint8_t size = 0;
    std::size_t begin = 0, end = 0;
  };
  /// A word that may be near: no distance is below `least`.
  struct Chance {
    double least = 0;
    std::uint32_t at = 0;  ///< in words_
  };

  void add_chances(const Sounds& word, const Group& group, double limit,
                   std::vector<Chance>& chances) const;

  std::vector<Sounds> words_;           ///< by group
  std::vector<std::uint32_t> order_;    ///< position of each in the list
  std::vector<std::uint16_t> weights_;  ///< of words_
  std::vector<Group> groups_;
  /// Per sound, per word: what the sound costs at least against that word (Sounds::least).
  std::array<std::vector<std::uint8_t>, kSounds + 1> least_;
};

}  // namespace polyvocal::naming
