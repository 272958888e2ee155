// How often each document, or each sentence, uses each word: the matrix that scaling models read.
//
//   Csr<std::int32_t> counts = count_terms(segments, nullptr, {}, run);   // documents x keys
#pragma once

#include <cstdint>

#include "polyvocal/actors/mentions.h"
#include "polyvocal/core/run.h"
#include "polyvocal/counts/cooccurrence.h"
#include "polyvocal/counts/csr.h"
#include "polyvocal/text/segment.h"

namespace polyvocal {

struct TermCountOptions {
  std::uint32_t regions = kCountedRegions;
  bool by_sentence = false;  ///< a row per sentence of the corpus instead of one per document
  bool numbers = false;      ///< count tokens of digits too
};

/// Counts of folded words (KeyId columns of segments.vocabulary). Words inside `mentions` are left
/// out when it is given: who is named is then no part of how an outlet writes.
/// The result does not depend on run.threads.
/// @throws CapacityError above 2^31-1 stored counts; Cancelled.
Csr<std::int32_t> count_terms(const Segments& segments, const Mentions* mentions,
                              const TermCountOptions& options, const Run& run);

}  // namespace polyvocal
