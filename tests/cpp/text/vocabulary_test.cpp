#include "polyvocal/text/vocabulary.h"

#include <gtest/gtest.h>

#include <string>

#include "text/helpers.h"

namespace polyvocal {
namespace {

TEST(FoldKey, LowerCaseWithoutPossessiveMarksAndStops) {
  EXPECT_EQ(fold_key("Haftar’s"), "haftar");
  EXPECT_EQ(fold_key("HAFTAR'S"), "haftar");
  EXPECT_EQ(fold_key("rebels'"), "rebels");
  EXPECT_EQ(fold_key("U.N"), "un");
  EXPECT_EQ(fold_key("Erdoğan"), "erdogan");
  EXPECT_EQ(fold_key("Łódź"), "lodz");
  EXPECT_EQ(fold_key("Straße"), "strasse");
  EXPECT_EQ(fold_key("ﬁnal"), "final");
  EXPECT_EQ(fold_key("ＬＮＡ"), "lna");
}

TEST(FoldKey, BothApostrophesAreOne) { EXPECT_EQ(fold_key("O’Brien"), fold_key("O'Brien")); }

TEST(FoldKey, ComposedAndDecomposedAreOne) {
  EXPECT_EQ(fold_key("Erdog\u0306an"), "erdogan");
  EXPECT_EQ(fold_key("и\u0306"), fold_key("й"));
}

TEST(FoldKey, StopsBetweenDigitsStay) {
  EXPECT_EQ(fold_key("3.5"), "3.5");
  EXPECT_NE(fold_key("3.5"), fold_key("35"));
}

TEST(FoldKey, LettersOfOtherScriptsStay) {
  EXPECT_EQ(fold_key("مُحَمَّد"), "محمد");
  EXPECT_EQ(fold_key("حفتـــر"), "حفتر");
  EXPECT_EQ(fold_key("أحمد"), "أحمد");
  EXPECT_EQ(fold_key("Мой"), "мой");
  EXPECT_EQ(fold_key("Ёлка"), "елка");
  EXPECT_EQ(fold_key("Ελλάδα"), "ελλαδα");
  EXPECT_EQ(fold_key("हिन्दी"), "हिन्दी");
}

TEST(FoldKey, IsIdempotent) {
  for (const std::string token : {"Haftar’s", "U.N", "Erdoğan", "مُحَمَّد", "Мой", "3.5", "ǅ", "Æon"}) {
    EXPECT_EQ(fold_key(fold_key(token)), fold_key(token)) << token;
  }
}

TEST(ClassifyToken, Casing) {
  EXPECT_EQ(classify_token("libya").casing, Casing::lower);
  EXPECT_EQ(classify_token("Libya’s").casing, Casing::capitalized);
  EXPECT_EQ(classify_token("A").casing, Casing::capitalized);
  EXPECT_EQ(classify_token("LNA").casing, Casing::upper);
  EXPECT_EQ(classify_token("LNA's").casing, Casing::upper);
  EXPECT_EQ(classify_token("U.N").casing, Casing::upper);
  EXPECT_EQ(classify_token("LNAs").casing, Casing::mixed);
  EXPECT_EQ(classify_token("McCain").casing, Casing::mixed);
  EXPECT_EQ(classify_token("iPhone").casing, Casing::mixed);
  EXPECT_EQ(classify_token("2011").casing, Casing::none);
  EXPECT_EQ(classify_token("ليبيا").casing, Casing::none);
  EXPECT_EQ(classify_token("Ливия").casing, Casing::capitalized);
  EXPECT_EQ(classify_token("Élysée").casing, Casing::capitalized);
}

TEST(ClassifyToken, PossessiveBytes) {
  EXPECT_EQ(classify_token("Libya's").possessive, 2);
  EXPECT_EQ(classify_token("Libya’s").possessive, 4);
  EXPECT_EQ(classify_token("rebels’").possessive, 3);
  EXPECT_EQ(classify_token("don't").possessive, 0);
  EXPECT_EQ(classify_token("'s").possessive, 0);
  EXPECT_EQ(classify_token("s").possessive, 0);
}

TEST(ClassifyToken, NumbersAndLatin) {
  EXPECT_TRUE(classify_token("3,000.5").numeric);
  EXPECT_TRUE(classify_token("٣٤").numeric);
  EXPECT_FALSE(classify_token("140km").numeric);
  EXPECT_TRUE(classify_token("140km").latin);
  EXPECT_FALSE(classify_token("2011").latin);
  EXPECT_TRUE(classify_token("Erdoğan").latin);
  EXPECT_FALSE(classify_token("Хафтар").latin);
}

TEST(Vocabulary, IdsAreRanksByCountThenBytes) {
  const auto s = testing::segment_text("b b b a a c c. Then b and a, then.");
  const Vocabulary& v = s.segments.vocabulary;
  ASSERT_EQ(v.types.size(), v.counts.size());
  for (TypeId id = 1; id < v.types.size(); ++id) {
    EXPECT_TRUE(v.counts[id - 1] > v.counts[id] ||
                (v.counts[id - 1] == v.counts[id] && v.types[id - 1] < v.types[id]));
  }
  EXPECT_EQ(v.types[0], "b");
  EXPECT_EQ(v.counts[0], 4U);
}

TEST(Vocabulary, FindsTypesAndKeys) {
  const auto s = testing::segment_text("Haftar’s men met Haftar.");
  const Vocabulary& v = s.segments.vocabulary;
  const auto type = v.find_type("Haftar’s");
  ASSERT_TRUE(type.has_value());
  EXPECT_EQ(v.types[*type], "Haftar’s");
  const auto key = v.find_key("haftar");
  ASSERT_TRUE(key.has_value());
  EXPECT_EQ(v.info[*type].key, *key);
  EXPECT_EQ(v.info[*v.find_type("Haftar")].key, *key);
  EXPECT_FALSE(v.find_type("haftar").has_value());
  EXPECT_FALSE(v.find_key("").has_value());
  EXPECT_FALSE(v.find_key("zebra").has_value());
}

TEST(Vocabulary, CountsDocumentsAndCapitalsInsideSentences) {
  const auto s = testing::segment_all(
      {"March is here, and we march in March. March on.", "They march on and on in the rain."});
  const Vocabulary& v = s.segments.vocabulary;
  const KeyId march = *v.find_key("march");
  EXPECT_EQ(v.key_documents[march], 2U);
  EXPECT_EQ(v.key_lower[march], 2U);
  EXPECT_EQ(v.key_capital[march], 1U);  // the two at sentence starts tell nothing
  EXPECT_EQ(v.key_documents[*v.find_key("rain")], 1U);
}

TEST(Vocabulary, CapitalsOfHeadlinesAreNotCounted) {
  const auto s = testing::segment_text(
      "Army Takes Big Harbour After Long Fight\n\nThe army took the harbour after a long fight. It "
      "was the end of it.");
  const Vocabulary& v = s.segments.vocabulary;
  EXPECT_EQ(v.key_capital[*v.find_key("harbour")], 0U);
  EXPECT_EQ(v.key_lower[*v.find_key("harbour")], 1U);
}

}  // namespace
}  // namespace polyvocal
