#include "polyvocal/scaling/wordfish.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

Csr<double> sparse(const std::vector<std::vector<double>>& rows) {
  Csr<double> m;
  m.rows = static_cast<std::int32_t>(rows.size());
  m.columns = static_cast<std::int32_t>(rows.front().size());
  for (const auto& row : rows) {
    for (std::size_t j = 0; j < row.size(); ++j) {
      if (row[j] == 0) continue;
      m.indices.push_back(static_cast<std::int32_t>(j));
      m.values.push_back(row[j]);
    }
    m.indptr.push_back(static_cast<std::int32_t>(m.indices.size()));
  }
  return m;
}

/// Expected counts of a model with known parameters: what the fit should give back.
Csr<double> expected_counts(const std::vector<double>& theta, const std::vector<double>& beta) {
  std::vector<std::vector<double>> rows;
  for (const double t : theta) {
    std::vector<double> row;
    for (const double b : beta) row.push_back(std::round(1e6 * std::exp(b * t)));
    rows.push_back(row);
  }
  return sparse(rows);
}

TEST(Wordfish, FindsThePositionsThatMadeTheCounts) {
  // Mean 0 and standard deviation 1 already.
  const double unit = std::sqrt(0.4);
  const std::vector<double> theta = {-2 * unit, -unit, 0, unit, 2 * unit};
  std::vector<double> beta;
  for (int j = -20; j <= 20; ++j) beta.push_back(j / 20.0);
  const std::vector<double> start = {-2, -1, 0.5, 1, 1.5};
  const WordfishFit fit = fit_wordfish(expected_counts(theta, beta), start, {}, {});
  ASSERT_TRUE(fit.converged);
  for (std::size_t i = 0; i < theta.size(); ++i) EXPECT_NEAR(fit.theta[i], theta[i], 1e-3);
  for (std::size_t j = 1; j < beta.size(); ++j) {
    EXPECT_NEAR(fit.beta[j] - fit.beta[0], beta[j] - beta[0], 1e-3);
  }
}

TEST(Wordfish, GivesTheSameBitsForAnyNumberOfThreads) {
  std::vector<std::vector<double>> rows(70, std::vector<double>(300));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < rows[i].size(); ++j) {
      rows[i][j] = static_cast<double>((i * 7 + j * 13 + i * j) % 5);
    }
  }
  std::vector<double> start;
  for (std::size_t i = 0; i < rows.size(); ++i) start.push_back(std::cos(static_cast<double>(i)));
  const Csr<double> counts = sparse(rows);
  const WordfishFit one = fit_wordfish(counts, start, {}, {.threads = 1});
  const WordfishFit four = fit_wordfish(counts, start, {}, {.threads = 4});
  EXPECT_EQ(one.theta, four.theta);
  EXPECT_EQ(one.beta, four.beta);
  EXPECT_EQ(one.log_likelihood, four.log_likelihood);
}

TEST(Wordfish, RefusesWhatHasNoAnswer) {
  const Csr<double> counts = sparse({{1, 2}, {2, 1}});
  const std::vector<double> start = {-1, 1};
  EXPECT_THROW(fit_wordfish(sparse({{1, 2}}), std::vector<double>{1}, {}, {}), InputError);
  EXPECT_THROW(fit_wordfish(sparse({{1, 2}, {0, 0}}), start, {}, {}), InputError);
  EXPECT_THROW(fit_wordfish(sparse({{1, 0}, {2, 0}}), start, {}, {}), InputError);
  EXPECT_THROW(fit_wordfish(sparse({{1, -2}, {2, 1}}), start, {}, {}), InputError);
  EXPECT_THROW(fit_wordfish(counts, std::vector<double>{1, 1}, {}, {}), InputError);
  EXPECT_THROW(fit_wordfish(counts, std::vector<double>{1}, {}, {}), InputError);
  EXPECT_THROW(fit_wordfish(counts, start, {.beta_sd = 0}, {}), InputError);
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_THROW(fit_wordfish(sparse({{1, infinity}, {2, 1}}), start, {}, {}), InputError);
}

}  // namespace
}  // namespace polyvocal
