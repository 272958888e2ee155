#include "stance/rules/attachment.h"

#include <algorithm>
#include <cmath>

namespace polyvocal::scoring {

namespace {

using english::Chunk;
using english::Item;
using english::kNone;
using english::Syntax;
using english::Tag;
using english::VerbGroup;

// Set by hand, checked against NewsMTSC (`python -m bench.quality newsmtsc`): the order matters,
// the second decimal does not.
constexpr double kSamePhrase = 1.0;      // "the brutal X"
constexpr double kOwned = 0.9;           // "X's brutal campaign"
constexpr double kApposition = 0.9;      // "X, a warlord"
constexpr double kCommanded = 0.56;      // "militias led by X", "X-allied militias"
constexpr double kComplement = 0.7;      // "the success of X"
constexpr double kPredicate = 1.0;       // "X is brutal"
constexpr double kPredicatePart = 0.6;   // "X made progress"
constexpr double kPredicateAside = 0.5;  // "X is in an awkward position"
constexpr double kPassivePart = 0.42;    // "X was given a warm welcome"
constexpr double kAdverb = 0.5;          // "X brutally ..."
constexpr double kClause = 0.35;         // elsewhere in the clause, falling with distance
constexpr double kOtherClause = 0.15;    // in another clause of the sentence
constexpr double kDecay = 12;            // words

constexpr double kColours = 0.35;     // table weight from which a word colours its clause
constexpr std::int32_t kFar = 40;     // words from a verb
constexpr std::int32_t kCommand = 6;  // words to "led by X"

// In the phrase of the name.
double within_phrase(const Sentence& sentence, const Said& said, std::int32_t name) {
  const Syntax& s = sentence.syntax();
  const Chunk& phrase = s.chunk(s.at(name).chunk);
  const bool head = phrase.head == name;
  if (sentence.is_name(phrase.head) && !head) return 0;  // "Russia's brutal X"
  // "X's rival militia leader": what stands before another name's possessive is not about it.
  for (std::int32_t k = said.last + 1; k < name; ++k) {
    if (sentence.is_name(k) && s.at(k).possessive) return 0;
  }
  if (head) return kSamePhrase;
  const Item& noun = s.at(phrase.head);
  const bool glued = (s.at(name + 1).gap & english::kHyphen) != 0;
  if (glued) return kCommanded;
  if (noun.word.is(english::kOffice) || sentence.entry(phrase.head).noun_frame >= 0) return kOwned;
  // "X's failure" is X's; "X's brutal son" and "Libya's major oil fields" are not.
  if (noun.word.is(english::kPerson)) return 0;
  const bool itself = said.last == phrase.head && s.at(name).possessive;
  return itself && said.kind == CueKind::evaluation ? kComplement : 0;
}

// In the phrase of the name, in one that explains it, or in one that it completes.
double by_phrase(const Sentence& sentence, const Said& said, std::int32_t name) {
  const Syntax& s = sentence.syntax();
  const std::int32_t cue_chunk = s.at(said.last).chunk;
  const std::int32_t name_chunk = s.at(name).chunk;
  if (cue_chunk == kNone || name_chunk == kNone) return 0;
  if (cue_chunk == name_chunk) return within_phrase(sentence, said, name);
  const Chunk& phrase = s.chunk(name_chunk);
  const Chunk& cue_phrase = s.chunk(cue_chunk);
  if (phrase.head != name) return 0;
  if (cue_phrase.apposed_to == name_chunk || phrase.apposed_to == cue_chunk) return kApposition;
  return phrase.parent == cue_chunk && !sentence.is_name(cue_phrase.head) ? kComplement : 0;
}

// How firmly a word is said of the subject of a verb.
double of_subject(const Syntax& s, const Said& said, const VerbGroup& verb) {
  // "recognised by the international community": the label is the participle itself.
  if (said.first == verb.head) {
    return verb.passive || said.kind == CueKind::outcome ? kApposition : 0;
  }
  const bool adverb = s.at(said.first).tag == Tag::adverb;
  if (said.first < verb.head && !adverb) return 0;
  if (adverb) return kAdverb;
  const std::int32_t chunk = s.at(said.last).chunk;
  const bool aside = chunk != kNone && s.chunk(chunk).preposition != kNone &&
                     s.chunk(chunk).preposition > verb.head;
  if (aside) return kPredicateAside;
  const Item& head = s.at(verb.head);
  if (head.tag == Tag::aux || head.word.is(english::kLinking)) return kPredicate;
  return verb.passive ? kPassivePart : kPredicatePart;
}

// "X is brutal", "X, who made progress", "forces led by X have launched a successful ...".
double by_predicate(const Sentence& sentence, const Said& said, std::int32_t name) {
  const Syntax& s = sentence.syntax();
  const std::int32_t clause = s.at(said.first).clause;
  const auto after =
      std::upper_bound(s.verbs.begin(), s.verbs.end(), said.first + 4,
                       [](std::int32_t item, const VerbGroup& verb) { return item < verb.first; });
  for (auto v = static_cast<std::size_t>(after - s.verbs.begin()); v > 0; --v) {
    const VerbGroup& verb = s.verbs[v - 1];
    if (said.first - verb.head > kFar) break;
    if (verb.clause != clause) continue;
    const double factor = party_factor(sentence.subject(v - 1), name);
    if (factor <= 0) continue;
    const double strength = of_subject(s, said, verb);
    if (strength > 0) return strength * factor;
  }
  return 0;
}

// "militias led by X": the label is X's, in part.
double by_command(const Sentence& sentence, const Said& said, std::int32_t name) {
  const Syntax& s = sentence.syntax();
  const std::int32_t chunk = s.at(said.last).chunk;
  if (chunk == kNone || name < said.last || name - said.last > kCommand) return 0;
  return sentence.commander_of(s.chunk(chunk).head) == name ? kCommanded : 0;
}

// A word colours its clause, and faintly the sentence. States and places are often mere locations:
// not as owners ("Libya's coast") and not behind prepositions ("in Libya").
double by_nearness(const Sentence& sentence, const Said& said, std::int32_t name) {
  const Syntax& s = sentence.syntax();
  if (std::abs(said.base) < kColours || s.at(name).chunk == kNone) return 0;
  const Chunk& phrase = s.chunk(s.at(name).chunk);
  if (sentence.is_place(name)) {
    if (phrase.head != name) return 0;
    if (phrase.preposition != kNone && sentence.word(phrase.preposition) != "by") return 0;
  }
  const double distance = std::abs(name - said.first);
  const bool same = s.at(said.first).clause == s.at(name).clause;
  return (same ? kClause : kOtherClause) * std::exp(-distance / kDecay);
}

}  // namespace

double attachment(const Sentence& sentence, const Said& said, std::int32_t name, bool reversed) {
  double strength = by_phrase(sentence, said, name);
  if (strength > 0) return strength;
  strength = by_predicate(sentence, said, name);
  // "hosted various militias": a label is somebody else's unless the verb says "is" - or fights it.
  const bool other = said.kind == CueKind::label && !reversed && strength <= kPredicatePart;
  if (strength > 0 && !other) return strength;
  strength = by_command(sentence, said, name);
  if (strength > 0 || said.kind != CueKind::evaluation) return strength;
  return by_nearness(sentence, said, name);
}

}  // namespace polyvocal::scoring
