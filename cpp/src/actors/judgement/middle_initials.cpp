#include "actors/judgement/judges.h"

namespace polyvocal::naming {

namespace {

constexpr float kWithInitial = 0.96F;

// The listed name has a middle name, and it is another one: "George P. Bush" is not "George W.".
bool has_other_initial(const Document& doc, ActorId actor, TokenId initial, TokenId surname) {
  const WordId word = doc.shared().index.exact(doc.shared().segments.key(surname));
  if (word == kNoWord) return false;
  const char letter = doc.context().key(initial).front();
  bool other = false;
  for (const FormId id : doc.shared().index.forms_with(word)) {
    const Form& form = doc.shared().index.form(id);
    if (form.actor != actor || form.origin != Origin::listed || form.given_words < 2) continue;
    if (form.words[1].key.front() == letter) return false;
    other = true;
  }
  return other;
}

// "John A. Boehner" where "John Boehner" is listed: the given name reaches as far as the surname.
bool reaches_surname(Document& doc, Hit& hit) {
  const auto initial = doc.context().after(hit.end() - 1);
  if (!initial || doc.context().key(*initial).size() != 1 || !doc.context().name_like(*initial))
    return false;
  const auto surname = doc.context().after(*initial);
  if (!surname) return false;
  for (std::size_t i = doc.hits_from(*surname);
       i < doc.hits().size() && doc.hits()[i].begin() == *surname; ++i) {
    const Hit& other = doc.hits()[i];
    const bool family = doc.form(other).origin == Origin::family && other.match.near == 0;
    if (!family || other.actor != hit.actor ||
        has_other_initial(doc, hit.actor, *initial, *surname)) {
      continue;
    }
    hit.match.count = static_cast<std::uint16_t>(other.end() - hit.begin());
    hit.kind = NameKind::variant;
    hit.method = Method::exact;
    hit.confidence = kWithInitial;
    return true;
  }
  return false;
}

}  // namespace

// Before surnames are judged: the "A." of "John A. Boehner" is no other first name.
void judge_middle_initials(Document& doc) {
  if (!doc.shared().options.short_forms) return;
  for (Hit& hit : doc.hits()) {
    if (!doc.is_open(hit, Origin::given)) continue;
    doc.enter(hit);
    if (reaches_surname(doc, hit)) doc.note_presence(hit);
  }
  doc.seal_presences();
  doc.sort_hits();
}

}  // namespace polyvocal::naming
