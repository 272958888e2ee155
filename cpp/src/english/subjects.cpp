#include "english/steps.h"

namespace polyvocal::english {

namespace {

class SubjectFinder : private SyntaxStep {
 public:
  using SyntaxStep::SyntaxStep;

  void find_subjects() {
    for (std::size_t v = 0; v < s_.verbs.size(); ++v) {
      VerbGroup& verb = s_.verbs[v];
      const auto id = static_cast<std::int32_t>(v);
      if (verb.infinitive || (!verb.finite && !verb.passive)) {
        find_governor(verb, id);
        continue;
      }
      if (verb.finite) {
        verb.subject = subject_of_finite(verb, id);
      } else {
        verb.subject = subject_of_participle(verb, id);
      }
    }
  }

 private:
  // "forces led by X and recognised by Y", "X, who is acting here and supported by Y".
  [[nodiscard]] std::int32_t subject_of_participle(const VerbGroup& verb, std::int32_t id) const {
    const Item* prev = item(verb.first - 1);
    if (prev != nullptr && prev->tag == Tag::coordinator && id > 0) {
      const VerbGroup& other = s_.verb(id - 1);
      const std::int32_t left = chunk_before(verb.first - 1);
      const bool names_it =
          left != kNone && s_.chunk(left).preposition == kNone && s_.chunk(left).first > other.head;
      if (!names_it) return other.subject;
    }
    std::int32_t chunk = chunk_before(verb.first);
    // "the council of elders, backed by": what the phrase completes.
    const bool comma = (s_.at(verb.first).gap & kBreak) != 0;
    for (int step = 0; step < 6 && chunk != kNone; ++step) {
      const Chunk& c = s_.chunk(chunk);
      if (c.apposed_to != kNone) {
        chunk = c.apposed_to;
      } else if (comma && c.parent != kNone && s_.at(c.head).mention == kNone) {
        chunk = c.parent;
      } else {
        break;
      }
    }
    return chunk;
  }

  // Infinitives and gerunds take the subject of the verb they hang on.
  void find_governor(VerbGroup& verb, std::int32_t id) {
    // ", saying ...": said of the main verb, not of an infinitive in between.
    const bool apart = !verb.infinitive && (s_.at(verb.first).gap & kComma) != 0;
    for (std::int32_t k = id - 1; k >= 0 && k > id - 4; --k) {
      const VerbGroup& other = s_.verb(k);
      if (other.clause != verb.clause || (apart && !other.finite)) continue;
      if (s_.at(other.head).quoted != s_.at(verb.head).quoted) continue;
      const bool touches = verb.first - other.head <= (apart ? kReach / 2 : 12);
      if (!touches) break;
      verb.governor = k;
      verb.subject = other.subject;
      return;
    }
    if (verb.infinitive) return;
    if (apart && id > 0) {  // "When Ann Lee broke off her speech, saying she was ill, ..."
      const VerbGroup& other = s_.verb(id - 1);
      if (other.finite && other.clause == s_.at(verb.first - 1).clause &&
          s_.at(other.head).quoted == s_.at(verb.head).quoted) {
        verb.governor = id - 1;
        verb.subject = other.subject;
        return;
      }
    }
    verb.subject = chunk_before(verb.first);
  }

  // The phrase that ends right before item i (a comma may stand between).
  [[nodiscard]] std::int32_t chunk_before(std::int32_t i) const {
    std::int32_t k = i - 1;
    while (k >= 0 && k > i - 3 && s_.at(k).tag == Tag::adverb) --k;
    return k >= 0 ? s_.at(k).chunk : kNone;
  }

  // "the army left the city and said": the verb before a coordinator gives its subject.
  [[nodiscard]] std::int32_t shared_subject(const VerbGroup& verb, std::int32_t id) const {
    std::int32_t k = verb.first - 1;
    while (k > 0 && s_.at(k).tag == Tag::adverb && s_.at(k).verb == kNone) --k;
    if (k <= 0 || (s_.at(k).tag != Tag::coordinator && s_.at(k).tag != Tag::contrast)) return kNone;
    const std::int32_t left = s_.at(k - 1).clause;
    for (std::int32_t v = id - 1; v >= 0 && v > id - 6; --v) {
      const VerbGroup& other = s_.verb(v);
      if (other.finite && (other.clause == verb.clause || other.clause == left)) {
        return other.subject;
      }
    }
    return kNone;
  }

  [[nodiscard]] std::int32_t subject_of_finite(const VerbGroup& verb, std::int32_t id) const {
    const std::int32_t shared = shared_subject(verb, id);
    if (shared != kNone) return shared;
    std::int32_t found = kNone;
    for (std::int32_t k = verb.first - 1; k >= 0 && k > verb.first - kReach; --k) {
      const Item& it = s_.at(k);
      if (it.clause != verb.clause) continue;
      if (it.verb != kNone && it.verb != id) {
        const VerbGroup& other = s_.verb(it.verb);
        // "attacked and killed": shared subject. A participle inside the subject is passed over.
        if (!other.finite) {
          // "a union representing nurses": what the participle or infinitive takes is no subject.
          const bool modifies =
              other.first > 0 && (s_.at(other.first - 1).chunk != kNone || aside(other, verb));
          const bool object = found != kNone && modifies && s_.chunk(found).preposition == kNone &&
                              (s_.at(s_.chunk(found).first).gap & kBreak) == 0 &&
                              ((s_.at(other.first).gap & kBreak) == 0 || enclosed(other, verb));
          if (object) found = kNone;
          continue;
        }
        if (found == kNone) {
          const bool behind = k + 1 == verb.first || (k + 2 == verb.first && stranded(k + 1));
          const std::int32_t noun = behind ? relative_noun(other) : kNone;
          return noun != kNone ? noun : other.subject;
        }
        if (lists_verbs(verb, other, found)) return other.subject;
        break;
      }
      if (it.chunk == kNone) continue;
      const Chunk& chunk = s_.chunk(it.chunk);
      k = chunk.first;
      if (chunk.preposition != kNone || s_.at(chunk.head).word.is(kTime)) continue;
      if (beside_the_subject(chunk)) continue;
      if (found != kNone && !continues_left(it.chunk, found)) break;
      found = it.chunk;
    }
    if (found != kNone) {
      // "X, the minister, said": the comma before the verb closes the explanation.
      const bool closed = (s_.at(verb.first).gap & (kBreak & ~kCloseParen)) != 0;
      return closed ? before_name(before_aside(completed_by(head_of_apposition(found)))) : found;
    }
    const std::int32_t counted = counted_phrase(verb);
    if (counted != kNone) return counted;
    return s_.clauses[static_cast<std::size_t>(verb.clause)].antecedent;
  }

  // "seized the city, freed the prisoners, | left": the phrase before the comma is the object of
  // the verb before, not of speech, where it begins a clause.
  [[nodiscard]] bool lists_verbs(const VerbGroup& verb, const VerbGroup& other,
                                 std::int32_t found) const {
    if ((s_.at(verb.first).gap & kBreak) != kComma || verb.first != verb.head) return false;
    if (other.passive || (verb.forms & other.forms) == 0) return false;
    const bool speech = s_.at(other.head).word.is(kSpeech | kMarked);
    return !speech && other.subject != kNone && s_.chunk(found).first == other.head + 1;
  }

  // ", 59," and ", Mass.," behind a name, "all" of "Ann Lee and Bo Diaz all said".
  [[nodiscard]] bool beside_the_subject(const Chunk& chunk) const {
    const Item& first = s_.at(chunk.first);
    const bool comma = (first.gap & kComma) != 0;
    if (chunk.first == chunk.head && comma && s_.at(chunk.head).tag == Tag::number) return true;
    if (comma && chunk.apposed_to != kNone && first.capital) {
      const Chunk& place = s_.chunk(chunk.apposed_to);
      return place.preposition != kNone && chunk.first == chunk.head;
    }
    const bool quantifier = chunk.first == chunk.head && first.tag == Tag::pronoun &&
                            first.word.is(kDeterminer) && chunk.first > 0;
    return quantifier && (first.gap & ~kCloseParen) == 0 &&
           ((first.gap & kCloseParen) != 0 || s_.at(chunk.first - 1).chunk != kNone);
  }

  // "X, without naming Y, also said": a preposition and its gerund between a pair of commas.
  [[nodiscard]] bool aside(const VerbGroup& gerund, const VerbGroup& verb) const {
    const Item& opener = s_.at(gerund.first - 1);
    if (opener.tag != Tag::preposition || (opener.gap & kComma) == 0) return false;
    std::int32_t k = verb.first;
    while (k > gerund.head && s_.at(k - 1).tag == Tag::adverb && (s_.at(k).gap & kComma) == 0) --k;
    return (s_.at(k).gap & kComma) != 0;
  }

  // "X, opening the museum on Monday, said": between a pair of commas.
  [[nodiscard]] bool enclosed(const VerbGroup& participle, const VerbGroup& verb) const {
    return (s_.at(participle.first).gap & kComma) != 0 && (s_.at(verb.first).gap & kComma) != 0;
  }

  [[nodiscard]] bool continues_left(std::int32_t left, std::int32_t right) const {
    const Chunk& chunk = s_.chunk(right);
    return chunk.joined_to == left || chunk.apposed_to == left;
  }

  // "the people I have spoken | with said": a preposition without its phrase.
  [[nodiscard]] bool stranded(std::int32_t k) const {
    return s_.at(k).tag == Tag::preposition && s_.at(k + 1).gap == 0;
  }

  // "the experts I interviewed | said": the noun before the subject of a relative clause that no
  // word opens.
  [[nodiscard]] std::int32_t relative_noun(const VerbGroup& verb) const {
    if (verb.subject == kNone) return kNone;
    const std::int32_t first = s_.chunk(verb.subject).first;
    if (first < 1 || first > verb.first || s_.at(first).gap != 0) return kNone;
    return s_.at(s_.chunk(verb.subject).head).word.is(kPronoun) ? s_.at(first - 1).chunk : kNone;
  }

  // "officials at the ministry, ...", "Ann Lee, 59, of the capital, ...": the phrase that a
  // prepositional one completes.
  [[nodiscard]] std::int32_t completed_by(std::int32_t chunk) const {
    for (int step = 0; step < 8; ++step) {
      const Chunk& c = s_.chunk(chunk);
      if (c.preposition < 1 || s_.at(c.preposition - 1).chunk == kNone) return chunk;
      const Item& prep = s_.at(c.preposition);
      const bool of = words_of(prep) == "of";
      if ((prep.gap & (of ? kBreak & ~kComma : kBreak)) != 0) return chunk;
      chunk = head_of_apposition(s_.at(c.preposition - 1).chunk);
    }
    return chunk;
  }

  // "Ann Lee, facing a challenge in the north, | said": the phrase before the participle.
  [[nodiscard]] std::int32_t before_aside(std::int32_t chunk) const {
    const std::int32_t first = s_.chunk(chunk).first;
    const Item* left = item(first - 1);
    if (first < 2 || left == nullptr || left->verb == kNone) return chunk;
    const VerbGroup& aside = s_.verb(left->verb);
    const bool participle = !aside.finite && !aside.infinitive && aside.head == first - 1;
    if (!participle || (s_.at(aside.first).gap & kComma) == 0 || aside.first == 0) return chunk;
    const std::int32_t outer = s_.at(aside.first - 1).chunk;
    return outer == kNone ? chunk : head_of_apposition(outer);
  }

  // "The governor's chief of staff, | Ann Lee, said": the phrase that the name explains.
  [[nodiscard]] std::int32_t before_name(std::int32_t chunk) const {
    const Chunk& name = s_.chunk(chunk);
    if (name.first < 1 || (s_.at(name.first).gap & kBreak) != kComma) return chunk;
    if (!s_.at(name.first).capital || s_.at(name.head).tag != Tag::noun || s_.title_case) {
      return chunk;
    }
    const std::int32_t left = s_.at(name.first - 1).chunk;
    if (left == kNone || s_.chunk(left).clause != name.clause) return chunk;
    const std::int32_t whole = head_of_apposition(completed_by(left));
    const Chunk& phrase = s_.chunk(whole);
    const Item& head = s_.at(phrase.head);
    const bool person = head.word.is(kOffice | kSourceNoun | kPerson) || one_of(phrase);
    const bool opens = phrase.first == 0 || s_.at(phrase.first).gap != 0 ||
                       any_of(s_.at(phrase.first - 1).tag, Tag::coordinator, Tag::contrast,
                              Tag::that, Tag::subordinator);
    return person && opens && phrase.preposition == kNone ? whole : chunk;
  }

  // "one of them, another of the guests"
  [[nodiscard]] bool one_of(const Chunk& phrase) const {
    const Item* next = item(phrase.head + 1);
    return s_.at(phrase.head).word.is(kNumber | kDeterminer) && next != nullptr &&
           words_of(*next) == "of";
  }

  // "four out of ten voters", "nine in ten adults": what a number is a part of.
  [[nodiscard]] std::int32_t counted_phrase(const VerbGroup& verb) const {
    const std::int32_t chunk = chunk_before(verb.first);
    if (chunk == kNone || s_.chunk(chunk).preposition < 1) return kNone;
    std::int32_t k = s_.chunk(chunk).preposition - 1;
    if (words_of(s_.at(k)) == "out" && k > 0) --k;
    const bool number = s_.at(k).tag == Tag::number || s_.at(k).word.is(kNumber);
    return number && s_.at(s_.chunk(chunk).first).tag == Tag::number ? chunk : kNone;
  }

  [[nodiscard]] std::int32_t head_of_apposition(std::int32_t chunk) const {
    for (int step = 0; step < 8 && s_.chunk(chunk).apposed_to != kNone; ++step) {
      chunk = s_.chunk(chunk).apposed_to;
    }
    return chunk;
  }
};

}  // namespace

void find_subjects(std::string_view text, Syntax& out) { SubjectFinder(text, out).find_subjects(); }

}  // namespace polyvocal::english
