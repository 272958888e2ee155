// Excess divergence: against its definition, under the null, with strata, on empty input.
#include "polyvocal/similarity/divergence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "core/entropy_lanes.h"
#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

using Table = std::vector<std::vector<float>>;

Csr<float> to_rows(const Table& table) {
  Csr<float> rows;
  rows.columns = static_cast<std::int32_t>(table.empty() ? 0 : table.front().size());
  for (const auto& values : table) {
    for (std::size_t c = 0; c < values.size(); ++c) {
      if (values[c] == 0) continue;
      rows.indices.push_back(static_cast<std::int32_t>(c));
      rows.values.push_back(values[c]);
    }
    rows.indptr.push_back(static_cast<std::int32_t>(rows.values.size()));
    ++rows.rows;
  }
  return rows;
}

/// Articles of 40 words over 60 columns; each article prefers some columns of its own. From column
/// 50 on only articles of `marked` ones.
Table articles(std::size_t n, std::uint32_t seed, std::size_t marked_from) {
  std::mt19937 random(seed);
  Table table(n, std::vector<float>(60, 0));
  for (std::size_t d = 0; d < n; ++d) {
    const std::uint32_t own = static_cast<std::uint32_t>(random() % 50);
    for (int word = 0; word < 40; ++word) {
      const auto draw = static_cast<std::uint32_t>(random() % 50);
      const std::uint32_t column = random() % 3 == 0 ? own : draw;
      table[d][column] += 1;
    }
    if (d >= marked_from) table[d][50 + random() % 2] += 6;
  }
  return table;
}

double slow_divergence(const Table& table, const std::vector<std::int32_t>& groups, bool damped) {
  std::vector<std::vector<double>> mean(2, std::vector<double>(table.front().size(), 0));
  std::vector<double> size(2, 0);
  for (std::size_t d = 0; d < table.size(); ++d) {
    std::vector<double> weights;
    double sum = 0;
    for (const float count : table[d]) {
      const auto c = static_cast<double>(count);
      weights.push_back(damped && c > 1 ? 1 + std::log(c) : c);
      sum += weights.back();
    }
    const auto group = static_cast<std::size_t>(groups[d]);
    size[group] += 1;
    for (std::size_t c = 0; c < weights.size(); ++c) mean[group][c] += weights[c] / sum;
  }
  double bits = 0;
  for (std::size_t c = 0; c < table.front().size(); ++c) {
    const double p = mean[0][c] / size[0];
    const double q = mean[1][c] / size[1];
    if (p > 0) bits += p * std::log2(2 * p / (p + q)) / 2;
    if (q > 0) bits += q * std::log2(2 * q / (p + q)) / 2;
  }
  return bits;
}

std::vector<std::int32_t> halves(std::size_t n) {
  std::vector<std::int32_t> groups(n, 0);
  std::fill(groups.begin() + static_cast<std::ptrdiff_t>(n / 2), groups.end(), 1);
  return groups;
}

GroupDivergence compare(const Table& table, const std::vector<std::int32_t>& groups,
                        std::int32_t permutations = 199, std::uint64_t seed = 1, int threads = 1,
                        const std::vector<std::int32_t>& strata = {}) {
  DivergenceOptions options;
  options.groups = groups;
  options.group_count = 1 + *std::max_element(groups.begin(), groups.end());
  options.strata = strata;
  options.permutations = permutations;
  options.seed = seed;
  Run run;
  run.threads = threads;
  return compare_divergence(to_rows(table), options, run);
}

TEST(EntropyLanes, AgreesWithLibrary) {
  EXPECT_EQ(x_log2_x(Lanes::Four{0, 1, 2, 0.5F})[0], 0.0F);
  std::mt19937 random(3);
  for (int i = 0; i < 20000; ++i) {
    const float x =
        std::ldexp(static_cast<float>(random() % 100000 + 1), -static_cast<int>(i % 40));
    const double expected = static_cast<double>(x) * std::log2(static_cast<double>(x));
    const auto found = static_cast<double>(x_log2_x(Lanes::Four{x, 0, 0, 0})[0]);
    const double scale = static_cast<double>(x) * (1 + std::abs(std::log2(static_cast<double>(x))));
    EXPECT_NEAR(found, expected, 3e-7 * scale) << x;
  }
}

TEST(Divergence, FollowsTheDefinition) {
  for (std::uint32_t seed = 0; seed < 5; ++seed) {
    const Table table = articles(24, seed, 15);
    const auto groups = halves(24);
    const GroupDivergence found = compare(table, groups);
    EXPECT_NEAR(found.divergence[1], slow_divergence(table, groups, true), 1e-6);
    EXPECT_EQ(found.divergence[0], 0);
    EXPECT_EQ(found.divergence[1], found.divergence[2]);
    EXPECT_NEAR(found.excess[1], found.divergence[1] - found.null_mean[1], 1e-12);
    EXPECT_LT(found.low[1], found.excess[1]);
    EXPECT_LT(found.excess[1], found.high[1]);
  }
}

/// The permutations' mean is that of all ways to part the documents.
TEST(Divergence, NullIsThatOfAllPartitions) {
  const Table table = articles(10, 4, 5);
  double sum = 0;
  double squares = 0;
  double ways = 0;
  for (std::uint32_t bits = 0; bits < 1024; ++bits) {
    std::vector<std::int32_t> groups(10);
    int ones = 0;
    for (std::size_t d = 0; d < 10; ++d) ones += groups[d] = static_cast<int>(bits >> d & 1U);
    if (ones != 5) continue;
    const double value = slow_divergence(table, groups, true);
    sum += value;
    squares += value * value;
    ways += 1;
  }
  const double mean = sum / ways;
  const double sd = std::sqrt(squares / ways - mean * mean);
  const GroupDivergence found = compare(table, halves(10), 4000);
  EXPECT_NEAR(found.null_mean[1], mean, 4 * sd / std::sqrt(4000.0));
  EXPECT_NEAR(found.null_sd[1], sd, 0.1 * sd);
}

TEST(Divergence, LevelUnderTheNullAndPower) {
  int rejected = 0;
  int held = 0;
  for (std::uint32_t trial = 0; trial < 400; ++trial) {
    const GroupDivergence found = compare(articles(20, trial, 99), halves(20), 99, trial);
    rejected += found.p[1] <= 0.05 ? 1 : 0;
    held += found.low[1] <= 0 && found.high[1] >= 0 ? 1 : 0;
  }
  EXPECT_GE(rejected, 8);  // .05 of 400, three standard errors to each side
  EXPECT_LE(rejected, 33);
  EXPECT_GE(held, 367);
  EXPECT_LE(compare(articles(20, 7, 10), halves(20), 199).p[1], 0.01);
}

TEST(Divergence, SameBitsForAnyNumberOfThreads) {
  const Table table = articles(60, 2, 40);
  std::vector<std::int32_t> groups;
  for (std::int32_t d = 0; d < 60; ++d) groups.push_back(d % 4);
  const GroupDivergence one = compare(table, groups, 99);
  for (const int threads : {2, 5}) {
    const GroupDivergence other = compare(table, groups, 99, 1, threads);
    for (std::size_t i = 0; i < one.p.size(); ++i) {
      if (i % 5 == 0) continue;
      EXPECT_EQ(one.excess[i], other.excess[i]);
      EXPECT_EQ(one.low[i], other.low[i]);
      EXPECT_EQ(one.p[i], other.p[i]);
    }
  }
}

/// Where the stratum tells the groups apart, what differs between strata is no difference.
TEST(Divergence, StrataHoldTheMixFixed) {
  Table table = articles(60, 11, 99);
  std::vector<std::int32_t> groups(60);
  std::vector<std::int32_t> months(60);
  for (std::size_t d = 0; d < 60; ++d) {
    groups[d] = d < 30 ? 0 : 1;
    months[d] = (d < 24 || (d >= 30 && d < 36)) ? 0 : 1;  // group 0 mostly in month 0
    if (months[d] == 1) table[d][55] += 20;
  }
  EXPECT_LE(compare(table, groups, 199).p[1], 0.01);
  EXPECT_GT(compare(table, groups, 199, 1, 1, months).p[1], 0.05);
  EXPECT_EQ(compare(table, groups, 199, 1, 1, months).exchangeable[1], 60);
}

TEST(Divergence, NothingToExchangeIsNoTest) {
  const Table table = articles(20, 1, 10);
  const auto groups = halves(20);
  const GroupDivergence found = compare(table, groups, 99, 1, 1, groups);  // a month for each
  EXPECT_EQ(found.exchangeable[1], 0);
  EXPECT_TRUE(std::isnan(found.p[1]));
  EXPECT_TRUE(std::isnan(found.excess[1]));
  EXPECT_GT(found.divergence[1], 0);
}

TEST(Divergence, FewEmptyOrEqualDocuments) {
  Table table = articles(12, 1, 99);
  const GroupDivergence few = compare(table, {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1});
  EXPECT_TRUE(std::isnan(few.p[1]));
  EXPECT_FALSE(std::isnan(few.divergence[1]));
  for (std::size_t d = 6; d < 12; ++d) table[d].assign(60, 0);
  const GroupDivergence empty = compare(table, halves(12));
  EXPECT_TRUE(std::isnan(empty.divergence[1]));
  EXPECT_EQ(empty.documents[1], 0);
  const Table equal(12, table.front());
  const GroupDivergence same = compare(equal, halves(12));
  EXPECT_NEAR(same.divergence[1], 0, 1e-7);
  EXPECT_EQ(same.p[1], 1);
  EXPECT_TRUE(std::isnan(same.z[1]));
}

TEST(Divergence, NoSharedWordsIsOneBit) {
  Table table(12, std::vector<float>(2, 0));
  for (std::size_t d = 0; d < 12; ++d) table[d][d < 6 ? 0 : 1] = 3;
  const GroupDivergence found = compare(table, halves(12));
  EXPECT_NEAR(found.divergence[1], 1, 1e-9);
  EXPECT_LE(found.p[1], 0.05);
}

TEST(Divergence, RefusesBadInput) {
  const Table table = articles(6, 1, 3);
  const auto rows = to_rows(table);
  const polyvocal::Run run;
  const std::vector<std::int32_t> short_groups = {0, 1};
  EXPECT_THROW(compare_divergence(rows, {.groups = short_groups, .group_count = 2}, run),
               InputError);
  const std::vector<std::int32_t> groups = {0, 0, 0, 1, 1, 2};
  EXPECT_THROW(compare_divergence(rows, {.groups = groups, .group_count = 2}, run), InputError);
  EXPECT_THROW(
      compare_divergence(rows, {.groups = groups, .group_count = 3, .permutations = -1}, run),
      InputError);
  Table negative = table;
  negative[0][0] = -1;
  EXPECT_THROW(compare_divergence(to_rows(negative), {.groups = groups, .group_count = 3}, run),
               InputError);
}

}  // namespace
}  // namespace polyvocal
