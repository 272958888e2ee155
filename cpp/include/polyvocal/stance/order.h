// Outlets beside each other on the same stories: is one different from the others that tell them,
// and in what order do they stand?
//
//   std::vector<Told> told = tell(grouping, factions, evidence, a, b, VoiceChoice::all);
//   std::vector<StoryContrast> tests = permute_within_stories(told, groups, seed, 999, run);
//   std::vector<OrderRow> order = order_groups(told, groups, seed, 2000, run);
#pragma once

#include <cstdint>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/stance/aggregate.h"

namespace polyvocal {

/// What one group says in one story: the mean of its observations there.
struct Told {
  std::int32_t story = 0;
  std::int32_t group = 0;
  double value = 0;
};

/// Of articles that belong to a story and name faction `a`: their score; with b >= 0, of those that
/// name both, the score of a less that of b. Ordered by story, then group; copies count once.
/// @throws InputError when a or b is no faction, or the grouping has no stories.
std::vector<Told> tell(const Grouping& grouping, std::size_t factions, const Evidence& evidence,
                       FactionId a, FactionId b, VoiceChoice voice);

struct StoryContrast {
  double difference =
      0;         ///< mean over stories of value less the mean of the others; NaN without any
  double p = 1;  ///< two-sided; NaN without any
  std::uint32_t stories = 0;  ///< told by this group and another
};

/// Permutation test: within each story the groups that tell it change places at random. One entry a
/// group. p = (1 + permutations at least as far from 0) / (1 + permutations). @throws Cancelled.
std::vector<StoryContrast> permute_within_stories(const std::vector<Told>& told,
                                                  std::int32_t groups, std::uint64_t seed,
                                                  std::uint32_t permutations, const Run& run);

struct OrderRow {
  double strength = 0;  ///< log odds of standing above the average group; NaN without comparisons
  double low = 0;       ///< 95 %: percentiles over resampled stories
  double high = 0;
  double rank_low = 0;  ///< 1: the most favourable
  double rank_high = 0;
  double wins = 0;  ///< ties count half on either side
  double comparisons = 0;
  std::uint32_t stories = 0;
  std::int32_t component = -1;  ///< groups that no chain of comparisons joins have different ones
};

/// Bradley and Terry's model (1952): P(i above j) = p_i / (p_i + p_j), of all pairs of groups in
/// all stories, by the MM algorithm (Hunter 2004). Every group also wins and loses half a
/// comparison with the average one, so that a group that always wins has a finite strength. One
/// entry a group.
/// @throws Cancelled.
std::vector<OrderRow> order_groups(const std::vector<Told>& told, std::int32_t groups,
                                   std::uint64_t seed, std::uint32_t replicates, const Run& run);

}  // namespace polyvocal
