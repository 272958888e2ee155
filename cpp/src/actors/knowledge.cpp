#include "polyvocal/actors/knowledge.h"

#include <array>
#include <limits>

namespace polyvocal {

std::string_view name_kind_name(NameKind kind) {
  constexpr std::array<std::string_view, kNameKindCount> kNames = {
      "name", "short", "acronym", "demonym", "capital", "variant", "title", "description"};
  return kNames.at(static_cast<std::size_t>(kind));
}

std::string_view actor_type_name(ActorType type) {
  constexpr std::array<std::string_view, 11> kNames = {
      "person", "armed",  "government", "parliament", "state", "organisation",
      "party",  "outlet", "group",      "place",      "other"};
  return kNames.at(static_cast<std::size_t>(type));
}

std::string_view word_class_name(WordClass what) {
  constexpr std::array<std::string_view, kWordClassCount> kNames = {"title", "particle",
                                                                    "legal_form", "month"};
  return kNames.at(static_cast<std::size_t>(what));
}

FactionId Knowledge::faction_of(ActorId actor, Day day) const {
  if (actor < 0) return -1;
  const auto& held = actors[static_cast<std::size_t>(actor)].memberships;
  const Membership* best = nullptr;
  for (const Membership& membership : held) {
    if (day == kNoDate) {  // kNoDate is the smallest Day: an open beginning counts as earliest
      if (best == nullptr || membership.from > best->from) best = &membership;
      continue;
    }
    const bool begun = membership.from == kNoDate || membership.from <= day;
    const bool ended = membership.to != kNoDate && membership.to < day;
    if (begun && !ended) return membership.faction;
  }
  return best == nullptr ? -1 : best->faction;
}

}  // namespace polyvocal
