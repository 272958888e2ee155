#include "polyvocal/stance/order.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "polyvocal/core/error.h"
#include "polyvocal/stats/random.h"

namespace polyvocal {
namespace {

const polyvocal::Run kOne{.threads = 1, .progress = nullptr};

// Stories that `groups` groups tell, each with a level of its own.
std::vector<Told> stories_of(std::uint32_t trial, int stories, const std::vector<double>& levels) {
  std::vector<Told> told;
  Draws draws(41, Purpose::test, trial, 0);
  for (int s = 0; s < stories; ++s) {
    const double news = 0.5 * draws.normal();
    for (std::size_t g = 0; g < levels.size(); ++g) {
      if (draws.uniform() < 0.3) continue;
      told.push_back({s, static_cast<std::int32_t>(g), news + levels[g] + 0.3 * draws.normal()});
    }
  }
  return told;
}

TEST(StoryPermutation, RejectsAsOftenAsItSaysWhenAllAreAlike) {
  int rejected = 0;
  int tests = 0;
  for (std::uint32_t trial = 0; trial < 250; ++trial) {
    const auto told = stories_of(trial, 25, {0, 0, 0, 0});
    for (const StoryContrast& row : permute_within_stories(told, 4, trial, 199, kOne)) {
      rejected += row.p <= 0.05 ? 1 : 0;
      ++tests;
    }
  }
  EXPECT_GE(rejected, 0.03 * tests);
  EXPECT_LE(rejected, 0.07 * tests);
}

TEST(StoryPermutation, FindsTheOneThatDiffers) {
  const auto found = permute_within_stories(stories_of(3, 40, {0, 0, 0.6, 0}), 5, 1, 999, kOne);
  EXPECT_LE(found[2].p, 0.002);
  EXPECT_NEAR(found[2].difference, 0.6, 0.2);
  EXPECT_EQ(found[4].stories, 0U);
  EXPECT_TRUE(std::isnan(found[4].p));
}

// R. A. Bradley and M. E. Terry: of two groups that met n times, the log odds of the wins.
TEST(Order, OfTwoGroupsIsTheLogOddsOfTheWins) {
  std::vector<Told> told;
  for (int s = 0; s < 4000; ++s) {
    told.push_back({s, 0, s % 4 == 0 ? 0.0 : 1.0});
    told.push_back({s, 1, 0.5});
  }
  const auto order = order_groups(told, 2, 0, 50, kOne);
  EXPECT_NEAR(order[0].strength - order[1].strength, std::log(3.0), 0.01);
  EXPECT_EQ(order[0].wins, 3000);
  EXPECT_EQ(order[0].comparisons, 4000);
}

// At the maximum, wins are what the strengths expect (with the phantom comparisons).
TEST(Order, ExpectsTheWinsThatThereAre) {
  const auto told = stories_of(9, 60, {0.3, 0.1, -0.2, 0, 0.4});
  const auto order = order_groups(told, 5, 0, 20, kOne);
  for (std::size_t g = 0; g < 5; ++g) {
    double expected = 1 / (1 + std::exp(-order[g].strength));
    for (const Told& x : told) {
      for (const Told& y : told) {
        if (x.story != y.story || x.group != static_cast<std::int32_t>(g) || y.group == x.group) {
          continue;
        }
        const double gap = order[static_cast<std::size_t>(y.group)].strength - order[g].strength;
        expected += 1 / (1 + std::exp(gap));
      }
    }
    EXPECT_NEAR(expected, order[g].wins + 0.5, 1e-5);
  }
}

TEST(Order, IntervalsCoverTheTruth) {
  // Normal noise with differences of levels d: P(above) = Phi(d / (.3 sqrt 2)); strengths that
  // follow it exactly are found from very many stories.
  const std::vector<double> levels = {0.2, 0, -0.1, 0.1};
  const auto truth = order_groups(stories_of(999, 40000, levels), 4, 0, 2, kOne);
  int covered = 0;
  int all = 0;
  for (std::uint32_t trial = 0; trial < 120; ++trial) {
    const auto order = order_groups(stories_of(trial, 60, levels), 4, trial, 300, kOne);
    for (std::size_t g = 0; g < 4; ++g) {
      covered += order[g].low <= truth[g].strength && truth[g].strength <= order[g].high ? 1 : 0;
      ++all;
    }
  }
  EXPECT_GE(covered, 0.91 * all);
  EXPECT_LE(covered, 0.985 * all);
}

TEST(Order, IsFiniteForWinnersAndSaysWhoIsApart) {
  const std::vector<Told> told = {{0, 0, 1}, {0, 1, 0}, {1, 0, 1}, {1, 1, 0},
                                  {2, 2, 1}, {2, 3, 1}, {3, 4, 1}};
  const auto order = order_groups(told, 5, 0, 50, kOne);
  EXPECT_TRUE(std::isfinite(order[0].strength));
  EXPECT_GT(order[0].strength, order[1].strength);
  EXPECT_EQ(order[2].strength, order[3].strength);
  EXPECT_EQ(order[0].component, order[1].component);
  EXPECT_NE(order[0].component, order[2].component);
  EXPECT_EQ(order[4].component, -1);
  EXPECT_TRUE(std::isnan(order[4].strength));
}

TEST(Order, DoesNotDependOnThreads) {
  const auto told = stories_of(2, 50, {0.3, 0, -0.3});
  const auto one = order_groups(told, 3, 7, 200, kOne);
  const auto three = order_groups(told, 3, 7, 200, {.threads = 3, .progress = nullptr});
  const auto p_one = permute_within_stories(told, 3, 7, 200, kOne);
  const auto p_three = permute_within_stories(told, 3, 7, 200, {.threads = 3, .progress = nullptr});
  for (std::size_t g = 0; g < 3; ++g) {
    EXPECT_EQ(one[g].low, three[g].low);
    EXPECT_EQ(one[g].high, three[g].high);
    EXPECT_EQ(p_one[g].p, p_three[g].p);
  }
}

}  // namespace
}  // namespace polyvocal
