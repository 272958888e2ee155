#include "voice/cue_source.h"

#include <algorithm>

namespace polyvocal::voicing {

namespace {

using english::Item;
using english::kNone;
using english::Syntax;
using english::Tag;
using english::VerbGroup;

class CueSourceFinder {
 public:
  CueSourceFinder(const VoiceInput& input, const SentenceView& view, const Rows& rows,
                  const Cue& cue)
      : in_(input), view_(view), s_(view.syntax()), rows_(rows), cue_(cue) {}

  CueSource find_source(std::int32_t i, std::int32_t last, const VerbGroup& group) {
    CueSource at;
    at.boundary = group.first;
    at.after = last + 1;
    if (group.passive) {
      find_agent(i, at);
      return at;
    }
    if (cue_.lemma != "tell" && inverted(i, last, group)) {
      const std::int32_t chunk = s_.at(last + 1).chunk;
      at.source = read_source(in_, s_, chunk, s_.size(), true);
      at.inverted = true;
      at.after = at.source.last + 1;
      return at;
    }
    if (!group.finite) {
      find_participle_source(i, group, at);
      return at;
    }
    if (group.subject == kNone) return at;
    const english::Chunk& subject = s_.chunk(group.subject);
    if (subject.first >= group.first) return at;
    // "X, who said": X is the source, not "who".
    const english::Clause& clause = s_.clause_of(i);
    const bool relative = clause.antecedent == group.subject;
    const std::int32_t limit = relative ? std::max(subject.head + 1, clause.first)
                                        : verb_of(group.subject, subject.head, group.first);
    at.source = read_source(in_, s_, group.subject, limit, relative);
    at.relative = relative;
    at.boundary = subject.first;
    return at;
  }

  // "the army left and said": the first verb of the subject ends its phrase; not in "the report
  // released on Friday said".
  [[nodiscard]] std::int32_t verb_of(std::int32_t chunk, std::int32_t head,
                                     std::int32_t limit) const {
    std::int32_t link = limit - 1;
    while (link > head && s_.at(link).tag == Tag::adverb) --link;
    const Tag joint = s_.at(link).tag;
    if (joint != Tag::coordinator && joint != Tag::contrast && reduced(head, limit)) return limit;
    for (std::int32_t k = head + 1; k < limit; ++k) {
      if (s_.at(k).verb == kNone) continue;
      const VerbGroup& other = s_.verb(s_.at(k).verb);
      if (other.finite && other.subject == chunk && other.first > head &&
          s_.clauses[static_cast<std::size_t>(other.clause)].antecedent != chunk) {
        return other.first;
      }
    }
    return limit;
  }

  // A participle right behind a common noun, and neither comma nor clause before `limit`.
  [[nodiscard]] bool reduced(std::int32_t head, std::int32_t limit) const {
    if (head + 1 >= limit || s_.at(head + 1).verb == kNone) return false;
    const Item& next = s_.at(head + 1);
    const bool named = s_.at(head).capital && head > 0;  // "People briefed on the move said"
    if (named || s_.at(head).tag == Tag::pronoun) return false;
    for (std::int32_t k = head + 1; k <= limit; ++k) {
      const Tag tag = s_.at(k).tag;
      const bool clause = tag == Tag::that || tag == Tag::relative || tag == Tag::subordinator;
      if (clause || view_.gap_has(k, english::kBreak)) return false;
    }
    return (next.word.forms & english::kParticiple) != 0;
  }

  // "as reported by X", "is said to".
  void find_agent(std::int32_t i, CueSource& at) {
    for (std::int32_t k = i + 1; k < s_.size() && k < i + 3; ++k) {
      if (view_.word(k) == "by" && k + 1 < s_.size() && s_.at(k + 1).chunk != kNone) {
        at.source = read_source(in_, s_, s_.at(k + 1).chunk, s_.size(), true);
        at.after = at.source.last + 1;
      }
    }
  }

  // ", saying that": who spoke before in the sentence, else the subject of the verb it hangs on.
  void find_participle_source(std::int32_t i, const VerbGroup& group, CueSource& at) {
    const bool comma = view_.gap_has(group.first, english::kBreak | english::kCloseQuote);
    at.boundary = 0;
    const bool as = i > 0 && view_.word(i - 1) == "as";
    const Tag before = i > 0 ? s_.at(i - 1).tag : Tag::noun;
    const bool by = i > 0 && view_.word(i - 1) == "by";              // "responded by saying"
    if (!comma && !as && !by && before == Tag::preposition) return;  // "of countering"
    if (group.first == 0) return;
    const std::int32_t left = as ? i - 2 : i - 1;
    if (!comma && !by && left >= 0 && s_.at(left).chunk != kNone &&
        (as || !said_in_writing(left, group))) {
      const std::int32_t chunk = as ? s_.at(left).chunk : whole_phrase(s_.at(left).chunk);
      at.source = read_source(in_, s_, chunk, as ? i - 1 : i, true);
      return;
    }
    if (comma && rows_.in_sentence()) {
      const Attribution& row = rows_.at(rows_.size() - 1);
      at.source.span = row.source;
      at.source.actor = row.source_actor;
      return;
    }
    if (group.subject == kNone) return;
    // "a group of members met to discuss": up to the verb that the infinitive hangs on.
    const std::int32_t head = s_.chunk(group.subject).head;
    const std::int32_t verb = group.governor == kNone ? kNone : s_.verb(group.governor).first;
    const bool behind = verb > head && s_.verb(group.governor).finite;
    const std::int32_t limit = behind ? verb_of(group.subject, head, verb) : head + 1;
    at.source = read_source(in_, s_, group.subject, limit, !behind);
  }

  // Not "mocking his rival, and Ann Lee | accusing", "the worries of the day and more time".
  [[nodiscard]] bool joins_subject(const english::Chunk& chunk) const {
    const english::Chunk& left = s_.chunk(chunk.joined_to);
    for (std::int32_t k = left.head + 1; k <= chunk.first; ++k) {
      if (view_.gap_has(k, english::kBreak) && s_.at(k).tag == Tag::coordinator) return false;
    }
    if (left.first == 0) return true;
    if (left.preposition != kNone) return view_.word(left.preposition) == "with";
    return s_.at(left.first - 1).verb == kNone;
  }

  // "half", "30 percent", "one" of something
  [[nodiscard]] bool is_share(const english::Chunk& chunk) const {
    const Item& first = s_.at(chunk.first);
    return first.tag == Tag::number || first.word.is(english::kNumber);
  }

  // "half of the voters | saying", "marchers and residents | chanting": the phrase from its start.
  [[nodiscard]] std::int32_t whole_phrase(std::int32_t chunk) const {
    for (int step = 0; step < 4; ++step) {
      const english::Chunk& c = s_.chunk(chunk);
      if (c.joined_to != kNone && joins_subject(c)) {
        chunk = c.joined_to;
      } else if (c.parent != kNone && is_share(s_.chunk(c.parent))) {
        chunk = c.parent;
      } else {
        break;
      }
    }
    return chunk;
  }

  // "released a statement on Monday | saying", "spent Thursday | explaining": the words are those
  // of the subject, not of what was written, nor of the day. Whoever cites a text does not say it.
  [[nodiscard]] bool said_in_writing(std::int32_t left, const VerbGroup& group) const {
    if (group.governor == kNone || group.subject == kNone) return false;
    const VerbGroup& verb = s_.verb(group.governor);
    if (!verb.finite || verb.head >= left) return false;
    if (s_.at(verb.head).tag == Tag::aux || in_.cues.takes_in(view_.key(verb.head))) return false;
    for (std::int32_t k = left; k > verb.head; --k) {
      if (s_.at(k).chunk == kNone) continue;
      const english::Chunk& chunk = s_.chunk(s_.at(k).chunk);
      const Item& head = s_.at(chunk.head);
      if (in_.cues.is_writing(view_.key(chunk.head))) return true;
      const bool aside =
          head.word.is(english::kTime) || head.tag == Tag::number || chunk.preposition != kNone;
      if (!aside) return false;
      k = chunk.first;
    }
    return s_.at(left).word.is(english::kTime);
  }

  // "...," said the security source.
  [[nodiscard]] bool inverted(std::int32_t i, std::int32_t last, const VerbGroup& group) const {
    if (group.first != i || (group.forms & (english::kPast | english::kThird)) == 0) return false;
    const bool opens = i == 0 && s_.at(i).word.is(english::kSpeech);  // 'Said Ann Lee: "..."'
    if (!opens && !view_.gap_has(i, english::kComma | english::kCloseQuote | english::kDash)) {
      return false;
    }
    if (last + 1 >= s_.size()) return false;
    const Item& next = s_.at(last + 1);
    if (next.chunk == kNone || (next.gap & english::kBreak) != 0) return false;
    const english::Chunk& chunk = s_.chunk(next.chunk);
    if (chunk.first != last + 1 || s_.at(chunk.head).word.is(english::kTime)) return false;
    if (view_.gap_has(i, english::kCloseQuote) || (opens && !finite_verb_after(last))) return true;
    // No subject of its own: what stands before is a full clause.
    return !view_.clause_follows(last + 1) && (group.subject == kNone || view_.verb_before(i));
  }

 private:
  // A finite verb before the next mark.
  [[nodiscard]] bool finite_verb_after(std::int32_t last) const {
    for (std::int32_t k = last + 1; k < s_.size(); ++k) {
      if (view_.gap_has(k, english::kBreak | english::kOpenQuote)) return false;
      if (s_.at(k).verb != kNone && s_.verb(s_.at(k).verb).finite) return true;
    }
    return true;
  }

  const VoiceInput& in_;
  const SentenceView& view_;
  const Syntax& s_;
  const Rows& rows_;
  const Cue& cue_;
};

}  // namespace

CueSource find_cue_source(const VoiceInput& input, const SentenceView& view, const Rows& rows,
                          std::int32_t i, std::int32_t last, const Cue& cue) {
  const english::VerbGroup& group = view.syntax().verb(view.syntax().at(i).verb);
  return CueSourceFinder(input, view, rows, cue).find_source(i, last, group);
}

}  // namespace polyvocal::voicing
