#include "polyvocal/stats/random.h"

#include <gtest/gtest.h>

#include <vector>

namespace polyvocal {
namespace {

TEST(Philox, PublishedAnswers) {
  // Test vectors of the authors' library (Random123) for ten rounds.
  using Block = std::array<std::uint32_t, 4>;
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}),
            (Block{0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8}));
  constexpr std::uint32_t ones = 0xFFFFFFFF;
  EXPECT_EQ(philox({ones, ones, ones, ones}, {ones, ones}),
            (Block{0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD}));
}

TEST(Draws, BelowIsUniformAndKeyed) {
  Draws draws(1, Purpose::test, 0, 0);
  std::vector<int> seen(6, 0);
  for (int i = 0; i < 60000; ++i) ++seen[draws.below(6)];
  for (const int count : seen) EXPECT_NEAR(count, 10000, 500);
  EXPECT_EQ(Draws(7, Purpose::test, 3, 4).next(), Draws(7, Purpose::test, 3, 4).next());
  EXPECT_NE(Draws(7, Purpose::test, 3, 4).next(), Draws(7, Purpose::test, 4, 3).next());
  EXPECT_NE(Draws(7, Purpose::test, 3, 4).next(), Draws(7, Purpose::placebo, 3, 4).next());
}

}  // namespace
}  // namespace polyvocal
