// Who is named in the same articles more often than chance, when the number of names of every
// article and the number of articles of every name are kept: a null by shuffling articles.
// Long articles name many, so pairs of frequent names share articles by their length alone; the
// exact test with fixed margins of names does not see that.
//
//   Incidence named = document_nodes(mentions, nodes, actors, segments, options, slices, 0);
//   PairTests tests = permutation_tests(named, {.replicates = 999, .seed = 1}, run);
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/counts/cooccurrence.h"
#include "polyvocal/counts/csr.h"

namespace polyvocal {

/// Which nodes each article names: rows are documents, columns nodes; rising within a row.
struct Incidence {
  std::int32_t nodes = 0;
  std::vector<std::int64_t> begin{0};  ///< documents + 1
  std::vector<std::int32_t> items;
};

/// @throws InputError unless `begin` covers the items and every row rises within the nodes.
void check_incidence(const Incidence& named);

/// Of one slice; documents outside it are empty rows.
/// @throws InputError for a slice out of range or an array of the wrong length.
Incidence document_nodes(const Mentions& mentions, std::span<const std::int32_t> nodes,
                         std::int32_t node_count, const Segments& segments,
                         const CountOptions& options, const Slices& slices, std::int32_t slice);

/// Documents naming each pair, as count_pairs counts them.
/// @throws InputError as check_incidence; CapacityError; Cancelled.
Cooccurrence count_incidence(const Incidence& named, const Run& run);

struct PermutationOptions {
  std::int32_t replicates = 999;
  std::uint64_t seed = 0;
  /// Per document: names are exchanged within a stratum only (an outlet, a month); below 0: fixed.
  /// Empty: all documents are one stratum.
  std::span<const std::int32_t> strata;
};

/// One random matrix with the same row and column sums, by trades between two documents: what
/// only one of them names is dealt out anew (curveball: Strona and others, Nature Communications
/// 5:4114, 2014; it samples uniformly: Carstens 2015). Five trades a document.
/// @throws InputError for strata of the wrong length.
Incidence shuffle_documents(const Incidence& named, const PermutationOptions& options,
                            std::uint32_t replicate);

struct PairTests {
  Csr<std::int32_t> counts;  ///< documents naming both, symmetric
  std::vector<double> p;     ///< per cell
  std::vector<double> mean;  ///< of the counts in the replicates
  std::vector<double> variance;
};

/// One-sided mid-p of every pair that shares a document: with G replicates above the observed count
/// and E equal to it, (G + (E + 1)/2) / (replicates + 1): the observed matrix is one of them.
/// The replicates are drawn in chains of 27: five trades a document to the first, one to each next.
/// @throws InputError for less than 1 replicate, CapacityError for too many nodes, Cancelled.
PairTests permutation_tests(const Incidence& incidence, const PermutationOptions& options,
                            const Run& run);

}  // namespace polyvocal
