#include <algorithm>

#include "english/steps.h"

namespace polyvocal::english {

namespace {

class PhraseBuilder : private SyntaxStep {
 public:
  using SyntaxStep::SyntaxStep;

  void build_phrases() {
    build_chunks();
    attach_chunks();
  }

 private:
  void build_chunks() {
    std::int32_t i = 0;
    while (i < s_.size()) {
      const Item& it = s_.at(i);
      if (it.tag == Tag::pronoun) {
        add_chunk(i, i);
        ++i;
      } else if (inside_phrase(it.tag) && it.verb == kNone) {
        i = add_phrase(i);
      } else {
        ++i;
      }
    }
  }

  std::int32_t add_phrase(std::int32_t first) {
    std::int32_t head = kNone;
    std::int32_t k = first;
    for (; k < s_.size(); ++k) {
      const Item& it = s_.at(k);
      if (it.verb != kNone) break;
      if (!inside_phrase(it.tag) && !(k > first && head == kNone && qualifying_adverb(k))) break;
      if (k > first && (it.gap & kBreak) != 0) break;
      if (k > first && it.clause != s_.at(first).clause) break;
      if (head != kNone && begins_next(k)) break;
      if (it.tag == Tag::noun || it.tag == Tag::number) head = k;
    }
    if (head != kNone) {
      add_chunk(first, head);
      return std::max(head + 1, first + 1);
    }
    return std::max(k, first + 1);
  }

  // Does item k begin another phrase, the one before having its head?
  [[nodiscard]] bool begins_next(std::int32_t k) const {
    const Item& it = s_.at(k);
    const Item& left = s_.at(k - 1);
    // A determiner starts the next phrase: "gave the army | a free hand".
    const bool in_name = it.word.casing == Casing::upper && left.capital;  // "USA TODAY"
    const bool time =
        it.tag == Tag::noun && it.word.is(kTime) && (it.gap & kHyphen) == 0 && !in_name;
    if ((it.tag == Tag::determiner || time) && !left.possessive) return true;
    if (opens_circumstance(k) || opens_bare_relative(k)) return true;
    // "last week | Ann Lee"
    return left.tag == Tag::noun && left.word.is(kTime) && !left.capital && it.capital &&
           it.gap == 0;
  }

  // "At the convention | Ann Lee said": a name behind the thing that opens the sentence.
  [[nodiscard]] bool opens_circumstance(std::int32_t k) const {
    const Item& it = s_.at(k);
    const Item& left = s_.at(k - 1);
    if (!it.capital || it.gap != 0 || it.possessive || s_.title_case) return false;
    if (left.tag != Tag::noun || left.capital || left.mention != kNone) return false;
    if (left.possessive || left.word.is(kOffice | kPerson | kSourceNoun)) return false;
    std::int32_t first = k - 1;
    while (first > 0 && inside_phrase(s_.at(first).tag) && (s_.at(first).gap & kBreak) == 0)
      --first;
    if (s_.at(first).tag != Tag::preposition || first != 0) return false;
    for (std::int32_t i = k + 1; i < s_.size() && i < k + 6; ++i) {  // and the name is a subject
      if (s_.at(i).verb != kNone) return s_.verb(s_.at(i).verb).finite;
      if (!s_.at(i).capital && s_.at(i).tag != Tag::adverb) return (s_.at(i).gap & kOpenParen) != 0;
    }
    return false;
  }

  // "a step | Ann Lee said would help": two verbs in a row, so the name is the subject of the
  // first.
  [[nodiscard]] bool opens_bare_relative(std::int32_t k) const {
    const Item& it = s_.at(k);
    const Item& left = s_.at(k - 1);
    if (!it.capital || it.gap != 0 || s_.title_case || left.possessive) return false;
    if (left.tag != Tag::noun || left.capital || left.mention != kNone) return false;
    for (std::int32_t i = k; i + 1 < s_.size() && i < k + 6; ++i) {
      const Item& word = s_.at(i);
      if (word.verb == kNone) {
        if (!inside_phrase(word.tag) || (i > k && word.gap != 0)) return false;
        continue;
      }
      const Item& next = s_.at(i + 1);
      return word.word.is(kSpeech) && next.gap == 0 && next.verb != kNone &&
             next.verb != word.verb && s_.verb(next.verb).finite;
    }
    return false;
  }

  // "a more aggressive way", "the only candidate": an adverb inside the phrase.
  [[nodiscard]] bool qualifying_adverb(std::int32_t k) const {
    if (s_.at(k).tag != Tag::adverb || s_.at(k).word.forms != 0) return false;
    const Item* it = item(k + 1);
    if (it == nullptr || (it->gap & kBreak) != 0) return false;
    return it->tag == Tag::adjective || (it->tag == Tag::noun && !it->capital && it->verb == kNone);
  }

  void add_chunk(std::int32_t first, std::int32_t head) {
    Chunk chunk;
    chunk.first = first;
    chunk.head = head;
    chunk.clause = s_.at(head).clause;
    const auto id = static_cast<std::int32_t>(s_.chunks.size());
    for (std::int32_t k = first; k <= head; ++k) s_.at(k).chunk = id;
    s_.chunks.push_back(chunk);
  }

  void attach_chunks() {
    for (std::size_t c = 0; c < s_.chunks.size(); ++c) {
      Chunk& chunk = s_.chunks[c];
      const Item* prev = item(chunk.first - 1);
      const Gap gap = s_.at(chunk.first).gap;
      const auto previous = static_cast<std::int32_t>(c) - 1;
      if (prev != nullptr && (gap & kBreak) == 0 &&
          (prev->tag == Tag::preposition || prev->tag == Tag::to)) {
        chunk.preposition = chunk.first - 1;
        attach_complement(chunk, previous);
      } else if (previous >= 0) {
        attach_neighbour(chunk, previous, gap, prev);
      }
    }
    attach_relatives();
  }

  void attach_complement(Chunk& chunk, std::int32_t previous) {
    const Item& prep = s_.at(chunk.preposition);
    const std::string_view word = words_of(prep);
    if (previous >= 0 && word == "of" && s_.chunk(previous).head + 1 == chunk.preposition &&
        (prep.gap & kBreak) == 0) {
      chunk.parent = previous;
    }
  }

  // "Ann Lee (R-Ohio) and | Bo Diaz": the phrase before a bracket of one phrase, else `previous`.
  [[nodiscard]] std::int32_t before_bracket(std::int32_t previous, std::int32_t first) const {
    const Chunk& inner = s_.chunk(previous);
    if (previous == 0 || (s_.at(inner.first).gap & kOpenParen) == 0) return previous;
    const Item* next = item(inner.head + 1);
    if (next == nullptr || (next->gap & kCloseParen) == 0 || inner.head + 2 < first) {
      return previous;
    }
    const std::int32_t outer = s_.at(inner.first - 1).chunk;
    return outer == kNone ? previous : outer;
  }

  void attach_neighbour(Chunk& chunk, std::int32_t previous, Gap gap, const Item* prev) {
    const std::int32_t outer = before_bracket(previous, chunk.first);
    const std::int32_t edge = s_.chunk(previous).head;  // where what stands before ends
    previous = outer;
    const Chunk& before = s_.chunk(previous);
    const Gap closed = outer == s_.at(edge).chunk ? Gap{0} : kCloseParen;
    const bool even = prev != nullptr && prev->tag == Tag::adverb && prev->verb == kNone &&
                      chunk.first >= 2 && gap == 0 && edge + 3 == chunk.first;
    if (even) {  // "the army and even | some lawyers"
      prev = item(chunk.first - 2);
      gap = s_.at(chunk.first - 1).gap;
    }
    const bool joined = prev != nullptr && prev->tag == Tag::coordinator &&
                        (edge + 2 == chunk.first || even) &&
                        ((gap | prev->gap) & (kBreak & ~(kComma | closed))) == 0;
    const bool adjacent = edge + 1 == chunk.first;
    // "by the community, and the army ...": after a comma two phrases are no pair of one
    // preposition.
    const bool apart = joined && (prev->gap & kComma) != 0 && before.joined_to == kNone &&
                       before.preposition != kNone;
    const bool listed = adjacent && (gap & kComma) != 0 && (gap & kCloseQuote) == 0;
    if ((joined && !apart) || (listed && list_goes_on(chunk.head))) {
      chunk.joined_to = previous;
      chunk.preposition = before.preposition;
      chunk.parent = before.parent;
    } else if (adjacent && gap == 0 && s_.at(chunk.head).capital &&
               !opens_circumstance(chunk.first) && !opens_bare_relative(chunk.first) &&
               s_.at(chunk.head).tag == Tag::noun && !s_.at(before.head).word.is(kTime)) {
      chunk.apposed_to = previous;  // "the group The Interest"
      chunk.preposition = before.preposition;
    } else if (opening_ended(chunk, before, gap)) {
      return;
    } else if (adjacent && can_explain(chunk, before, gap)) {
      chunk.apposed_to = previous;
    } else if (adjacent && (gap & (kComma | kDash)) != 0) {
      attach_after_complements(chunk, previous);
    }
  }

  // "As the talks ended badly, | Ann Lee": the comma closes a clause that opened the sentence.
  [[nodiscard]] bool opening_ended(const Chunk& chunk, const Chunk& before, Gap gap) const {
    if ((gap & kBreak) != kComma || before.clause <= chunk.clause) return false;
    return s_.clauses[static_cast<std::size_t>(before.clause)].first == 0;
  }

  // ", the minister," after "Lavrov"; not a subject of its own, a pronoun, a time or other words
  // behind a quotation mark.
  [[nodiscard]] bool can_explain(const Chunk& chunk, const Chunk& before, Gap gap) const {
    if ((gap & (kComma | kDash | kOpenParen)) == 0) return false;
    if ((gap & (kOpenQuote | kCloseQuote)) != 0) return false;
    const Item& head = s_.at(chunk.head);
    const Item& left = s_.at(before.head);
    if (left.tag == Tag::pronoun || (head.tag == Tag::pronoun && !one_of(chunk.head))) return false;
    if (head.word.is(kTime) || left.word.is(kTime)) return false;
    if (before_finite_verb(chunk.head)) return false;
    // "one of the lawyers, Ann Lee,"
    const bool member = before.parent != kNone && head.capital && !s_.title_case &&
                        left.word.is(kOffice | kSourceNoun | kPerson);
    return before.preposition == kNone || left.mention != kNone || head.mention != kNone ||
           left.capital || member;
  }

  // "Ann Lee, one of the leaders, ..."
  [[nodiscard]] bool one_of(std::int32_t head) const {
    const Item* next = item(head + 1);
    return s_.at(head).word.is(kNumber) && next != nullptr && words_of(*next) == "of";
  }

  // A finite verb follows without punctuation: the phrase is its subject.
  [[nodiscard]] bool before_finite_verb(std::int32_t head) const {
    std::int32_t from = head + 1;
    if (from < s_.size() && (s_.at(from).gap & kOpenParen) != 0) {  // "Ann Lee (R-Ohio) said"
      while (from < s_.size() && (s_.at(from).gap & kCloseParen) == 0) ++from;
    }
    for (std::int32_t k = from; k < s_.size() && k < from + 2; ++k) {
      const Item& it = s_.at(k);
      const Gap ends = k == from && from > head + 1 ? kBreak & ~kCloseParen : kBreak;
      if ((it.gap & (ends | kCloseQuote)) != 0) return false;
      if (it.verb != kNone) return s_.verb(it.verb).finite;
      if (it.tag != Tag::adverb) return false;
    }
    return false;
  }

  // "X, head of the council of Y, ...": the phrase after the complements explains X's phrase.
  void attach_after_complements(Chunk& chunk, std::int32_t previous) {
    std::int32_t k = previous;
    while (k >= 0 && s_.chunk(k).parent != kNone) k = s_.chunk(k).parent;
    if (k < 0 || k == previous || s_.chunk(k).apposed_to == kNone) return;
    const Item& head = s_.at(chunk.head);
    if ((head.tag == Tag::pronoun && !one_of(chunk.head)) || head.word.is(kTime)) return;
    if (before_finite_verb(chunk.head)) return;
    if (s_.chunk(previous).head + 1 == chunk.first && s_.chunk(k).clause == chunk.clause) {
      chunk.apposed_to = s_.chunk(k).apposed_to;
    }
  }

  // "Egypt, the Emirates and Russia": another ", X" or "and X" follows this phrase.
  [[nodiscard]] bool list_goes_on(std::int32_t head) const {
    for (std::int32_t k = head + 1; k < s_.size() && k < head + 8; ++k) {
      const Item& it = s_.at(k);
      if (it.tag == Tag::coordinator) {
        const Item* next = item(k + 1);
        return next != nullptr && next->verb == kNone &&
               (inside_phrase(next->tag) || next->tag == Tag::pronoun);
      }
      if (!inside_phrase(it.tag) || it.verb != kNone) return false;
      if ((it.gap & (kBreak & ~kComma)) != 0) return false;
    }
    return false;
  }

  // Clause::antecedent held the item of the relative pronoun until now.
  void attach_relatives() {
    for (Clause& clause : s_.clauses) {
      if (clause.antecedent == kNone) continue;
      std::int32_t k = clause.antecedent - 1;
      clause.antecedent = kNone;
      for (std::int32_t step = 0; k >= 0 && step < 3; --k, ++step) {
        if (s_.at(k).verb != kNone) break;
        const std::int32_t chunk = s_.at(k).chunk;
        if (chunk == kNone) continue;
        if (s_.at(s_.chunk(chunk).head).word.is(kTime) && s_.chunk(chunk).first > 0) {
          k = s_.chunk(chunk).first;  // "a letter Friday that says"
          continue;
        }
        clause.antecedent = chunk;
        break;
      }
    }
  }
};

}  // namespace

void build_phrases(std::string_view text, Syntax& out) { PhraseBuilder(text, out).build_phrases(); }

}  // namespace polyvocal::english
