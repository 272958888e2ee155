// Annotations among mentions: precedence, order, flags, tokens.
#include "polyvocal/actors/annotations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "actors/find.h"

namespace polyvocal {
namespace {

using testing::ElementsAre;

struct Merged {
  std::vector<std::string> rows;  ///< "surface>actor", with "*" when nested
  std::vector<Outcome> outcomes;
  MentionResult result;
};

// Says which words of the only document are which actor (-1: none).
struct Said {
  std::string words;
  ActorId actor;
};

Knowledge study() {
  Knowledge knowledge;
  knowledge.actors = {{"haftar", "Khalifa Haftar", ActorType::person, {}, {}},
                      {"lna", "Libyan National Army", ActorType::armed, {}, {}},
                      {"libya", "Libya", ActorType::state, {}, {}}};
  knowledge.names = {{0, "Khalifa Haftar"},
                     {1, "Libyan National Army"},
                     {2, "Libya"},
                     {2, "Libyan", NameKind::demonym}};
  return knowledge;
}

Merged merge(const std::string& text, const std::vector<Said>& said,
             const Knowledge& knowledge = study()) {
  const Corpus corpus = testing_actors::make_corpus({"Nobody.", text});
  const Run run{.threads = 1};
  const Segments segments = segment(corpus, run);
  Merged merged;
  merged.result = find_mentions(corpus, segments, knowledge, run);
  std::vector<Annotation> annotations;
  for (const Said& one : said) {
    const auto at = static_cast<std::uint32_t>(text.find(one.words));
    const auto end = at + static_cast<std::uint32_t>(one.words.size());
    annotations.push_back({1, {at, end}, one.actor, 0, 0.5F});
  }
  merged.outcomes = add_annotations(corpus, segments, knowledge, annotations, merged.result);
  for (const Mention& m : merged.result.mentions.rows) {
    merged.rows.push_back(text.substr(m.span.begin, m.span.size()) + (m.nested ? "*>" : ">") +
                          knowledge.actors[static_cast<std::size_t>(m.actor)].id);
  }
  return merged;
}

TEST(Annotations, StandInOrderWithTokensAndSentence) {
  const Merged m = merge("He left. Old Weavers met Khalifa Haftar.", {{"Old Weavers", 1}});
  EXPECT_THAT(m.rows, ElementsAre("Old Weavers>lna", "Khalifa Haftar>haftar"));
  EXPECT_THAT(m.outcomes, ElementsAre(Outcome::accepted));
  EXPECT_THAT(m.result.mentions.doc_rows, ElementsAre(0U, 0U, 2U));
  const Mention& row = m.result.mentions.rows[0];
  EXPECT_EQ(row.method, Method::annotator);
  EXPECT_EQ(row.token_count, 2);
  EXPECT_EQ(row.sentence, 2U);
  EXPECT_FLOAT_EQ(row.confidence, 0.5F);
}

TEST(Annotations, ListedNamesHoldTheirPlace) {
  const Merged m = merge("The general Khalifa Haftar left.", {{"general Khalifa", 1}});
  EXPECT_THAT(m.rows, ElementsAre("Khalifa Haftar>haftar"));
  EXPECT_THAT(m.outcomes, ElementsAre(Outcome::overruled));
}

TEST(Annotations, ReplaceALikelySpellingAndKeepTheNameInside) {
  const std::string text = "The Libyan National Army spoke. The National Libyan Army left.";
  ASSERT_THAT(merge(text, {}).rows, ElementsAre("Libyan National Army>lna", "Libyan*>libya",
                                                "National Libyan Army>lna", "Libyan*>libya"));
  const Merged m = merge(text, {{"National Libyan Army left", 0}});
  EXPECT_THAT(m.rows, ElementsAre("Libyan National Army>lna", "Libyan*>libya",
                                  "National Libyan Army left>haftar", "Libyan*>libya"));
}

TEST(Annotations, BlockedWordsStayBlocked) {
  Knowledge knowledge = study();
  knowledge.corrections = {{"Weavers", "", -1}};
  const Merged m = merge("Old Weavers left.", {{"Old Weavers", 1}}, knowledge);
  EXPECT_TRUE(m.rows.empty());
  EXPECT_THAT(m.outcomes, ElementsAre(Outcome::overruled));
}

TEST(Annotations, WithoutActorTheyAreForReview) {
  const Merged m = merge("Old Weavers met Khalifa Haftar ...",
                         {{"Old Weavers", -1}, {"Haftar", -1}, {"...", -1}});
  EXPECT_THAT(m.outcomes, ElementsAre(Outcome::unlisted, Outcome::known, Outcome::wordless));
  EXPECT_THAT(m.rows, ElementsAre("Khalifa Haftar>haftar"));
}

TEST(Annotations, TheFirstOfTwoCounts) {
  const Merged m = merge("Old Weavers left.", {{"Old Weavers", 1}, {"Weavers left", 0}});
  EXPECT_THAT(m.rows, ElementsAre("Old Weavers>lna"));
  EXPECT_THAT(m.outcomes, ElementsAre(Outcome::accepted, Outcome::overruled));
}

}  // namespace
}  // namespace polyvocal
