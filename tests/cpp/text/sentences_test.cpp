#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "text/helpers.h"

namespace polyvocal::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST(Sentences, EndAtStopsQuestionsAndExclamations) {
  EXPECT_THAT(sentences_of("The talks failed. Who knew? Nobody! It went on…"),
              ElementsAre("The talks failed.", "Who knew?", "Nobody!", "It went on…"));
}

TEST(Sentences, TitlesAndRanksDoNotEndThem) {
  EXPECT_THAT(
      sentences_of("He is close to Gen. Tarhouni, Lt. Col. Saad and Dr. Omar. Sen. Paul met "
                   "Gov. Smith and Mr. He in St. Petersburg."),
      ElementsAre("He is close to Gen. Tarhouni, Lt. Col. Saad and Dr. Omar.",
                  "Sen. Paul met Gov. Smith and Mr. He in St. Petersburg."));
  EXPECT_THAT(sentences_of("GEN. OMAR SPOKE. MR. SAAD LEFT."),
              ElementsAre("GEN. OMAR SPOKE.", "MR. SAAD LEFT."));
}

TEST(Sentences, AcronymsEndThemOnlyBeforeASentenceStarter) {
  EXPECT_THAT(
      sentences_of("The U.S. Congress met in the U.S. The vote failed at the U.N. on Monday."),
      ElementsAre("The U.S. Congress met in the U.S.", "The vote failed at the U.N. on Monday."));
  EXPECT_THAT(sentences_of("Shell Inc. Chairman Lee left Acme Corp. He was 61."),
              ElementsAre("Shell Inc. Chairman Lee left Acme Corp.", "He was 61."));
}

TEST(Sentences, OrdinaryWordsBeforeAStarterDoEndThem) {
  EXPECT_THAT(sentences_of("He told Joe. They left."), ElementsAre("He told Joe.", "They left."));
  EXPECT_THAT(sentences_of("It was in the sun. The sat. phone rang."), SizeIs(2));
}

TEST(Sentences, InitialsDoNotEndThem) {
  EXPECT_THAT(sentences_of("J. K. Smith and George W. Bush met. Then came J. A. Jones."),
              ElementsAre("J. K. Smith and George W. Bush met.", "Then came J. A. Jones."));
  EXPECT_THAT(sentences_of("This was plan B. The other had failed."),
              ElementsAre("This was plan B.", "The other had failed."));
}

TEST(Sentences, ClockTimesMonthsAndNumbers) {
  EXPECT_THAT(sentences_of("It began at 5 p.m. Friday, Aug. 2, and cost 3.5 million. No. 2 came at "
                           "9 a.m. Police left in 2011. Then came rain."),
              ElementsAre("It began at 5 p.m. Friday, Aug. 2, and cost 3.5 million.",
                          "No. 2 came at 9 a.m.", "Police left in 2011.", "Then came rain."));
}

TEST(Sentences, AddressesOfTheWebStayWhole) {
  EXPECT_THAT(sentences_of("See www.example.com for more. Or news.example.org/a.b?c=d today."),
              SizeIs(2));
}

TEST(Sentences, SpacedDotsAreNoEnd) {
  EXPECT_THAT(sentences_of("\"They took the gate ... and held the area. They left.\""),
              ElementsAre("\"They took the gate ... and held the area.", "They left.\""));
  EXPECT_THAT(sentences_of("It went on . . . and on. Then it stopped..."), SizeIs(2));
}

TEST(Sentences, ClosingMarksBelongToTheSentenceBeforeThem) {
  EXPECT_THAT(sentences_of("\"We agree,\" he said. \"Our task is clear.\" Nobody spoke."),
              ElementsAre("\"We agree,\" he said.", "\"Our task is clear.\"", "Nobody spoke."));
  EXPECT_THAT(sentences_of("He spoke of a “return”. (It was late.) “Go.” They went."),
              ElementsAre("He spoke of a “return”.", "(It was late.)", "“Go.”", "They went."));
}

TEST(Sentences, BreakInsideAQuotationOfSeveralSentences) {
  EXPECT_THAT(sentences_of("\"We came. We saw. We left,\" he said."),
              ElementsAre("\"We came.", "We saw.", "We left,\" he said."));
}

TEST(Sentences, AQuestionQuotedBeforeItsSpeakerIsNoEnd) {
  EXPECT_THAT(sentences_of("\"Why now?\" he asked. \"Who did it?\" Omar Saad said."),
              ElementsAre("\"Why now?\" he asked.", "\"Who did it?\" Omar Saad said."));
}

TEST(Sentences, MissingSpacesAfterAMark) {
  EXPECT_THAT(sentences_of("He left.\"We stay,\" she said."),
              ElementsAre("He left.", "\"We stay,\" she said."));
}

TEST(Sentences, ADottedAcronymKeepsItsPossessive) {
  EXPECT_THAT(sentences_of("The U.S.'s plan and the U.S.’s vote failed."), SizeIs(1));
}

TEST(Sentences, ListNumbersStayWithTheirText) {
  EXPECT_THAT(sentences_of("1. The first. 2. The second."),
              ElementsAre("1. The first.", "2. The second."));
}

TEST(Sentences, NamesThatBeginInLowerCase) {
  EXPECT_THAT(sentences_of("They met in Tunis. al-Sarraj left."),
              ElementsAre("They met in Tunis.", "al-Sarraj left."));
  EXPECT_THAT(sentences_of("They met approx. five men."), SizeIs(1));
}

TEST(Sentences, OtherScripts) {
  EXPECT_THAT(sentences_of("وصل القائد. هل غادر؟ نعم."), SizeIs(3));
  EXPECT_THAT(sentences_of("他来了。他走了！“是吗？”他问。"), SizeIs(4));
  EXPECT_THAT(sentences_of("वह आया। वह गया।"), SizeIs(2));
  EXPECT_THAT(sentences_of("یہ اچھا ہے۔ وہ گیا۔"), SizeIs(2));
  EXPECT_THAT(sentences_of("Встреча пройдет в г. Сочи. Это С. В. Лавров."), SizeIs(2));
  EXPECT_THAT(sentences_of("قال د. أحمد ذلك. ثم غادر."), SizeIs(2));
  EXPECT_THAT(sentences_of("Он пришёл. Она ушла? Да!"), SizeIs(3));
}

TEST(Sentences, PunctuationAloneIsNoSentence) {
  EXPECT_THAT(sentences_of("He left. ... !"), ElementsAre("He left. ... !"));
  EXPECT_THAT(sentences_of("... He left."), SizeIs(1));
}

TEST(Sentences, PartitionTheTokens) {
  const Segmented s = segment_text(
      "MOSCOW, May 6. /NNN/. He came. He saw.\n\n\"A b c.\" D e f? 漢字。No\n\nThe end.");
  TokenId expected = 0;
  for (SentenceId i = 0; i < s.segments.sentences.size(); ++i) {
    const Sentence& sentence = s.segments.sentences[i];
    EXPECT_EQ(sentence.token_begin, expected);
    for (TokenId t = sentence.token_begin; t < s.segments.token_end(i); ++t) {
      EXPECT_TRUE(sentence.span.contains(s.segments.span(t)));
    }
    expected = s.segments.token_end(i);
  }
  EXPECT_EQ(expected, s.segments.tokens.size());
}

TEST(Sentences, TheLastOneOfACutArticleIsIncomplete) {
  const Segmented s = segment_text(
      "The talks went on for a week.\n\nNobody left the room in that time.\n\nBut at the same t\n\n"
      "Post a Comment");
  ASSERT_THAT(s.segments.sentences, SizeIs(4));
  EXPECT_TRUE(s.segments.sentences[1].complete);
  EXPECT_FALSE(s.segments.sentences[2].complete);
  EXPECT_TRUE(s.segments.sentences[3].complete);
}

}  // namespace
}  // namespace polyvocal::testing
