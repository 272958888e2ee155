#include "polyvocal/voice/attribution.h"

#include <gtest/gtest.h>

#include "polyvocal/core/error.h"
#include "support/read_text.h"

namespace polyvocal {
namespace {

using testing::read_text;
using testing::Reading;
using testing::Who;

const std::vector<Who> kPeople = {
    {"Ann Lee", 0},
    {"Bo Diaz", 1},
    {"Kim Roe"},
    {"Northland", -1, ActorType::state},
    {"Free Guard", 0, ActorType::armed},
    {"Channel Six", -1, ActorType::outlet},
};

struct Case {
  const char* text;
  const char* words;   // inside the content
  const char* source;  // words of the source
  const char* actor;   // "" when the source is no actor
};
// Names the test, in place of the bytes of its pointers.
void PrintTo(const Case& c, std::ostream* out) { *out << c.text; }

class FindsTheSource : public ::testing::TestWithParam<Case> {};

TEST_P(FindsTheSource, OfTheContent) {
  const Case& c = GetParam();
  const Reading r = read_text(c.text, kPeople);
  const Attribution a = r.attribution_of(c.words);
  EXPECT_EQ(r.text(0, a.source), c.source) << c.text;
  EXPECT_EQ(a.source_actor, *c.actor == '\0' ? -1 : r.actor(c.actor)) << c.text;
}

INSTANTIATE_TEST_SUITE_P(
    Patterns, FindsTheSource,
    ::testing::Values(
        Case{"Ann Lee said the border was closed.", "border", "Ann Lee", "Ann Lee"},
        Case{"Ann Lee said on Monday that the border was closed.", "border", "Ann Lee", "Ann Lee"},
        Case{"The border was closed, Ann Lee said.", "border", "Ann Lee", "Ann Lee"},
        Case{"The border was closed, said Ann Lee.", "border", "Ann Lee", "Ann Lee"},
        Case{"According to Ann Lee, the border was closed.", "border", "Ann Lee", "Ann Lee"},
        Case{"The border was closed, according to Ann Lee.", "border", "Ann Lee", "Ann Lee"},
        Case{"Ann Lee told Bo Diaz that the border was closed.", "border", "Ann Lee", "Ann Lee"},
        Case{"\"The border is closed,\" Ann Lee said.", "border", "Ann Lee", "Ann Lee"},
        Case{"\"The border is closed,\" said the gate keeper.", "border", "the gate keeper", ""},
        Case{"Ann Lee tweeted: \"The border is closed for good.\"", "border", "Ann Lee", "Ann Lee"},
        Case{"Ann Lee, who is visiting Northland this week, said that the border was closed.",
             "border", "Ann Lee, who is visiting Northland this week", "Ann Lee"},
        Case{"Ann Lee, a fellow of the Lake Institute, said the border was closed.", "border",
             "Ann Lee, a fellow of the Lake Institute", "Ann Lee"},
        Case{"On Thursday, Ann Lee announced the launch of a new port.", "new port", "Ann Lee",
             "Ann Lee"},
        Case{"Some sources said the border was closed.", "border", "Some sources", ""},
        Case{"Two valley residents said at least eight houses were burnt.", "eight houses",
             "Two valley residents", ""},
        Case{"Northland's media unit said, however, that the border was closed.", "border",
             "Northland's media unit", "Northland"},
        Case{"Northland's Foreign Minister Ann Lee said the border was closed.", "border",
             "Northland's Foreign Minister Ann Lee", "Ann Lee"},
        Case{"Ann Lee asked Bo Diaz to open the border.", "open the border", "Ann Lee", "Ann Lee"},
        Case{"Ann Lee vowed to open the border.", "open the border", "Ann Lee", "Ann Lee"},
        Case{"Ann Lee's claim that the border was closed is old.", "border", "Ann Lee",
             "Ann Lee"}));

TEST(Attribute, KeepsTheWordsOfTheOutletApart) {
  const Reading r =
      read_text("Bo Diaz opened the port. Ann Lee said Bo Diaz had closed it.", kPeople);
  EXPECT_EQ(r.voice_of("Bo Diaz", 0).voice, Voice::outlet);
  EXPECT_EQ(r.voice_of("Ann Lee").voice, Voice::outlet);  // the source itself
  EXPECT_EQ(r.voice_of("Bo Diaz", 1).voice, Voice::reported);
  EXPECT_EQ(r.voice_of("Bo Diaz", 1).speaker, r.actor("Ann Lee"));
}

TEST(Attribute, CarriesTheSpeakerToTheNextQuotation) {
  const Reading r = read_text(
      "\"We met in the capital,\" Ann Lee said. \"Bo Diaz refused to come to the meeting.\"\n\n"
      "\"And Bo Diaz will refuse again next year.\"",
      kPeople);
  for (const int nth : {0, 1}) {
    EXPECT_EQ(r.voice_of("Bo Diaz", nth).voice, Voice::quoted);
    EXPECT_EQ(r.voice_of("Bo Diaz", nth).speaker, r.actor("Ann Lee"));
  }
  const Attribution next = r.attribution_of("will refuse again");
  EXPECT_TRUE(next.carried);
  ASSERT_GE(next.antecedent, 0);
  EXPECT_EQ(r.text(0, r.voices.rows[static_cast<std::size_t>(next.antecedent)].source), "Ann Lee");
}

TEST(Attribute, ResolvesPronounsAndDescriptionsToTheLastSpeaker) {
  const Reading r = read_text(
      "Northland's Foreign Minister Ann Lee said the border was closed.\n\n"
      "\"The port is open to all of us,\" she said.\n\n"
      "\"Nobody has asked us to close the port,\" Northland's top diplomat added.",
      kPeople);
  EXPECT_EQ(r.attribution_of("port is open").source_actor, r.actor("Ann Lee"));
  EXPECT_TRUE(r.attribution_of("port is open").carried);
  EXPECT_EQ(r.attribution_of("Nobody has asked").source_actor, r.actor("Ann Lee"));
}

TEST(Attribute, NestsChains) {
  const Reading r =
      read_text("Channel Six said that Ann Lee notified Kim Roe that Bo Diaz had left.", kPeople);
  const MentionVoice voice = r.voice_of("Bo Diaz");
  EXPECT_EQ(voice.speaker, r.actor("Ann Lee"));
  const Attribution& inner = r.voices.rows[static_cast<std::size_t>(voice.attribution)];
  ASSERT_GE(inner.parent, 0);
  EXPECT_EQ(r.voices.rows[static_cast<std::size_t>(inner.parent)].source_actor,
            r.actor("Channel Six"));
  EXPECT_EQ(r.voice_of("Kim Roe").speaker, r.actor("Channel Six"));
}

TEST(Attribute, GivesAQuotedSourceItsOwnWords) {
  const Reading r =
      read_text("Ann Lee quoted Northland as saying that Bo Diaz should resign.", kPeople);
  EXPECT_EQ(r.voice_of("Bo Diaz").speaker, r.actor("Northland"));
  EXPECT_EQ(r.voice_of("Northland").speaker, r.actor("Ann Lee"));
}

TEST(Attribute, TakesFragmentsAsMixed) {
  const Reading r = read_text(
      "Ann Lee said Bo Diaz had shown \"a reckless contempt for the Free Guard\" all year.",
      kPeople);
  const Attribution a = r.attribution_of("all year");
  EXPECT_EQ(a.directness, Directness::mixed);
  EXPECT_EQ(r.voice_of("Bo Diaz").voice, Voice::reported);
  EXPECT_EQ(r.voice_of("Free Guard").voice, Voice::quoted);
}

TEST(Attribute, LeavesScareQuotesToTheOutlet) {
  const Reading r = read_text("The \"Free Guard\" marched through the town of Bo Diaz.", kPeople);
  EXPECT_TRUE(r.voices.rows.empty());
  EXPECT_EQ(r.voice_of("Free Guard").voice, Voice::outlet);
}

TEST(Attribute, HearsNoStatementInSilence) {
  for (const char* text :
       {"There was no immediate comment from the Free Guard.", "Ann Lee declined to comment.",
        "Ann Lee did not say whether Bo Diaz would come.", "Ann Lee refused to say more."}) {
    EXPECT_TRUE(read_text(text, kPeople).voices.rows.empty()) << text;
  }
}

TEST(Attribute, ReadsTheSourceAfterTheDashOfAHeadline) {
  const Reading r = read_text(
      "Talks with Bo Diaz will go on next week — Lee\n\nAnn Lee spoke in the capital on Monday "
      "about "
      "the talks that began in March and have not ended since.\n\nMore talks are planned.",
      kPeople);
  EXPECT_EQ(r.voice_of("Bo Diaz").speaker, r.actor("Ann Lee"));
}

TEST(Attribute, GivesASlateItsQuotation) {
  const Reading r = read_text(
      "The talks began on Monday.\nANN LEE MEMBER OF THE COUNCIL \"The council believes that Bo "
      "Diaz "
      "must return to the table. There is no other way for the country.\"\nThe talks go on.",
      kPeople);
  EXPECT_EQ(r.attribution_of("no other way").source_actor, r.actor("Ann Lee"));
  EXPECT_FALSE(r.attribution_of("no other way").own_voice);
}

TEST(Attribute, TakesAReportersStandUpAsTheOutletsVoice) {
  const Reading r = read_text(
      "Channel Six's Kim Roe has more from the capital.\nThe talks began on Monday.\n"
      "KIM ROE CAPITAL CITY \"Council members here have agreed to hold a bigger meeting. Bo Diaz "
      "is "
      "still expected to boycott it. Kim Roe, Channel Six, Capital City.\"",
      kPeople);
  EXPECT_TRUE(r.attribution_of("hold a bigger meeting").own_voice ||
              r.attribution_of("still expected").own_voice);
  EXPECT_EQ(r.voice_of("Bo Diaz").voice, Voice::outlet);
  EXPECT_EQ(r.voice_of("Bo Diaz").speaker, -1);
}

TEST(Attribute, ReadsADanglingReport) {
  const Reading r = read_text(
      "Reporting from the front, Kim Roe, 140km west of the town, \"I spoke to soldiers and they "
      "told "
      "me that Bo Diaz had left the valley.\"",
      kPeople);
  EXPECT_EQ(r.voice_of("Kim Roe").voice, Voice::outlet);
  EXPECT_NE(r.voice_of("Bo Diaz").voice, Voice::outlet);
}

TEST(Attribute, EndsAnUnclosedQuotationWithItsParagraph) {
  const Reading r = read_text(
      "Ann Lee reported from the capital: \"Northland has not yet announced the meeting.\n\n"
      "Bo Diaz opened the port on Monday. The port had been closed since June.",
      kPeople);
  EXPECT_EQ(r.voice_of("Northland").speaker, r.actor("Ann Lee"));
  EXPECT_EQ(r.voice_of("Bo Diaz").voice, Voice::outlet);
}

TEST(Attribute, SeparatesSpeakersOfOneSentence) {
  const Reading r = read_text(
      "Ann Lee said the port was open, while Bo Diaz said the border was closed.", kPeople);
  EXPECT_EQ(r.attribution_of("port was open").source_actor, r.actor("Ann Lee"));
  EXPECT_EQ(r.attribution_of("border was closed").source_actor, r.actor("Bo Diaz"));
}

TEST(Attribute, TellsTheReportersAttitudeFromTheCue) {
  const auto cue_class = [](const char* text) {
    return read_text(text, kPeople).attribution_of("port").cue_class;
  };
  EXPECT_EQ(cue_class("Ann Lee said that the port was open."), CueClass::neutral);
  EXPECT_EQ(cue_class("Ann Lee noted that the port was open."), CueClass::endorsing);
  EXPECT_EQ(cue_class("Ann Lee claimed that the port was open."), CueClass::distancing);
}

TEST(Attribute, SpansLieInTheirDocumentsAndRowsAreOrdered) {
  const Reading r = testing::read_texts(
      {{.id = "a",
        .language = "en",
        .text = "Ann Lee said Bo Diaz left. \"He is gone for good,\" she said."},
       {.id = "b", .language = "en", .text = "Nothing was said here."},
       {.id = "c", .language = "en", .text = "“Kim Roe stayed at home,” said Ann Lee."}},
      kPeople);
  ASSERT_EQ(r.voices.doc_rows.size(), 4U);
  std::uint32_t before = 0;
  for (std::uint32_t d = 0; d < 3; ++d) {
    for (std::uint32_t i = r.voices.doc_rows[d]; i < r.voices.doc_rows[d + 1]; ++i) {
      const Attribution& a = r.voices.rows[i];
      EXPECT_EQ(a.document, d);
      EXPECT_LE(a.content.end, r.corpus.text(d).size());
      EXPECT_LT(a.content.begin, a.content.end);
      if (i > r.voices.doc_rows[d]) {
        EXPECT_LE(before, a.content.begin);
      }
      before = a.content.begin;
    }
  }
  EXPECT_EQ(r.voices.of_mention.size(), r.mentions.rows.size());
}

TEST(Attribute, SameRowsForAnyNumberOfThreads) {
  std::vector<std::string> texts;
  for (int i = 0; i < 150; ++i) {
    texts.push_back("Ann Lee said Bo Diaz left in " + std::to_string(1900 + i) +
                    ". \"Kim Roe stayed behind with us,\" he added.");
  }
  std::vector<Article> articles;
  std::vector<std::string> ids;
  for (int i = 0; i < 150; ++i) ids.push_back("d" + std::to_string(i));
  for (std::size_t i = 0; i < texts.size(); ++i) {
    articles.push_back({.id = ids[i], .language = "en", .text = texts[i]});
  }
  const Reading one =
      testing::read_texts(articles, kPeople, polyvocal::Run{.threads = 1, .progress = nullptr});
  for (const int threads : {2, 7}) {
    const Reading many = testing::read_texts(
        articles, kPeople, polyvocal::Run{.threads = threads, .progress = nullptr});
    ASSERT_EQ(one.voices.rows.size(), many.voices.rows.size());
    for (std::size_t i = 0; i < one.voices.rows.size(); ++i) {
      EXPECT_EQ(one.voices.rows[i].content, many.voices.rows[i].content);
      EXPECT_EQ(one.voices.rows[i].source, many.voices.rows[i].source);
      EXPECT_EQ(one.voices.rows[i].source_actor, many.voices.rows[i].source_actor);
      EXPECT_EQ(one.voices.rows[i].parent, many.voices.rows[i].parent);
    }
  }
}

TEST(Attribute, StopsWhenCancelled) {
  const Reading r = read_text("Ann Lee said Bo Diaz left.", kPeople);
  Progress progress;
  progress.cancel = true;
  const polyvocal::Run run{.threads = 1, .progress = &progress};
  EXPECT_THROW(attribute(r.corpus, r.segments, r.mentions, r.knowledge, run), Cancelled);
}

TEST(VoiceAt, IsTheInnermostContent) {
  const Reading r = read_text("Ann Lee said that Bo Diaz said that the port was open.", kPeople);
  EXPECT_EQ(r.attribution_of("port was open").source_actor, r.actor("Bo Diaz"));
  EXPECT_EQ(r.attribution_of("Bo Diaz said").source_actor, r.actor("Ann Lee"));
  EXPECT_EQ(voice_at(r.voices, 0, {0, 3}).voice, Voice::outlet);
}

}  // namespace
}  // namespace polyvocal
