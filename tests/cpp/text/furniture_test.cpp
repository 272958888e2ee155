#include "text/furniture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "text/helpers.h"

namespace polyvocal {
namespace testing {
namespace {

using ::testing::ElementsAre;

const std::string kLine = "The editors of the Post thank all of their readers.";

// Five articles of different text, each with what `around` adds.
std::vector<std::string> five(const std::string& before, const std::string& after) {
  const std::vector<std::string> news = {
      "The port was shut by a strike.", "Rain fell on the hills.",
      "Parliament debated the new law.", "Oil prices went up.", "The clubs agreed on a transfer."};
  std::vector<std::string> out;
  for (const std::string& text : news) out.push_back(before + text + after);
  return out;
}

Segmented segment_outlets(const std::vector<std::string>& texts,
                          const std::vector<std::string>& outlets,
                          const SegmentOptions& options = {}, int threads = 1) {
  CorpusBuilder builder;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Article article;
    const std::string id = "d" + std::to_string(i);
    article.id = id;
    article.text = texts[i];
    article.outlet = outlets[i];
    builder.add(article);
  }
  Segmented s;
  s.corpus = std::move(builder).finish();
  s.segments = segment(s.corpus, Run{.threads = threads}, options);
  return s;
}

Segmented one_outlet(const std::vector<std::string>& texts, const SegmentOptions& options = {}) {
  return segment_outlets(texts, std::vector<std::string>(texts.size(), "Post"), options);
}

std::size_t furniture(const Segmented& s) {
  std::size_t count = 0;
  for (const Sentence& sentence : s.segments.sentences) {
    count += sentence.region == Region::boilerplate ? 1 : 0;
  }
  return count;
}

TEST(Furniture, IsWhatAnOutletRepeatsInFiveArticles) {
  const Segmented s =
      one_outlet(five("", " Nobody knew why it had come to that.\n\nIt was late.\n\n" + kLine));
  // "Nobody knew ..." repeats too, and has eight words; "It was late." is a paragraph of its own.
  EXPECT_EQ(furniture(s), 0U) << "more than half of the words repeat: versions of one article";
  const std::string rest =
      " The council of the town met on Monday to hear what its members had to say about it";
  std::vector<std::string> longer;
  int number = 0;
  for (std::string text : five("", "")) {
    for (int i = 0; i < 3; ++i) text += rest + " for " + std::to_string(++number) + " hours.";
    longer.push_back(text + "\n\nIt was late.\n\n" + kLine);
  }
  const Segmented found = one_outlet(longer);
  EXPECT_EQ(furniture(found), 10U);
  EXPECT_EQ(found.text(found.segments.sentences.back().span, 4), kLine);
  EXPECT_EQ(found.segments.sentences.back().region, Region::boilerplate);
  EXPECT_EQ(found.segments.paragraphs.back().region, Region::boilerplate);
}

std::vector<std::string> with_news(const std::string& after, int number = 0) {
  std::vector<std::string> texts = five("", "");
  for (std::string& text : texts) {
    for (int i = 0; i < 3; ++i) {
      text += " The council of the town met on Monday to talk about matter " +
              std::to_string(++number) + " of its long list.";
    }
    text += after;
  }
  return texts;
}

TEST(Furniture, NeedsOneOutlet) {
  const std::vector<std::string> texts = with_news("\n\n" + kLine);
  EXPECT_EQ(furniture(one_outlet(texts)), 5U);
  EXPECT_EQ(furniture(segment_outlets(texts, {"A", "A", "A", "A", "B"})), 0U);
  EXPECT_EQ(furniture(segment_outlets(texts, {"", "", "", "", ""})), 0U);
  SegmentOptions options;
  options.repeated_articles = 4;
  EXPECT_EQ(furniture(segment_outlets(texts, {"A", "A", "A", "A", "B"}, options)), 4U);
  options.repeated_articles = 0;
  EXPECT_EQ(furniture(one_outlet(texts, options)), 0U);
}

TEST(Furniture, CountsArticlesNotPlaces) {
  std::vector<std::string> texts = with_news("");
  for (int i = 0; i < 5; ++i) texts[0] += "\n\n" + kLine;
  EXPECT_EQ(furniture(one_outlet(texts)), 0U);
}

TEST(Furniture, ReadsOverCapitalsAndPunctuation) {
  std::vector<std::string> texts = with_news("\n\n" + kLine);
  texts[2] = with_news("\n\nThe EDITORS of the Post: thank all of their Readers!")[2];
  EXPECT_EQ(furniture(one_outlet(texts)), 5U);
}

TEST(Furniture, IsNoTurnOfPhrase) {
  const std::string phrase = " He said so in a statement.";
  EXPECT_EQ(furniture(one_outlet(with_news(phrase))), 0U) << "inside a paragraph of news";
  EXPECT_EQ(furniture(one_outlet(with_news("\n\n" + phrase))), 5U) << "a paragraph of its own";
  EXPECT_EQ(furniture(one_outlet(with_news("\n\nNo comment."))), 0U) << "two words";
}

TEST(Furniture, IsTheSameForAnyNumberOfThreads) {
  std::vector<std::string> texts;
  for (int i = 0; i < 40; ++i) {
    for (const std::string& text : with_news("\n\n" + kLine, 15 * i)) texts.push_back(text);
  }
  const std::vector<std::string> outlets(texts.size(), "Post");
  const Segmented one = segment_outlets(texts, outlets, {}, 1);
  const Segmented four = segment_outlets(texts, outlets, {}, 4);
  EXPECT_GT(furniture(one), 0U);
  EXPECT_EQ(one.sentence_regions(), four.sentence_regions());
  EXPECT_EQ(one.regions(), four.regions());
}

}  // namespace
}  // namespace testing
}  // namespace polyvocal
