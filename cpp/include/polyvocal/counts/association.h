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
};
inline constexpr int kAssociationCount = 12;
std::string_view association_name(Association measure);
/// @throws InputError for an unknown name; the message lists all.
Association association_from(std::string_view name);

/// One value. Counts must satisfy 0 <= n_ij <= min(n_i, n_j) and n_i + n_j - n_ij <= N.
double associate(Association measure, std::int64_t n_ij, std::int64_t n_i, std::int64_t n_j,
                 std::int64_t total);

/// Values parallel to counts.values. `n` has one entry a row (rows and columns are the same
/// things).
/// @throws InputError when n is too short or a count contradicts its margins.
std::vector<double> associate(Association measure, CsrView<std::int32_t> counts,
                              std::span<const std::int64_t> n, std::int64_t total);

}  // namespace polyvocal
