// One name in two scripts: readings of a word, distances, and look-up in an index of listed words.
#include "actors/transliteration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>
#include <vector>

#include "actors/find.h"
#include "actors/near_words.h"
#include "actors/romanise.h"

namespace polyvocal::naming {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

double distance(std::string_view a, std::string_view b) {
  return transliteration_distance(TransliteratedWord(a), TransliteratedWord(b));
}

TEST(Romanise, WritingIsThatOfTheFirstLetter) {
  EXPECT_EQ(writing_of("haftar"), Writing::latin);
  EXPECT_EQ(writing_of("хафтар"), Writing::alphabet);
  EXPECT_EQ(writing_of("γιώργος"), Writing::alphabet);
  EXPECT_EQ(writing_of("حفتر"), Writing::consonants);
  EXPECT_EQ(writing_of("נתניהו"), Writing::consonants);
  EXPECT_EQ(writing_of("2011"), Writing::other);
  EXPECT_EQ(writing_of("普京"), Writing::other);
}

TEST(Romanise, CyrillicAsNewsSpellsIt) {
  EXPECT_EQ(romanise("хафтар"), "haftar");
  EXPECT_EQ(spell_in_latin("жуков"), "zhukov");
  EXPECT_EQ(spell_in_latin("шаталов"), "shatalov");
}

TEST(Transliteration, TheSameNameIsNearAnyOtherIsFar) {
  for (const std::string_view same : {"хафтар", "حفتر", "وحفتر", "хафтара"}) {
    EXPECT_LT(distance("haftar", same), kTransliteratedLimit) << same;
    EXPECT_EQ(distance("haftar", same), distance(same, "haftar")) << same;
  }
  for (const std::string_view other : {"лавров", "سراج", "منصور"}) {
    EXPECT_GT(distance("haftar", other), kTransliteratedLimit) << other;
  }
}

TEST(Transliteration, WordsOfOneKindOfScriptAreNotCompared) {
  EXPECT_GE(distance("haftar", "haftar"), 1);
  EXPECT_GE(distance("хафтар", "хафтар"), 1);
}

TEST(Transliteration, WhatGrammarAddsIsASecondReadingAtAPrice) {
  const TransliteratedWord plain("حفتر");
  const TransliteratedWord with_and("وحفتر");
  ASSERT_GT(with_and.readings.size(), 1U);
  EXPECT_EQ(with_and.readings[0].stem, "وحفتر");
  EXPECT_EQ(with_and.readings[0].penalty, 0);
  EXPECT_GT(with_and.readings[1].penalty, 0);
  EXPECT_GE(distance("haftar", "وحفتر"), distance("haftar", "حفتر"));
  EXPECT_THAT(TransliteratedWord("2011").readings, IsEmpty());
}

TEST(Transliteration, IndexFindsWhatTheDistanceSays) {
  const std::vector<std::string_view> keys = {"haftar", "lavrov", "хафтар", "sarraj", "зеленский"};
  const TransliterationIndex index(keys);
  EXPECT_TRUE(index.has_other_than(Writing::latin));
  EXPECT_FALSE(TransliterationIndex({"haftar"}).has_other_than(Writing::latin));
  for (const std::string_view word : {"حفتر", "лаврова", "zelenskiy", "haftar", "سراج", "普京"}) {
    const TransliteratedWord read(word);
    std::vector<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
      if (distance(keys[i], word) < kTransliteratedLimit) expected.push_back(i);
    }
    std::vector<Transliterated> found;
    index.find(read, kTransliteratedLimit, found);
    std::vector<std::uint32_t> positions;
    for (const Transliterated& one : found) {
      positions.push_back(one.word);
      EXPECT_NEAR(one.distance, distance(keys[one.word], word), 1e-5) << word;
    }
    EXPECT_EQ(positions, expected) << word;
  }
}

TEST(TransliteratedNames, WholeNamesThenTheSurname) {
  using testing_actors::find;
  const Knowledge two =
      testing_actors::know({{"haftar", ActorType::person, {{NameKind::name, "Khalifa Haftar"}}},
                            {"lavrov", ActorType::person, {{NameKind::name, "Сергей Лавров"}}}});
  EXPECT_THAT(find(two, "В Каире приняли Халифу Хафтара. Встреча с Хафтаром длилась час.").pairs(),
              ElementsAre("Халифу Хафтара>haftar", "Хафтаром>haftar"));
  EXPECT_THAT(find(two, "Sergey Lavrov met envoys. Lavrov left.").pairs(),
              ElementsAre("Sergey Lavrov>lavrov", "Lavrov>lavrov"));
  // A surname by itself may be anybody's.
  EXPECT_THAT(find(two, "Встреча с Хафтаром длилась час.").pairs(), IsEmpty());
}

}  // namespace
}  // namespace polyvocal::naming
