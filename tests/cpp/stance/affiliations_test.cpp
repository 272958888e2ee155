#include "polyvocal/stance/affiliations.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "stance/sides/party_mark.h"
#include "support/read_text.h"

namespace polyvocal {
namespace {

using testing::Who;

const std::vector<Who> kPeople = {
    {"Ann Lee"},
    {"Bo Diaz"},
    {"Democratic Party", -1, ActorType::party},
    {"Heritage Institute", -1, ActorType::organisation},
    {"Dawn Brigade", -1, ActorType::armed},
};
const polyvocal::Run kOne{.threads = 1, .progress = nullptr};
const polyvocal::Run kFive{.threads = 5, .progress = nullptr};

// "actor > target: cue" of what a text states, with a faction named "Republicans".
std::vector<std::string> stated(std::string_view text, const std::vector<Who>& people = kPeople) {
  testing::Reading r = testing::read_text(text, people);
  r.knowledge.factions.push_back({"red", "Republicans"});
  std::vector<std::string> found;
  for (const Affiliation& a :
       find_affiliations(r.corpus, r.segments, r.mentions, r.knowledge, kOne)) {
    const auto name = [&](ActorId actor) {
      return r.knowledge.actors[static_cast<std::size_t>(actor)].name;
    };
    const std::string target = a.target >= 0 ? name(a.target) : "Republicans";
    const std::string cue = a.document < 0 ? "" : r.text(0, a.cue);
    found.push_back(name(a.actor) + " > " + target + ": " + cue);
  }
  return found;
}

using Rows = std::vector<std::string>;

TEST(Affiliations, ReadsTheMarkBehindAName) {
  EXPECT_EQ(stated("Rep. Ann Lee (R-Ohio) agreed."), Rows{"Ann Lee > Republicans: R-Ohio"});
  EXPECT_EQ(stated("Ann Lee (D., Ky.) agreed."), Rows{"Ann Lee > Democratic Party: D., Ky."});
  EXPECT_EQ(stated("Ann Lee (D) agreed."), Rows{"Ann Lee > Democratic Party: D"});
  EXPECT_EQ(stated("Ann Lee, R-Ariz., left."), Rows{"Ann Lee > Republicans: R-Ariz"});
  EXPECT_EQ(stated("Ann Lee (Rep, Leeds) left."), Rows{"Ann Lee > Republicans: Rep, Leeds"});
}

TEST(Affiliations, TakesNoOtherBracketForAMark) {
  EXPECT_EQ(stated("Ann Lee (I-Vt.) agreed."), Rows{});
  EXPECT_EQ(stated("Ann Lee (Reuters) agreed."), Rows{});
  EXPECT_EQ(stated("Bo Diaz (L) greets Ann Lee (R) in Rome."), Rows{});
  EXPECT_EQ(stated("Ann Lee (R-Ohio agreed."), Rows{});
  EXPECT_EQ(stated("Ann Lee, R"), Rows{});
}

TEST(Affiliations, NeedsLettersOfOnePartyOnly) {
  std::vector<Who> people = kPeople;
  people.push_back({"Reform Party", -1, ActorType::party});
  EXPECT_EQ(stated("Ann Lee (R-Ohio) agreed.", people), Rows{});
  EXPECT_EQ(stated("Ann Lee (Ref-Ohio) agreed.", people), Rows{"Ann Lee > Reform Party: Ref-Ohio"});
}

TEST(Affiliations, ReadsMembersOfAParty) {
  EXPECT_EQ(stated("Democratic Rep. Ann Lee beat Republican Bo Diaz."),
            (Rows{"Ann Lee > Democratic Party: Democratic", "Bo Diaz > Republicans: Republican"}));
  EXPECT_EQ(stated("Ann Lee, a Democrat from Ohio, agreed."),
            Rows{"Ann Lee > Democratic Party: Democrat"});
  EXPECT_EQ(stated("The list of Ann Lee, a Republican, was long."),
            Rows{"Ann Lee > Republicans: Republican"});
  EXPECT_EQ(stated("Ann Lee, California Democrat, said no."),
            Rows{"Ann Lee > Democratic Party: Democrat"});
  EXPECT_EQ(stated("Ann Lee is a Democrat."), Rows{"Ann Lee > Democratic Party: Democrat"});
  EXPECT_EQ(stated("Ann Lee, who is a Democrat, agreed."),
            Rows{"Ann Lee > Democratic Party: Democrat"});
}

TEST(Affiliations, LeavesWhatIsNoMembership) {
  EXPECT_EQ(stated("Republican-backed Ann Lee won."), Rows{});
  EXPECT_EQ(stated("Anti-Republican Ann Lee won."), Rows{});
  EXPECT_EQ(stated("Ann Lee is not a Republican."), Rows{});
  EXPECT_EQ(stated("She is one of the few Republican allies Ann Lee has."), Rows{});
}

TEST(Affiliations, ReadsOffices) {
  const Rows adviser = {"Ann Lee > Bo Diaz: Bo Diaz adviser"};
  EXPECT_EQ(stated("Bo Diaz adviser Ann Lee said so."), adviser);
  EXPECT_EQ(stated("Bo Diaz's chief of staff, Ann Lee, dismissed it."),
            Rows{"Ann Lee > Bo Diaz: Bo Diaz's chief"});
  EXPECT_EQ(stated("Ann Lee, a spokeswoman for the Heritage Institute, said so."),
            Rows{"Ann Lee > Heritage Institute: spokeswoman for the Heritage Institute"});
  EXPECT_EQ(stated("Ann Lee became chairwoman of the Heritage Institute."),
            Rows{"Ann Lee > Heritage Institute: chairwoman of the Heritage Institute"});
  EXPECT_EQ(stated("Ann Lee of the Heritage Institute said so."),
            Rows{"Ann Lee > Heritage Institute: of the Heritage Institute"});
  EXPECT_EQ(stated("Bo Diaz's Dawn Brigade took the town."),
            Rows{"Dawn Brigade > Bo Diaz: Bo Diaz"});
  EXPECT_EQ(stated("Ann Lee, a spokeswoman for Gov. Bo Diaz, said so."),
            Rows{"Ann Lee > Bo Diaz: spokeswoman for Gov. Bo Diaz"});
  EXPECT_EQ(stated("They met Ann Lee, former Secretary of State Bo Diaz and others."), Rows{});
  EXPECT_EQ(stated("A spokesman for Ann Lee said Bo Diaz was right."), Rows{});
}

TEST(Affiliations, ReadsNamesMadeOfNames) {
  const std::vector<Who> people = {{"Ann Lee"},
                                   {"Tom Lee"},
                                   {"Bo Diaz"},
                                   {"Diaz campaign", -1, ActorType::organisation},
                                   {"Lee campaign", -1, ActorType::organisation},
                                   {"Senate Republicans", -1, ActorType::group},
                                   {"Republican lawmakers", -1, ActorType::group},
                                   {"Republican Palace", -1, ActorType::place}};
  EXPECT_EQ(stated("Nothing.", people),
            (Rows{"Diaz campaign > Bo Diaz: ",  // two people are named Lee
                  "Senate Republicans > Republicans: ", "Republican lawmakers > Republicans: "}));
}

TEST(Affiliations, IsTheSameForAnyNumberOfThreads) {
  std::vector<Article> articles;
  const std::string text =
      "Rep. Ann Lee (R-Ohio) met Bo Diaz adviser Tom Roe. Democrat Bo Diaz, who is chairman of the "
      "Heritage Institute, left.";
  std::vector<std::string> ids;
  for (int i = 0; i < 60; ++i) ids.push_back(std::to_string(i));
  for (const std::string& id : ids) articles.push_back({.id = id, .language = "en", .text = text});
  testing::Reading r = testing::read_texts(articles, kPeople);
  const auto one = find_affiliations(r.corpus, r.segments, r.mentions, r.knowledge, kOne);
  const auto many = find_affiliations(r.corpus, r.segments, r.mentions, r.knowledge, kFive);
  ASSERT_FALSE(one.empty());
  ASSERT_EQ(one.size(), many.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].cue, many[i].cue);
    EXPECT_EQ(one[i].actor, many[i].actor);
    EXPECT_EQ(one[i].document, many[i].document);
  }
}

TEST(PartyMark, EndsWithTheTextWhereverThatIs) {
  const std::string text = "Lee (R., N. Dakota) and Diaz, D-Iowa, met Roe (Lab)";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const std::string_view part = std::string_view(text).substr(0, size);
    for (std::uint32_t at = 0; at <= size; ++at) {
      const scoring::PartyMark mark = scoring::party_mark_after(part, at);
      EXPECT_LE(mark.span.end, size);
      EXPECT_EQ(mark.letters.empty(), mark.span.empty());
    }
  }
  EXPECT_EQ(scoring::party_mark_after(text, 3).letters, "R");
  EXPECT_EQ(scoring::party_mark_after(text, 28).letters, "D");
  EXPECT_EQ(scoring::party_mark_after(text, 45).letters, "Lab");
}

}  // namespace
}  // namespace polyvocal
