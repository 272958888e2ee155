// What an unknown name seems to be, by votes: what stands inside it, and what stood around it at
// each of its occurrences in the corpus.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "polyvocal/actors/knowledge.h"

namespace polyvocal::naming {

/// What stands beside or inside a run.
using Cues = std::uint32_t;
// Beside it.
inline constexpr Cues kAfterTitle = 1U << 0;       ///< President X
inline constexpr Cues kSpeaks = 1U << 1;           ///< X said
inline constexpr Cues kWithAge = 1U << 2;          ///< X, 45,
inline constexpr Cues kBeforeWho = 1U << 3;        ///< X, who
inline constexpr Cues kBeforeRole = 1U << 4;       ///< X, the chairman
inline constexpr Cues kLeads = 1U << 5;            ///< X's forces
inline constexpr Cues kAfterPlaceWord = 1U << 6;   ///< in X, captured X
inline constexpr Cues kAfterWhither = 1U << 7;     ///< to X, from X
inline constexpr Cues kBeforePlaceWord = 1U << 8;  ///< the X airport
inline constexpr Cues kBeforeComma = 1U << 9;      ///< X, Texas
inline constexpr Cues kAfterArticle = 1U << 10;    ///< the X
// Inside it.
inline constexpr Cues kHasHeadNoun = 1U << 11;   ///< X Council, Ministry of X, X Inc
inline constexpr Cues kHasGround = 1U << 12;     ///< X County, Lake X
inline constexpr Cues kHasGivenName = 1U << 13;  ///< John X
inline constexpr Cues kIsGivenName = 1U << 14;
inline constexpr Cues kHasInitial = 1U << 15;   ///< X B. Y
inline constexpr Cues kHasParticle = 1U << 16;  ///< X al-Y
inline constexpr Cues kAcronymLike = 1U << 17;
inline constexpr Cues kIsLand = 1U << 18;       ///< a country or a capital
inline constexpr Cues kEndsPlainly = 1U << 19;  ///< its last word is a word of the language
inline constexpr Cues kOneWord = 1U << 20;
inline constexpr Cues kLongName = 1U << 21;  ///< four words or more
// Not for the type.
inline constexpr Cues kUnsure = 1U << 22;  ///< capitals tell little here: headline, dateline
inline constexpr Cues kListed = 1U
                                << 23;  ///< the actors file has it, as the name of something else
inline constexpr std::size_t kCueCount = 22;

using CueCounts = std::array<std::uint32_t, kCueCount>;

/// Votes for person, organisation and place.
struct Votes {
  float person = 0;
  float organisation = 0;
  float place = 0;
};

Votes count_votes(const CueCounts& cues, std::uint32_t occurrences);

/// A name of one word that is also the last word of persons' names, which occur `bearers` times.
void vote_surname(Votes& votes, std::uint32_t bearers);

[[nodiscard]] ActorType type_of(const Votes& votes, std::string_view last_word);

}  // namespace polyvocal::naming
