// What a word can tell about the names beside it: titles, given names, particles, place words.
// One small table, looked up once per distinct key; the sentence decides what a word means.
//
//   TraitTable traits(segments.vocabulary, knowledge);
//   if (traits.is(key, kTitle)) ...
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "polyvocal/actors/knowledge.h"
#include "polyvocal/text/segment.h"
#include "polyvocal/text/vocabulary.h"

namespace polyvocal::naming {

using Traits = std::uint32_t;
inline constexpr Traits kTitle = 1U << 0;      ///< President, General, Gen, Mr, Minister
inline constexpr Traits kGivenName = 1U << 1;  ///< common given names: never a person by themselves
inline constexpr Traits kParticle = 1U << 2;   ///< al, bin, van: joins the next word
inline constexpr Traits kArticle = 1U << 3;    ///< the Arabic article: al, el, as, ...
inline constexpr Traits kCalendar = 1U << 4;   ///< Monday, June
inline constexpr Traits kHeadNoun = 1U << 5;   ///< Army, Party, Council: ends a body's name
inline constexpr Traits kLegalForm = 1U << 6;  ///< Inc, Ltd
inline constexpr Traits kLocative = 1U << 7;   ///< in, near, toward: a place follows
inline constexpr Traits kMotion = 1U << 8;     ///< arrived, visited, captured: a place follows
inline constexpr Traits kPlaceNoun = 1U << 9;  ///< city, talks, offensive: a place name before it
inline constexpr Traits kSpeech = 1U << 10;    ///< said, told
inline constexpr Traits kSideNoun = 1U << 11;  ///< forces, fighters, ally: what a leader has
inline constexpr Traits kConnector = 1U << 12;  ///< of, for, on: inside names of bodies
inline constexpr Traits kOrdinary = 1U
                                    << 13;  ///< a word of the language, by table or by the corpus
inline constexpr Traits kOtherName = 1U << 14;  ///< Knowledge::other_names
inline constexpr Traits kAgentNoun = 1U
                                     << 15;  ///< government, official, support: an actor before it
inline constexpr Traits kObjectVerb = 1U
                                      << 16;  ///< urged, accused, with, between: an actor follows
inline constexpr Traits kFiniteVerb = 1U << 17;   ///< has, backs, rejected: an actor before it
inline constexpr Traits kDirection = 1U << 18;    ///< eastern, central
inline constexpr Traits kFamilyFirst = 1U << 19;  ///< Xi, Kim: the family name comes first
inline constexpr Traits kFiller = 1U << 20;       ///< words that may stand inside a description
inline constexpr Traits kHighOffice = 1U
                                      << 21;  ///< President, Senator: the office tells who is meant
inline constexpr Traits kAdverb = 1U << 22;   ///< also, yesterday: may stand before a verb
inline constexpr Traits kBridge = 1U << 23;   ///< of, al, van: inside a name between capitals
inline constexpr Traits kNationality = 1U << 24;  ///< Turkish, American: begins names of bodies
inline constexpr Traits kInstitution = 1U << 25;  ///< University, Bank: carries a place's name
                                                  ///< without standing for the place
inline constexpr Traits kBodyRole = 1U << 26;  ///< spokesman, shares, coach: what companies, clubs
                                               ///< and universities have, and places do not
inline constexpr Traits kClergy = 1U << 27;    ///< Mullah, Rabbi: a rank for life, that others lack

class TraitTable {
 public:
  TraitTable(const Vocabulary& vocabulary, const Knowledge& knowledge);
  [[nodiscard]] Traits operator[](KeyId key) const { return key == kNoKey ? 0 : by_key_[key]; }
  [[nodiscard]] bool is(KeyId key, Traits any) const { return ((*this)[key] & any) != 0; }
  /// Of a spelling, in one look-up.
  [[nodiscard]] Traits of_type(TypeId type) const { return by_type_[type]; }
  /// Asks for the traits of tokens that are read soon: the table is larger than the near caches.
  void prefetch(std::span<const Token> tokens) const {
    for (const Token& token : tokens) __builtin_prefetch(&by_type_[token.type]);
  }

 private:
  std::vector<Traits> by_key_;
  std::vector<Traits> by_type_;
};

/// Traits of a class of words.
Traits traits_of(WordClass what);

/// The same for a word that need not occur in the corpus (names of the actors file). Without what
/// the corpus attests.
Traits traits_of(std::string_view key);

/// Long form of an abbreviated title ("gen" -> "general"), else the key itself.
std::string_view full_title(std::string_view key);

}  // namespace polyvocal::naming
