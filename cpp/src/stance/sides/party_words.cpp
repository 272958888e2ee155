#include "stance/sides/party_words.h"

#include <algorithm>

namespace polyvocal::scoring {

namespace {

constexpr std::string_view kParty = " Party";
constexpr std::size_t kShortest = 4;  // letters of a word that is taken apart

bool upper(char c) { return c >= 'A' && c <= 'Z'; }

bool acronym(std::string_view word) {
  return word.size() > 1 && word.size() <= 6 && std::all_of(word.begin(), word.end(), upper);
}

std::string singular(std::string_view word) {
  if (word.ends_with("ies")) return std::string(word.substr(0, word.size() - 3)) + "y";
  return std::string(word.substr(0, word.size() - 1));
}

// "Tories", "Republicans"; not "Congress".
bool plural(std::string_view word) {
  return word.size() > kShortest && upper(word.front()) && word.ends_with('s') &&
         !word.ends_with("ss") && word.find(' ') == std::string_view::npos;
}

}  // namespace

PartyWords::PartyWords(const Knowledge& knowledge) {
  // A faction before an actor of the same words: who is a member of it is what the study asks.
  for (std::size_t f = 0; f < knowledge.factions.size(); ++f) {
    targets_.push_back({-1, static_cast<FactionId>(f)});
    add(knowledge.factions[f].name, static_cast<std::int32_t>(f));
  }
  for (const Name& name : knowledge.names) {
    if (name.actor < 0) continue;
    const Actor& actor = knowledge.actors[static_cast<std::size_t>(name.actor)];
    const bool party = actor.type == ActorType::party;
    if (!party && !actor.name.ends_with(kParty)) continue;
    const auto known = std::find_if(targets_.begin(), targets_.end(),
                                    [&](const PartyTarget& t) { return t.actor == name.actor; });
    const auto place = static_cast<std::int32_t>(known - targets_.begin());
    if (known == targets_.end()) targets_.push_back({name.actor, -1});
    add(name.surface, place);
  }
}

void PartyWords::add(std::string_view name, std::int32_t party) {
  if (name.starts_with("The ") || name.starts_with("the ")) name.remove_prefix(4);
  if (acronym(name)) return add_word(std::string(name), party);
  if (name.ends_with(kParty)) {
    const std::string base(name.substr(0, name.size() - kParty.size()));
    add_word(base, party);
    add_word(base + "s", party);
    if (base.ends_with("atic")) {  // "Democratic": "Democrat"
      add_word(base.substr(0, base.size() - 2), party);
      add_word(base.substr(0, base.size() - 2) + "s", party);
    }
  } else if (plural(name)) {
    const std::string one = singular(name);
    add_word(std::string(name), party);
    add_word(one, party);
    if (one.ends_with("crat")) add_word(one + "ic", party);
  }
}

void PartyWords::add_word(std::string word, std::int32_t party) {
  words_.try_emplace(std::move(word), party);
}

std::int32_t PartyWords::party(std::string_view word) const {
  const auto found = words_.find(std::string(word));
  return found == words_.end() ? kNoParty : found->second;
}

std::int32_t PartyWords::marked(std::string_view letters) const {
  if (letters.empty()) return kNoParty;
  std::int32_t only = kNoParty;
  for (const auto& [word, party] : words_) {
    if (word == letters) return party;
    if (!word.starts_with(letters) || party == only) continue;
    if (only != kNoParty) return kNoParty;
    only = party;
  }
  return only;
}

}  // namespace polyvocal::scoring
