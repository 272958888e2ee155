// The class affinity model (Perry and Benoit 2017): each document is a mixture of the word
// distributions of reference classes; its affinities are the weights of the mixture.
//
//   AffinityFit fit = fit_affinity(counts, profiles, 2, {}, run);
//   fit.affinity[i * 2 + c];   // share of class c in document i; each row adds up to 1
#pragma once

#include <span>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/counts/csr.h"

namespace polyvocal {

struct AffinityOptions {
  double smooth = 0.5;  ///< > 0: Dirichlet(1 + smooth) prior on the affinities
};

struct AffinityFit {
  std::vector<double> affinity;    ///< documents x classes, rows add up to 1
  std::vector<double> covariance;  ///< documents x classes x classes, given the profiles
};

/// `profiles` is words x classes, row by row: probability of the word in the class, > 0 for every
/// word in use and 0 in all classes for words to leave out. Each document maximises
/// sum_w y_w log(sum_c p_wc a_c) + smooth sum_c log a_c, by Newton steps within the simplex.
/// @throws InputError for profiles of another shape, negative counts, smooth <= 0; Cancelled.
AffinityFit fit_affinity(const CsrView<double>& counts, std::span<const double> profiles,
                         std::size_t classes, const AffinityOptions& options, const Run& run);

}  // namespace polyvocal
