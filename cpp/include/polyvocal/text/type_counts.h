// How often each spelling stands in each document, from the raw text alone: no sentences,
// quotations or regions are looked for, and no token is kept.
//
//   TypeCounts counts = count_types(corpus, run);
//   for (std::size_t k = counts.doc_begin[doc]; k < counts.doc_begin[doc + 1]; ++k) {
//     use(counts.vocabulary.types[counts.types[k]], counts.counts[k]);
//   }
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/corpus/corpus.h"
#include "polyvocal/text/vocabulary.h"

namespace polyvocal {

struct TypeCounts {
  /// As segment() makes it, but for what needs sentences and regions: key_documents is 0, and
  /// key_capital has every capital.
  Vocabulary vocabulary;
  std::vector<std::size_t> doc_begin{0};  ///< documents + 1
  std::vector<TypeId> types;              ///< distinct in a document, in no order
  std::vector<std::uint32_t> counts;      ///< parallel to types

  [[nodiscard]] std::size_t documents() const { return doc_begin.size() - 1; }
};

/// Same ids for any number of threads, and those of segment() on the same corpus. @throws
/// Cancelled.
TypeCounts count_types(const Corpus& corpus, const Run& run);

}  // namespace polyvocal
