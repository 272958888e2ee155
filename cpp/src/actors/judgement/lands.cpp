#include "actors/judgement/lands.h"

#include <cstddef>
#include <map>
#include <set>

namespace polyvocal::naming {

namespace {

// "the Treasury", "a Treasury official": one word is little, and needs what a body has beside it.
bool stands_for_body(const Document& doc, TokenId token) {
  const Context& context = doc.context();
  if (context.is(token, kOrdinary) || token == context.first()) return false;
  const auto before = context.before(token);
  const auto next = context.possessive(token) ? std::nullopt : context.after(token);
  if (next && context.is(*next, kAgentNoun | kBodyRole)) return true;
  const bool adjective = next && !context.is(*next, kOrdinary | kFiniteVerb | kSpeech | kConnector);
  return before && context.key(*before) == "the" && !adjective;
}

}  // namespace

// The state that the article is about: every country has a Supreme Court.
void count_lands(Document& doc) {
  std::map<ActorId, std::set<TokenId>> places;
  for (const Hit& hit : doc.hits()) {
    if (hit.match.near > 0 || hit.actor < 0 || doc.actor(hit).type != ActorType::state) continue;
    if (doc.form(hit).origin != Origin::correction) places[hit.actor].insert(hit.begin());
  }
  ActorId land = -1;
  std::size_t most = 0;
  for (const auto& [state, tokens] : places) {
    if (tokens.size() == most) land = -1;
    if (tokens.size() <= most) continue;
    most = tokens.size();
    land = state;
  }
  doc.set_land(land);
}

// "Justice Department", "Supreme Court" in an article about the country that the full name has.
bool in_its_land(const Document& doc, const Hit& hit) {
  const TokenId last = hit.end() - 1;
  if (doc.form(hit).land < 0 || doc.context().title_case()) return false;
  if (hit.match.count < 2 && !stands_for_body(doc, last)) return false;
  for (TokenId t = hit.begin(); t <= last; ++t) {
    if (!doc.context().name_like(t) && !doc.context().is(t, kConnector)) return false;
  }
  if (doc.form(hit).land != doc.land() || !doc.context().stands_free(hit.begin(), last))
    return false;
  const auto link = doc.context().after(last);
  const bool linked =
      link && (doc.context().key(*link) == "of" || doc.context().key(*link) == "in");
  const auto more = linked ? doc.context().after(*link) : std::nullopt;
  return !more || !doc.context().name_like(*more);
}

}  // namespace polyvocal::naming
