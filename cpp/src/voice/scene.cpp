#include "voice/scene.h"

#include "voice/speakers.h"

namespace polyvocal::voicing {

ActorId actor_in(const Scene& scene, Span span) {
  const Mentions& mentions = scene.input.mentions;
  for (MentionId m = first_mention(mentions, scene.document, span.begin);
       m < mentions.doc_rows[scene.document + 1]; ++m) {
    const Mention& mention = mentions.rows[m];
    if (mention.span.begin >= span.end) break;
    if (span.contains(mention.span) && !mention.nested) return mention.actor;
  }
  return -1;
}

}  // namespace polyvocal::voicing
