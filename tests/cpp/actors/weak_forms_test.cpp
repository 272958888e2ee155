// What a name is shortened to, and how far it reaches in the text. Invented names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "actors/find.h"

namespace polyvocal {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
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

Knowledge offices() {
  return know({
      {"reserve", ActorType::organisation, {{kName, "Gradual Reserve System"}}},
      {"gradual", ActorType::organisation, {{kName, "Gradual Paper Board"}}},
      {"treasury", ActorType::government, {{kName, "United States Department of the Trezury"}}},
      {"tories", ActorType::party, {{kName, "Sativative Party"}}},
      {"dems", ActorType::party, {{kName, "Social Democratic Party"}}},
      {"vox", ActorType::outlet, {{kName, "Voxel News"}}},
      {"motors", ActorType::organisation, {{kName, "Gerrick Motors"}}},
      {"sierra", ActorType::organisation, {{kName, "Sierra Charities"}}},
      {"us", ActorType::state, {{kName, "United States"}, {NameKind::acronym, "U.S."}}},
  });
}

TEST(WeakForms, ClippedNameOfABodyNamedInFull) {
  EXPECT_THAT(
      find(offices(), "The Gradual Reserve met. A Gra spokesman said the Gra was calm.").pairs(),
      ElementsAre("Gradual Reserve>reserve", "Gra>reserve", "Gra>reserve"));
  EXPECT_THAT(find(offices(), "Then a Gra spokesman said the Gra was calm.").pairs(), IsEmpty());
  // neither a role nor an article, or another body with these letters
  EXPECT_THAT(find(offices(), "The Gradual Reserve met. Then Gra spoke.").pairs(),
              ElementsAre("Gradual Reserve>reserve"));
  EXPECT_THAT(
      find(offices(), "The Gradual Reserve met the Gradual Paper Board at the Gra.").pairs(),
      ElementsAre("Gradual Reserve>reserve", "Gradual Paper Board>gradual"));
}

TEST(WeakForms, MembersOfAParty) {
  EXPECT_THAT(find(offices(), "He led the ruling Sativatives and the Social Democrats.").pairs(),
              ElementsAre("Sativatives>tories", "Social Democrats>dems"));
  EXPECT_THAT(find(offices(), "Most sativatives slept.").pairs(), IsEmpty());
  EXPECT_THAT(find(offices(), "Sativatives slept.").pairs(), IsEmpty());
}

TEST(WeakForms, OneWordOfABodyOfTheCountry) {
  EXPECT_THAT(find(offices(), "The U.S. paid. A Trezury official said the Trezury paid.").pairs(),
              ElementsAre("U.S.>us", "Trezury>treasury", "Trezury>treasury"));
  EXPECT_THAT(find(offices(), "A Trezury official said the Trezury paid.").pairs(), IsEmpty());
  EXPECT_THAT(find(offices(), "The U.S. paid. He owned Trezury notes.").pairs(),
              ElementsAre("U.S.>us"));
}

TEST(WeakForms, TwoLettersOfABodyNamedInFull) {
  EXPECT_THAT(find(offices(), "Gerrick Motors fell. Later GM rose.").pairs(),
              ElementsAre("Gerrick Motors>motors", "GM>motors"));
  EXPECT_THAT(find(offices(), "Later GM rose.").pairs(), IsEmpty());
  EXPECT_THAT(find(offices(), "Gerrick Motors fell. They read GM 7 again.").pairs(),
              ElementsAre("Gerrick Motors>motors"));
  // South Carolina
  EXPECT_THAT(find(offices(), "Sierra Charities met in Aiken. They left SC at noon.").pairs(),
              ElementsAre("Sierra Charities>sierra"));
}

TEST(WeakForms, WordWhoseLongerNamesAreTheActors) {
  std::vector<std::string> texts(12, "He watched Voxel News today.");
  texts.emplace_back("He watched Voxel today.");
  EXPECT_THAT(find_all(offices(), texts).pairs(), Contains("Voxel>vox"));
  texts.back() = "He watched Voxel 35 today.";
  EXPECT_THAT(find_all(offices(), texts).pairs(), Not(Contains("Voxel>vox")));
  texts.back() = "He watched Voxel today.";
  texts.insert(texts.end(), 3, "They saw Voxel Theatre burn.");  // other names with the word
  EXPECT_THAT(find_all(offices(), texts).pairs(), Not(Contains("Voxel>vox")));
  texts.resize(13);
  texts.insert(texts.end(), 3, "It was a voxel of sorts.");  // a word of the language
  EXPECT_THAT(find_all(offices(), texts).pairs(), Not(Contains("Voxel>vox")));
}

TEST(ShortForms, SurnamesInARow) {
  const Knowledge persons = know({
      {"orane", ActorType::person, {{kName, "Ella Obrane"}}},
      {"duncan", ActorType::person, {{kName, "Karl Duncan"}}},
      {"ryan", ActorType::person, {{kName, "Paula Ryan"}}},
  });
  EXPECT_THAT(find(persons, "They met Obrane, Duncan and Ryan.").pairs(),
              ElementsAre("Obrane>orane", "Duncan>duncan", "Ryan>ryan"));
  EXPECT_THAT(find(persons, "They met Duncan and Ryan.").pairs(), IsEmpty());
  EXPECT_THAT(find(persons, "They met Obrane and Ryan Smithers.").pairs(),
              ElementsAre("Obrane>orane"));
}

TEST(ShortForms, PlaceIsNoSpellingOfASurname) {
  const Knowledge persons = know({{"obrane", ActorType::person, {{kName, "Ella Obrande"}}}});
  EXPECT_THAT(find(persons, "Ella Obrande spoke. They met Obrente again.").pairs(),
              ElementsAre("Ella Obrande>obrane", "Obrente>obrane"));
  EXPECT_THAT(find(persons, "Ella Obrande spoke. They met in Obrente, Ohio, again.").pairs(),
              ElementsAre("Ella Obrande>obrane"));
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

Knowledge cut_down() {
  return know({
      {"uni", ActorType::organisation, {{kName, "George Marlow University"}}},
      {"motor", ActorType::organisation, {{kName, "Ferlin Motor Company"}}},
      {"moods", ActorType::organisation, {{kName, "Vardy's Investors Service"}}},
      {"club", ActorType::organisation, {{kName, "Chalsea F.C."}}},
      {"zme", ActorType::organisation, {{kName, "ZME Group"}}},
      {"safety", ActorType::organisation, {{kName, "Grain Safety Board"}}},
      {"navy", ActorType::armed, {{kName, "United States Navy"}}},
      {"paper", ActorType::outlet, {{kName, "Norvale Times"}}},
      {"jersey", ActorType::place, {{kName, "New Jersey"}}},
      {"oregon", ActorType::place, {{kName, "Oregon"}}},
      {"us", ActorType::state, {{kName, "United States"}, {NameKind::acronym, "U.S."}}},
  });
}

Result generous(const Knowledge& knowledge, const std::string& text) {
  return find_all(knowledge, {text}, 1, {.short_names = ShortNames::generous});
}

TEST(WeakForms, PartsOfANameThatIsGivenInFull) {
  EXPECT_THAT(
      find(cut_down(), "George Marlow University won. He praised George Marlow today.").pairs(),
      ElementsAre("George Marlow University>uni", "George Marlow>uni"));
  EXPECT_THAT(find(cut_down(), "He praised George Marlow today.").pairs(), IsEmpty());
  // part of somebody else's name
  EXPECT_THAT(find(cut_down(), "The Grain Safety Board met. The Civil Safety Board slept.").pairs(),
              ElementsAre("Grain Safety Board>safety"));
}

TEST(WeakForms, PartsThatTheCorpusHasElsewhere) {
  std::vector<std::string> texts = {"The Norvale Times wrote. They love Norvale in summer."};
  for (int i = 0; i < 4; ++i) texts.emplace_back("People like Norvale in summer.");
  EXPECT_THAT(find_all(cut_down(), texts).pairs(), ElementsAre("Norvale Times>paper"));
  for (int i = 0; i < 20; ++i) texts.emplace_back("People like Norvale in summer.");
  const MentionOptions options{.short_names = ShortNames::generous};
  EXPECT_THAT(find_all(cut_down(), texts, 1, options).pairs(), ElementsAre("Norvale Times>paper"));
}

TEST(WeakForms, GenerousTakesWhatOneActorOwns) {
  EXPECT_THAT(generous(cut_down(), "He praised Ferlin and joined the Navy.").pairs(),
              ElementsAre("Ferlin>motor", "Navy>navy"));
  EXPECT_THAT(find(cut_down(), "He praised Ferlin and joined the Navy.").pairs(), IsEmpty());
  EXPECT_THAT(generous(people(), "Then Annika spoke.").pairs(), ElementsAre("Annika>lee"));
  EXPECT_THAT(generous(people(), "Then Annika Smithers spoke.").pairs(), IsEmpty());
  const Knowledge three = know({{"a", ActorType::organisation, {{kName, "Norvale Grain"}}},
                                {"b", ActorType::organisation, {{kName, "Norvale Water"}}},
                                {"c", ActorType::organisation, {{kName, "Norvale Bread"}}}});
  EXPECT_THAT(generous(three, "He sold Norvale early.").pairs(), IsEmpty());
}

TEST(WeakForms, DesignatorsAndApostrophesComeAndGo) {
  EXPECT_THAT(find(cut_down(), "Shares of ZME and fans of Chalsea rose.").pairs(),
              ElementsAre("ZME>zme", "Chalsea>club"));
  EXPECT_THAT(
      find(cut_down(), "Vardys Investors Service cut it; Vardys Investors said so.").pairs(),
      ElementsAre("Vardys Investors Service>moods", "Vardys Investors>moods"));
  EXPECT_THAT(find(bodies(), "Paxo Label Holdings Inc fell.").pairs(),
              ElementsAre("Paxo Label Holdings Inc>paxo"));
}

TEST(WeakForms, LettersOfTheUnionBelongToItsBody) {
  EXPECT_THAT(find(cut_down(), "The U.S. Grain Safety Board met.").pairs(),
              ElementsAre("U.S. Grain Safety Board>safety", "U.S.>us"));
}

TEST(WeakForms, StatesAreAbbreviatedInAddresses) {
  EXPECT_THAT(find(cut_down(), "He came from Newton, N.J., and Salem, Ore., that day.").pairs(),
              ElementsAre("N.J.>jersey", "Ore>oregon"));
  EXPECT_THAT(find(cut_down(), "They dug up Ore in NJ fields.").pairs(), IsEmpty());
}

TEST(WeakForms, NamesOfPersonsWithAdditions) {
  const Knowledge known = know({
      {"mill", ActorType::person, {{kName, "Jarl C. Millow III"}}},
      {"kate", ActorType::person, {{kName, "Kathrin, Duchess of Norvale"}}},
      {"boe", ActorType::person, {{kName, "Earl Boe"}}},
      {"boe2", ActorType::person, {{kName, "Earl Boe Jr."}}},
      {"chuck", ActorType::person, {{kName, "Chuck Schumow"}}},
      {"will", ActorType::person, {{kName, "Wilber Bradfort Cox"}}},
  });
  EXPECT_THAT(find(known, "Jarl Millow came. Millow spoke.").pairs(),
              ElementsAre("Jarl Millow>mill", "Millow>mill"));
  EXPECT_THAT(find(known, "They went to Norvale.").pairs(), IsEmpty());
  const Result boe = find(known, "Earl Boe came.");
  EXPECT_THAT(boe.pairs(), ElementsAre("Earl Boe>boe"));
  EXPECT_FALSE(boe.rows[0].ambiguous);
  EXPECT_THAT(find(known, "Charles Schumow met Bradfort Cox.").pairs(),
              ElementsAre("Charles Schumow>chuck", "Bradfort Cox>will"));
}

TEST(WeakForms, AMiddleInitialIsNoOtherFirstName) {
  EXPECT_THAT(find(people(), "John A. Boe came. Boe spoke.").pairs(),
              ElementsAre("John A. Boe>boe", "Boe>boe"));
  EXPECT_THAT(find(people(), "David A. Boe came.").pairs(), IsEmpty());
}

TEST(WeakForms, InitialsByWhatTheCorpusSaysTheyStandFor) {
  const Knowledge known = know({{"fsa", ActorType::armed, {{kName, "Free Sirtan Army"}}}});
  EXPECT_THAT(find(known, "The FSA came.").pairs(), ElementsAre("FSA>fsa"));
  const std::vector<std::string> other = {"The Food Standards Agency (FSA) met.", "The FSA came."};
  EXPECT_THAT(find_all(known, other).pairs(), IsEmpty());
}

TEST(WeakForms, InitialsAreThreeLettersAndNothingElse) {
  const std::string named = "The Paxo Label Corporation fell. The PLC said so.";
  EXPECT_THAT(find(bodies(), named).pairs(),
              ElementsAre("Paxo Label Corporation>paxo", "PLC>paxo"));
  EXPECT_THAT(find(bodies(), "The PLC said so.").pairs(), IsEmpty());  // a legal form
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

// "Annika" stands in `with` texts that name Annika Lee in full, and in `without` that do not.
std::vector<std::string> texts_of_annika(int with, int without) {
  std::vector<std::string> texts;
  for (int i = 0; i < with; ++i) texts.push_back("Annika Lee came. They saw Annika there.");
  for (int i = 0; i < without; ++i) texts.push_back("Yesterday they saw Annika there.");
  return texts;
}

TEST(WeakForms, GivenNameThatTheCorpusBindsToOne) {
  const auto last_mentions = [](const std::vector<std::string>& texts) {
    const Result result = find_all(people(), texts);
    const auto last = static_cast<std::uint32_t>(texts.size() - 1);
    return std::count_if(result.rows.begin(), result.rows.end(),
                         [&](const auto& row) { return row.document == last; });
  };
  EXPECT_EQ(last_mentions(texts_of_annika(9, 1)), 1);
  EXPECT_EQ(last_mentions(texts_of_annika(12, 3)), 1);  // four in five of many
  EXPECT_EQ(last_mentions(texts_of_annika(2, 1)), 0);
  EXPECT_EQ(last_mentions(texts_of_annika(12, 4)), 0);
  std::vector<std::string> texts = texts_of_annika(9, 0);
  texts.emplace_back("Yesterday they saw Annika Smithers there.");
  EXPECT_EQ(last_mentions(texts), 0);
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

TEST(WeakForms, PeopleWhoseNamesAreLikeAnActors) {
  const Knowledge four = know({{"kerry", ActorType::person, {{kName, "John Kerry"}}},
                               {"lynch", ActorType::person, {{kName, "Loretta Lynch"}}},
                               {"reagan", ActorType::person, {{kName, "Ronald Reagan"}}},
                               {"mccain", ActorType::person, {{kName, "John McCain"}}}});
  EXPECT_THAT(find(four, "John F. Kerry left. Adm. John Kirby stayed.").pairs(),
              ElementsAre("John F. Kerry>kerry"));
  EXPECT_THAT(find(four, "John Kerry met Bob Kerrey.").pairs(), ElementsAre("John Kerry>kerry"));
  EXPECT_THAT(find(four, "Loretta Lynch heard Loretta Lynn sing.").pairs(),
              ElementsAre("Loretta Lynch>lynch"));
  // Elsewhere in the corpus the surname follows another first name.
  const Result result = find_all(four, {"John McCain praised Mr. Machen.", "Ronald Machen left."});
  EXPECT_THAT(result.pairs(), ElementsAre("John McCain>mccain"));
}

TEST(WeakForms, WordsCoinedFromANameAreNoSpellings) {
  const Knowledge some = know({{"b", ActorType::person, {{kName, "Annika Brandovic"}}},
                               {"f", ActorType::state, {{kName, "France"}}}});
  EXPECT_THAT(
      find(some, "Annika Brandovic spoke. BrandovicYa and BranDovik and #Brandovik.").pairs(),
      ElementsAre("Annika Brandovic>b"));
  EXPECT_THAT(find(some, "Annika Brandovic spoke. Later Brandovik left.").pairs(),
              ElementsAre("Annika Brandovic>b", "Brandovik>b"));
  EXPECT_THAT(find(some, "France wants Euros, Francs and Pounds.").pairs(),
              ElementsAre("France>f"));
}

TEST(WeakForms, PartsWithWhatBodiesHaveBesideThem) {
  const Knowledge two = know({{"b", ActorType::organisation, {{kName, "Brandell Industries"}}},
                              {"m", ActorType::outlet, {{kName, "Marlow Gazette"}}}});
  EXPECT_THAT(find(two, "Yesterday the Brandell chairman met shareholders of Brandell.").pairs(),
              ElementsAre("Brandell>b", "Brandell>b"));
  // The chairman shows who is meant further on.
  EXPECT_THAT(find(two, "The Brandell chief executive left. Later Brandell closed.").pairs(),
              ElementsAre("Brandell>b", "Brandell>b"));
  EXPECT_THAT(find(two, "People left for Brandell yesterday.").pairs(), IsEmpty());
  EXPECT_THAT(find(two, "The Marlow coach met the Marlow chairman.").pairs(), IsEmpty());
  // Used again and again, and never as a place.
  EXPECT_THAT(find(two, "Once Brandell grew. Then Brandell shrank. Now Brandell grows.").pairs(),
              ElementsAre("Brandell>b", "Brandell>b", "Brandell>b"));
  EXPECT_THAT(find(two, "Once Brandell grew. Then Brandell shrank. He lives in Brandell.").pairs(),
              IsEmpty());
}

TEST(WeakForms, BodiesOfTheCountryThatTheArticleIsAbout) {
  const Knowledge two =
      know({{"n", ActorType::state, {{kName, "Norvale"}}},
            {"s", ActorType::state, {{kName, "Sudermark"}}},
            {"c", ActorType::organisation, {{kName, "Supreme Court of Norvale"}}}});
  const std::string court = "There the Supreme Court ruled.";
  EXPECT_THAT(find(two, "Norvale waits. " + court).pairs(),
              ElementsAre("Norvale>n", "Supreme Court>c"));
  EXPECT_THAT(find(two, "Sudermark waits. " + court).pairs(), ElementsAre("Sudermark>s"));
  EXPECT_THAT(find(two, "Sudermark left Norvale. " + court).pairs(),
              ElementsAre("Sudermark>s", "Norvale>n"));
  EXPECT_THAT(find(two, "Norvale waits. There the Supreme Court of Elbonia ruled.").pairs(),
              ElementsAre("Norvale>n"));
}

TEST(WeakForms, LettersBeforeAGivenNameAreNoOtherFirstName) {
  const Knowledge one = know({{"t", ActorType::person, {{kName, "Taylor Brandovic"}}}});
  EXPECT_THAT(find(one, "Taylor Brandovic sang. The VMA Taylor wept. Later Taylor slept.").pairs(),
              Contains("Taylor>t"));
  EXPECT_THAT(find(one, "Taylor Brandovic sang. Bob Taylor wept. Later Taylor slept.").pairs(),
              ElementsAre("Taylor Brandovic>t"));
}

}  // namespace
}  // namespace polyvocal
