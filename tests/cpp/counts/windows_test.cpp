#include "polyvocal/counts/windows.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>
#include <utility>

#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

struct Corpus {
  std::vector<std::int32_t> ids;
  std::vector<std::int64_t> begin{0};
  std::int32_t nodes = 0;
  [[nodiscard]] TokenStream stream() const { return {ids, begin, nodes}; }
};

Corpus random_corpus(std::uint32_t seed, std::int32_t nodes) {
  std::mt19937 random(seed);
  Corpus corpus;
  corpus.nodes = nodes;
  for (int d = 0; d < 40; ++d) {
    const auto words = random() % 60;
    for (std::uint32_t t = 0; t < words; ++t) {
      corpus.ids.push_back(
          static_cast<std::int32_t>(random() % static_cast<std::uint32_t>(nodes + 1)) - 1);
    }
    corpus.begin.push_back(static_cast<std::int64_t>(corpus.ids.size()));
  }
  return corpus;
}

using Cells = std::map<std::pair<std::int32_t, std::int32_t>, std::int64_t>;

/// Every pair of places, one after the other.
Cells slow(const Corpus& corpus, const WindowOptions& window) {
  const auto weights = window_weights(window);
  Cells cells;
  for (std::size_t d = 0; d + 1 < corpus.begin.size(); ++d) {
    for (auto i = corpus.begin[d]; i < corpus.begin[d + 1]; ++i) {
      for (auto j = i + 1; j < corpus.begin[d + 1] && j - i <= window.size; ++j) {
        const std::int32_t a = corpus.ids[static_cast<std::size_t>(i)];
        const std::int32_t b = corpus.ids[static_cast<std::size_t>(j)];
        if (a < 0 || b < 0) continue;
        cells[{a, b}] += weights[static_cast<std::size_t>(j - i)];
        if (!window.directed) cells[{b, a}] += weights[static_cast<std::size_t>(j - i)];
      }
    }
  }
  return cells;
}

Cells cells_of(const Csr<std::int64_t>& m) {
  Cells cells;
  for (std::int32_t row = 0; row < m.rows; ++row) {
    for (std::size_t k = m.row_begin(row); k < m.row_end(row); ++k) {
      cells[{row, m.indices[k]}] = m.values[k];
    }
  }
  return cells;
}

TEST(Windows, AgreeWithEveryPairOfPlaces) {
  const Corpus corpus = random_corpus(7, 150);
  for (const WindowWeight weight :
       {WindowWeight::flat, WindowWeight::harmonic, WindowWeight::exponential}) {
    for (const bool directed : {false, true}) {
      const WindowOptions window{.size = 6, .weight = weight, .decay = 2.5, .directed = directed};
      const auto one = count_token_windows(corpus.stream(), window, {}, {.threads = 1});
      EXPECT_EQ(cells_of(one), slow(corpus, window));
      const auto three = count_token_windows(corpus.stream(), window, {}, {.threads = 3});
      EXPECT_EQ(one.indices, three.indices);
      EXPECT_EQ(one.values, three.values);
    }
  }
}

TEST(Windows, WeightsByHand) {
  const auto harmonic = window_weights({.size = 3, .weight = WindowWeight::harmonic});
  EXPECT_EQ(harmonic, (std::vector<std::int64_t>{0, 4294967296, 2147483648, 1431655765}));
  const auto fading = window_weights({.size = 3, .weight = WindowWeight::exponential, .decay = 2});
  EXPECT_NEAR(from_fixed(fading[3]), std::exp(-1), 1e-9);
}

TEST(Windows, UpperHalfAndRareWords) {
  const Corpus corpus{.ids = {0, 1, 0, 2, 0}, .begin = {0, 5}, .nodes = 3};
  const auto upper = count_token_windows(corpus.stream(), {.size = 2}, {.upper = true}, {});
  EXPECT_EQ(upper.indices, (std::vector<std::int32_t>{0, 1, 2, 2}));
  EXPECT_EQ(from_fixed(upper.values[0]), 4);  // two pairs of 0, each from both sides
  const auto frequent = count_token_windows(corpus.stream(), {.size = 2}, {.min_count = 2}, {});
  EXPECT_EQ(frequent.indices, (std::vector<std::int32_t>{0}));
}

TEST(Windows, RefusesWhatIsNotUsable) {
  const Corpus corpus = random_corpus(1, 20);
  const auto count = [&](const WindowOptions& window, const WindowLimits& limits = {}) {
    return count_token_windows(corpus.stream(), window, limits, {});
  };
  EXPECT_THROW(count({.size = 0}), InputError);
  EXPECT_THROW(count({.size = 5, .decay = 0}), InputError);
  EXPECT_THROW(count({.size = 5}, {.max_bytes = 100}), CapacityError);
  const Corpus bad{.ids = {0, 3}, .begin = {0, 2}, .nodes = 3};
  EXPECT_THROW(count_token_windows(bad.stream(), {}, {}, {}), InputError);
  const Corpus gap{.ids = {0, 1}, .begin = {0, 1}, .nodes = 2};
  EXPECT_THROW(count_token_windows(gap.stream(), {}, {}, {}), InputError);
}

}  // namespace
}  // namespace polyvocal
