// One construction of reported speech a test: who speaks, and where the content begins and ends.
#include <gtest/gtest.h>

#include "polyvocal/voice/attribution.h"
#include "polyvocal/voice/share.h"
#include "support/read_text.h"

namespace polyvocal {
namespace {

using testing::read_text;
using testing::read_texts;
using testing::Reading;
using testing::Who;

const std::vector<Who> kPeople = {
    {"Ann Lee", 0}, {"Bo Diaz", 1}, {"Kim Roe"}, {"Channel Six", -1, ActorType::outlet}};

std::string content_of(const Reading& r, const char* words) {
  return std::string(r.text(0, r.attribution_of(words).content));
}
std::string source_of(const Reading& r, const char* words) {
  return std::string(r.text(0, r.attribution_of(words).source));
}
const Attribution* parent_of(const Reading& r, const Attribution& a) {
  return a.parent < 0 ? nullptr : &r.voices.rows[static_cast<std::size_t>(a.parent)];
}

struct Case {
  const char* text;
  const char* words;
  const char* source;
  const char* content;
};
// Names the test, in place of the bytes of its pointers.
void PrintTo(const Case& c, std::ostream* out) { *out << c.text; }

class ReadsTheConstruction : public ::testing::TestWithParam<Case> {};

TEST_P(ReadsTheConstruction, WithSourceAndContent) {
  const Case& c = GetParam();
  const Reading r = read_text(c.text, kPeople);
  EXPECT_EQ(source_of(r, c.words), c.source) << c.text;
  EXPECT_EQ(content_of(r, c.words), c.content) << c.text;
}

INSTANTIATE_TEST_SUITE_P(
    Contents, ReadsTheConstruction,
    ::testing::Values(
        Case{"Ann Lee criticized the council for the long delay.", "the long delay", "Ann Lee",
             "the council for the long delay."},
        Case{"Ann Lee called the vote a mistake.", "a mistake", "Ann Lee", "the vote a mistake."},
        Case{"Ann Lee called the strike that hit the camp \"a mistake,\" but left.", "a mistake",
             "Ann Lee", "the strike that hit the camp \"a mistake,\""},
        Case{"Ann Lee emailed friends, saying: \"Talks go on\" and vowing to stay.", "Talks",
             "Ann Lee", "\"Talks go on\" and vowing to stay."},
        Case{"A first test showed it was shut.", "shut", "A first test", "it was shut."},
        Case{"U.S. officials said the border was shut.", "border", "U.S. officials",
             "the border was shut."},
        Case{"Ann Lee accused Bo Diaz of lying in public, and the council left.", "lying",
             "Ann Lee", "Bo Diaz of lying in public"},
        Case{"The driver was accused of stealing the car.", "stealing", "", "stealing the car."},
        Case{"Ann Lee wants to triple the budget.", "budget", "Ann Lee", "to triple the budget."},
        Case{"Ann Lee decided after a long talk not to run.", "run", "Ann Lee", "not to run."},
        Case{"Ann Lee's decision to leave, which came late, was a surprise.", "leave", "Ann Lee",
             "to leave"},
        Case{"Polls show a close race in the valley.", "close race", "Polls",
             "a close race in the valley."},
        Case{"It’s over, and she’s claiming that the border is shut.", "border", "she",
             "that the border is shut."},
        Case{"Ann Lee responded by saying the border was shut.", "border", "Ann Lee",
             "the border was shut."},
        Case{"Closing the border would hurt trade, Ann Lee said.", "trade", "Ann Lee",
             "Closing the border would hurt trade"},
        Case{"Ann Lee (R-Ohio) said the border was shut.", "border", "Ann Lee (R-Ohio)",
             "the border was shut."}));

INSTANTIATE_TEST_SUITE_P(
    Cues, ReadsTheConstruction,
    ::testing::Values(
        // Verbs that could be nouns.
        Case{"The firm runs a plant and says it will stay.", "will stay", "The firm",
             "it will stay."},
        Case{"Mr. Lee calls for calm.", "calm", "Mr. Lee", "calm."},
        Case{"A 50-state poll finds trade is a small issue.", "trade", "A 50-state poll",
             "trade is a small issue."},
        Case{"The workers, labor advocates hope, will stay.", "will stay", "labor advocates",
             "will stay."},
        Case{"Small said the border was shut.", "border", "Small", "the border was shut."},
        Case{"Several people I have spoken with said the border was shut.", "border",
             "Several people I have spoken with", "the border was shut."},
        Case{"She has since said that it rained.", "rained", "She", "that it rained."},
        // The content is not behind the cue.
        Case{"The naming of Bo Diaz was first denounced by Ann Lee on Monday.", "naming", "Ann Lee",
             "The naming of Bo Diaz"},
        Case{"The plan, which was criticized by Ann Lee, passed.", "plan", "Ann Lee", "The plan"},
        Case{"In all, 900 adults were questioned by telephone.", "adults", "", ""},
        Case{"The two are tied, a new poll indicates, with a week to go.", "tied", "a new poll",
             "The two are tied"},
        Case{"It is a step Ann Lee said could help the north.", "the north", "Ann Lee",
             "could help the north."},
        Case{"Bo Diaz went home, which he describes as a trap.", "trap", "he", "a trap."},
        // Nouns whose owner comes behind them.
        Case{"They heard calls from Kim Roe for a truce.", "truce", "Kim Roe", "a truce."},
        Case{"A complaint by the mayor that it rained was heard.", "rained", "the mayor",
             "that it rained was heard."},
        Case{"Ann Lee's criticism of the council was loud.", "council", "Ann Lee", "the council"},
        Case{"Ann Lee's remarks on Monday were loud.", "Monday", "", ""},
        // Marks.
        Case{"The account posted: \"Shop here.\"", "Shop", "The account", "\"Shop here.\""},
        Case{"But he added, ''What I saw was right.''", "right", "he", "''What I saw was right.''"},
        Case{"Said Kim Roe, \"We are proud.\"", "proud", "Kim Roe", "\"We are proud.\""},
        Case{"As Kim Roe, a lawyer, put it, the port is shut.", "port", "Kim Roe, a lawyer",
             "the port is shut."},
        Case{"Ann Lee said it would rain - and Kim Roe noted that it snowed.", "rain", "Ann Lee",
             "it would rain"}));

INSTANTIATE_TEST_SUITE_P(
    WholeSources, ReadsTheConstruction,
    ::testing::Values(
        Case{"The governor's chief of staff, Joe Poe, told reporters it rained.", "rained",
             "The governor's chief of staff, Joe Poe", "it rained."},
        Case{"Another delegate on the slate, Jim Poe, said it rained.", "rained",
             "Another delegate on the slate, Jim Poe", "it rained."},
        Case{"In the town, Mary Poe, the mayor, said it rained.", "rained", "Mary Poe, the mayor",
             "it rained."},
        Case{"Politicians and even some lawyers say that it rained.", "rained",
             "Politicians and even some lawyers", "that it rained."},
        Case{"All three candidates said it rained.", "rained", "All three candidates",
             "it rained."},
        Case{"Senator Joe Poe (R-Ohio) said it rained.", "rained", "Senator Joe Poe (R-Ohio)",
             "it rained."},
        Case{"\"We go home,\" said Speaker Joe Poe in a statement.", "home", "Speaker Joe Poe",
             "\"We go home,\""},
        Case{"\"We go home,\" said Joe Poe, head of the Foundation in the Netherlands.", "home",
             "Joe Poe, head of the Foundation in the Netherlands", "\"We go home,\""},
        Case{"On Monday, he'll say that it rained.", "rained", "he", "that it rained."},
        Case{"A USA TODAY poll found that it rained.", "rained", "A USA TODAY poll",
             "that it rained."}));

TEST(Attributions, TellNothingThatNobodySaid) {
  for (const char* text : {"But I’ll say this: the border is shut.",
                           "The data are old, so it’s impossible to say who left first.",
                           "It is fair to call the vote a mistake."}) {
    EXPECT_TRUE(read_text(text, kPeople).voices.rows.empty()) << text;
  }
  const Reading r = read_text("\"It is shut,\" Ann Lee said, somewhat angry.", kPeople);
  EXPECT_EQ(r.voices.rows.size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(
    Sources, ReadsTheConstruction,
    ::testing::Values(
        Case{"The border is shut, said Tom Hill, a lawyer who worked for the council.", "border",
             "Tom Hill, a lawyer who worked for the council", "The border is shut"},
        Case{"The town released a statement on Monday saying the border was shut.", "border",
             "The town", "the border was shut."},
        Case{"Ann Lee sent a letter to the council urging it to shut the border.", "border",
             "Ann Lee", "it to shut the border."},
        Case{"Ann Lee cited a letter saying the border was shut.", "border", "a letter",
             "the border was shut."},
        Case{"Ann Lee spent Monday explaining that the border was shut.", "border", "Ann Lee",
             "that the border was shut."},
        Case{"Tom Hill said in an interview taped before the vote that the border was shut.",
             "border", "Tom Hill", "that the border was shut."},
        Case{"The border is shut, said a source close to the council.", "border",
             "a source close to the council", "The border is shut"},
        Case{"An official familiar with the plan said the border was shut.", "border",
             "An official familiar with the plan", "the border was shut."},
        Case{"The road was cut in May, records show, and local drivers say it is unsafe.", "unsafe",
             "local drivers", "it is unsafe."},
        Case{"Those surveyed say harsher laws would help.", "laws", "Those surveyed",
             "harsher laws would help."},
        Case{"“She’s the best,” House Energy and Trade Committee Chairman Tom Hill said.", "best",
             "House Energy and Trade Committee Chairman Tom Hill", "“She’s the best,”"},
        Case{"“The road is long and the border shut,” Will said.", "border", "Will",
             "“The road is long and the border shut,”"},
        Case{"People briefed on the plan said the border was shut.", "border",
             "People briefed on the plan", "the border was shut."},
        Case{"The border is shut, according to a poll released Monday.", "border",
             "a poll released Monday", "The border is shut"},
        Case{"Tom Hill, 59, of Lake Town, said the border was shut.", "border",
             "Tom Hill, 59, of Lake Town", "the border was shut."},
        Case{"Tom Hill, speaking in the valley, said the border was shut.", "border", "Tom Hill",
             "the border was shut."},
        Case{"Tom Hill, who said the border was shut, left.", "border", "Tom Hill",
             "the border was shut"},
        Case{"All the experts I met said the border was shut.", "border", "All the experts I met",
             "the border was shut."},
        Case{"A union representing nurses said the border was shut.", "border",
             "A union representing nurses", "the border was shut."},
        Case{"Officials at the Lake Office, a branch of the council, said the border was shut.",
             "border", "Officials at the Lake Office, a branch of the council",
             "the border was shut."},
        Case{"Federal and state officials said the border was shut.", "border",
             "Federal and state officials", "the border was shut."},
        Case{"One local source in the room said the border was shut.", "border",
             "One local source in the room", "the border was shut."},
        Case{"Voting rights advocates said the border was shut.", "border",
             "Voting rights advocates", "the border was shut."},
        Case{"Several cast members said the border was shut.", "border", "Several cast members",
             "the border was shut."},
        Case{"One of the family's attorneys, Tom Hill, said the border was shut.", "border",
             "One of the family's attorneys, Tom Hill", "the border was shut."},
        Case{"Three unions, including the Lake Office, said the border was shut.", "border",
             "Three unions, including the Lake Office", "the border was shut."},
        Case{"The members, many of whom say the border is shut, left.", "border", "many of whom",
             "the border is shut"},
        Case{"No one said the border was shut.", "border", "No one", "the border was shut."},
        Case{"Ann Lee (R-Ohio), Bo Diaz (D-Iowa) and Kim Roe (I-Maine) said the border was shut.",
             "border", "Ann Lee (R-Ohio), Bo Diaz (D-Iowa) and Kim Roe (I-Maine)",
             "the border was shut."},
        Case{"Tom Hill, at Monday's meeting, said the border was shut.", "border", "Tom Hill",
             "the border was shut."},
        Case{"Tom Hill in a long interview said the border was shut.", "border", "Tom Hill",
             "the border was shut."},
        Case{"The Commission on Public Debates said the border was shut.", "border",
             "The Commission on Public Debates", "the border was shut."},
        Case{"A group of members from the valley met to discuss the border.", "the border",
             "A group of members from the valley", "the border."},
        Case{"As Ann Lee put it in a statement, the border is shut.", "border", "Ann Lee",
             "the border is shut."},
        Case{"A news report released on Friday said the border was shut.", "border",
             "A news report released on Friday", "the border was shut."},
        Case{"Ann Lee Sunday night said the border was shut.", "border", "Ann Lee",
             "the border was shut."},
        Case{"About four out of 10 voters said the border was shut.", "border",
             "About four out of 10 voters", "the border was shut."},
        Case{"More than six in 10 said the border was shut.", "border", "More than six in 10",
             "the border was shut."},
        Case{"Nearly a third say they want the border shut.", "the border", "they",
             "the border shut."},
        Case{"Tom Hill, facing a long trial in the valley, said the border was shut.", "border",
             "Tom Hill", "the border was shut."},
        Case{"Tom Hill, a lawyer who advised the council, said the border was shut.", "border",
             "Tom Hill, a lawyer who advised the council", "the border was shut."},
        Case{"She sent the letters, which she said were private.", "private", "she",
             "were private."}));

INSTANTIATE_TEST_SUITE_P(
    Subjects, ReadsTheConstruction,
    ::testing::Values(
        Case{"The army left the city and said the border was shut.", "border", "The army",
             "the border was shut."},
        Case{"They went to the streets and called for an open border.", "border", "They",
             "an open border."},
        Case{"Tom Hill, opening the museum in the valley on Monday, said the border was shut.",
             "border", "Tom Hill", "the border was shut."},
        Case{
            "Tom Hill, who took over after the director quit because of the delay, said the border "
            "was shut.",
            "border", "Tom Hill, who took over after the director quit because of the delay",
            "the border was shut."},
        Case{"\"The border is shut,\" Tom Hill, the chairman of the council, one of the parties "
             "suing the state, said.",
             "border", "Tom Hill, the chairman of the council, one of the parties suing the state",
             "\"The border is shut,\""},
        Case{"\"The border is shut,\" Tom Hill, the chairman, told Channel Six.", "border",
             "Tom Hill, the chairman", "\"The border is shut,\""},
        Case{"\"The border is shut,\" retired general Tom Hill said.", "border",
             "retired general Tom Hill", "\"The border is shut,\""},
        Case{"A spokesman for the United Mine Workers said the border was shut.", "border",
             "A spokesman for the United Mine Workers", "the border was shut."},
        Case{"Six in 10 say the border is shut.", "border", "Six in 10", "the border is shut."},
        Case{"Some believe the border is shut.", "border", "Some", "the border is shut."},
        Case{"The border is shut, The Lake Daily reports.", "border", "The Lake Daily",
             "The border is shut"}));

INSTANTIATE_TEST_SUITE_P(
    Complements, ReadsTheConstruction,
    ::testing::Values(
        Case{"Ann Lee said closing it would hurt trade.", "trade", "Ann Lee",
             "closing it would hurt trade."},
        Case{"Ann Lee said during a visit to Lake Town, Ohio, that the border was shut.", "border",
             "Ann Lee", "that the border was shut."},
        Case{"Ann Lee said, among other things, that Bo Diaz has left.", "has left", "Ann Lee",
             "that Bo Diaz has left."},
        Case{"Ann Lee told The Star of Lake Town last week she would leave.", "leave", "Ann Lee",
             "she would leave."},
        Case{"Ann Lee called the charges unfounded.", "unfounded", "Ann Lee",
             "the charges unfounded."},
        Case{"Ann Lee has called climate change a hoax.", "hoax", "Ann Lee",
             "climate change a hoax."},
        Case{"Ann Lee said his \"open border\" had failed.", "failed", "Ann Lee",
             "his \"open border\" had failed."},
        Case{"\"The border is shut,\" Ann Lee continued.", "border", "Ann Lee",
             "\"The border is shut,\""},
        Case{"Kim Roe asked Ann Lee if the border was shut.", "border", "Kim Roe",
             "if the border was shut."},
        Case{"While it rained in the valley, the border stayed shut, Ann Lee said.", "stayed",
             "Ann Lee", "While it rained in the valley, the border stayed shut"},
        Case{"As Ann Lee revealed, most of the roads were shut.", "roads", "Ann Lee",
             "most of the roads were shut."},
        Case{"Ann Lee made it clear that the border was shut.", "border", "Ann Lee",
             "that the border was shut."},
        Case{"Ann Lee criticized the council, which shut the border, and left.", "border",
             "Ann Lee", "the council, which shut the border"},
        Case{"Those who crossed the border were safe, Ann Lee said.", "safe", "Ann Lee",
             "Those who crossed the border were safe"},
        Case{"Ann Lee said it was ready, and its chairman, Tom Hill, added that it would win.",
             "ready", "Ann Lee", "it was ready"}));

// A straight mark says by its place which side it closes, also where the sentence began inside.
TEST(Construction, QuotationOfSeveralSentences) {
  const Reading r = read_text("\"Is it shut? Probably not,\" Ann Lee said.", kPeople);
  EXPECT_EQ(source_of(r, "Probably"), "Ann Lee");
  EXPECT_EQ(content_of(r, "Probably"), "\"Is it shut? Probably not,\"");
}

TEST(Construction, CueInsideItsContent) {
  const Reading r =
      read_text("The museum, Ann Lee said on Monday, would open to Bo Diaz.", kPeople);
  EXPECT_EQ(content_of(r, "museum"), "The museum");
  EXPECT_EQ(content_of(r, "would open"), "would open to Bo Diaz.");
  EXPECT_EQ(r.voice_of("Bo Diaz").speaker, r.actor("Ann Lee"));
  EXPECT_EQ(r.voice_of("Ann Lee").voice, Voice::outlet);
}

// "It" is a body that speaks: the one whose words these are, else the last one; never a person.
TEST(Construction, ItStandsForABody) {
  const Reading own = read_text("Channel Six said it wants to talk to Bo Diaz.", kPeople);
  EXPECT_EQ(own.attribution_of("to talk").source_actor, own.actor("Channel Six"));
  const Reading last =
      read_text("Channel Six said the border was shut. It added that Bo Diaz had left.", kPeople);
  EXPECT_EQ(last.attribution_of("Bo Diaz").source_actor, last.actor("Channel Six"));
  const Reading person = read_text("Ann Lee said it wants to talk to Bo Diaz.", kPeople);
  EXPECT_EQ(person.attribution_of("to talk").source_actor, -1);
}

TEST(Construction, SubordinateClauseWithAnAside) {
  const Reading r = read_text(
      "The talks came after both sides, under heavy pressure, agreed to meet Bo Diaz.", kPeople);
  EXPECT_EQ(source_of(r, "to meet"), "both sides");
}

TEST(Construction, ASecondStatementEndsTheFirst) {
  const Reading r = read_text(
      "Ann Lee said the port was shut, but she acknowledged that the road was open.", kPeople);
  EXPECT_EQ(content_of(r, "port"), "the port was shut");
  EXPECT_EQ(source_of(r, "road"), "she");
  EXPECT_EQ(r.attribution_of("road").source_actor, r.actor("Ann Lee"));
  EXPECT_EQ(r.attribution_of("road").parent, kNoAttribution);
}

TEST(Construction, WhatTheSpeakerThinksIsStillSaid) {
  const Reading r =
      read_text("Ann Lee said the port was shut, but she hoped that it would open.", kPeople);
  EXPECT_EQ(content_of(r, "port"), "the port was shut, but she hoped that it would open.");
}

TEST(Construction, ChainOfTwo) {
  const Reading r = read_text("Ann Lee said that Kim Roe claimed Bo Diaz had left.", kPeople);
  const Attribution inner = r.attribution_of("had left");
  EXPECT_EQ(inner.source_actor, r.actor("Kim Roe"));
  EXPECT_EQ(inner.cue_class, CueClass::distancing);
  ASSERT_NE(parent_of(r, inner), nullptr);
  EXPECT_EQ(parent_of(r, inner)->source_actor, r.actor("Ann Lee"));
}

TEST(Construction, ChainOfThree) {
  const Reading r = read_text(
      "Channel Six said that Ann Lee told reporters that Kim Roe believed that Bo Diaz had left.",
      kPeople);
  const Attribution inner = r.attribution_of("had left");
  EXPECT_EQ(inner.source_actor, r.actor("Kim Roe"));
  ASSERT_NE(parent_of(r, inner), nullptr);
  const Attribution& middle = *parent_of(r, inner);
  EXPECT_EQ(middle.source_actor, r.actor("Ann Lee"));
  ASSERT_NE(parent_of(r, middle), nullptr);
  EXPECT_EQ(parent_of(r, middle)->source_actor, r.actor("Channel Six"));
}

TEST(Construction, ChainWhoseOuterSourceComesLast) {
  const Reading r = read_text("Bo Diaz promised to leave the valley, said Ann Lee.", kPeople);
  const Attribution inner = r.attribution_of("to leave the valley");
  EXPECT_EQ(inner.source_actor, r.actor("Bo Diaz"));
  EXPECT_EQ(r.text(0, inner.content), "to leave the valley");
  ASSERT_NE(parent_of(r, inner), nullptr);
  EXPECT_EQ(parent_of(r, inner)->source_actor, r.actor("Ann Lee"));
}

TEST(Construction, QuotationOverParagraphs) {
  const Reading r = read_text(
      "\"We met in the capital last week,\" Ann Lee said. \"It was a long day.\n\n"
      "\"Then Bo Diaz came in and closed the door.\"",
      kPeople);
  EXPECT_EQ(r.voice_of("Bo Diaz").voice, Voice::quoted);
  EXPECT_EQ(r.voice_of("Bo Diaz").speaker, r.actor("Ann Lee"));
}

TEST(Construction, ColonBeforeAnUnmarkedParagraph) {
  const Reading r = read_text(
      "Ann Lee wrote:\n\nThe border has been shut since June and Bo Diaz knows it.\n\n"
      "The council met on Monday.",
      kPeople);
  EXPECT_EQ(r.voice_of("Bo Diaz").speaker, r.actor("Ann Lee"));
  EXPECT_EQ(content_of(r, "border"), "The border has been shut since June and Bo Diaz knows it.");
}

TEST(Construction, Transcript) {
  const Reading r = read_text(
      "The talk follows.\n\nLEE: Well, the border is shut. Bo Diaz knows it.\n\nROE: No.", kPeople);
  const Attribution speech = r.attribution_of("the border is shut");
  EXPECT_EQ(r.text(0, speech.source), "LEE");
  EXPECT_EQ(speech.directness, Directness::direct);
  EXPECT_EQ(r.voice_of("Bo Diaz").voice, Voice::quoted);
}

TEST(Construction, TranscriptInQuotationMarksHasOneRowASpeech) {
  const Reading r = read_text(
      "The talk follows.\n\n\"LEE: Well, the border is shut.\n\n\"(LAUGHTER.)\n\n\"ROE: No, it is "
      "not so.\"",
      kPeople);
  const Attribution speech = r.attribution_of("the border is shut");
  EXPECT_EQ(r.text(0, speech.source), "LEE");
  EXPECT_EQ(parent_of(r, speech), nullptr);
  EXPECT_EQ(source_of(r, "it is not so"), "ROE");
  for (const Attribution& row : r.voices.rows) EXPECT_LT(row.content.begin, row.content.end);
}

TEST(Construction, HeadlineOfASpeakerThatNobodyLists) {
  const Reading r = read_texts({{.id = "a",
                                 .title = "Joe Poe: “We Will Not Leave The Port”",
                                 .language = "en",
                                 .text = "Joe Poe: “We Will Not Leave The Port”\n\nThe port was "
                                         "shut on Monday by a storm."}},
                               kPeople);
  EXPECT_EQ(source_of(r, "Not Leave"), "Joe Poe");
}

TEST(Construction, PronounTakesTheLastSpeaker) {
  const Reading r =
      read_text("Ann Lee said the border was shut. She added that Bo Diaz had left.", kPeople);
  const Attribution next = r.attribution_of("had left");
  EXPECT_EQ(next.source_actor, r.actor("Ann Lee"));
  EXPECT_TRUE(next.carried);
}

TEST(Construction, AnonymousSourceStaysASource) {
  const Reading r = read_text(
      "Two security officials said Bo Diaz had left. Tom Hill, a clerk, said he was ill.", kPeople);
  const MentionVoice voice = r.voice_of("Bo Diaz");
  EXPECT_EQ(voice.voice, Voice::reported);
  EXPECT_EQ(voice.speaker, -1);
  EXPECT_EQ(source_of(r, "had left"), "Two security officials");
  EXPECT_FALSE(r.attribution_of("had left").named);
  EXPECT_TRUE(r.attribution_of("was ill").named);
}

TEST(Construction, SilenceAndDemonstrativesAreNoSources) {
  for (const char* text :
       {"Ann Lee has not said whether Bo Diaz would come.", "This would encourage Bo Diaz to come.",
        "It is worth noting that Bo Diaz came."}) {
    const Reading r = read_text(text, kPeople);
    EXPECT_EQ(r.voice_of("Bo Diaz").speaker, -1) << text;
    EXPECT_NE(r.voice_of("Bo Diaz").voice, Voice::quoted) << text;
  }
}

TEST(Construction, TellsPhrasesFromStatements) {
  EXPECT_TRUE(read_text("Ann Lee criticized Bo Diaz for the delay.", kPeople)
                  .attribution_of("delay")
                  .phrase);
  EXPECT_TRUE(read_text("Ann Lee wants to leave.", kPeople).attribution_of("leave").phrase);
  EXPECT_FALSE(
      read_text("Ann Lee said Bo Diaz would leave.", kPeople).attribution_of("leave").phrase);
}

TEST(VoiceTokens, CountEveryWordOnce) {
  const Reading r = read_text(
      "Ann Lee said the port was \"wide open\" now. Kim Roe said Bo Diaz claimed it was shut. It "
      "rained.",
      kPeople);
  const polyvocal::Run run{.threads = 1, .progress = nullptr};
  const Region body[] = {Region::body, Region::headline, Region::summary};
  const VoiceTokens t = count_voice_tokens(r.segments, r.voices, body, run);
  std::uint32_t total = t.by_outlet[0];
  for (std::size_t i = 0; i < t.by_row.size(); ++i) {
    EXPECT_LE(t.quoted[i], t.by_row[i]);
    total += t.by_row[i];
  }
  EXPECT_EQ(total, r.segments.tokens.size());
  EXPECT_EQ(t.by_outlet[0], 8U);  // Ann Lee said; Kim Roe said; It rained
}

TEST(VoiceTokens, SameForAnyNumberOfThreads) {
  std::vector<std::string> ids;
  for (int i = 0; i < 200; ++i) ids.push_back("d" + std::to_string(i));
  std::vector<Article> articles;
  for (const std::string& id : ids) {
    articles.push_back(
        {.id = id, .language = "en", .text = "Ann Lee said Bo Diaz left. \"We stay,\" he added."});
  }
  const Reading r = testing::read_texts(articles, kPeople);
  const Region body[] = {Region::body, Region::headline};
  const VoiceTokens one = count_voice_tokens(r.segments, r.voices, body,
                                             polyvocal::Run{.threads = 1, .progress = nullptr});
  const VoiceTokens many = count_voice_tokens(r.segments, r.voices, body,
                                              polyvocal::Run{.threads = 5, .progress = nullptr});
  EXPECT_EQ(one.by_row, many.by_row);
  EXPECT_EQ(one.quoted, many.quoted);
  EXPECT_EQ(one.by_outlet, many.by_outlet);
}

}  // namespace
}  // namespace polyvocal
