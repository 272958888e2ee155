#include "counts/unit_bits.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <random>
#include <utility>
#include <vector>

#include "polyvocal/core/error.h"
#include "polyvocal/counts/cooccurrence.h"

namespace polyvocal {
namespace {

using Pair = std::pair<std::int32_t, std::int32_t>;

/// Units of nodes of which the first ones are frequent.
UnitLists::Slice random_units(std::int32_t nodes, std::size_t units, std::uint32_t seed) {
  std::mt19937 random(seed);
  UnitLists::Slice slice;
  slice.n.assign(static_cast<std::size_t>(nodes), 0);
  for (std::size_t u = 0; u < units; ++u) {
    std::vector<std::int32_t> named;
    for (std::int32_t node = 0; node < nodes; ++node) {
      if (random() % static_cast<std::uint32_t>(2 + node * (node % 3)) == 0) named.push_back(node);
    }
    if (named.size() < 2) continue;
    slice.items.insert(slice.items.end(), named.begin(), named.end());
    slice.items.push_back(-1);
    slice.weights.push_back(1);
  }
  slice.total = static_cast<std::int64_t>(units);
  return slice;
}

std::map<Pair, std::int64_t> slow_pairs(const UnitLists::Slice& units) {
  std::map<Pair, std::int64_t> pairs;
  std::size_t begin = 0;
  std::size_t unit = 0;
  for (std::size_t i = 0; i < units.items.size(); ++i) {
    if (units.items[i] >= 0) continue;
    for (std::size_t a = begin; a < i; ++a) {
      for (std::size_t b = begin; b < i; ++b) {
        if (a != b) pairs[{units.items[a], units.items[b]}] += units.weights[unit];
      }
    }
    begin = i + 1;
    ++unit;
  }
  return pairs;
}

std::map<Pair, std::int64_t> cells(const Cooccurrence& found) {
  std::map<Pair, std::int64_t> pairs;
  for (std::int32_t row = 0; row < found.counts.rows; ++row) {
    std::int32_t before = -1;
    for (std::size_t k = found.counts.row_begin(row); k < found.counts.row_end(row); ++k) {
      EXPECT_LT(before, found.counts.indices[k]);
      before = found.counts.indices[k];
      pairs[{row, before}] = found.counts.values[k];
    }
  }
  return pairs;
}

TEST(UnitBits, FrequentAndRareNodesCountAsOneByOne) {
  for (const std::size_t units : {3U, 70U, 1500U}) {
    const UnitLists::Slice slice = random_units(40, units, 5);
    const auto expected = slow_pairs(slice);
    for (const int threads : {1, 3}) {
      EXPECT_EQ(cells(count_pairs(slice, 40, false, {.threads = threads})), expected);
    }
  }
}

TEST(UnitBits, WeightedUnitsCountTheirWeight) {
  UnitLists::Slice slice = random_units(20, 300, 6);
  for (std::size_t u = 0; u < slice.weights.size(); u += 3) slice.weights[u] = 4;
  EXPECT_EQ(cells(count_pairs(slice, 20, false, {.threads = 1})), slow_pairs(slice));
}

TEST(UnitBits, EveryKernelCountsTheSame) {
  std::mt19937_64 random(1);
  for (const std::size_t words : {0U, 8U, 16U, 200U}) {
    std::vector<std::uint64_t> a(words);
    std::vector<std::uint64_t> b(words);
    for (std::uint64_t& word : a) word = random();
    for (std::uint64_t& word : b) word = random() | random();
    const auto kernels = common_bits_kernels();
    for (const auto& kernel : kernels) {
      EXPECT_EQ(kernel.run(a.data(), b.data(), words),
                kernels.front().run(a.data(), b.data(), words))
          << kernel.name;
    }
  }
}

TEST(UnitBits, BitsAtTheEdgesOfWordsCount) {
  UnitBits bits(3, 513);
  for (const std::size_t unit : {0U, 63U, 64U, 511U, 512U}) {
    bits.set(0, unit);
    if (unit != 64) bits.set(2, unit);
  }
  std::vector<std::uint32_t> counts(3, 9);
  bits.count_after(0, counts);
  EXPECT_EQ(counts, (std::vector<std::uint32_t>{9, 0, 4}));
}

}  // namespace
}  // namespace polyvocal
