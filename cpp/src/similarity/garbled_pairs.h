// Pairs of documents that share many longer runs of letters: where garbled copies are looked for.
//
//   for (const auto& [a, b] : garbled_pairs(corpus, segments, ranks, boilerplate, options, run))
//
// One in eight runs of twelve letters is indexed, chosen by its hash. A copy with a tenth of its
// letters wrong keeps .28 of them, with a fifth .07: some forty in an article of usual length.
// Cosine of TF-IDF falls to .3 and .1 there, because every garbled word is a rare one.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "fingerprints.h"
#include "polyvocal/core/run.h"
#include "polyvocal/similarity/reuse.h"

namespace polyvocal {

/// Ordered by (a, b), each once; a before b in the order of ids.
std::vector<std::pair<std::uint32_t, std::uint32_t>> garbled_pairs(
    const Corpus& corpus, const Segments& segments, std::span<const std::uint32_t> ranks,
    const TokenBits& boilerplate, const ReuseOptions& options, const Run& run);

}  // namespace polyvocal
