#include "stance/sides/name_ties.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "polyvocal/text/vocabulary.h"

namespace polyvocal::scoring {

namespace {

// What a person heads under his or her own name.
constexpr auto kHeaded = std::to_array<std::string_view>(
    {"administration", "campaign", "government", "presidency", "foundation", "organization",
     "organisation",   "team",     "transition", "family",     "regime",     "supporters",
     "allies",         "aides",    "camp",       "cabinet",    "brigade",    "forces",
     "militia",        "army",     "faction",    "movement"});
// What a party's word makes part of it: "Republican lawmakers".
constexpr auto kParts = std::to_array<std::string_view>(
    {"party",           "lawmakers", "legislators",   "senators",    "congressmen",
     "representatives", "leaders",   "leadership",    "voters",      "caucus",
     "majority",        "minority",  "establishment", "activists",   "caucusgoers",
     "administration",  "officials", "candidates",    "nominee",     "members",
     "committee",       "governors", "operatives",    "strategists", "donors",
     "lawyers",         "mps",       "ministers"});

std::vector<std::string_view> words_of(std::string_view name) {
  std::vector<std::string_view> words;
  std::size_t at = 0;
  while (at < name.size()) {
    const std::size_t end = std::min(name.find_first_of(" _", at), name.size());
    if (end > at) words.push_back(name.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

bool capital(std::string_view word) { return word.front() >= 'A' && word.front() <= 'Z'; }

template <class List>
bool among(std::string_view word, const List& list) {
  const std::string key = fold_key(word);
  return std::find(list.begin(), list.end(), key) != list.end();
}

// The only person whose last name, or whole name, this is.
ActorId only_bearer(const Knowledge& knowledge, std::string_view name) {
  ActorId only = -1;
  for (std::size_t a = 0; a < knowledge.actors.size(); ++a) {
    const Actor& actor = knowledge.actors[a];
    if (actor.type != ActorType::person) continue;
    const std::string_view whole = actor.name;
    const bool last = whole.size() > name.size() && whole.ends_with(name) &&
                      whole[whole.size() - name.size() - 1] == ' ';
    if (whole == name) return static_cast<ActorId>(a);
    if (!last) continue;
    if (only >= 0) return -1;
    only = static_cast<ActorId>(a);
  }
  return only;
}

// "Senate Democrats", "Nevada Republican Party"; "Republicans and Democrats" are of no party.
std::int32_t party_of(const std::vector<std::string_view>& words, const PartyWords& parties) {
  std::int32_t found = PartyWords::kNoParty;
  for (std::size_t w = 0; w < words.size(); ++w) {
    const std::int32_t party = parties.party(words[w]);
    if (party == PartyWords::kNoParty) continue;
    const bool last = w + 1 == words.size();
    const bool plural = last && words[w].ends_with('s');
    const bool part = !last && among(words.back(), kParts);
    if (found != PartyWords::kNoParty && party != found) return PartyWords::kNoParty;
    if (plural || part) found = party;
  }
  return found;
}

}  // namespace

std::vector<Affiliation> ties_by_name(const Knowledge& knowledge, const PartyWords& parties) {
  std::vector<Affiliation> ties;
  for (std::size_t a = 0; a < knowledge.actors.size(); ++a) {
    const Actor& actor = knowledge.actors[a];
    const std::vector<std::string_view> words = words_of(actor.name);
    if (words.size() < 2) continue;
    // "the Camp family" is a group whatever its type; "Ann Camp" is a person.
    const bool group = actor.type != ActorType::person || !capital(words.back());
    Affiliation tie;
    tie.kind = AffiliationKind::name;
    tie.actor = static_cast<ActorId>(a);
    if (group && among(words.back(), kHeaded)) {
      std::string_view head = actor.name;
      head.remove_suffix(words.back().size() + 1);
      tie.target = only_bearer(knowledge, head);
    }
    if (tie.target < 0) {
      const std::int32_t party = party_of(words, parties);
      if (party == PartyWords::kNoParty) continue;
      const PartyTarget& target = parties.targets()[static_cast<std::size_t>(party)];
      tie.target = target.actor;
      tie.target_faction = target.faction;
    }
    if (tie.target != tie.actor) ties.push_back(tie);
  }
  return ties;
}

}  // namespace polyvocal::scoring
