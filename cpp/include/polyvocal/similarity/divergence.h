// How far the distributions of groups of documents (outlets) lie apart, beyond what chance does to
// two halves of one group: Jensen-Shannon divergence minus its mean when the documents of the two
// groups are dealt out anew.
//
//   GroupDivergence d = compare_divergence(counts, {.groups = outlet_of, .group_count = 3}, run);
//   d.excess[0 * 3 + 1];  // in bits: about 0 when outlets 0 and 1 could be one
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/counts/csr.h"

namespace polyvocal {

struct DivergenceOptions {
  std::span<const std::int32_t> groups = {};  ///< per row; -1 leaves it out
  std::int32_t group_count = 0;
  std::span<const std::int32_t> strata = {};  ///< labels move only inside one (month); empty: one
  bool damped = true;  ///< a count c weighs 1 + ln c: the tenth "border" says less than the first
  std::int32_t permutations = 999;
  std::uint64_t seed = 0;
};

/// All group_count x group_count, row by row, symmetric. Divergences are in bits, in [0, 1].
struct GroupDivergence {
  std::vector<double> divergence;  ///< observed; NaN for a group without any count
  std::vector<double> null_mean;   ///< over the permutations; NaN where no test is possible
  std::vector<double> null_sd;
  std::vector<double> excess;     ///< divergence - null_mean
  std::vector<double> low, high;  ///< 95 % interval of excess at these numbers of documents
  std::vector<double> z;          ///< excess / null_sd; NaN when null_sd is 0
  std::vector<double> p;          ///< (1 + permutations at least as far apart) / (1 + permutations)
  /// Documents of both groups in strata that both have: what the permutations can exchange.
  std::vector<std::int32_t> exchangeable;
  std::vector<std::int32_t> documents;  ///< per group: rows with any count
};

/// Each document counts the same: its weights are scaled to add up to 1, a group is the mean of its
/// documents, and JSD(P, Q) = H((P + Q) / 2) - (H(P) + H(Q)) / 2 with entropies in bits. A test
/// needs kFewestDocuments in both groups and as many exchangeable ones.
/// @throws InputError for arrays of the wrong length, negative counts or a group out of range;
///     Cancelled.
GroupDivergence compare_divergence(const Csr<float>& counts, const DivergenceOptions& options,
                                   const Run& run);

}  // namespace polyvocal
