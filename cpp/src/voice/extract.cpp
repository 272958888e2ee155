#include "voice/extract.h"

#include "voice/carry_over.h"
#include "voice/headline.h"
#include "voice/indirect.h"
#include "voice/nominal.h"
#include "voice/scene.h"
#include "voice/transcript.h"

namespace polyvocal::voicing {

namespace {

// Regions in which somebody may be quoted.
bool readable(Region region) {
  return region != Region::boilerplate && region != Region::note && region != Region::dateline &&
         region != Region::byline;
}

void read_cues(Scene& scene) {
  scene.view.parse();
  const CueIndex& cues = scene.input.cues;
  const english::Syntax& s = scene.view.syntax();
  for (std::int32_t i = 0; i < s.size(); ++i) {
    const english::Item& it = s.at(i);
    if (!it.word.is(english::kMarked)) continue;
    const KeyId key = scene.view.key(i);
    if (key == cues.according()) {
      if (i + 1 < s.size() && s.at(i + 1).word.is(english::kTo)) read_according(scene, i);
      continue;
    }
    if (it.tag == english::Tag::noun && cues.find_noun(key) != nullptr) read_noun_cue(scene, i);
    if (it.tag != english::Tag::verb || it.verb == english::kNone) continue;
    if (s.verb(it.verb).head != i) continue;
    const KeyId next = scene.view.gap_has(i + 1, english::kBreak) ? kNoKey : scene.view.key(i + 1);
    const Cue* cue = cues.find(key, next);  // not "they agree, with a quarter ..."
    if (cues.is_it(scene.view.key(i + 1)) && (cue == nullptr || !cue->lemma.ends_with(" it"))) {
      cue = cues.find(key, scene.view.key(i + 2));  // "made it clear"
    }
    if (cue != nullptr) read_verb_cue(scene, i, *cue);
  }
}

// A headline or the first line of a paragraph that names its speaker without a cue.
void read_lead(Scene& scene, const Sentence& sentence) {
  if (scene.rows.in_sentence()) return;
  if (sentence.region == Region::headline) read_headline(scene);
}

bool opens_paragraph(const Segments& segments, const Sentence& sentence) {
  return segments.paragraphs[sentence.paragraph].span.begin == sentence.span.begin;
}

}  // namespace

std::vector<Attribution> extract_attributions(const VoiceInput& input, std::uint32_t document) {
  const Segments& seg = input.segments;
  Scene scene(input, document);
  CarryOver carry_over(scene);
  for (SentenceId id = seg.doc_sentences[document]; id < seg.doc_sentences[document + 1]; ++id) {
    const Sentence& sentence = seg.sentences[id];
    if (!readable(sentence.region)) continue;
    scene.view.enter(id);
    scene.rows.begin_sentence();
    const bool transcript = opens_paragraph(seg, sentence) && read_transcript(scene);
    if (sentence.region == Region::slate) {
      if (!transcript) carry_over.note_slate(sentence.span);
      continue;
    }
    if (scene.view.has_cue()) read_cues(scene);
    read_lead(scene, sentence);
    carry_over.place_until(sentence.span.end, true);
  }
  carry_over.place_until(static_cast<std::uint32_t>(scene.text.size()), false);
  return scene.rows.take();
}

}  // namespace polyvocal::voicing
