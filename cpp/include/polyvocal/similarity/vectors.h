// Documents as sparse vectors: words weighted by TF-IDF, actors by how often they are named.
//
//   WordVectors words = word_vectors(segments, run);          // rows of length 1
//   Csr<float> actors = actor_vectors(mentions, nodes, node_count, segments.documents());
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/actors/mentions.h"
#include "polyvocal/core/run.h"
#include "polyvocal/counts/cooccurrence.h"
#include "polyvocal/counts/csr.h"
#include "polyvocal/text/segment.h"
#include "polyvocal/text/type_counts.h"

namespace polyvocal {

struct WordOptions {
  std::uint32_t regions = kCountedRegions;
  bool function_words = false;  ///< keep "the", "of", "would" (English)
};

/// How often each word that counts stands in each document; columns are KeyIds.
/// @throws CapacityError above 2^31-1 stored counts; Cancelled.
Csr<float> word_counts(const Segments& segments, const Run& run, const WordOptions& options = {});

/// Weight of a word that occurs tf times in a document: (1 + ln tf) * idf, with
/// idf = ln((1 + N) / (1 + df)) + 1 over the N documents of the corpus (df: documents with the
/// word). Columns are KeyIds; each row is scaled to length 1, or empty when no word counts.
struct WordVectors {
  Csr<float> rows;
  std::vector<float> idf;  ///< per key; 0 for keys that do not count
};

/// @throws CapacityError above 2^31-1 stored weights; Cancelled.
WordVectors word_vectors(const Segments& segments, const Run& run, const WordOptions& options = {});

/// The same from the words of whole texts, whatever their regions: equal, bit for bit, to what
/// word_vectors gives for the segments of the same corpus with the bits of all regions set.
WordVectors word_vectors(const TypeCounts& counts, const Run& run, bool function_words = false);

/// Mention counts per document and node; `nodes` as from select_nodes (-1 is left out).
Csr<float> actor_vectors(const Mentions& mentions, std::span<const std::int32_t> nodes,
                         std::int32_t node_count, std::size_t documents);

}  // namespace polyvocal
