// The words of a parsed sentence as terms of the polarity model: where each stands relative to a
// name, and whether it is negated. Training and scoring read the same terms. Private to the stance
// stage.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "english/syntax.h"
#include "polyvocal/stance/polarity.h"
#include "stance/rules/lexicon.h"
#include "stance/rules/parties.h"

namespace polyvocal::scoring {

/// Where a word stands relative to a name, nearest relation first.
enum class Place : std::uint8_t {
  phrase,         ///< in the noun phrase of the name, or what the name completes: "X's failure"
  apposition,     ///< in a phrase that explains the name: "X, a warlord"
  deed,           ///< what the name does: "X attacked", "attacked by X"
  suffering,      ///< what is done to it: "attacked X", "X was attacked"
  predicate,      ///< said of it: "X is brutal"
  argument,       ///< after a verb whose subject it is: "X made progress"
  clause_before,  ///< elsewhere in its clause
  clause_after,
  before,  ///< in another clause of the sentence
  after,
};
static_assert(static_cast<int>(Place::after) + 1 == kPolarityPlaces);

/// Words before and after a name that are read: bounds the work in a text without full stops.
inline constexpr std::int32_t kTermWindow = 40;

struct WordTerm {
  std::int32_t word = 0;  ///< of TermFinder::words()
  std::int32_t item = 0;
  std::int32_t distance = 0;  ///< in words; negative before the name
  Place place = Place::before;
  bool negated = false;
  bool other_voice = false;  ///< another speaker's words
};

class TermFinder {
 public:
  TermFinder(const Segments& segments, const StanceLexicon& lexicon)
      : segments_(segments), lexicon_(lexicon) {}

  /// Prepares a sentence; `voice_of[item]` tells words of different speakers apart, `sides` are the
  /// items that Findings::sides leaves out.
  void set(std::string_view text, const english::Syntax& syntax,
           const std::vector<std::int32_t>& voice_of, const std::vector<std::int32_t>& sides);
  /// The words around the name at item `name`, in order: no names, no capitalised words unless
  /// their place in the sentence explains the capital, and none that tells who sides with whom.
  void find(std::int32_t name, std::vector<WordTerm>& out) const;
  /// The items of the sentence that may be terms, in order.
  [[nodiscard]] std::span<const std::int32_t> words() const { return words_; }
  [[nodiscard]] bool negated(std::size_t word) const {
    return negated_[static_cast<std::size_t>(words_[word])] != 0;
  }

 private:
  struct Roles {
    std::vector<Party> agents;
    std::vector<Party> patients;
  };
  /// Which side of a verb the name at hand stands for.
  struct Side {
    bool agent = false;
    bool patient = false;
  };
  void find_roles(const english::VerbGroup& verb, Roles& roles) const;
  void find_negated();
  void find_words(const std::vector<std::int32_t>& sides);
  [[nodiscard]] bool fails(std::int32_t i) const;
  void find_sides(std::int32_t name) const;
  [[nodiscard]] bool is_word(std::int32_t i) const;
  [[nodiscard]] Place place_of(const WordTerm& word, std::int32_t verb, std::int32_t name) const;

  const Segments& segments_;
  const StanceLexicon& lexicon_;
  std::string_view text_;
  const english::Syntax* syntax_ = nullptr;
  const std::vector<std::int32_t>* voice_of_ = nullptr;
  std::vector<Roles> roles_;           // per verb group
  std::vector<std::uint8_t> negated_;  // per item
  std::vector<std::int32_t> words_;    // items that are words
  std::vector<std::int32_t> verb_of_;  // per word, the nearest verb before it in its clause
  std::vector<std::int32_t> last_;     // per clause, the last verb read
  mutable std::vector<Side> sides_;    // per verb group
};

}  // namespace polyvocal::scoring
