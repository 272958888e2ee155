// Scores of pooled groups for any labels: what a permutation test asks of a measure.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "dealing.h"
#include "polyvocal/core/run.h"
#include "polyvocal/counts/csr.h"
#include "square.h"

namespace polyvocal {

/// Rows that belong to a group and are not empty, and the labels to be dealt.
struct Sample {
  std::vector<std::int32_t> rows;
  Labels labels;
  Strata strata;
};

/// Memory of one worker, used again for each replicate: fresh memory of this
/// size would come from the system, page by page.
struct Scratch {
  std::vector<Labels> labels;              // one a replicate
  std::vector<std::vector<float>> totals;  // likewise: groups x width
  Square scores;
};

/// Scores of all group pairs for any labels, and leave-one-out scores for the interval.
class Pooling {
 public:
  Pooling() = default;
  Pooling(const Pooling&) = delete;
  Pooling& operator=(const Pooling&) = delete;
  virtual ~Pooling() = default;
  /// Calls use(scores) for each of scratch.labels, in order.
  using Use = std::function<void(const Square& scores)>;
  virtual void score(std::size_t groups, Scratch& scratch, const Use& use) const = 0;
  /// Jackknife variance of each pair's score (both groups' parts), under the true labels.
  [[nodiscard]] virtual Square variances(const Labels& labels, std::size_t groups,
                                         const Run& run) const = 0;
};

/// Cosine of mean vectors. With few documents exactly, from the matrix of all their dot products.
std::unique_ptr<Pooling> gram_cosine(const Csr<float>& rows, const Sample& sample, const Run& run);
/// With many documents: each projected to 128 dimensions by sparse random signs.
std::unique_ptr<Pooling> projected_cosine(const Csr<float>& rows, const Sample& sample,
                                          std::uint64_t seed, const Run& run);
/// Weighted Jaccard of shares. Keeps references to both arguments.
std::unique_ptr<Pooling> ruzicka_of_shares(const Csr<float>& rows, const Sample& sample);

/// Exact cosines of all groups at any size, for the true labels only.
Square exact_cosines(const Csr<float>& rows, const Sample& sample, std::size_t groups,
                     const Run& run);

}  // namespace polyvocal
