#include "polyvocal/counts/association.h"

#include <gtest/gtest.h>

#include <cmath>

#include "polyvocal/core/error.h"
#include "polyvocal/counts/significance.h"

namespace polyvocal {
namespace {

// 10 units, a in 4, b in 5, both in 3.
double of(Association measure) { return associate(measure, 3, 4, 5, 10); }

TEST(Association, HandComputedTable) {
  EXPECT_DOUBLE_EQ(of(Association::pmi), std::log2(1.5));
  EXPECT_DOUBLE_EQ(of(Association::npmi), std::log2(1.5) / -std::log2(.3));
  EXPECT_DOUBLE_EQ(of(Association::ppmi), std::log2(1.5));
  EXPECT_DOUBLE_EQ(of(Association::jaccard), .5);
  EXPECT_DOUBLE_EQ(of(Association::dice), 2. / 3);
  EXPECT_DOUBLE_EQ(of(Association::ochiai), 3 / std::sqrt(20.));
  EXPECT_DOUBLE_EQ(of(Association::logdice), 14 + std::log2(2. / 3));
  EXPECT_DOUBLE_EQ(of(Association::association_strength), 1.5);
  EXPECT_DOUBLE_EQ(of(Association::inclusion), .75);
  EXPECT_DOUBLE_EQ(of(Association::t_score), 1 / std::sqrt(3.));
  EXPECT_DOUBLE_EQ(of(Association::log_odds), std::log(3.5 * 4.5 / (1.5 * 2.5)));
  const double g2 = 2 * (3 * std::log(3 / 2.) + 1 * std::log(1 / 2.) + 2 * std::log(2 / 3.) +
                         4 * std::log(4 / 3.));
  EXPECT_NEAR(of(Association::g2), g2, 1e-14);
}

TEST(Association, Limits) {
  EXPECT_EQ(associate(Association::npmi, 0, 4, 5, 10), -1);
  EXPECT_EQ(associate(Association::npmi, 10, 10, 10, 10), 1);
  EXPECT_DOUBLE_EQ(associate(Association::npmi, 3, 3, 3, 10), 1);
  EXPECT_NEAR(associate(Association::npmi, 2, 4, 5, 10), 0, 1e-15);
  EXPECT_EQ(associate(Association::pmi, 0, 4, 5, 10), -INFINITY);
  EXPECT_EQ(associate(Association::ppmi, 0, 4, 5, 10), 0);
  EXPECT_EQ(associate(Association::g2, 2, 4, 5, 10), 0);
  EXPECT_LT(associate(Association::g2, 1, 4, 5, 10), 0);
  for (int m = 0; m < kAssociationCount; ++m) {
    EXPECT_TRUE(std::isnan(associate(static_cast<Association>(m), 0, 0, 5, 10)));
    EXPECT_TRUE(std::isnan(associate(static_cast<Association>(m), 0, 0, 0, 0)));
  }
}

TEST(Association, G2KeepsItsDigitsNearIndependence) {
  // n_ij N - n_i n_j = 1 in 10^12: the naive sum of four logarithms has no correct digit left.
  const double value = associate(Association::g2, 250001, 500000, 500001, 1000000);
  const long double d = (250001.0L * 1000000 - 500000.0L * 500001) / 1000000;
  const long double chi2 = d * d / 250000 * 4;  // G2 tends to Pearson's chi2 there
  EXPECT_NEAR(value / static_cast<double>(chi2), 1, 1e-5);
}

TEST(Association, RefusesImpossibleCounts) {
  EXPECT_THROW(associate(Association::pmi, 5, 4, 5, 10), InputError);
  EXPECT_THROW(associate(Association::pmi, 1, 8, 8, 10), InputError);
  EXPECT_THROW(association_from("chi"), InputError);
  for (int m = 0; m < kAssociationCount; ++m) {
    const auto measure = static_cast<Association>(m);
    EXPECT_EQ(association_from(association_name(measure)), measure);
  }
}

TEST(Significance, HypergeometricByHand) {
  // Two articles out of four name each: P(both in 2) = 1/6, P(1) = 4/6, P(0) = 1/6.
  EXPECT_NEAR(hypergeometric_upper(2, 2, 2, 4), 1. / 12, 1e-15);
  EXPECT_NEAR(hypergeometric_upper(1, 2, 2, 4), 1. / 6 + 4. / 12, 1e-15);
  EXPECT_NEAR(hypergeometric_upper(0, 2, 2, 4), 5. / 6 + 1. / 12, 1e-15);
  EXPECT_DOUBLE_EQ(hypergeometric_upper(4, 4, 4, 4), .5);  // nothing left to chance
  EXPECT_THROW(hypergeometric_upper(3, 2, 2, 4), InputError);
}

TEST(Significance, HypergeometricAgreesWithExactSums) {
  const auto choose = [](int n, int k) {
    long double value = 1;
    for (int i = 1; i <= k; ++i) value = value * (n - k + i) / i;
    return value;
  };
  for (int total = 1; total <= 40; ++total) {
    for (int n_i = 0; n_i <= total; n_i += 3) {
      for (int n_j = 0; n_j <= total; n_j += 2) {
        const int low = std::max(0, n_i + n_j - total);
        const int high = std::min(n_i, n_j);
        for (int k = low; k <= high; ++k) {
          long double tail = 0;
          for (int x = k; x <= high; ++x) {
            tail += choose(n_i, x) * choose(total - n_i, n_j - x) * (x == k ? .5L : 1.L);
          }
          const auto exact = static_cast<double>(tail / choose(total, n_j));
          EXPECT_NEAR(hypergeometric_upper(k, n_i, n_j, total) / exact, 1, 1e-12)
              << k << ' ' << n_i << ' ' << n_j << ' ' << total;
        }
      }
    }
  }
}

TEST(Significance, BenjaminiHochbergByHand) {
  const std::vector<double> p = {.04, .01, NAN, .03, .8};
  const auto q = benjamini_hochberg(p, 4);
  EXPECT_DOUBLE_EQ(q[1], .04);
  EXPECT_DOUBLE_EQ(q[3], .04 * 4 / 3);
  EXPECT_DOUBLE_EQ(q[0], .04 * 4 / 3);
  EXPECT_DOUBLE_EQ(q[4], .8);
  EXPECT_TRUE(std::isnan(q[2]));
  EXPECT_DOUBLE_EQ(benjamini_hochberg(p, 100)[1], 1);
  EXPECT_THROW(benjamini_hochberg(p, 3), InputError);
}

TEST(Significance, DisparityClosedForm) {
  // A star with weights 1, 2, 7 around node 0, plus an edge 1-2 of weight 3.
  Csr<double> m;
  m.rows = m.columns = 4;
  m.indptr = {0, 3, 5, 7, 8};
  m.indices = {1, 2, 3, 0, 2, 0, 1, 0};
  m.values = {1, 2, 7, 1, 3, 2, 3, 7};
  const auto alpha = disparity(m);
  EXPECT_DOUBLE_EQ(alpha[0], std::min(std::pow(.9, 2), .75));  // 0-1
  EXPECT_DOUBLE_EQ(alpha[1], std::min(std::pow(.8, 2), .6));   // 0-2
  EXPECT_DOUBLE_EQ(alpha[2], std::pow(.3, 2));                 // 0-3: the leaf does not decide
  EXPECT_DOUBLE_EQ(alpha[4], std::min(.25, .4));               // 1-2
  EXPECT_DOUBLE_EQ(alpha[7], alpha[2]);
}

}  // namespace
}  // namespace polyvocal
