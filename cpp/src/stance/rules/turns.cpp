#include "stance/rules/turns.h"

#include <algorithm>

namespace polyvocal::scoring {

namespace {

using english::Item;
using english::kNone;
using english::Syntax;
using english::Tag;
using english::VerbGroup;

// What each leaves of a weight.
constexpr double kNegated = -0.6;
constexpr double kConceded = 0.4;
constexpr double kBeforeContrast = 0.6;
constexpr double kConditional = 0.5;
constexpr double kHypothetical = 0.6;
constexpr double kScareQuoted = -0.3;

// Words within which they reach.
constexpr std::int32_t kWords = 5;
constexpr std::int32_t kGoverned = 8;

void turn_by_words(const Sentence& sentence, std::int32_t i, double base, Turn& turn) {
  const Syntax& s = sentence.syntax();
  const bool own_verb = s.at(i).verb != kNone;
  for (std::int32_t k = i - 1; k >= 0 && k >= i - kWords; --k) {
    if ((s.at(k + 1).gap & english::kBreak) != 0) break;
    const Item& item = s.at(k);
    if (item.mention != kNone || item.clause != s.at(i).clause) break;
    if (own_verb && item.verb == s.at(i).verb) continue;
    const StanceWord& entry = sentence.entry(k);
    if (k == i - 1 && entry.degree != 0) turn.apply(entry.degree, item.span);
    if (item.word.is(english::kNegator) && item.tag != Tag::aux) {
      turn.apply(kNegated, item.span);
      return;
    }
    if (entry.reverser == 0) continue;
    // "avert" cancels what is bad, "fail to" what is good.
    const bool failing = entry.reverser < -0.55F;
    if (failing == (base > 0)) {
      turn.apply(entry.reverser, item.span);
    } else if (failing) {
      turn.apply(0.0, item.span);
    }
    return;
  }
}

void turn_by_clause(const Syntax& s, std::int32_t i, Turn& turn) {
  const english::Clause& clause = s.clause_of(i);
  if (clause.conceded) turn.apply(kConceded);
  if (clause.conditional) turn.apply(kConditional);
  if (clause.before_contrast) turn.apply(kBeforeContrast);
}

void turn_by_verb(const Syntax& s, const VerbGroup& verb, Turn& turn) {
  if (verb.negator != kNone && !turn.negated) turn.apply(kNegated, s.at(verb.negator).span);
  if (verb.hypothetical) turn.apply(kHypothetical);
  if (verb.subject == kNone || turn.negated) return;
  const Item& subject = s.at(s.chunk(verb.subject).head);
  const Item& first = s.at(s.chunk(verb.subject).first);
  if (subject.word.is(english::kNegator)) {
    turn.apply(kNegated, subject.span);
  } else if (first.word.is(english::kNegator)) {
    turn.apply(kNegated, first.span);
  }
}

// "did not make progress": the verb that governs the word.
void turn_by_governor(const Syntax& s, std::int32_t i, Turn& turn) {
  auto v = std::lower_bound(s.verbs.begin(), s.verbs.end(), i,
                            [](const VerbGroup& verb, std::int32_t at) { return verb.head < at; });
  while (v != s.verbs.begin()) {
    --v;
    if (i - v->head > kGoverned) return;
    if (v->clause != s.at(i).clause) continue;
    turn_by_verb(s, *v, turn);
    return;
  }
}

// A word or two in quotation marks that nobody is quoted for.
bool scare_quoted(const Sentence& sentence, std::int32_t first, std::int32_t last) {
  const Syntax& s = sentence.syntax();
  const english::Gap after = last + 1 < s.size() ? s.at(last + 1).gap : s.end_gap;
  return (s.at(first).gap & english::kOpenQuote) != 0 && (after & english::kCloseQuote) != 0 &&
         sentence.outlet_speaks(first);
}

}  // namespace

void Turn::apply(double by, Span negator_span) {
  factor *= by;
  if (by > 0) return;
  negated = !negated;
  negator = negator_span;
}

Turn turn_of(const Sentence& sentence, std::int32_t first, std::int32_t last, double base) {
  const Syntax& s = sentence.syntax();
  Turn turn;
  turn_by_words(sentence, first, base, turn);
  turn_by_clause(s, first, turn);
  if (const std::int32_t verb = s.at(first).verb; verb != kNone) {
    turn_by_verb(s, s.verb(verb), turn);
  } else if (!turn.negated) {
    turn_by_governor(s, first, turn);
  }
  if (base > 0 && scare_quoted(sentence, first, last)) {
    turn.apply(kScareQuoted, s.at(first).span);
  }
  return turn;
}

Turn turn_of_event(const Sentence& sentence, std::int32_t noun, double base) {
  Turn turn;
  turn_by_words(sentence, noun, base, turn);
  turn_by_clause(sentence.syntax(), noun, turn);
  return turn;
}

}  // namespace polyvocal::scoring
