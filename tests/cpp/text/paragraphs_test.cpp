#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/helpers.h"

namespace polyvocal::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Paragraphs, BlankLinesAndSingleLineBreaksSeparateThem) {
  EXPECT_THAT(segment_text("One is here.\n\nTwo is here.\nThree is here.").paragraphs(),
              ElementsAre("One is here.", "Two is here.", "Three is here."));
}

TEST(Paragraphs, EveryKindOfLineBreak) {
  EXPECT_THAT(segment_text("A a.\r\nB b.\rC c.\u2028D d.\u2029E e.\fF f.\u0085G g.").paragraphs(),
              ElementsAre("A a.", "B b.", "C c.", "D d.", "E e.", "F f.", "G g."));
}

TEST(Paragraphs, BlanksOfAnyKindAreTrimmedAndSkipped) {
  EXPECT_THAT(segment_text("\uFEFF A a.\u00A0\n\u00A0\n \u3000\u200B\nB b. \u00A0").paragraphs(),
              ElementsAre("A a.", "B b."));
  EXPECT_THAT(segment_text(" \u00A0\n\n").paragraphs(), IsEmpty());
}

TEST(Paragraphs, InvisibleMarksAfterAWordStayWithIt) {
  const Segmented s = segment_text("حفت\u202E \u200F\n\u200FA a\u00AD\u00A0");
  EXPECT_THAT(s.paragraphs(), ElementsAre("حفت\u202E", "A a\u00AD"));
  EXPECT_THAT(s.tokens(), ElementsAre("حفت\u202E", "A", "a\u00AD"));
}

TEST(Paragraphs, WrappedLinesAreJoined) {
  const Segmented s = segment_text(
      "The delegation arrived in the capital on Monday for three days of talks\n"
      "with officials, who said that they hoped to reach an agreement before the\n"
      "end of the month. Nobody expected a result from the first round of them.\n"
      "\n"
      "The second paragraph begins here and goes on for as long as the first one\n"
      "did, which is long enough.\n");
  ASSERT_EQ(s.paragraphs().size(), 2U);
  EXPECT_EQ(s.sentences().size(), 3U);
  EXPECT_EQ(s.sentences()[0].find("The delegation"), 0U);
}

TEST(Paragraphs, LinesOfDifferentLengthAreNotTakenForWrapped) {
  const Segmented s = segment_text(
      "Short line\nA line that is quite a bit longer than the first one\nand another\nThe end of "
      "it all");
  EXPECT_EQ(s.paragraphs().size(), 4U);
}

TEST(Paragraphs, OneThatHoldsNoWordIsKeptAsFurniture) {
  const Segmented s = segment_text("The first text is here.\n\n* * *\n\nThe second text is here.");
  EXPECT_THAT(s.regions(), ElementsAre("body", "boilerplate", "body"));
}

}  // namespace
}  // namespace polyvocal::testing
