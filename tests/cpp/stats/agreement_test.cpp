#include "polyvocal/stats/agreement.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "polyvocal/core/error.h"
#include "polyvocal/stats/random.h"

namespace polyvocal {
namespace {

constexpr double kNo = std::numeric_limits<double>::quiet_NaN();

// Four observers, twelve units: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability"
// (2011), section E, with the results given there.
const std::vector<double> kPublished = {
    1, 1, kNo, 1, 2, 2, 3, 2, 3, 3, 3, 3, 3,   3, 3, 3, 2,   2,   2, 2, 1,   2,   3, 4,
    4, 4, 4,   4, 1, 1, 2, 1, 2, 2, 2, 2, kNo, 5, 5, 5, kNo, kNo, 1, 1, kNo, kNo, 3, kNo};

TEST(Alpha, IsThatOfThePublishedExample) {
  EXPECT_NEAR(krippendorff_alpha(kPublished, 4, Scale::nominal, 0, 10).alpha, 0.743, 5e-4);
  EXPECT_NEAR(krippendorff_alpha(kPublished, 4, Scale::ordinal, 0, 10).alpha, 0.815, 5e-4);
  const Agreement interval = krippendorff_alpha(kPublished, 4, Scale::interval, 0, 10);
  EXPECT_NEAR(interval.alpha, 0.849, 5e-4);
  EXPECT_EQ(interval.items, 11U);  // the twelfth has one value
  EXPECT_EQ(interval.values, 40U);
}

TEST(Alpha, IsOneForCopiesZeroForChanceAndUndefinedWithoutSpread) {
  std::vector<double> same;
  std::vector<double> chance;
  Draws draws(5, Purpose::test, 0, 0);
  for (int i = 0; i < 4000; ++i) {
    const double value = draws.below(3);
    same.insert(same.end(), {value, value});
    chance.insert(chance.end(),
                  {static_cast<double>(draws.below(3)), static_cast<double>(draws.below(3))});
  }
  for (const Scale scale : {Scale::nominal, Scale::ordinal, Scale::interval}) {
    EXPECT_NEAR(krippendorff_alpha(same, 2, scale, 0, 10).alpha, 1, 1e-12);
    EXPECT_NEAR(krippendorff_alpha(chance, 2, scale, 0, 10).alpha, 0, 0.06);
  }
  const std::vector<double> flat(20, 1.0);
  EXPECT_TRUE(std::isnan(krippendorff_alpha(flat, 2, Scale::nominal, 0).alpha));
  EXPECT_TRUE(std::isnan(krippendorff_alpha({}, 2, Scale::nominal, 0).alpha));
  EXPECT_THROW(krippendorff_alpha(flat, 3, Scale::nominal, 0), InputError);
}

// Coders who see the truth with probability .8 and guess else: alpha of many items is .64.
TEST(Alpha, IntervalCoversTheValueOfManyItems) {
  int held = 0;
  constexpr int kTrials = 300;
  for (std::uint32_t trial = 0; trial < kTrials; ++trial) {
    Draws draws(17, Purpose::test, trial, 0);
    std::vector<double> ratings;
    for (int i = 0; i < 60; ++i) {
      const std::uint32_t truth = draws.below(3);
      for (int coder = 0; coder < 2; ++coder) {
        ratings.push_back(draws.uniform() < 0.8 ? truth : draws.below(3));
      }
    }
    const Agreement found = krippendorff_alpha(ratings, 2, Scale::nominal, trial, 500);
    held += found.low <= 0.64 && 0.64 <= found.high ? 1 : 0;
  }
  EXPECT_GE(held, 0.91 * kTrials);
  EXPECT_LE(held, 0.985 * kTrials);
}

}  // namespace
}  // namespace polyvocal
