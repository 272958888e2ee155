#include <algorithm>
#include <string_view>

#include "actors/judgement/judges.h"
#include "actors/judgement/lands.h"
#include "actors/judgement/strengths.h"
#include "actors/judgement/titles.h"

namespace polyvocal::naming {

namespace {

constexpr float kBackReference = 0.95F;
constexpr float kPartOfPresent = 0.85F;
constexpr float kShortWithTitle = 0.9F;
constexpr float kShortWithSomeTitle = 0.8F;
constexpr float kShortAlone = 0.7F;
constexpr float kGuessed = 0.6F;

// "Ryan", "Miller": a given name or a word of the language too. The corpus must know it as the
// surname, or the list be all there is.
float judge_plain_surname(const Document& doc, const Hit& hit, bool opening) {
  const TokenId last = hit.end() - 1;
  if (opening || doc.context().title_case() || doc.context().all_caps()) return 0;
  if (doc.context().is(last, kCalendar) || !doc.context().stands_free(hit.begin(), last)) return 0;
  // 'William "Ryan" Owens'
  const auto previous = doc.context().previous(hit.begin());
  const bool quoted =
      previous && doc.context().name_like(*previous) &&
      doc.context().gap(*previous, hit.begin()).find_first_of("\"(\xE2") != std::string_view::npos;
  const auto next = doc.context().after(last);
  const std::string_view word = next ? doc.context().key(*next) : std::string_view();
  const bool longer = word == "of" || word == "al" || word == "el" || word.starts_with("al-") ||
                      word.starts_with("el-");
  if (quoted || longer) return 0;
  if (doc.shared().evidence.known(doc.shared().segments.key(last), hit.actor)) return kShortAlone;
  return doc.generous() ? kGuessed : 0;
}

float judge_short_form(Document& doc, Hit& hit) {
  const Form& f = doc.form(hit);
  const TokenId last = hit.end() - 1;
  const KeyId surname = doc.shared().segments.key(last);
  if (f.origin == Origin::part) {
    hit.method = Method::back_reference;
    if (doc.present(hit.actor)) return kPartOfPresent;
    // "Securities and Exchange Commission", not "Ministry of Defence": every country has one.
    hit.method = Method::unique_short;
    if (f.words.size() >= 3 && !doc.context().is(hit.begin(), kHeadNoun)) return kShortAlone;
    if (in_its_land(doc, hit)) return kShortAlone;
    return doc.generous() && doc.context().name_like(hit.begin()) ? kGuessed : 0;
  }
  if (doc.context().contradicted(hit.begin(), last)) {
    doc.add_foreign(surname);
    return 0;
  }
  const Title title = title_before(doc, hit);
  if (title == Title::own) hit.preference += 0.25F;
  if (title == Title::other_office) hit.preference -= 0.3F;
  hit.preference += 0.3F * doc.closeness(hit.actor, hit.sentence);
  const bool first = hit.begin() == doc.context().first();
  const bool word = doc.context().is(last, kOrdinary) && hit.match.count == 1;
  if (doc.present(hit.actor)) {
    hit.method = Method::back_reference;
    return word && first ? kShortAlone : kBackReference;
  }
  hit.method = Method::unique_short;
  const bool given = doc.context().is(last, kGivenName) && hit.match.count == 1;
  if (title == Title::own) return kShortWithTitle;
  if (title == Title::other_office || doc.is_foreign(surname)) return 0;
  if (doc.shared().evidence.opposes(surname, hit.actor)) return 0;
  if (word || given) return judge_plain_surname(doc, hit, word && first);
  if (title == Title::other) return kShortWithSomeTitle;
  return doc.context().key(last).size() >= 4 || hit.match.count > 1 || doc.generous() ? kShortAlone
                                                                                      : 0;
}

}  // namespace

void judge_short_forms(Document& doc) {
  if (!doc.shared().options.short_forms) return;
  const auto is_short = [&](const Hit& hit) {
    const Origin origin = doc.form(hit).origin;
    return hit.match.near == 0 && !hit.accepted() && hit.method != Method::definition &&
           (origin == Origin::family || origin == Origin::part);
  };
  // Twice: whoever carries the surname in full further down must be known from the start.
  for (Hit& hit : doc.hits()) {
    const bool near = hit.match.near > 0 && !hit.accepted();
    if ((!is_short(hit) && !near) || doc.form(hit).origin != Origin::family) continue;
    doc.enter(hit);
    const TokenId last = hit.end() - 1;
    if (!doc.inside_accepted(hit) && doc.context().contradicted(hit.begin(), last)) {
      doc.add_foreign(doc.shared().segments.key(last));
    }
  }
  for (Hit& hit : doc.hits()) {
    if (!is_short(hit)) continue;
    doc.enter(hit);
    hit.confidence = judge_short_form(doc, hit);
  }
  for (const Hit& hit : doc.hits()) {
    const bool strong = hit.method == Method::unique_short && hit.confidence >= kShortAlone;
    if (strong && doc.form(hit).origin == Origin::family) doc.note_presence(hit);
  }
  doc.seal_presences();
}

}  // namespace polyvocal::naming
