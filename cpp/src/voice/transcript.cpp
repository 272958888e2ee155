#include "voice/transcript.h"

namespace polyvocal::voicing {

void read_transcript(Scene& scene) {
  const Segments& seg = scene.input.segments;
  const Sentence& sentence = seg.sentences[scene.view.id()];
  const std::size_t colon = scene.text.substr(sentence.span.begin, 60).find(": ");
  if (colon == std::string_view::npos) return;
  const std::uint32_t at = sentence.span.begin + static_cast<std::uint32_t>(colon);
  TokenId t = sentence.token_begin;
  const TokenId end = seg.token_end(scene.view.id());
  int words = 0;
  for (; t < end && seg.span(t).end <= at; ++t, ++words) {
    if (seg.info(t).casing != Casing::upper) return;
  }
  if (words > 0 && seg.span(t - 1).end + 2 < at) return;
  if (words == 0 || words > 5) return;
  Source source;
  source.span = {seg.span(sentence.token_begin).begin, at};
  source.actor = actor_in(scene, source.span);
  const Span speech{at + 2, seg.paragraphs[sentence.paragraph].span.end};
  const std::int32_t id = scene.rows.add(source, {}, speech, CueClass::neutral);
  if (id >= 0) scene.rows.at(id).directness = Directness::direct;
}

}  // namespace polyvocal::voicing
