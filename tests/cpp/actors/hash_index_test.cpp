#include "actors/hash_index.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <unordered_map>

namespace polyvocal::naming {
namespace {

TEST(HashIndex, NumbersAreThoseOfAMap) {
  std::mt19937_64 random(7);
  HashIndex index;
  std::unordered_map<std::uint64_t, std::uint32_t> expected;
  EXPECT_FALSE(index.contains(0));
  for (int i = 0; i < 20'000; ++i) {
    // Few high bits: many share their place, and many come again.
    const std::uint64_t hash = (random() % 300) << 40U | random() % 40;
    const auto at = expected.try_emplace(hash, static_cast<std::uint32_t>(expected.size())).first;
    ASSERT_EQ(index.add(hash), at->second);
    ASSERT_EQ(index.size(), expected.size());
  }
  for (std::uint64_t high = 0; high < 301; ++high) {
    for (std::uint64_t low = 0; low < 41; ++low) {
      const std::uint64_t hash = high << 40U | low;
      ASSERT_EQ(index.contains(hash), expected.contains(hash)) << hash;
    }
  }
}

}  // namespace
}  // namespace polyvocal::naming
