// Belief propagation over sides: what each edge of a network says of the sides of its two ends,
// passed on until nothing changes. Private to the stance stage.
//
// An actor's side is one of the factions, or outside all of them. An edge tells how likely its
// statements are if both ends are of one faction, of two, if one of them is outside, or both. With
// the beliefs b of an end without what this edge told it, the edge tells the other end
//   m(k)       = same b(k) + different (sum of the other b) + mixed b(outside)
//   m(outside) = mixed (1 - b(outside)) + outside b(outside),
// and an actor's belief is its prior times all that it is told (sum-product, Pearl 1988).
//
//   std::vector<double> b = propagate_beliefs(edges, fixed, factions);  // nodes x (factions + 1)
#pragma once

#include <cstddef>
#include <vector>

#include "polyvocal/actors/knowledge.h"

namespace polyvocal::scoring {

/// Likelihoods of what is stated between two actors, up to a common factor.
struct Potential {
  double same = 1;       ///< both of one faction
  double different = 1;  ///< of two factions
  double mixed = 1;      ///< one of them outside all factions
  double outside = 1;    ///< both outside
};

struct BeliefEdge {
  std::size_t a = 0;
  std::size_t b = 0;
  Potential likelihood;
};

/// Probability of each side, node by node, the outside last. `fixed[node]` is a known faction or
/// -1. A node without an edge keeps the prior: 1 for each faction to 1 / factions for the outside.
std::vector<double> propagate_beliefs(const std::vector<BeliefEdge>& edges,
                                      const std::vector<FactionId>& fixed, std::size_t factions);

}  // namespace polyvocal::scoring
