// What all documents of a run are judged by: the corpus, the actors, the compiled forms, and what
// the corpus says as a whole. A bundle of references, shared by threads.
#pragma once

#include <cstdint>
#include <vector>

#include "actors/alias_index.h"
#include "actors/corpus_evidence.h"
#include "actors/traits.h"
#include "polyvocal/actors/mentions.h"

namespace polyvocal::naming {

struct Shared {
  const Corpus& corpus;
  const Segments& segments;
  const Knowledge& knowledge;
  const TraitTable& traits;
  const AliasIndex& index;
  const CorpusEvidence& evidence;
  const MentionOptions& options;
  /// Per type: 1 for a near spelling that the corpus shows to be a word of its own; empty: none.
  std::vector<std::uint8_t> idle = {};
};

}  // namespace polyvocal::naming
