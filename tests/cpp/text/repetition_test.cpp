#include "text/repetition.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <set>
#include <utility>

namespace polyvocal::segmenting {
namespace {

using Pairs = std::set<std::pair<TypeId, TypeId>>;

Pairs pairs_of(const Draft& draft, std::uint32_t begin, std::uint32_t end) {
  Pairs pairs;
  for (std::uint32_t i = begin; i + 1 < end; ++i) {
    pairs.insert({draft.types[i], draft.types[i + 1]});
  }
  return pairs;
}

bool occur_in_plainly(const Pairs& wanted, const Pairs& given, double share) {
  if (wanted.empty()) return false;
  std::size_t hits = 0;
  for (const auto& pair : wanted) hits += given.contains(pair) ? 1U : 0U;
  return static_cast<double>(hits) / static_cast<double>(wanted.size()) >= share;
}

TEST(WordPairs, OccurAsCountedPlainly) {
  std::mt19937 random(3);
  const auto draw = [&](std::uint32_t below) {
    return static_cast<std::uint32_t>(random()) % below;
  };
  int found = 0;
  for (int round = 0; round < 3000; ++round) {
    Draft draft;
    const std::uint32_t words = 2 + draw(4);
    for (int i = 0; i < 60; ++i) draft.types.push_back(draw(words));
    const std::uint32_t middle = draw(40);
    const std::uint32_t end = middle + draw(21);
    WordPairs pairs(draft, 0, middle);
    const Pairs wanted = pairs_of(draft, 0, middle);
    for (const double share : {.1, .3, .5, .7, .9, 1.0}) {
      const bool expected = occur_in_plainly(wanted, pairs_of(draft, middle, end), share);
      ASSERT_EQ(pairs.occur_in(middle, end, share), expected) << round << " " << share;
      found += expected ? 1 : 0;
    }
  }
  EXPECT_GT(found, 1000);
}

}  // namespace
}  // namespace polyvocal::segmenting
