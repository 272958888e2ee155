#include "polyvocal/actors/matcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "actors/matcher/gap.h"
#include "actors/matcher/name_scan.h"
#include "actors/matcher/prefix_table.h"
#include "actors/matcher/word_hash.h"
#include "polyvocal/core/bytes.h"
#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<NameMatch> find(const Matcher& matcher, std::string_view text,
                            MatchPath path = MatchPath::fastest) {
  MatchScratch scratch;
  std::vector<NameMatch> found;
  matcher.find(text, scratch, found, path);
  return found;
}

Matcher matcher_of(std::span<const std::string> names, CasePolicy policy = CasePolicy::smart,
                   Overlap overlap = Overlap::longest) {
  std::vector<MatcherName> listed;
  for (const std::string& name : names) listed.push_back({name, policy, false});
  return Matcher(listed, {.overlap = overlap});
}

// Pieces that names and texts are made of: every class of character, and words that meet again.
const std::vector<std::string>& pieces() {
  static const std::vector<std::string> all = {"Ann",    "ann",    "ANN",       "Lee",
                                               "Lee's",  "Lee’s",  "U.N",       "UN",
                                               "Émile",  "Emile",  "3,5",       "3",
                                               "a_b",    "_",      "حفتر",      "Хафтар",
                                               "漢字",   "צה\"ל",  " ",         " ",
                                               " ",      " ",      "-",         "\n",
                                               "\n\n",   "\u00A0", ". ",        ".",
                                               "&",      ", ",     "\u200F",    "\u200D",
                                               "\u0301", "’",      "“",         "…",
                                               "😀",      ";",      "\r\n",      "@",
                                               ":",      "·",      "Annabella", "International",
                                               "ﬁn",     "ß",      "SS",        "\t"};
  return all;
}

std::string random_row(std::mt19937& random, std::size_t most) {
  std::string text;
  for (std::size_t left = 1 + random() % most; left > 0; --left) {
    text += pieces()[random() % pieces().size()];
  }
  return text;
}

TEST(Matcher, EveryPathFindsTheSame) {
  std::mt19937 random(5);
  std::size_t matches = 0;
  for (int round = 0; round < 3000; ++round) {
    std::vector<std::string> names;
    while (names.size() < 6) {
      const std::string name = random_row(random, 5);
      try {
        matcher_of(std::array{name});
        names.push_back(name);
      } catch (const InputError&) {  // no word in it
      }
    }
    const auto policy = static_cast<CasePolicy>(random() % 3);
    const auto overlap = static_cast<Overlap>(random() % 3);
    const Matcher matcher = matcher_of(names, policy, overlap);
    std::string text = random_row(random, 40);
    for (const std::string& name : names) text += " " + name + random_row(random, 3);
    const auto expected = find(matcher, text, MatchPath::tokens);
    ASSERT_EQ(find(matcher, text, MatchPath::plain), expected) << '<' << text << '>';
    ASSERT_EQ(find(matcher, text, MatchPath::fastest), expected) << '<' << text << '>';
    matches += expected.size();
  }
  EXPECT_GT(matches, 10000U);
}

TEST(Matcher, EveryPathFindsTheSameInTheSamples) {
  const std::vector<std::string> names = {
      "Haftar", "Libyan National Army", "GNA",     "Tripoli", "the", "Khalifa Haftar",
      "UN",     "Fayez al-Sarraj",      "Russian", "April"};
  const Matcher matcher = matcher_of(names, CasePolicy::insensitive, Overlap::all);
  std::size_t matches = 0;
  for (const auto& entry : std::filesystem::directory_iterator(POLYVOCAL_SEEDS)) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto expected = find(matcher, text, MatchPath::tokens);
    EXPECT_EQ(find(matcher, text, MatchPath::plain), expected);
    EXPECT_EQ(find(matcher, text, MatchPath::fastest), expected);
    matches += expected.size();
  }
  EXPECT_GT(matches, 200U);
}

TEST(Matcher, TheExampleOfTheHeader) {
  const Matcher matcher({{{.surface = "Khalifa Haftar"}, {.surface = "AT&T"}}});
  EXPECT_THAT(find(matcher, "Gen. Khalifa\nHaftar's men"), ElementsAre(NameMatch{5, 19, 0}));
}

TEST(Matcher, SavedAndLoaded) {
  const std::vector<std::string> names = {"Ann Lee", "Ann Lee", "U.N.", "AT&T", "حفتر"};
  const Matcher matcher = matcher_of(names, CasePolicy::insensitive, Overlap::all);
  const std::string block = matcher.to_bytes();
  const Matcher loaded = Matcher::from_bytes(block);
  EXPECT_EQ(loaded.to_bytes(), block);
  const std::string text = "ann lee of AT&T, the UN and حفتر";
  EXPECT_EQ(find(loaded, text), find(matcher, text));
  EXPECT_EQ(find(loaded, text).size(), 5U);
  for (std::size_t size = 0; size < block.size(); ++size) {
    EXPECT_THROW(Matcher::from_bytes(block.substr(0, size)), InputError);
  }
}

// A block whose checksum holds, but whose numbers point outside.
TEST(Matcher, WhatPointsOutsideIsRefused) {
  const std::string block = matcher_of(std::array<std::string, 1>{"Ann"}).to_bytes();
  std::size_t refused = 0;
  for (std::size_t at = 12; at + 8 < block.size(); ++at) {
    std::string damaged = block.substr(0, block.size() - 8);
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    const std::uint64_t sum = hash_bytes(damaged);
    damaged.append(reinterpret_cast<const char*>(&sum), sizeof sum);
    try {
      find(Matcher::from_bytes(damaged), "Ann Bo Ann Émile Cy 漢字");
    } catch (const InputError&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, 20U);
}

TEST(Matcher, RefusesWhatIsNoName) {
  EXPECT_THROW(matcher_of(std::array<std::string, 1>{" … "}), InputError);
  EXPECT_THROW(matcher_of(std::array<std::string, 1>{"\xFF"}), EncodingError);
  const std::vector<MatcherName> names = {{"Ann", CasePolicy::smart, false}};
  EXPECT_THROW(Matcher(names, {.ids = {{1, 2}, {}}}), InputError);
}

TEST(NameScan, EveryKernelGivesTheSameBits) {
  std::mt19937 random(11);
  constexpr std::string_view kOften = "Aa z_9 \xE2\x80\x99\xE2\x80\x9D\xC3\xA9\xD8\xA7";
  for (int round = 0; round < 300; ++round) {
    std::string text(random() % 400, ' ');
    for (char& c : text) {
      c = random() % 2 == 0 ? static_cast<char>(random() & 0xFFU)
                            : kOften[random() % kOften.size()];
    }
    matching::FirstBytes first;
    for (int i = 0; i < 30; ++i) first.add(static_cast<char>(random() & 0x7FU));
    std::vector<matching::NameBlock> expected;
    matching::scan_names(text, first, matching::name_kernels().front().run, expected);
    for (const auto& kernel : matching::name_kernels()) {
      std::vector<matching::NameBlock> found;
      matching::scan_names(text, first, kernel.run, found);
      ASSERT_EQ(found.size(), expected.size());
      for (std::size_t i = 0; i < found.size(); ++i) {
        ASSERT_EQ(found[i].word, expected[i].word) << kernel.name;
        ASSERT_EQ(found[i].start, expected[i].start) << kernel.name;
      }
    }
  }
}

TEST(NameScan, WhereANameMayBegin) {
  matching::FirstBytes first;
  for (const char c : {'A', '_'}) first.add(c);
  std::vector<matching::NameBlock> blocks;
  const std::string text = "Ab BA A_A é “A ‿";
  matching::scan_names(text, first, matching::name_kernels().back().run, blocks);
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((blocks[0].start >> i & 1U) != 0) starts.push_back(i);
  }
  EXPECT_THAT(starts, ElementsAre(0, 6, 7, 8, 10, 16, 18));
}

TEST(WordHash, DoesNotTellCaseApartAndReadsNoByteBehind) {
  std::string word;
  for (int size = 1; size < 40; ++size) {
    word += static_cast<char>('A' + size % 26);
    std::string small;
    for (const char c : word) small += static_cast<char>(c + ('a' - 'A'));
    EXPECT_EQ(matching::hash_plain(word), matching::hash_plain(small));
    const std::string behind = word + "XXXXXXXX";
    EXPECT_EQ(matching::hash_readable(std::string_view(behind).substr(0, word.size())),
              matching::hash_plain(word));
    EXPECT_NE(matching::hash_plain(word), matching::hash_plain(word + "X"));
  }
}

// Rows that the table cannot tell apart lead to the names of both.
TEST(PrefixTable, EqualTagsAreJoined) {
  matching::PrefixTable table(2);
  matching::NameLists lists;
  const matching::WordHash one = 0x1000000100000007ULL;
  const matching::WordHash two = 0x1000000200000007ULL;
  matching::NextWords next;
  next.add("b", false);
  table.add(one, next, std::array{3U}, lists);
  table.add(two, {}, std::array{5U, 6U}, lists);
  std::vector<std::uint32_t> names;
  const matching::Branch branch = table.find(two);
  lists.each(branch, [&](std::uint32_t name) { names.push_back(name); });
  EXPECT_THAT(names, ElementsAre(3U, 5U, 6U));
  EXPECT_TRUE(branch.goes_on());
  EXPECT_FALSE(table.find(0x1000000100000008ULL).found());
}

TEST(PrefixTable, NextWordsKeepCapitalsApart) {
  matching::NextWords next;
  next.add("lee", false);
  EXPECT_TRUE(next.allows('L'));
  EXPECT_FALSE(next.allows('l'));
  EXPECT_FALSE(next.allows('M'));
  EXPECT_FALSE(next.allows('3'));
  next.add("3m", true);
  EXPECT_TRUE(next.allows('3'));
}

std::string sign(std::string_view raw, std::string_view left = "Gen") {
  const matching::Gap gap = matching::read_gap(raw, 0, raw.size(), left);
  return gap.passable ? "<" + std::string(gap.view()) + ">" : "none";
}

TEST(Gap, WhatJoinsWords) {
  for (const char* joins :
       {" ", "-", "\n", "\r\n", "\u00A0", ". ", ".", "\u2011", " \u200F", ".-", ""}) {
    EXPECT_EQ(sign(joins), "<>") << joins;
  }
  EXPECT_EQ(sign(". ", "Smith"), "<.>");
  EXPECT_EQ(sign(" & "), "<&>");
  EXPECT_EQ(sign(" - "), "<->");
  for (const char* apart : {"\n\n", "\n \n", "\u2029", "&\n", "                 "}) {
    EXPECT_EQ(sign(apart), "none") << apart;
  }
}

}  // namespace
}  // namespace polyvocal
