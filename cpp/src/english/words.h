// Closed-class words and common verbs of English, looked up once per distinct token type.
// What a word can be, not what it is: the sentence decides (syntax.h).
//
//   Words words(segments.vocabulary);
//   words[type].is(kNegator);
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "english/forms.h"
#include "polyvocal/text/segment.h"
#include "polyvocal/text/vocabulary.h"

namespace polyvocal::english {

using WordClasses = std::uint32_t;
inline constexpr WordClasses kDeterminer = 1U << 0;
inline constexpr WordClasses kPossessive = 1U << 1;   ///< his, their
inline constexpr WordClasses kPronoun = 1U << 2;      ///< he, them: stands for a noun phrase
inline constexpr WordClasses kThirdPerson = 1U << 3;  ///< he, she, they: may be a speaker
inline constexpr WordClasses kFirstPerson = 1U << 4;  ///< I, we, us, our
inline constexpr WordClasses kPreposition = 1U << 5;
inline constexpr WordClasses kBe = 1U << 6;
inline constexpr WordClasses kHave = 1U << 7;
inline constexpr WordClasses kDo = 1U << 8;
inline constexpr WordClasses kModal = 1U << 9;
inline constexpr WordClasses kTo = 1U << 10;
inline constexpr WordClasses kNegator = 1U << 11;
inline constexpr WordClasses kCoordinator = 1U << 12;   ///< and, or
inline constexpr WordClasses kContrast = 1U << 13;      ///< but, yet
inline constexpr WordClasses kSubordinator = 1U << 14;  ///< while, because
inline constexpr WordClasses kConcession = 1U << 15;    ///< despite, although
inline constexpr WordClasses kCondition = 1U << 16;     ///< if, unless
inline constexpr WordClasses kRelative = 1U << 17;      ///< who, which
inline constexpr WordClasses kThat = 1U << 18;
inline constexpr WordClasses kAdverb = 1U << 19;
inline constexpr WordClasses kTime = 1U << 20;  ///< Monday, week
inline constexpr WordClasses kOffice =
    1U << 21;  ///< minister, spokesman, forces: speaks for its owner
inline constexpr WordClasses kSourceNoun = 1U << 22;  ///< sources, residents, witnesses
inline constexpr WordClasses kAdjective = 1U << 23;
inline constexpr WordClasses kAlsoNoun = 1U << 24;  ///< a verb form that is often a noun: attack
inline constexpr WordClasses kNumber = 1U << 25;
inline constexpr WordClasses kQuestion = 1U << 26;    ///< whether, how, what
inline constexpr WordClasses kPerson = 1U << 27;      ///< man, leader: a person, not an office
inline constexpr WordClasses kLinking = 1U << 28;     ///< seem, remain, become
inline constexpr WordClasses kCatenative = 1U << 29;  ///< try, want, continue (to do)
inline constexpr WordClasses kSpeech = 1U << 30;      ///< said, told: "X said in Y the army was"
inline constexpr WordClasses kMarked = 1U << 31;      ///< in the caller's tables: see Words

/// Eight bytes: one look-up tells all that the parser asks of a token.
struct Word {
  WordClasses classes = 0;
  VerbForms forms = 0;  ///< of a verb of the table; 0 when none
  Casing casing = Casing::none;
  std::uint8_t possessive = 0;  ///< bytes of the ending
  std::uint8_t size = 0;        ///< bytes, kLong when they do not fit
  static constexpr std::uint8_t kLong = 255;
  [[nodiscard]] bool is(WordClasses any) const { return (classes & any) != 0; }
};

/// Word of each type of a vocabulary.
class Words {
 public:
  /// `marked`, when given, is 1 for every key of interest to the caller: its types get kMarked.
  explicit Words(const Vocabulary& vocabulary, std::span<const std::uint8_t> marked = {});
  [[nodiscard]] const Word& operator[](TypeId type) const { return by_type_[type]; }
  /// Asks for the words of tokens that are read soon: the table is larger than the near caches,
  /// and what is read next depends on each word.
  void prefetch(const Token* first, const Token* last) const {
    for (; first != last; ++first) __builtin_prefetch(&by_type_[first->type]);
  }
  /// The first of the tokens [first, last) with a word of the caller's tables, else `last`.
  [[nodiscard]] const Token* find_marked(const Token* first, const Token* last) const {
    return std::find_if(first, last, [this](const Token& token) {
      return (marked_[token.type >> 6U] >> (token.type & 63U) & 1U) != 0;
    });
  }
  [[nodiscard]] bool any_marked(const Token* first, const Token* last) const {
    return find_marked(first, last) != last;
  }

 private:
  std::vector<Word> by_type_;
  std::vector<std::uint64_t> marked_;  ///< a bit per type: small enough to stay near
};

/// One entry of a word list: the words are separated by single spaces.
struct WordList {
  WordClasses classes;
  std::string_view words;
};
std::span<const WordList> function_words();

/// Lemmas separated by spaces; a trailing "/n" marks forms that are often nouns.
std::string_view verb_lemmas();

/// Calls `use(word)` for each word of a list separated by white space.
template <class Use>
void each_word(std::string_view list, Use&& use) {
  std::size_t at = 0;
  while (at < list.size()) {
    while (at < list.size() && (list[at] == ' ' || list[at] == '\n')) ++at;
    const std::size_t begin = at;
    while (at < list.size() && list[at] != ' ' && list[at] != '\n') ++at;
    if (at > begin) use(list.substr(begin, at - begin));
  }
}

}  // namespace polyvocal::english
