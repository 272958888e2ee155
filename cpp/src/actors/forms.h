// Every form under which a listed actor may be named: the names of the actors file, and what
// follows from them by rule (surname, other article, other word order).
//
//   FormCompiler compiler(knowledge);
//   compiler.compile(0, forms);
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "polyvocal/actors/knowledge.h"

namespace polyvocal::naming {

enum class Origin : std::uint8_t {
  correction,  ///< a surface of Knowledge::corrections, to assign or to block
  listed,
  respelled,  ///< other Arabic article, words in another order, country for demonym
  shortened,  ///< middle names left out
  family,     ///< surname, with or without particle
  part,       ///< a body's name without its country or demonym ("National Army")
  head_noun,  ///< "the army"
  stem,       ///< a body's name without its legal form ("Paxar" of "Paxar Corp")
  lead,       ///< the first word of a body's name ("Burlington" of "Burlington Industries")
  given,      ///< a person's given name
  initials,   ///< first letters of a body's name ("ACLU")
  fragment,   ///< another part of a body's or place's name ("Golden Globe" of "Golden Globe Award")
  members,    ///< of a party ("Conservatives")
  clipped,    ///< the first letters of a body's name ("Fed" of "Federal Reserve")
  abbreviation,  ///< "Calif", "N.J": only where an address or dateline shows it
};

/// Too weak to show that the actor is named: counts only with other evidence in the document.
constexpr bool is_weak(Origin origin) {
  return origin == Origin::head_noun || origin == Origin::lead || origin == Origin::given ||
         origin == Origin::initials || origin == Origin::fragment || origin == Origin::members ||
         origin == Origin::clipped || origin == Origin::abbreviation;
}

struct FormWord {
  std::string key;           ///< fold_key of the word
  bool capital = false;      ///< written with a capital in the name
  bool possessive = false;   ///< has a possessive ending in the name
  std::uint32_t listed = 0;  ///< Traits that a language table gives it
};

struct Form {
  ActorId actor = -1;
  NameKind kind = NameKind::name;
  CasePolicy policy = CasePolicy::smart;
  Origin origin = Origin::listed;
  std::vector<FormWord> words;
  std::vector<std::string> gaps;  ///< between words, without white space ("", "-", "/", "&")
  std::string surface;            ///< as listed or derived, for messages and exact policies
  std::int32_t correction = -1;   ///< index into Knowledge::corrections
  ActorId land = -1;  ///< the listed state or place whose name was left out ("Finance Ministry")
  std::uint16_t given_words = 0;  ///< leading words that are a person's given names; persons' full
                                  ///< names only
  bool joined_article = false;    ///< "Alsisi": one word of article and name
  bool loose_possessive = false;  ///< inner words may carry a possessive
  bool as_it_stands = false;      ///< never under another spelling
  bool article = false;           ///< listed with "The", which `words` leaves out
};

/// What stands between two words of a name, listed or in a text, without white space and without
/// invisible marks (zero-width, direction), which count as such.
std::string without_space(std::string_view gap);

/// Compiles the forms in batches, so that a long list need not be held as a whole: first the listed
/// forms, actor by actor, then what follows from them, then corrections.
///
///   for (std::size_t i = 0; i < compiler.batches(); ++i) compiler.compile(i, forms);
class FormCompiler {
 public:
  explicit FormCompiler(const Knowledge& knowledge);
  ~FormCompiler();
  FormCompiler(const FormCompiler&) = delete;
  FormCompiler& operator=(const FormCompiler&) = delete;

  [[nodiscard]] std::size_t batches() const;
  /// Appends the forms of one batch; the same each time.
  /// @throws InputError for a name without any word.
  void compile(std::size_t batch, std::vector<Form>& out);

 private:
  class Rules;
  std::unique_ptr<Rules> rules_;
};

}  // namespace polyvocal::naming
