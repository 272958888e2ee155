// Words that tell where an unknown name begins and ends and what it names. Beside the traits of
// all words; only discovery asks for these.
//
//   NewsWords words(vocabulary, knowledge);
//   if (words.is(type, kPeople)) ...
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "actors/hash_index.h"
#include "polyvocal/actors/knowledge.h"
#include "polyvocal/text/vocabulary.h"

namespace polyvocal::naming {

using Hints = std::uint32_t;
inline constexpr Hints kPeople = 1;         ///< Iraqi, Swiss: a people, no name by itself
inline constexpr Hints kEndsFirm = 2;       ///< Inc, Company: nothing of the name follows
inline constexpr Hints kGround = 4;         ///< County, River: ends the name of a place
inline constexpr Hints kGroundBefore = 8;   ///< Lake, Fort: begins the name of a place
inline constexpr Hints kTakesFor = 16;      ///< Center, Institute: "for" may follow inside the name
inline constexpr Hints kRole = 32;          ///< DJ, CEO: stands before a name, no part of it
inline constexpr Hints kWhither = 64;       ///< to, from: of places and of people
inline constexpr Hints kWho = 128;          ///< who, whose: a person before it
inline constexpr Hints kCreed = 256;        ///< Arab, Muslim: a people without a state, a creed
inline constexpr Hints kQuantifier = 512;   ///< a, many, some: a common noun follows
inline constexpr Hints kNounLike = 1024;    ///< in lower case: a noun or adjective, not a verb
inline constexpr Hints kPluralVerb = 2048;  ///< are, want: several before it
inline constexpr Hints kGrammar = 8192;     ///< the, yesterday, under: begins no name
inline constexpr Hints kBeforePlaceName = 4096;  ///< New, South: words that begin names of places
// Single words that the rules ask for by name.
inline constexpr Hints kThe = 1U << 14;
inline constexpr Hints kOf = 1U << 15;
inline constexpr Hints kAnd = 1U << 16;
inline constexpr Hints kFor = 1U << 17;
inline constexpr Hints kOn = 1U << 18;
inline constexpr Hints kAl = 1U << 19;  ///< al, el
inline constexpr Hints kBased = 1U << 20;
inline constexpr Hints kOneLetter = 1U << 21;
inline constexpr Hints kEndsBody = 1U << 23;    ///< Enforcement, Affairs: ends the name of a body
inline constexpr Hints kNumeral = 1U << 24;     ///< II, XVI: after a name
inline constexpr Hints kNobody = 1U << 25;      ///< Islam, Christmas: no actor
inline constexpr Hints kCommon = 1U << 26;      ///< tariff: in news in lower case nearly always
inline constexpr Hints kKnownWord = 1U << 27;   ///< of the table of common words
inline constexpr Hints kStrange = 1U << 28;     ///< a spelling in lower case that no table has
inline constexpr Hints kShortState = 1U << 22;  ///< Calif, Wis: a state, before a full stop
inline constexpr Hints kHonour = 1U << 29;      ///< Esq: behind the name of a person
inline constexpr Hints kPlaceOf = 1U << 30;     ///< State, Island: begins a place's name with "of"

/// Hash of a sequence of keys: the same name, the same number.
std::uint64_t add_key(std::uint64_t hash, KeyId key);

class NewsWords {
 public:
  NewsWords(const Vocabulary& vocabulary, const Knowledge& knowledge);
  [[nodiscard]] bool is(TypeId type, Hints any) const { return (by_type_[type] & any) != 0; }
  /// Is the name a country's or a capital's, by Knowledge::other_names, or a state's of the U.S.?
  [[nodiscard]] bool land(std::uint64_t name) const { return lands_.contains(name); }
  /// Is it that of another place, by our own table?
  [[nodiscard]] bool place(std::uint64_t name) const { return places_.contains(name); }
  /// Is it a country's, by Knowledge::countries?
  [[nodiscard]] bool country(std::uint64_t name) const { return countries_.contains(name); }

 private:
  void add(std::string_view word, Hints hints);
  [[nodiscard]] std::optional<std::uint64_t> hash_of(std::string_view name) const;
  void add_other_names(const Knowledge& knowledge);
  void add_places();
  void add_common_words();
  [[nodiscard]] bool is_strange(const TypeInfo& info) const;
  void add_word_classes();

  const Vocabulary& vocabulary_;
  std::vector<Hints> by_key_;
  std::vector<Hints> by_type_;
  HashIndex lands_;
  HashIndex countries_;
  HashIndex places_;
};

}  // namespace polyvocal::naming
