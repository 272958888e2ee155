#include <algorithm>
#include <cstddef>

#include "actors/judgement/judges.h"
#include "actors/judgement/legal_forms.h"
#include "actors/judgement/strengths.h"

namespace polyvocal::naming {

namespace {

constexpr float kFullName = 0.98F;
constexpr float kRespelled = 0.96F;
constexpr float kAcronym = 0.95F;
constexpr float kSingleName = 0.93F;
constexpr float kDescription = 0.85F;
constexpr float kLowerCaseName = 0.75F;
constexpr float kInsideOtherName = 0.6F;
constexpr float kShortenedLess = 0.1F;  // "Earl Boe" of "Earl Boe Jr."

float judge_listed_one(Document& doc, Hit& hit) {
  const Form& f = doc.form(hit);
  const TokenId last = hit.end() - 1;
  hit.method = Method::exact;
  const ActorType type = doc.actor(hit).type;
  if (f.kind == NameKind::description || f.kind == NameKind::title) {
    return hit.match.reordered ? kFreeDescription : kDescription;
  }
  if (f.kind == NameKind::acronym) {
    // In a line of capitals "US" and "WHO" may be words.
    if (doc.context().all_caps() && hit.match.count == 1 &&
        doc.context().is(hit.begin(), kOrdinary))
      return 0;
    return kAcronym;
  }
  if (f.origin == Origin::respelled) hit.method = Method::variant_alone;
  const float full = f.origin == Origin::listed ? kFullName : kRespelled;
  // Whoever is listed by this very name is meant, not the one whose longer name holds it.
  if (f.origin == Origin::shortened) hit.preference -= kShortenedLess;
  const std::size_t capital = static_cast<std::size_t>(
      std::find_if(f.words.begin(), f.words.end(), [](const FormWord& w) { return w.capital; }) -
      f.words.begin());
  if (f.policy == CasePolicy::smart && capital < f.words.size() &&
      doc.shared().segments.info(hit.begin() + static_cast<TokenId>(capital)).casing ==
          Casing::lower) {
    return type == ActorType::outlet || type == ActorType::person ? 0 : kLowerCaseName;
  }
  if (f.words.size() > 1 && type != ActorType::state) return full;
  if (type == ActorType::person) {
    return doc.context().contradicted(hit.begin(), last) ? 0 : kSingleName;
  }
  if (type == ActorType::state || type == ActorType::place) {
    const auto before = doc.context().before(hit.begin());
    const bool after_given = before && doc.context().is(*before, kGivenName) &&
                             doc.context().name_like(*before) &&
                             !doc.context().possessive(*before) &&
                             !doc.context().is(*before, kOrdinary | kCalendar | kTitle);
    if (after_given && hit.match.count == 1 && !doc.context().title_case())
      return 0;  // Michael Jordan
  }
  const bool land = type == ActorType::state || type == ActorType::place;
  if (land && f.policy == CasePolicy::smart && doc.context().inside_institution(last)) return 0;
  return doc.context().inside_name(hit.begin(), last) ? kInsideOtherName : full;
}

}  // namespace

void judge_listed(Document& doc) {
  for (Hit& hit : doc.hits()) {
    if (hit.match.near > 0) continue;
    const Origin origin = doc.form(hit).origin;
    const bool stem = origin == Origin::stem;
    if (origin != Origin::listed && origin != Origin::respelled && origin != Origin::shortened &&
        !stem) {
      continue;
    }
    if (hit.kind == NameKind::demonym || hit.kind == NameKind::capital) continue;
    doc.enter(hit);
    hit.confidence = stem ? judge_stem(doc, hit) : judge_listed_one(doc, hit);
    const bool strong = hit.confidence >= kFreeDescription && hit.kind != NameKind::description;
    if (strong) doc.note_presence(hit);
  }
  doc.seal_presences();
}

}  // namespace polyvocal::naming
