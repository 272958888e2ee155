#include "polyvocal/scaling/affinity.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

/// Two classes over three words.
const std::vector<double> kProfiles = {0.8, 0.1, 0.1, 0.1, 0.1, 0.8};

Csr<double> document(const std::vector<double>& counts) {
  Csr<double> m;
  m.rows = 1;
  m.columns = static_cast<std::int32_t>(counts.size());
  for (std::size_t j = 0; j < counts.size(); ++j) {
    m.indices.push_back(static_cast<std::int32_t>(j));
    m.values.push_back(counts[j]);
  }
  m.indptr.push_back(static_cast<std::int32_t>(counts.size()));
  return m;
}

double objective(const std::vector<double>& counts, double a) {
  double value = 0.5 * (std::log(a) + std::log(1 - a));
  for (std::size_t j = 0; j < counts.size(); ++j) {
    value += counts[j] * std::log(kProfiles[2 * j] * a + kProfiles[2 * j + 1] * (1 - a));
  }
  return value;
}

TEST(Affinity, IsTheMaximumOfThePosterior) {
  const std::vector<double> counts = {30, 7, 11};
  const AffinityFit fit = fit_affinity(document(counts), kProfiles, 2, {}, {});
  EXPECT_NEAR(fit.affinity[0] + fit.affinity[1], 1, 1e-12);
  const double best = objective(counts, fit.affinity[0]);
  for (double a = 0.001; a < 1; a += 0.001) EXPECT_LE(objective(counts, a), best + 1e-9);
}

TEST(Affinity, VarianceIsTheInverseCurvature) {
  const std::vector<double> counts = {30, 7, 11};
  const AffinityFit fit = fit_affinity(document(counts), kProfiles, 2, {}, {});
  const double h = 1e-4;
  const double a = fit.affinity[0];
  const double curvature =
      (objective(counts, a + h) - 2 * objective(counts, a) + objective(counts, a - h)) / (h * h);
  EXPECT_NEAR(fit.covariance[0], -1 / curvature, 1e-6);
  EXPECT_NEAR(fit.covariance[1], 1 / curvature, 1e-6);
}

TEST(Affinity, OfADocumentWithoutKnownWordsIsEven) {
  const AffinityFit fit = fit_affinity(document({0, 0, 0}), kProfiles, 2, {}, {});
  EXPECT_DOUBLE_EQ(fit.affinity[0], 0.5);
}

TEST(Affinity, RefusesWrongShapes) {
  EXPECT_THROW(fit_affinity(document({1, 2}), kProfiles, 2, {}, {}), InputError);
  EXPECT_THROW(fit_affinity(document({1, 2, 3}), kProfiles, 2, {.smooth = 0}, {}), InputError);
  EXPECT_THROW(fit_affinity(document({1, -2, 3}), kProfiles, 2, {}, {}), InputError);
}

}  // namespace
}  // namespace polyvocal
