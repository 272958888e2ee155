// What a name is shortened to, and how far it reaches in the text. Invented names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "actors/find.h"

namespace polyvocal {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing_actors::find;
using testing_actors::find_all;
using testing_actors::know;
using testing_actors::Result;

constexpr auto kName = NameKind::name;

Knowledge bodies() {
  return know({
      {"mills", ActorType::organisation, {{kName, "Varlington Mills"}}},
      {"paxo", ActorType::organisation, {{kName, "Paxo Label Corporation"}}},
      {"beans", ActorType::organisation, {{kName, "Rice & Beans"}}},
      {"sec", ActorType::organisation, {{kName, "U.S. Grain and Exchange Commission"}}},
      {"zbc", ActorType::outlet, {{kName, "ZBC"}}},
      {"globe", ActorType::outlet, {{kName, "The Varna Globe"}}},
      {"us", ActorType::state, {{kName, "United States"}, {NameKind::acronym, "U.S."}}},
      {"malta", ActorType::state, {{kName, "Malta"}}},
  });
}

Knowledge people() {
  return know({
      {"lee", ActorType::person, {{kName, "Annika Lee"}}},
      {"rowe", ActorType::person, {{kName, "J. K. Rowe"}}},
      {"boe", ActorType::person, {{kName, "John Boe"}}},
      {"bus", ActorType::person, {{kName, "Gerda W. Busa"}, {kName, "Gerda Busa"}}},
  });
}

TEST(WeakForms, FirstWordOfABodyNamedInFull) {
  EXPECT_THAT(find(bodies(), "Varlington Mills fell. Traders sold Varlington.").pairs(),
              ElementsAre("Varlington Mills>mills", "Varlington>mills"));
  EXPECT_THAT(find(bodies(), "Traders sold Varlington.").pairs(), IsEmpty());
  EXPECT_THAT(find(bodies(), "Varlington Mills fell. The town of Varlington slept.").pairs(),
              ElementsAre("Varlington Mills>mills"));
  EXPECT_THAT(find(bodies(), "Varlington Mills fell. Varlington Smithers spoke.").pairs(),
              ElementsAre("Varlington Mills>mills"));
}

TEST(WeakForms, FirstWordThatStandsElsewhereWithoutTheBody) {
  const std::vector<std::string> texts = {"Varlington Mills fell. Traders like Varlington.",
                                          "People like Varlington.", "They love Varlington.",
                                          "We know Varlington.", "You know Varlington too."};
  EXPECT_THAT(find_all(bodies(), texts).pairs(), ElementsAre("Varlington Mills>mills"));
}

TEST(WeakForms, LegalFormsComeAndGo) {
  EXPECT_THAT(find(bodies(), "Paxo Label Corp. rose, and Paxo Label Inc said so.").pairs(),
              ElementsAre("Paxo Label Corp.>paxo", "Paxo Label Inc>paxo"));
  EXPECT_THAT(find(bodies(), "Varlington Mills Ltd rose.").pairs(),
              ElementsAre("Varlington Mills Ltd>mills"));
  EXPECT_THAT(find(bodies(), "Varlington Mills as such rose.").pairs(),
              ElementsAre("Varlington Mills>mills"));
}

TEST(WeakForms, AmpersandAndAnd) {
  EXPECT_THAT(find(bodies(), "Rice and Beans met Rice & Beans.").pairs(),
              ElementsAre("Rice and Beans>beans", "Rice & Beans>beans"));
}

TEST(WeakForms, CountryPrefixMayBeLeftOut) {
  EXPECT_THAT(find(bodies(), "The Grain and Exchange Commission ruled.").pairs(),
              ElementsAre("Grain and Exchange Commission>sec"));
}

TEST(WeakForms, InitialsNeedTheNameOrFourLetters) {
  const std::string named = "The Paxo Label Corporation fell. The PLC said so.";
  EXPECT_THAT(find(bodies(), named).pairs(),
              ElementsAre("Paxo Label Corporation>paxo", "PLC>paxo"));
  EXPECT_THAT(find(bodies(), "The PLC said so.").pairs(), IsEmpty());
  const Knowledge union_ =
      know({{"union", ActorType::organisation, {{kName, "Maltese Free Readers Union"}}}});
  EXPECT_THAT(find(union_, "The MFRU ruled.").pairs(), ElementsAre("MFRU>union"));
}

TEST(WeakForms, LongFormOfAnActorListedByItsLettersOnly) {
  EXPECT_THAT(find(bodies(), "The Zetan Broadcasting Corporation (ZBC) said so.").pairs(),
              ElementsAre("Zetan Broadcasting Corporation>zbc", "ZBC>zbc"));
}

TEST(WeakForms, ArticleAndFullStopBelongToTheName) {
  EXPECT_THAT(find(bodies(), "In the U.S. The Varna Globe is read.").pairs(),
              ElementsAre("U.S.>us", "The Varna Globe>globe"));
}

TEST(WeakForms, StatesInsideNamesOfInstitutionsAreNotMeant) {
  EXPECT_THAT(find(bodies(), "He studied at Malta Maritime University.").pairs(), IsEmpty());
  EXPECT_THAT(find(bodies(), "He left Malta for good.").pairs(), ElementsAre("Malta>malta"));
}

TEST(WeakForms, GivenNameOfSomebodyNamedInFull) {
  EXPECT_THAT(find(people(), "Annika Lee sang. Then Annika left.").pairs(),
              ElementsAre("Annika Lee>lee", "Annika>lee"));
  EXPECT_THAT(find(people(), "Then Annika left.").pairs(), IsEmpty());
  EXPECT_THAT(find(people(), "Annika Lee sang. Annika Brandt clapped. Annika left.").pairs(),
              ElementsAre("Annika Lee>lee"));
}

TEST(WeakForms, InitialsOfPersons) {
  EXPECT_THAT(find(people(), "Gerda P. Busa spoke.").pairs(), IsEmpty());  // another's initial
  EXPECT_THAT(find(people(), "JK Rowe and J.K. Rowe met John A. Boe.").pairs(),
              ElementsAre("JK Rowe>rowe", "J.K. Rowe>rowe", "John A. Boe>boe"));
}

TEST(WeakForms, FamiliesAndFollowersAreNoSpellings) {
  const Knowledge one = know({{"b", ActorType::person, {{kName, "Annika Brandovic"}}},
                              {"d", ActorType::party, {{kName, "Centrocrats"}}}});
  EXPECT_THAT(find(one, "Annika Brandovic spoke. The Brandovics listened, Brandovicish.").pairs(),
              ElementsAre("Annika Brandovic>b"));
  EXPECT_THAT(find(one, "The Centrocrats lost. A Centrocrat wept.").pairs(),
              ElementsAre("Centrocrats>d"));
}

}  // namespace
}  // namespace polyvocal
