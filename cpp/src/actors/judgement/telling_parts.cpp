// Parts of a body's name that stand for it without the full name in the article, because of what
// the article says beside them: offices that bodies have, frequent use.
#include <cstddef>
#include <map>

#include "actors/judgement/judges.h"

namespace polyvocal::naming {

namespace {

constexpr float kTelling = 0.7F;
constexpr std::size_t kOften = 3;  // mentions of a part without the whole

// "Philips chairman", "shares of Philips", "the Delta chief executive": said of a body, not of a
// place or a person.
bool has_body_role(const Document& doc, const Hit& hit) {
  const auto is_role = [&](TokenId t) {
    if (doc.context().name_like(t)) return false;
    if (doc.context().is(t, kBodyRole)) return true;
    const auto office = doc.context().after(t);
    return doc.context().key(t) == "chief" && office &&
           (doc.context().key(*office) == "executive" ||
            doc.context().key(*office) == "operating" || doc.context().key(*office) == "financial");
  };
  const auto next = doc.context().after(hit.end() - 1);
  if (next && is_role(*next)) return true;
  const auto link = doc.context().before(hit.begin());
  if (!link || (doc.context().key(*link) != "of" && doc.context().key(*link) != "for"))
    return false;
  const auto role = doc.context().before(*link);
  return role && doc.context().is(*role, kBodyRole) && !doc.context().name_like(*role);
}

// Part of the name of one body only, free of other names, and no word that is anything else.
bool is_telling_part(Document& doc, const Hit& hit) {
  const Origin origin = doc.form(hit).origin;
  const bool part = origin == Origin::lead || origin == Origin::fragment;
  if (!part || !doc.is_open(hit, origin) || doc.actor(hit).type == ActorType::outlet) return false;
  doc.enter(hit);
  const TokenId last = hit.end() - 1;
  constexpr Traits kNobody = kOrdinary | kTitle | kGivenName | kNationality | kCalendar;
  if (hit.match.count == 1 && doc.context().is(last, kNobody)) return false;
  if (!doc.context().name_like(hit.begin()) || doc.context().all_caps() ||
      doc.context().title_case()) {
    return false;
  }
  const KeyId key = doc.shared().segments.key(last);
  return !doc.is_foreign(key) && !doc.inside_accepted(hit) && doc.owners(hit) == 1 &&
         !doc.shared().evidence.independent(key, hit.actor) &&
         doc.context().stands_free(hit.begin(), last);
}

}  // namespace

// A body is here by part of its name where the part has what bodies have beside it, or where the
// article uses it again and again and never as a place.
void judge_telling_parts(Document& doc) {
  struct Use {
    std::size_t times = 0;
    bool placed = false;
  };
  std::map<FormId, Use> uses;
  for (const Hit& hit : doc.hits()) {
    if (!is_telling_part(doc, hit)) continue;
    Use& use = uses[hit.match.form];
    ++use.times;
    use.placed = use.placed || doc.context().placed(hit.begin());
  }
  if (uses.empty()) return;
  for (Hit& hit : doc.hits()) {
    const auto use = uses.find(hit.match.form);
    if (use == uses.end() || !is_telling_part(doc, hit)) continue;
    const bool repeated = use->second.times >= kOften && !use->second.placed;
    if (!repeated && !has_body_role(doc, hit)) continue;
    hit.method = Method::unique_short;
    hit.confidence = kTelling;
    doc.note_presence(hit);
  }
  doc.seal_presences();
}

}  // namespace polyvocal::naming
