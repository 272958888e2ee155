// What the user told us: factions, actors, their names, titles, ties and corrections.
// Plain immutable data; python/polyvocal/actors.py reads and checks the TOML file and adds the
// demonyms and capitals of states before it comes here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "polyvocal/corpus/corpus.h"

namespace polyvocal {

using ActorId = std::int32_t;    ///< index into Knowledge::actors; -1 = none
using FactionId = std::int32_t;  ///< index into Knowledge::factions; -1 = none

enum class ActorType : std::uint8_t {
  person,
  armed,
  government,
  parliament,
  state,
  organisation,
  party,
  outlet,
  group,
  place,
  other
};

/// What sort of form a name or a mention is.
enum class NameKind : std::uint8_t {
  name,        ///< canonical name or an ordinary alias in full
  short_form,  ///< surname, particle + surname, part of a longer name
  acronym,
  demonym,      ///< "Egyptian" for Egypt; a metonym
  capital,      ///< "Moscow" for Russia's government; a metonym
  variant,      ///< another spelling, garbling included
  title,        ///< title with (or standing for) the name: "the Field Marshal"
  description,  ///< "the Tripoli-based government"
};
inline constexpr int kNameKindCount = 8;
std::string_view name_kind_name(NameKind kind);  ///< "short" for short_form
std::string_view actor_type_name(ActorType type);

enum class CasePolicy : std::uint8_t {
  smart,  ///< first token capitalised in text; all capitals accepted; short acronyms only as
          ///< capitals
  exact,
  insensitive,
};

struct Name {
  ActorId actor = -1;
  std::string surface;
  NameKind kind = NameKind::name;
  CasePolicy policy = CasePolicy::smart;
};

/// Membership of a faction over [from, to]; kNoDate = open end.
struct Membership {
  FactionId faction = -1;
  Day from = kNoDate;
  Day to = kNoDate;
};

struct Actor {
  std::string id;
  std::string name;
  ActorType type = ActorType::other;
  std::vector<Membership> memberships;
  std::vector<std::string> titles;  ///< "Field Marshal", "General"
};

struct Faction {
  std::string id;
  std::string name;
};

/// A declared relation: sign > 0 supports, < 0 opposes. Exactly one of target_actor,
/// target_faction.
struct Tie {
  ActorId source = -1;
  ActorId target_actor = -1;
  FactionId target_faction = -1;
  double sign = 0;
  std::string statement;  ///< the sentence that states it, "" when not given
};

/// A human decision, replayed on every run.
struct Correction {
  std::string surface;      ///< exact text of the mention
  std::string document;     ///< glob over document ids, "" = all
  ActorId actor = -1;       ///< assign to this actor; -1 = block: never a mention
  std::string outlet = {};  ///< glob over outlet names, "" = all and articles without an outlet
  ActorId from = -1;        ///< only where it is this actor otherwise; -1 = anywhere
};

/// Is this a word of the language (by our English tables), in any letter case? As a name it would
/// be found everywhere.
bool is_common_word(std::string_view word);

/// What a word of a language table is, in names and before them.
enum class WordClass : std::uint8_t { title, particle, legal_form, month };
inline constexpr int kWordClassCount = 4;
std::string_view word_class_name(WordClass what);

/// A word of a language table, in any letter case; adds to the built-in English ones.
struct ListedWord {
  std::string word;
  WordClass what = WordClass::title;
};

struct Knowledge {
  std::vector<Faction> factions;
  std::vector<Actor> actors;
  std::vector<Name> names;
  std::vector<Tie> ties;
  std::vector<Correction> corrections;
  /// Words that name something else (countries, their people, capitals): never taken for a variant
  /// of an actor's name.
  std::vector<std::string> other_names;
  /// Names and acronyms of countries: what an unknown name is then known to be.
  std::vector<std::string> countries;
  std::vector<ListedWord> words;

  /// The faction of an actor on a day; kNoDate takes the latest membership. -1 = none.
  [[nodiscard]] FactionId faction_of(ActorId actor, Day day) const;
};

}  // namespace polyvocal
