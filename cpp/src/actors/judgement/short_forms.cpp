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

// "Ryan", "Miller": a given name or a word of the language too. May it be a surname here?
bool may_be_surname(const Document& doc, const Hit& hit) {
  const Context& context = doc.context();
  const TokenId last = hit.end() - 1;
  if (context.is(last, kOrdinary) && hit.begin() == context.first()) return false;
  if (context.title_case() || context.all_caps()) return false;
  if (context.is(last, kCalendar) || !context.stands_free(hit.begin(), last)) return false;
  // 'William "Ryan" Owens'
  const auto previous = context.previous(hit.begin());
  const bool quoted =
      previous && context.name_like(*previous) &&
      context.gap(*previous, hit.begin()).find_first_of("\"(\xE2") != std::string_view::npos;
  const auto next = context.after(last);
  const std::string_view word = next ? context.key(*next) : std::string_view();
  const bool longer = word == "of" || word == "al" || word == "el" || word.starts_with("al-") ||
                      word.starts_with("el-");
  return !quoted && !longer;
}

// The corpus must know it as the surname, or the list be all there is.
float judge_plain_surname(const Document& doc, const Hit& hit) {
  if (!may_be_surname(doc, hit)) return 0;
  const KeyId surname = doc.shared().segments.key(hit.end() - 1);
  if (doc.shared().evidence.known(surname, hit.actor)) return kShortAlone;
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
  if (word || given) return judge_plain_surname(doc, hit);
  if (title == Title::other) return kShortWithSomeTitle;
  return doc.context().key(last).size() >= 4 || hit.match.count > 1 || doc.generous() ? kShortAlone
                                                                                      : 0;
}

// A person named by one word alone, with that word at `token`.
bool is_bare_person(const Document& doc, TokenId token) {
  for (std::size_t i = doc.hits_from(token);
       i < doc.hits().size() && doc.hits()[i].begin() == token; ++i) {
    const Hit& hit = doc.hits()[i];
    if (hit.accepted() && hit.match.count == 1 && hit.match.near == 0 &&
        doc.actor(hit).type == ActorType::person) {
      return true;
    }
  }
  return false;
}

// "Obama and Duncan", "Sinatra, Dylan, Joel": of persons in a row all are called by their surnames.
bool in_row_of_surnames(const Document& doc, const Hit& hit) {
  const Context& context = doc.context();
  const auto joins = [&](TokenId left, TokenId right) {
    const std::string_view gap = context.gap(left, right);
    return gap == " " || gap == ", ";
  };
  const auto is_and = [&](TokenId t) { return context.key(t) == "and" || context.key(t) == "or"; };
  if (auto t = context.previous(hit.begin()); t && joins(*t, hit.begin())) {
    bool parted = context.gap(*t, hit.begin()) == ", ";
    if (is_and(*t)) {
      const auto earlier = context.previous(*t);
      parted = earlier && joins(*earlier, *t);
      t = earlier;
    }
    if (parted && is_bare_person(doc, *t)) return true;
  }
  const TokenId last = hit.end() - 1;
  if (auto t = context.next(last); t && joins(last, *t) && !context.possessive(last)) {
    bool parted = context.gap(last, *t) == ", ";
    if (is_and(*t)) {
      const auto later = context.next(*t);
      parted = later && context.gap(*t, *later) == " ";
      t = later;
    }
    if (parted && is_bare_person(doc, *t)) return true;
  }
  return false;
}

// "in Canton, Ohio": a place of its own, no spelling of a surname.
bool is_place(const Document& doc, const Hit& hit) {
  const Context& context = doc.context();
  const TokenId last = hit.end() - 1;
  if (hit.match.transliterated || context.possessive(last) || context.title_case()) return false;
  if (!context.name_like(last) || title_before(doc, hit) != Title::none) return false;
  const auto next = context.next(last);
  const bool address = next && context.gap(last, *next) == ", " && context.name_like(*next);
  return address && context.placed(hit.begin());
}

// Surnames that are words or given names too, and stand in a row with others that are not.
void judge_rows(Document& doc) {
  for (bool more = true; more;) {
    more = false;
    for (Hit& hit : doc.hits()) {
      if (!doc.is_open(hit, Origin::family) || hit.match.count != 1) continue;
      const KeyId surname = doc.shared().segments.key(hit.begin());
      if (hit.method != Method::unique_short || doc.is_foreign(surname)) continue;
      doc.enter(hit);
      if (doc.owners(hit) > 1 || doc.shared().evidence.opposes(surname, hit.actor)) continue;
      if (!may_be_surname(doc, hit) || !in_row_of_surnames(doc, hit)) continue;
      if (title_before(doc, hit) == Title::other_office) continue;
      hit.confidence = kShortAlone;
      more = true;
    }
  }
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
    const bool place = near && is_place(doc, hit);
    if (!doc.inside_accepted(hit) && (place || doc.context().contradicted(hit.begin(), last))) {
      doc.add_foreign(doc.shared().segments.key(last));
    }
  }
  for (Hit& hit : doc.hits()) {
    if (!is_short(hit)) continue;
    doc.enter(hit);
    hit.confidence = judge_short_form(doc, hit);
  }
  judge_rows(doc);
  for (const Hit& hit : doc.hits()) {
    const bool strong = hit.method == Method::unique_short && hit.confidence >= kShortAlone;
    if (strong && doc.form(hit).origin == Origin::family) doc.note_presence(hit);
  }
  doc.seal_presences();
}

}  // namespace polyvocal::naming
