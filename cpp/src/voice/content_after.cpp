#include "voice/content_after.h"

#include <algorithm>

namespace polyvocal::voicing {

namespace {

using english::Item;
using english::kNone;
using english::Syntax;
using english::Tag;
using english::VerbGroup;

constexpr std::int32_t kReach = 16;  // words after a cue in which its content begins

class ContentAfter {
 public:
  explicit ContentAfter(const Scene& scene)
      : in_(scene.input), view_(scene.view), s_(scene.view.syntax()) {}

  // First item of a content that follows the cue, or kNone.
  [[nodiscard]] std::int32_t content_start(std::int32_t from, const Cue& cue,
                                           const VerbGroup& group) const {
    for (std::int32_t k = from; k < s_.size() && k < from + kReach; ++k) {
      const Item& it = s_.at(k);
      if ((it.gap & english::kOpenQuote) != 0) {
        // 'posted: "..."' is said; 'posted "..."' may be no more than a word.
        const bool mark = (it.gap & (english::kStop | english::kComma)) != 0;
        if ((cue.frames & kThatOnly) != 0) return mark ? k : kNone;
        return full_quote_or_clause(from, k, cue);
      }
      if ((it.gap & english::kStop) != 0) return (cue.frames & kClause) != 0 ? k : kNone;
      if (it.tag == Tag::that && (cue.frames & (kClause | kThatOnly)) != 0 && !view_.relative(k))
        return k;
      if (it.word.is(english::kQuestion) && k <= from + 2 && (it.gap & english::kBreak) == 0 &&
          (cue.frames & (kClause | kThatOnly)) != 0) {
        return k;
      }
      // "asked Ann Lee if the border was shut", "said if elected he would leave"
      const bool condition = k <= from + 5 && (it.gap & english::kBreak) == 0 &&
                             view_.word(k) == "if" && (cue.frames & kClause) != 0;
      if (condition) return k;
      const bool stops = (it.verb != kNone && !qualifies(from, k)) || it.tag == Tag::relative;
      if (stops || ((it.gap & english::kComma) != 0 && k > from + 4)) break;
    }
    const std::int32_t later = that_after_comma(from, cue);
    return later != kNone ? later : clause_start(from, cue, group);
  }

  [[nodiscard]] std::uint32_t content_end(std::int32_t start, const Cue& cue) const {
    const bool object_only = (cue.frames & (kObject | kNaming)) != 0 &&
                             s_.at(start).tag != Tag::that && !view_.clause_follows(start) &&
                             !view_.gap_has(start, english::kOpenQuote);
    if (!object_only) return view_.end_from(start);
    // The rest of the phrase; a quotation that begins in it is kept whole.
    for (std::int32_t k = start + 1; k < s_.size(); ++k) {
      if (view_.gap_has(k, english::kComma | english::kStop | english::kDash) && !s_.at(k).quoted) {
        if (!phrase_goes_on(k)) return view_.end_of_item(k - 1);
      }
    }
    return view_.end_from(start);
  }

  // "X, who said the army left, is ill": where the sentence goes back to a clause around the cue's.
  [[nodiscard]] std::uint32_t outer_clause(std::int32_t start, std::int32_t verb) const {
    const std::int32_t clause = s_.at(verb).clause;
    for (std::int32_t k = start + 1; k < s_.size(); ++k) {
      const Item& it = s_.at(k);
      if (it.clause < clause && view_.gap_has(k, english::kComma | english::kDash) && !it.quoted) {
        return view_.end_of_item(k - 1);
      }
    }
    return ~0U;
  }

  // "content, X said on Monday, and more content": a few words without a verb, then a mark.
  [[nodiscard]] std::int32_t resume_after(std::int32_t from, std::int32_t reach) const {
    for (std::int32_t k = from; k < s_.size() && k < from + reach; ++k) {
      const Item& it = s_.at(k);
      if (view_.gap_has(k, english::kStop | english::kOpenQuote)) {
        return k == from && view_.gap_has(k, english::kComma) ? k : kNone;
      }
      if (view_.gap_has(k, english::kComma | english::kDash)) {
        return s_.size() - k < 2 || outlet_goes_on(k) ? kNone : k;
      }
      if (it.verb != kNone || it.tag == Tag::that || it.tag == Tag::relative) return kNone;
    }
    return kNone;
  }

 private:
  // "said in an interview | taped before the vote that ...": a participle inside a circumstance.
  [[nodiscard]] bool qualifies(std::int32_t from, std::int32_t k) const {
    const VerbGroup& group = s_.verb(s_.at(k).verb);
    const bool circumstance = s_.at(from).tag == Tag::preposition;
    return circumstance && group.first == k && !group.finite && !group.infinitive;
  }

  // "criticised the bill, which ...", "praised the army, the navy and how they fought".
  [[nodiscard]] bool phrase_goes_on(std::int32_t k) const {
    if (view_.gap_has(k, english::kStop | english::kDash)) return false;
    const Item& it = s_.at(k);
    if (it.tag == Tag::relative) return true;
    if (it.tag == Tag::coordinator && k + 1 < s_.size()) {
      const Item& next = s_.at(k + 1);
      const bool joined = next.chunk != kNone && s_.chunk(next.chunk).joined_to != kNone;
      return joined || next.word.is(english::kQuestion);
    }
    return it.chunk != kNone && s_.chunk(it.chunk).first == k &&
           s_.chunk(it.chunk).joined_to != kNone;
  }

  // "said during a visit to Lake Town, Ohio, that ..."
  [[nodiscard]] std::int32_t that_after_comma(std::int32_t from, const Cue& cue) const {
    if ((cue.frames & (kClause | kThatOnly)) == 0) return kNone;
    for (std::int32_t k = from; k < s_.size() && k < from + 2 * kReach; ++k) {
      const Item& it = s_.at(k);
      if ((it.gap & (english::kStop | english::kOpenQuote | english::kDash)) != 0) return kNone;
      if (it.tag == Tag::that && (it.gap & english::kComma) != 0) return k;
      const bool clause = it.tag == Tag::relative || it.tag == Tag::subordinator;
      if (clause || (it.verb != kNone && s_.verb(it.verb).finite)) return kNone;
    }
    return kNone;
  }

  // ", who ...", ", adding ...", ", when he left": words of the outlet about the statement.
  [[nodiscard]] bool outlet_goes_on(std::int32_t k) const {
    const Item& it = s_.at(k);
    const std::string_view word = view_.word(k);
    if (it.tag == Tag::relative) return true;
    if (it.tag == Tag::subordinator) {
      return word != "because" && word != "since" && word != "though" && word != "although" &&
             word != "if" && word != "unless" && word != "so";
    }
    if (view_.gerund_subject(k)) return false;
    return it.verb != kNone && (it.word.forms & (english::kGerund | english::kParticiple)) != 0 &&
           !s_.verb(it.verb).finite;
  }

  // A quotation opens at k. "said the plan was "a trap"": the clause began earlier.
  [[nodiscard]] std::int32_t full_quote_or_clause(std::int32_t from, std::int32_t k,
                                                  const Cue& cue) const {
    if ((cue.frames & kNaming) != 0) return from;
    if ((cue.frames & kClause) == 0 || k == from) return k;
    if (s_.at(k - 1).tag == Tag::determiner) return from;  // 'said his "trap" had failed'
    const bool listener = (cue.frames & kListener) != 0;
    for (std::int32_t j = listener ? from + 1 : from; j < k; ++j) {
      const Item& it = s_.at(j);
      if (it.verb != kNone && s_.verb(it.verb).finite) return from;
    }
    return k;
  }

  [[nodiscard]] std::int32_t clause_start(std::int32_t from, const Cue& cue,
                                          const VerbGroup& group) const {
    if (from >= s_.size()) return kNone;
    const bool pause = view_.gap_has(from, english::kBreak);
    std::int32_t at = from;
    if ((cue.frames & kListener) != 0 && s_.at(at).chunk != kNone) {
      at = s_.chunk(s_.at(at).chunk).head + 1;
      while (at + 1 < s_.size() && view_.word(at) == "of" && s_.at(at + 1).chunk != kNone) {
        at = s_.chunk(s_.at(at + 1).chunk).head + 1;  // "told the Star of Lake Town"
      }
      if (at >= s_.size()) return kNone;
    }
    const bool clause = view_.clause_follows(at) || view_.gerund_subject(at);
    if ((cue.frames & kClause) != 0 && !pause && clause) return skip_time(at);
    if ((cue.frames & kThatOnly) != 0 && !pause && pronoun_clause(at)) return at;
    if (group.passive && (cue.frames & kIntention) == 0 && s_.at(at).tag == Tag::to &&
        (cue.frames & (kClause | kThought)) != 0) {
      return at;
    }
    if (pause) return kNone;
    if ((cue.frames & kClause) != 0 && inside_relative(at, group)) return at;
    if ((cue.frames & kIntention) != 0 && !group.passive) {
      const std::int32_t to = intention_start(at);
      if (to != kNone) return to;
    }
    return complement_start(from, cue, group);
  }

  // "showed he had left": a pronoun and its verb need no "that".
  [[nodiscard]] bool pronoun_clause(std::int32_t at) const {
    if (s_.at(at).tag != Tag::pronoun || at + 1 >= s_.size()) return false;
    const Item& next = s_.at(at + 1);
    return (next.gap & english::kBreak) == 0 && next.verb != kNone && s_.verb(next.verb).finite;
  }

  // "emails that she said | were private": what is said is a relative clause around the cue.
  [[nodiscard]] bool inside_relative(std::int32_t at, const VerbGroup& group) const {
    if (group.subject == kNone || at >= s_.size()) return false;
    const std::int32_t opener = s_.chunk(group.subject).first - 1;
    if (opener < 0 || s_.at(at).verb == kNone) return false;
    const Item& word = s_.at(opener);
    // "a step that she said", and without the word: "a step | Ann Lee said would help".
    const bool bare = word.chunk != kNone && s_.at(opener + 1).gap == 0 && s_.at(at).gap == 0;
    const bool relative = word.tag == Tag::relative || word.tag == Tag::that ||
                          word.word.is(english::kQuestion) || bare;
    const VerbGroup& next = s_.verb(s_.at(at).verb);
    return relative && next.first == at && next.finite && next.head != group.head;
  }

  // "to open", "after a long talk not to open".
  [[nodiscard]] std::int32_t intention_start(std::int32_t from) const {
    for (std::int32_t k = from; k < s_.size() && k < from + kReach / 2; ++k) {
      const Item& it = s_.at(k);
      if (k > from && view_.gap_has(k, english::kBreak)) return kNone;
      if (view_.infinitive_at(k)) return k > from && view_.word(k - 1) == "not" ? k - 1 : k;
      const bool object = it.chunk != kNone && s_.chunk(it.chunk).preposition == kNone &&
                          !s_.at(s_.chunk(it.chunk).head).word.is(english::kTime);
      if (object || it.verb != kNone || it.tag == Tag::that) return kNone;
    }
    return kNone;
  }

  // What stands for a clause: the first of the cue's frames that fits.
  [[nodiscard]] std::int32_t complement_start(std::int32_t from, const Cue& cue,
                                              const VerbGroup& group) const {
    std::int32_t at = kNone;
    if ((cue.frames & kRequest) != 0) at = request_start(from);
    if (at == kNone && (cue.frames & kRelay) != 0) at = relay_start(from);
    if (group.passive) return at == kNone && (cue.frames & kNaming) != 0 ? charge_start(from) : at;
    if (at == kNone && (cue.frames & kNaming) != 0) {
      at = view_.word(from) == "as" && object_before(group) ? charge_start(from)
                                                            : naming_start(from);
    }
    const bool object = (cue.frames & kObject) != 0 || finding(cue, group);
    if (at == kNone && object) at = object_start(from);
    if (at == kNone && (cue.frames & kBare) != 0) at = bare_start(from);
    return at;
  }

  // "what he described | as a trap": the object stands before the subject.
  [[nodiscard]] bool object_before(const VerbGroup& group) const {
    if (group.subject == kNone || s_.chunk(group.subject).first == 0) return false;
    const Item& opener = s_.at(s_.chunk(group.subject).first - 1);
    return opener.tag == Tag::relative || opener.tag == Tag::that ||
           opener.word.is(english::kQuestion);
  }

  // "was accused of stealing", "is described as a liar".
  [[nodiscard]] std::int32_t charge_start(std::int32_t from) const {
    const std::string_view word = view_.word(from);
    const bool opens = word == "of" || word == "as" || word == "for";
    return opens && from + 1 < s_.size() && !view_.gap_has(from + 1, english::kBreak) ? from + 1
                                                                                      : kNone;
  }

  // A poll or a video is the subject.
  [[nodiscard]] bool finding(const Cue& cue, const VerbGroup& group) const {
    if ((cue.frames & kFinding) == 0 || group.subject == kNone) return false;
    return in_.cues.is_document(view_.key(s_.chunk(group.subject).head));
  }

  // "said nothing of the kind", "say more troops": any phrase but a circumstance.
  [[nodiscard]] std::int32_t bare_start(std::int32_t from) const {
    const std::int32_t at = skip_time(from);
    if (at >= s_.size() || view_.gap_has(at, english::kBreak)) return kNone;
    const Tag tag = s_.at(at).tag;
    const bool phrase = s_.at(at).chunk != kNone || tag == Tag::determiner ||
                        tag == Tag::adjective || tag == Tag::number;
    return phrase ? at : kNone;
  }

  // Leaves out "on Monday" before the clause.
  [[nodiscard]] std::int32_t skip_time(std::int32_t at) const {
    for (int step = 0; step < 3 && at < s_.size(); ++step) {
      const Item& it = s_.at(at);
      std::int32_t noun = it.tag == Tag::preposition ? at + 1 : at;
      if (noun >= s_.size()) break;
      const bool time = s_.at(noun).chunk != kNone &&
                        s_.at(s_.chunk(s_.at(noun).chunk).head).word.is(english::kTime);
      const std::int32_t next = time ? s_.chunk(s_.at(noun).chunk).head + 1 : at;
      if (time && next < s_.size() && view_.word(next) == "of") break;  // "each year of study"
      if (time) {
        at = s_.chunk(s_.at(noun).chunk).head + 1;
      } else if (it.tag == Tag::adverb && it.verb == kNone) {
        ++at;
      } else {
        break;
      }
    }
    return at;
  }

  // "asked O to ...", "called on O to ..."
  [[nodiscard]] std::int32_t request_start(std::int32_t from) const {
    for (std::int32_t k = from; k < s_.size() && k < from + kReach; ++k) {
      if ((s_.at(k).gap & english::kStop) != 0) return kNone;
      if (view_.infinitive_at(k)) return from;
      if (s_.at(k).tag == Tag::verb && s_.verb(s_.at(k).verb).finite) return kNone;
    }
    return kNone;
  }

  // "quoted O as saying"
  [[nodiscard]] std::int32_t relay_start(std::int32_t from) const {
    for (std::int32_t k = from; k < s_.size() && k < from + kReach; ++k) {
      const Item& it = s_.at(k);
      if ((it.gap & english::kStop) != 0) return kNone;
      if (it.tag == Tag::verb && (it.word.forms & english::kGerund) != 0 &&
          in_.cues.is_cue(view_.key(k))) {
        return from;
      }
    }
    return kNone;
  }

  // "accused O of", "described O as", "mocked O for losing".
  [[nodiscard]] std::int32_t naming_start(std::int32_t from) const {
    if (s_.at(from).chunk == kNone && s_.at(from).tag != Tag::determiner) return kNone;
    for (std::int32_t k = from + 1; k < s_.size() && k < from + 2 * kReach; ++k) {
      if ((s_.at(k).gap & english::kBreak) != 0) return kNone;
      if (view_.gap_has(k, english::kOpenQuote)) return from;
      if (names_anew(k) || finds_it_so(from, k) || view_.word(k) == "as" ||
          ((view_.word(k) == "of" || view_.word(k) == "for") && k + 1 < s_.size() &&
           (s_.at(k + 1).word.forms & english::kGerund) != 0)) {
        return from;
      }
    }
    return kNone;
  }

  // "called the charges | unfounded": an adjective right behind the phrase that it judges.
  [[nodiscard]] bool finds_it_so(std::int32_t from, std::int32_t k) const {
    const Item& it = s_.at(k);
    if (it.gap != 0 || s_.at(k - 1).chunk == kNone || s_.at(k - 1).chunk == it.chunk) return false;
    if (s_.at(k - 1).chunk != s_.at(from).chunk) return false;
    const bool judged = (it.word.forms & english::kParticiple) != 0 && it.tag == Tag::verb;
    return judged || it.tag == Tag::adjective;
  }

  // "called the vote | a mistake": a second noun phrase right behind the first.
  [[nodiscard]] bool names_anew(std::int32_t k) const {
    const Item& it = s_.at(k);
    if (it.tag != Tag::determiner || it.chunk == kNone || it.gap != 0) return false;
    return s_.chunk(it.chunk).first == k && s_.at(k - 1).chunk != kNone;
  }

  [[nodiscard]] std::int32_t object_start(std::int32_t from) const {
    const bool adverb = s_.at(from).tag == Tag::adverb && from + 1 < s_.size() &&
                        !view_.gap_has(from + 1, english::kBreak);  // "called for immediately ..."
    const Item& it = s_.at(adverb ? from + 1 : from);
    if (it.chunk != kNone && !s_.at(s_.chunk(it.chunk).head).word.is(english::kTime)) return from;
    return it.tag == Tag::verb && (it.word.forms & english::kGerund) != 0 ? from : kNone;
  }

  const VoiceInput& in_;
  const SentenceView& view_;
  const Syntax& s_;
};

}  // namespace

std::int32_t content_start(const Scene& scene, std::int32_t from, const Cue& cue,
                           const english::VerbGroup& group) {
  return ContentAfter(scene).content_start(from, cue, group);
}

std::uint32_t content_end(const Scene& scene, std::int32_t start, std::int32_t verb,
                          const Cue& cue) {
  const ContentAfter content(scene);
  return std::min(content.content_end(start, cue), content.outer_clause(start, verb));
}

std::int32_t content_resumes(const Scene& scene, std::int32_t from, std::int32_t reach) {
  return ContentAfter(scene).resume_after(from, reach);
}

}  // namespace polyvocal::voicing
