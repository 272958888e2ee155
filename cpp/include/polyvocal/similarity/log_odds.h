// Which words (or actors) make two groups of documents differ: log odds ratios with an informative
// Dirichlet prior (Monroe, Colaresi and Quinn 2008), with the uncertainty of documents, not tokens.
//
//   LogOdds odds = log_odds_ratios(counts, rows_of_a, rows_of_b, 500);
//   odds.z[column];  // above 2: more of a's, below -2: more of b's
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/counts/csr.h"

namespace polyvocal {

/// One entry a column of the counts.
struct LogOdds {
  std::vector<double> log_odds;  ///< natural log of a's odds over b's; NaN: in neither
  std::vector<double> error;     ///< standard error, from the differences between documents
  std::vector<double> z;         ///< log_odds / error
  std::vector<double> count_a, count_b;
  std::vector<std::int32_t> documents_a, documents_b;  ///< that have it
};

/// The prior gives each column `prior` x its share of all counts of both groups, so that words seen
/// rarely are drawn to no difference. The variance is the larger of the model's (1 / (count +
/// prior), as published) and that of a ratio over documents (infinitesimal jackknife), since words
/// come in bursts.
/// @throws InputError for a row out of range, an empty group, or prior <= 0.
LogOdds log_odds_ratios(const Csr<float>& counts, std::span<const std::int32_t> a,
                        std::span<const std::int32_t> b, double prior);

}  // namespace polyvocal
