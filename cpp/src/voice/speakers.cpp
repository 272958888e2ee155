#include "voice/speakers.h"

#include <algorithm>

namespace polyvocal::voicing {

namespace {

// A pronoun reaches back this many paragraphs.
constexpr ParagraphId kPronounReach = 3;

}  // namespace

MentionId first_mention(const Mentions& mentions, std::uint32_t document, std::uint32_t at) {
  const auto first = mentions.rows.begin() + mentions.doc_rows[document];
  const auto last = mentions.rows.begin() + mentions.doc_rows[document + 1];
  const auto found = std::lower_bound(
      first, last, at, [](const Mention& m, std::uint32_t p) { return m.span.begin < p; });
  return static_cast<MentionId>(found - mentions.rows.begin());
}

TokenId first_token(const Segments& segments, std::uint32_t document, std::uint32_t at) {
  const auto first = segments.tokens.begin() + segments.doc_tokens[document];
  const auto last = segments.tokens.begin() + segments.doc_tokens[document + 1];
  const auto found = std::lower_bound(first, last, at,
                                      [](const Token& t, std::uint32_t p) { return t.begin < p; });
  return static_cast<TokenId>(found - segments.tokens.begin());
}

ParagraphId Speakers::paragraph_at(std::uint32_t at) const {
  const Segments& seg = in_.segments;
  const auto first = seg.paragraphs.begin() + seg.doc_paragraphs[document_];
  const auto last = seg.paragraphs.begin() + seg.doc_paragraphs[document_ + 1];
  const auto found = std::upper_bound(
      first, last, at, [](std::uint32_t p, const Paragraph& q) { return p < q.span.begin; });
  const auto index = found - seg.paragraphs.begin();
  return static_cast<ParagraphId>(std::max<std::ptrdiff_t>(
      index - 1, static_cast<std::ptrdiff_t>(seg.doc_paragraphs[document_])));
}

// A person named at the start of a sentence in [after, before): what a pronoun most often means.
ActorId Speakers::subject_person(std::uint32_t before, std::uint32_t after) const {
  const auto& rows = in_.mentions.rows;
  const MentionId begin = in_.mentions.doc_rows[document_];
  for (MentionId m = first_mention(in_.mentions, document_, before); m > begin; --m) {
    const Mention& mention = rows[m - 1];
    if (mention.span.begin < after) break;
    if (mention.actor < 0 || mention.nested) continue;
    const auto& actor = in_.knowledge.actors[static_cast<std::size_t>(mention.actor)];
    const TokenId first = in_.segments.sentences[mention.sentence].token_begin;
    if (actor.type == ActorType::person && mention.token_begin <= first + 3) return mention.actor;
  }
  return -1;
}

// "Russia's top diplomat" after "Russia's Foreign Minister Sergey Lavrov"; "the minister" after
// "... Minister ...".
bool Speakers::fits(const Source& source) const {
  if (last_.source.empty()) return false;
  if (source.owner >= 0) {
    for (MentionId m = first_mention(in_.mentions, document_, last_.source.begin);
         m < in_.mentions.doc_rows[document_ + 1]; ++m) {
      const Mention& mention = in_.mentions.rows[m];
      if (mention.span.begin >= last_.source.end) break;
      if (last_.source.contains(mention.span) && mention.actor == source.owner) return true;
    }
    return false;
  }
  if (source.head == kNoKey) return false;
  const Segments& seg = in_.segments;
  const TokenId end = seg.doc_tokens[document_ + 1];
  for (TokenId t = first_token(seg, document_, last_.source.begin);
       t < end && seg.tokens[t].begin < last_.source.end; ++t) {
    if (seg.key(t) == source.head) return true;
  }
  return false;
}

Speaker Speakers::resolve(const Source& source, const Attribution& row, bool inside_quote) {
  Speaker speaker{.actor = source.actor};
  if (inside_quote || source.span.empty()) return speaker;
  const bool near = last_.row != kNoAttribution &&
                    paragraph_at(source.span.begin) <= last_.paragraph + kPronounReach;
  if (source.pronoun) {
    const std::uint32_t from = near ? last_.source.end : 0;
    const std::uint32_t reach = in_.segments.paragraphs[paragraph_at(source.span.begin)].span.begin;
    const ActorId person = subject_person(source.span.begin, std::max(from, reach));
    if (person >= 0) return {.actor = person, .carried = true};
    if (near) return {.actor = last_.actor, .carried = true, .row = last_.named};
    return speaker;
  }
  if (source.body && near) {
    return {.actor = last_.actor, .carried = last_.actor >= 0, .row = last_.named};
  }
  if (source.description && near && fits(source) && !(row.source == last_.source)) {
    return {.actor = last_.actor >= 0 ? last_.actor : source.actor,
            .carried = true,
            .row = last_.named};
  }
  return speaker;
}

bool Speakers::is_body(ActorId actor) const {
  return actor >= 0 &&
         in_.knowledge.actors[static_cast<std::size_t>(actor)].type != ActorType::person;
}

void Speakers::note(const Source& source, const Attribution& row, std::int32_t id) {
  if (source.span.empty()) return;
  last_.row = id;
  last_.actor = row.source_actor;
  last_.paragraph = paragraph_at(source.span.begin);
  if (!row.carried || row.antecedent == kNoAttribution) {
    last_.named = id;
    last_.source = source.span;
  }
}

void Speakers::continue_with(const Attribution& row, std::int32_t id) {
  last_.row = id;
  last_.paragraph = paragraph_at(row.content.begin);
}

std::int32_t Speakers::before_quote(const Quote& quote, const std::vector<Attribution>& rows,
                                    const Segments& segments) const {
  if (last_.row == kNoAttribution) return kNoAttribution;
  const Attribution& row = rows[static_cast<std::size_t>(last_.row)];
  if (last_.paragraph == quote.paragraph) return last_.row;
  // The next paragraph is a quotation and nothing else.
  const Span paragraph = segments.paragraphs[quote.paragraph].span;
  const bool alone = quote.span.size() + 4 >= paragraph.size();
  const bool next = quote.paragraph == last_.paragraph + 1;
  return alone && next && row.directness != Directness::indirect ? last_.row : kNoAttribution;
}

}  // namespace polyvocal::voicing
