// Which words of a corpus may be spellings of listed words: misspelt, transliterated, inflected.
// Looked for once per distinct word, before any document is read.
//
//   const NearWords near(listed, exact, vocabulary, traits, run);
//   for (const Near& other : near.of(key)) ...
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "actors/traits.h"
#include "polyvocal/core/run.h"
#include "polyvocal/text/vocabulary.h"

namespace polyvocal::naming {

using WordId = std::uint32_t;  ///< a distinct word of the forms
inline constexpr WordId kNoWord = 0xFFFFFFFFU;

struct Near {
  WordId word = 0;
  float distance = 0;
  bool transliterated = false;  ///< in another script, or inflected
};

/// Distances above this are no spelling of the same word.
inline constexpr double kNearLimit = 0.30;
/// The same for words of another script: one in ten thousand unrelated words is nearer.
inline constexpr double kTransliteratedLimit = 0.20;
/// Of one word of the corpus, no more than these are kept: the nearest.
inline constexpr std::size_t kMostNear = 4;

/// A distinct word of the forms, and how it may be found.
struct ListedFormWord {
  std::string key;
  bool near_target = false;  ///< under other spellings
  bool person = false;       ///< is in a person's name
  bool name = false;         ///< in other scripts
  bool acronym = false;      ///< is a form by itself: its letters may change places
};

class NearWords {
 public:
  /// Nothing is near.
  explicit NearWords(std::size_t keys) : begin_(keys + 1, 0) {}
  /// `exact`: per key, the listed word that it is, or kNoWord.
  NearWords(std::span<const ListedFormWord> listed, std::span<const WordId> exact,
            const Vocabulary& vocabulary, const TraitTable& traits, const Run& run);

  /// Listed words that a key may be a spelling of, none if it is listed itself; those in its own
  /// script first, the nearest first.
  [[nodiscard]] std::span<const Near> of(KeyId key) const {
    return std::span(near_).subspan(begin_[key], begin_[key + 1] - begin_[key]);
  }
  [[nodiscard]] std::span<const Near> all() const { return near_; }

 private:
  std::vector<std::uint32_t> begin_;  ///< per key + 1
  std::vector<Near> near_;
};

}  // namespace polyvocal::naming
