#include "actors/judgement/legal_forms.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace polyvocal::naming {

namespace {

constexpr float kStemWithForm = 0.97F;
constexpr float kStem = 0.93F;
constexpr float kPartOfPresent = 0.9F;
constexpr float kAlone = 0.7F;
constexpr TokenId kLegalWords = 3;  // "and Co Inc"

// Is the token "Inc", "Ltd"? Those that are also words or abbreviations of other things need
// capitals.
bool is_legal_form(const Document& doc, TokenId token) {
  if (!doc.context().is(token, kLegalForm)) return false;
  constexpr std::array<std::string_view, 6> kPlain = {"inc", "corp", "ltd", "llc", "plc", "gmbh"};
  const std::string_view key = doc.context().key(token);
  return doc.shared().segments.info(token).casing != Casing::lower ||
         std::find(kPlain.begin(), kPlain.end(), key) != kPlain.end();
}

// "Holdings" in "Paxar Holdings", "Company" in "Paxar Company Ltd".
bool is_designator(const Document& doc, TokenId token) {
  constexpr std::array<std::string_view, 5> kDesignators = {"company", "group", "holding",
                                                            "holdings", "international"};
  return doc.shared().segments.info(token).casing == Casing::capitalized &&
         !doc.context().title_case() &&
         std::find(kDesignators.begin(), kDesignators.end(), doc.context().key(token)) !=
             kDesignators.end();
}

}  // namespace

// The end of the legal form that follows a name, else the end of the name.
TokenId after_legal_form(const Document& doc, TokenId end) {
  const Segments& s = doc.shared().segments;
  TokenId reach = end;
  for (TokenId t = end; t < doc.context().end() && t < end + kLegalWords; ++t) {
    if (s.info(t - 1).possessive != 0) break;
    const std::string_view gap = doc.context().gap(t - 1, t);
    const bool joined = gap == " " || gap == ", " || gap == ". " || gap == " & ";
    if (!joined) break;
    if (is_legal_form(doc, t) || is_designator(doc, t)) {
      reach = t + 1;
    } else if (doc.context().key(t) != "and") {
      break;
    }
  }
  return reach;
}

float judge_stem(const Document& doc, Hit& hit) {
  if (after_legal_form(doc, hit.end()) != hit.end()) return kStemWithForm;
  if (doc.form(hit).words.size() > 1) return kStem;
  const TokenId last = hit.end() - 1;
  if (doc.context().inside_name(hit.begin(), last)) return 0;
  if (doc.present(hit.actor)) {
    hit.method = Method::back_reference;
    return kPartOfPresent;
  }
  hit.method = Method::unique_short;
  constexpr Traits kNobody = kOrdinary | kGivenName | kNationality | kTitle | kCalendar | kHeadNoun;
  if (doc.context().is(last, kNobody) || doc.context().placed(hit.begin())) return 0;
  return doc.shared().evidence.independent(doc.shared().segments.key(last), hit.actor) &&
                 !doc.generous()
             ? 0
             : kAlone;
}

}  // namespace polyvocal::naming
