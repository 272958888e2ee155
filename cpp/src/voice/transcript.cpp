#include "voice/transcript.h"

#include <algorithm>

namespace polyvocal::voicing {

namespace {

constexpr std::size_t kLongestName = 60;  // bytes
constexpr int kMostWords = 5;

// Bytes of the speaker's name before ": ", or 0.
std::uint32_t name_size(const Scene& scene, Span paragraph) {
  const Segments& seg = scene.input.segments;
  const std::size_t colon =
      scene.text.substr(paragraph.begin, std::min<std::size_t>(paragraph.size(), kLongestName))
          .find(": ");
  if (colon == std::string_view::npos) return 0;
  const std::uint32_t at = paragraph.begin + static_cast<std::uint32_t>(colon);
  TokenId t = first_token(seg, scene.document, paragraph.begin);
  const TokenId end = seg.doc_tokens[scene.document + 1];
  int words = 0;
  for (; t < end && seg.span(t).end <= at; ++t, ++words) {
    if (seg.info(t).casing != Casing::upper) return 0;
  }
  const bool touches = words > 0 && seg.span(t - 1).end + 2 >= at;
  return touches && words <= kMostWords ? at - paragraph.begin : 0;
}

}  // namespace

bool read_transcript(Scene& scene) {
  const Segments& seg = scene.input.segments;
  const Sentence& sentence = seg.sentences[scene.view.id()];
  Span paragraph = seg.paragraphs[sentence.paragraph].span;
  // A transcript that is quoted as a whole opens each speech with a mark.
  while (paragraph.begin < sentence.span.begin) ++paragraph.begin;
  if (paragraph.begin < paragraph.end && scene.text[paragraph.begin] == '"') ++paragraph.begin;
  const std::uint32_t size = name_size(scene, paragraph);
  if (size == 0) return false;
  Source source;
  source.named = true;
  source.span = {paragraph.begin, paragraph.begin + size};
  source.actor = actor_in(scene, source.span);
  const Span speech{source.span.end + 2, paragraph.end};
  const std::int32_t id = scene.rows.add(source, {}, speech, CueClass::neutral);
  if (id < 0) return false;
  scene.rows.at(id).directness = Directness::direct;
  // The mark before the name opens a quotation of the same words: said once.
  for (std::uint32_t q = scene.quotes.after(seg.paragraphs[sentence.paragraph].span.begin);
       q < scene.quotes.end() && scene.quotes.at(q).span.begin < speech.begin; ++q) {
    if (scene.quotes.at(q).span.end <= paragraph.end) scene.quotes.covered(q) = id;
  }
  return true;
}

}  // namespace polyvocal::voicing
