#include "voice/sentence_view.h"

#include <algorithm>

namespace polyvocal::voicing {

namespace {

constexpr std::int32_t kReach = 32;  // words in which the verb of a clause comes

// "it's", "they'll": subject and verb in one word.
bool contracted(const english::Item& it) {
  return it.tag == english::Tag::pronoun &&
         it.word.is(english::kBe | english::kHave | english::kModal);
}

}  // namespace

using english::Item;
using english::kNone;
using english::Tag;
using english::VerbGroup;

void SentenceView::enter(SentenceId id) {
  id_ = id;
  const Sentence& sentence = in_.segments.sentences[id];
  const MentionId end = in_.mentions.doc_rows[document_ + 1];
  while (mention_ < end && in_.mentions.rows[mention_].span.begin < sentence.span.begin) {
    ++mention_;
  }
  parsed_ = false;
}

bool SentenceView::has_cue() const {
  const Token* const tokens = in_.segments.tokens.data();
  const Token* at = tokens + in_.segments.sentences[id_].token_begin;
  const Token* const end = tokens + in_.segments.token_end(id_);
  for (at = in_.words.find_marked(at, end); at != end; at = in_.words.find_marked(at + 1, end)) {
    if (may_be_cue(at, end)) return true;
  }
  return false;
}

// Parsing costs more than all that follows it, so words that lack their particle or opener are
// left out before. Whatever read_cues (extract.cpp) takes for a cue must pass here.
bool SentenceView::may_be_cue(const Token* token, const Token* end) const {
  const auto key_of = [&](const Token* at) {
    return at < end ? in_.segments.vocabulary.info[at->type].key : kNoKey;
  };
  const KeyId key = key_of(token);
  const KeyId next = key_of(token + 1);
  if (key == in_.cues.according()) {
    return token + 1 < end && in_.words[token[1].type].is(english::kTo);
  }
  if (in_.cues.opens_content(key, next) || in_.cues.names_agent(key, next)) return true;
  if (in_.words[token->type].forms == 0) return false;  // no table has it as a verb
  if (in_.cues.find(key, next) != nullptr) return true;
  return in_.cues.is_it(next) && in_.cues.find(key, key_of(token + 2)) != nullptr;
}

void SentenceView::parse() {
  if (parsed_) return;
  const Sentence& sentence = in_.segments.sentences[id_];
  MentionId end = mention_;
  while (end < in_.mentions.doc_rows[document_ + 1] &&
         in_.mentions.rows[end].span.begin < sentence.span.end) {
    ++end;
  }
  english::parse(text_, in_.segments, in_.words, id_,
                 {in_.mentions.rows.data() + mention_, end - mention_}, mention_, s_);
  parsed_ = true;
}

bool SentenceView::verb_at(std::int32_t i) const {
  return i < s_.size() &&
         (s_.at(i).tag == Tag::verb || s_.at(i).tag == Tag::aux || s_.at(i).tag == Tag::adverb);
}

bool SentenceView::infinitive_at(std::int32_t i) const {
  if (i + 1 >= s_.size() || s_.at(i).tag != Tag::to) return false;
  const Item& next = s_.at(i + 1);
  return verb_at(i + 1) || (next.tag == Tag::noun && !next.capital && !next.quoted);
}

bool SentenceView::gerund_subject(std::int32_t i) const {
  if (s_.at(i).verb == kNone || (s_.at(i).word.forms & english::kGerund) == 0) return false;
  for (std::int32_t k = i + 1; k < s_.size() && k < i + kReach; ++k) {
    const Item& it = s_.at(k);
    if ((it.gap & (english::kBreak | english::kOpenQuote)) != 0 || it.tag == Tag::that) {
      return false;
    }
    if (it.tag == Tag::subordinator || it.word.is(english::kQuestion)) return false;
    if (it.verb != kNone && it.verb != s_.at(i).verb && s_.verb(it.verb).finite &&
        s_.clause_of(k).antecedent == kNone) {
      return true;
    }
  }
  return false;
}

bool SentenceView::verb_before(std::int32_t i) const {
  std::int32_t later = kNone;  // clause and group of the finite verb seen last
  std::int32_t group = kNone;
  for (std::int32_t k = i - 1; k >= 0 && k > i - 60; --k) {
    const Item& it = s_.at(k);
    const bool finite = contracted(it) || (it.verb != kNone && s_.verb(it.verb).finite);
    if (!finite) continue;
    if (s_.clause_of(k).antecedent == kNone) return true;
    // "those who left were safe": of two verbs in a relative clause one is the main verb.
    if (later == it.clause && group != it.verb) return true;
    later = it.clause;
    group = it.verb;
  }
  return false;
}

bool SentenceView::clause_follows(std::int32_t from) const {
  bool subject = false;
  bool gerund = false;
  for (std::int32_t k = from; k < s_.size() && k < from + kReach; ++k) {
    const Item& it = s_.at(k);
    // "accused Lee of lying, and Diaz left": the finite verb is that of another clause.
    if (gerund && it.tag == Tag::coordinator && (it.gap & english::kComma) != 0) return false;
    if (k > from && (it.gap & (english::kStop | english::kDash)) != 0) return false;
    if (it.tag == Tag::relative || it.tag == Tag::contrast) return false;
    if (contracted(it)) return true;
    if (it.verb != kNone) {
      const VerbGroup& verb = s_.verb(it.verb);
      const bool relative = s_.clause_of(k).antecedent != kNone && s_.clause_of(k).first > from;
      if (verb.finite && relative) continue;
      if (verb.finite) return subject;
      if (!subject) return false;
      gerund = true;
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
    if (!subject && k > from + kReach / 2) return false;
  }
  return false;
}

bool SentenceView::relative(std::int32_t k) const {
  if (k + 1 >= s_.size() || k == 0 || s_.at(k - 1).tag != Tag::noun) return false;
  const Item& next = s_.at(k + 1);
  if ((next.word.forms & english::kGerund) != 0)
    return false;  // "said at the hearing that leaving"
  return next.tag == Tag::verb || next.tag == Tag::aux;
}

std::uint32_t SentenceView::item_begin(std::int32_t i) const {
  const std::uint32_t begin = s_.at(i).span.begin;
  if (gap_has(i, english::kOpenQuote)) {
    const std::uint32_t from = i > 0 ? s_.at(i - 1).span.end : s_.span.begin;
    if (const Quote* q = quotes_.starting(from, begin)) return q->span.begin;
  }
  return begin;
}

std::uint32_t SentenceView::end_of_item(std::int32_t i) const {
  const std::uint32_t end = s_.at(i).span.end;
  const std::uint32_t next = i + 1 < s_.size() ? s_.at(i + 1).span.begin : s_.span.end;
  const Quote* q = quotes_.ending(end, next);
  return q != nullptr && q->span.end > end ? q->span.end : end;
}

std::uint32_t SentenceView::end_from(std::int32_t i) const {
  std::uint32_t end = s_.span.end;
  const std::uint32_t from = item_begin(i);
  for (std::uint32_t q = quotes_.after(from);
       q < quotes_.end() && quotes_.at(q).span.begin < s_.span.end; ++q) {
    const Span span = quotes_.at(q).span;
    // What is said inside a quotation ends with it; one that begins in the content is kept whole.
    end = span.begin < from ? std::min(end, quotes_.at(q).inner.end) : std::max(end, span.end);
  }
  return end;
}

}  // namespace polyvocal::voicing
