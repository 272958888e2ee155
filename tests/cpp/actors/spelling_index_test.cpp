#include "actors/spelling_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace polyvocal::naming {
namespace {

// Words of few letters, so that many are near; "r", "n" and "m" often, which are misread.
std::vector<Sounds> make_words(std::size_t count, unsigned seed) {
  constexpr std::string_view kLetters = "aaeioubdfghjklmnrstvwzyxcrnmrnm1\xD9\xD8";
  std::mt19937 random(seed);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
  std::vector<Sounds> words;
  std::string word;
  while (words.size() < count) {
    if (word.empty() || below(3) == 0) {
      word.clear();
      for (std::size_t n = 1 + below(9); n > 0; --n) word += kLetters[below(kLetters.size() - 2)];
      if (below(20) == 0) word += "\u0641";
    } else if (word.size() > 1) {  // near to the last one
      const std::size_t at = below(word.size() - 1);
      if (below(2) == 0) {
        std::swap(word[at], word[at + 1]);
      } else {
        word[at] = kLetters[below(kLetters.size() - 2)];
      }
    }
    words.push_back(to_sounds(word));
  }
  return words;
}

using Found = std::map<std::uint32_t, double>;

Found compare_all(const std::vector<Sounds>& words, const Sounds& word, double limit) {
  Found found;
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    const double distance = spelling_distance(word, words[i]);
    if (words[i].size > 0 && word.size > 0 && distance < limit) found[i] = distance;
  }
  return found;
}

void expect_same(std::size_t count, std::size_t queries) {
  const std::vector<Sounds> words = make_words(count, 3);
  const SpellingIndex index(words);
  std::size_t all = 0;
  for (const Sounds& word : make_words(queries, 4)) {
    for (const double limit : {0.05, 0.15, 0.3, 0.5}) {
      Found found;
      index.find(word, limit, [&](std::uint32_t i, double distance) {
        found[i] = distance;
        return limit;
      });
      ASSERT_EQ(found, compare_all(words, word, limit)) << limit;
      all += found.size();
    }
  }
  EXPECT_GT(all, queries);
}

TEST(SpellingIndex, FindsWhatComparingEachFinds) { expect_same(4000, 300); }

TEST(SpellingIndex, FindsTheSameInShortLists) { expect_same(100, 600); }

TEST(SpellingIndex, TheLimitMayShrink) {
  const std::vector<Sounds> words = make_words(4000, 5);
  const SpellingIndex index(words);
  for (const Sounds& word : make_words(100, 6)) {
    std::vector<double> nearest;
    for (const auto& [i, distance] : compare_all(words, word, 0.3)) nearest.push_back(distance);
    std::sort(nearest.begin(), nearest.end());
    std::vector<double> found;
    index.find(word, 0.3, [&](std::uint32_t, double distance) {
      found.push_back(distance);
      std::sort(found.begin(), found.end());
      return found.size() < 4 ? 0.3 : found[3];
    });
    nearest.resize(std::min<std::size_t>(nearest.size(), 4));
    found.resize(std::min<std::size_t>(found.size(), 4));
    EXPECT_EQ(found, nearest);
  }
}

TEST(SpellingIndex, EmptyListsAndWordsHaveNothingNear) {
  const auto never = [](std::uint32_t, double) -> double {
    ADD_FAILURE();
    return 0;
  };
  SpellingIndex().find(to_sounds("haftar"), 1, never);
  SpellingIndex({to_sounds("haftar")}).find(to_sounds(""), 1, never);
  SpellingIndex({to_sounds("")}).find(to_sounds("haftar"), 1, never);
}

}  // namespace
}  // namespace polyvocal::naming
