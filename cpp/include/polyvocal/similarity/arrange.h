// Arranging items by a similarity matrix: a tree (average linkage) and a map (classical scaling).
// Both are pure functions of the matrix; ties fall to the smaller index.
//
//   Tree tree = average_linkage(similarity, n);   Map map = classical_scaling(similarity, n, 2);
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/core/run.h"

namespace polyvocal {

/// n - 1 merges of average linkage (UPGMA, Sokal and Michener 1958), lowest first. Ids below n are
/// items, n + k is the result of merge k (as in scipy's linkage matrix).
struct Tree {
  std::vector<std::int32_t> left, right;  ///< of each merge; the one with the smaller item first
  std::vector<double> height;             ///< mean distance 1 - similarity between the two
  std::vector<std::int32_t> size;         ///< items below
  std::vector<std::int32_t> order;        ///< items from left to right
};

/// `similarity` is n x n, symmetric; NaN counts as 0 (nothing in common is known).
/// @throws InputError when it is not n x n; CapacityError above 5,000 items; Cancelled.
Tree average_linkage(std::span<const double> similarity, std::int32_t n, const Run& run = {});

/// Classical scaling (Torgerson 1952) of the distances 1 - similarity.
struct Map {
  std::vector<double> coordinates;  ///< n x dimensions; each axis has its largest |value| positive
  std::vector<double> explained;    ///< per axis: share of the positive eigenvalues
  double stress = 0;                ///< Kruskal's stress-1: 0 perfect, above .2 poor
};

/// @throws InputError when it is not n x n or dimensions < 1; CapacityError above 1,000 items.
Map classical_scaling(std::span<const double> similarity, std::int32_t n, std::int32_t dimensions);

}  // namespace polyvocal
