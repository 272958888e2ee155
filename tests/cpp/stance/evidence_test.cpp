#include "polyvocal/stance/evidence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "polyvocal/core/error.h"
#include "support/read_text.h"

namespace polyvocal {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using testing::read_text;
using testing::Reading;
using testing::Who;

const std::vector<Who> kActors = {
    {"Ann Lee", 0},
    {"Bo Diaz", 1},
    {"Free Guard", 0, ActorType::armed},
    {"River Council", 1, ActorType::government},
    {"Northland", -1, ActorType::state},
    {"Southland", -1, ActorType::state},
    {"Black Hand", -1, ActorType::armed},
};

double score(std::string_view text, std::string_view surface, int nth = 0) {
  return read_text(text, kActors).score(surface, nth);
}

// ---- labels -------------------------------------------------------------------------------------

TEST(Labels, BelongToTheMentionTheyModify) {
  const Reading r = read_text(
      "The self-proclaimed River Council met the internationally recognized Free Guard.", kActors);
  EXPECT_LT(r.score("River Council"), -0.4);
  EXPECT_GT(r.score("Free Guard"), 0.4);
}

TEST(Labels, TurnWithTheTextNotWithTheName) {
  const Reading r = read_text(
      "The internationally recognized River Council met the self-proclaimed Free Guard.", kActors);
  EXPECT_GT(r.score("River Council"), 0.4);
  EXPECT_LT(r.score("Free Guard"), -0.4);
}

TEST(Labels, ReachThroughApposition) {
  EXPECT_LT(score("Ann Lee, a warlord, came to the capital.", "Ann Lee"), -0.5);
  EXPECT_LT(score("The renegade general Ann Lee came to the capital.", "Ann Lee"), -0.4);
  EXPECT_GT(score("The River Council, recognized by the international community, met on Monday.",
                  "River Council"),
            0.4);
}

TEST(Labels, ReachTheCommander) {
  EXPECT_LT(score("Mercenaries led by Ann Lee came to the capital.", "Ann Lee"), -0.2);
}

TEST(Labels, OfOthersStayWithTheOthers) {
  EXPECT_NEAR(score("Northland hosted various militias last year.", "Northland"), 0, 1e-6);
  EXPECT_NEAR(score("Ann Lee came to the capital as terrorists and gunmen fled it.", "Ann Lee"), 0,
              1e-6);
}

TEST(Labels, OfABackerAreNotTheBackers) {
  const Reading r = read_text("Northland-backed militias entered the town.", kActors);
  EXPECT_NEAR(r.score("Northland"), 0, 0.35);
}

// ---- who does what to whom ----------------------------------------------------------------------

TEST(Frames, BlameTheAgentNotTheVictim) {
  const Reading active = read_text("The Free Guard massacred villagers of Southland.", kActors);
  EXPECT_LT(active.score("Free Guard"), -0.5);
  EXPECT_GE(active.score("Southland"), 0);
  const Reading passive =
      read_text("At least eight villagers were killed on Monday by the Free Guard.", kActors);
  EXPECT_LT(passive.score("Free Guard"), -0.5);
}

TEST(Frames, CreditTheLiberator) {
  EXPECT_GT(score("The Free Guard liberated the town.", "Free Guard"), 0.2);
}

TEST(Frames, FollowPossessorsAndNouns) {
  EXPECT_LT(score("Ann Lee's forces bombed the town.", "Ann Lee"), -0.2);
  EXPECT_LT(score("Ann Lee's massacre of villagers shocked the valley.", "Ann Lee"), -0.3);
  EXPECT_LT(score("The army of Ann Lee tortured prisoners.", "Ann Lee"), -0.3);
}

TEST(Frames, FightingTerroristsIsNoReproach) {
  EXPECT_GT(score("The Free Guard launched successful attacks against the terrorist group.",
                  "Free Guard"),
            0);
  EXPECT_GE(score("The Free Guard attacked the terrorist camp.", "Free Guard"), 0);
}

TEST(Frames, SupportIsARelationNotTheOutletsView) {
  const Reading r = read_text("Ann Lee is supported by Northland and Southland.", kActors);
  EXPECT_NEAR(r.score("Ann Lee"), 0, 1e-6);
  EXPECT_GT(r.relation("Northland", "Ann Lee"), 0.5);
  EXPECT_GT(r.relation("Southland", "Ann Lee"), 0.5);
  EXPECT_EQ(r.relation("Ann Lee", "Northland"), 0);
  EXPECT_THAT(r.cue_words("Ann Lee"), Contains("supported"));  // shown, though not counted
}

struct Stated {
  const char* text;
  const char* source;
  const char* target;
  int sign;
};
// Names the test, in place of the bytes of its pointers.
void PrintTo(const Stated& c, std::ostream* out) { *out << c.text; }

class States : public ::testing::TestWithParam<Stated> {};

TEST_P(States, TheRelation) {
  const Stated& c = GetParam();
  const double sign = read_text(c.text, kActors).relation(c.source, c.target);
  EXPECT_GT(sign * c.sign, 0) << c.text << ": " << sign;
}

INSTANTIATE_TEST_SUITE_P(
    Relations, States,
    ::testing::Values(
        Stated{"Northland backs the Free Guard.", "Northland", "Free Guard", 1},
        Stated{"Northland has rejected the River Council.", "Northland", "River Council", -1},
        Stated{"Ann Lee is one of the major supporters of Bo Diaz.", "Ann Lee", "Bo Diaz", 1},
        Stated{"Ann Lee, an ally of Bo Diaz, came on Monday.", "Ann Lee", "Bo Diaz", 1},
        Stated{"Bo Diaz came on Monday. The Diaz ally Ann Lee came too.", "Ann Lee", "Bo Diaz", 1},
        Stated{"Bo Diaz's rival Ann Lee left.", "Ann Lee", "Bo Diaz", -1},
        Stated{"The Northland-backed Free Guard entered the town.", "Northland", "Free Guard", 1},
        Stated{"The Free Guard has backing from Northland.", "Northland", "Free Guard", 1},
        Stated{"The Free Guard, with heavy Northland support, won the town.", "Northland",
               "Free Guard", 1},
        Stated{"The Free Guard clashed with the River Council.", "Free Guard", "River Council", -1},
        Stated{"Ann Lee's offensive against the River Council goes on.", "Ann Lee", "River Council",
               -1}));

TEST(Relations, KnowWhoStatesThem) {
  const Reading r = read_text("Ann Lee said that Northland supports the Free Guard.", kActors);
  ASSERT_EQ(r.evidence.relations.size(), 1U);
  EXPECT_EQ(r.evidence.relations[0].voice, Voice::reported);
  EXPECT_EQ(r.evidence.relations[0].holder, r.actor("Ann Lee"));
}

TEST(Relations, OfASpeakerCountForTheTarget) {
  const Reading r =
      read_text("\"We support the Free Guard and we always will,\" Ann Lee said.", kActors);
  EXPECT_GT(r.relation("Ann Lee", "Free Guard"), 0.5);
  EXPECT_GT(r.score("Free Guard"), 0.3);
  EXPECT_EQ(r.row_of("Free Guard").voice, Voice::quoted);
  EXPECT_EQ(r.row_of("Free Guard").holder, r.actor("Ann Lee"));
}

// ---- what turns a word round --------------------------------------------------------------------

TEST(Negation, TurnsPraiseAndBlame) {
  EXPECT_GT(score("Ann Lee is honest.", "Ann Lee"), 0.5);
  EXPECT_LT(score("Ann Lee is not honest.", "Ann Lee"), -0.2);
  EXPECT_GT(score("Ann Lee is not corrupt.", "Ann Lee"), 0.2);
  EXPECT_LT(score("Ann Lee has never been honest.", "Ann Lee"), -0.2);
}

TEST(Negation, KeepsTheWordThatTurns) {
  const Reading r = read_text("Ann Lee is not honest.", kActors);
  const EvidenceRow& row = r.row_of("Ann Lee");
  ASSERT_EQ(r.evidence.cues_of(row).size(), 1U);
  const StanceCue& cue = r.evidence.cues_of(row)[0];
  EXPECT_TRUE(cue.negated);
  EXPECT_EQ(r.text(0, cue.negator), "not");
  EXPECT_EQ(r.text(0, cue.span), "honest");
  EXPECT_GT(cue.base, 0);
  EXPECT_LT(cue.weight, 0);
}

TEST(Negation, FailingAtGoodThingsIsBad) {
  EXPECT_LT(score("The River Council has so far failed to restore order.", "River Council"), -0.4);
}

TEST(Negation, AvertingBadThingsIsNotBad) {
  EXPECT_GE(score("The River Council averted a massacre.", "River Council"), 0);
  EXPECT_GE(score("Ann Lee fights corruption.", "Ann Lee"), 0);
}

TEST(Negation, NobodyAmongManyIsMeant) {
  EXPECT_LT(score("None of the councils of Ann Lee is honest.", "Ann Lee"), 0);
}

TEST(Concession, IsNotTheClaim) {
  const double plain = score("Ann Lee is corrupt.", "Ann Lee");
  const double conceded = score("Although Ann Lee is corrupt, the talks went on.", "Ann Lee");
  EXPECT_LT(plain, conceded);
  EXPECT_LT(conceded, 0);
  const double before_but = score("Ann Lee is corrupt but the talks went on.", "Ann Lee");
  EXPECT_LT(plain, before_but);
}

TEST(Condition, Weakens) {
  EXPECT_LT(score("Ann Lee is corrupt.", "Ann Lee"),
            score("If Ann Lee is corrupt, he will go.", "Ann Lee"));
}

TEST(ScareQuotes, TurnPraise) {
  EXPECT_GT(score("Ann Lee led a heroic campaign.", "Ann Lee"), 0);
  EXPECT_LT(score("Ann Lee led a \"heroic\" campaign.", "Ann Lee"), 0);
}

// ---- attachment ---------------------------------------------------------------------------------

TEST(Attachment, PraiseOfOneIsNotPraiseOfTheOther) {
  const Reading r = read_text("The heroic Ann Lee met Bo Diaz.", kActors);
  EXPECT_GT(r.score("Ann Lee"), 0.5);
  EXPECT_NEAR(r.score("Bo Diaz"), 0, 1e-6);
}

TEST(Attachment, ReachesThroughRelativeClauses) {
  EXPECT_LT(score("Ann Lee, who is corrupt, met the press.", "Ann Lee"), -0.4);
}

TEST(Attachment, OutcomesAreShownAndNotCounted) {
  const Reading r = read_text("The Free Guard lost the town and Ann Lee won the port.", kActors);
  EXPECT_NEAR(r.score("Free Guard"), 0, 1e-6);
  EXPECT_NEAR(r.score("Ann Lee"), 0, 1e-6);
  EXPECT_THAT(r.cue_words("Free Guard"), Contains("lost"));
}

TEST(Attachment, AnothersWordsAreNotTheOutlets) {
  const Reading r = read_text("Ann Lee said that Bo Diaz is corrupt.", kActors);
  EXPECT_NEAR(r.score("Ann Lee"), 0, 1e-6);
  EXPECT_LT(r.score("Bo Diaz"), -0.4);
  EXPECT_EQ(r.row_of("Bo Diaz").voice, Voice::reported);
  EXPECT_EQ(r.row_of("Bo Diaz").holder, r.actor("Ann Lee"));
}

TEST(Attachment, PlacesAreNotJudgedByWhatHappensInThem) {
  EXPECT_NEAR(score("A brutal and corrupt clan rules in Northland.", "Northland"), 0, 0.05);
}

// ---- names never matter -------------------------------------------------------------------------

TEST(Masking, WhoIsNamedDoesNotMoveTheScore) {
  const std::string text = "The brutal Ann Lee attacked Bo Diaz, who failed to protect the town.";
  std::string swapped = text;
  swapped.replace(swapped.find("Ann Lee"), 7, "@@@@@@@");
  swapped.replace(swapped.find("Bo Diaz"), 7, "Ann Lee");
  swapped.replace(swapped.find("@@@@@@@"), 7, "Bo Diaz");
  EXPECT_EQ(score(text, "Ann Lee"), score(swapped, "Bo Diaz"));
  EXPECT_EQ(score(text, "Bo Diaz"), score(swapped, "Ann Lee"));
}

TEST(Masking, WordsInsideNamesAreNotRead) {
  const std::vector<Who> actors = {{"Terrorist Rebels", 0, ActorType::armed},
                                   {"Corrupt Front", 0, ActorType::armed}};
  const Reading r = read_text("The Terrorist Rebels met the Corrupt Front.", actors);
  EXPECT_NEAR(r.score("Terrorist Rebels"), 0, 1e-6);
  EXPECT_NEAR(r.score("Corrupt Front"), 0, 1e-6);
}

// ---- rows ---------------------------------------------------------------------------------------

TEST(Rows, NeutralMentionsCountInTheDenominator) {
  const Reading r = read_text("Ann Lee came on Monday. Ann Lee left on Friday.", kActors);
  ASSERT_EQ(r.evidence.rows.size(), 2U);
  for (const EvidenceRow& row : r.evidence.rows) {
    EXPECT_EQ(row.score, 0);
    EXPECT_THAT(r.evidence.cues_of(row), IsEmpty());
    EXPECT_GT(row.weight, 0);
  }
}

TEST(Rows, ScoresAreBoundedAndCuesExplainThem) {
  const Reading r = read_text(
      "The brutal, corrupt, cruel, evil, vicious, barbaric, despicable tyrant Ann Lee lied and "
      "lied.",
      kActors);
  const EvidenceRow& row = r.row_of("Ann Lee");
  EXPECT_GT(row.score, -1.0000001);
  EXPECT_LT(row.score, -0.9);
  EXPECT_GE(r.evidence.cues_of(row).size(), 7U);
}

TEST(Rows, ANameOnceMoreInBracketsSaysNothingNew) {
  const std::vector<Who> actors = {{"Free River Guard", 0, ActorType::armed, {"FRG"}}};
  const Reading r = read_text("The Free River Guard (FRG) massacred prisoners.", actors);
  EXPECT_GT(r.row_of("Free River Guard").weight, 0.5);
  EXPECT_EQ(r.row_of("FRG").weight, 0);
}

TEST(Language, OfTheColumnOrOfTheCommonWords) {
  const auto language = [](std::string_view tag, std::string_view text) {
    return testing::read_texts({{.id = "a", .language = tag, .text = text}}, kActors)
        .evidence.language[0];
  };
  const std::string_view german =
      "Ann Lee hat am Montag in der Hauptstadt mit den Vertretern der Opposition gesprochen und "
      "ist "
      "danach in die Stadt am Fluss gereist, um die Truppen zu besuchen.";
  const std::string_view english =
      "Ann Lee spoke with the members of the opposition in the capital on Monday and then went to "
      "the town on the river to visit the troops that had come from the north.";
  EXPECT_EQ(language("", english), Language::english);
  EXPECT_EQ(language("", german), Language::other);
  EXPECT_EQ(language("", "التقى القائد في القاهرة مع رئيس المجلس يوم الاثنين"), Language::other);
  EXPECT_EQ(language("de", english), Language::other);
  EXPECT_EQ(language("en-GB", german), Language::english);  // the user's word counts
  const Reading none =
      testing::read_texts({{.id = "a", .language = "fr", .text = english}}, kActors);
  EXPECT_THAT(none.evidence.rows, IsEmpty());
}

TEST(Rows, AreTheSameForAnyNumberOfThreads) {
  std::vector<std::string> ids;
  for (int i = 0; i < 120; ++i) ids.push_back("d" + std::to_string(i));
  const std::string text =
      "The brutal Ann Lee attacked Bo Diaz. Northland backs the Free Guard. \"We reject the River "
      "Council,\" Ann Lee said. Bo Diaz is not honest, he added.";
  std::vector<Article> articles;
  for (const std::string& id : ids) articles.push_back({.id = id, .language = "en", .text = text});
  const Reading one = testing::read_texts(articles, kActors);
  for (const int threads : {2, 7}) {
    const Reading many = testing::read_texts(
        articles, kActors, polyvocal::Run{.threads = threads, .progress = nullptr});
    ASSERT_EQ(one.evidence.rows.size(), many.evidence.rows.size());
    for (std::size_t i = 0; i < one.evidence.rows.size(); ++i) {
      EXPECT_EQ(one.evidence.rows[i].score, many.evidence.rows[i].score);
      EXPECT_EQ(one.evidence.rows[i].mention, many.evidence.rows[i].mention);
      EXPECT_EQ(one.evidence.rows[i].cue_end, many.evidence.rows[i].cue_end);
    }
    EXPECT_EQ(one.evidence.relations.size(), many.evidence.relations.size());
  }
}

TEST(Rows, StopWhenCancelled) {
  const Reading r = read_text("Ann Lee lied.", kActors);
  Progress progress;
  progress.cancel = true;
  const polyvocal::Run run{.threads = 1, .progress = &progress};
  EXPECT_THROW(find_evidence(r.corpus, r.segments, r.mentions, r.knowledge, r.voices, run),
               Cancelled);
}

TEST(MentionsAt, FindsTokensAndSentences) {
  const Reading r = read_text("Somebody lied. The brutal Ann Lee came.", {});
  const std::vector<std::uint32_t> documents = {0, 0};
  const std::vector<Span> spans = {{0, 8}, {26, 33}};
  const Mentions m = mentions_at(r.segments, documents, spans);
  ASSERT_EQ(m.rows.size(), 2U);
  EXPECT_EQ(m.rows[0].sentence, 0U);
  EXPECT_EQ(m.rows[1].sentence, 1U);
  EXPECT_EQ(m.rows[1].token_count, 2);
  EXPECT_EQ(m.doc_rows, (std::vector<MentionId>{0, 2}));
}

}  // namespace
}  // namespace polyvocal
