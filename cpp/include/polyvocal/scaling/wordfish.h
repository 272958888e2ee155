// Wordfish (Slapin and Proksch 2008): positions of documents on one latent dimension, from how
// often they use each word. y_ij ~ Poisson(exp(alpha_i + psi_j + beta_j theta_i)), beta_j ~ N(0,
// beta_sd^2).
//
//   WordfishFit fit = fit_wordfish(counts, start, {}, run);   // counts: documents x words
//   fit.theta[i];                                             // mean 0, sd 1 over the documents
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/counts/csr.h"

namespace polyvocal {

struct WordfishOptions {
  double beta_sd = 3;       ///< of the normal prior on beta, > 0; keeps rare words finite
  double tolerance = 1e-6;  ///< the fit stops in the first round that raises the log posterior by
                            ///< no more, or moves no position by more
  int max_rounds = 1000;
};

struct WordfishFit {
  std::vector<double> theta;     ///< document positions
  std::vector<double> theta_se;  ///< from the curvature at the word parameters as estimated, which
                                 ///< it takes for known: a lower bound; resample for an honest one
  std::vector<double> alpha;     ///< document effects (length), mean 0
  std::vector<double> psi;       ///< word effects (frequency)
  std::vector<double> beta;      ///< word weights
  double log_likelihood = 0;     ///< Poisson, of all cells, without the terms log(y!)
  int rounds = 0;
  bool converged = false;
};

/// Alternates between words and documents. Given beta, psi is in closed
/// form, and given theta, alpha is: each step is a concave problem in one number. Only the nonzero
/// counts and vectors of one row's length are kept; the time of a round is documents x words
/// exponentials. After each round theta has mean 0 and standard deviation 1 (n - 1), as in austin
/// and quanteda, whose N(0, 1) prior on theta within the round is kept.
///
/// `start` holds a first guess of each position; its sign decides the direction.
/// The result does not depend on run.threads.
/// @throws InputError for a row or column without counts, fewer than two documents, negative or
///   non-finite counts, a start of another length or without variance; Cancelled.
WordfishFit fit_wordfish(const CsrView<double>& counts, std::span<const double> start,
                         const WordfishOptions& options, const Run& run);

}  // namespace polyvocal
