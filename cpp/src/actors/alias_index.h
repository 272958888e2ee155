// The forms of all actors, compiled against the vocabulary of one corpus: finds every form that
// begins at a token, exact or with words spelt nearly alike. Immutable, shared by threads.
//
//   AliasIndex index(knowledge, segments.vocabulary, traits, run);
//   if (index.starts(type)) index.match(segments, text, token, sentence_end, out);
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actors/form_trie.h"
#include "actors/forms.h"
#include "actors/near_words.h"
#include "actors/traits.h"
#include "polyvocal/core/run.h"
#include "polyvocal/text/segment.h"

namespace polyvocal::naming {

/// A form found in a text, before any judgement.
struct Match {
  TokenId begin = 0;
  std::uint16_t count = 0;
  std::uint8_t near = 0;        ///< words not spelt as listed
  bool reordered = false;       ///< a description with its words in another order
  bool transliterated = false;  ///< has a word in another script, or inflected
  FormId form = 0;
  float distance = 0;  ///< largest distance of one word, 0 when all are exact
};

/// "army": one of the forms of an actor, which stands for it only where it is named otherwise too.
struct HeadNoun {
  ActorId actor = 0;
  FormId form = 0;
};

/// Fields of AliasIndex::case_counts.
enum class CaseField : std::uint8_t { words, upper, plain_lower, plain_capital };
inline std::uint32_t case_field(std::uint64_t counts, CaseField field) {
  return static_cast<std::uint32_t>(counts >> 16U * static_cast<unsigned>(field)) & 0xFFFFU;
}

inline constexpr std::size_t kDescriptionReach =
    10;  ///< tokens a description in free order may span

class AliasIndex {
 public:
  AliasIndex(const Knowledge& knowledge, const Vocabulary& vocabulary, const TraitTable& traits,
             bool variants, const Run& run);

  [[nodiscard]] const Form& form(FormId id) const { return forms_[id]; }
  /// May a form begin with this spelling?
  [[nodiscard]] bool starts(TypeId type) const { return (flags_[type] & kStart) != 0; }
  /// Is it written as names are: capitalised, or in a script without case?
  [[nodiscard]] bool name_like(TypeId type) const { return (flags_[type] & kNameLike) != 0; }
  /// May the spelling be that of a listed word, without being one?
  [[nodiscard]] bool has_near(TypeId type) const { return (flags_[type] & kHasNear) != 0; }
  /// How a spelling counts when a sentence is asked for its use of capitals: 1 in each of four
  /// fields of 16 bits (CaseField); words of four letters up. Added up over a sentence.
  [[nodiscard]] std::uint64_t case_counts(TypeId type) const { return kCaseCounts[flags_[type]]; }
  /// May it be a spelling of a listed word, or is it the surname of a listed person, a name of one
  /// word, or a telling part or the initials of a body's name?
  [[nodiscard]] bool is_evidence(TypeId type) const {
    return (flags_[type] & (kHasNear | kNamesAlone)) != 0;
  }
  /// The listed word that a key is, or kNoWord.
  [[nodiscard]] WordId exact(KeyId key) const { return key == kNoKey ? kNoWord : exact_[key]; }
  /// Does the key occur in any form, as it stands?
  [[nodiscard]] bool listed(KeyId key) const { return key != kNoKey && exact_[key] != kNoWord; }
  /// Listed words that a key may be a spelling of; the key itself is not listed.
  [[nodiscard]] std::span<const Near> near(KeyId key) const {
    return key == kNoKey ? std::span<const Near>() : near_.of(key);
  }
  [[nodiscard]] std::string_view word(WordId id) const { return words_[id].key; }
  /// Is an actor listed with a name of several words?
  [[nodiscard]] bool spelled_out(ActorId actor) const {
    return spelled_out_[static_cast<std::size_t>(actor)];
  }
  /// Words of the longest form; descriptions in free order reach no further than kDescriptionReach.
  [[nodiscard]] std::size_t longest() const { return longest_; }
  /// Forms that contain a word, ascending. Without those that the corpus cannot have (see
  /// list_possible), which no one asks for.
  [[nodiscard]] std::span<const FormId> forms_with(WordId word) const;

  /// Forms that are this word and no more, as the head noun of a longer name; by actor. Many names
  /// share one, so that match() leaves them out.
  [[nodiscard]] std::span<const HeadNoun> head_nouns(KeyId key) const;

  /// Appends all other forms that begin at `token`, inside the sentence [first, end). A description
  /// in free order is anchored at `token` and may begin before it.
  void match(const Segments& segments, std::string_view text, TokenId token, TokenId first,
             TokenId end, std::vector<Match>& out) const;

 private:
  static constexpr std::uint8_t kStart = 1;
  static constexpr std::uint8_t kNameLike = 2;
  static constexpr std::uint8_t kHasNear = 4;
  static constexpr std::uint8_t kNamesAlone = 8;
  static constexpr std::uint8_t kLong = 16;
  static constexpr std::uint8_t kLongUpper = 32;
  static constexpr std::uint8_t kPlainLower = 64;
  static constexpr std::uint8_t kPlainCapital = 128;

  // By flags, so that a sentence is counted without a branch.
  static constexpr std::array<std::uint64_t, 256> kCaseCounts = [] {
    std::array<std::uint64_t, 256> counts{};
    for (unsigned flags = 0; flags < 256; ++flags) {
      const unsigned bits[] = {kLong, kLongUpper, kPlainLower, kPlainCapital};
      for (unsigned field = 0; field < 4; ++field) {
        if ((flags & bits[field]) != 0) counts[flags] |= std::uint64_t{1} << 16 * field;
      }
    }
    return counts;
  }();

  struct Description {
    FormId form = 0;
    WordId other = 0;  ///< its second content word
  };
  struct Walk;
  /// How the words so far differ from the listed ones; see Match.
  struct Likeness {
    std::uint8_t near = 0;
    bool transliterated = false;
    float distance = 0;

    [[nodiscard]] Likeness with(const Near& other) const;
  };

  struct Sketches;
  Sketches collect_words(FormCompiler& compiler, const Knowledge& knowledge);
  void map_vocabulary(const Vocabulary& vocabulary);
  [[nodiscard]] std::vector<bool> list_possible(const Sketches& sketches) const;
  void compile_possible(FormCompiler& compiler, const Sketches& sketches);
  void index_words();
  [[nodiscard]] std::vector<FormId> index_head_nouns();
  void flag_types(const Vocabulary& vocabulary);
  void index_descriptions();
  void step(const Walk& walk, std::uint32_t node, TokenId token, const Likeness& likeness,
            std::vector<Match>& out) const;
  void accept(const Walk& walk, std::uint32_t node, TokenId last, const Likeness& likeness,
              std::vector<Match>& out) const;
  void match_description(const Walk& walk, const Description& description,
                         std::vector<Match>& out) const;
  [[nodiscard]] bool fits(const Walk& walk, const Form& form, TokenId last) const;

  const TraitTable& traits_;
  std::vector<ListedFormWord> words_;
  std::size_t longest_ = 1;
  std::vector<bool> spelled_out_;  ///< per actor
  std::vector<WordId> exact_;      ///< per key
  NearWords near_;
  std::vector<Form> forms_;
  std::vector<bool> as_listed_;  ///< per form: not found under other spellings
  WordsOfForms form_words_;
  std::vector<std::uint32_t> word_forms_begin_;
  std::vector<FormId> word_forms_;
  std::vector<std::uint32_t> head_nouns_begin_;  ///< per word + 1
  std::vector<HeadNoun> head_nouns_;
  FormTrie trie_;
  std::vector<std::uint8_t> flags_;                        ///< per type
  std::vector<std::vector<Description>> descriptions_at_;  ///< per word: anchored there
};

/// The text between two tokens without white space; joinable when a name may run across it.
struct Gap {
  bool joins = false;    ///< space, one line break, hyphen, full stop of an abbreviation
  std::string_view raw;  ///< the bytes between
};
Gap gap_at_large(const Segments& segments, std::string_view text, TokenId left, TokenId right);

inline Gap gap_between(const Segments& segments, std::string_view text, TokenId left,
                       TokenId right) {
  // Mostly one space after a letter, which the text alone can tell.
  const std::uint32_t to = segments.tokens[right].begin;
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  if (to >= 2 && text[to - 1] == ' ' && is_word(text[to - 2])) {
    return {true, {text.data() + to - 1, 1}};
  }
  return gap_at_large(segments, text, left, right);
}

}  // namespace polyvocal::naming
