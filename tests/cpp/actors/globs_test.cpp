#include "actors/globs.h"

#include <gtest/gtest.h>

namespace polyvocal::naming {
namespace {

TEST(Globs, MatchLikeTheShell) {
  EXPECT_TRUE(glob_matches("003*", "003_97291e.txt"));
  EXPECT_TRUE(glob_matches("*.txt", "a.txt"));
  EXPECT_TRUE(glob_matches("*a*b*", "xxaxxbxx"));
  EXPECT_TRUE(glob_matches("d?", "d1"));
  EXPECT_TRUE(glob_matches("d[0-3]", "d2"));
  EXPECT_TRUE(glob_matches("d[!0-3]", "d7"));
  EXPECT_TRUE(glob_matches("é?", "éö"));
  EXPECT_TRUE(glob_matches("", ""));
  EXPECT_TRUE(glob_matches("*", ""));
  EXPECT_TRUE(glob_matches("a[", "a["));
  EXPECT_FALSE(glob_matches("d[0-3]", "d7"));
  EXPECT_FALSE(glob_matches("003*", "103"));
  EXPECT_FALSE(glob_matches("d?", "d12"));
  EXPECT_FALSE(glob_matches("", "a"));
  EXPECT_FALSE(glob_matches("*a*b", "xxbxxa"));
}

}  // namespace
}  // namespace polyvocal::naming
