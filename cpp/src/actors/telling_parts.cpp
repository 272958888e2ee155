// Parts of a body's name that stand for it without the full name in the article, because of what
// the article says beside them: offices that bodies have, frequent use, the country it is about.
#include <map>
#include <set>

#include "actors/document_pass.h"

namespace polyvocal::naming {

namespace {

constexpr float kTelling = 0.7F;
constexpr std::size_t kOften = 3;  // mentions of a part without the whole

}  // namespace

// "Philips chairman", "shares of Philips", "the Delta chief executive": said of a body, not of a
// place or a person.
bool DocumentPass::has_body_role(const Hit& hit) const {
  const auto is_role = [&](TokenId t) {
    if (context_.name_like(t)) return false;
    if (context_.is(t, kBodyRole)) return true;
    const auto office = context_.after(t);
    return context_.key(t) == "chief" && office &&
           (context_.key(*office) == "executive" || context_.key(*office) == "operating" ||
            context_.key(*office) == "financial");
  };
  const auto next = context_.after(hit.end() - 1);
  if (next && is_role(*next)) return true;
  const auto link = context_.before(hit.begin());
  if (!link || (context_.key(*link) != "of" && context_.key(*link) != "for")) return false;
  const auto role = context_.before(*link);
  return role && context_.is(*role, kBodyRole) && !context_.name_like(*role);
}

// Part of the name of one body only, free of other names, and no word that is anything else.
bool DocumentPass::is_telling_part(const Hit& hit) {
  const Origin origin = form(hit).origin;
  const bool part = origin == Origin::lead || origin == Origin::fragment;
  if (!part || !is_open(hit, origin) || actor(hit).type == ActorType::outlet) return false;
  enter(hit);
  const TokenId last = hit.end() - 1;
  constexpr Traits kNobody = kOrdinary | kTitle | kGivenName | kNationality | kCalendar;
  if (hit.match.count == 1 && context_.is(last, kNobody)) return false;
  if (!context_.name_like(hit.begin()) || context_.all_caps() || context_.title_case()) {
    return false;
  }
  const KeyId key = shared_.segments.key(last);
  return !is_foreign(key) && !inside_accepted(hit) && owners(hit) == 1 &&
         !shared_.evidence.independent(key, hit.actor) && context_.stands_free(hit.begin(), last);
}

// A body is here by part of its name where the part has what bodies have beside it, or where the
// article uses it again and again and never as a place.
void DocumentPass::judge_telling_parts() {
  struct Use {
    std::size_t times = 0;
    bool placed = false;
  };
  std::map<FormId, Use> uses;
  for (const Hit& hit : hits_) {
    if (!is_telling_part(hit)) continue;
    Use& use = uses[hit.match.form];
    ++use.times;
    use.placed = use.placed || context_.placed(hit.begin());
  }
  if (uses.empty()) return;
  for (Hit& hit : hits_) {
    const auto use = uses.find(hit.match.form);
    if (use == uses.end() || !is_telling_part(hit)) continue;
    const bool repeated = use->second.times >= kOften && !use->second.placed;
    if (!repeated && !has_body_role(hit)) continue;
    hit.method = Method::unique_short;
    hit.confidence = kTelling;
    note_presence(hit);
  }
  seal_presences();
}

// The state that the article is about: every country has a Supreme Court.
void DocumentPass::count_lands() {
  std::map<ActorId, std::set<TokenId>> places;
  for (const Hit& hit : hits_) {
    if (hit.match.near > 0 || hit.actor < 0 || actor(hit).type != ActorType::state) continue;
    if (form(hit).origin != Origin::correction) places[hit.actor].insert(hit.begin());
  }
  land_ = -1;
  std::size_t most = 0;
  for (const auto& [state, tokens] : places) {
    if (tokens.size() == most) land_ = -1;
    if (tokens.size() <= most) continue;
    most = tokens.size();
    land_ = state;
  }
}

// "Justice Department", "Supreme Court" in an article about the country that the full name has.
bool DocumentPass::in_its_land(const Hit& hit) const {
  const TokenId last = hit.end() - 1;
  if (form(hit).land < 0 || hit.match.count < 2 || context_.title_case()) return false;
  for (TokenId t = hit.begin(); t <= last; ++t) {
    if (!context_.name_like(t) && !context_.is(t, kConnector)) return false;
  }
  if (form(hit).land != land_ || !context_.stands_free(hit.begin(), last)) return false;
  const auto link = context_.after(last);
  const bool linked = link && (context_.key(*link) == "of" || context_.key(*link) == "in");
  const auto more = linked ? context_.after(*link) : std::nullopt;
  return !more || !context_.name_like(*more);
}

}  // namespace polyvocal::naming
