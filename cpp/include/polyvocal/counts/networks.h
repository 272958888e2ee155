// A symmetric matrix of weights as a network: communities and a layout, the same on every run.
//
//   std::vector<std::int32_t> community = communities(weights, 1);
//   double q = modularity(weights, community, 1);
//   std::vector<double> xy = force_layout(weights, 0, run);
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/counts/csr.h"

namespace polyvocal {

/// Newman and Girvan's modularity (2004) with a resolution (Reichardt and Bornholdt 2006):
/// sum over communities of w_in / W - resolution (s / 2W)^2, with W the weight of all edges and s
/// the strength of the community's nodes. In [-.5, 1] at resolution 1; NaN without edges.
/// @throws InputError unless the matrix is square and symmetric, weights are not negative, and
/// every node has a community of at least 0.
double modularity(CsrView<double> weights, std::span<const std::int32_t> community,
                  double resolution);

/// Communities by local moves and aggregation (Louvain: Blondel and others 2008), then splitting
/// of those that are not connected, as Leiden demands (Traag and others 2019). Nodes are visited in
/// their order and ties go to the lowest community, so there is nothing random. Numbered by size,
/// then by their first node; a node without edges is alone.
/// @throws InputError as modularity, or for a resolution of 0 or below.
std::vector<std::int32_t> communities(CsrView<double> weights, double resolution);

/// Positions (x, y) of every node, centred on 0: strongly tied ones are near (Fruchterman and
/// Reingold 1991). The start is a sunflower spiral in the order of the nodes (seed 0), else in an
/// order drawn with the seed. Time and memory of a step grow with the square of the nodes.
/// @throws InputError as modularity; CapacityError above 20,000 nodes; Cancelled.
std::vector<double> force_layout(CsrView<double> weights, std::uint64_t seed, const Run& run);

}  // namespace polyvocal
