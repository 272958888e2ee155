#include "polyvocal/core/distinct_strings.h"

#include <gtest/gtest.h>

namespace polyvocal {
namespace {

TEST(DistinctStrings, NumbersByFirstAppearance) {
  DistinctStrings names;
  EXPECT_EQ(names.code("Haftar"), 0);
  EXPECT_EQ(names.code(""), 1);
  EXPECT_EQ(names.code("Sarraj"), 2);
  EXPECT_EQ(names.code("Haftar"), 0);
  EXPECT_EQ(names.code(""), 1);
  ASSERT_EQ(names.values().size(), 3U);
  EXPECT_EQ(names.values()[0], "Haftar");
  EXPECT_EQ(names.values()[1], "");
  EXPECT_EQ(names.values()[2], "Sarraj");
}

}  // namespace
}  // namespace polyvocal
