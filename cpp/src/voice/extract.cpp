#include "voice/extract.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "english/syntax.h"
#include "voice/source.h"
#include "voice/speakers.h"

namespace polyvocal::voicing {

namespace {

using english::Clause;
using english::Gap;
using english::Item;
using english::kNone;
using english::Syntax;
using english::Tag;
using english::VerbGroup;

constexpr std::int32_t kReach = 16;     // words after a cue in which its content begins
constexpr std::int32_t kLongest = 400;  // words of a content before its cue
constexpr std::size_t kRecent = 16;     // rows of a sentence that later ones look back at
constexpr TokenId kSignOff = 8;         // words at the end of a stand-up: name, outlet, place
constexpr TokenId kLeadIn = 2000;  // words before a slate in which the anchor names the reporter

// Regions in which somebody may be quoted.
bool readable(Region region) {
  return region != Region::boilerplate && region != Region::note && region != Region::dateline &&
         region != Region::byline;
}

class Extractor {
 public:
  Extractor(const VoiceInput& input, std::uint32_t document)
      : in_(input),
        document_(document),
        text_(input.corpus.text(document)),
        speakers_(input, document),
        quote_begin_(input.segments.doc_quotes[document]),
        quote_end_(input.segments.doc_quotes[document + 1]),
        covered_(quote_end_ - quote_begin_, kNoAttribution) {}

  std::vector<Attribution> run() {
    const Segments& seg = in_.segments;
    mention_ = in_.mentions.doc_rows[document_];
    for (SentenceId id = seg.doc_sentences[document_]; id < seg.doc_sentences[document_ + 1];
         ++id) {
      const Sentence& sentence = seg.sentences[id];
      if (!readable(sentence.region)) continue;
      enter(id);
      if (sentence.region == Region::slate) {
        slate_ = sentence.span;
        continue;
      }
      if (has_cue(id)) read_sentence();
      read_lead(id);
      finish_quotes(sentence.span.end, id);
    }
    finish_quotes(static_cast<std::uint32_t>(text_.size()), kNoSentence);
    return std::move(rows_);
  }

 private:
  static constexpr SentenceId kNoSentence = 0xFFFFFFFFU;

  // ---- where we are ----------------------------------------------------------------------------

  void enter(SentenceId id) {
    sentence_ = id;
    const Sentence& sentence = in_.segments.sentences[id];
    const MentionId end = in_.mentions.doc_rows[document_ + 1];
    while (mention_ < end && in_.mentions.rows[mention_].span.begin < sentence.span.begin) {
      ++mention_;
    }
    first_row_ = static_cast<std::int32_t>(rows_.size());
    parsed_ = false;
  }

  [[nodiscard]] bool has_cue(SentenceId id) const {
    const Token* tokens = in_.segments.tokens.data();
    return in_.words.any_marked(tokens + in_.segments.sentences[id].token_begin,
                                tokens + in_.segments.token_end(id));
  }

  void parse_sentence() {
    if (parsed_) return;
    const Sentence& sentence = in_.segments.sentences[sentence_];
    MentionId end = mention_;
    while (end < in_.mentions.doc_rows[document_ + 1] &&
           in_.mentions.rows[end].span.begin < sentence.span.end) {
      ++end;
    }
    english::parse(text_, in_.segments, in_.words, sentence_,
                   {in_.mentions.rows.data() + mention_, end - mention_}, mention_, s_);
    parsed_ = true;
  }

  [[nodiscard]] std::string_view word(std::int32_t i) const {
    return text_.substr(s_.at(i).span.begin, s_.at(i).span.size());
  }
  [[nodiscard]] KeyId key(std::int32_t i) const {
    return i >= 0 && i < s_.size() && s_.at(i).mention == kNone ? in_.segments.key(s_.at(i).token)
                                                                : kNoKey;
  }
  [[nodiscard]] bool gap_has(std::int32_t i, Gap gap) const {
    return i < s_.size() ? (s_.at(i).gap & gap) != 0 : (s_.end_gap & gap) != 0;
  }

  // ---- quotations ------------------------------------------------------------------------------

  [[nodiscard]] const Quote& quote(std::uint32_t q) const { return in_.segments.quotes[q]; }
  std::int32_t& covered(std::uint32_t q) { return covered_[q - quote_begin_]; }

  // The first quotation that ends after `at`.
  [[nodiscard]] std::uint32_t quote_after(std::uint32_t at) const {
    const auto first = in_.segments.quotes.begin() + quote_begin_;
    const auto last = in_.segments.quotes.begin() + quote_end_;
    const auto found = std::upper_bound(
        first, last, at,
        [](std::uint32_t position, const Quote& q) { return position < q.span.end; });
    return static_cast<std::uint32_t>(found - in_.segments.quotes.begin());
  }
  [[nodiscard]] const Quote* quote_starting(std::uint32_t from, std::uint32_t to) const {
    const std::uint32_t q = quote_after(from);
    return q < quote_end_ && quote(q).span.begin >= from && quote(q).span.begin < to ? &quote(q)
                                                                                     : nullptr;
  }
  // A quotation that ends in [from, to].
  [[nodiscard]] const Quote* quote_ending(std::uint32_t from, std::uint32_t to) const {
    const std::uint32_t q = quote_after(from == 0 ? 0 : from - 1);
    return q < quote_end_ && quote(q).span.end <= to + 1 ? &quote(q) : nullptr;
  }

  [[nodiscard]] Directness directness_of(Span content) const {
    bool any = false;
    for (std::uint32_t q = quote_after(content.begin);
         q < quote_end_ && quote(q).span.begin < content.end; ++q) {
      any = true;
      const Span inner = quote(q).inner;
      if (quote(q).span.contains(content) || content.size() <= inner.size() + 8) {
        return Directness::direct;
      }
    }
    return any ? Directness::mixed : Directness::indirect;
  }

  // ---- rows ------------------------------------------------------------------------------------

  std::int32_t add_row(const Source& source, Span cue, Span content, CueClass cue_class) {
    content = trim(content);
    if (content.empty()) return kNoAttribution;
    Attribution row;
    row.document = document_;
    row.source = source.span;
    row.source_actor = source.actor;
    row.cue = cue;
    row.content = content;
    row.cue_class = cue_class;
    row.directness = directness_of(content);
    const auto id = static_cast<std::int32_t>(rows_.size());
    rows_.push_back(row);
    if (source.first_person) {
      rows_.pop_back();
      return kNoAttribution;
    }
    resolve(source, id);
    for (std::uint32_t q = quote_after(content.begin);
         q < quote_end_ && quote(q).span.begin < content.end; ++q) {
      if (content.contains(quote(q).inner)) covered(q) = id;
    }
    return id;
  }

  // A pronoun or a description stands for a speaker named before.
  void resolve(const Source& source, std::int32_t id) {
    Attribution& row = rows_[static_cast<std::size_t>(id)];
    const bool inside = inside_quote(row.source);
    const Speaker found = speakers_.resolve(source, row, inside);
    row.source_actor = found.actor;
    row.carried = found.carried;
    row.antecedent = found.row;
    if (!inside) speakers_.note(source, row, id, sentence_);
  }

  [[nodiscard]] bool inside_quote(Span span) const {
    if (span.empty()) return false;
    const std::uint32_t q = quote_after(span.begin);
    return q < quote_end_ && quote(q).inner.contains(span);
  }

  [[nodiscard]] Span trim(Span span) const {
    const auto skip = [&](std::uint32_t at) {
      const char c = text_[at];
      return c == ' ' || c == ',' || c == '\n' || c == ':' || c == ';' || c == '-';
    };
    while (span.begin < span.end && skip(span.begin)) ++span.begin;
    while (span.begin < span.end && (skip(span.end - 1))) --span.end;
    return span;
  }

  // ---- a sentence with cues --------------------------------------------------------------------

  void read_sentence() {
    parse_sentence();
    for (std::int32_t i = 0; i < s_.size(); ++i) {
      const Item& it = s_.at(i);
      if (!it.word.is(english::kMarked)) continue;
      if (key(i) == in_.cues.according()) {
        if (i + 1 < s_.size() && s_.at(i + 1).word.is(english::kTo)) read_according(i);
        continue;
      }
      if (it.tag == Tag::noun && in_.cues.find_noun(key(i)) != nullptr) read_noun(i);
      if (it.tag != Tag::verb || it.verb == kNone) continue;
      const VerbGroup& group = s_.verb(it.verb);
      if (group.head != i) continue;
      if (const Cue* cue = in_.cues.find(key(i), key(i + 1))) read_cue(i, group, *cue);
    }
  }

  void read_according(std::int32_t i) {
    if (i + 2 >= s_.size() || s_.at(i + 2).chunk == kNone) return;
    const Source source = read_source(in_, s_, s_.at(i + 2).chunk, s_.size(), true);
    const Span cue{s_.at(i).span.begin, s_.at(i + 1).span.end};
    const std::int32_t next = source.last + 1;
    const bool content_first = i > 1;
    if (content_first) {
      add_row(source, cue, {before_begin(i), s_.at(i - 1).span.end}, CueClass::neutral);
    }
    std::int32_t after = next;
    while (after < s_.size() && !gap_has(after, english::kComma | english::kOpenQuote)) ++after;
    if (after < s_.size()) {
      add_row(source, cue, {item_begin(after), end_from(after)}, CueClass::neutral);
    }
  }

  // "X's claim that ...".
  void read_noun(std::int32_t i) {
    if (i + 2 >= s_.size() || s_.at(i + 1).tag != Tag::that || relative(i + 1)) return;
    if (gap_has(i + 1, english::kBreak) || s_.at(i).chunk == kNone) return;
    const english::Chunk& chunk = s_.chunk(s_.at(i).chunk);
    if (chunk.head != i) return;
    Source source;
    for (std::int32_t k = chunk.first; k < i; ++k) {
      const Item& owner = s_.at(k);
      if (!owner.possessive && !owner.word.is(english::kPossessive)) continue;
      source.first = chunk.first;
      source.last = k;
      source.span = {s_.at(chunk.first).span.begin, owner.span.end};
      source.actor = owner.mention == kNone
                         ? -1
                         : in_.mentions.rows[static_cast<std::size_t>(owner.mention)].actor;
      source.pronoun = owner.word.is(english::kPossessive);
      source.first_person = owner.word.is(english::kFirstPerson);
    }
    if (source.span.empty()) return;  // "news that": whose is not said
    add_row(source, s_.at(i).span, {item_begin(i + 1), end_from(i + 1)},
            in_.cues.find_noun(key(i))->cue_class);
  }

  struct SourceAt {
    Source source;
    bool inverted = false;
    std::int32_t boundary = 0;  // item before which a preceding content ends
    std::int32_t after = 0;     // item at which a following content may begin
  };

  void read_cue(std::int32_t i, const VerbGroup& group, const Cue& cue) {
    if (group.negator != kNone && (cue.frames & kDenial) == 0) return;
    if (declined(group)) return;
    const bool particle = cue.lemma.find(' ') != std::string_view::npos;
    const std::int32_t last = particle ? i + 1 : i;
    SourceAt at = find_source(i, last, group);
    if (at.source.first_person) return;
    const Span span{s_.at(std::min(group.first, i)).span.begin, s_.at(last).span.end};
    if (at.source.span.empty() && (!group.passive || (cue.frames & (kClause | kThatOnly)) == 0)) {
      return;
    }
    cut_siblings(group, i);
    const std::int32_t start = content_start(at.after, cue, group);
    const bool before = content_before(at, cue, start);
    bool found = false;
    if (before) {
      const Span content{before_begin(at.boundary), end_of_item(at.boundary - 1)};
      found = add_row(at.source, span, content, cue.cue_class) >= 0;
    }
    if (start != kNone && (!before || gap_has(start, english::kOpenQuote))) {
      found = add_row(at.source, span, {item_begin(start), content_end(start, cue)},
                      cue.cue_class) >= 0 ||
              found;
    } else if (before) {
      const std::int32_t resumed = resume_after(at.after);
      if (resumed != kNone) {
        add_row(at.source, span, {item_begin(resumed), end_from(resumed)}, cue.cue_class);
      }
    }
    if (!found && (cue.frames & (kClause | kThatOnly)) != 0) as_reported(at, span, cue);
  }

  // "declined to say", "refused to comment".
  [[nodiscard]] bool declined(const VerbGroup& group) const {
    if (group.governor == kNone) return false;
    const std::string_view verb = word(s_.verb(group.governor).head);
    return verb.starts_with("declin") || verb.starts_with("refus") || verb.starts_with("fail");
  }

  SourceAt find_source(std::int32_t i, std::int32_t last, const VerbGroup& group) {
    SourceAt at;
    at.boundary = group.first;
    at.after = last + 1;
    if (group.passive) {
      find_agent(i, at);
      return at;
    }
    if (inverted(i, last, group)) {
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
    const bool relative = s_.clause_of(i).antecedent == group.subject;
    at.source = read_source(in_, s_, group.subject, relative ? i : group.first, relative);
    at.boundary = subject.first;
    return at;
  }

  // "as reported by X", "is said to".
  void find_agent(std::int32_t i, SourceAt& at) {
    for (std::int32_t k = i + 1; k < s_.size() && k < i + 3; ++k) {
      if (word(k) == "by" && k + 1 < s_.size() && s_.at(k + 1).chunk != kNone) {
        at.source = read_source(in_, s_, s_.at(k + 1).chunk, s_.size(), true);
        at.after = at.source.last + 1;
      }
    }
  }

  // ", saying that": who spoke before in the sentence, else the subject of the verb it hangs on.
  void find_participle_source(std::int32_t i, const VerbGroup& group, SourceAt& at) {
    const bool comma = gap_has(group.first, english::kBreak | english::kCloseQuote);
    at.boundary = 0;
    const bool as = i > 0 && word(i - 1) == "as";
    const Tag before = i > 0 ? s_.at(i - 1).tag : Tag::noun;
    if (!comma && !as && before == Tag::preposition) return;  // "of countering"
    if (group.first == 0) return;
    const std::int32_t left = as ? i - 2 : i - 1;
    if (!comma && left >= 0 && s_.at(left).chunk != kNone) {
      at.source = read_source(in_, s_, s_.at(left).chunk, as ? i - 1 : i, true);
      return;
    }
    if (comma && static_cast<std::int32_t>(rows_.size()) > first_row_) {
      const Attribution& row = rows_.back();
      at.source.span = row.source;
      at.source.actor = row.source_actor;
      return;
    }
    if (group.subject != kNone) {
      at.source = read_source(in_, s_, group.subject, s_.chunk(group.subject).head + 1, true);
    }
  }

  // "...," said the security source.
  [[nodiscard]] bool inverted(std::int32_t i, std::int32_t last, const VerbGroup& group) const {
    if (group.first != i || (group.forms & (english::kPast | english::kThird)) == 0) return false;
    if (!gap_has(i, english::kComma | english::kCloseQuote | english::kDash)) return false;
    if (last + 1 >= s_.size()) return false;
    const Item& next = s_.at(last + 1);
    if (next.chunk == kNone || (next.gap & english::kBreak) != 0) return false;
    const english::Chunk& chunk = s_.chunk(next.chunk);
    if (chunk.first != last + 1 || s_.at(chunk.head).word.is(english::kTime)) return false;
    if (gap_has(i, english::kCloseQuote)) return true;
    // No subject of its own: what stands before is a full clause.
    return !clause_follows(last + 1) && (group.subject == kNone || verb_before(i));
  }

  [[nodiscard]] bool verb_before(std::int32_t i) const {
    for (std::int32_t k = i - 1; k >= 0 && k > i - 60; --k) {
      const Item& it = s_.at(k);
      if (it.verb != kNone && s_.verb(it.verb).finite && s_.clause_of(k).antecedent == kNone) {
        return true;
      }
    }
    return false;
  }

  // A noun phrase at `from` (after adverbs and prepositional phrases) with its own finite verb.
  [[nodiscard]] bool clause_follows(std::int32_t from) const {
    bool subject = false;
    for (std::int32_t k = from; k < s_.size() && k < from + 2 * kReach; ++k) {
      const Item& it = s_.at(k);
      if (k > from && (it.gap & (english::kStop | english::kDash)) != 0) return false;
      if (it.tag == Tag::relative || it.tag == Tag::contrast) return false;
      if (it.verb != kNone) {
        const VerbGroup& verb = s_.verb(it.verb);
        if (verb.finite) return subject;
        if (!subject) return false;
        continue;
      }
      // "there was", "too much is", "half of them are"
      const bool bare = it.tag == Tag::determiner || (it.tag == Tag::adverb && k < from + 3);
      if (it.chunk == kNone) {
        subject = subject || bare;
        continue;
      }
      const english::Chunk& chunk = s_.chunk(it.chunk);
      if (chunk.preposition == kNone && !s_.at(chunk.head).word.is(english::kTime)) subject = true;
      if (!subject && k > from + kReach) return false;
    }
    return false;
  }

  // First item of a content that follows the cue, or kNone.
  [[nodiscard]] std::int32_t content_start(std::int32_t from, const Cue& cue,
                                           const VerbGroup& group) const {
    for (std::int32_t k = from; k < s_.size() && k < from + kReach; ++k) {
      const Item& it = s_.at(k);
      if ((it.gap & english::kOpenQuote) != 0) {
        return (cue.frames & kThatOnly) != 0 ? kNone : full_quote_or_clause(from, k, cue);
      }
      if ((it.gap & english::kStop) != 0) return (cue.frames & kClause) != 0 ? k : kNone;
      if (it.tag == Tag::that && (cue.frames & (kClause | kThatOnly)) != 0 && !relative(k))
        return k;
      if (it.word.is(english::kQuestion) && k <= from + 2 && (it.gap & english::kBreak) == 0 &&
          (cue.frames & (kClause | kThatOnly)) != 0) {
        return k;
      }
      const bool stops = it.verb != kNone || it.tag == Tag::relative;
      if (stops || ((it.gap & english::kComma) != 0 && k > from + 4)) break;
    }
    return clause_start(from, cue, group);
  }

  // "a deal that aims": the clause belongs to the noun.
  [[nodiscard]] bool relative(std::int32_t k) const {
    if (k + 1 >= s_.size() || k == 0 || s_.at(k - 1).tag != Tag::noun) return false;
    const Tag next = s_.at(k + 1).tag;
    return next == Tag::verb || next == Tag::aux;
  }

  // A quotation opens at k. "said the plan was "a trap"": the clause began earlier.
  [[nodiscard]] std::int32_t full_quote_or_clause(std::int32_t from, std::int32_t k,
                                                  const Cue& cue) const {
    if ((cue.frames & kNaming) != 0) return from;
    if ((cue.frames & kClause) == 0 || k == from) return k;
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
    const bool pause = gap_has(from, english::kBreak);
    std::int32_t at = from;
    if ((cue.frames & kListener) != 0 && s_.at(at).chunk != kNone) {
      at = s_.chunk(s_.at(at).chunk).head + 1;
      if (at >= s_.size()) return kNone;
    }
    if ((cue.frames & kClause) != 0 && !pause && clause_follows(at)) return skip_time(at);
    if (group.passive && (cue.frames & kIntention) == 0 && s_.at(at).tag == Tag::to &&
        (cue.frames & (kClause | kThought)) != 0) {
      return at;
    }
    if (pause) return kNone;
    if ((cue.frames & kIntention) != 0 && !group.passive && s_.at(at).tag == Tag::to &&
        verb_at(at + 1)) {
      return at;
    }
    if ((cue.frames & kRequest) != 0) return request_start(from);
    if ((cue.frames & kRelay) != 0) return relay_start(from);
    if ((cue.frames & kNaming) != 0 && !group.passive) return naming_start(from);
    if ((cue.frames & kObject) != 0 && !group.passive) return object_start(from);
    return kNone;
  }

  [[nodiscard]] bool verb_at(std::int32_t i) const {
    return i < s_.size() &&
           (s_.at(i).tag == Tag::verb || s_.at(i).tag == Tag::aux || s_.at(i).tag == Tag::adverb);
  }

  // Leaves out "on Monday" before the clause.
  [[nodiscard]] std::int32_t skip_time(std::int32_t at) const {
    for (int step = 0; step < 3 && at < s_.size(); ++step) {
      const Item& it = s_.at(at);
      std::int32_t noun = it.tag == Tag::preposition ? at + 1 : at;
      if (noun >= s_.size()) break;
      const bool time = s_.at(noun).chunk != kNone &&
                        s_.at(s_.chunk(s_.at(noun).chunk).head).word.is(english::kTime);
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
      if (s_.at(k).tag == Tag::to && verb_at(k + 1)) return from;
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
          in_.cues.is_cue(key(k))) {
        return from;
      }
    }
    return kNone;
  }

  // "accused O of", "described O as".
  [[nodiscard]] std::int32_t naming_start(std::int32_t from) const {
    if (s_.at(from).chunk == kNone && s_.at(from).tag != Tag::determiner) return kNone;
    for (std::int32_t k = from + 1; k < s_.size() && k < from + 10; ++k) {
      if ((s_.at(k).gap & english::kBreak) != 0) return kNone;
      if (word(k) == "as" || (word(k) == "of" && k + 1 < s_.size() &&
                              (s_.at(k + 1).word.forms & english::kGerund) != 0)) {
        return from;
      }
    }
    return kNone;
  }

  [[nodiscard]] std::int32_t object_start(std::int32_t from) const {
    const Item& it = s_.at(from);
    if (it.chunk != kNone && !s_.at(s_.chunk(it.chunk).head).word.is(english::kTime)) return from;
    return it.tag == Tag::verb && (it.word.forms & english::kGerund) != 0 ? from : kNone;
  }

  [[nodiscard]] std::uint32_t content_end(std::int32_t start, const Cue& cue) const {
    const bool object_only = (cue.frames & (kObject | kNaming)) != 0 &&
                             s_.at(start).tag != Tag::that && !clause_follows(start) &&
                             !gap_has(start, english::kOpenQuote);
    if (!object_only) return end_from(start);
    // The rest of the phrase; a quotation that begins in it is kept whole.
    for (std::int32_t k = start + 1; k < s_.size(); ++k) {
      if (gap_has(k, english::kComma | english::kStop | english::kDash) && !s_.at(k).quoted) {
        return s_.at(k - 1).span.end;
      }
    }
    return end_from(start);
  }

  // What stands before the source is its content: a clause or a quotation, closed by a mark.
  [[nodiscard]] bool content_before(const SourceAt& at, const Cue& cue, std::int32_t start) const {
    const std::int32_t b = at.boundary;
    const bool last =
        at.after >= s_.size() && (cue.frames & kThatOnly) != 0;  // "..., sources show"
    if (b <= 0 || ((cue.frames & (kClause | kThought)) == 0 && !last)) return false;
    if (at.source.span.empty()) return false;
    if (gap_has(b, english::kCloseQuote)) return quote_before(b, start);
    if (start != kNone || !gap_has(b, english::kComma | english::kDash)) return false;
    if (b < 3 || introduces(b)) return false;
    return verb_before(b);
  }

  [[nodiscard]] bool quote_before(std::int32_t b, std::int32_t start) const {
    const Quote* q = quote_ending(s_.at(b - 1).span.end, s_.at(b).span.begin);
    if (q == nullptr) return false;
    // 'On "The Morning Show," X said he ...': the quotation is part of a phrase of the outlet.
    if (q->span.begin > s_.at(first_free_item(b)).span.begin && start != kNone) return false;
    if (gap_has(b, english::kComma)) return true;
    const std::string_view inner = text_.substr(q->inner.begin, q->inner.size());
    return inner.ends_with(',') || inner.ends_with('?') || inner.ends_with('!') ||
           inner.ends_with('.') || q->inner.size() > 40;
  }

  // "After the attack began, X said": a clause of circumstance, not a content.
  [[nodiscard]] bool introduces(std::int32_t b) const {
    const std::int32_t first = first_free_item(b);
    const Tag tag = s_.at(first).tag;
    if (s_.at(first).quoted) return false;
    return (tag == Tag::subordinator && first + 1 < b) ||
           (tag == Tag::verb && (s_.at(first).word.forms & english::kBase) == 0);
  }

  // After the contents that earlier cues of this sentence took, or 0.
  [[nodiscard]] std::int32_t first_free_item(std::int32_t limit) const {
    std::uint32_t taken = 0;
    for (std::size_t r = recent_row(); r < rows_.size(); ++r) {
      const Attribution& row = rows_[r];
      if (row.cue.end <= s_.at(limit).span.begin) taken = std::max(taken, row.cue.end);
    }
    std::int32_t k = std::max(0, limit - kLongest);
    while (k < limit - 1 && s_.at(k).span.begin < taken) ++k;
    return k;
  }

  // The first row that still matters to the rest of the sentence; bounds the work in a text
  // without full stops.
  [[nodiscard]] std::size_t recent_row() const {
    const auto first = static_cast<std::size_t>(first_row_);
    return rows_.size() > first + kRecent ? rows_.size() - kRecent : first;
  }

  [[nodiscard]] std::uint32_t before_begin(std::int32_t boundary) const {
    const std::int32_t first = first_free_item(boundary);
    // A quotation that began in an earlier sentence belongs to the content as a whole.
    if (gap_has(boundary, english::kCloseQuote)) {
      const Quote* q = quote_ending(s_.at(boundary - 1).span.end, s_.at(boundary).span.begin);
      if (q != nullptr && (q->span.begin <= s_.at(first).span.begin || !verb_outside(first, *q))) {
        return q->span.begin;
      }
    }
    return item_begin(first);
  }

  // The outlet's words before a quotation make a clause: 'the plan is "a trap," X said'.
  [[nodiscard]] bool verb_outside(std::int32_t first, const Quote& q) const {
    for (std::int32_t k = first; k < s_.size() && s_.at(k).span.begin < q.span.begin; ++k) {
      if (s_.at(k).verb != kNone && s_.verb(s_.at(k).verb).finite) return true;
    }
    return false;
  }

  // With the quotation mark in front of the item.
  [[nodiscard]] std::uint32_t item_begin(std::int32_t i) const {
    const std::uint32_t begin = s_.at(i).span.begin;
    if (gap_has(i, english::kOpenQuote)) {
      const std::uint32_t from = i > 0 ? s_.at(i - 1).span.end : 0;
      if (const Quote* q = quote_starting(from, begin)) return q->span.begin;
    }
    return begin;
  }
  [[nodiscard]] std::uint32_t end_of_item(std::int32_t i) const {
    const std::uint32_t end = s_.at(i).span.end;
    const std::uint32_t next = i + 1 < s_.size() ? s_.at(i + 1).span.begin : s_.span.end;
    const Quote* q = quote_ending(end, next);
    return q != nullptr && q->span.end > end ? q->span.end : end;
  }
  // To the end of the sentence, or of the quotation that begins in it and runs on.
  [[nodiscard]] std::uint32_t end_from(std::int32_t i) const {
    std::uint32_t end = s_.span.end;
    const std::uint32_t from = item_begin(i);
    for (std::uint32_t q = quote_after(from); q < quote_end_ && quote(q).span.begin < s_.span.end;
         ++q) {
      const Span span = quote(q).span;
      // What is said inside a quotation ends with it; one that begins in the content is kept whole.
      end = span.begin < from ? std::min(end, quote(q).inner.end) : std::max(end, span.end);
    }
    return end;
  }

  // "content, X said on Monday, and more content".
  [[nodiscard]] std::int32_t resume_after(std::int32_t from) const {
    for (std::int32_t k = from; k < s_.size() && k < from + 10; ++k) {
      if (!gap_has(k, english::kComma)) continue;
      const Item& it = s_.at(k);
      const bool other = it.tag == Tag::relative || (it.word.forms & english::kGerund) != 0 ||
                         it.tag == Tag::subordinator;
      return other || s_.size() - k < 3 ? kNone : k;
    }
    return kNone;
  }

  // "and, as some media reported, has already approached"
  void as_reported(const SourceAt& at, Span cue_span, const Cue& cue) {
    const std::int32_t b = at.boundary;
    if (b <= 0 || word(b - 1) != "as" || at.source.span.empty()) return;
    const std::int32_t resumed = resume_after(at.after);
    if (resumed != kNone) {
      add_row(at.source, cue_span, {item_begin(resumed), end_from(resumed)}, cue.cue_class);
    } else if (b > 3) {
      add_row(at.source, cue_span, {before_begin(b - 1), s_.at(b - 2).span.end}, cue.cue_class);
    }
  }

  // ", while Y said ...": what X said ends here.
  void cut_siblings(const VerbGroup& group, std::int32_t i) {
    const Clause& clause = s_.clause_of(i);
    std::int32_t start = clause.first;
    const bool participle = !group.finite && !group.infinitive &&
                            gap_has(group.first, english::kComma) && !s_.at(i).quoted;
    if (participle) {
      start = group.first;
    } else {
      if (start <= 0 || start >= s_.size() || s_.at(i).quoted) return;
      const Item& first = s_.at(start);
      const bool boundary = (first.gap & (english::kComma | english::kStop)) != 0;
      const bool joins = first.tag == Tag::coordinator || first.tag == Tag::contrast ||
                         first.tag == Tag::subordinator || (first.gap & english::kStop) != 0;
      const bool pronoun =
          group.subject != kNone && s_.at(s_.chunk(group.subject).head).tag == Tag::pronoun;
      if (!boundary || !joins || pronoun) return;
    }
    const std::uint32_t cut = s_.at(start).span.begin;
    for (std::size_t r = recent_row(); r < rows_.size(); ++r) {
      Span& content = rows_[r].content;
      if (content.begin < cut && content.end > cut && content.end <= s_.span.end + 1) {
        content = trim({content.begin, cut});
      }
    }
  }

  // ---- headlines, slates, transcripts ----------------------------------------------------------

  void read_lead(SentenceId id) {
    const Sentence& sentence = in_.segments.sentences[id];
    if (static_cast<std::int32_t>(rows_.size()) > first_row_) return;
    if (sentence.region == Region::headline) read_title(sentence);
    const Paragraph& paragraph = in_.segments.paragraphs[sentence.paragraph];
    if (paragraph.span.begin == sentence.span.begin) read_transcript(sentence, paragraph);
  }

  // "Talks will go on - Lavrov", "Lavrov: talks will go on".
  void read_title(const Sentence& sentence) {
    parse_sentence();
    if (s_.size() < 3) return;
    // The last dash or colon.
    std::int32_t cut = kNone;
    for (std::int32_t k = 1; k < s_.size(); ++k) {
      if (gap_has(k, english::kDash | english::kStop)) cut = k;
    }
    if (cut == kNone) return;
    const bool tail_named =
        gap_has(cut, english::kDash) && named_only(cut, s_.size(), true) && verb_in(0, cut);
    if (tail_named && s_.size() - cut <= 5) {
      add_row(title_source(cut, s_.size()), {}, {s_.at(0).span.begin, end_of_item(cut - 1)},
              CueClass::neutral);
      return;
    }
    std::int32_t first = 1;
    while (first < s_.size() && !gap_has(first, english::kStop)) ++first;
    if (first <= 4 && first + 1 < s_.size() && named_only(0, first, false) &&
        verb_in(first, s_.size())) {
      add_row(title_source(0, first), {}, {item_begin(first), sentence.span.end},
              CueClass::neutral);
    }
  }

  [[nodiscard]] bool verb_in(std::int32_t from, std::int32_t to) const {
    for (std::int32_t k = from; k < to; ++k) {
      if (s_.at(k).word.forms != 0 || s_.at(k).word.is(english::kBe | english::kModal)) return true;
    }
    return false;
  }
  // A name of a person or body, and no verb. With `unknown_too` other capitalised words will do:
  // after a dash they can hardly be anything but the source.
  [[nodiscard]] bool named_only(std::int32_t from, std::int32_t to, bool unknown_too) const {
    bool named = false;
    bool capital = true;
    for (std::int32_t k = from; k < to; ++k) {
      const Item& it = s_.at(k);
      capital = capital && it.capital;
      if (it.mention != kNone) {
        const ActorId actor = in_.mentions.rows[static_cast<std::size_t>(it.mention)].actor;
        named = named ||
                (actor >= 0 &&
                 in_.knowledge.actors[static_cast<std::size_t>(actor)].type != ActorType::place);
      } else if (it.tag == Tag::verb || it.tag == Tag::aux) {
        return false;
      }
    }
    return named || (unknown_too && capital && to - from <= 3);
  }
  [[nodiscard]] Source title_source(std::int32_t from, std::int32_t to) const {
    Source source;
    source.first = from;
    source.last = to - 1;
    source.span = {s_.at(from).span.begin, s_.at(to - 1).span.end};
    for (std::int32_t k = from; k < to; ++k) {
      if (s_.at(k).mention != kNone) {
        source.actor = in_.mentions.rows[static_cast<std::size_t>(s_.at(k).mention)].actor;
      }
    }
    return source;
  }

  // "COOPER: Thank you." at the start of a paragraph.
  void read_transcript(const Sentence& sentence, const Paragraph& paragraph) {
    const Segments& seg = in_.segments;
    const std::size_t colon = text_.substr(sentence.span.begin, 60).find(": ");
    if (colon == std::string_view::npos) return;
    const std::uint32_t at = sentence.span.begin + static_cast<std::uint32_t>(colon);
    TokenId t = sentence.token_begin;
    const TokenId end = seg.token_end(sentence_);
    int words = 0;
    for (; t < end && seg.span(t).end <= at; ++t, ++words) {
      if (seg.info(t).casing != Casing::upper) return;
    }
    if (words > 0 && seg.span(t - 1).end + 2 < at) return;
    if (words == 0 || words > 5) return;
    Source source;
    source.span = {seg.span(sentence.token_begin).begin, at};
    source.actor = actor_in(source.span);
    add_row(source, {}, {at + 2, paragraph.span.end}, CueClass::neutral);
    if (!rows_.empty()) rows_.back().directness = Directness::direct;
  }

  [[nodiscard]] ActorId actor_in(Span span) const {
    for (MentionId m = first_mention(in_.mentions, document_, span.begin);
         m < in_.mentions.doc_rows[document_ + 1]; ++m) {
      const Mention& mention = in_.mentions.rows[m];
      if (mention.span.begin >= span.end) break;
      if (span.contains(mention.span) && !mention.nested) return mention.actor;
    }
    return -1;
  }

  // ---- quotations without a cue ----------------------------------------------------------------

  void finish_quotes(std::uint32_t until, SentenceId id) {
    while (next_quote_ < quote_end_ - quote_begin_ &&
           quote(quote_begin_ + next_quote_).span.end <= until + 1) {
      const std::uint32_t q = quote_begin_ + next_quote_;
      ++next_quote_;
      if (covered(q) == kNoAttribution) place_quote(q, id);
    }
  }

  void place_quote(std::uint32_t q, SentenceId id) {
    const Quote& here = quote(q);
    const std::int32_t words = word_count(here.inner);
    if (words == 0) return;
    if (slate_.has_value() || slate_before(here)) {
      place_slate(q);
      return;
    }
    if (here.continues && q > quote_begin_ && covered(q - 1) != kNoAttribution) {
      carry(q, covered(q - 1));
      return;
    }
    if (id != kNoSentence && dangling_source(q)) return;
    const bool whole = words >= 4 && opens_or_ends_clause(here);
    if (!whole) return;
    const std::int32_t row = speakers_.before_quote(here, rows_, in_.segments);
    if (row != kNoAttribution) {
      carry(q, row);
      return;
    }
    if (words < 5) return;
    covered(q) = add_quote_row(Source{}, q);
  }

  [[nodiscard]] std::int32_t word_count(Span span) const {
    return static_cast<std::int32_t>(first_token(in_.segments, document_, span.end) -
                                     first_token(in_.segments, document_, span.begin));
  }

  // A quotation that is a sentence of its own, not a phrase lifted into one of the outlet.
  [[nodiscard]] bool opens_or_ends_clause(const Quote& here) const {
    const std::string_view inner = text_.substr(here.inner.begin, here.inner.size());
    if (!here.closed) return true;
    const char last = inner.empty() ? ' ' : inner.back();
    const bool stop = last == '.' || last == '!' || last == '?' || last == ',';
    const char first = inner.empty() ? ' ' : inner.front();
    const bool capital = (first >= 'A' && first <= 'Z') || (first & '\x80') != 0 || first == '[';
    return capital && (stop || inner.size() > 60);
  }

  std::int32_t add_quote_row(const Source& source, std::uint32_t q) {
    const std::int32_t id = add_row(source, {}, quote(q).span, CueClass::neutral);
    if (id >= 0) rows_[static_cast<std::size_t>(id)].directness = Directness::direct;
    return id;
  }

  void carry(std::uint32_t q, std::int32_t from) {
    Source source;
    source.actor = rows_[static_cast<std::size_t>(from)].source_actor;
    const bool own = rows_[static_cast<std::size_t>(from)].own_voice;
    const std::int32_t root = rows_[static_cast<std::size_t>(from)].antecedent;
    const std::int32_t id = add_quote_row(source, q);
    if (id < 0) return;
    Attribution& row = rows_[static_cast<std::size_t>(id)];
    row.source_actor = source.actor;
    row.carried = true;
    row.own_voice = own;
    row.antecedent = root >= 0 ? root : from;
    covered(q) = id;
    speakers_.continue_with(row, id);
  }

  // A line in capitals directly before the quotation names the speaker.
  bool slate_before(const Quote& here) {
    const Segments& seg = in_.segments;
    std::uint32_t begin = seg.paragraphs[here.paragraph].span.begin;
    if (here.span.begin <= begin) return false;
    const std::string_view before = text_.substr(begin, here.span.begin - begin);
    if (before.size() > 120) return false;
    std::int32_t upper = 0;
    for (const char c : before) {
      if (c >= 'a' && c <= 'z') return false;
      if (c >= 'A' && c <= 'Z') ++upper;
    }
    if (upper < 4) return false;
    std::uint32_t end = here.span.begin;
    while (end > begin && text_[end - 1] == ' ') --end;
    slate_ = Span{begin, end};
    return true;
  }

  void place_slate(std::uint32_t q) {
    const Span slate = *slate_;
    slate_.reset();
    Source source;
    source.span = slate;
    source.actor = actor_in(slate);
    const bool own = is_reporter(slate, quote(q));
    const std::int32_t id = add_quote_row(source, q);
    if (id < 0) return;
    Attribution& row = rows_[static_cast<std::size_t>(id)];
    row.own_voice = own;
    if (own) row.source_actor = -1;
    covered(q) = id;
  }

  // The slate's name signs the quotation off ("..., Jane Roe, CNN, Cairo."), or the article says
  // that the outlet's own Jane Roe has more.
  [[nodiscard]] bool is_reporter(Span slate, const Quote& here) const {
    const Segments& seg = in_.segments;
    std::vector<KeyId> name;
    const TokenId begin = first_token(seg, document_, slate.begin);
    const TokenId end = first_token(seg, document_, slate.end);
    for (TokenId t = begin; t < end; ++t) name.push_back(seg.key(t));
    if (name.size() < 2) return false;
    const TokenId stop = first_token(seg, document_, here.inner.end);
    const TokenId start = std::max(first_token(seg, document_, here.inner.begin),
                                   stop - std::min<TokenId>(stop, kSignOff));
    return count_named(name, start, stop) >= 2 || introduced(name, begin);
  }

  [[nodiscard]] std::size_t count_named(const std::vector<KeyId>& name, TokenId begin,
                                        TokenId end) const {
    std::size_t found = 0;
    for (TokenId t = begin; t < end; ++t) {
      const KeyId k = in_.segments.key(t);
      if (k != kNoKey && std::find(name.begin(), name.end(), k) != name.end()) ++found;
    }
    return found;
  }

  // "CGTN's Jane Roe has more": two words of the name after a possessive, before the slate.
  [[nodiscard]] bool introduced(const std::vector<KeyId>& name, TokenId slate) const {
    const Segments& seg = in_.segments;
    const TokenId first = seg.doc_tokens[document_];
    TokenId t = slate - first > kLeadIn ? slate - kLeadIn : first;
    for (; t + 2 < slate; ++t) {
      if (seg.info(t).possessive > 0 && count_named(name, t + 1, t + 3) == 2) return true;
    }
    return false;
  }

  // "Reporting from the front, Jane Roe: ..." with no verb of speech.
  bool dangling_source(std::uint32_t q) {
    const Sentence& sentence = in_.segments.sentences[sentence_];
    const Quote& here = quote(q);
    if (!sentence.span.overlaps(here.span) || here.span.begin <= sentence.span.begin) return false;
    if (!in_.cues.is_reporting(in_.segments.key(sentence.token_begin))) return false;
    parse_sentence();
    for (std::int32_t k = 1; k < s_.size() && s_.at(k).span.begin < here.span.begin; ++k) {
      const Item& it = s_.at(k);
      if (it.chunk == kNone || !s_.at(s_.chunk(it.chunk).head).capital) continue;
      const Source source = read_source(in_, s_, it.chunk, s_.chunk(it.chunk).head + 1, true);
      const std::int32_t id = add_quote_row(source, q);
      if (id < 0) return false;
      Attribution& row = rows_[static_cast<std::size_t>(id)];
      row.cue = s_.at(0).span;
      covered(q) = id;
      return true;
    }
    return false;
  }

  const VoiceInput& in_;
  std::uint32_t document_;
  std::string_view text_;
  Speakers speakers_;
  std::uint32_t quote_begin_;
  std::uint32_t quote_end_;
  std::vector<std::int32_t> covered_;  // per quotation: the attribution that covers it
  std::vector<Attribution> rows_;
  Syntax s_;
  SentenceId sentence_ = 0;
  MentionId mention_ = 0;       // first mention of the current sentence
  std::int32_t first_row_ = 0;  // first row found in the current sentence
  bool parsed_ = false;
  std::optional<Span> slate_;
  std::uint32_t next_quote_ = 0;
};

}  // namespace

std::vector<Attribution> extract_attributions(const VoiceInput& input, std::uint32_t document) {
  return Extractor(input, document).run();
}

}  // namespace polyvocal::voicing
