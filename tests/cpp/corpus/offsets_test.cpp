#include "polyvocal/corpus/offsets.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "../../reference/utf8_reference.h"
#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

std::string random_text(std::mt19937& random, std::size_t pieces) {
  static const std::string kPieces[] = {"a", " ",  "Haftar", "é",      "e\u0301", "“", "’",
                                        "😀", "🇱🇾", "السراج", "\u00A0", "Хафтар",  "中"};
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) text += kPieces[random() % std::size(kPieces)];
  return text;
}

Corpus corpus_of(const std::vector<std::string>& texts) {
  CorpusBuilder builder;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    builder.add({.id = "d" + std::to_string(i), .text = texts[i]});
  }
  return std::move(builder).finish();
}

TEST(OffsetsTest, AgreeWithTheSlowReferenceInAnyOrder) {
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> texts;
    for (int i = 0; i < 4; ++i) texts.push_back(random_text(random, random() % 120));
    texts.push_back(std::string(random() % 200, 'x'));
    const Corpus corpus = corpus_of(texts);
    std::vector<std::uint32_t> docs, bytes;
    std::vector<std::int32_t> expected;
    for (std::uint32_t doc = 0; doc < texts.size(); ++doc) {
      for (int i = 0; i < 20; ++i) {
        std::size_t at = random() % (texts[doc].size() + 1);
        while (at < texts[doc].size() && (texts[doc][at] & 0xC0) == 0x80) --at;
        docs.push_back(doc);
        bytes.push_back(static_cast<std::uint32_t>(at));
        expected.push_back(reference::characters_before(texts[doc], at));
      }
    }
    ASSERT_EQ(to_code_points(corpus, docs, bytes), expected);
    ASSERT_EQ(to_bytes(corpus, docs, expected), bytes);
  }
}

TEST(OffsetsTest, BordersOfBlocksOf64Bytes) {
  for (std::size_t ascii = 0; ascii < 140; ++ascii) {
    const std::string text = std::string(ascii, 'a') + "é😀" + std::string(70, 'b');
    const Corpus corpus = corpus_of({text});
    for (std::size_t at = 0; at <= text.size(); ++at) {
      if (at < text.size() && (text[at] & 0xC0) == 0x80) continue;
      const std::vector<std::uint32_t> docs{0}, bytes{static_cast<std::uint32_t>(at)};
      const auto points = to_code_points(corpus, docs, bytes);
      ASSERT_EQ(points[0], reference::characters_before(text, at));
      ASSERT_EQ(to_bytes(corpus, docs, points), bytes);
    }
  }
}

TEST(OffsetsTest, SpansEndWhereTheirEndsDoForAnyNumberOfThreads) {
  std::mt19937 random(6);
  std::vector<std::string> texts;
  for (int i = 0; i < 40; ++i) texts.push_back(random_text(random, 300));
  const Corpus corpus = corpus_of(texts);
  std::vector<std::uint32_t> docs, begins, ends;
  std::vector<Span> spans;
  const auto boundary = [&](std::uint32_t doc) {
    std::size_t at = random() % (texts[doc].size() + 1);
    while (at < texts[doc].size() && (texts[doc][at] & 0xC0) == 0x80) --at;
    return static_cast<std::uint32_t>(at);
  };
  for (std::uint32_t row = 0; row < 40000; ++row) {  // several chunks, which cut documents
    docs.push_back(row / 1000);
    const auto [begin, end] = std::minmax({boundary(row / 1000), boundary(row / 1000)});
    begins.push_back(begin);
    ends.push_back(end);
    spans.push_back({begin, end});
  }
  for (const int threads : {1, 3}) {
    const CodePointSpans points = spans_to_code_points(corpus, docs, spans, {.threads = threads});
    EXPECT_EQ(points.begins, to_code_points(corpus, docs, begins));
    EXPECT_EQ(points.ends, to_code_points(corpus, docs, ends));
  }
}

TEST(OffsetsTest, NamesWhatIsWrong) {
  const Corpus corpus = corpus_of({"aé", "plain"});
  const auto points = [&](std::uint32_t doc, std::uint32_t byte) {
    return to_code_points(corpus, std::vector<std::uint32_t>{doc},
                          std::vector<std::uint32_t>{byte});
  };
  const auto bytes = [&](std::uint32_t doc, std::int32_t point) {
    return to_bytes(corpus, std::vector<std::uint32_t>{doc}, std::vector<std::int32_t>{point});
  };
  EXPECT_EQ(points(0, 3)[0], 2);
  EXPECT_EQ(bytes(0, 2)[0], 3U);
  EXPECT_THROW(points(0, 2), InputError);  // inside é
  EXPECT_THROW(points(0, 4), InputError);  // beyond the end
  EXPECT_THROW(points(1, 6), InputError);
  EXPECT_THROW(points(2, 0), InputError);  // no such document
  EXPECT_THROW(bytes(0, 3), InputError);
  EXPECT_THROW(bytes(1, 6), InputError);
  EXPECT_THROW(bytes(0, -1), InputError);
  EXPECT_THROW(to_code_points(corpus, std::vector<std::uint32_t>{0}, {}), InputError);
}

TEST(OffsetsTest, NothingGivesNothing) {
  const Corpus corpus = corpus_of({"a"});
  EXPECT_TRUE(to_code_points(corpus, {}, {}).empty());
}

}  // namespace
}  // namespace polyvocal
