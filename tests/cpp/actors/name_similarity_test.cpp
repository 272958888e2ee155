#include "polyvocal/actors/name_similarity.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

constexpr double kSame = 0.6;  // threshold that the reference page names

double person(const std::string& a, const std::string& b) {
  return name_similarity(a, b, NamedThing::person);
}

double body(const std::string& a, const std::string& b) {
  return name_similarity(a, b, NamedThing::organisation);
}

TEST(NameSimilarity, WhatDoesNotCountLeavesItAtOne) {
  EXPECT_EQ(person("Smith, John", "JOHN SMITH"), 1);
  EXPECT_EQ(person("Dr. Rami Makhlouf", "Rami Makhlouf"), 1);
  EXPECT_EQ(person("Osama bin Laden", "Osama ibn Laden"), 1);
  EXPECT_EQ(person("Abd al-Aziz Rantisi", "Abdulaziz Rantisi"), 1);
  EXPECT_EQ(person("VladimirPutin", "Vladimir Putin"), 1);
  EXPECT_EQ(body("OAO Gazprom", "Gazprom JSC"), 1);
  EXPECT_EQ(body("Acme GmbH", "Acme Gesellschaft mit beschränkter Haftung"), 1);
  EXPECT_EQ(body("Al Qaeda Network", "Alqaeda Network"), 1);
  EXPECT_EQ(body("Brigade Forty 4", "Brigade 44"), 1);
  EXPECT_EQ(body("U.S. Department of State", "United States Department of State"), 1);
  EXPECT_EQ(body("First Bank Int'l", "1st Bank International"), 1);
}

TEST(NameSimilarity, SpellingsInitialsMiddleNamesAndShortForms) {
  EXPECT_GT(person("Fayez al-Sarraj", "Fayiz Serraj"), kSame);
  EXPECT_GT(person("Vladimir Vladimirovich Putin", "Vladimir Putin"), kSame);
  EXPECT_GT(person("A. Khamenei", "Ali Khamenei"), kSame);
  EXPECT_GT(person("J.K. Rowling", "Joanne K. Rowling"), kSame);
  EXPECT_GT(person("Joe Biden", "Joseph Biden"), kSame);
  EXPECT_GT(person("Ig0r Sech1n", "Igor Sechin"), kSame);
  EXPECT_GT(body("PLA", "People's Liberation Army"), kSame);
  EXPECT_GT(person("Hans Friedrich", "Friedrich Hans"), kSame);
  EXPECT_LT(person("Hans Friedrich", "Friedrich Hans"), 1);
}

TEST(NameSimilarity, OtherScriptsAreRead) {
  EXPECT_GT(person("Владимир Путин", "Vladimir Putin"), kSame);
  EXPECT_GT(person("فرناندو بيريز", "Fernando Pérez"), kSame);
  EXPECT_LT(person("高石早苗", "高市早苗"), kSame);
  EXPECT_EQ(person("高市早苗", "高市早苗"), 1);
}

TEST(NameSimilarity, OtherNamesAreApart) {
  EXPECT_LT(person("Angela Merkel", "Angelo Cruz"), 0.3);
  EXPECT_LT(person("Bashar al-Assad", "Hafez al-Assad"), kSame);
  EXPECT_LT(person("N.N.", "Nursultan Nazarbayev"), kSame);
  EXPECT_LT(body("Volkswagen AG", "Siemens AG"), 0.3);
  EXPECT_LT(body("Government of Estonia", "Government of Ethiopia"), kSame);
  EXPECT_LT(body("Fund Series 12", "Fund Series 17"), body("Fund Series 12", "Fund Series"));
}

TEST(NameSimilarity, SymmetricInRangeAndOneForItself) {
  const std::vector<std::string> names = {"",
                                          "  ",
                                          "...",
                                          "x",
                                          "Al",
                                          "bin",
                                          "Inc.",
                                          "Mr",
                                          "O'Brien's",
                                          "d'Artagnan",
                                          "3%ers",
                                          "Jr., ",
                                          "Ян",
                                          "ပ",
                                          "🙂",
                                          "a a a a",
                                          "Kim Jong-un",
                                          "Kim Yong Un",
                                          "Jong-un Kim",
                                          "Apple Inc",
                                          "Apple Computer Company",
                                          "Bin Laden Group Ltd",
                                          "IS",
                                          "Abu Bakr al-Baghdadi al-Husseini al-Qurashi bin Awad "
                                          "bin Ibrahim bin Ali bin Muhammad Badri"};
  for (const NamedThing thing :
       {NamedThing::unknown, NamedThing::person, NamedThing::organisation}) {
    for (const std::string& a : names) {
      for (const std::string& b : names) {
        const double score = name_similarity(a, b, thing);
        EXPECT_GE(score, 0) << a << '|' << b;
        EXPECT_LE(score, 1) << a << '|' << b;
        EXPECT_EQ(score, name_similarity(b, a, thing)) << a << '|' << b;
        EXPECT_TRUE(a != b || score == (a.empty() ? 0 : 1)) << a;
      }
    }
  }
  EXPECT_EQ(person("", "Ann Lee"), 0);
}

TEST(NameSimilarity, OneIsComparedWithMany) {
  const auto scores = name_similarities({"Ann Lee"}, {"Ann Lee", "Bo Diaz"});
  ASSERT_EQ(scores.size(), 2U);
  EXPECT_EQ(scores[0], 1);
  EXPECT_LT(scores[1], 0.3);
  EXPECT_TRUE(name_similarities({}, {}).empty());
  EXPECT_TRUE(name_similarities({"Ann Lee"}, {}).empty());
  EXPECT_THROW(name_similarities({"a", "b"}, {"a", "b", "c"}), InputError);
}

}  // namespace
}  // namespace polyvocal
