// How strongly two things go together, from n_ij (units with both), n_i, n_j and N (all units).
// Every measure is a pure function of these four numbers; a matrix applies it to its stored cells.
//
//   auto npmi = associate(Association::npmi, c.counts, c.n, c.total);  // parallel to
//   c.counts.values
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "polyvocal/counts/csr.h"

namespace polyvocal {

/// With p_ij = n_ij/N, p_i = n_i/N, E = n_i n_j/N. NaN where n_i, n_j or N is 0.
enum class Association : std::uint8_t {
  /// log2(p_ij / (p_i p_j)). [-inf, inf). Church and Hanks 1990.
  pmi,
  /// pmi / -log2 p_ij. [-1, 1]: -1 never together, 0 as by chance, 1 only together. Bouma 2009.
  /// A pair in every unit (n_ij = N) is 1, the limit of "only together".
  npmi,
  /// max(pmi, 0). [0, inf). Niwa and Nitta 1994.
  ppmi,
  /// Signed log-likelihood ratio of the 2x2 table: 2 sum O ln(O/E), negative when n_ij < E.
  /// (-inf, inf). Dunning 1993. Assumes independent units: a score to rank by, not a test.
  g2,
  /// n_ij / (n_i + n_j - n_ij). [0, 1]. Jaccard 1901.
  jaccard,
  /// 2 n_ij / (n_i + n_j). [0, 1]. Dice 1945.
  dice,
  /// n_ij / sqrt(n_i n_j): cosine of the occurrence vectors. [0, 1]. Ochiai 1957.
  ochiai,
  /// 14 + log2(dice). [-inf, 14]. Rychly 2008.
  logdice,
  /// n_ij N / (n_i n_j): observed over expected. [0, inf). van Eck and Waltman 2009.
  association_strength,
  /// n_ij / min(n_i, n_j). [0, 1].
  inclusion,
  /// (n_ij - E) / sqrt(n_ij). [-inf, inf). Church et al. 1991.
  t_score,
  /// ln of the odds ratio with .5 added to each of the four cells. (-inf, inf). Haldane 1956.
  log_odds,
  /// Standard error of log_odds: the root of the sum of 1/(cell + .5). (0, 3]. Woolf 1955.
  log_odds_se,
  /// Signed Pearson chi-squared of the 2x2 table, negative when n_ij < E; with Yates' correction
  /// when an expected cell is below 5 and the correction does not change the sign. (-inf, inf).
  chi2,
  /// -log10 of P(X >= n_ij), X hypergeometric (Fisher's exact test, one-sided). [0, inf).
  /// A score over the units counted, which are not independent. Pedersen 1996.
  fisher,
  /// -log10 of P(X >= n_ij), X Poisson with mean E. [0, inf). Quasthoff and Wolff 2002.
  poisson,
};
inline constexpr int kAssociationCount = 16;
std::string_view association_name(Association measure);
/// @throws InputError for an unknown name; the message lists all.
Association association_from(std::string_view name);

struct AssociationOptions {
  /// pmi and ppmi lose log2(shift): the number of negative samples of word2vec. At least 1.
  double shift = 1;
  /// pmi and ppmi take n_j^smoothing, scaled to the same sum over the columns, for n_j, which tames
  /// rare contexts. Above 0, at most 1. Both: Levy, Goldberg and Dagan 2015.
  double smoothing = 1;
};

/// One value. Counts must satisfy 0 <= n_ij <= min(n_i, n_j) and n_i + n_j - n_ij <= N.
double associate(Association measure, std::int64_t n_ij, std::int64_t n_i, std::int64_t n_j,
                 std::int64_t total);

/// What is counted beside the pairs: n_i of every row, n_j of every column, and N.
struct Margins {
  std::span<const double> rows;
  std::span<const double> columns;
  double total = 0;
};

/// Values parallel to counts.values. Counts may be sums of weights; fisher needs whole numbers.
/// @throws InputError when a margin is missing, a count contradicts its margins, or an option is
/// out of range or not one of the measure.
std::vector<double> associate(Association measure, CsrView<double> counts, const Margins& margins,
                              const AssociationOptions& options = {});

}  // namespace polyvocal
