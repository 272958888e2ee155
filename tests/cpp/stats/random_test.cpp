#include "polyvocal/stats/random.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

namespace polyvocal {
namespace {

using Block = std::array<std::uint32_t, 4>;

// Known answers of Philox4x32-10, published with the generator (Random123, kat_vectors).
TEST(Philox, GivesThePublishedAnswers) {
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
            (Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Draws, DependOnEveryPartOfTheirKey) {
  const auto first = [](std::uint64_t seed, Purpose purpose, std::uint32_t r, std::uint32_t i) {
    return Draws(seed, purpose, r, i).next();
  };
  const std::uint32_t base = first(1, Purpose::test, 2, 3);
  EXPECT_EQ(base, first(1, Purpose::test, 2, 3));
  EXPECT_NE(base, first(2, Purpose::test, 2, 3));
  EXPECT_NE(base, first(1ULL << 32, Purpose::test, 2, 3));
  EXPECT_NE(base, first(1, Purpose::bootstrap, 2, 3));
  EXPECT_NE(base, first(1, Purpose::test, 3, 3));
  EXPECT_NE(base, first(1, Purpose::test, 2, 4));
}

TEST(Draws, SkipIsTheSameAsTaking) {
  for (std::uint64_t n = 0; n < 11; ++n) {
    Draws taken(1, Purpose::test, 2, 3);
    Draws skipped(1, Purpose::test, 2, 3);
    for (std::uint64_t i = 0; i < n; ++i) static_cast<void>(taken.next());
    skipped.skip(n);
    for (int i = 0; i < 6; ++i) EXPECT_EQ(taken.next(), skipped.next()) << n;
  }
}

TEST(Draws, BelowIsUniform) {
  constexpr std::uint32_t kCells = 7;
  constexpr int kDraws = 70000;
  std::array<int, kCells> counts{};
  Draws draws(5, Purpose::test, 0, 0);
  for (int i = 0; i < kDraws; ++i) {
    const std::uint32_t value = draws.below(kCells);
    ASSERT_LT(value, kCells);
    ++counts[value];
  }
  double chi2 = 0;
  for (const int count : counts) {
    const double d = count - kDraws / 7.0;
    chi2 += d * d / (kDraws / 7.0);
  }
  EXPECT_LT(chi2, 22.5);  // 99.9 % point, 6 degrees of freedom
}

TEST(Draws, UniformAndNormalHaveTheirMoments) {
  Draws draws(6, Purpose::test, 0, 0);
  constexpr int kDraws = 40000;
  double u = 0;
  double z = 0;
  double z2 = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double value = draws.uniform();
    ASSERT_GE(value, 0);
    ASSERT_LT(value, 1);
    u += value;
    const double normal = draws.normal();
    z += normal;
    z2 += normal * normal;
  }
  EXPECT_NEAR(u / kDraws, 0.5, 0.01);
  EXPECT_NEAR(z / kDraws, 0, 0.02);
  EXPECT_NEAR(z2 / kDraws, 1, 0.03);
}

}  // namespace
}  // namespace polyvocal
