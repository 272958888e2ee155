#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "actors/judgement/judges.h"
#include "actors/judgement/lands.h"
#include "actors/us_states.h"

namespace polyvocal::naming {

namespace {

constexpr float kPartOfPresent = 0.9F;
constexpr float kLead = 0.8F;
constexpr float kGiven = 0.8F;
constexpr float kAlone = 0.7F;
constexpr float kGuessed = 0.6F;
constexpr float kAbbreviated = 0.9F;
constexpr float kNearPart = 0.05F;        // never enough to outweigh a listed name of another
constexpr std::size_t kLongInitials = 3;  // letters that are hardly met by chance

// "the Army", inside a sentence that uses capitals for names only.
bool bare_body(const Document& doc, const Hit& hit) {
  const TokenId token = hit.begin();
  if (!doc.context().is(token, kHeadNoun) || token == doc.context().first() ||
      doc.context().title_case()) {
    return false;
  }
  const auto before = doc.context().before(token);
  return before && !doc.context().name_like(*before);
}

// "shares on Burlington", "looked at Burlington": words that stand before anything, not only before
// a place, where the body has been named.
bool names_again(const Document& doc, const Hit& hit) {
  if (!doc.present(hit.actor)) return false;
  constexpr std::array<std::string_view, 6> kAnywhere = {"at",   "on",   "to",
                                                         "from", "over", "through"};
  const auto before = doc.context().previous(hit.begin());
  return before && std::find(kAnywhere.begin(), kAnywhere.end(), doc.context().key(*before)) !=
                       kAnywhere.end();
}

// A surname or an initial follows: whoever it is has a longer name.
bool begins_name(const Document& doc, TokenId token) {
  if (doc.context().possessive(token)) return false;
  const auto next = doc.context().after(token);
  return next && doc.context().name_like(*next) && !doc.context().is(*next, kOrdinary);
}

float judge_given(Document& doc, Hit& hit) {
  const TokenId last = hit.end() - 1;
  if (begins_name(doc, last)) return 0;
  hit.method = Method::back_reference;
  hit.preference += 0.3F * doc.closeness(hit.actor, hit.sentence);
  if (doc.present(hit.actor)) return kGiven;
  hit.method = Method::unique_short;
  // "Hillary": in the corpus hardly anybody else's.
  const KeyId key = doc.shared().segments.key(last);
  const CorpusEvidence& evidence = doc.shared().evidence;
  const bool own =
      doc.owners(hit) == 1 && (evidence.bound(key, hit.actor) || evidence.mostly(key, hit.actor));
  if ((!doc.generous() && !own) || doc.context().title_case() || doc.owned_by_many(hit)) return 0;
  if (!doc.context().stands_free(hit.begin(), last)) return 0;
  if (doc.context().contradicted(hit.begin(), last)) return 0;
  return own ? kAlone : kGuessed;
}

// "HR 1", "Fox 35".
bool is_numbered(const Document& doc, TokenId token) {
  const auto next = doc.context().next(token);
  const std::string_view key = next ? doc.context().key(*next) : std::string_view();
  return !key.empty() && key.front() >= '0' && key.front() <= '9';
}

// "white" beside "White House": the corpus has it in lower case too often.
bool is_word(const Shared& shared, KeyId key, ActorId actor) {
  constexpr std::uint64_t kRare = 10;
  return kRare * shared.segments.vocabulary.key_lower[key] > shared.evidence.of(key, actor).agree;
}

// "Fox": whoever writes a longer name with this word in it means "Fox News".
bool owned_alone(const Document& doc, const Hit& hit) {
  const TokenId last = hit.end() - 1;
  const KeyId key = doc.shared().segments.key(last);
  if (hit.match.count > 1 || doc.owners(hit) > 1 || doc.context().title_case()) return false;
  if (is_word(doc.shared(), key, hit.actor)) return false;
  if (!doc.shared().evidence.owned(key, hit.actor) || doc.context().placed(hit.begin()))
    return false;
  return !is_numbered(doc, last) && doc.context().stands_free(hit.begin(), last) &&
         !doc.context().contradicted(hit.begin(), last);
}

float judge_part(Document& doc, Hit& hit) {
  const TokenId last = hit.end() - 1;
  const KeyId key = doc.shared().segments.key(last);
  const bool single = hit.match.count == 1;
  const bool bound = doc.shared().evidence.bound(key, hit.actor);
  if (doc.context().inside_name(hit.begin(), last)) return 0;
  if (!single && doc.context().title_case()) return 0;
  if (doc.form(hit).origin == Origin::fragment && !doc.context().stands_free(hit.begin(), last))
    return 0;
  hit.preference += kNearPart * doc.closeness(hit.actor, hit.sentence);
  const bool placed =
      single && !bound && doc.context().placed(hit.begin()) && !names_again(doc, hit);
  // "Washington" is elsewhere too, without the newspaper.
  const bool apart = doc.shared().evidence.independent(key, hit.actor);
  hit.method = Method::back_reference;
  if (doc.present(hit.actor) && !placed && !apart) return kLead;
  hit.method = Method::unique_short;
  if (bound || doc.shared().evidence.mostly(key, hit.actor) || in_its_land(doc, hit)) return kAlone;
  if (owned_alone(doc, hit)) return kAlone;
  if (!doc.generous() || doc.owned_by_many(hit) || placed ||
      doc.shared().evidence.elsewhere(key, hit.actor)) {
    return 0;
  }
  if (!doc.context().stands_free(hit.begin(), last)) return 0;
  return doc.context().contradicted(hit.begin(), last) ? 0 : kGuessed;
}

// "GM" where General Motors is named; "SC" may be South Carolina, "HR 1" a bill, "It" a word.
bool is_two_letter_name(const Document& doc, const Hit& hit) {
  constexpr Traits kElse = kOrdinary | kLegalForm | kTitle | kGivenName | kCalendar;
  const Segments& s = doc.shared().segments;
  const TokenId token = hit.begin();
  const std::string_view key = doc.context().key(token);
  const ActorType type = doc.actor(hit).type;
  const bool calls_itself = type == ActorType::organisation || type == ActorType::outlet ||
                            type == ActorType::party || type == ActorType::armed;
  if (!calls_itself || doc.owners(hit) > 1 || s.stem(token).size() > key.size()) return false;
  if (s.info(token).casing != Casing::upper || doc.context().is(token, kElse)) return false;
  if (doc.context().all_caps() || is_postal_code(key)) return false;
  return !is_numbered(doc, token) && doc.context().stands_free(token, token);
}

float judge_initials(Document& doc, Hit& hit) {
  const KeyId key = doc.shared().segments.key(hit.begin());
  const bool taken = doc.defines_otherwise(key, hit.actor);
  if (taken || (doc.context().all_caps() && doc.context().is(hit.begin(), kOrdinary))) return 0;
  // Two letters are anything: "S.C." is a state, "IS" a verb.
  const std::size_t letters = doc.context().key(hit.begin()).size();
  if (doc.present(hit.actor) && (letters >= kLongInitials || is_two_letter_name(doc, hit))) {
    hit.method = Method::back_reference;
    return kPartOfPresent;
  }
  hit.method = Method::unique_short;
  // What the letters stand for where an article of the corpus says so.
  if (doc.shared().evidence.opposes(key, hit.actor)) return 0;
  if (doc.context().is(hit.begin(), kOrdinary | kLegalForm | kTitle | kGivenName)) return 0;
  if (doc.shared().evidence.of(key, hit.actor).agree > 0) return kPartOfPresent;
  if (letters >= kLongInitials) return kAlone;
  const bool dotted = doc.shared().segments.stem(hit.begin()).size() > letters;
  return doc.generous() && !dotted && !doc.owned_by_many(hit) ? kGuessed : 0;
}

// A first name or a part of a name stands for whoever has been named in full, unless the document
// has somebody else of that name.
float judge_first_word(Document& doc, Hit& hit) {
  const TokenId last = hit.end() - 1;
  const bool single = hit.match.count == 1;
  if (!doc.context().name_like(hit.begin()) || doc.context().all_caps()) return 0;
  if (single && doc.context().is(last, kOrdinary | kTitle) && !bare_body(doc, hit)) return 0;
  if (single && doc.is_foreign(doc.shared().segments.key(last))) return 0;
  return doc.form(hit).origin == Origin::given ? judge_given(doc, hit) : judge_part(doc, hit);
}

// Is another actor with the same form named in the article?
bool rival_present(const Document& doc, const Hit& hit) {
  for (std::size_t i = doc.hits_from(hit.begin());
       i < doc.hits().size() && doc.hits()[i].begin() == hit.begin(); ++i) {
    const Hit& other = doc.hits()[i];
    const bool same_words = other.match.count == hit.match.count && other.match.near == 0;
    if (same_words && other.actor != hit.actor && doc.present(other.actor)) return true;
  }
  return false;
}

// "the Fed", "a Fed spokesman", where the Federal Reserve is named in full.
float judge_clipped(Document& doc, Hit& hit) {
  constexpr Traits kElse = kTitle | kGivenName | kCalendar | kNationality | kConnector;
  const Context& context = doc.context();
  const TokenId token = hit.begin();
  if (!doc.present(hit.actor) || !context.name_like(token) || context.is(token, kElse)) return 0;
  if (context.title_case() || context.all_caps() || rival_present(doc, hit)) return 0;
  if (token == context.first() || !context.stands_free(token, token)) return 0;
  const Vocabulary& vocabulary = doc.shared().segments.vocabulary;
  const KeyId key = doc.shared().segments.key(token);
  if (vocabulary.key_lower[key] > vocabulary.key_capital[key]) return 0;  // a word like others
  const auto before = context.before(token);
  const auto next = context.possessive(token) ? std::nullopt : context.after(token);
  const bool role = next && context.is(*next, kAgentNoun | kBodyRole);
  if (!role && (!before || context.key(*before) != "the")) return 0;
  hit.method = Method::back_reference;
  return kPartOfPresent;
}

// "the Conservatives" of "Conservative Party": a capital inside a sentence tells them from
// conservatives.
float judge_members(Document& doc, Hit& hit) {
  const TokenId last = hit.end() - 1;
  const bool opening = hit.begin() == doc.context().first();
  if (opening || doc.context().title_case() || doc.context().all_caps()) return 0;
  if (!doc.context().name_like(hit.begin()) || !doc.context().name_like(last)) return 0;
  if (doc.owners(hit) > 1 || !doc.context().stands_free(hit.begin(), last)) return 0;
  if (doc.present(hit.actor)) {
    hit.method = Method::back_reference;
    return kPartOfPresent;
  }
  hit.method = Method::unique_short;
  return kAlone;
}

// "Newark, N.J.", "Houston, Tex.".
float judge_abbreviation(Document& doc, Hit& hit) {
  const Segments& s = doc.shared().segments;
  const TokenId token = hit.begin();
  const std::string_view word = doc.text().substr(s.tokens[token].begin, s.stem(token).size());
  const bool dotted = word.find('.') != std::string_view::npos;
  const auto before = doc.context().previous(token);
  const bool address = before && doc.context().gap(*before, token).starts_with(',') &&
                       doc.context().name_like(*before);
  if (!doc.context().name_like(token) || (!address && !dotted)) return 0;
  hit.method = Method::exact;
  return kAbbreviated;
}

// "Elizabeth Taylor", "Taylor Lautner"; but "VMA Taylor" may be anybody called Taylor.
bool is_contradicted(const Document& doc, const Hit& hit) {
  if (!doc.context().contradicted(hit.begin(), hit.end() - 1)) return false;
  if (doc.form(hit).origin != Origin::given || begins_name(doc, hit.end() - 1)) return true;
  const auto before = doc.context().before(hit.begin());
  const bool letters = before && doc.shared().segments.info(*before).casing == Casing::upper &&
                       doc.context().key(*before).size() >= 2 && !doc.context().all_caps();
  return !letters;
}

}  // namespace

void judge_weak_forms(Document& doc) {
  if (!doc.shared().options.short_forms) return;
  const auto open = [&](const Hit& hit, Origin origin) { return doc.is_open(hit, origin); };
  // "Burlington" beside "Burlington Smith": somebody else's name wherever it stands.
  for (const Hit& hit : doc.hits()) {
    const bool single = hit.match.count == 1;
    if (!open(hit, Origin::given) && !open(hit, Origin::lead) &&
        !(single && open(hit, Origin::fragment))) {
      continue;
    }
    doc.enter(hit);
    if (doc.inside_accepted(hit) || !is_contradicted(doc, hit)) continue;
    doc.add_foreign(doc.shared().segments.key(hit.end() - 1));
  }
  judge_telling_parts(doc);
  for (Hit& hit : doc.hits()) {
    const Origin origin = doc.form(hit).origin;
    if (!is_weak(origin) || origin == Origin::head_noun || !open(hit, origin)) continue;
    if (doc.inside_accepted(hit)) continue;  // part of what is named in full here
    doc.enter(hit);
    hit.confidence = origin == Origin::initials       ? judge_initials(doc, hit)
                     : origin == Origin::abbreviation ? judge_abbreviation(doc, hit)
                     : origin == Origin::members      ? judge_members(doc, hit)
                     : origin == Origin::clipped      ? judge_clipped(doc, hit)
                                                      : judge_first_word(doc, hit);
  }
}

}  // namespace polyvocal::naming
