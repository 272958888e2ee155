#include "polyvocal/voice/share.h"

#include <algorithm>

namespace polyvocal {

VoiceTokens count_voice_tokens(const Segments& segments, const Voices& voices,
                               std::span<const Region> regions, const Run& run) {
  VoiceTokens counts;
  counts.by_row.assign(voices.rows.size(), 0);
  counts.quoted.assign(voices.rows.size(), 0);
  counts.by_outlet.assign(segments.documents(), 0);
  const auto count_sentence = [&](std::uint32_t document, SentenceId id) {
    const TokenId end = segments.token_end(id);
    for (TokenId t = segments.sentences[id].token_begin; t < end; ++t) {
      const MentionVoice voice = voice_at(voices, document, segments.span(t));
      if (voice.voice == Voice::outlet) {
        ++counts.by_outlet[document];
        continue;
      }
      const auto row = static_cast<std::size_t>(voice.attribution);
      ++counts.by_row[row];
      if (voice.voice == Voice::quoted) ++counts.quoted[row];
    }
  };
  // Each document writes to rows of its own.
  parallel_for(run, segments.documents(), 64, [&](std::size_t begin, std::size_t end, int) {
    for (std::size_t d = begin; d < end; ++d) {
      for (SentenceId s = segments.doc_sentences[d]; s < segments.doc_sentences[d + 1]; ++s) {
        const Region region = segments.sentences[s].region;
        if (std::find(regions.begin(), regions.end(), region) == regions.end()) continue;
        count_sentence(static_cast<std::uint32_t>(d), s);
      }
    }
  });
  return counts;
}

}  // namespace polyvocal
