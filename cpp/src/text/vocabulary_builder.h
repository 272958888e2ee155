// The vocabularies of several workers into one whose ids do not depend on how the work was split.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/text/segment.h"
#include "polyvocal/text/vocabulary.h"
#include "text/interner.h"

namespace polyvocal::segmenting {

/// Unites the spellings, ranks types and keys by (count descending, bytes ascending), classifies
/// and folds each type. `final_ids[w][id]` is the type that worker w called id. Null interners are
/// workers that had nothing to do. key_documents is left at 0
/// and key_capital has every capital: see DocumentCounter.
Vocabulary build_vocabulary(std::span<const Interner* const> workers, const Run& run,
                            std::vector<std::vector<TypeId>>& final_ids);

/// Counts what depends on documents and sentences. One for each worker; sums are added up.
class DocumentCounter {
 public:
  explicit DocumentCounter(const Vocabulary& vocabulary) : vocabulary_(&vocabulary) {}

  void add_document(std::span<const Token> tokens);
  void add_sentence(std::span<const Token> tokens, Region region);
  void add_to(Vocabulary& vocabulary) const;

 private:
  // Read and written together, so they lie together.
  struct Seen {
    std::uint32_t documents = 0;
    std::uint32_t last = 0;  // 1 + number of the last document
  };
  void prepare();

  const Vocabulary* vocabulary_;
  std::vector<Seen> seen_;               // per key
  std::vector<std::uint32_t> unusable_;  // per key: capitals that say nothing, at a start
  std::uint32_t document_ = 0;
};

}  // namespace polyvocal::segmenting
