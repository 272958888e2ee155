// To whom actors belong by the words around their names: the party in brackets ("Lee (R-Ohio)"), a
// member of a party ("Democratic Sen. Lee", "Lee, a Democrat"), an office held with another actor
// ("Lee, a spokesman for the council", "Diaz adviser Lee", "Haftar's Dawn Brigade"), and a name
// made of another's ("the Lee campaign", "Senate Democrats"). Alignment takes them as support.
//
//   std::vector<Affiliation> found = find_affiliations(corpus, segments, mentions, knowledge, run);
//
// A party is an actor of that type, an actor or faction whose name ends in "Party", or a faction
// whose name is a plural ("Democrats"); its members' words are made from the name ("Democrat",
// "Democratic"). Letters in brackets count when only one party begins with them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "polyvocal/actors/mentions.h"
#include "polyvocal/core/run.h"
#include "polyvocal/core/span.h"
#include "polyvocal/text/segment.h"

namespace polyvocal {

enum class AffiliationKind : std::uint8_t {
  mark,    ///< "(R-Ohio)"
  member,  ///< "Republican Sen. Lee"
  staff,   ///< "Diaz adviser Lee": of a person, a party or an armed group
  office,  ///< "the institute's president, Ann Lee": of another organisation
  post,    ///< "Freedonia's president, Ann Lee": of a state or a public body, whose posts change
           ///< hands
  name,    ///< "the Lee campaign", by the actors' names alone
};
std::string_view affiliation_kind_name(AffiliationKind kind);

/// Exactly one of target and target_faction is set.
struct Affiliation {
  AffiliationKind kind = AffiliationKind::member;
  ActorId actor = -1;
  ActorId target = -1;
  FactionId target_faction = -1;
  std::int32_t document = -1;  ///< -1: by name
  SentenceId sentence = 0;
  Span cue;  ///< the words that state it
};

/// Ordered by name first, then document and cue. English only. @throws Cancelled.
std::vector<Affiliation> find_affiliations(const Corpus& corpus, const Segments& segments,
                                           const Mentions& mentions, const Knowledge& knowledge,
                                           const Run& run);

}  // namespace polyvocal
