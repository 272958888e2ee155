// What a careful reader expects of each kind of trouble in real news, on invented sentences.
#include "polyvocal/actors/mentions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "actors/find.h"
#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing_actors::ActorSpec;
using testing_actors::find;
using testing_actors::find_all;
using testing_actors::know;
using testing_actors::Result;

constexpr auto kName = NameKind::name;

Knowledge study() {
  return know({
      {"haftar", ActorType::person, {{kName, "Khalifa Haftar"}}, {"Field Marshal", "General"}, 0},
      {"sarraj", ActorType::person, {{kName, "Fayez al-Sarraj"}}, {"Prime Minister"}, 1},
      {"saleh", ActorType::person, {{kName, "Aguila Saleh"}}, {"Speaker"}, 0},
      {"lavrov", ActorType::person, {{kName, "Sergey Lavrov"}}, {"Foreign Minister"}},
      {"lna",
       ActorType::armed,
       {{kName, "Libyan National Army"}, {NameKind::acronym, "LNA"}},
       {},
       0},
      {"gna",
       ActorType::government,
       {{kName, "Government of National Accord"},
        {NameKind::acronym, "GNA"},
        {NameKind::description, "Tripoli government"},
        {NameKind::capital, "Tripoli"}},
       {},
       1},
      {"hor",
       ActorType::parliament,
       {{kName, "House of Representatives"},
        {NameKind::description, "eastern parliament"},
        {NameKind::description, "Tobruk-based parliament"}},
       {},
       0},
      {"libya",
       ActorType::state,
       {{kName, "Libya"}, {NameKind::demonym, "Libyan"}, {NameKind::demonym, "Libyans"}}},
      {"egypt",
       ActorType::state,
       {{kName, "Egypt"}, {NameKind::demonym, "Egyptian"}, {NameKind::capital, "Cairo"}}},
      {"russia",
       ActorType::state,
       {{kName, "Russia"}, {NameKind::demonym, "Russian"}, {NameKind::capital, "Moscow"}}},
      {"us",
       ActorType::state,
       {{kName, "United States"}, {NameKind::acronym, "US"}, {NameKind::demonym, "American"}}},
      {"un", ActorType::organisation, {{kName, "United Nations"}, {NameKind::acronym, "UN"}}},
  });
}

Result in(const std::string& text) { return find(study(), text); }

// ---- Exact names ------------------------------------------------------------------------------

TEST(Mentions, FullNameThenSurname) {
  const Result r = in("Khalifa Haftar met envoys. Haftar left early.");
  EXPECT_THAT(r.pairs(), ElementsAre("Khalifa Haftar>haftar", "Haftar>haftar"));
  EXPECT_EQ(r.rows[0].method, Method::exact);
  EXPECT_EQ(r.rows[1].method, Method::back_reference);
  EXPECT_EQ(r.rows[1].kind, NameKind::short_form);
  EXPECT_GT(r.rows[0].confidence, r.rows[1].confidence);
}

TEST(Mentions, SpanLeavesOutPossessiveTitleAndArticle) {
  const Result r = in("The general said Field Marshal Haftar's men and the UN’s envoy met.");
  EXPECT_THAT(r.pairs(), ElementsAre("Haftar>haftar", "UN>un"));
}

TEST(Mentions, NameRunsAcrossNoBreakSpaceAndHyphen) {
  EXPECT_THAT(in("led by Khalifa\u00A0Haftar today").pairs(),
              ElementsAre("Khalifa\u00A0Haftar>haftar"));
  EXPECT_THAT(in("the United-Nations envoy").pairs(), ElementsAre("United-Nations>un"));
}

TEST(Mentions, NameNeverRunsAcrossCommaOrSentence) {
  EXPECT_THAT(in("He thanked Khalifa, Haftar and others.").pairs(),
              Not(Contains("Khalifa, Haftar>haftar")));
  EXPECT_THAT(in("They joined the United. Nations followed.").pairs(), IsEmpty());
}

TEST(Mentions, AcronymsOnlyAsCapitalsWithOrWithoutTheirFullStops) {
  EXPECT_THAT(in("The US and the U.S. agreed.").pairs(), ElementsAre("US>us", "U.S.>us"));
  EXPECT_THAT(in("They told us that un is a prefix.").pairs(), IsEmpty());
}

TEST(Mentions, CapitalLinesAndSlatesAreRead) {
  EXPECT_THAT(in("KHALIFA HAFTAR COMMANDER OF THE ARMY\n\nHe spoke.").pairs(),
              Contains("KHALIFA HAFTAR>haftar"));
  EXPECT_THAT(in("They oppose Fayez AL Sarraj.").pairs(), ElementsAre("Fayez AL Sarraj>sarraj"));
}

TEST(Mentions, LongNameOfABodyIsPlainInLowerCase) {
  const Result r = in("There is no solution except through the house of representatives.");
  EXPECT_THAT(r.pairs(), ElementsAre("house of representatives>hor"));
  EXPECT_LT(r.rows[0].confidence, 0.9);
}

TEST(Mentions, ShorterNamesInsideLongerOnesAreNested) {
  const Result r = in("The Libyan National Army advanced.");
  EXPECT_THAT(r.pairs(), ElementsAre("Libyan National Army>lna", "Libyan>libya"));
  EXPECT_FALSE(r.rows[0].nested);
  EXPECT_TRUE(r.rows[1].nested);
  EXPECT_THAT(
      find_all(study(), {"The Libyan National Army advanced."}, 1, {.keep_nested = false}).pairs(),
      ElementsAre("Libyan National Army>lna"));
}

TEST(Mentions, NameWithoutAnyWordIsRefused) {
  EXPECT_THROW(find(know({{"x", ActorType::other, {{kName, "--"}}}}), "text"), InputError);
}

// ---- Word order and romanisation
// ------------------------------------------------------------------

TEST(Mentions, BodiesInOtherWordOrderAndWithCountryForDemonym) {
  for (const std::string name :
       {"National Libyan Army", "Libya National Army", "Libya's National Army"}) {
    const Result r = in("Envoys met the " + name + " in May.");
    EXPECT_THAT(r.outer(), ElementsAre(name + ">lna")) << name;
    EXPECT_EQ(r.rows[0].kind, NameKind::variant);
  }
}

TEST(Mentions, ArabicArticleInAnySpelling) {
  for (const std::string name : {"Fayez El-Sarraj", "Fayez as-Sarraj", "Fayez Al Sarraj",
                                 "Fayez Sarraj", "Fayez Alsarraj"}) {
    EXPECT_THAT(in("They met " + name + " again.").pairs(), ElementsAre(name + ">sarraj")) << name;
  }
  EXPECT_THAT(in("Fayez al-Sarraj spoke. El-Sarraj left, and Sarraj's aide too.").pairs(),
              ElementsAre("Fayez al-Sarraj>sarraj", "El-Sarraj>sarraj", "Sarraj>sarraj"));
}

TEST(Mentions, DescriptionsInFreeOrder) {
  EXPECT_THAT(in("the Tripoli-based government said").pairs(),
              ElementsAre("Tripoli-based government>gna"));
  EXPECT_THAT(in("the government based in Tripoli said").pairs(),
              ElementsAre("government based in Tripoli>gna"));
  EXPECT_THAT(in("a parliament based in the eastern city of Tobruk met").pairs(),
              ElementsAre("parliament based in the eastern city of Tobruk>hor"));
  EXPECT_THAT(in("that Eastern parliament met").pairs(), ElementsAre("Eastern parliament>hor"));
  EXPECT_THAT(in("The government attacked Tripoli.").pairs(), IsEmpty());
  EXPECT_THAT(in("The government said Tripoli fell.").outer(),
              Not(Contains("government said Tripoli>gna")));
}

// ---- Short forms
// --------------------------------------------------------------------------------------

TEST(Mentions, SurnameAloneNeedsNoOtherFirstName) {
  const Result r = in("Yesterday Haftar spoke.");
  ASSERT_THAT(r.pairs(), ElementsAre("Haftar>haftar"));
  EXPECT_EQ(r.rows[0].method, Method::unique_short);
  EXPECT_THAT(in("Yesterday Belqasem Haftar spoke.").pairs(), IsEmpty());
  EXPECT_THAT(in("The Haftar Foundation spoke to them.").pairs(), IsEmpty());
}

TEST(Mentions, GivenNameAloneIsNobody) {
  EXPECT_THAT(in("Khalifa spoke to Fayez and Sergey.").pairs(), IsEmpty());
}

TEST(Mentions, CommonSurnameNeedsEvidence) {
  EXPECT_THAT(in("Yesterday Saleh resigned.").pairs(), IsEmpty());
  EXPECT_THAT(in("Ali Abdullah Saleh ruled Yemen. Saleh resigned.").pairs(), IsEmpty());
  EXPECT_THAT(in("Aguila Saleh came. Saleh left.").pairs(),
              ElementsAre("Aguila Saleh>saleh", "Saleh>saleh"));
  EXPECT_THAT(in("In the end Speaker Saleh resigned.").pairs(), ElementsAre("Saleh>saleh"));
  EXPECT_THAT(in("In the end President Saleh resigned.").pairs(), IsEmpty());
}

TEST(Mentions, RankOfTheClergyIsNobodyWhoIsNotListedWithIt) {
  const Knowledge karam = know({{"karam", ActorType::person, {{kName, "Ilhan Karam"}}}});
  EXPECT_THAT(find(karam, "They spoke with Mullah Karam in May.").pairs(), IsEmpty());
  EXPECT_THAT(find(karam, "They spoke with Secretary Karam in May.").pairs(),
              ElementsAre("Karam>karam"));
  const Knowledge mullah =
      know({{"mullah", ActorType::person, {{kName, "Mohammed Karam"}}, {"Mullah"}}});
  EXPECT_THAT(find(mullah, "They spoke with Mullah Karam in May.").pairs(),
              ElementsAre("Karam>mullah"));
}

TEST(Mentions, SharedSurnameGoesByTitleElseIsAmbiguous) {
  const Knowledge two = know({
      {"george", ActorType::person, {{kName, "George Karam"}}, {"General"}},
      {"maria", ActorType::person, {{kName, "Maria Karam"}}, {"Minister"}},
  });
  const Result titled = find(two, "They met Minister Karam in May.");
  ASSERT_THAT(titled.pairs(), ElementsAre("Karam>maria"));
  EXPECT_FALSE(titled.rows[0].ambiguous);
  EXPECT_EQ(titled.rows[0].runner_up, "george");
  const Result bare = find(two, "They met Karam in May.");
  ASSERT_EQ(bare.rows.size(), 1U);
  EXPECT_TRUE(bare.rows[0].ambiguous);
  EXPECT_NE(bare.rows[0].runner_up, "");
  EXPECT_LE(bare.rows[0].confidence, 0.5F);
  const Result named = find(two, "Maria Karam resigned. Karam was tired.");
  EXPECT_THAT(named.pairs(), ElementsAre("Maria Karam>maria", "Karam>maria"));
  EXPECT_FALSE(named.rows[1].ambiguous);
}

TEST(Mentions, SharedSurnameOfTwoPresentGoesToTheNearerOne) {
  const Knowledge two = know({
      {"george", ActorType::person, {{kName, "George Karam"}}},
      {"maria", ActorType::person, {{kName, "Maria Karam"}}},
  });
  const Result r = find(two,
                        "George Karam spoke first. It was late. It rained. They waited. "
                        "Maria Karam spoke last. Karam was tired.");
  ASSERT_EQ(r.rows.size(), 3U);
  EXPECT_EQ(r.rows[2].actor, "maria");
  EXPECT_EQ(r.rows[2].runner_up, "george");
}

TEST(Mentions, OneSurfaceOfTwoActorsIsKeptWithBoth) {
  const Knowledge two = know({
      {"congo_b", ActorType::state, {{kName, "Congo"}}},
      {"congo_k", ActorType::state, {{kName, "Congo"}}},
  });
  const Result r = find(two, "Aid reached Congo in May.");
  ASSERT_EQ(r.rows.size(), 1U);
  EXPECT_TRUE(r.rows[0].ambiguous);
  EXPECT_EQ(r.rows[0].runner_up, "congo_k");
}

TEST(Mentions, FamilyNameFirst) {
  const Knowledge china = know({{"xi", ActorType::person, {{kName, "Xi Jinping"}}}});
  EXPECT_THAT(find(china, "Xi Jinping spoke. Later Xi left.").pairs(),
              ElementsAre("Xi Jinping>xi", "Xi>xi"));
}

TEST(Mentions, HeadNounStandsForTheBodyJustNamed) {
  const Result r = in("The Libyan National Army advanced. The army took a bridge.");
  ASSERT_THAT(r.outer(), ElementsAre("Libyan National Army>lna", "army>lna"));
  EXPECT_EQ(r.find("army")->method, Method::back_reference);
  EXPECT_THAT(in("The army took a bridge.").pairs(), IsEmpty());
  EXPECT_THAT(in("The Libyan National Army advanced. An army of Chad took a bridge.").outer(),
              ElementsAre("Libyan National Army>lna"));
  EXPECT_THAT(in("The Libyan National Army advanced. The army of Chad took a bridge.").outer(),
              ElementsAre("Libyan National Army>lna"));
}

TEST(Mentions, HeadNounOfManyStandsForTheOneThatIsNamed) {
  std::vector<ActorSpec> bodies;
  for (const char first : {'B', 'D', 'G', 'K', 'M', 'V', 'Z'}) {
    const std::string place = std::string(1, first) + "ollandia";
    bodies.push_back({place, ActorType::armed, {{kName, place + " Liberation Army"}}});
  }
  const Knowledge many = know(bodies);
  EXPECT_THAT(find(many, "The Gollandia Liberation Army left. The army took a bridge.").outer(),
              ElementsAre("Gollandia Liberation Army>Gollandia", "army>Gollandia"));
  EXPECT_THAT(find(many, "The army took a bridge.").pairs(), IsEmpty());
  EXPECT_THAT(
      find(many,
           "The Gollandia Liberation Army met the Mollandia Liberation Army. The "
           "army took a bridge.")
          .outer(),
      ElementsAre("Gollandia Liberation Army>Gollandia", "Mollandia Liberation Army>Mollandia"));
}

TEST(Mentions, ShortFormsCanBeSwitchedOff) {
  EXPECT_THAT(
      find_all(study(), {"Khalifa Haftar met. Haftar left."}, 1, {.short_forms = false}).pairs(),
      ElementsAre("Khalifa Haftar>haftar"));
}

// ---- Acronyms defined in the document
// --------------------------------------------------------------------

TEST(Mentions, AcronymDefinedInTheDocument) {
  const Knowledge front = know({{"pf", ActorType::armed, {{kName, "Popular Front"}}}});
  const Result r = find(front, "The Popular Front (PF) attacked. Later PF fighters fled.");
  ASSERT_THAT(r.pairs(), ElementsAre("Popular Front>pf", "PF>pf", "PF>pf"));
  EXPECT_EQ(r.rows[2].kind, NameKind::acronym);
  EXPECT_EQ(r.rows[2].method, Method::definition);
  EXPECT_THAT(find(front, "Later PF fighters fled.").pairs(), IsEmpty());
}

TEST(Mentions, DefinitionWithoutSpaceBeforeTheBracket) {
  EXPECT_THAT(in("the Government of National Accord(GNA) failed").pairs(),
              ElementsAre("Government of National Accord>gna", "GNA>gna"));
}

TEST(Mentions, AcronymDefinedForSomebodyElseIsTheirs) {
  const Result r = in("The Ghana News Agency (GNA) reported it. GNA gave no source.");
  EXPECT_THAT(r.pairs(), IsEmpty());
}

TEST(Mentions, AcronymInAnotherOrderNeedsTheLongFormInThatOrder) {
  const std::string with = "The National Libyan Army (LNA) advanced. Envoys of the NLA agreed.";
  const Result r = in(with);
  ASSERT_NE(r.find("NLA"), nullptr);
  EXPECT_EQ(r.find("NLA")->actor, "lna");
  EXPECT_EQ(r.find("NLA")->kind, NameKind::variant);
  EXPECT_THAT(in("Envoys of the NLA agreed.").pairs(), IsEmpty());
}

// ---- Demonyms and capitals
// ----------------------------------------------------------------------------------

TEST(Mentions, DemonymsAreMetonyms) {
  const Result r = in("Egyptian officials met Libyans.");
  ASSERT_THAT(r.pairs(), ElementsAre("Egyptian>egypt", "Libyans>libya"));
  EXPECT_TRUE(r.rows[0].metonym);
  EXPECT_GT(r.rows[0].confidence, r.rows[1].confidence);
}

TEST(Mentions, CapitalsThatActAreGovernments) {
  for (const std::string text :
       {"Moscow said it would help.", "Yesterday Moscow rejected the plan.",
        "Talks between Cairo and Moscow failed.", "They accused Moscow of meddling.",
        "Moscow's support for them grew.", "Moscow, Cairo coordinate steps on a settlement",
        "Moscow has also backed the plan."}) {
    const Result r = in(text);
    ASSERT_THAT(r.pairs(), Contains("Moscow>russia")) << text;
    EXPECT_TRUE(r.find("Moscow")->metonym) << text;
  }
}

TEST(Mentions, CapitalsAsPlacesAreNotGovernments) {
  for (const std::string text :
       {"They met in Moscow on Monday.", "The envoy arrived in Moscow.", "He visited Moscow twice.",
        "They drove from Moscow to Kyiv.", "Fighting on the outskirts of Moscow grew.",
        "The envoy arrived Moscow from Kyiv.", "The Moscow conference failed.",
        "Turning to Moscow, where envoys meet.", "Streets near central Moscow were empty."}) {
    EXPECT_THAT(in(text).pairs(), IsEmpty()) << text;
  }
}

TEST(Mentions, CapitalInADatelineIsAPlace) {
  const Result r = in("MOSCOW, April 6. /TASS/. Egypt agreed to the plan, he said on Saturday.");
  EXPECT_THAT(r.pairs(), ElementsAre("Egypt>egypt"));
}

TEST(Mentions, ACountryBesideAFirstNameIsAPerson) {
  const Knowledge jordan = know({{"jordan", ActorType::state, {{kName, "Jordan"}}}});
  EXPECT_THAT(find(jordan, "Yesterday Michael Jordan retired.").pairs(), IsEmpty());
  EXPECT_THAT(find(jordan, "Yesterday Jordan closed its border.").pairs(),
              ElementsAre("Jordan>jordan"));
}

// ---- Other spellings
// --------------------------------------------------------------------------------------------

TEST(Mentions, GarbledSurnameBesideTheFirstName) {
  const Result r = in("the commander Khalifa Hafar withdrew");
  ASSERT_THAT(r.pairs(), ElementsAre("Khalifa Hafar>haftar"));
  EXPECT_EQ(r.rows[0].method, Method::variant_document);
  EXPECT_EQ(r.rows[0].kind, NameKind::variant);
  EXPECT_LT(r.rows[0].confidence, 0.96);  // less than a listed name
}

TEST(Mentions, BothPartsGarbledThenTheSurnameAlone) {
  const Result r = in("Prime Minister Fayaz al-Sarraz agreed. Later al-Sarraz left.");
  EXPECT_THAT(r.pairs(), ElementsAre("Fayaz al-Sarraz>sarraj", "al-Sarraz>sarraj"));
}

TEST(Mentions, GarbledSurnameWhereTheActorIsNamed) {
  const Result r = in("Khalifa Haftar spoke. The Hafters and Hafta forces fled.");
  EXPECT_THAT(r.pairs(), ElementsAre("Khalifa Haftar>haftar", "Hafters>haftar", "Hafta>haftar"));
}

TEST(Mentions, GarbledSurnameWithoutEvidenceIsACandidate) {
  const Result r = in("Yesterday Hafta said it would close its shops.");
  EXPECT_THAT(r.pairs(), IsEmpty());
  const Candidate* hafta = r.candidate("Hafta");
  ASSERT_NE(hafta, nullptr);
  EXPECT_EQ(hafta->nearest, 0);
  EXPECT_GT(hafta->similarity, 0.7);
  EXPECT_THAT(hafta->reason, testing::HasSubstr("Khalifa Haftar"));
}

TEST(Mentions, OrdinaryWordsAndOtherNamesAreNoVariants) {
  const Result r = in("Khalifa Haftar spoke. After that, Turkish troops left. Salah spoke.");
  EXPECT_THAT(r.pairs(), ElementsAre("Khalifa Haftar>haftar"));
}

TEST(Mentions, RealOtherNameIsLeftToAHuman) {
  const Result r = in("Khalifa Haftar spoke. They had to withdraw Halter's and Haider's fighters.");
  EXPECT_THAT(r.pairs(), ElementsAre("Khalifa Haftar>haftar"));
  ASSERT_NE(r.candidate("Halter"), nullptr);
  EXPECT_EQ(r.candidate("Halter")->nearest, 0);
  ASSERT_NE(r.candidate("Haider"), nullptr);
  EXPECT_EQ(r.candidate("Haider")->nearest, -1);
}

TEST(Mentions, AnotherPersonWithASimilarNameIsNotMerged) {
  const Knowledge one = know({{"hussein", ActorType::person, {{kName, "Ahmed Hussein"}}}});
  EXPECT_THAT(find(one, "Ahmed Hassan spoke. Mahmoud Hussein left.").pairs(), IsEmpty());
}

TEST(Mentions, SpellingCorroboratedElsewhereInTheCorpus) {
  const std::vector<std::string> texts = {"The commander Khalifa Heffter spoke.",
                                          "Yesterday Heffter spoke again."};
  const Result both = find_all(study(), texts);
  EXPECT_THAT(both.pairs(), ElementsAre("Khalifa Heffter>haftar", "Heffter>haftar"));
  EXPECT_EQ(both.rows[1].method, Method::variant_corpus);
  EXPECT_THAT(find(study(), texts[1]).pairs(), IsEmpty());
}

TEST(Mentions, GarbledPlaceInADescription) {
  EXPECT_THAT(in("the Tobrok based parliament met").pairs(),
              ElementsAre("Tobrok based parliament>hor"));
}

TEST(Mentions, FarGarblingOfAFullNameNeedsTheActorElsewhere) {
  const Knowledge one = know({{"m", ActorType::person, {{kName, "Tarek Megerisi"}}}});
  EXPECT_THAT(find(one, "Tarek Meghesi, a fellow, spoke.").pairs(), IsEmpty());
  EXPECT_THAT(find(one, "Tarek Meghesi, a fellow, spoke. He left, Megarisi said.").pairs(),
              ElementsAre("Tarek Meghesi>m", "Megarisi>m"));
}

TEST(Mentions, CapitalBeforeItsOwnGovernmentIsNoSecondMention) {
  EXPECT_THAT(in("Tripoli's Government of National Accord said").pairs(),
              ElementsAre("Government of National Accord>gna"));
}

TEST(Mentions, VariantsCanBeSwitchedOff) {
  EXPECT_THAT(
      find_all(study(), {"Khalifa Hafar and Khalifa Haftar."}, 1, {.variants = false}).pairs(),
      ElementsAre("Khalifa Haftar>haftar"));
}

// ---- Corrections
// ----------------------------------------------------------------------------------------------------

TEST(Mentions, CorrectionAssignsInTheDocumentsItNames) {
  Knowledge knowledge = study();
  knowledge.corrections = {{"Haider", "d0", 0}, {"Nobody", "", 0}, {"Haider", "x*", 1}};
  const Result r = find_all(knowledge, {"They withdrew Haider's fighters.", "Haider came."});
  ASSERT_THAT(r.pairs(), ElementsAre("Haider>haftar"));
  EXPECT_EQ(r.rows[0].method, Method::correction);
  EXPECT_EQ(r.rows[0].confidence, 1);
  EXPECT_THAT(r.unused, ElementsAre(1U, 2U));
}

TEST(Mentions, CorrectionBlocksAndReassigns) {
  Knowledge knowledge = study();
  knowledge.corrections = {{"Haftar", "d0", -1}, {"Saleh", "d1", 3}};
  const Result r = find_all(knowledge, {"Yesterday Haftar spoke.", "Aguila Saleh came. Saleh left.",
                                        "Yesterday Haftar spoke."});
  EXPECT_THAT(r.pairs(), ElementsAre("Aguila Saleh>saleh", "Saleh>lavrov", "Haftar>haftar"));
}

TEST(Mentions, CorrectionsByOutletAndByActorCountWhatTheyDid) {
  Knowledge knowledge = study();
  // Articles are of the outlets A, B, A, ...
  knowledge.corrections = {{"Haider", "", 0, "B"}, {"Haftar", "", 2, "", 1}, {"Saleh", "", -1}};
  const Result r = find_all(
      knowledge, {"They withdrew Haider's fighters. Saleh left.", "Haider came. Haftar spoke."});
  ASSERT_THAT(r.pairs(), ElementsAre("Haider>haftar", "Haftar>haftar"));
  ASSERT_EQ(r.raw.corrections.size(), 3U);
  EXPECT_EQ(r.raw.corrections[0].matched, 1U);
  EXPECT_EQ(r.raw.corrections[0].changed, 1U);
  EXPECT_EQ(r.raw.corrections[1].matched, 0U);
  EXPECT_EQ(r.raw.corrections[2].matched, 1U);
  ASSERT_EQ(r.raw.blocked.size(), 1U);
  EXPECT_EQ(r.raw.blocked[0].document, 0U);
  EXPECT_EQ(r.raw.blocked[0].span.begin, 33U);
}

// ---- Candidates
// ------------------------------------------------------------------------------------------------------

TEST(Candidates, UnknownNamesWithTypeAndCounts) {
  const Result r =
      find_all(study(), {"President Rosa Martell met Haftar. The Free Valley Army fled to Zuwara.",
                         "Rosa Martell said the war was over."});
  const Candidate* rosa = r.candidate("Rosa Martell");
  ASSERT_NE(rosa, nullptr);
  EXPECT_EQ(rosa->type, ActorType::person);
  EXPECT_EQ(rosa->count, 2U);
  EXPECT_EQ(rosa->documents, 2U);
  EXPECT_EQ(rosa->outlets, 2U);
  EXPECT_EQ(rosa->reason, "unknown name");
  EXPECT_EQ(rosa->nearest, -1);
  const Candidate* army = r.candidate("Free Valley Army");
  ASSERT_NE(army, nullptr);
  EXPECT_EQ(army->type, ActorType::armed);
  EXPECT_EQ(r.candidate("President Rosa Martell"), nullptr);
  EXPECT_EQ(r.candidate("Haftar"), nullptr);
}

TEST(Candidates, NearestActorIsTheOneWithTheMostSimilarWholeName) {
  // By its last word alone "Trina" is nearer to the other one.
  const Knowledge two = know({{"m", ActorType::person, {{kName, "Malik Traina"}}},
                              {"o", ActorType::person, {{kName, "Olga Trinah"}}}});
  const Result result = find(two, "Yesterday Malik Trina spoke to reporters.");
  EXPECT_THAT(result.rows, IsEmpty());
  const Candidate* candidate = result.candidate("Malik Trina");
  ASSERT_NE(candidate, nullptr);
  EXPECT_EQ(two.actors[static_cast<std::size_t>(candidate->nearest)].id, "m");
  EXPECT_GT(candidate->similarity, 0.5);
}

TEST(Candidates, TheLimitIsCounted) {
  const Result all = in("They met Bono Aldarr, Cela Brundt and Dora Cimmel.");
  ASSERT_GE(all.candidates.size(), 3U);
  const Result one = find_all(study(), {"They met Bono Aldarr, Cela Brundt and Dora Cimmel."}, 1,
                              {.max_candidates = 1});
  ASSERT_EQ(one.candidates.size(), 1U);
  EXPECT_EQ(one.raw.candidates_left_out, all.candidates.size() - 1);
  EXPECT_EQ(one.candidates[0].name, all.candidates[0].name);
}

// ---- The whole
// ----------------------------------------------------------------------------------------------------------

TEST(Mentions, SameRowsForAnyNumberOfThreads) {
  std::vector<std::string> texts;
  for (int i = 0; i < 300; ++i) {
    texts.push_back(i % 3 == 0 ? "Khalifa Heffter met Egyptian envoys. Heffter left."
                    : i % 3 == 1
                        ? "Moscow said the LNA and Rosa Martell" + std::to_string(i) + " met."
                        : "Yesterday Heffter and Saleh spoke to the UN.");
  }
  const Result one = find_all(study(), texts, 1);
  for (const int threads : {2, 7}) {
    const Result more = find_all(study(), texts, threads);
    EXPECT_EQ(one.pairs(), more.pairs());
    ASSERT_EQ(one.rows.size(), more.rows.size());
    for (std::size_t i = 0; i < one.rows.size(); ++i) {
      EXPECT_EQ(one.rows[i].confidence, more.rows[i].confidence);
      EXPECT_EQ(one.rows[i].span, more.rows[i].span);
    }
    ASSERT_EQ(one.candidates.size(), more.candidates.size());
    for (std::size_t i = 0; i < one.candidates.size(); ++i) {
      EXPECT_EQ(one.candidates[i].name, more.candidates[i].name);
      EXPECT_EQ(one.candidates[i].example_document, more.candidates[i].example_document);
    }
  }
}

TEST(Mentions, RowsAreOrderedAndIndexedByDocument) {
  const Result r =
      find_all(study(), {"Haftar met Lavrov.", "", "The Libyan National Army and Russia."});
  const auto& m = r.raw.mentions;
  ASSERT_EQ(m.doc_rows.size(), 4U);
  EXPECT_EQ(m.doc_rows[1], m.doc_rows[2]);
  EXPECT_EQ(m.doc_rows.back(), m.rows.size());
  for (std::size_t i = 1; i < m.rows.size(); ++i) {
    const Mention& a = m.rows[i - 1];
    const Mention& b = m.rows[i];
    if (a.document != b.document) continue;
    EXPECT_LE(a.span.begin, b.span.begin);
    if (a.span.begin == b.span.begin) {
      EXPECT_GE(a.span.end, b.span.end);
    }
  }
}

TEST(Mentions, FactionFollowsTheDateOfTheDocument) {
  Knowledge knowledge = study();
  knowledge.actors[0].memberships = {{.faction = 1, .from = kNoDate, .to = 99},
                                     {.faction = 0, .from = 100, .to = kNoDate}};
  CorpusBuilder builder;
  builder.add({.id = "old", .date = 50, .text = "Khalifa Haftar spoke."});
  builder.add({.id = "new", .date = 150, .text = "Khalifa Haftar spoke."});
  builder.add({.id = "undated", .text = "Khalifa Haftar spoke."});
  const Corpus corpus = std::move(builder).finish();
  const polyvocal::Run run;
  const Segments segments = segment(corpus, run);
  const MentionResult found = find_mentions(corpus, segments, knowledge, run);
  ASSERT_EQ(found.mentions.rows.size(), 3U);
  EXPECT_EQ(found.mentions.rows[0].faction, 1);
  EXPECT_EQ(found.mentions.rows[1].faction, 0);
  EXPECT_EQ(found.mentions.rows[2].faction, 0);
}

TEST(Mentions, CancelStopsTheRun) {
  Progress progress;
  progress.cancel = true;
  const Corpus corpus = testing_actors::make_corpus({"Khalifa Haftar spoke."});
  const Segments segments = segment(corpus, polyvocal::Run{});
  const polyvocal::Run run{.threads = 1, .progress = &progress};
  EXPECT_THROW(find_mentions(corpus, segments, study(), run), Cancelled);
}

}  // namespace
}  // namespace polyvocal
