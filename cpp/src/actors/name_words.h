// A whole name taken apart for comparison (polyvocal/actors/name_similarity.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "actors/spelling.h"
#include "polyvocal/actors/name_similarity.h"

namespace polyvocal::naming {

struct NameWord {
  std::string key;  ///< Latin letters without marks, in lower case, or digits
  Sounds sounds;
  std::string_view full_name;  ///< of which a given name is short
  bool particle = false;
  bool numeral = false;

  explicit NameWord(std::string_view letters);
  [[nodiscard]] bool initial() const { return key.size() == 1 && !numeral; }
};

struct NameWords {
  std::vector<NameWord> words;          ///< without legal forms, titles and repetitions
  std::vector<std::string_view> legal;  ///< canonical legal forms, sorted
  std::string initials;                 ///< of all words but "of", "the", "and"
  std::string acronym;                  ///< the name itself, if it looks like one
  std::u32string syllables;             ///< letters of Chinese, Japanese and Korean
  bool consonants_only = false;         ///< written in Arabic or Hebrew
  bool body = false;                    ///< has a legal form or a word like "ministry"
};

NameWords take_apart(const std::string& name, NamedThing thing);

/// Are both given names, one short for the other?
bool is_short_form(const NameWord& a, const NameWord& b);

}  // namespace polyvocal::naming
