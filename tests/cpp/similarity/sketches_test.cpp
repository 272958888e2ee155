// Sketches: right on average, as certain as they say, and the same however the work is split.
#include "polyvocal/similarity/sketches.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "polyvocal/core/error.h"
#include "polyvocal/stats/random.h"

namespace polyvocal {
namespace {

StringColumn column(const std::vector<std::string>& strings) {
  StringColumn result;
  for (const std::string& text : strings) result.push_back(text);
  return result;
}

Sketches sketches_of(const std::vector<std::string>& ids, const std::vector<std::string>& texts,
                     const SketchOptions& options = {}, int threads = 1) {
  Sketches sketches(options);
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  sketches.add(column(ids), views, {.threads = threads});
  return sketches;
}

/// Jaccard index by its definition, and the mean and variance of its estimates over many seeds.
struct Estimates {
  double mean = 0;
  double variance = 0;
};

Estimates estimates(std::size_t only_a, std::size_t only_b, std::size_t both, std::uint32_t slots) {
  constexpr int kSeeds = 400;
  std::vector<std::uint64_t> hashes;
  Draws draws(7, Purpose::test, 0, 0);
  const auto number = [&] { return std::uint64_t{draws.next()} << 32 | draws.next(); };
  std::vector<std::uint64_t> shared(both);
  for (auto& hash : shared) hash = number();
  for (std::size_t i = 0; i < only_a; ++i) hashes.push_back(number());
  hashes.insert(hashes.end(), shared.begin(), shared.end());
  const auto middle = static_cast<std::int64_t>(hashes.size());
  for (std::size_t i = 0; i < only_b; ++i) hashes.push_back(number());
  hashes.insert(hashes.end(), shared.begin(), shared.end());
  const std::vector<std::int64_t> begin{0, middle, static_cast<std::int64_t>(hashes.size())};
  double sum = 0;
  double squares = 0;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    const auto rows = sketch_sets(hashes, begin, slots, seed, {});
    int equal = 0;
    for (std::size_t s = 0; s < slots; ++s) equal += rows[s] == rows[slots + s] ? 1 : 0;
    const double estimate = static_cast<double>(equal) / slots;
    sum += estimate;
    squares += estimate * estimate;
  }
  const double mean = sum / kSeeds;
  return {mean, squares / kSeeds - mean * mean};
}

TEST(MinHash, EstimatesHaveTheMeanAndAtMostTheVarianceTheyShould) {
  struct Case {
    std::size_t only_a, only_b, both;
    std::uint32_t slots;
  };
  for (const Case& c : {Case{300, 200, 500, 128}, Case{20, 20, 60, 128}, Case{2, 1, 3, 64},
                        Case{900, 50, 50, 256}, Case{5, 0, 40, 100}, Case{1, 1, 1, 8}}) {
    const auto all = static_cast<double>(c.only_a + c.only_b + c.both);
    const double jaccard = static_cast<double>(c.both) / all;
    const Estimates found = estimates(c.only_a, c.only_b, c.both, c.slots);
    const double variance = jaccard * (1 - jaccard) / c.slots;
    EXPECT_NEAR(found.mean, jaccard, 4 * std::sqrt(variance / 400)) << all << " elements";
    EXPECT_LT(found.variance, 1.35 * variance) << all << " elements";
  }
}

TEST(MinHash, RepeatedElementsAndTheirOrderDoNotCount) {
  const std::vector<std::uint64_t> hashes{5, 9, 7, 7, 9, 5, 5};
  const auto rows = sketch_sets(hashes, std::vector<std::int64_t>{0, 3, 7}, 64, 1, {});
  EXPECT_TRUE(std::equal(rows.begin(), rows.begin() + 64, rows.begin() + 64));
}

TEST(MinHash, TheSketchOfAUnionIsTheMinimum) {
  Draws draws(3, Purpose::test, 0, 0);
  for (const std::size_t size : {1U, 3U, 30U, 400U}) {
    std::vector<std::uint64_t> hashes(2 * size);
    for (auto& hash : hashes) hash = std::uint64_t{draws.next()} << 32 | draws.next();
    const auto half = static_cast<std::int64_t>(size);
    const auto parts =
        sketch_sets(hashes, std::vector<std::int64_t>{0, half, 2 * half}, 128, 0, {});
    const auto whole = sketch_sets(hashes, std::vector<std::int64_t>{0, 2 * half}, 128, 0, {});
    for (std::size_t s = 0; s < 128; ++s) {
      EXPECT_EQ(whole[s], std::min(parts[s], parts[128 + s])) << size;
    }
  }
}

TEST(MinHash, RefusesBadSets) {
  EXPECT_THROW(sketch_sets({}, {}, 64, 0, {}), InputError);
  EXPECT_THROW(sketch_sets({}, std::vector<std::int64_t>{0, 1}, 64, 0, {}), InputError);
  EXPECT_THROW(sketch_sets({}, std::vector<std::int64_t>{0}, 4, 0, {}), InputError);
  EXPECT_TRUE(sketch_sets({}, std::vector<std::int64_t>{0}, 64, 0, {}).empty());
}

TEST(Sketches, CapitalsPunctuationAndPossessivesDoNotCount) {
  const auto s = sketches_of({"a", "b", "c"}, {"Haftar's men took the port of Brega, Libya.",
                                               "HAFTAR men took - the port of Brega Libya",
                                               "Men of Brega took the port in Libya at noon"});
  EXPECT_TRUE(std::ranges::equal(s.row(0), s.row(1)));
  EXPECT_FALSE(std::ranges::equal(s.row(0), s.row(2)));
  const auto words = sketches_of({"a", "b"}, {"one two three", "three two one"}, {.words = 1});
  EXPECT_TRUE(std::ranges::equal(words.row(0), words.row(1)));
}

TEST(Sketches, ShortTextsAreOneRunAndEmptyOnesAreEmpty) {
  const auto s = sketches_of({"a", "b", "c", "d"}, {"Two words", "two words", "", "... 。"});
  EXPECT_TRUE(std::ranges::equal(s.row(0), s.row(1)));
  EXPECT_EQ(s.row(2).front(), kEmptySlot);
  EXPECT_EQ(equal_slots(s, std::vector{0, 0, 2}, std::vector{1, 2, 3}),
            (std::vector<std::int32_t>{128, -1, -1}));
}

TEST(Sketches, ThreadsAndBatchesDoNotChangeThem) {
  std::vector<std::string> ids;
  std::vector<std::string> texts;
  for (int i = 0; i < 300; ++i) {
    ids.push_back("d" + std::to_string(i));
    std::string text;
    for (int w = 0; w < i % 90; ++w) text += "word" + std::to_string(w * i % 31) + " ";
    texts.push_back(text);
  }
  const std::string whole = sketches_of(ids, texts).to_bytes();
  EXPECT_EQ(sketches_of(ids, texts, {}, 4).to_bytes(), whole);
  Sketches parts =
      sketches_of({ids.begin(), ids.begin() + 100}, {texts.begin(), texts.begin() + 100});
  parts.merge(sketches_of({ids.begin() + 100, ids.end()}, {texts.begin() + 100, texts.end()}));
  EXPECT_EQ(parts.to_bytes(), whole);
  parts.merge(parts);
  parts.merge(sketches_of(ids, texts));
  EXPECT_EQ(parts.to_bytes(), whole);
}

TEST(Sketches, BytesComeBackAndDamageIsSeen) {
  const Sketches s = sketches_of({"a", "b"}, {"one two three four five six", ""});
  const std::string block = s.to_bytes();
  EXPECT_EQ(Sketches::from_bytes(block).to_bytes(), block);
  for (std::size_t i = 0; i < block.size(); i += 7) {
    std::string damaged = block;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    EXPECT_THROW(Sketches::from_bytes(damaged), InputError) << i;
  }
  EXPECT_THROW(Sketches::from_bytes(block.substr(0, block.size() - 1)), InputError);
  Sketches other({.slots = 64});
  EXPECT_THROW(other.merge(s), InputError);
  EXPECT_THROW(Sketches({.slots = 7}), InputError);
  EXPECT_THROW(Sketches({.words = 0}), InputError);
}

std::vector<std::string> mixed_texts() {
  std::vector<std::string> texts;
  Draws draws(5, Purpose::test, 0, 0);
  for (int i = 0; i < 120; ++i) {
    std::string text;
    for (int w = 0; w < 60; ++w) {
      const bool own = w >= 2 * (i % 30);  // the first words are common to a family of ten
      text += (own ? "o" + std::to_string(draws.below(100000))
                   : "f" + std::to_string(i / 10) + "x" + std::to_string(w)) +
              " ";
    }
    texts.push_back(text);
  }
  return texts;
}

TEST(SketchPairs, AreThoseOfAllPairsAndTheSameForAnyThreads) {
  const std::vector<std::string> texts = mixed_texts();
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < texts.size(); ++i) ids.push_back(std::to_string(i));
  const Sketches s = sketches_of(ids, texts, {.slots = 256, .words = 2});
  for (const double threshold : {0.3, 0.6, 0.9}) {
    const SketchPairOptions options{.threshold = threshold, .recall = 0.99};
    const SketchPairs found = similar_sketches(s, options, {});
    std::set<std::pair<int, int>> pairs;
    for (std::size_t k = 0; k < found.a.size(); ++k) {
      EXPECT_LT(found.a[k], found.b[k]);
      EXPECT_TRUE(pairs.emplace(found.a[k], found.b[k]).second);
      EXPECT_GE(found.equal[k], threshold * 256 - 1e-9);
    }
    int missed = 0;
    int all = 0;
    for (int a = 0; a < 120; ++a) {
      for (int b = a + 1; b < 120; ++b) {
        const int equal = equal_slots(s, std::vector{a}, std::vector{b})[0];
        if (equal < threshold * 256) continue;
        ++all;
        missed += pairs.contains({a, b}) ? 0 : 1;
      }
    }
    EXPECT_EQ(static_cast<int>(pairs.size()), all - missed);
    EXPECT_LE(missed, all / 50);
    const SketchPairs threaded = similar_sketches(s, options, {.threads = 3});
    EXPECT_EQ(threaded.a, found.a);
    EXPECT_EQ(threaded.b, found.b);
    EXPECT_EQ(threaded.equal, found.equal);
  }
}

TEST(SketchPairs, TwoSetsAndLimits) {
  const std::string text = "one two three four five six seven";
  const Sketches s = sketches_of({"a", "b", "c", "d"}, {text, text, text, ""});
  EXPECT_EQ(similar_sketches(s, {}, {}).a.size(), 3U);
  const SketchPairs across = similar_sketches(s, {.first = 1}, {});
  EXPECT_EQ(across.a, (std::vector<std::int32_t>{0, 0}));
  EXPECT_EQ(across.b, (std::vector<std::int32_t>{1, 2}));
  EXPECT_THROW(similar_sketches(s, {.max_bytes = 8}, {}), CapacityError);
  EXPECT_THROW(similar_sketches(s, {.threshold = 0}, {}), InputError);
  EXPECT_THROW(similar_sketches(s, {.recall = 1}, {}), InputError);
  EXPECT_THROW(similar_sketches(s, {.first = 5}, {}), InputError);
  EXPECT_TRUE(similar_sketches(Sketches({}), {}, {}).a.empty());
}

TEST(SketchPairs, BandsKeepTheRecall) {
  for (const double threshold : {0.2, 0.5, 0.8}) {
    const std::uint32_t width = numbers_of_band(128, threshold, 0.95);
    const auto found = [&](std::uint32_t r) {
      return 1 - std::pow(1 - std::pow(threshold, r), std::floor(128.0 / r));
    };
    EXPECT_TRUE(found(width) >= 0.95 || width == 1);
    EXPECT_LT(found(width + 1), 0.95);
  }
}

}  // namespace
}  // namespace polyvocal
