#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <tuple>
#include <vector>

#include "polyvocal/similarity/cosine.h"
#include "similarity/partners/byte_dots.h"
#include "similarity/partners/near_lists.h"
#include "similarity/partners/partner_index.h"
#include "similarity/partners/partner_table.h"

namespace polyvocal {
namespace {

std::int32_t below(std::mt19937& random, std::uint32_t n) {
  return static_cast<std::int32_t>(random() % n);
}

/// Rows of length 1 of `words` columns each, the first columns far more often than the last.
Csr<float> skewed_rows(std::int32_t n, std::int32_t columns, std::int32_t words,
                       std::uint32_t seed) {
  std::mt19937 random(seed);
  Csr<float> rows;
  rows.rows = n;
  rows.columns = columns;
  for (std::int32_t row = 0; row < n; ++row) {
    std::set<std::int32_t> mine;
    for (std::int32_t i = 0; i < words; ++i) {
      const double u = static_cast<double>(below(random, 1 << 20)) / (1 << 20);
      mine.insert(static_cast<std::int32_t>(u * u * u * columns));
    }
    std::vector<double> values;
    double squares = 0;
    for (const std::int32_t column : mine) {
      rows.indices.push_back(column);
      values.push_back(1 + below(random, 50));
      squares += values.back() * values.back();
    }
    for (const double value : values) {
      rows.values.push_back(static_cast<float>(value / std::sqrt(squares)));
    }
    rows.indptr.push_back(static_cast<std::int32_t>(rows.values.size()));
  }
  return rows;
}

/// The best partners of one row, by the plainest means.
std::vector<std::pair<float, std::int32_t>> slow_best(const Csr<float>& rows, std::int32_t row,
                                                      std::size_t top) {
  std::vector<double> mine(static_cast<std::size_t>(rows.columns), 0);
  for (std::size_t k = rows.row_begin(row); k < rows.row_end(row); ++k) {
    mine[static_cast<std::size_t>(rows.indices[k])] = static_cast<double>(rows.values[k]);
  }
  std::vector<std::pair<float, std::int32_t>> best;
  for (std::int32_t other = 0; other < rows.rows; ++other) {
    double sum = 0;
    for (std::size_t k = rows.row_begin(other); k < rows.row_end(other); ++k) {
      sum += mine[static_cast<std::size_t>(rows.indices[k])] * static_cast<double>(rows.values[k]);
    }
    if (other != row && sum > 0) best.emplace_back(-static_cast<float>(std::min(sum, 1.0)), other);
  }
  std::sort(best.begin(), best.end());
  best.resize(std::min(best.size(), top));
  return best;
}

/// Every partner of row is among the pairs, with its score.
void expect_best(const ScoredPairs& pairs, const Csr<float>& rows, std::int32_t row,
                 std::size_t top) {
  std::vector<std::pair<float, std::int32_t>> found;
  for (std::size_t i = 0; i < pairs.a.size(); ++i) {
    if (pairs.a[i] == row) found.emplace_back(-pairs.score[i], pairs.b[i]);
    if (pairs.b[i] == row) found.emplace_back(-pairs.score[i], pairs.a[i]);
  }
  std::sort(found.begin(), found.end());
  const auto expected = slow_best(rows, row, top);
  ASSERT_GE(found.size(), expected.size()) << row;
  found.resize(expected.size());  // the rest has chosen this row, not the other way round
  EXPECT_EQ(found, expected) << row;
}

TEST(ByteDots, AreTheSameByEveryKernel) {
  std::mt19937 random(3);
  for (const std::size_t columns : {0U, 4U, 12U, 260U}) {
    BytePanels panels(70, columns);
    for (std::size_t row = 0; row < 70; ++row) {
      for (std::size_t c = 0; c < columns; ++c) {
        panels.set(row, c, static_cast<std::uint8_t>(row == 1 ? kMostByte : below(random, 128)));
      }
    }
    std::vector<std::uint8_t> queries(kQueryRows * columns, kMostByte);
    for (std::size_t k = columns; k < queries.size(); ++k) {
      queries[k] = static_cast<std::uint8_t>(below(random, 128));
    }
    std::vector<std::int32_t> plain(kQueryRows * kPanelRows);
    for (const std::size_t panel : {0U, 1U}) {
      dot_kernels().front().run.dots(queries.data(), columns, panels.panel(panel), plain.data());
      for (const auto& kernel : dot_kernels()) {
        std::vector<std::int32_t> sums(plain.size(), -1);
        kernel.run.dots(queries.data(), columns, panels.panel(panel), sums.data());
        EXPECT_EQ(sums, plain) << kernel.name << ' ' << columns;
      }
    }
    dot_kernels().front().run.dots(queries.data(), columns, panels.panel(0), plain.data());
    EXPECT_EQ(plain[1], static_cast<std::int32_t>(columns) * kMostByte * kMostByte);
  }
}

TEST(NearLists, RoundValuesUpByLittle) {
  for (const float value : {1.0F, .3F, 1e-4F, .999F}) {
    const NearLists::Entry entry(17, value);
    EXPECT_EQ(entry.rank(), 17U);
    EXPECT_GE(entry.value(), value);
    EXPECT_LE(entry.value(), value * (1 + NearLists::kRoundedUp));
  }
}

TEST(PartnerIndex, BoundsWhatRoundingTakesAway) {
  const Csr<float> rows = skewed_rows(200, 60, 20, 5);
  std::vector<std::int32_t> order(200);
  for (std::int32_t i = 0; i < 200; ++i) order[static_cast<std::size_t>(i)] = i;
  const PartnerIndex index(rows, order, 2, .1);
  for (std::int32_t row = 0; row < 200; ++row) {
    double errors = 0;
    double squares = 0;
    std::vector<std::uint8_t> numbers(index.panels().columns(), 0);
    const Rounded rounded = index.round(
        rows, row, [&](std::size_t slot, std::uint8_t number) { numbers[slot] = number; });
    for (std::size_t k = rows.row_begin(row); k < rows.row_end(row); ++k) {
      const std::int32_t slot = index.slot(rows.indices[k]);
      if (slot < 0) continue;
      EXPECT_GT(numbers[static_cast<std::size_t>(slot)], 0);
      const double error =
          static_cast<double>(rows.values[k]) -
          static_cast<double>(rounded.step) * numbers[static_cast<std::size_t>(slot)];
      errors += error * error;
      squares += static_cast<double>(rows.values[k]) * static_cast<double>(rows.values[k]);
    }
    EXPECT_GE(static_cast<double>(rounded.error), std::sqrt(errors));
    EXPECT_GE(static_cast<double>(rounded.length), std::sqrt(squares));
    EXPECT_LE(rounded.error, .1F);
  }
}

TEST(PartnerTable, KeepsTheBestWhateverTheBoundsAndTheOrder) {
  std::mt19937 random(11);
  for (int round = 0; round < 50; ++round) {
    std::vector<float> scores(400);
    // Few distinct scores: many are equal.
    for (float& score : scores) score = static_cast<float>(below(random, 12)) / 16;
    const auto score_of = [&](std::int32_t row) { return scores[static_cast<std::size_t>(row)]; };
    PartnerTable table(1, 7, 0, [&](std::size_t, std::int32_t row) { return score_of(row); });
    std::vector<std::int32_t> order(scores.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::int32_t>(i);
    std::shuffle(order.begin(), order.end(), random);
    for (const std::int32_t row : order) {
      const float score = score_of(row);
      const float up = static_cast<float>(below(random, 10)) / 100;
      const float down = static_cast<float>(below(random, 10)) / 100;
      if (score + up >= table.bar(0)) table.offer(0, {row, score - down, score + up});
    }
    std::vector<std::pair<float, std::int32_t>> expected;
    for (std::size_t i = 0; i < scores.size(); ++i) {
      if (scores[i] > 0) expected.emplace_back(-scores[i], static_cast<std::int32_t>(i));
    }
    std::sort(expected.begin(), expected.end());
    expected.resize(std::min<std::size_t>(expected.size(), 7));
    std::vector<std::pair<float, std::int32_t>> found;
    for (const Partner& partner : table.best(0, score_of))
      found.emplace_back(-partner.score, partner.row);
    EXPECT_EQ(found, expected);
  }
}

TEST(TopCosine, IsExactOverManyBlocksAndThreads) {
  const Csr<float> rows = skewed_rows(5000, 3000, 25, 1);
  const ScoredPairs one = top_cosine(rows, {.top = 5}, {.threads = 1});
  const ScoredPairs three = top_cosine(rows, {.top = 5}, {.threads = 3});
  EXPECT_EQ(one.a, three.a);
  EXPECT_EQ(one.b, three.b);
  EXPECT_EQ(one.score, three.score);
  for (std::int32_t row = 0; row < rows.rows; row += 97) expect_best(one, rows, row, 5);
}

TEST(TopCosine, IsExactWhereManyRowsAreEqual) {
  Csr<float> rows = skewed_rows(40, 30, 6, 9);
  const Csr<float> once = rows;
  for (int copy = 0; copy < 30; ++copy) {
    rows.indices.insert(rows.indices.end(), once.indices.begin(), once.indices.end());
    rows.values.insert(rows.values.end(), once.values.begin(), once.values.end());
    for (std::int32_t row = 1; row <= once.rows; ++row) {
      rows.indptr.push_back(rows.indptr.back() + once.indptr[static_cast<std::size_t>(row)] -
                            once.indptr[static_cast<std::size_t>(row) - 1]);
    }
    rows.rows += once.rows;
  }
  const ScoredPairs pairs = top_cosine(rows, {.top = 10}, {.threads = 2});
  for (std::int32_t row = 0; row < rows.rows; row += 31) expect_best(pairs, rows, row, 10);
}

TEST(TopCosine, IsExactBeyondOnePartOfTheLists) {
  const auto n = static_cast<std::int32_t>(NearLists::kPart + 3000);
  const Csr<float> rows = skewed_rows(n, 20000, 3, 2);
  const ScoredPairs pairs = top_cosine(rows, {.top = 3}, {.threads = 2});
  for (std::int32_t row = 11; row < n; row += 2999) expect_best(pairs, rows, row, 3);
}

}  // namespace
}  // namespace polyvocal
