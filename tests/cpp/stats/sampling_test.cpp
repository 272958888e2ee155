#include "polyvocal/stats/sampling.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <vector>

#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

TEST(Sample, DrawsEachItemAsOftenAsItSays) {
  const std::vector<double> sizes = {1, 2, 3, 4, 5, 10, 1, 1, 1, 2};
  std::vector<double> drawn(sizes.size(), 0.0);
  std::vector<double> probability(sizes.size(), 0.0);
  constexpr int kTimes = 20000;
  for (int seed = 0; seed < kTimes; ++seed) {
    const DrawnSample sample = draw_sample(sizes, {}, 4, static_cast<std::uint64_t>(seed));
    ASSERT_EQ(sample.items.size(), 4U);
    for (std::size_t k = 0; k < sample.items.size(); ++k) {
      drawn[sample.items[k]] += 1;
      probability[sample.items[k]] = sample.probability[k];
    }
  }
  EXPECT_EQ(probability[5], 1.0);  // 10 of 30 wants more than one of four
  EXPECT_NEAR(std::accumulate(probability.begin(), probability.end(), 0.0), 4, 1e-9);
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const double spread = std::sqrt(probability[i] * (1 - probability[i]) / kTimes);
    EXPECT_NEAR(drawn[i] / kTimes, probability[i], 4.5 * spread + 1e-9) << i;
  }
}

TEST(Sample, GivesEachStratumItsShare) {
  // Ten of one stratum and ninety of another, the same number of each wanted.
  std::vector<double> sizes(100, 1.0 / 90);
  std::vector<std::int32_t> strata(100, 1);
  for (std::size_t i = 0; i < 100; i += 10) {
    sizes[i] = 1.0 / 10;
    strata[i] = 0;
  }
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const DrawnSample sample = draw_sample(sizes, strata, 12, seed);
    int of_first = 0;
    for (const std::uint32_t i : sample.items) of_first += strata[i] == 0 ? 1 : 0;
    EXPECT_EQ(of_first, 6);
  }
}

TEST(Sample, HasNoItemTwiceAndAllWhenThereAreFew) {
  const std::vector<double> sizes(7, 1.0);
  const DrawnSample all = draw_sample(sizes, {}, 20, 3);
  EXPECT_EQ(std::set<std::uint32_t>(all.items.begin(), all.items.end()).size(), 7U);
  for (const double p : all.probability) EXPECT_EQ(p, 1.0);
  const DrawnSample again = draw_sample(sizes, {}, 20, 3);
  EXPECT_EQ(all.items, again.items);
  const std::vector<double> wrong = {1, 0, 1};
  EXPECT_THROW(draw_sample(wrong, {}, 1, 0), InputError);
  const std::vector<std::int32_t> two = {0, 1};
  EXPECT_THROW(draw_sample(sizes, two, 1, 0), InputError);
}

}  // namespace
}  // namespace polyvocal
