// What an unknown name seems to be: by what stands inside it, and by what stood beside it at each
// of its occurrences in the corpus (naive Bayes).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "polyvocal/actors/knowledge.h"

namespace polyvocal::naming {

/// What stands before a name.
enum class Before : std::uint8_t {
  none,
  title,          ///< President X
  place_word,     ///< in X, captured X
  whither,        ///< to X, from X
  of,             ///< of X
  comma,          ///< Austin, X
  article,        ///< the X
  place_article,  ///< in the X
  quantifier,     ///< a X, many X
  object,         ///< by X, told X
};
inline constexpr std::size_t kBeforeCount = 10;

/// What stands after a name.
enum class After : std::uint8_t {
  none,
  speech,      ///< X said
  age,         ///< X, 45,
  who,         ///< X, who
  role,        ///< X, the chairman
  comma,       ///< X, Texas
  possession,  ///< X's car
  place_word,  ///< X airport
  agent,       ///< X officials, X fighters
  noun,        ///< X policies
  plural,      ///< X are, X want
  verb,        ///< X has, X came
  office,      ///< X Senator Ann Lee
};
inline constexpr std::size_t kAfterCount = 13;

/// What stands inside a name, and more of it.
using Inside = std::uint16_t;
inline constexpr Inside kHasHeadNoun = 1U << 0;   ///< X Council, Ministry of X, X Inc
inline constexpr Inside kHasGround = 1U << 1;     ///< X County, Lake X
inline constexpr Inside kHasGivenName = 1U << 2;  ///< John, John X
inline constexpr Inside kHasInitial = 1U << 3;    ///< X B. Y
inline constexpr Inside kHasParticle = 1U << 4;   ///< X al-Y
inline constexpr Inside kAcronymLike = 1U << 5;
inline constexpr Inside kIsCountry = 1U << 6;
inline constexpr Inside kIsCapital = 1U << 7;
inline constexpr Inside kEndsPlainly = 1U << 8;  ///< its last word is a word of the language
inline constexpr Inside kOneWord = 1U << 9;
inline constexpr Inside kNamesPeople = 1U << 10;  ///< ends with a people or creed: "Kurds", "Arab"
inline constexpr Inside kIsPlaceName = 1U << 13;  ///< in our table of places: "Boston", "Crimea"
inline constexpr Inside kIsNobody = 1U << 14;     ///< "Islam", "Christmas"
// Not for the kind.
inline constexpr Inside kUnsure = 1U << 11;  ///< capitals tell little here: headline, dateline
inline constexpr Inside kListed = 1U << 12;  ///< the actors file has it, as another's name
inline constexpr std::size_t kInsideCount = 15;

struct Cues {
  Before before = Before::none;
  After after = After::none;
  Inside inside = 0;
};

/// How often each cue stands at the occurrences of a name.
struct CueCounts {
  std::array<std::uint32_t, kBeforeCount> before{};
  std::array<std::uint32_t, kAfterCount> after{};
  std::array<std::uint32_t, kInsideCount> inside{};
  std::uint32_t occurrences = 0;

  void add(const Cues& cues);
  /// At half of the occurrences or more.
  [[nodiscard]] bool often(Inside flag) const;
};

enum Kind : std::uint8_t {
  kPerson,
  kBody,  ///< organisation with an article: "the Supreme Court"
  kFirm,  ///< and without: "Reuters"
  kPlace,
  kRegion,  ///< place with an article: "the Gaza Strip"
  kGroup,
  kAdjective,
};

/// How much speaks for each kind, in log odds.
struct Kinds {
  std::array<float, 7> scores{};
  bool country = false;
  bool nobody = false;  ///< names nobody who could act
};

/// Of a name of `words` words; `plural`: the last ends in "s".
Kinds judge_kinds(const CueCounts& cues, std::size_t words, bool plural);

/// A name of one word that is also the last word of persons' names, which occur `bearers` times.
void judge_surname(Kinds& kinds, std::uint32_t bearers, std::uint32_t occurrences);

/// A name of several words, whose first or last word `names` other names of persons share.
void judge_relatives(Kinds& kinds, std::uint32_t names, std::uint32_t occurrences);

/// Says of others what they are and names nobody: "Islamist", "House Democratic".
[[nodiscard]] bool is_adjective(const Kinds& kinds);

[[nodiscard]] bool is_person(const Kinds& kinds);
[[nodiscard]] ActorType type_of(const Kinds& kinds, std::string_view head_word);

}  // namespace polyvocal::naming
