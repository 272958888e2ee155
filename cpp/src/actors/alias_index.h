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
#include <unordered_map>
#include <vector>

#include "actors/forms.h"
#include "actors/traits.h"
#include "polyvocal/core/run.h"
#include "polyvocal/text/segment.h"

namespace polyvocal::naming {

using WordId = std::uint32_t;  ///< a distinct word of the forms
inline constexpr WordId kNoWord = 0xFFFFFFFFU;
using FormId = std::uint32_t;

/// A form found in a text, before any judgement.
struct Match {
  TokenId begin = 0;
  std::uint16_t count = 0;
  std::uint8_t near = 0;   ///< words not spelt as listed
  bool reordered = false;  ///< a description with its words in another order
  FormId form = 0;
  float distance = 0;  ///< largest distance of one word, 0 when all are exact
};

struct Near {
  WordId word = 0;
  float distance = 0;
};

/// Distances above this are no spelling of the same word.
inline constexpr double kNearLimit = 0.30;

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

  [[nodiscard]] const std::vector<Form>& forms() const { return forms_; }
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
  /// Is it the surname of a listed person, a name of one word, or a telling part or the initials of
  /// a body's name?
  [[nodiscard]] bool names_alone(TypeId type) const { return (flags_[type] & kNamesAlone) != 0; }
  /// The listed word that a key is, or kNoWord.
  [[nodiscard]] WordId exact(KeyId key) const { return key == kNoKey ? kNoWord : exact_[key]; }
  /// Does the key occur in any form, as it stands?
  [[nodiscard]] bool listed(KeyId key) const { return key != kNoKey && exact_[key] != kNoWord; }
  /// Listed words that a key may be a spelling of; the key itself is not listed.
  [[nodiscard]] std::span<const Near> near(KeyId key) const;
  [[nodiscard]] std::string_view word(WordId id) const { return words_[id]; }
  /// Words of the longest form; descriptions in free order reach no further than kDescriptionReach.
  [[nodiscard]] std::size_t longest() const { return longest_; }
  /// Forms that contain a word, ascending.
  [[nodiscard]] std::span<const FormId> forms_with(WordId word) const;

  /// Appends all forms that begin at `token`, inside the sentence [first, end). A description in
  /// free order is anchored at `token` and may begin before it.
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

  struct Edge {
    WordId word = 0;
    std::uint32_t node = 0;
  };
  struct Node {
    std::uint32_t edges_begin = 0, edges_end = 0;
    std::uint32_t forms_begin = 0, forms_end = 0;
  };
  struct Description {
    FormId form = 0;
    WordId other = 0;  ///< its second content word
  };
  struct Walk;

  void collect_words(const Knowledge& knowledge);
  void build_trie();
  void map_vocabulary(const Vocabulary& vocabulary);
  void find_near(const Vocabulary& vocabulary, const TraitTable& traits, const Run& run);
  void flag_types(const Vocabulary& vocabulary);
  void index_descriptions();
  [[nodiscard]] std::uint32_t child(std::uint32_t node, WordId word) const;
  void step(const Walk& walk, std::uint32_t node, TokenId token, std::uint8_t near, float distance,
            std::vector<Match>& out) const;
  void accept(const Walk& walk, std::uint32_t node, TokenId last, std::uint8_t near, float distance,
              std::vector<Match>& out) const;
  void match_description(const Walk& walk, const Description& description,
                         std::vector<Match>& out) const;
  [[nodiscard]] bool fits(const Walk& walk, const Form& form, TokenId last) const;

  const TraitTable& traits_;
  std::vector<Form> forms_;
  std::vector<std::string> words_;
  std::vector<bool> near_target_;                ///< per word: may be found under other spellings
  std::vector<bool> person_word_;                ///< per word: in a person's name
  std::vector<std::vector<WordId>> form_words_;  ///< per form
  std::vector<std::uint32_t> word_forms_begin_;
  std::vector<FormId> word_forms_;
  std::size_t longest_ = 1;
  std::vector<Node> nodes_;
  std::vector<Edge> edges_;
  std::vector<FormId> node_forms_;
  std::vector<WordId> exact_;              ///< per key
  std::vector<std::uint32_t> near_begin_;  ///< per key + 1
  std::vector<Near> near_;
  std::vector<std::uint8_t> flags_;                        ///< per type
  std::vector<std::vector<Description>> descriptions_at_;  ///< per word: anchored there
};

/// The text between two tokens without white space; joinable when a name may run across it.
struct Gap {
  bool joins = false;    ///< space, one line break, hyphen, full stop of an abbreviation
  std::string_view raw;  ///< the bytes between
};
Gap gap_between(const Segments& segments, std::string_view text, TokenId left, TokenId right);

}  // namespace polyvocal::naming
