// Cosine between sparse rows: every pair of a small set, or the best of each row of a large one.
// Exact; the sum of a pair is made in column order, so scores are the same for any thread count.
//
//   ScoredPairs p = top_cosine(words.rows, {.top = 10, .days = 3, .dates = corpus.dates}, run);
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/corpus/corpus.h"
#include "polyvocal/counts/csr.h"

namespace polyvocal {

/// Unordered pairs with a score: a < b, ordered by (a, b).
struct ScoredPairs {
  std::vector<std::int32_t> a;
  std::vector<std::int32_t> b;
  std::vector<float> score;
};

/// Pairs that may be compared, and how many to keep.
struct NeighbourOptions {
  std::int32_t top = 10;   ///< best partners kept per row; a pair stays when either keeps it
  float threshold = 0;     ///< scores at or below it are left out
  std::int32_t days = -1;  ///< only pairs at most so many days apart; -1: any
  std::span<const Day> dates =
      {};  ///< per row, needed when days >= 0; undated rows have no partner
  std::span<const std::int32_t> groups =
      {};  ///< per row; when given, only pairs of different groups
};

/// Rows must have length 1 (or be empty), and no value below 0. Equal scores: the smaller row wins.
/// @throws InputError for dates or groups of the wrong length, negative values, or top < 1;
/// Cancelled.
ScoredPairs top_cosine(const Csr<float>& rows, const NeighbourOptions& options, const Run& run);

/// Two sets of rows, a and b, and which of their pairs may be compared.
struct CrossOptions {
  std::int32_t top = 10;   ///< best partners in b kept per row of a
  float threshold = 0;     ///< scores at or below it are left out
  std::int32_t days = -1;  ///< only pairs at most so many days apart; -1: any
  std::span<const Day> dates_a = {}, dates_b = {};             ///< per row, needed when days >= 0
  std::span<const std::int32_t> groups_a = {}, groups_b = {};  ///< only pairs of different groups
};

/// For each row of one set the best of the other: a is of the first, b of the second, ordered by
/// (a, b). Lengths and ties as above; both sets have the same columns.
/// @throws InputError for arrays of the wrong length, negative values, other columns, or top < 1;
/// Cancelled.
ScoredPairs cross_cosine(const Csr<float>& a, const Csr<float>& b, const CrossOptions& options,
                         const Run& run);

/// Bytes that a dense rows x rows matrix of doubles takes.
std::uint64_t dense_bytes(std::int64_t rows);

/// rows x rows, row by row; diagonal 1; an empty row is NaN outside the diagonal (nothing to
/// compare).
/// @throws CapacityError when dense_bytes exceeds max_bytes, with what to do; Cancelled.
std::vector<double> all_cosine(const Csr<float>& rows, std::uint64_t max_bytes, const Run& run);

/// Weighted Jaccard (Ruzicka) similarity: sum of minima over sum of maxima, in [0, 1].
/// Same shape and errors as all_cosine. Rows need not have length 1; values must be >= 0.
std::vector<double> all_ruzicka(const Csr<float>& rows, std::uint64_t max_bytes, const Run& run);

/// Scores of given pairs (any order). NaN where a row is empty.
std::vector<double> pair_cosine(const Csr<float>& rows, std::span<const std::int32_t> a,
                                std::span<const std::int32_t> b, const Run& run);
std::vector<double> pair_ruzicka(const Csr<float>& rows, std::span<const std::int32_t> a,
                                 std::span<const std::int32_t> b, const Run& run);

}  // namespace polyvocal
