#include "polyvocal/text/segment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <thread>
#include <vector>

#include "polyvocal/core/error.h"
#include "text/helpers.h"

namespace polyvocal {
namespace testing {
namespace {

// Articles of random words, marks and line breaks in several scripts.
std::vector<std::string> random_articles(std::size_t count, unsigned seed) {
  const std::vector<std::string> parts = {"The",        "army",         "Haftar’s", "U.N.",
                                          "said",       "\"",           "“",        "”",
                                          "'",          ". ",           "? ",       "! ",
                                          ", ",         "\n",           "\n\n",     "…",
                                          "—",          "CAIRO",        "(AP) —",   "3,5",
                                          "Erdoğan",    "حفتر",         "ليبيا؟ ",  "利比亚",
                                          "。",         "Мой",          "😀",        "e\u0301",
                                          "\u00A0",     "al-Sarraj",    "Gen. ",    "By Jane Doe",
                                          "Share this", "File photo: ", "«",        "»",
                                          "``",         "''",           "_",        "1. "};
  std::mt19937 random(seed);
  std::vector<std::string> articles(count);
  for (std::string& article : articles) {
    for (auto length = 1 + random() % 120; length > 0; --length) {
      article += parts[random() % parts.size()];
      if (random() % 3 != 0) article += ' ';
    }
  }
  return articles;
}

bool same_rows(const Segments& a, const Segments& b) {
  const auto same = [](const auto& x, const auto& y, auto equal) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), equal);
  };
  return a.doc_tokens == b.doc_tokens && a.doc_sentences == b.doc_sentences &&
         a.doc_paragraphs == b.doc_paragraphs && a.doc_quotes == b.doc_quotes &&
         same(a.tokens, b.tokens,
              [](Token x, Token y) { return x.begin == y.begin && x.type == y.type; }) &&
         same(a.sentences, b.sentences,
              [](const Sentence& x, const Sentence& y) {
                return x.span == y.span && x.token_begin == y.token_begin &&
                       x.paragraph == y.paragraph && x.region == y.region &&
                       x.complete == y.complete;
              }) &&
         same(a.paragraphs, b.paragraphs,
              [](const Paragraph& x, const Paragraph& y) {
                return x.span == y.span && x.region == y.region;
              }) &&
         same(a.quotes, b.quotes, [](const Quote& x, const Quote& y) {
           return x.span == y.span && x.inner == y.inner && x.paragraph == y.paragraph &&
                  x.mark == y.mark && x.closed == y.closed && x.continues == y.continues;
         });
}

bool same_vocabulary(const Vocabulary& a, const Vocabulary& b) {
  return a.types.bytes() == b.types.bytes() && a.types.offsets() == b.types.offsets() &&
         a.keys.bytes() == b.keys.bytes() && a.counts == b.counts &&
         a.key_documents == b.key_documents && a.key_lower == b.key_lower &&
         a.key_capital == b.key_capital && a.types_by_bytes == b.types_by_bytes &&
         a.keys_by_bytes == b.keys_by_bytes;
}

TEST(Segment, SameResultForAnyNumberOfThreads) {
  const auto articles = random_articles(300, 1);
  const Segmented one = segment_all(articles, 1);
  for (const int threads : {2, 7}) {
    const Segmented many = segment_all(articles, threads);
    EXPECT_TRUE(same_rows(one.segments, many.segments)) << threads;
    EXPECT_TRUE(same_vocabulary(one.segments.vocabulary, many.segments.vocabulary)) << threads;
  }
}

TEST(Segment, SameResultThroughIcuAlone) {
  const auto articles = random_articles(200, 2);
  const Segmented fast = segment_all(articles);
  const Segmented slow = segment_all(articles, 1, {.force_icu = true});
  EXPECT_TRUE(same_rows(fast.segments, slow.segments));
}

TEST(Segment, RowsAreOrderedDisjointAndNested) {
  const Segmented s = segment_all(random_articles(300, 3));
  const Segments& g = s.segments;
  ASSERT_EQ(g.documents(), 300U);
  for (std::size_t d = 0; d < g.documents(); ++d) {
    const auto size = static_cast<std::uint32_t>(s.corpus.text(d).size());
    std::uint32_t end = 0;
    for (ParagraphId p = g.doc_paragraphs[d]; p < g.doc_paragraphs[d + 1]; ++p) {
      EXPECT_LE(end, g.paragraphs[p].span.begin);
      EXPECT_LT(g.paragraphs[p].span.begin, g.paragraphs[p].span.end);
      end = g.paragraphs[p].span.end;
    }
    EXPECT_LE(end, size);
    end = 0;
    TokenId token = g.doc_tokens[d];
    for (SentenceId i = g.doc_sentences[d]; i < g.doc_sentences[d + 1]; ++i) {
      const Sentence& sentence = g.sentences[i];
      EXPECT_LE(end, sentence.span.begin);
      EXPECT_TRUE(g.paragraphs[sentence.paragraph].span.contains(sentence.span));
      EXPECT_EQ(sentence.token_begin, token);
      for (; token < g.token_end(i); ++token) EXPECT_TRUE(sentence.span.contains(g.span(token)));
      end = sentence.span.end;
    }
    EXPECT_EQ(token, g.doc_tokens[d + 1]);
    end = 0;
    for (auto q = g.doc_quotes[d]; q < g.doc_quotes[d + 1]; ++q) {
      const Quote& quote = g.quotes[q];
      EXPECT_LE(end, quote.span.begin);
      EXPECT_TRUE(quote.span.contains(quote.inner));
      EXPECT_TRUE(g.paragraphs[quote.paragraph].span.contains(quote.span));
      end = quote.span.end;
    }
  }
}

TEST(Segment, ADocumentDoesNotDependOnItsNeighbours) {
  const auto articles = random_articles(40, 4);
  const Segmented all = segment_all(articles);
  for (std::size_t d = 0; d < articles.size(); ++d) {
    const Segmented alone = segment_all({articles[d]});
    const auto first = all.segments.doc_sentences[d];
    ASSERT_EQ(alone.segments.sentences.size(), all.segments.doc_sentences[d + 1] - first);
    for (std::size_t i = 0; i < alone.segments.sentences.size(); ++i) {
      EXPECT_EQ(alone.segments.sentences[i].span, all.segments.sentences[first + i].span);
      EXPECT_EQ(alone.segments.sentences[i].region, all.segments.sentences[first + i].region);
    }
  }
}

TEST(Segment, CountsAreThoseOfTheTokens) {
  const Segmented s = segment_all(random_articles(100, 5));
  std::vector<std::uint64_t> counts(s.segments.vocabulary.types.size(), 0);
  for (const Token& token : s.segments.tokens) ++counts[token.type];
  EXPECT_EQ(counts, s.segments.vocabulary.counts);
}

TEST(Segment, NoDocuments) {
  const Corpus corpus;
  const Segments s = segment(corpus, polyvocal::Run{.threads = 3});
  EXPECT_EQ(s.documents(), 0U);
  EXPECT_EQ(s.vocabulary.types.size(), 0U);
}

TEST(Segment, OneWordAndBlankArticles) {
  const Segmented s = segment_all({"Word", " \n\u00A0", "!", "ليبيا"});
  EXPECT_EQ(s.segments.doc_tokens, (std::vector<TokenId>{0, 1, 1, 1, 2}));
  EXPECT_EQ(s.segments.doc_sentences, (std::vector<SentenceId>{0, 1, 1, 2, 3}));
}

TEST(Segment, AnArticleOfFiveMegabytesInOneLine) {
  std::string text;
  while (text.size() < 5'000'000) text += "The army’s 3,000 men left Sirte, he said “yes. ";
  const Segmented s = segment_all({text});
  EXPECT_EQ(s.segments.paragraphs.size(), 1U);
  EXPECT_GT(s.segments.tokens.size(), 850'000U);
}

TEST(Segment, LongSpellingsThatDifferAtTheEnd) {
  const std::string stem(40, 'a');
  const Segmented s = segment_text(stem + "b " + stem + "c " + stem + "b aaaaaaaab aaaaaaaac");
  EXPECT_EQ(s.segments.vocabulary.types.size(), 4U);
  EXPECT_EQ(s.segments.tokens[0].type, s.segments.tokens[2].type);
}

TEST(Segment, ProgressCountsDocumentsOnce) {
  Progress progress;
  const Corpus corpus = make_corpus(random_articles(50, 6));
  segment(corpus, polyvocal::Run{.threads = 2, .progress = &progress});
  EXPECT_EQ(progress.done.load(), 50U);
  EXPECT_EQ(progress.total.load(), 50U);
}

TEST(Segment, StopsWhenCancelled) {
  Progress progress;
  progress.cancel = true;
  const Corpus corpus = make_corpus(random_articles(50, 7));
  EXPECT_THROW(segment(corpus, polyvocal::Run{.threads = 2, .progress = &progress}), Cancelled);
}

}  // namespace
}  // namespace testing
}  // namespace polyvocal
