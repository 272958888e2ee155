#include "actors/spelling.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace polyvocal::naming {
namespace {

double apart(std::string_view a, std::string_view b) {
  return spelling_distance(to_sounds(a), to_sounds(b));
}

// Names and what their letters make when shaken: swaps, gaps, digraphs, "rn", digits, other
// scripts.
std::vector<std::string> make_words() {
  std::vector<std::string> words = {"haftar",  "hifter",   "gaddafi",  "qadhafi",
                                    "sarraj",  "megerisi", "cornell",  "comell",
                                    "congres", "schaefer", "zelensky", "tchaikov",
                                    "x",       "al",       "n0rth",    "\u062D\u0641\u062A\u0631",
                                    "kharkiv", "kharkov",  "janssen",  "jansen",
                                    "warner",  "wamer",    "rm",       "mrn"};
  constexpr std::string_view kLetters = "aeioubdfghjklmnrstvwyzqxc";
  std::mt19937 random(7);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
  for (int i = 0; i < 300; ++i) {
    std::string word = words[below(words.size())];
    for (std::size_t edits = 1 + below(3); edits > 0; --edits) {
      const std::size_t at = below(word.size() + 1);
      const char letter = kLetters[below(kLetters.size())];
      if (below(3) == 0 || at == word.size()) {
        word.insert(at, 1, letter);
      } else if (below(2) == 0 && word.size() > 2) {
        word.erase(at, 1);
      } else {
        word[at] = letter;
      }
    }
    words.push_back(word);
  }
  return words;
}

TEST(Spelling, SameNameInOtherRomanisationIsNear) {
  EXPECT_LT(apart("gaddafi", "qadhafi"), 0.2);
  EXPECT_LT(apart("gaddafi", "gadhafi"), 0.08);
  EXPECT_LT(apart("moammar", "muammar"), 0.08);
  EXPECT_LT(apart("zelensky", "zelenskiy"), 0.08);
  EXPECT_LT(apart("sarraj", "serraj"), 0.12);
  EXPECT_LT(apart("lukashenko", "lukashenka"), 0.1);
  EXPECT_LT(apart("yelena", "elena"), 0.25);
  EXPECT_LT(apart("jamal", "gamal"), 0.15);
}

TEST(Spelling, GarbledNamesAreFurtherAndOthersFurtherStill) {
  const double dropped = apart("haftar", "hafta");
  EXPECT_GT(dropped, 0.14);
  EXPECT_LT(dropped, 0.24);
  EXPECT_GT(apart("haftar", "haider"), 0.3);
  EXPECT_GT(apart("biden", "putin"), 0.3);
  EXPECT_GT(apart("putin", "merkel"), 0.5);
}

TEST(Spelling, SlipsOfHandAndMachineAreCheaperThanOtherEdits) {
  EXPECT_LT(apart("hafatr", "haftar"), 0.12);
  EXPECT_LT(apart("comell", "cornell"), 0.12);
  EXPECT_LT(apart("congrefman", "congresman"), 0.08);
  EXPECT_EQ(apart("hafi1", "hafil"), 0);
  EXPECT_GT(apart("mi24", "mizz"), 0);
}

TEST(Spelling, TheBeginningAndTheLengthOfANameHold) {
  EXPECT_GT(apart("sobama", "obama"), apart("obamas", "obama"));
  EXPECT_EQ(apart("sensanders", "sanders"), 1);
}

TEST(Spelling, DistanceIsSymmetricAndZeroOnlyForTheSameSounds) {
  const auto words = make_words();
  for (std::size_t i = 0; i < words.size(); i += 5) {
    for (const std::string& other : words) {
      ASSERT_DOUBLE_EQ(apart(words[i], other), apart(other, words[i])) << words[i] << ' ' << other;
      const Sounds a = to_sounds(words[i]);
      const Sounds b = to_sounds(other);
      const bool same =
          std::equal(a.ids.begin(), a.ids.begin() + a.size, b.ids.begin(), b.ids.begin() + b.size);
      ASSERT_EQ(apart(words[i], other) == 0, same) << words[i] << ' ' << other;
    }
  }
  EXPECT_EQ(apart("hassan", "hasan"), 0);
}

TEST(Spelling, TheLimitAndTheFilterLoseNothingBelowIt) {
  const auto words = make_words();
  std::size_t let_through = 0;
  std::size_t pairs = 0;
  for (const std::string& left : words) {
    const Sounds a = to_sounds(left);
    for (const std::string& right : words) {
      const Sounds b = to_sounds(right);
      const double exact = spelling_distance(a, b);
      for (const double limit : {0.1, 0.3, 0.6}) {
        const double limited = spelling_distance(a, b, limit);
        if (exact < limit) {
          ASSERT_TRUE(may_be_near(a, b, limit)) << left << ' ' << right;
          ASSERT_DOUBLE_EQ(limited, exact) << left << ' ' << right;
        } else {
          ASSERT_GE(limited, limit) << left << ' ' << right;
        }
      }
      ++pairs;
      let_through += may_be_near(a, b, 0.3) ? 1U : 0U;
    }
  }
  EXPECT_LT(let_through, pairs / 4);  // it is of use
}

TEST(Spelling, EmptyLongAndForeignWordsDoNotBreak) {
  EXPECT_EQ(spelling_distance(to_sounds(""), to_sounds("")), 0);
  EXPECT_EQ(apart("a", ""), 1);
  EXPECT_EQ(apart("\u062D\u0641\u062A\u0631", "\u062D\u0641\u062A\u0631"), 0);
  EXPECT_GT(apart("\u062D\u0641\u062A\u0631", "\u0627\u0644\u0633\u0631\u0627\u062C"), 0.3);
  EXPECT_GT(apart("\u062D\u0641\u062A\u0631", "\u062D\u0641\u062A\u0644"), 0.1);
  EXPECT_EQ(to_sounds(std::string(500, 'x') + "ba").size, 3);
  std::string wave;
  for (int i = 0; i < 100; ++i) wave += "ba";
  EXPECT_EQ(to_sounds(wave).size, kMostSounds);
  EXPECT_EQ(apart(wave, wave), 0);
}

}  // namespace
}  // namespace polyvocal::naming
