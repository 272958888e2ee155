// Names that nobody listed: where they begin and end, what they seem to be, where they stand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "find.h"

namespace polyvocal {
namespace {

using namespace testing_actors;  // NOLINT(google-build-using-namespace)
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

constexpr auto kName = NameKind::name;

Knowledge one_actor() { return know({{"lee", ActorType::person, {{kName, "Ann Lee"}}}}); }

// The unknown names of texts, in order of place.
std::vector<std::string> unknown(const Knowledge& knowledge,
                                 const std::vector<std::string>& texts) {
  const Corpus corpus = make_corpus(texts);
  const MentionResult result = find_all(knowledge, texts).raw;
  std::vector<std::string> surfaces;
  for (const UnknownMention& m : result.unknown_mentions) {
    surfaces.emplace_back(corpus.text(m.document).substr(m.span.begin, m.span.size()));
  }
  return surfaces;
}

std::vector<std::string> unknown(const std::string& text) { return unknown(one_actor(), {text}); }

ActorType type_in(const std::vector<std::string>& texts, std::string_view name) {
  const Result r = find_all(one_actor(), texts);
  const Candidate* candidate = r.candidate(name);
  EXPECT_NE(candidate, nullptr) << name;
  return candidate == nullptr ? ActorType::other : candidate->type;
}

TEST(Discovery, AWordOfAListedNameIsNoEmptyWord) {
  const Knowledge knowledge =
      know({{"nyt", ActorType::outlet, {{kName, "New York Times"}}},
            {"nc", ActorType::organisation, {{kName, "North Carolina Board of Elections"}}}});
  EXPECT_THAT(unknown(knowledge, {"They met in New York and then in North Carolina."}),
              ElementsAre("New York", "North Carolina"));
}

TEST(Discovery, AndJoinsTheTwoSidesOfABodyButNotTwoNames) {
  EXPECT_THAT(unknown("It was the Securities and Exchange Commission that sued."),
              ElementsAre("Securities and Exchange Commission"));
  EXPECT_THAT(unknown("Yesterday Obama and Clinton met."), ElementsAre("Obama", "Clinton"));
  EXPECT_THAT(unknown("Yesterday Merkel and European Commission officials met."),
              Contains("Merkel"));
  EXPECT_THAT(unknown("He left Merck and Co for Johnson & Johnson."),
              ElementsAre("Merck and Co", "Johnson & Johnson"));
}

TEST(Discovery, ForAndOfGoOnAfterANounOnly) {
  EXPECT_THAT(unknown("It was the Institute for the Study of War that said so."),
              ElementsAre("Institute for the Study of War"));
  EXPECT_THAT(unknown("Yesterday Eileen Gormley of Thomson McKinnon spoke."),
              ElementsAre("Eileen Gormley", "Thomson McKinnon"));
  EXPECT_THAT(unknown("They waited for the Duchess of Wessenden."),
              ElementsAre("Duchess of Wessenden"));
}

TEST(Discovery, ALegalFormEndsTheRun) {
  EXPECT_THAT(unknown("He sold Burlingdon Industries Inc Tuesday."),
              ElementsAre("Burlingdon Industries Inc"));
  EXPECT_THAT(unknown("Traders of Thermwood Corp Thermwood stock lost."),
              IsSupersetOf({"Thermwood Corp", "Thermwood"}));
}

TEST(Discovery, OfficesAreNoPartOfTheName) {
  EXPECT_THAT(unknown("Yesterday Prime Minister David Camerot spoke."),
              ElementsAre("David Camerot"));
  EXPECT_THAT(unknown("They met Oustan Mayor Samuel Turnot there."),
              ElementsAre("Oustan", "Samuel Turnot"));
  EXPECT_THAT(unknown("It was the General Assembly that voted."), ElementsAre("General Assembly"));
  EXPECT_THAT(unknown("They met the House Speaker and the Secretary of State."), IsEmpty());
}

TEST(Discovery, NamesMadeWithTheNameOfAListedState) {
  const Knowledge knowledge =
      know({{"iraq",
             ActorType::state,
             {{kName, "Iraq"}, {NameKind::demonym, "Iraqi"}, {NameKind::capital, "Baghdad"}}}});
  EXPECT_THAT(unknown(knowledge, {"Units of the Iraqi Army left the Central Bank of Iraq."}),
              ElementsAre("Iraqi Army", "Central Bank of Iraq"));
  EXPECT_THAT(unknown(knowledge, {"It met Iraqi Prime Minister Haider Abadot."}),
              ElementsAre("Haider Abadot"));
  EXPECT_THAT(unknown(knowledge, {"Then Iraq said no. The Iraqi troops left."}), IsEmpty());
}

TEST(Discovery, ArticlesAndGivenNamesStay) {
  EXPECT_THAT(unknown("They saw Bashar al-Assat, and al-Assat saw Rachel too."),
              ElementsAre("Bashar al-Assat", "al-Assat", "Rachel"));
  EXPECT_THAT(unknown("They met Ma Ying-jeou there."), ElementsAre("Ma Ying-jeou"));
}

TEST(Discovery, AHeadlineAloneMakesNoName) {
  const std::string body = "They said on Tuesday that it was Zolander who came to the talks.";
  EXPECT_THAT(unknown(one_actor(), {"Zolander Signs Bill Before Talks\n\n" + body}),
              ElementsAre("Zolander", "Zolander"));
  EXPECT_THAT(unknown(one_actor(), {"Zolander Signs Bill Before Talks\n\nThey said nothing."}),
              Not(Contains("Zolander")));
}

TEST(Discovery, TypesGoByVotesOfAllOccurrences) {
  EXPECT_EQ(type_in({"The talks began in Zuwarra.", "The army captured Zuwarra."}, "Zuwarra"),
            ActorType::place);
  EXPECT_EQ(type_in({"It was Mr Zuwarra.", "Then Zuwarra, 45, spoke."}, "Zuwarra"),
            ActorType::person);
  EXPECT_EQ(type_in({"They met Bashar Zuwarra.", "Yesterday Zuwarra left."}, "Zuwarra"),
            ActorType::person);
  EXPECT_EQ(type_in({"They met at Zuwarra County."}, "Zuwarra County"), ActorType::place);
  EXPECT_EQ(type_in({"They sued Zuwarra Holdings Ltd."}, "Zuwarra Holdings Ltd"),
            ActorType::organisation);
  EXPECT_EQ(type_in({"They went on to Yemen."}, "Yemen"), ActorType::place);
}

TEST(Discovery, PluralsOfGroupsAreGroups) {
  EXPECT_EQ(type_in({"Some Zollanders were there.", "The Zollanders are here."}, "Zollanders"),
            ActorType::group);
  EXPECT_EQ(type_in({"They met the Oustan Republicans there."}, "Oustan Republicans"),
            ActorType::group);
  EXPECT_EQ(type_in({"Yesterday the Kurds left."}, "Kurds"), ActorType::group);
  EXPECT_NE(type_in({"Yesterday Zollings said so.", "It was Zollings, 45, too."}, "Zollings"),
            ActorType::group);
}

TEST(Discovery, AdjectivesAreNoCandidatesButHaveTheirPlaces) {
  const std::vector<std::string> texts = {"It was an Islamist group in an Oustan Republican seat."};
  const Result found = find_all(one_actor(), texts);
  EXPECT_EQ(found.candidate("Islamist"), nullptr);
  EXPECT_EQ(found.candidate("Oustan Republican"), nullptr);
  EXPECT_THAT(unknown(one_actor(), texts), IsSupersetOf({"Islamist", "Oustan Republican"}));
}

TEST(Discovery, CountriesAreStatesAndCapitalsPlaces) {
  Knowledge knowledge = one_actor();
  knowledge.other_names = {"South Zolland", "Oustan"};
  knowledge.countries = {"South Zolland", "ZAR"};
  const Result found = find_all(knowledge, {"South Zolland met him. The South Zolland army left."
                                            " They left Oustan. Then Zar left, 45, and so on."});
  ASSERT_NE(found.candidate("Zar"), nullptr);
  EXPECT_NE(found.candidate("Zar")->type, ActorType::state);
  ASSERT_NE(found.candidate("South Zolland"), nullptr);
  EXPECT_EQ(found.candidate("South Zolland")->type, ActorType::state);
  ASSERT_NE(found.candidate("Oustan"), nullptr);
  EXPECT_EQ(found.candidate("Oustan")->type, ActorType::place);
}

TEST(Discovery, NamesOfTwoWordsInAListArePersons) {
  EXPECT_EQ(type_in({"There came Lemuel Zuwarra, Rizup Oustan, Seth Brundt."}, "Rizup Oustan"),
            ActorType::person);
}

TEST(Discovery, AFirstWordOfManyPersonsIsAGivenName) {
  EXPECT_EQ(type_in({"It was Mr Zella Oustan, 45, who said so to Mrs Zella Brundt, 37.",
                     "Yesterday Mrs Zella Turnot, the chairman, saw Mr Zella Aldarr, 52.",
                     "They went to Zella Korrand."},
                    "Zella Korrand"),
            ActorType::person);
}

TEST(Discovery, MembersPartiesAndStatesAreNoNames) {
  EXPECT_THAT(unknown("Yesterday Ann Oustan (D-Zoll.) left."), ElementsAre("Ann Oustan"));
}

TEST(Discovery, TheHolderOfAnOfficeOfSomethingIsANameByItself) {
  EXPECT_THAT(unknown("They met Secretary of State John Oustan there."),
              ElementsAre("John Oustan"));
}

TEST(Discovery, ACompanyKeepsTheWordThatBeginsTheSentence) {
  EXPECT_THAT(unknown("Advanced Zoll Devices Inc said on the day that it had left."),
              ElementsAre("Advanced Zoll Devices Inc"));
  EXPECT_THAT(unknown("Yesterday Zoll Devices Inc said that it had left."),
              ElementsAre("Zoll Devices Inc"));
}

TEST(Discovery, AndJoinsTheTradesOfACompany) {
  EXPECT_THAT(unknown("They sold Zolland Oil and Gas Ltd there. They sold oil and gas."),
              ElementsAre("Zolland Oil and Gas Ltd"));
  EXPECT_THAT(unknown("It was the Department of Wildlafe and Fisherees that sued."),
              ElementsAre("Department of Wildlafe and Fisherees"));
}

TEST(Discovery, APersonEndsBeforeOf) {
  EXPECT_THAT(unknown("They met John West of Zollonda there."),
              ElementsAre("John West", "Zollonda"));
  EXPECT_THAT(unknown("It was the Cabinet of Abdullah Al-Zoll there."),
              Contains("Abdullah Al-Zoll"));
}

TEST(Discovery, AGivenNameAfterABodyBeginsAnotherName) {
  EXPECT_THAT(unknown("It was Zoll Securities Inc John Oustan who said so."),
              ElementsAre("Zoll Securities Inc", "John Oustan"));
}

TEST(Discovery, ACapitalArticleInsideASentenceBelongsToTheName) {
  EXPECT_THAT(unknown("He writes for The Zollander and the Oustander there."),
              ElementsAre("The Zollander", "Oustander"));
}

TEST(Discovery, BodiesForSomethingHaveTwoSidesToo) {
  EXPECT_THAT(unknown("It was the Centers for Disease Control and Prevention that said so."),
              ElementsAre("Centers for Disease Control and Prevention"));
}

TEST(Discovery, AndJoinsNamesThatHardlyStandApart) {
  const std::vector<std::string> pairs = {"He saw Fenwick and Hartle there.",
                                          "She left Fenwick and Hartle.",
                                          "It was Fenwick and Hartle again.", "Fenwick fell."};
  EXPECT_THAT(unknown(one_actor(), pairs), ElementsAre("Fenwick and Hartle", "Fenwick and Hartle",
                                                       "Fenwick and Hartle", "Fenwick"));
  std::vector<std::string> apart = pairs;
  apart.emplace_back("He saw Hartle.");
  EXPECT_THAT(unknown(one_actor(), apart), Not(Contains("Fenwick and Hartle")));
}

TEST(Discovery, StatesInShortAreNoNames) {
  EXPECT_THAT(unknown("He lives in Zolltown, Calif. Nobody went to Zolltown, Wis., again."),
              ElementsAre("Zolltown", "Zolltown"));
}

TEST(Discovery, OfficesWithLettersAreNoNames) {
  EXPECT_THAT(unknown("They met the U.S. Ambassador there."), IsEmpty());
  EXPECT_THAT(unknown("They met the U.S. Secretary of State there."), IsEmpty());
}

TEST(Discovery, TheArticleBelongsToAnArabicName) {
  EXPECT_THAT(unknown("They saw al Qatta there."), ElementsAre("al Qatta"));
}

TEST(Discovery, StatesOfTheUnionArePlaces) {
  const std::vector<std::string> texts(2,
                                       "Kansas voted first. Then Kansas, Ohio and Iowa said no.");
  for (const char* name : {"Kansas", "Ohio", "Iowa"}) {
    EXPECT_EQ(type_in(texts, name), ActorType::place) << name;
  }
}

TEST(Discovery, TypesByTheLastWordThatTells) {
  const std::vector<std::string> texts(3, "They saw the U.S. Treasury after World War II.");
  EXPECT_EQ(type_in(texts, "U.S. Treasury"), ActorType::organisation);
  EXPECT_EQ(type_in(texts, "World War II"), ActorType::other);
  const std::vector<std::string> called(3,
                                        "Zelda Harrow spoke. Then U.S. Counsel Zelda Harrow left.");
  EXPECT_EQ(type_in(called, "Zelda Harrow"), ActorType::person);
}

TEST(Discovery, TitlesBehindANameAreNoPartOfItAndTellAPerson) {
  const std::vector<std::string> texts(2,
                                       "They heard of Rizup Rawles, Esq., and of Hon. Zeb Poll.");
  EXPECT_THAT(unknown(texts.front()), ElementsAre("Rizup Rawles", "Zeb Poll"));
  EXPECT_EQ(type_in(texts, "Rizup Rawles"), ActorType::person);
  EXPECT_EQ(type_in(texts, "Zeb Poll"), ActorType::person);
}

TEST(Discovery, GivenNamesThatOldPrintShortens) {
  EXPECT_THAT(unknown("They chose Benj. Ballard, Wm. Stallings and Thos. Riddick."),
              ElementsAre("Benj. Ballard", "Wm. Stallings", "Thos. Riddick"));
  const std::vector<std::string> texts(2, "They chose Wm. Stallings.");
  EXPECT_EQ(type_in(texts, "Wm. Stallings"), ActorType::person);
}

TEST(Discovery, LettersApartAreNoName) {
  EXPECT_THAT(unknown("In the year A. D. 1726 it was cold."), IsEmpty());
  EXPECT_THAT(unknown("They met at 6 P. M. there."), IsEmpty());
  EXPECT_THAT(unknown("Then O N the 12th it rained."), IsEmpty());
}

TEST(Discovery, AStateOrAnIslandOfSomethingIsAPlace) {
  const std::vector<std::string> texts(
      2, "They left the State of Zolland. Then they saw the Island of Brundt.");
  EXPECT_EQ(type_in(texts, "State of Zolland"), ActorType::place);
  EXPECT_EQ(type_in(texts, "Island of Brundt"), ActorType::place);
}

TEST(Discovery, PartnersAreAFirm) {
  const std::vector<std::string> texts(2, "The men were of Stephens & Trammel.");
  EXPECT_EQ(type_in(texts, "Stephens & Trammel"), ActorType::organisation);
}

TEST(Discovery, InGarbledPrintCapitalsOfWordsOfTheLanguageTellNothing) {
  const std::string garbled =
      " tbe vefsels wcre lving thcre anil tlie pcople faw thcm witli thfir owu eycs vefterday aud "
      "thofe whieh retnrned fiom tne lfland werc glaa ot tliat.";
  const std::string said = "Yesterday the Resident Physician spoke of the Tariff to Bono Aldarr.";
  EXPECT_THAT(unknown(said), Contains("Resident Physician"));
  EXPECT_THAT(unknown(said + garbled), ElementsAre("Bono Aldarr"));
}

TEST(Discovery, OnePlaceInABigCorpusIsNoCandidateButHasItsSpan) {
  std::vector<std::string> texts(60, "Nothing was said.");
  texts[7] = "They met Bono Aldarr.";
  const MentionResult result = find_all(one_actor(), texts).raw;
  EXPECT_THAT(result.candidates, IsEmpty());
  ASSERT_EQ(result.unknown_mentions.size(), 1U);
  EXPECT_EQ(result.unknown_mentions[0].document, 7U);
  EXPECT_EQ(result.unknown_mentions[0].span.begin, 9U);
  EXPECT_EQ(result.unknown_mentions[0].span.end, 20U);
  ASSERT_EQ(result.unknown_names.size(), 1U);
  EXPECT_EQ(result.unknown_names[0].name, "Bono Aldarr");
  EXPECT_EQ(result.unknown_names[0].candidate, -1);
}

TEST(Discovery, ThePlacesOfACandidateAreAsManyAsItsCount) {
  const MentionResult result =
      find_all(one_actor(), {"Bono Aldarr met Cela Brundt.", "Then Bono Aldarr left."}).raw;
  std::vector<std::uint32_t> counts(result.candidates.size());
  for (const UnknownMention& m : result.unknown_mentions) {
    ++counts.at(static_cast<std::size_t>(result.unknown_names[m.name].candidate));
  }
  for (std::size_t i = 0; i < counts.size(); ++i) EXPECT_EQ(counts[i], result.candidates[i].count);
}

}  // namespace
}  // namespace polyvocal
