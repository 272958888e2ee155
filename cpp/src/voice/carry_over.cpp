#include "voice/carry_over.h"

#include "voice/source.h"
#include "voice/speakers.h"

namespace polyvocal::voicing {

using english::Item;
using english::kNone;

void CarryOver::place_until(std::uint32_t until, bool in_sentence) {
  for (; next_ < scene_.quotes.end() && scene_.quotes.at(next_).span.end <= until + 1; ++next_) {
    if (scene_.quotes.covered(next_) == kNoAttribution) place(next_, in_sentence);
  }
}

void CarryOver::place(std::uint32_t q, bool in_sentence) {
  DocumentQuotes& quotes = scene_.quotes;
  const Quote& here = quotes.at(q);
  const std::int32_t words = word_count(here.inner);
  if (words == 0 || slates_.place(q)) return;
  if (here.continues && q > quotes.begin() && quotes.covered(q - 1) != kNoAttribution) {
    scene_.rows.carry(q, quotes.covered(q - 1));
    return;
  }
  if (in_sentence && dangling_source(q)) return;
  if (words < 4 || !is_sentence(here)) return;
  const std::int32_t row = scene_.rows.speaker_before(here);
  if (row != kNoAttribution) {
    scene_.rows.carry(q, row);
  } else if (words >= 5) {
    quotes.covered(q) = scene_.rows.add_quote(Source{}, q);
  }
}

std::int32_t CarryOver::word_count(Span span) const {
  const Segments& seg = scene_.input.segments;
  return static_cast<std::int32_t>(first_token(seg, scene_.document, span.end) -
                                   first_token(seg, scene_.document, span.begin));
}

// A quotation that is a sentence of its own, not a phrase lifted into one of the outlet.
bool CarryOver::is_sentence(const Quote& here) const {
  const std::string_view inner = scene_.text.substr(here.inner.begin, here.inner.size());
  if (!here.closed) return true;
  const char last = inner.empty() ? ' ' : inner.back();
  const bool stop = last == '.' || last == '!' || last == '?' || last == ',';
  const char first = inner.empty() ? ' ' : inner.front();
  const bool capital = (first >= 'A' && first <= 'Z') || (first & '\x80') != 0 || first == '[';
  return capital && (stop || inner.size() > 60);
}

// "Reporting from the front, Jane Roe: ..." with no verb of speech.
bool CarryOver::dangling_source(std::uint32_t q) {
  const VoiceInput& in = scene_.input;
  const Sentence& sentence = in.segments.sentences[scene_.view.id()];
  const Quote& here = scene_.quotes.at(q);
  if (!sentence.span.overlaps(here.span) || here.span.begin <= sentence.span.begin) return false;
  if (!in.cues.is_reporting(in.segments.key(sentence.token_begin))) return false;
  scene_.view.parse();
  const english::Syntax& s = scene_.view.syntax();
  for (std::int32_t k = 1; k < s.size() && s.at(k).span.begin < here.span.begin; ++k) {
    const Item& it = s.at(k);
    if (it.chunk == kNone || !s.at(s.chunk(it.chunk).head).capital) continue;
    const Source source = read_source(in, s, it.chunk, s.chunk(it.chunk).head + 1, true);
    const std::int32_t id = scene_.rows.add_quote(source, q);
    if (id < 0) return false;
    scene_.rows.at(id).cue = s.at(0).span;
    scene_.quotes.covered(q) = id;
    return true;
  }
  return false;
}

}  // namespace polyvocal::voicing
