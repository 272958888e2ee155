// What the rules of attribution share while they read one document.
#pragma once

#include "voice/document_quotes.h"
#include "voice/extract.h"
#include "voice/rows.h"
#include "voice/sentence_view.h"

namespace polyvocal::voicing {

struct Scene {
  Scene(const VoiceInput& in, std::uint32_t doc)
      : input(in),
        document(doc),
        text(in.corpus.text(doc)),
        quotes(in.segments, doc),
        view(in, doc, quotes),
        rows(in, doc, quotes) {}
  Scene(const Scene&) = delete;
  Scene& operator=(const Scene&) = delete;

  const VoiceInput& input;
  std::uint32_t document;
  std::string_view text;
  DocumentQuotes quotes;
  SentenceView view;  ///< the sentence that is read
  Rows rows;
};

/// The first actor named in a span, or -1.
ActorId actor_in(const Scene& scene, Span span);

}  // namespace polyvocal::voicing
