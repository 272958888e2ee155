// How alike a name in one script and a name in another are. The word of the other script is put
// into Latin letters, and its sounds are compared with costs learned from names in both scripts
// (transliteration_costs.h): in Arabic and Hebrew, vowels that are not written cost little.
// Prefixes of Arabic and Hebrew and case endings of Slavic names may be left out.
//
//   transliteration_distance(TransliteratedWord("haftar"), TransliteratedWord("وحفتر"))  // small
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "actors/romanise.h"
#include "actors/spelling.h"
#include "actors/spelling_trie.h"

namespace polyvocal::naming {

/// A way to read a word: whole, or without what grammar adds to it.
struct Reading {
  std::string stem;  ///< in the word's own script
  Sounds sounds;
  float penalty = 0;  ///< added to distances
};

struct TransliteratedWord {
  explicit TransliteratedWord(std::string_view key);

  Writing writing;
  std::vector<Reading> readings;  ///< the whole word first; none for Writing::other
};

/// 0 = alike, about .5 = no relation; at least 1 for two words of one kind of script.
double transliteration_distance(const TransliteratedWord& a, const TransliteratedWord& b);

/// A listed word, found from a word of another script.
struct Transliterated {
  std::uint32_t word = 0;
  float distance = 0;
};

/// Listed words of any scripts, for looking up words of other scripts.
class TransliterationIndex {
 public:
  /// Keys are folded words; results refer to them by position.
  explicit TransliterationIndex(const std::vector<std::string_view>& keys);

  /// Sets `out` to what is nearer than the limit, each listed word once, ascending by position.
  void find(const TransliteratedWord& word, double limit, std::vector<Transliterated>& out) const;

  /// Is there a listed word that a word of this kind could be?
  [[nodiscard]] bool has_other_than(Writing writing) const;

 private:
  struct Shelf {
    std::vector<std::uint32_t> words;
    std::vector<Sounds> sounds;
    SpellingTrie trie;
  };
  Shelf shelves_[3];  ///< by Writing: latin, alphabet, consonants
};

}  // namespace polyvocal::naming
