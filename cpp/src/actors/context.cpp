#include "actors/context.h"

#include <algorithm>

namespace polyvocal::naming {

namespace {

constexpr TokenId kCaseReach = 1000;  // words of a sentence asked for their capitals

}  // namespace

void Context::enter(SentenceId sentence) {
  sentence_ = sentence;
  first_ = segments_->sentences[sentence].token_begin;
  end_ = segments_->token_end(sentence);
  // In a text without full stops the beginning tells.
  const TokenId stop = std::min<TokenId>(end_, first_ + kCaseReach);
  std::uint64_t counts = 0;
  for (TokenId t = first_; t < stop; ++t) counts += index_->case_counts(segments_->tokens[t].type);
  // Words of the language after the first: only they tell title case.
  std::uint64_t later = counts;
  if (first_ < stop) later -= index_->case_counts(segments_->tokens[first_].type);
  const std::uint32_t words = case_field(counts, CaseField::words);
  const std::uint32_t upper = case_field(counts, CaseField::upper);
  const std::uint32_t plain_capital = case_field(later, CaseField::plain_capital);
  const std::uint32_t plain_lower = case_field(later, CaseField::plain_lower);
  title_case_ = plain_capital >= 2 && plain_capital > 4 * plain_lower;
  all_caps_ = words >= 2 && upper * 10 >= words * 8;
}

std::string_view Context::key(TokenId token) const {
  const KeyId key = segments_->key(token);
  return key == kNoKey ? std::string_view() : segments_->vocabulary.keys[key];
}

std::optional<TokenId> Context::previous(TokenId token) const {
  if (token <= first_) return std::nullopt;
  return token - 1;
}

std::optional<TokenId> Context::next(TokenId token) const {
  if (token + 1 >= end_) return std::nullopt;
  return token + 1;
}

std::optional<TokenId> Context::before(TokenId token) const {
  const auto found = previous(token);
  if (!found || !gap_between(*segments_, text_, *found, token).joins) return std::nullopt;
  return found;
}

std::optional<TokenId> Context::after(TokenId token) const {
  const auto found = next(token);
  if (!found || !gap_between(*segments_, text_, token, *found).joins) return std::nullopt;
  return found;
}

bool Context::stranger(TokenId token) const {
  if (!name_like(token) || segments_->info(token).casing == Casing::none) return false;
  const KeyId key = segments_->key(token);
  if (traits_->is(key, kGivenName)) return !traits_->is(key, kCalendar);
  constexpr Traits kPlain =
      kOrdinary | kTitle | kCalendar | kOtherName | kConnector | kDirection | kAgentNoun;
  if (traits_->is(key, kPlain)) return false;
  return !index_->listed(key) && !title_case_ && !all_caps_;
}

bool Context::contradicted(TokenId first, TokenId last) const {
  if (const auto t = before(first); t && gap(*t, first) != "-" && !possessive(*t)) {
    if (is(*t, kParticle) && !is(*t, kArticle) && !is(*t, kOrdinary) && !is(*t, kTitle)) {
      return true;  // "bin Saleh"
    }
    // "David A. Graham"; "A" without a full stop may be the article
    const bool letter = key(*t).size() == 1 && name_like(*t);
    const bool initial = letter && (!is(*t, kOrdinary) || gap(*t, first).starts_with('.'));
    if (initial || stranger(*t)) return true;
  }
  if (possessive(last)) return false;
  if (const auto t = after(last); t && gap(last, *t) != "-") {
    if (stranger(*t)) return true;
    const bool article = is(*t, kArticle) && (key(*t) == "al" || key(*t) == "el");
    if (article && !is(*t, kOrdinary)) {
      const auto more = after(*t);
      if (more && name_like(*more)) return true;  // "Saleh al-Mutlaq"
    }
    const bool noun = is(*t, kHeadNoun | kPlaceNoun | kLegalForm) && name_like(*t);
    if (noun && !title_case_ && !all_caps_) return true;  // "Clinton Foundation"
  }
  return false;
}

bool Context::inside_name(TokenId first, TokenId last) const {
  if (title_case_ || all_caps_) return false;
  if (const auto t = before(first); t && !possessive(*t) && gap(*t, first) == " ") {
    if (stranger(*t)) return true;
  }
  if (possessive(last)) return false;
  const auto t = after(last);
  if (!t || !name_like(*t) || gap(last, *t) == "-") return false;
  if (is(*t, kHeadNoun | kLegalForm) && !is(*t, kTitle)) return true;
  return stranger(*t) && !is(*t, kGivenName);
}

bool Context::stands_free(TokenId first, TokenId last) const {
  if (const auto t = before(first); t && !possessive(*t) && gap(*t, first) == " ") {
    if (name_like(*t) && *t != first_ && !is(*t, kTitle | kCalendar)) return false;
  }
  if (possessive(last)) return true;
  const auto t = after(last);
  if (!t) return true;
  if (name_like(*t)) return false;
  const bool links = key(*t) == "of" || key(*t) == "and" || key(*t) == "for";
  const auto more = links ? after(*t) : std::nullopt;
  return !more || !name_like(*more) || !is(*more, kOrdinary | kHeadNoun);
}

bool Context::inside_institution(TokenId last) const {
  if (title_case_ || all_caps_) return false;
  for (int steps = 0; steps < 4; ++steps) {
    if (possessive(last)) return false;
    const auto t = after(last);
    if (!t || !name_like(*t) || gap(last, *t) != " ") return false;
    if (is(*t, kInstitution | kLegalForm)) return true;
    last = *t;
  }
  return false;
}

// Where a place is meant: "in Cairo", "arrived Cairo", "the capital, Tripoli", "the city of Sirte".
bool Context::placed(TokenId first) const {
  auto t = previous(first);
  for (int steps = 0; t && steps < 3; ++steps) {
    if (is(*t, kDirection) || key(*t) == "the" || key(*t) == "s") {
      t = previous(*t);
      continue;
    }
    break;
  }
  if (!t) return false;
  if (key(*t) == "of") {
    const auto noun = previous(*t);
    return noun && is(*noun, kPlaceNoun | kDirection);
  }
  if (key(*t) == "on" || key(*t) == "based") return true;
  if (key(*t) == "and" || key(*t) == "or") {
    // "in Cairo and Tripoli"
    const auto other = previous(*t);
    return other && name_like(*other) && *other > first_ && is(*other - 1, kLocative | kMotion);
  }
  if (is(*t, kMotion)) return true;
  if (is(*t, kLocative)) return !is(*t, kObjectVerb);
  return is(*t, kPlaceNoun) && !is(*t, kFiniteVerb);
}

bool Context::followed_by_verb(TokenId last) const {
  auto t = next(last);
  for (int steps = 0; t && steps < 2 && is(*t, kAdverb); ++steps) t = next(*t);
  if (!t || segments_->info(*t).casing == Casing::upper) return false;
  if (!is(*t, kFiniteVerb | kSpeech)) return false;
  const std::string_view between = gap(*t - 1, *t);
  if (between.find(',') != std::string_view::npos || between.find('\n') != std::string_view::npos) {
    return false;
  }
  // "Cairo talks", "Tripoli attack": a noun after all, unless its form can only be a verb's
  return !is(*t, kPlaceNoun);
}

bool Context::acts(TokenId first, TokenId last) const {
  switch (region()) {
    case Region::dateline:
    case Region::byline:
    case Region::slate:
    case Region::boilerplate:
    case Region::note:
      return false;
    default:
      break;
  }
  if (all_caps_ || inside_name(first, last) || placed(first)) return false;
  const auto t = next(last);
  if (possessive(last)) return t && is(*t, kAgentNoun);
  if (followed_by_verb(last)) return true;
  if (t && gap(last, *t) == " " && is(*t, kPlaceNoun)) return false;
  if (t && gap(last, *t) == " " && is(*t, kAgentNoun)) return true;
  // "Moscow, Cairo coordinate", "Moscow and Cairo are": what is said of the last holds for all
  const bool list = t && (key(*t) == "and" || key(*t) == "or" || gap(last, *t) == ", ");
  if (list) {
    auto other = *t;
    if (key(other) == "and" || key(other) == "or") {
      const auto more = next(other);
      if (!more) return false;
      other = *more;
    }
    if (name_like(other) && index_->listed(segments_->key(other)) && followed_by_verb(other))
      return true;
  }
  auto p = previous(first);
  // "between the army and Moscow", "with Cairo and Moscow"
  if (p && (key(*p) == "and" || key(*p) == "or")) {
    for (TokenId u = *p; u-- > first_ && *p - u < 7;) {
      if (key(u) == "between" || (key(u) == "with" && *p - u <= 3)) return true;
    }
    const auto other = previous(*p);
    p = other && name_like(*other) ? previous(*other) : std::nullopt;
  }
  return p && is(*p, kObjectVerb);
}

}  // namespace polyvocal::naming
