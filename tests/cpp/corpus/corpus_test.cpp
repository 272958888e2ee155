#include "polyvocal/corpus/corpus.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "polyvocal/core/bytes.h"
#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

Corpus sample() {
  CorpusBuilder builder;
  builder.add({.id = "b",
               .outlet = "TASS",
               .date = 17000,
               .title = "One",
               .language = "en",
               .text = "MOSCOW, April 6. /TASS/."});
  builder.add({.id = "a", .agency = "AFP", .text = "“Haftar’s” forces"});
  builder.add({.id = "c", .outlet = "Al-Hadath", .language = "ar", .text = "قال المشير"});
  builder.add({.id = "d", .outlet = "TASS", .language = "en", .text = "“Haftar’s” forces"});
  return std::move(builder).finish();
}

void expect_equal(const Corpus& a, const Corpus& b) { EXPECT_EQ(to_bytes(a), to_bytes(b)); }

TEST(CorpusTest, KeepsTextsByteForByteAndNamesSorted) {
  const Corpus corpus = sample();
  ASSERT_EQ(corpus.size(), 4U);
  EXPECT_EQ(corpus.text(0), "MOSCOW, April 6. /TASS/.");
  EXPECT_EQ(corpus.text(1), "“Haftar’s” forces");
  EXPECT_EQ(corpus.text_bytes(),
            corpus.text(0).size() + 2 * corpus.text(1).size() + corpus.text(2).size());
  ASSERT_EQ(corpus.outlet_names.size(), 2U);
  EXPECT_EQ(corpus.outlet_names[0], "Al-Hadath");
  EXPECT_EQ(corpus.outlet_names[1], "TASS");
  EXPECT_EQ(corpus.outlets, (std::vector<std::int32_t>{1, -1, 0, 1}));
  EXPECT_EQ(corpus.agencies, (std::vector<std::int32_t>{-1, 0, -1, -1}));
  EXPECT_EQ(corpus.ascii, (std::vector<std::uint8_t>{1, 0, 0, 0}));
  EXPECT_EQ(corpus.dates, (std::vector<Day>{17000, kNoDate, kNoDate, kNoDate}));
  for (std::size_t i = corpus.bytes.size() - 64; i < corpus.bytes.size(); ++i) {
    ASSERT_EQ(corpus.bytes[i], '\0');
  }
}

TEST(CorpusTest, AnEmptyCorpusIsWhole) {
  const Corpus corpus = CorpusBuilder().finish();
  EXPECT_EQ(corpus.size(), 0U);
  EXPECT_EQ(corpus.text_bytes(), 0U);
  expect_equal(corpus_from_bytes(to_bytes(corpus)), corpus);
}

TEST(CorpusBuilderTest, RefusesEmptyAndRepeatedIds) {
  CorpusBuilder builder;
  EXPECT_THROW(builder.add({.id = "", .text = "x"}), InputError);
  for (int i = 0; i < 5000; ++i) builder.add({.id = "d" + std::to_string(i), .text = "x"});
  for (int i = 0; i < 5000; ++i) {
    EXPECT_THROW(builder.add({.id = "d" + std::to_string(i), .text = "x"}), InputError);
  }
  EXPECT_EQ(builder.size(), 5000U);
}

TEST(CorpusBuilderTest, SaysWhichDocumentAndByteIsNotUtf8) {
  CorpusBuilder builder;
  try {
    builder.add({.id = "a7", .text = "caf\xE9"});
    FAIL() << "no exception";
  } catch (const EncodingError& error) {
    EXPECT_STREQ(error.what(), "document 'a7': text is not valid UTF-8 at byte 3");
  }
  EXPECT_THROW(builder.add({.id = "\xFF", .text = "x"}), EncodingError);
  EXPECT_THROW(builder.add({.id = "x", .outlet = "\xC3", .text = "x"}), EncodingError);
}

TEST(CorpusBuilderTest, AFailedAddLeavesNoTrace) {
  CorpusBuilder builder;
  builder.add({.id = "a", .outlet = "TASS", .text = "one"});
  EXPECT_THROW(builder.add({.id = "a", .outlet = "Other", .text = "two"}), InputError);
  EXPECT_THROW(builder.add({.id = "b", .outlet = "Other", .title = "\xFF", .text = "two"}),
               EncodingError);
  builder.add({.id = "b", .text = "three"});
  CorpusBuilder clean;
  clean.add({.id = "a", .outlet = "TASS", .text = "one"});
  clean.add({.id = "b", .text = "three"});
  expect_equal(std::move(builder).finish(), std::move(clean).finish());
}

TEST(CorpusBuilderTest, IsEmptyAfterFinish) {
  CorpusBuilder builder;
  builder.add({.id = "a", .text = "one"});
  EXPECT_EQ(std::move(builder).finish().size(), 1U);
  EXPECT_EQ(builder.size(), 0U);
  builder.add({.id = "a", .text = "again"});
  EXPECT_EQ(builder.size(), 1U);
}

TEST(SubsetTest, TakesDocumentsInTheOrderGivenAndOnlyTheirNames) {
  const Corpus corpus = sample();
  const Corpus part = subset(corpus, std::vector<std::uint32_t>{3, 1});
  ASSERT_EQ(part.size(), 2U);
  EXPECT_EQ(part.ids[0], "d");
  EXPECT_EQ(part.ids[1], "a");
  EXPECT_EQ(part.text(0), corpus.text(3));
  EXPECT_EQ(part.outlet_names.size(), 1U);
  EXPECT_EQ(part.outlets, (std::vector<std::int32_t>{0, -1}));
  EXPECT_THROW(subset(corpus, std::vector<std::uint32_t>{4}), InputError);
  EXPECT_THROW(subset(corpus, std::vector<std::uint32_t>{1, 1}), InputError);
}

TEST(FirstOfSameTextTest, FindsExactCopiesOnly) {
  EXPECT_EQ(first_of_same_text(sample()), (std::vector<std::uint32_t>{0, 1, 2, 1}));
}

TEST(CorpusBytesTest, ComesBackEqual) {
  const Corpus corpus = sample();
  const Corpus back = corpus_from_bytes(to_bytes(corpus));
  expect_equal(back, corpus);
  EXPECT_EQ(back.ascii, corpus.ascii);
}

// A block with a right checksum can still be nonsense: made by hand, or by a future mistake of
// ours.
TEST(CorpusBytesTest, NonsenseWithARightChecksumIsRefused) {
  const std::string good = to_bytes(sample());
  std::mt19937 random(7);
  int refused = 0;
  for (int i = 0; i < 3000; ++i) {
    std::string bad = good.substr(0, good.size() - 8);
    const std::size_t at = 12 + random() % (bad.size() - 12);
    bad[at] = static_cast<char>(random());
    const std::uint64_t checksum = hash_bytes(bad);
    bad.append(reinterpret_cast<const char*>(&checksum), sizeof checksum);
    try {
      const Corpus corpus = corpus_from_bytes(bad);
      std::size_t total = 0;  // what is accepted must be safe to walk through
      for (std::size_t doc = 0; doc < corpus.size(); ++doc) {
        total += corpus.text(doc).size() + corpus.ids[doc].size() + corpus.titles[doc].size();
        if (corpus.outlets[doc] >= 0) {
          total += corpus.outlet_names[static_cast<std::size_t>(corpus.outlets[doc])].size();
        }
      }
      EXPECT_LT(total, good.size());
    } catch (const InputError&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, 500);
}

}  // namespace
}  // namespace polyvocal
