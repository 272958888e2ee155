// Outlets (or any groups of documents) compared by pooled document vectors, against the null that
// outlet names are dealt out to documents by chance.
//
//   GroupSimilarity s = compare_groups(words.rows, {.groups = outlet_of, .group_count = 3}, run);
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/counts/csr.h"

namespace polyvocal {

enum class PooledMeasure : std::uint8_t {
  cosine,   ///< of the mean document vector
  ruzicka,  ///< weighted Jaccard of the shares (each group's sum scaled to 1)
};

struct GroupOptions {
  PooledMeasure measure = PooledMeasure::cosine;
  std::span<const std::int32_t> groups = {};  ///< per row; -1 leaves it out
  std::int32_t group_count = 0;
  std::span<const std::int32_t> strata =
      {};  ///< labels move only inside a stratum (month); empty: one
  std::int32_t permutations = 999;
  std::uint64_t seed = 0;
  /// Cosine, above this many documents: null and interval are worked out on vectors projected to
  /// 128 dimensions by sparse random signs (Kane and Nelson 2014); the score itself is always
  /// exact.
  std::int32_t exact_documents = 800;
};

/// All group_count x group_count, row by row, symmetric.
struct GroupSimilarity {
  std::vector<double> score;  ///< in [0, 1]; NaN for a group without any weight
  std::vector<double> low,
      high;  ///< 95 % interval, delete-one-document jackknife; NaN below 5 documents
  std::vector<double> null_mean;  ///< mean under permutation; NaN below 5 documents, as both p
  std::vector<double> p_less;     ///< (1 + permutations with score <= observed) / (1 + n)
  std::vector<double> p_more;     ///< the same with >=
  std::vector<std::int32_t> documents;  ///< per group: rows with any weight
};

/// Fewest documents of a group for an interval or a p-value.
inline constexpr std::int32_t kFewestDocuments = 5;

/// @throws InputError for arrays of the wrong length or a group out of range; Cancelled.
GroupSimilarity compare_groups(const Csr<float>& rows, const GroupOptions& options, const Run& run);

}  // namespace polyvocal
