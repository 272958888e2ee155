// Tails of the hypergeometric and the Poisson law, for the exact test and for measures made of it.
// Probabilities by Loader's saddle-point form ("Fast and accurate computation of binomial
// probabilities", 2000): relative error below 1e-12 far into the tails.
//
//   double p = std::exp(log_hypergeometric(k, n_i, n_j, n)) * (1 + hypergeometric_tail(..., true));
#pragma once

namespace polyvocal {

/// ln of the probability that a draw of n_j out of `total` holds k of the n_i marked ones.
double log_hypergeometric(double k, double n_i, double n_j, double total);
/// Sum of the probabilities beyond k, in units of that of k. Call it away from the mode.
double hypergeometric_tail(double k, double n_i, double n_j, double total, bool upper);
double hypergeometric_mode(double n_i, double n_j, double total);

/// ln P(X >= k) of the hypergeometric law. At most 0.
double log_hypergeometric_upper(double k, double n_i, double n_j, double total);
/// ln P(X >= k), X Poisson with this mean; `excess` is k - mean, known better than both.
double log_poisson_upper(double k, double mean, double excess);

}  // namespace polyvocal
