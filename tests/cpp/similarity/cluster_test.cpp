#include "polyvocal/similarity/cluster.h"

#include <gtest/gtest.h>

#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

using Ints = std::vector<std::int32_t>;
using Scores = std::vector<double>;

TEST(ClusterPairs, JoinsByTheAverageOverAllPairsOfTwoGroups) {
  // 0-1-2 is a chain: 2 is near 1 alone, (.6 + 0) / 2 on average.
  const Ints a{0, 1, 3};
  const Ints b{1, 2, 4};
  const Scores score{.9, .6, .5};
  EXPECT_EQ(cluster_pairs(5, a, b, score, .31), (Ints{0, 0, 1, 2, 2}));
  EXPECT_EQ(cluster_pairs(5, a, b, score, .3), (Ints{0, 0, 0, 1, 1}));
  EXPECT_EQ(cluster_pairs(5, a, b, score, .95), (Ints{0, 1, 2, 3, 4}));
}

TEST(ClusterPairs, DoesNotDependOnTheOrderOfPairsOrTheirSides) {
  const Ints a{0, 1, 2, 0};
  const Ints b{1, 2, 3, 3};
  const Scores score{.5, .5, .5, .5};
  const Ints expected = cluster_pairs(4, a, b, score, .2);
  EXPECT_EQ(cluster_pairs(4, Ints{3, 3, 2, 1}, Ints{0, 2, 1, 0}, score, .2), expected);
}

TEST(ClusterPairs, RefusesWhatIsNoSetOfPairs) {
  EXPECT_THROW(cluster_pairs(2, Ints{0}, Ints{2}, Scores{.5}, .1), InputError);
  EXPECT_THROW(cluster_pairs(2, Ints{1}, Ints{1}, Scores{.5}, .1), InputError);
  EXPECT_THROW(cluster_pairs(2, Ints{0, 1}, Ints{1, 0}, Scores{.5, .5}, .1), InputError);
  EXPECT_THROW(cluster_pairs(2, Ints{0}, Ints{1}, Scores{}, .1), InputError);
  EXPECT_THROW(cluster_pairs(2, Ints{0}, Ints{1}, Scores{.5}, 0), InputError);
  EXPECT_TRUE(cluster_pairs(0, Ints{}, Ints{}, Scores{}, .1).empty());
}

}  // namespace
}  // namespace polyvocal
