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
constexpr std::size_t kLongInitials = 4;  // letters that are hardly met by chance
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

// The end of the legal form that follows a name, else the end of the name.
TokenId DocumentPass::after_legal_form(TokenId end) const {
  const Segments& s = shared_.segments;
  TokenId reach = end;
  for (TokenId t = end; t < context_.end() && t < end + kLegalWords; ++t) {
    if (s.info(t - 1).possessive != 0) break;
    const std::string_view gap = context_.gap(t - 1, t);
    const bool joined = gap == " " || gap == ", " || gap == ". " || gap == " & ";
    if (!joined) break;
    if (is_legal_form(t)) {
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
  return context_.is(last, kNobody) ? 0 : kAlone;
}

float DocumentPass::judge_initials(Hit& hit) {
  const KeyId key = shared_.segments.key(hit.begin());
  const bool taken =
      std::any_of(definitions_.begin(), definitions_.end(),
                  [&](const Definition& d) { return d.key == key && d.actor != hit.actor; });
  if (taken || (context_.all_caps() && context_.is(hit.begin(), kOrdinary))) return 0;
  if (present(hit.actor)) {
    hit.method = Method::back_reference;
    return kPartOfPresent;
  }
  hit.method = Method::unique_short;
  const bool long_enough = context_.key(hit.begin()).size() >= kLongInitials;
  return long_enough && !context_.is(hit.begin(), kOrdinary) ? kAlone : 0;
}

// A first name or first word stands for whoever has been named in full, unless the document has
// somebody else of that name.
float DocumentPass::judge_first_word(Hit& hit) {
  const TokenId last = hit.end() - 1;
  if (!present(hit.actor) || context_.is(last, kOrdinary | kTitle) || context_.all_caps()) return 0;
  if (is_foreign(shared_.segments.key(last))) return 0;
  hit.method = Method::back_reference;
  if (form(hit).origin == Origin::given) {
    if (begins_name(last)) return 0;
    hit.preference += 0.3F * closeness(hit.actor, hit.sentence);
    return kGiven;
  }
  // "Washington" is elsewhere too, without the newspaper.
  if (shared_.evidence.independent(shared_.segments.key(last), hit.actor)) return 0;
  const bool placed = context_.placed(hit.begin());
  return placed || context_.inside_name(hit.begin(), last) ? 0 : kLead;
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

void DocumentPass::judge_weak_forms() {
  if (!shared_.options.short_forms) return;
  const auto open = [&](const Hit& hit, Origin origin) {
    return form(hit).origin == origin && hit.match.near == 0 && !hit.accepted() &&
           hit.method != Method::definition;
  };
  for (Hit& hit : hits_) {
    if (!open(hit, Origin::given)) continue;
    enter(hit);
    if (reaches_surname(hit)) note_presence(hit);
  }
  seal_presences();
  sort_hits();
  // "Burlington" beside "Burlington Smith": somebody else's name wherever it stands.
  for (const Hit& hit : hits_) {
    if (!open(hit, Origin::given) && !open(hit, Origin::lead)) continue;
    enter(hit);
    if (inside_accepted(hit) || !context_.contradicted(hit.begin(), hit.end() - 1)) continue;
    foreign_surnames_.push_back(shared_.segments.key(hit.end() - 1));
  }
  for (Hit& hit : hits_) {
    const Origin origin = form(hit).origin;
    if (!is_weak(origin) || origin == Origin::head_noun || !open(hit, origin)) continue;
    enter(hit);
    hit.confidence = origin == Origin::initials ? judge_initials(hit) : judge_first_word(hit);
  }
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
