#include "polyvocal/stats/bootstrap.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "polyvocal/core/error.h"
#include "polyvocal/stats/shrinkage.h"

namespace polyvocal {
namespace {

double variance_of_mean(const std::vector<double>& x) {
  double mean = 0;
  for (const double v : x) mean += v;
  mean /= static_cast<double>(x.size());
  double sum = 0;
  for (const double v : x) sum += (v - mean) * (v - mean);
  const double n = static_cast<double>(x.size());
  return sum / (n - 1) / n;
}

Ratios resample(const std::vector<double>& numerator, const std::vector<double>& denominator,
                std::size_t columns, std::uint64_t seed = 0) {
  Resampler resampler(seed, 2000);
  return resampler.ratios({.clusters = numerator.size() / columns,
                           .columns = columns,
                           .numerator = numerator,
                           .denominator = denominator});
}

// The bootstrap variance of a plain mean is the textbook one; small and large n take different
// paths.
TEST(Bootstrap, AgreesWithTheVarianceOfAMean) {
  for (const std::size_t n : {5U, 20U, 32U, 33U, 200U, 600U}) {
    std::vector<double> x;
    Draws draws(3, Purpose::test, 0, static_cast<std::uint32_t>(n));
    for (std::size_t i = 0; i < n; ++i) x.push_back(draws.normal());
    const Ratios r = resample(x, std::vector<double>(n, 1.0), 1);
    EXPECT_NEAR(r.variance(0) / variance_of_mean(x), 1.0, 0.12) << n;
    Resampler resampler(0, 2000);
    const std::vector<double> ones(n, 1.0);
    const auto direct =
        resampler.variances({.clusters = n, .columns = 1, .numerator = x, .denominator = ones});
    // variances() adds in single precision.
    EXPECT_NEAR(direct[0] / r.variance(0), 1.0, 1e-6) << n;
  }
}

TEST(Bootstrap, ResamplesColumnsJointly) {
  // Column 1 = column 0 + 1: their difference does not vary at all.
  std::vector<double> numerator;
  std::vector<double> denominator;
  for (int i = 0; i < 12; ++i) {
    numerator.insert(numerator.end(), {0.1 * i, 0.1 * i + 1});
    denominator.insert(denominator.end(), {1, 1});
  }
  const Ratios r = resample(numerator, denominator, 2);
  EXPECT_GT(r.variance(0), 0.001);
  EXPECT_NEAR(r.variance_of_difference(0, 1), 0, 1e-12);
}

TEST(Bootstrap, IsUnknownForOneCluster) {
  const Ratios r = resample({0.5, 0.2}, {1, 0}, 1);
  EXPECT_EQ(r.occupied[0], 1U);
  EXPECT_TRUE(std::isnan(r.variance(0)));
}

TEST(Bootstrap, RepeatsWithTheSeed) {
  const std::vector<double> x = {0.1, -0.4, 0.3, 0.9};
  const std::vector<double> ones(4, 1.0);
  EXPECT_EQ(resample(x, ones, 1, 7).values, resample(x, ones, 1, 7).values);
  EXPECT_NE(resample(x, ones, 1, 7).values, resample(x, ones, 1, 8).values);
}

// The larger table first or last: multiplicities that are kept serve either.
TEST(Bootstrap, DoesNotDependOnWhatWasResampledBefore) {
  const auto variance = [](Resampler& resampler, std::size_t n) {
    std::vector<double> x;
    for (std::size_t i = 0; i < n; ++i) x.push_back(static_cast<double>(i % 7));
    const std::vector<double> ones(n, 1.0);
    return resampler.variances({.clusters = n, .columns = 1, .numerator = x, .denominator = ones});
  };
  Resampler up(5, 101);
  Resampler down(5, 101);
  std::vector<std::vector<double>> first;
  for (const std::size_t n : {40U, 300U, 2000U}) first.push_back(variance(up, n));
  EXPECT_EQ(variance(down, 2000), first[2]);
  EXPECT_EQ(variance(down, 300), first[1]);
  EXPECT_EQ(variance(down, 40), first[0]);
}

// Small variance on a large mean: what is left after the subtraction is still right.
TEST(Bootstrap, KeepsSmallVariances) {
  std::vector<double> x;
  Draws draws(3, Purpose::test, 0, 9);
  for (int i = 0; i < 50; ++i) x.push_back(1000 + 0.01 * draws.normal());
  const std::vector<double> ones(x.size(), 1.0);
  Resampler resampler(0, 2000);
  const auto direct =
      resampler.variances({.clusters = 50, .columns = 1, .numerator = x, .denominator = ones});
  EXPECT_LT(direct[0], 1e-4);
}

TEST(Bootstrap, RefusesOneReplicate) { EXPECT_THROW(Resampler(0, 1), InputError); }

// Nominal 95 % intervals over 400 simulated outlets of 12 articles each cover the true mean as they
// should (binomial 99 % limits round .93, the coverage of normal intervals at n = 12).
TEST(Bootstrap, IntervalsCoverTheTruth) {
  Resampler resampler(1, 1000);
  int covered = 0;
  constexpr int kOutlets = 400;
  constexpr std::size_t kArticles = 12;
  const std::vector<double> ones(kArticles, 1.0);
  for (int g = 0; g < kOutlets; ++g) {
    Draws draws(9, Purpose::test, static_cast<std::uint32_t>(g), 0);
    std::vector<double> x;
    double mean = 0;
    for (std::size_t i = 0; i < kArticles; ++i) {
      x.push_back(0.2 + 0.5 * draws.normal());
      mean += x.back() / static_cast<double>(kArticles);
    }
    const Ratios r = resampler.ratios(
        {.clusters = kArticles, .columns = 1, .numerator = x, .denominator = ones});
    if (std::abs(mean - 0.2) <= 1.96 * std::sqrt(r.variance(0))) ++covered;
  }
  EXPECT_GE(covered, static_cast<int>(0.895 * kOutlets));
  EXPECT_LE(covered, static_cast<int>(0.975 * kOutlets));
}

TEST(Shrinkage, FollowsTheTextbook) {
  // Equal variances v: tau2 = max(0, s2 - v), weights equal, mean = plain mean.
  const std::vector<double> means = {-0.4, 0.0, 0.4};
  const std::vector<double> variances = {0.04, 0.04, 0.04};
  const Pool pool = pool_groups(means, variances);
  EXPECT_NEAR(pool.mean, 0, 1e-12);
  EXPECT_NEAR(pool.between, 0.16 - 0.04, 1e-12);
  const Shrunk s = shrink(0.4, 0.04, pool);
  EXPECT_NEAR(s.keep, 0.75, 1e-12);
  EXPECT_NEAR(s.mean, 0.3, 1e-12);
  EXPECT_LT(s.variance, 0.04 + pool.mean_variance);
}

TEST(Shrinkage, PullsEverythingTogetherWhenGroupsDoNotDiffer) {
  const std::vector<double> means = {0.1, 0.11, 0.09};
  const std::vector<double> variances = {0.04, 0.04, 0.04};
  const Pool pool = pool_groups(means, variances);
  EXPECT_EQ(pool.between, 0);
  EXPECT_NEAR(shrink(0.11, 0.04, pool).mean, 0.1, 1e-12);
}

TEST(Shrinkage, RefusesWhatItCannotPool) {
  const std::vector<double> one = {0.1};
  const std::vector<double> none;
  const std::vector<double> zero = {0.0};
  EXPECT_THROW(pool_groups(none, none), InputError);
  EXPECT_THROW(pool_groups(one, none), InputError);
  EXPECT_THROW(pool_groups(one, zero), InputError);
}

TEST(Normal, KnowsItsTable) {
  EXPECT_NEAR(normal_cdf(0), 0.5, 1e-12);
  EXPECT_NEAR(normal_cdf(1.959963984540054), 0.975, 1e-12);
  EXPECT_NEAR(two_sided_p(1.959963984540054, 1), 0.05, 1e-12);
  EXPECT_EQ(two_sided_p(0.3, 0), 1.0);
}

}  // namespace
}  // namespace polyvocal
