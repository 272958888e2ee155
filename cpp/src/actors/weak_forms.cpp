// Judging what a name is shortened to: its stem without legal form, its first word, a given name,
// its initials. And how far a name reaches beyond what is listed: "The", "Inc.", the last full stop
// of "U.S.".
#include <algorithm>
#include <array>

#include "actors/document_pass.h"

namespace polyvocal::naming {

namespace {

constexpr float kStemWithForm = 0.97F;
constexpr float kStem = 0.93F;
constexpr float kPartOfPresent = 0.9F;
constexpr float kLead = 0.8F;
constexpr float kGiven = 0.8F;
constexpr float kWithInitial = 0.96F;
constexpr float kAlone = 0.7F;
constexpr float kGuessed = 0.6F;
constexpr float kAbbreviated = 0.9F;
constexpr float kNearPart = 0.05F;        // never enough to outweigh a listed name of another
constexpr std::size_t kLongInitials = 3;  // letters that are hardly met by chance
constexpr std::size_t kMostOwners = 2;    // of a part that may still be told apart
constexpr TokenId kLegalWords = 3;        // "and Co Inc"

}  // namespace

// Is the token "Inc", "Ltd"? Those that are also words or abbreviations of other things need
// capitals.
bool DocumentPass::is_legal_form(TokenId token) const {
  if (!context_.is(token, kLegalForm)) return false;
  constexpr std::array<std::string_view, 6> kPlain = {"inc", "corp", "ltd", "llc", "plc", "gmbh"};
  const std::string_view key = context_.key(token);
  return shared_.segments.info(token).casing != Casing::lower ||
         std::find(kPlain.begin(), kPlain.end(), key) != kPlain.end();
}

// "Holdings" in "Paxar Holdings", "Company" in "Paxar Company Ltd".
bool DocumentPass::is_designator(TokenId token) const {
  constexpr std::array<std::string_view, 5> kDesignators = {"company", "group", "holding",
                                                            "holdings", "international"};
  return shared_.segments.info(token).casing == Casing::capitalized && !context_.title_case() &&
         std::find(kDesignators.begin(), kDesignators.end(), context_.key(token)) !=
             kDesignators.end();
}

// The end of the legal form that follows a name, else the end of the name.
TokenId DocumentPass::after_legal_form(TokenId end) const {
  const Segments& s = shared_.segments;
  TokenId reach = end;
  for (TokenId t = end; t < context_.end() && t < end + kLegalWords; ++t) {
    if (s.info(t - 1).possessive != 0) break;
    const std::string_view gap = context_.gap(t - 1, t);
    const bool joined = gap == " " || gap == ", " || gap == ". " || gap == " & ";
    if (!joined) break;
    if (is_legal_form(t) || is_designator(t)) {
      reach = t + 1;
    } else if (context_.key(t) != "and") {
      break;
    }
  }
  return reach;
}

float DocumentPass::judge_stem(Hit& hit) {
  if (after_legal_form(hit.end()) != hit.end()) return kStemWithForm;
  if (form(hit).words.size() > 1) return kStem;
  const TokenId last = hit.end() - 1;
  if (context_.inside_name(hit.begin(), last)) return 0;
  if (present(hit.actor)) {
    hit.method = Method::back_reference;
    return kPartOfPresent;
  }
  hit.method = Method::unique_short;
  constexpr Traits kNobody = kOrdinary | kGivenName | kNationality | kTitle | kCalendar | kHeadNoun;
  if (context_.is(last, kNobody) || context_.placed(hit.begin())) return 0;
  return shared_.evidence.independent(shared_.segments.key(last), hit.actor) && !generous()
             ? 0
             : kAlone;
}

float DocumentPass::judge_initials(Hit& hit) {
  const KeyId key = shared_.segments.key(hit.begin());
  const bool taken =
      std::any_of(definitions_.begin(), definitions_.end(),
                  [&](const Definition& d) { return d.key == key && d.actor != hit.actor; });
  if (taken || (context_.all_caps() && context_.is(hit.begin(), kOrdinary))) return 0;
  // Two letters are anything: "S.C." is a state, "IS" a verb.
  const std::size_t letters = context_.key(hit.begin()).size();
  if (present(hit.actor) && letters >= kLongInitials) {
    hit.method = Method::back_reference;
    return kPartOfPresent;
  }
  hit.method = Method::unique_short;
  // What the letters stand for where an article of the corpus says so.
  if (shared_.evidence.opposes(key, hit.actor)) return 0;
  if (context_.is(hit.begin(), kOrdinary | kLegalForm | kTitle | kGivenName)) return 0;
  if (shared_.evidence.of(key, hit.actor).agree > 0) return kPartOfPresent;
  if (letters >= kLongInitials) return kAlone;
  const bool dotted = shared_.segments.stem(hit.begin()).size() > letters;
  return generous() && !dotted && !owned_by_many(hit) ? kGuessed : 0;
}

// A first name or a part of a name stands for whoever has been named in full, unless the document
// has somebody else of that name.
float DocumentPass::judge_first_word(Hit& hit) {
  const TokenId last = hit.end() - 1;
  const bool single = hit.match.count == 1;
  if (!context_.name_like(hit.begin()) || context_.all_caps()) return 0;
  if (single && context_.is(last, kOrdinary | kTitle) && !bare_body(hit)) return 0;
  if (single && is_foreign(shared_.segments.key(last))) return 0;
  return form(hit).origin == Origin::given ? judge_given(hit) : judge_part(hit);
}

// "the Army", inside a sentence that uses capitals for names only.
bool DocumentPass::bare_body(const Hit& hit) const {
  const TokenId token = hit.begin();
  if (!context_.is(token, kHeadNoun) || token == context_.first() || context_.title_case()) {
    return false;
  }
  const auto before = context_.before(token);
  return before && !context_.name_like(*before);
}

float DocumentPass::judge_given(Hit& hit) {
  const TokenId last = hit.end() - 1;
  if (begins_name(last)) return 0;
  hit.method = Method::back_reference;
  hit.preference += 0.3F * closeness(hit.actor, hit.sentence);
  if (present(hit.actor)) return kGiven;
  hit.method = Method::unique_short;
  // "Hillary": in the corpus hardly anybody else's.
  const KeyId key = shared_.segments.key(last);
  const bool own = owners(hit) == 1 && (shared_.evidence.bound(key, hit.actor) ||
                                        shared_.evidence.mostly(key, hit.actor));
  if ((!generous() && !own) || context_.title_case() || owned_by_many(hit)) return 0;
  if (!context_.stands_free(hit.begin(), last)) return 0;
  if (context_.contradicted(hit.begin(), last)) return 0;
  return own ? kAlone : kGuessed;
}

float DocumentPass::judge_part(Hit& hit) {
  const TokenId last = hit.end() - 1;
  const KeyId key = shared_.segments.key(last);
  const bool single = hit.match.count == 1;
  const bool bound = shared_.evidence.bound(key, hit.actor);
  if (context_.inside_name(hit.begin(), last)) return 0;
  if (!single && context_.title_case()) return 0;
  if (form(hit).origin == Origin::fragment && !context_.stands_free(hit.begin(), last)) return 0;
  hit.preference += kNearPart * closeness(hit.actor, hit.sentence);
  const bool placed = single && !bound && context_.placed(hit.begin()) && !names_again(hit);
  // "Washington" is elsewhere too, without the newspaper.
  const bool apart = shared_.evidence.independent(key, hit.actor);
  hit.method = Method::back_reference;
  if (present(hit.actor) && !placed && !apart) return kLead;
  hit.method = Method::unique_short;
  if (bound || shared_.evidence.mostly(key, hit.actor) || in_its_land(hit)) return kAlone;
  if (!generous() || owned_by_many(hit) || placed || shared_.evidence.elsewhere(key, hit.actor)) {
    return 0;
  }
  if (!context_.stands_free(hit.begin(), last)) return 0;
  return context_.contradicted(hit.begin(), last) ? 0 : kGuessed;
}

// "shares on Burlington", "looked at Burlington": words that stand before anything, not only before
// a place, where the body has been named.
bool DocumentPass::names_again(const Hit& hit) const {
  if (!present(hit.actor)) return false;
  constexpr std::array<std::string_view, 6> kAnywhere = {"at",   "on",   "to",
                                                         "from", "over", "through"};
  const auto before = context_.previous(hit.begin());
  return before &&
         std::find(kAnywhere.begin(), kAnywhere.end(), context_.key(*before)) != kAnywhere.end();
}

// "Prime Minister" of three countries' is nobody's.
bool DocumentPass::owned_by_many(const Hit& hit) const { return owners(hit) > kMostOwners; }

// Actors that have the words as a form.
std::size_t DocumentPass::owners(const Hit& hit) const {
  std::size_t owners = 0;
  ActorId latest = -1;
  for (std::size_t i = hits_from(hit.begin()); i < hits_.size() && hits_[i].begin() == hit.begin();
       ++i) {
    const Hit& other = hits_[i];
    if (other.match.count != hit.match.count || other.match.near > 0 || other.actor == latest) {
      continue;
    }
    latest = other.actor;
    ++owners;
  }
  return owners;
}

// "Newark, N.J.", "Houston, Tex.".
float DocumentPass::judge_abbreviation(Hit& hit) {
  const Segments& s = shared_.segments;
  const TokenId token = hit.begin();
  const std::string_view word = text_.substr(s.tokens[token].begin, s.stem(token).size());
  const bool dotted = word.find('.') != std::string_view::npos;
  const auto before = context_.previous(token);
  const bool address =
      before && context_.gap(*before, token).starts_with(',') && context_.name_like(*before);
  if (!context_.name_like(token) || (!address && !dotted)) return 0;
  hit.method = Method::exact;
  return kAbbreviated;
}

// A surname or an initial follows: whoever it is has a longer name.
bool DocumentPass::begins_name(TokenId token) const {
  if (context_.possessive(token)) return false;
  const auto next = context_.after(token);
  return next && context_.name_like(*next) && !context_.is(*next, kOrdinary);
}

// The listed name has a middle name, and it is another one: "George P. Bush" is not "George W.".
bool DocumentPass::has_other_initial(ActorId actor, TokenId initial, TokenId surname) const {
  const WordId word = shared_.index.exact(shared_.segments.key(surname));
  if (word == kNoWord) return false;
  const char letter = context_.key(initial).front();
  bool other = false;
  for (const FormId id : shared_.index.forms_with(word)) {
    const Form& form = shared_.index.form(id);
    if (form.actor != actor || form.origin != Origin::listed || form.given_words < 2) continue;
    if (form.words[1].key.front() == letter) return false;
    other = true;
  }
  return other;
}

// "John A. Boehner" where "John Boehner" is listed: the given name reaches as far as the surname.
bool DocumentPass::reaches_surname(Hit& hit) {
  const auto initial = context_.after(hit.end() - 1);
  if (!initial || context_.key(*initial).size() != 1 || !context_.name_like(*initial)) return false;
  const auto surname = context_.after(*initial);
  if (!surname) return false;
  for (std::size_t i = hits_from(*surname); i < hits_.size() && hits_[i].begin() == *surname; ++i) {
    const Hit& other = hits_[i];
    const bool family = form(other).origin == Origin::family && other.match.near == 0;
    if (!family || other.actor != hit.actor || has_other_initial(hit.actor, *initial, *surname)) {
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

bool DocumentPass::is_open(const Hit& hit, Origin origin) const {
  return form(hit).origin == origin && hit.match.near == 0 && !hit.accepted() &&
         hit.method != Method::definition;
}

// Before surnames are judged: the "A." of "John A. Boehner" is no other first name.
void DocumentPass::judge_middle_initials() {
  if (!shared_.options.short_forms) return;
  for (Hit& hit : hits_) {
    if (!is_open(hit, Origin::given)) continue;
    enter(hit);
    if (reaches_surname(hit)) note_presence(hit);
  }
  seal_presences();
  sort_hits();
}

// "Elizabeth Taylor", "Taylor Lautner"; but "VMA Taylor" may be anybody called Taylor.
bool DocumentPass::is_contradicted(const Hit& hit) const {
  if (!context_.contradicted(hit.begin(), hit.end() - 1)) return false;
  if (form(hit).origin != Origin::given || begins_name(hit.end() - 1)) return true;
  const auto before = context_.before(hit.begin());
  const bool letters = before && shared_.segments.info(*before).casing == Casing::upper &&
                       context_.key(*before).size() >= 2 && !context_.all_caps();
  return !letters;
}

void DocumentPass::judge_weak_forms() {
  if (!shared_.options.short_forms) return;
  const auto open = [&](const Hit& hit, Origin origin) { return is_open(hit, origin); };
  // "Burlington" beside "Burlington Smith": somebody else's name wherever it stands.
  for (const Hit& hit : hits_) {
    const bool single = hit.match.count == 1;
    if (!open(hit, Origin::given) && !open(hit, Origin::lead) &&
        !(single && open(hit, Origin::fragment))) {
      continue;
    }
    enter(hit);
    if (inside_accepted(hit) || !is_contradicted(hit)) continue;
    foreign_surnames_.push_back(shared_.segments.key(hit.end() - 1));
  }
  judge_telling_parts();
  for (Hit& hit : hits_) {
    const Origin origin = form(hit).origin;
    if (!is_weak(origin) || origin == Origin::head_noun || !open(hit, origin)) continue;
    if (inside_accepted(hit)) continue;  // part of what is named in full here
    enter(hit);
    hit.confidence = origin == Origin::initials       ? judge_initials(hit)
                     : origin == Origin::abbreviation ? judge_abbreviation(hit)
                                                      : judge_first_word(hit);
  }
}

// "U.S. Food and Drug Administration": the letters of a union before the name of one of its bodies
// are part of it. The first token of the name with them.
TokenId DocumentPass::from_country(const Hit& hit) const {
  const ActorType type = actor(hit).type;
  if (type != ActorType::organisation && type != ActorType::government) return hit.begin();
  const auto before = context_.before(hit.begin());
  if (!before || hit.match.count < 2 || context_.possessive(*before)) return hit.begin();
  if (!context_.is(hit.begin(), kHeadNoun) && !context_.is(hit.end() - 1, kHeadNoun)) {
    return hit.begin();
  }
  constexpr std::array<std::string_view, 6> kUnions = {"u.s", "us", "u.k", "uk", "u.n", "un"};
  const bool letters = shared_.segments.info(*before).casing == Casing::upper;
  const bool united =
      std::find(kUnions.begin(), kUnions.end(), context_.key(*before)) != kUnions.end();
  return letters && united ? *before : hit.begin();
}

// "The Associated Press" where it is listed so; "Paxar Corp" for "Paxar".
void DocumentPass::extend_names() {
  for (Hit& hit : hits_) {
    if (!hit.accepted() || hit.method == Method::correction) continue;
    const ActorType type = actor(hit).type;
    const bool company =
        type == ActorType::organisation || type == ActorType::outlet || type == ActorType::other;
    const bool named = hit.kind != NameKind::demonym && hit.kind != NameKind::description;
    if (!named) continue;
    enter(hit);
    const TokenId reach = company ? after_legal_form(hit.end()) : hit.end();
    hit.match.count = static_cast<std::uint16_t>(reach - hit.begin());
    const TokenId first = from_country(hit);
    hit.match.count = static_cast<std::uint16_t>(hit.end() - first);
    hit.match.begin = first;
    const auto before = form(hit).article ? context_.before(hit.begin()) : std::nullopt;
    if (before && context_.key(*before) == "the" && context_.name_like(*before)) {
      hit.match.begin = *before;
      ++hit.match.count;
    }
  }
  sort_hits();
}

// With the full stop of an abbreviation: "U.S.", "Paxar Corp." At the end of a sentence the stop
// of "Corp." is the sentence's.
std::uint32_t DocumentPass::end_of_name(const Hit& hit) const {
  const Segments& s = shared_.segments;
  const TokenId last = hit.end() - 1;
  const Span stem = s.stem(last);
  if (s.info(last).possessive != 0 || stem.end >= text_.size() || text_[stem.end] != '.') {
    return stem.end;
  }
  const std::string_view word = text_.substr(stem.begin, stem.size());
  const bool dotted = word.find('.') != std::string_view::npos;
  const bool ends = last + 1 == s.token_end(hit.sentence);
  const bool shortened = !ends && context_.is(last, kLegalForm) && word.size() <= 4;
  return stem.end + (dotted || shortened ? 1 : 0);
}

}  // namespace polyvocal::naming
