#include "polyvocal/core/time_zone.h"

#include <gtest/gtest.h>

namespace polyvocal {
namespace {

constexpr std::int64_t kWinter = 1579046400;  // 2020-01-15 00:00 UTC
constexpr std::int64_t kSummer = 1594771200;  // 2020-07-15 00:00 UTC

TEST(TimeZoneTest, KnowsNamesOffsetsAndSummerTime) {
  EXPECT_EQ(TimeZone("").offset_seconds(kWinter), 0);
  EXPECT_EQ(TimeZone("UTC").offset_seconds(kSummer), 0);
  EXPECT_EQ(TimeZone("+02:00").offset_seconds(kWinter), 7200);
  EXPECT_EQ(TimeZone("-05:30").offset_seconds(kWinter), -19800);
  EXPECT_EQ(TimeZone("Africa/Tripoli").offset_seconds(kWinter), 7200);
  EXPECT_EQ(TimeZone("America/New_York").offset_seconds(kWinter), -18000);
  EXPECT_EQ(TimeZone("America/New_York").offset_seconds(kSummer), -14400);
}

TEST(TimeZoneTest, AnUnknownNameIsUtc) {
  EXPECT_EQ(TimeZone("Middle/Earth").offset_seconds(kWinter), 0);
}

}  // namespace
}  // namespace polyvocal
