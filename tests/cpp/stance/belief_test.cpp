#include "stance/sides/belief.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

#include "polyvocal/stats/random.h"

namespace polyvocal::scoring {
namespace {

double pair_likelihood(const Potential& p, std::size_t a, std::size_t b, std::size_t outside) {
  if (a == outside || b == outside) return a == b ? p.outside : p.mixed;
  return a == b ? p.same : p.different;
}

// Marginals by summing over all assignments: slow and obvious.
std::vector<double> enumerate(const std::vector<BeliefEdge>& edges,
                              const std::vector<FactionId>& fixed, std::size_t factions) {
  const std::size_t sides = factions + 1;
  std::vector<double> sums(fixed.size() * sides, 0.0);
  std::size_t states = 1;
  for (std::size_t i = 0; i < fixed.size(); ++i) states *= sides;
  double total = 0;
  for (std::size_t state = 0; state < states; ++state) {
    std::vector<std::size_t> side(fixed.size());
    std::size_t rest = state;
    double p = 1;
    for (std::size_t i = 0; i < fixed.size(); ++i, rest /= sides) {
      side[i] = rest % sides;
      if (fixed[i] >= 0 && side[i] != static_cast<std::size_t>(fixed[i])) p = 0;
      if (side[i] == factions) p /= static_cast<double>(factions);
    }
    for (const BeliefEdge& e : edges) {
      p *= pair_likelihood(e.likelihood, side[e.a], side[e.b], factions);
    }
    total += p;
    for (std::size_t i = 0; i < fixed.size(); ++i) sums[i * sides + side[i]] += p;
  }
  for (double& sum : sums) sum /= total;
  return sums;
}

Potential drawn(Draws& draws) {
  return {0.05 + draws.uniform(), 0.05 + draws.uniform(), 0.05 + draws.uniform(),
          0.05 + draws.uniform()};
}

TEST(Belief, IsExactOnTrees) {
  for (const std::size_t factions : {std::size_t{1}, std::size_t{2}, std::size_t{3}}) {
    for (std::uint32_t seed = 0; seed < 20; ++seed) {
      Draws draws(seed, Purpose::test, 1, 0);
      std::vector<FactionId> fixed(6, -1);
      fixed[0] = 0;
      fixed[5] = static_cast<FactionId>(factions) - 1;
      std::vector<BeliefEdge> edges;
      for (std::uint32_t node = 1; node < 6; ++node) {
        edges.push_back({draws.below(node), node, drawn(draws)});
      }
      const auto found = propagate_beliefs(edges, fixed, factions);
      const auto wanted = enumerate(edges, fixed, factions);
      for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], wanted[i], 1e-4);
    }
  }
}

TEST(Belief, KeepsThePriorWhereNothingIsSaid) {
  const auto b = propagate_beliefs({}, {-1, 1}, 2);
  EXPECT_NEAR(b[0], 0.4, 1e-12);
  EXPECT_NEAR(b[2], 0.2, 1e-12);
  EXPECT_EQ(b[3 + 1], 1.0);
}

TEST(Belief, SettlesOnLoopsOfDisagreement) {
  const Potential against = {0.1, 0.9, 0.9, 0.9};
  const auto b =
      propagate_beliefs({{0, 1, against}, {1, 2, against}, {2, 0, against}}, {-1, -1, -1}, 2);
  for (std::size_t node = 0; node < 3; ++node) EXPECT_NEAR(b[3 * node], b[3 * node + 1], 1e-6);
}

TEST(Belief, StandsManyMessages) {
  std::vector<BeliefEdge> edges;
  std::vector<FactionId> fixed = {-1};
  for (std::size_t i = 1; i <= 2000; ++i) {
    fixed.push_back(i % 3 == 0 ? 1 : 0);
    edges.push_back({0, i, {0.98, 0.02, 0.02, 0.98}});
  }
  const auto b = propagate_beliefs(edges, fixed, 2);
  EXPECT_NEAR(b[0], 1, 1e-6);
}

}  // namespace
}  // namespace polyvocal::scoring
