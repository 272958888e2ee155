#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "text/helpers.h"

namespace polyvocal::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

QuoteMark mark_of(std::string_view text) {
  const Segmented s = segment_text(text);
  EXPECT_THAT(s.segments.quotes, SizeIs(1)) << text;
  return s.segments.quotes.at(0).mark;
}

TEST(Quotes, EveryKindOfMark) {
  EXPECT_EQ(mark_of("He said \"we agree\" twice."), QuoteMark::straight);
  EXPECT_EQ(mark_of("He said “we agree” twice."), QuoteMark::curly);
  EXPECT_EQ(mark_of("He said 'we agree' twice."), QuoteMark::single);
  EXPECT_EQ(mark_of("He said ‘we agree’ twice."), QuoteMark::single);
  EXPECT_EQ(mark_of("Il dit « nous » hier."), QuoteMark::guillemet);
  EXPECT_EQ(mark_of("Er sagte »wir« gestern."), QuoteMark::guillemet);
  EXPECT_EQ(mark_of("He said ``we agree'' twice."), QuoteMark::tex);
  EXPECT_EQ(mark_of("Er sagte „wir“ gestern."), QuoteMark::low);
  EXPECT_EQ(mark_of("Powiedział „my” wczoraj."), QuoteMark::low);
}

TEST(Quotes, SpanHoldsTheMarksAndInnerDoesNot) {
  const Segmented s = segment_text("He said “we agree” twice.");
  EXPECT_EQ(s.text(s.segments.quotes[0].span), "“we agree”");
  EXPECT_EQ(s.text(s.segments.quotes[0].inner), "we agree");
  EXPECT_TRUE(s.segments.quotes[0].closed);
}

TEST(Quotes, ApostrophesAreNone) {
  EXPECT_THAT(quotes_of("The country's years-long war and the rebels' march don't end."),
              IsEmpty());
  EXPECT_THAT(quotes_of("Get 'em, rock 'n' roll of the '90s, the boys’ and girls’ ‘90s."),
              IsEmpty());
  EXPECT_THAT(quotes_of("It’s the Smiths’ house, isn’t it? ’Tis."), IsEmpty());
}

TEST(Quotes, SingleMarksAroundApostrophes) {
  EXPECT_THAT(quotes_of("Both showed 'a positive attitude in the country's east' on Monday."),
              ElementsAre("a positive attitude in the country's east"));
  EXPECT_THAT(quotes_of("He called it ‘the rebels’ last march’ on Monday."),
              ElementsAre("the rebels’ last march"));
  EXPECT_THAT(quotes_of("Two ‘rebels’ and one ‘soldier’ left."), ElementsAre("rebels", "soldier"));
  EXPECT_THAT(quotes_of("'Important Benefits'"), ElementsAre("Important Benefits"));
}

TEST(Quotes, InchesAndMinutesAreNone) {
  EXPECT_THAT(quotes_of("He is 5'10\" tall and ran 3'20\" flat."), IsEmpty());
  EXPECT_THAT(quotes_of("A 12\" pipe."), IsEmpty());
  EXPECT_THAT(quotes_of("\"He is 5'10\" tall,\" she said."), ElementsAre("He is 5'10\" tall,"));
}

TEST(Quotes, ClosingMarkBeforeOrAfterTheStop) {
  EXPECT_THAT(quotes_of("He wants a \"political return\". She said \"no.\" Then \"yes\", he said."),
              ElementsAre("political return", "no.", "yes"));
}

TEST(Quotes, AnUnclosedOneEndsWithItsParagraph) {
  const Segmented s = segment_text(
      "He said: \"They have not yet announced it.\n\n\"This is another,\" she said. It is so.");
  ASSERT_THAT(s.segments.quotes, SizeIs(2));
  EXPECT_FALSE(s.segments.quotes[0].closed);
  EXPECT_EQ(s.text(s.segments.quotes[0].inner), "They have not yet announced it.");
  EXPECT_TRUE(s.segments.quotes[1].closed);
  EXPECT_EQ(s.text(s.segments.quotes[1].inner), "This is another,");
}

TEST(Quotes, OpenedAgainTheyContinue) {
  const Segmented s =
      segment_text("“We came.\n\n“We saw.\n\n“We left.” He sat.\n\n“New,” he said.");
  ASSERT_THAT(s.segments.quotes, SizeIs(4));
  EXPECT_FALSE(s.segments.quotes[0].continues);
  EXPECT_TRUE(s.segments.quotes[1].continues);
  EXPECT_TRUE(s.segments.quotes[2].continues);
  EXPECT_TRUE(s.segments.quotes[2].closed);
  EXPECT_FALSE(s.segments.quotes[3].continues);
}

TEST(Quotes, AClosedOneBeforeIsNotContinued) {
  const Segmented s = segment_text("\"They entered it.\"\n\n\"They left it.\"");
  ASSERT_THAT(s.segments.quotes, SizeIs(2));
  EXPECT_FALSE(s.segments.quotes[1].continues);
}

TEST(Quotes, NestedOnesAreNoRows) {
  EXPECT_THAT(quotes_of("“He said ‘no’ and “never” to me,” she said."),
              ElementsAre("He said ‘no’ and “never” to me,"));
  EXPECT_THAT(quotes_of("\"He said 'no' to me,\" she said."), ElementsAre("He said 'no' to me,"));
}

TEST(Quotes, EditorsBracketsStayInside) {
  EXPECT_THAT(quotes_of("\"I spoke to [the] leaders here,\" he said."),
              ElementsAre("I spoke to [the] leaders here,"));
}

TEST(Quotes, AMarkThatWasNeverClosedDoesNotFlipTheRest) {
  EXPECT_THAT(quotes_of("\"We came, he said. \"We left,\" she said."),
              ElementsAre("We came, he said.", "We left,"));
}

TEST(Quotes, MixedMarksCloseEachOther) {
  EXPECT_THAT(quotes_of("He said “we agree\" twice."), ElementsAre("we agree"));
  EXPECT_THAT(quotes_of("He said \"we agree” twice."), ElementsAre("we agree"));
}

TEST(Quotes, OrderedAndDisjoint) {
  const Segmented s = segment_text("\"A\" b 'c' “d” « e » \"f\n\n“g” h ``i''");
  for (std::size_t i = 1; i < s.segments.quotes.size(); ++i) {
    EXPECT_LE(s.segments.quotes[i - 1].span.end, s.segments.quotes[i].span.begin);
  }
  EXPECT_THAT(s.segments.quotes, SizeIs(7));
}

TEST(Quotes, ManyOpeningsTakeNoQuadraticTime) {
  std::string text;
  for (int i = 0; i < 200000; ++i) text += "“a 'b \"c ";
  EXPECT_FALSE(quotes_of(text).empty());
}

}  // namespace
}  // namespace polyvocal::testing
