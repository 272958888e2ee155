#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "actors/judgement/judges.h"
#include "actors/judgement/near_names.h"
#include "actors/judgement/strengths.h"
#include "actors/judgement/titles.h"
#include "actors/transliterated_names.h"

namespace polyvocal::naming {

namespace {

constexpr float kCorpusLimit = 0.14F;
constexpr float kSideLimit = 0.20F;
constexpr float kParticleBonus = 0.03F;  // "al-" before both spellings

bool is_thing(ActorType type) { return type != ActorType::person; }

// A slip of the pen: one letter wrong, missing or too many, or the same letters in another order.
// Names of countries differ from other words by a vowel ("Russo", "Rosa"), so sound is no guide.
bool is_slip(std::string_view a, std::string_view b) {
  std::string x(a);
  std::string y(b);
  std::sort(x.begin(), x.end());
  std::sort(y.begin(), y.end());
  if (x == y) return true;
  if (std::min(a.size(), b.size()) < 6) return false;
  if (a.ends_with('s') && !b.ends_with('s')) return false;  // "the Americas", "francs"
  const auto front = static_cast<std::size_t>(
      std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  const auto back = static_cast<std::size_t>(
      std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend()).first - a.rbegin());
  const std::size_t longer = std::max(a.size(), b.size());
  const std::size_t shorter = std::min(a.size(), b.size());
  return longer - shorter <= 1 && front + back + 1 >= longer;
}

// "X's forces", "forces loyal to X", "led by X": what is said of the leader of a side.
bool leads_a_side(const Document& doc, const Hit& hit) {
  const TokenId last = hit.end() - 1;
  if (const auto next = doc.context().after(last)) {
    if (doc.context().is(*next, kSideNoun)) return true;
  }
  const auto before = doc.context().before(hit.begin());
  if (!before) return false;
  const std::string_view word = doc.context().key(*before);
  const auto earlier = doc.context().before(*before);
  if (!earlier) return false;
  if (word == "by") {
    const std::string_view verb = doc.context().key(*earlier);
    return verb == "led" || verb == "lead" || verb == "headed" || verb == "commanded";
  }
  if (word == "to")
    return doc.context().key(*earlier) == "loyal" || doc.context().key(*earlier) == "allied";
  return word == "of" && doc.context().is(*earlier, kSideNoun);
}

float judge_acronym_variant(Document& doc, Hit& hit) {
  // The letters of a listed acronym in another order: the long form must stand in the document in
  // that order, or the leader beside it.
  const Segments& s = doc.shared().segments;
  hit.kind = NameKind::variant;
  hit.method = Method::variant_document;
  const std::string_view letters = doc.context().key(hit.begin());
  for (const Hit& other : doc.hits()) {
    if (!other.accepted() || other.actor != hit.actor || other.match.count < 2) continue;
    std::string initials;
    for (TokenId t = other.begin(); t < other.end(); ++t) {
      if (s.info(t).casing != Casing::lower) initials += s.vocabulary.keys[s.key(t)].front();
    }
    if (initials == letters) return 0.8F;
  }
  const bool leader_beside =
      std::any_of(doc.hits().begin(), doc.hits().end(), [&](const Hit& other) {
        const FactionId faction = doc.shared().knowledge.faction_of(hit.actor, doc.day());
        return other.accepted() && other.sentence == hit.sentence && faction >= 0 &&
               doc.actor(other).type == ActorType::person &&
               doc.shared().knowledge.faction_of(other.actor, doc.day()) == faction;
      });
  return leader_beside && doc.present(hit.actor) ? 0.6F : 0;
}

// A surname in another script: with the full name or the title in the article.
float judge_transliterated_word(Document& doc, Hit& hit) {
  const TokenId last = hit.end() - 1;
  if (doc.actor(hit).type != ActorType::person || letters_of(doc.form(hit)) < kShortestSurname)
    return 0;
  const bool cased = doc.shared().segments.info(last).casing != Casing::none;
  if (cased && (doc.shared().segments.info(last).casing == Casing::lower ||
                doc.context().contradicted(hit.begin(), last))) {
    return 0;
  }
  const bool supported = doc.present(hit.actor) || title_before(doc, hit) == Title::own;
  if (!supported || hit.match.distance > kTransliteratedLimit) return 0;
  hit.kind = NameKind::variant;
  hit.method = Method::transliteration;
  hit.preference = 0.3F * doc.closeness(hit.actor, hit.sentence) - hit.match.distance;
  return 0.85F - hit.match.distance;
}

// A word spelt otherwise is a common first name of its own ("Mahmoud" is not "Mohamed").
bool has_foreign_given_name(const Document& doc, const Hit& hit) {
  for (TokenId t = hit.begin(); t < hit.end(); ++t) {
    const KeyId key = doc.shared().segments.key(t);
    if (!doc.shared().index.listed(key) && doc.shared().traits.is(key, kGivenName)) return true;
  }
  return false;
}

// The article has the full name or the surname as listed: who wrote it knows how it is spelt.
bool exactly_named(const Document& doc, ActorId actor) {
  return std::any_of(doc.hits().begin(), doc.hits().end(), [&](const Hit& hit) {
    const bool name = hit.kind != NameKind::description && hit.kind != NameKind::title;
    return hit.actor == actor && hit.match.near == 0 && hit.accepted() && name;
  });
}

// Part of the full name is exact, the rest is spelt otherwise; not accepted so far.
bool is_garbled_name(const Document& doc, const Hit& hit) {
  // "John Kirby" beside "John Kerry" is a second John.
  const bool same_surname = doc.shared().index.listed(doc.shared().segments.key(hit.end() - 1));
  const bool known = doc.context().is(hit.begin(), kGivenName) &&
                     doc.shared().index.listed(doc.shared().segments.key(hit.begin())) &&
                     exactly_named(doc, hit.actor);
  const float limit = same_surname || known ? garbled_limit(doc.shared(), hit.match)
                                            : static_cast<float>(kNearLimit);
  return hit.match.near > 0 && !hit.match.transliterated && !hit.accepted() &&
         doc.form(hit).given_words > 0 && hit.match.distance <= limit &&
         hit.match.near < hit.match.count && !has_foreign_given_name(doc, hit) &&
         !is_no_spelling(doc.shared(), hit.match);
}

// The article has the given name of the actor before a surname that is too far off by itself.
bool half_named(const Document& doc, ActorId actor) {
  return std::any_of(doc.hits().begin(), doc.hits().end(), [&](const Hit& hit) {
    return hit.actor == actor && is_garbled_name(doc, hit);
  });
}

float judge_near_word(Document& doc, Hit& hit) {
  if (hit.match.transliterated) return judge_transliterated_word(doc, hit);
  const Form& f = doc.form(hit);
  const TokenId last = hit.end() - 1;
  const float d = hit.match.distance;
  if (f.kind == NameKind::acronym) return judge_acronym_variant(doc, hit);
  const KeyId key = doc.shared().segments.key(last);
  if (doc.shared().index.listed(key)) return 0;  // only the particle is spelt otherwise
  if (is_no_spelling(doc.shared(), hit.match)) return 0;
  if (doc.is_foreign(key) || doc.shared().evidence.independent(key, hit.actor)) return 0;
  if (doc.shared().evidence.opposes(key, hit.actor)) return 0;
  if (doc.context().hashtag(hit.begin())) return 0;  // a play on the name
  if (doc.context().is(last, kGivenName) || doc.context().contradicted(hit.begin(), last)) return 0;
  hit.kind = NameKind::variant;
  const bool here = doc.present(hit.actor);
  if (is_thing(doc.actor(hit).type)) {
    const auto before = doc.context().before(hit.begin());
    if (before && doc.context().is(*before, kTitle) && doc.context().name_like(*before)) return 0;
    hit.method = Method::variant_document;
    const bool state =
        doc.actor(hit).type == ActorType::state || doc.actor(hit).type == ActorType::place;
    if (here && d <= kThingLimit && (!state || is_slip(doc.context().key(last), f.words[0].key))) {
      return 0.75F - d;
    }
    return 0;
  }
  const float bonus = hit.match.count > 1 ? kParticleBonus : 0;
  const float limit = document_limit(doc.context().key(last), f.words.back().key) + bonus;
  hit.preference = 0.3F * doc.closeness(hit.actor, hit.sentence) - d;
  const Title title = title_before(doc, hit);
  if (title == Title::other_office && !here) return 0;
  hit.method = Method::variant_document;
  if ((title == Title::own || here) && d <= limit) return 0.85F - d;
  if (leads_a_side(doc, hit) && doc.faction_present(hit.actor) && d <= kSideLimit + bonus)
    return 0.65F - d;
  hit.method = Method::variant_corpus;
  if (doc.shared().evidence.supports(key, hit.actor) && d <= kCorpusLimit + bonus) return 0.75F - d;
  // One word alone, spelt otherwise, is mostly somebody else; but "Tarek Meghesi" and "Megarisi"
  // bear each other out.
  hit.method = Method::variant_document;
  return half_named(doc, hit.actor) && d <= kAloneLimit ? 0.7F - d : 0;
}

}  // namespace

void judge_near_words(Document& doc) {
  for (Hit& hit : doc.hits()) {
    if (hit.match.near == 0 || hit.accepted()) continue;
    const Form& f = doc.form(hit);
    const bool single =
        f.origin == Origin::family ||
        (f.words.size() == 1 && f.origin != Origin::correction && !is_weak(f.origin));
    if (!single || f.kind == NameKind::capital || f.kind == NameKind::description) continue;
    if (f.origin == Origin::family && !doc.shared().options.short_forms) continue;
    doc.enter(hit);
    hit.confidence = judge_near_word(doc, hit);
    if (hit.accepted() && doc.actor(hit).type == ActorType::person) doc.note_presence(hit);
  }
  doc.seal_presences();
  // A garbled full name that was too far off by itself, of an actor who is here under another name.
  for (Hit& hit : doc.hits()) {
    if (!is_garbled_name(doc, hit) || !doc.present(hit.actor)) continue;
    hit.kind = NameKind::variant;
    hit.method = Method::variant_document;
    hit.confidence = 0.85F - hit.match.distance;
  }
}

}  // namespace polyvocal::naming
