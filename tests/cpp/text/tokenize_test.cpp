#include "polyvocal/text/tokenize.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace polyvocal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> words(std::string_view text) {
  std::vector<Span> spans;
  tokenize(text, spans);
  std::vector<std::string> out;
  for (const Span span : spans) out.emplace_back(text.substr(span.begin, span.size()));
  return out;
}

// Both paths must give the same words.
void expect_same(const std::string& text) {
  std::vector<Span> fast;
  std::vector<Span> slow;
  tokenize(text, fast);
  tokenize(text, slow, {.force_icu = true});
  ASSERT_EQ(fast, slow) << '<' << text << '>';
}

TEST(Tokenize, SplitsAtHyphensAndKeepsPossessives) {
  EXPECT_THAT(words("al-Sarraj’s 140km"), ElementsAre("al", "Sarraj’s", "140km"));
  EXPECT_THAT(words("Haftar's men (AT&T)"), ElementsAre("Haftar's", "men", "AT", "T"));
}

TEST(Tokenize, KeepsStopsInsideAcronymsAndNumbers) {
  EXPECT_THAT(words("U.N. spent 3,000.5 at 10:30 a.m. yesterday"),
              ElementsAre("U.N", "spent", "3,000.5", "at", "10", "30", "a.m", "yesterday"));
}

TEST(Tokenize, TailoringDoesNotDependOnTheIcuRelease) {
  EXPECT_THAT(words("me@example.com a:b x：y"),
              ElementsAre("me", "example.com", "a", "b", "x", "y"));
}

TEST(Tokenize, UnderscoresAloneAreNoWord) {
  EXPECT_THAT(words("_ ___ a_b _c 1_"), ElementsAre("a_b", "_c", "1_"));
}

TEST(Tokenize, MarksAndJoinersBelongToTheirWord) {
  EXPECT_THAT(words("cafe\u0301 re\u00ADport a\u200Bb"),
              ElementsAre("cafe\u0301", "re\u00ADport", "a", "b"));
}

TEST(Tokenize, OtherScripts) {
  EXPECT_THAT(words("خليفة حفتر، القائد"), ElementsAre("خليفة", "حفتر", "القائد"));
  EXPECT_THAT(words("Халифа Хафтар — маршал"), ElementsAre("Халифа", "Хафтар", "маршал"));
  EXPECT_THAT(words("צה\"ל הודיע"), ElementsAre("צה\"ל", "הודיע"));
  EXPECT_FALSE(words("利比亚国民军").empty());
  EXPECT_GT(words("กองทัพแห่งชาติลิเบีย").size(), 1U);
}

TEST(Tokenize, NothingButPunctuation) {
  EXPECT_THAT(words(""), IsEmpty());
  EXPECT_THAT(words(" \n\t … — “” 😀 "), IsEmpty());
}

TEST(Tokenize, AppendsInOrderWithoutOverlap) {
  const std::string text = "One, two. 漢字 three\nfour’s";
  std::vector<Span> spans{{1000, 1001}};
  tokenize(text, spans);
  ASSERT_GT(spans.size(), 4U);
  EXPECT_EQ(spans[0], (Span{1000, 1001}));
  for (std::size_t i = 2; i < spans.size(); ++i) EXPECT_LE(spans[i - 1].end, spans[i].begin);
}

// One character for every class that either path tells apart.
const std::vector<std::string>& representatives() {
  static const std::vector<std::string> all = {
      "a",      "Z",      "é",      "ž",      "7",  "_",  "‿",      "'",      "’",
      "‘",      ".",      "․",      ",",      ";",  ":",  "·",      "‧",      "@",
      "\"",     " ",      "\u00A0", "-",      "—",  "…",  "©",      "\u00AD", "\u200B",
      "\u200C", "\u200D", "\uFEFF", "\u2060", "\n", "\r", "\u0085", "\u2028", "\u0301",
      "ж",      "α",      "ب",      "\u064B", "٣",  "٬",  "א",      "״",      "क",
      "ा",      "ก",      "ั",       "漢",     "か", "カ", "ー",     "한",     "😀",
      "🇱",      "\uFFFD", "ａ",     "１",     "：", "ⓐ",  "𝒜",      "²"};
  return all;
}

TEST(Tokenize, FastPathEqualsIcuOnAllTriplesOfClasses) {
  const auto& all = representatives();
  for (const std::string& a : all) {
    for (const std::string& b : all) {
      std::string text;
      for (const std::string& c : all) text += a + b + c + " \n";
      expect_same(text);
      for (const std::string& c : all) {
        std::vector<Span> fast;
        std::vector<Span> slow;
        tokenize(a + b + c, fast);
        tokenize(a + b + c, slow, {.force_icu = true});
        ASSERT_EQ(fast, slow) << a << '|' << b << '|' << c;
      }
    }
  }
}

TEST(Tokenize, FastPathEqualsIcuOnRandomStrings) {
  std::mt19937 random(20240229);
  const auto& all = representatives();
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (auto length = random() % 24; length > 0; --length) text += all[random() % all.size()];
    expect_same(text);
  }
}

TEST(Tokenize, FastPathEqualsIcuOnTheSampleArticles) {
  int articles = 0;
  for (const auto& entry : std::filesystem::directory_iterator(POLYVOCAL_SEEDS)) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    expect_same({std::istreambuf_iterator<char>(file), {}});
    ++articles;
  }
  EXPECT_EQ(articles, 5);
}

}  // namespace
}  // namespace polyvocal
