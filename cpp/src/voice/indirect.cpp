#include "voice/indirect.h"

#include <algorithm>

#include "voice/content_after.h"
#include "voice/content_before.h"
#include "voice/cue_source.h"

namespace polyvocal::voicing {

namespace {

using english::Item;
using english::kNone;
using english::Syntax;
using english::Tag;
using english::VerbGroup;

class VerbCue {
 public:
  explicit VerbCue(Scene& scene)
      : scene_(scene),
        in_(scene.input),
        view_(scene.view),
        s_(scene.view.syntax()),
        rows_(scene.rows) {}

  void read_cue(std::int32_t i, const VerbGroup& group, const Cue& cue) {
    if (group.negator != kNone && (cue.frames & kDenial) == 0) return;
    if (declined(group) || impersonal(group)) return;
    const bool particle = cue.lemma.find(' ') != std::string_view::npos;
    const bool it_between =
        particle && in_.cues.is_it(view_.key(i + 1)) && !cue.lemma.ends_with(" it");
    const std::int32_t last = particle ? i + (it_between ? 2 : 1) : i;
    CueSource at = find_cue_source(in_, view_, rows_, i, last, cue);
    if (at.source.first_person || demonstrative(at.source)) return;
    const Span span{s_.at(std::min(group.first, i)).span.begin, s_.at(last).span.end};
    constexpr CueFrames kUnnamed = kClause | kThatOnly | kNaming;  // "it is said that"
    if (at.source.span.empty() && (!group.passive || (cue.frames & kUnnamed) == 0)) {
      return;
    }
    cut_siblings(group, i, cue);
    if (parenthetical(at, cue, span)) return;
    const std::int32_t start = content_start(scene_, at.after, cue, group);
    const bool before = content_precedes(scene_, at, cue, start);
    bool found = false;
    if (before) {
      const Span content{content_begin(scene_, at.boundary), view_.end_of_item(at.boundary - 1)};
      const std::int32_t earlier = rows_.size();
      found = rows_.add(at.source, span, content, cue.cue_class) >= 0;
      close_inner(earlier, content);
    }
    if (start != kNone && (!before || view_.gap_has(start, english::kOpenQuote))) {
      const Span content{view_.item_begin(start), content_end(scene_, start, i, cue)};
      const std::int32_t id = rows_.add(at.source, span, content, cue.cue_class);
      if (id >= 0) rows_.at(id).phrase = !statement_at(start);
      found = found || id >= 0;
    }
    if (!found && group.passive) found = object_of_agent(at, group, span, cue);
    if (!found && (cue.frames & (kClause | kThatOnly)) != 0) {
      if (!next_paragraph(at, span, cue)) as_reported(at, span, cue);
    }
  }

 private:
  // "the plan was denounced by Ann Lee": what the verb is said of stands before it.
  bool object_of_agent(const CueSource& at, const VerbGroup& group, Span cue_span, const Cue& cue) {
    const bool object = (cue.frames & kObject) != 0;
    const bool wish = (cue.frames & kIntention) != 0 && (cue.frames & kClause) == 0;
    if (!object || wish || at.source.span.empty() || group.subject == kNone) return false;
    const english::Chunk& chunk = s_.chunk(group.subject);
    if (chunk.head >= group.first || s_.at(chunk.head).tag == Tag::pronoun) return false;
    const bool sources = s_.at(chunk.head).word.is(english::kSourceNoun);  // "people cited by X"
    if (sources || by_means(at.source) || cue.lemma.starts_with("character")) return false;
    const Span content{view_.item_begin(chunk.first),
                       view_.end_of_item(phrase_before(chunk.head, group.first))};
    const std::int32_t id = rows_.add(at.source, cue_span, content, cue.cue_class);
    if (id >= 0) rows_.at(id).phrase = true;
    return id >= 0;
  }

  // "questioned by telephone": one bare common noun is no speaker, but for a plural.
  [[nodiscard]] bool by_means(const Source& source) const {
    if (source.first != source.last) return false;
    const Item& it = s_.at(source.first);
    constexpr english::WordClasses kSpeakers =
        english::kOffice | english::kPerson | english::kSourceNoun | english::kPronoun;
    return it.mention == kNone && !it.capital && !it.word.is(kSpeakers) &&
           !view_.word(source.first).ends_with('s');
  }

  // Last item of "the naming of Ann Lee | was": up to the verb, where no mark or clause stands
  // between.
  [[nodiscard]] std::int32_t phrase_before(std::int32_t head, std::int32_t verb) const {
    for (std::int32_t k = head + 1; k <= verb; ++k) {
      const Item& it = s_.at(k);
      const bool ends = view_.gap_has(k, english::kBreak) || it.tag == Tag::relative ||
                        it.tag == Tag::that || (k < verb && it.verb != kNone);
      if (ends) return head;
    }
    std::int32_t last = verb - 1;
    while (last > head && s_.at(last).chunk == kNone) --last;
    return last;
  }

  // "X promised to leave, said Y": what X promised ends where the content of Y does.
  void close_inner(std::int32_t before, Span outer) {
    for (std::int32_t r = rows_.recent(); r < before; ++r) {
      Attribution& row = rows_.at(r);
      if (outer.contains(row.cue) && row.content.begin < outer.end && row.content.end > outer.end) {
        row.content.end = outer.end;
      }
    }
  }

  // "this would encourage": a thing, not a speaker.
  [[nodiscard]] bool demonstrative(const Source& source) const {
    if (source.first < 0 || source.first != source.last) return false;
    const std::string_view word = view_.word(source.first);
    return word == "This" || word == "this" || word == "That" || word == "that";
  }

  // A clause or a quotation begins at this item, not an object or an infinitive.
  [[nodiscard]] bool statement_at(std::int32_t start) const {
    const Item& it = s_.at(start);
    return it.tag == Tag::that || it.word.is(english::kQuestion) ||
           view_.gap_has(start, english::kOpenQuote) || view_.clause_follows(start);
  }

  // "declined to say", "refused to comment".
  [[nodiscard]] bool declined(const VerbGroup& group) const {
    if (group.governor == kNone) return false;
    const std::string_view verb = view_.word(s_.verb(group.governor).head);
    return verb.starts_with("declin") || verb.starts_with("refus") || verb.starts_with("fail");
  }

  // "it is impossible to say", "it's fair to call ...": nobody says it.
  [[nodiscard]] bool impersonal(const VerbGroup& group) const {
    if (!group.infinitive || group.first < 2) return false;
    if (s_.at(group.first - 1).tag != Tag::adjective && s_.at(group.first - 1).chunk == kNone) {
      return false;
    }
    for (std::int32_t k = group.first - 1; k > 0 && k > group.first - 4; --k) {
      const Item& be = s_.at(k);
      if ((be.gap & english::kBreak) != 0) return false;
      if (!be.word.is(english::kBe)) continue;
      const std::string_view word = view_.word(be.tag == Tag::pronoun ? k : k - 1);
      return word == "it" || word == "It" || word.starts_with("it'") || word.starts_with("It'") ||
             word.starts_with("it’") || word.starts_with("It’");
    }
    return false;
  }

  // "Ann Lee added:" at the end of a paragraph: the next one is what she added.
  bool next_paragraph(const CueSource& at, Span cue_span, const Cue& cue) {
    const Segments& seg = in_.segments;
    const ParagraphId next = seg.sentences[view_.id()].paragraph + 1;
    if (at.after + 4 < s_.size() || next >= seg.doc_paragraphs[scene_.document + 1]) return false;
    const Span here = seg.paragraphs[next - 1].span;
    const bool colon = scene_.text[here.end - 1] == ':' && s_.span.end + 1 >= here.end;
    return colon && rows_.add(at.source, cue_span, seg.paragraphs[next].span, cue.cue_class) >= 0;
  }

  // "and, as some media reported, has already approached"
  void as_reported(const CueSource& at, Span cue_span, const Cue& cue) {
    const std::int32_t b = at.boundary;
    if (b <= 0 || at.source.span.empty()) return;
    if (view_.word(b - 1) != "as" && view_.word(b - 1) != "As") return;
    const std::int32_t resumed = content_resumes(scene_, at.after, 16);
    if (resumed != kNone) {
      rows_.add(at.source, cue_span, {view_.item_begin(resumed), view_.end_from(resumed)},
                cue.cue_class);
    } else if (b > 3) {
      rows_.add(at.source, cue_span, {content_begin(scene_, b - 1), s_.at(b - 2).span.end},
                cue.cue_class);
    }
  }

  // "the museum, records show, is shut": a document needs no "that" around its verb.
  [[nodiscard]] bool document_shows(const CueSource& at, const Cue& cue) const {
    return (cue.frames & kFinding) != 0 && at.source.last >= 0 && !at.inverted &&
           in_.cues.is_document(view_.key(s_.at(at.source.first).chunk == kNone
                                              ? at.source.last
                                              : s_.chunk(s_.at(at.source.first).chunk).head));
  }

  // "the museum, X said on Monday, would open": the cue stands inside its content.
  bool parenthetical(const CueSource& at, const Cue& cue, Span cue_span) {
    const std::int32_t b = at.boundary;
    const bool clause = (cue.frames & (kClause | kThought)) != 0 || document_shows(at, cue);
    if (b <= 0 || !clause || at.source.span.empty()) return false;
    if (at.relative) return false;  // "Ann Lee, a lawyer who advised the council, said"
    if (!view_.gap_has(b, english::kComma | english::kDash | english::kCloseQuote)) return false;
    const bool after_quote = view_.gap_has(b, english::kCloseQuote);
    if (after_quote && !content_precedes(scene_, at, cue, kNone)) return false;
    const std::int32_t resumed = content_resumes(scene_, at.after);
    if (resumed == kNone) return false;
    if (after_quote && !completes_quote(resumed)) return false;
    const bool dash = view_.gap_has(resumed, english::kDash);
    if (dash && !view_.gap_has(b, english::kDash)) return false;
    const Span first{content_begin(scene_, b), view_.end_of_item(b - 1)};
    const std::int32_t earlier = rows_.size();
    rows_.add(at.source, cue_span, first, cue.cue_class);
    close_inner(earlier, first);
    rows_.add(at.source, cue_span, {view_.item_begin(resumed), view_.end_from(resumed)},
              cue.cue_class);
    return true;
  }

  // '"the deal," Lee said, | is off': more of what is said, where '"...," Lee said, | somewhat
  // angry' is told by the outlet.
  [[nodiscard]] bool completes_quote(std::int32_t k) const {
    if (view_.gap_has(k, english::kOpenQuote) || s_.at(k).tag == Tag::that) return true;
    const std::int32_t verb = s_.at(k).verb;
    return verb != kNone && s_.verb(verb).first == k && s_.verb(verb).finite;
  }

  // ", while Y said ...": what X said ends here.
  void cut_siblings(const VerbGroup& group, std::int32_t i, const Cue& cue) {
    const english::Clause& clause = s_.clause_of(i);
    std::int32_t start = clause.first;
    const bool participle = !group.finite && !group.infinitive &&
                            view_.gap_has(group.first, english::kComma) && !s_.at(i).quoted;
    if (participle) {
      start = group.first;
    } else {
      if (start <= 0 || start >= s_.size() || s_.at(i).quoted) return;
      const Item& first = s_.at(start);
      if (first.quoted) return;  // 'saying: "Talks go on" and vowing'
      const bool dash = (first.gap & english::kDash) != 0 && first.tag == Tag::coordinator;
      const bool boundary = (first.gap & (english::kComma | english::kStop)) != 0 || dash;
      const bool joins = first.tag == Tag::coordinator || first.tag == Tag::contrast ||
                         first.tag == Tag::subordinator || (first.gap & english::kStop) != 0;
      const bool pronoun =
          group.subject != kNone && s_.at(s_.chunk(group.subject).head).tag == Tag::pronoun;
      // ", but he said": speech again, by whoever spoke before. ", but he hoped" may be told by
      // him.
      const bool again = (cue.frames & kClause) != 0 && (cue.frames & kThought) == 0;
      if (!boundary || !joins || (pronoun && !again)) return;
    }
    const std::uint32_t cut = s_.at(start).span.begin;
    for (std::int32_t r = rows_.recent(); r < rows_.size(); ++r) {
      Span& content = rows_.at(r).content;
      if (content.begin < cut && content.end > cut && content.end <= s_.span.end + 1) {
        content = rows_.trim({content.begin, cut});
      }
    }
  }

  Scene& scene_;
  const VoiceInput& in_;
  const SentenceView& view_;
  const Syntax& s_;
  Rows& rows_;
};

}  // namespace

void read_verb_cue(Scene& scene, std::int32_t i, const Cue& cue) {
  const Syntax& s = scene.view.syntax();
  VerbCue(scene).read_cue(i, s.verb(s.at(i).verb), cue);
}

}  // namespace polyvocal::voicing
