#include "actors/spelling.h"

#include <gtest/gtest.h>

#include <string_view>

namespace polyvocal::naming {
namespace {

double apart(std::string_view a, std::string_view b) {
  return spelling_distance(to_sounds(a), to_sounds(b));
}

TEST(Spelling, SameNameInOtherRomanisationIsNear) {
  EXPECT_LT(apart("gaddafi", "qadhafi"), 0.14);
  EXPECT_LT(apart("gaddafi", "gadhafi"), 0.08);
  EXPECT_LT(apart("moammar", "muammar"), 0.08);
  EXPECT_LT(apart("zelensky", "zelenskyy"), 0.08);
  EXPECT_LT(apart("sarraj", "serraj"), 0.08);
  EXPECT_LT(apart("haftar", "hifter"), 0.14);
  EXPECT_LT(apart("lukashenko", "lukashenka"), 0.08);
}

TEST(Spelling, GarbledNamesAreFurtherAndOthersFurtherStill) {
  const double dropped = apart("haftar", "hafta");
  EXPECT_GT(dropped, 0.14);
  EXPECT_LT(dropped, 0.24);
  EXPECT_GT(apart("haftar", "haider"), 0.24);
  EXPECT_GT(apart("putin", "merkel"), 0.5);
}

TEST(Spelling, DistanceIsSymmetricAndZeroOnlyForTheSameSounds) {
  for (const auto& [a, b] : {std::pair{"sarraj", "sarraz"},
                             {"tobruk", "tobrok"},
                             {"megerisi", "meghesi"},
                             {"abdel", "badel"}}) {
    EXPECT_DOUBLE_EQ(apart(a, b), apart(b, a)) << a << ' ' << b;
    EXPECT_GT(apart(a, b), 0) << a << ' ' << b;
  }
  EXPECT_EQ(apart("hassan", "hasan"), 0);
}

TEST(Spelling, TheLimitOnlyCutsWhatIsBeyondIt) {
  const auto a = to_sounds("megerisi");
  const auto b = to_sounds("meghesi");
  const double exact = spelling_distance(a, b);
  EXPECT_DOUBLE_EQ(spelling_distance(a, b, 0.3), exact);
  EXPECT_GE(spelling_distance(to_sounds("putin"), to_sounds("guterres"), 0.3), 0.3);
}

TEST(Spelling, EmptyAndForeignLettersDoNotBreak) {
  EXPECT_EQ(spelling_distance("", ""), 0);
  EXPECT_EQ(spelling_distance("a", ""), 1);
  EXPECT_GT(spelling_distance(to_sounds("حفتر"), to_sounds("السراج")), 0.3);
}

}  // namespace
}  // namespace polyvocal::naming
