#include "polyvocal/similarity/reuse.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>
#include <set>

#include "polyvocal/core/error.h"
#include "similarity/align.h"
#include "similarity/fingerprints.h"
#include "support/sample.h"

namespace polyvocal {
namespace {

using testing::make_sample;
using testing::Sample;
using testing::SampleDocument;

Reuse reuse_of(const Sample& sample, const ReuseOptions& options = {}, int threads = 1) {
  return find_reuse(sample.corpus, sample.segments, options, {.threads = threads});
}

/// "w5 w6 ... w9"
std::string words(int from, int to) {
  std::string text;
  for (int i = from; i < to; ++i) text += (text.empty() ? "w" : " w") + std::to_string(i);
  return text;
}

std::string text_of(const Sample& sample, std::uint32_t document, Span span) {
  return std::string(sample.corpus.text(document).substr(span.begin, span.size()));
}

TEST(Reuse, FindsAVerbatimPassageWithItsExactEnds) {
  const Sample sample =
      make_sample({{.sentences = {words(100, 140), words(0, 30), words(140, 160)}},
                   {.sentences = {words(200, 207), words(0, 30)}}});
  const Reuse reuse = reuse_of(sample);
  ASSERT_EQ(reuse.passages.a.size(), 1U);
  EXPECT_EQ(text_of(sample, 0, reuse.passages.a_span[0]), words(0, 30));
  EXPECT_EQ(text_of(sample, 1, reuse.passages.b_span[0]), words(0, 30));
  EXPECT_EQ(reuse.passages.matched[0], 30U);
  EXPECT_EQ(reuse.passages.edited[0], 0);
  ASSERT_EQ(reuse.pairs.a.size(), 1U);
  EXPECT_DOUBLE_EQ(reuse.pairs.share_a[0], 30. / 90);
  EXPECT_DOUBLE_EQ(reuse.pairs.share_b[0], 30. / 37);
}

TEST(Reuse, RunsThroughEdits) {
  // One word replaced, one left out, two put in.
  const Sample sample =
      make_sample({{.sentences = {words(0, 60)}},
                   {.sentences = {words(0, 15) + " new " + words(16, 30) + " " + words(31, 45) +
                                  " and more " + words(45, 60)}}});
  const Reuse reuse = reuse_of(sample);
  ASSERT_EQ(reuse.passages.a.size(), 1U);
  EXPECT_EQ(text_of(sample, 0, reuse.passages.a_span[0]), words(0, 60));
  EXPECT_EQ(reuse.passages.a_tokens[0], 60U);
  EXPECT_EQ(reuse.passages.b_tokens[0], 61U);
  EXPECT_EQ(reuse.passages.matched[0], 58U);
  EXPECT_EQ(reuse.passages.edited[0], 1);
}

TEST(Reuse, FindsSwappedParagraphs) {
  const Sample sample =
      make_sample({{.sentences = {words(0, 40), "/" + words(50, 90)}},
                   {.sentences = {words(50, 90), "/" + words(300, 320), "/" + words(0, 40)}}});
  const Reuse reuse = reuse_of(sample);
  ASSERT_EQ(reuse.passages.a.size(), 2U);
  EXPECT_EQ(text_of(sample, 0, reuse.passages.a_span[0]), words(0, 40));
  EXPECT_EQ(text_of(sample, 0, reuse.passages.a_span[1]), words(50, 90));
  EXPECT_DOUBLE_EQ(reuse.pairs.share_a[0], 1);
}

TEST(Reuse, ShortOrScatteredMatchesAreNoReuse) {
  std::string scattered;
  for (int i = 0; i < 40; i += 4) scattered += words(i, i + 4) + " x" + std::to_string(i) + " y z ";
  const Sample sample = make_sample({{.sentences = {words(0, 40)}},
                                     {.sentences = {words(100, 120), words(0, 11)}},
                                     {.sentences = {scattered}}});
  EXPECT_TRUE(reuse_of(sample).passages.a.empty());
}

TEST(Reuse, RepeatingOneselfIsNoReuse) {
  const Sample alone = make_sample({{.sentences = {words(0, 30), words(0, 30)}}});
  EXPECT_TRUE(reuse_of(alone).passages.a.empty());
  const Sample twice = make_sample(
      {{.sentences = {words(0, 30)}}, {.sentences = {words(0, 30), words(50, 60), words(0, 30)}}});
  const Reuse reuse = reuse_of(twice);
  EXPECT_EQ(reuse.passages.a.size(), 1U);
  EXPECT_DOUBLE_EQ(reuse.pairs.share_a[0], 1);
  EXPECT_LE(reuse.pairs.share_b[0], 1);
}

TEST(Reuse, SharedQuotationsAreSharedSources) {
  const std::string quote = "\" " + words(0, 30) + " \"";
  const Sample sample = make_sample({{.sentences = {words(100, 120) + " " + quote}},
                                     {.sentences = {words(200, 220) + " " + quote}}});
  const Reuse reuse = reuse_of(sample);
  ASSERT_EQ(reuse.passages.a.size(), 1U);
  EXPECT_EQ(reuse.passages.in_quotation[0], 1);
  EXPECT_TRUE(reuse.pairs.a.empty());
}

TEST(Reuse, LearnsTheBoilerplateOfAnOutlet) {
  std::vector<SampleDocument> documents;
  const std::string furniture = words(1000, 1020);
  for (int d = 0; d < 6; ++d) {
    documents.push_back({.sentences = {words(d * 50, d * 50 + 40), furniture}, .outlet = "one"});
  }
  documents.push_back({.sentences = {words(0, 40), furniture}, .outlet = "two"});
  const Sample sample = make_sample(documents);
  const Reuse reuse = reuse_of(sample);
  // Only the story of article 0 is shared; the furniture joins no two articles.
  ASSERT_EQ(reuse.pairs.a.size(), 1U);
  EXPECT_EQ(reuse.pairs.a[0], 0U);
  EXPECT_EQ(reuse.pairs.b[0], 6U);
  EXPECT_LT(reuse.tokens[1], 44U);
  EXPECT_EQ(reuse.tokens[6], 60U);
  EXPECT_DOUBLE_EQ(reuse.pairs.share_a[0], 1);
}

TEST(Reuse, OtherOutletsAndDates) {
  const Sample sample = make_sample({{.sentences = {words(0, 30)}, .outlet = "one", .date = 10},
                                     {.sentences = {words(0, 30)}, .outlet = "one", .date = 11},
                                     {.sentences = {words(0, 30)}, .outlet = "two", .date = 30},
                                     {.sentences = {words(0, 30)}, .outlet = "two"}});
  EXPECT_EQ(reuse_of(sample).pairs.a.size(), 6U);
  EXPECT_EQ(reuse_of(sample, {.other_outlets_only = true}).pairs.a.size(), 4U);
  EXPECT_EQ(reuse_of(sample, {.days = 3}).pairs.a.size(), 1U);
}

TEST(Reuse, OrientationFollowsIdsNotTheOrderOfReading) {
  const SampleDocument x{.sentences = {words(0, 30) + " " + words(60, 70)}, .id = "x"};
  const SampleDocument y{.sentences = {words(90, 99), words(0, 28)}, .id = "y"};
  const Sample one = make_sample({x, y});
  const Sample two = make_sample({y, x});
  const Reuse first = reuse_of(one);
  const Reuse second = reuse_of(two);
  ASSERT_EQ(first.passages.a.size(), 1U);
  ASSERT_EQ(second.passages.a.size(), 1U);
  EXPECT_EQ(one.corpus.ids[first.passages.a[0]], two.corpus.ids[second.passages.a[0]]);
  EXPECT_EQ(first.passages.a_span, second.passages.a_span);
  EXPECT_EQ(first.passages.b_span, second.passages.b_span);
  EXPECT_EQ(first.pairs.share_b, second.pairs.share_b);
}

std::vector<SampleDocument> noisy_copies(std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  std::vector<SampleDocument> documents;
  for (int d = 0; d < 60; ++d) {
    SampleDocument document;
    document.outlet = "o" + std::to_string(d % 4);
    std::vector<std::string> sentences;
    if (d % 3 != 0) sentences = documents[below(static_cast<std::uint32_t>(d))].sentences;
    for (int s = 0; s < 4; ++s) {
      std::string sentence;
      for (int w = 0; w < 15; ++w) sentence += " v" + std::to_string(below(5000));
      sentences.push_back(sentence);
    }
    document.sentences = {sentences.end() - std::min<std::ptrdiff_t>(8, std::ssize(sentences)),
                          sentences.end()};
    documents.push_back(document);
  }
  return documents;
}

TEST(Reuse, SameForAnyNumberOfThreads) {
  const Sample sample = make_sample(noisy_copies(5));
  const Reuse one = reuse_of(sample, {}, 1);
  EXPECT_GT(one.passages.a.size(), 20U);
  for (const int threads : {2, 7}) {
    const Reuse many = reuse_of(sample, {}, threads);
    EXPECT_EQ(one.passages.a, many.passages.a);
    EXPECT_EQ(one.passages.b, many.passages.b);
    EXPECT_EQ(one.passages.a_span, many.passages.a_span);
    EXPECT_EQ(one.passages.b_span, many.passages.b_span);
    EXPECT_EQ(one.passages.boilerplate, many.passages.boilerplate);
    EXPECT_EQ(one.pairs.share_a, many.pairs.share_a);
    EXPECT_EQ(one.tokens, many.tokens);
  }
}

/// The longest common run of words of two documents, by the obvious quadratic table.
std::size_t longest_common_run(const Sample& sample, std::uint32_t a, std::uint32_t b) {
  const Segments& s = sample.segments;
  std::size_t best = 0;
  std::vector<std::size_t> above(s.doc_tokens[b + 1] - s.doc_tokens[b] + 1, 0);
  for (TokenId i = s.doc_tokens[a]; i < s.doc_tokens[a + 1]; ++i) {
    std::vector<std::size_t> row(above.size(), 0);
    for (TokenId j = s.doc_tokens[b]; j < s.doc_tokens[b + 1]; ++j) {
      const std::size_t at = j - s.doc_tokens[b];
      if (s.key(i) == s.key(j)) row[at + 1] = above[at] + 1;
      best = std::max(best, row[at + 1]);
    }
    above = row;
  }
  return best;
}

TEST(Reuse, NoPairWithTwelveWordsInARowIsMissed) {
  for (std::uint32_t seed = 0; seed < 5; ++seed) {
    const Sample sample = make_sample(noisy_copies(seed));
    // Boilerplate and idioms are set aside, so that every fingerprint makes pairs.
    const Reuse reuse = reuse_of(sample, {.boilerplate_documents = 1000, .idiom_documents = 1000});
    std::set<std::pair<std::uint32_t, std::uint32_t>> found;
    for (std::size_t p = 0; p < reuse.passages.a.size(); ++p) {
      const auto [low, high] = std::minmax(reuse.passages.a[p], reuse.passages.b[p]);
      found.insert({low, high});
    }
    for (std::uint32_t a = 0; a < sample.corpus.size(); ++a) {
      for (std::uint32_t b = a + 1; b < sample.corpus.size(); ++b) {
        const std::size_t run = longest_common_run(sample, a, b);
        if (run >= 12) {
          EXPECT_TRUE(found.contains({a, b})) << a << " " << b;
        }
        if (found.contains({a, b})) {
          EXPECT_GE(run, kGramTokens);
        }
      }
    }
  }
}

TEST(Seeds, EightEqualWordsShareOneTwelveShareTwo) {
  // The promise of winnowing: window + gram - 1 equal words always share a fingerprint.
  std::mt19937 random(11);
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  for (int trial = 0; trial < 400; ++trial) {
    const std::uint32_t length = trial % 2 == 0 ? 8 : 12;
    const std::uint32_t at[] = {below(40), below(40)};
    std::vector<SampleDocument> documents(2);
    for (std::size_t d = 0; d < 2; ++d) {
      std::string text;
      for (std::uint32_t w = 0; w < 52; ++w) {
        const bool shared = w >= at[d] && w < at[d] + length;
        const auto word = shared ? 100000 + w - at[d] : 1000 * static_cast<std::uint32_t>(d) + w;
        text += " t" + std::to_string(trial) + "w" + std::to_string(word);
      }
      documents[d].sentences = {text};
    }
    const Sample sample = make_sample(documents);
    TokenBits boilerplate(sample.segments.tokens.size());
    const auto blocks =
        find_seeds(sample.corpus, sample.segments, id_ranks(sample.corpus), {}, boilerplate, {});
    std::size_t seeds = 0;
    for (const auto& block : blocks) {
      for (const Seed& seed : block) {
        ++seeds;
        EXPECT_EQ(seed.a_token - at[0], seed.b_token - 52 - at[1]);
        EXPECT_LE(seed.a_token + kGramTokens, at[0] + length);
      }
    }
    EXPECT_GE(seeds, length == 8 ? 1U : 2U) << trial;
  }
}

/// Best score of a banded alignment that starts at (0, 0), by the full table; in half points.
int best_score(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::vector<std::vector<int>> cost(a.size() + 1, std::vector<int>(b.size() + 1));
  int best = 0;
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      int differences = i == 0 ? static_cast<int>(j) : static_cast<int>(i);
      if (i > 0 && j > 0) {
        differences = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1,
                                cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      }
      cost[i][j] = differences;
      best = std::max(best, static_cast<int>(i + j) - 4 * differences);
    }
  }
  return best;
}

/// A text whose words are given by their keys.
class Keyed {
 public:
  explicit Keyed(const std::vector<std::uint32_t>& keys) {
    for (const std::uint32_t key : keys) {
      tokens_.push_back({.begin = 0, .type = key});
      if (key_of_type_.size() <= key) key_of_type_.resize(key + 1);
      key_of_type_[key] = key;
    }
  }
  [[nodiscard]] Walk forward() const { return {keys(), 0, 1, size()}; }
  [[nodiscard]] Walk backward() const { return {keys(), size() - 1, -1, size()}; }

 private:
  [[nodiscard]] TokenKeys keys() const { return {tokens_.data(), key_of_type_.data()}; }
  [[nodiscard]] std::int32_t size() const { return static_cast<std::int32_t>(tokens_.size()); }

  std::vector<Token> tokens_;
  std::vector<KeyId> key_of_type_;
};

TEST(Aligner, FindsTheBestScoreOfTheFullTable) {
  std::mt19937 random(3);
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  Aligner aligner;
  int long_ones = 0;
  for (int trial = 0; trial < 500; ++trial) {
    std::vector<std::uint32_t> a(below(60));
    for (auto& key : a) key = below(200);
    std::vector<std::uint32_t> b;
    for (const std::uint32_t key : a) {
      const std::uint32_t what = below(12);
      if (what == 0) continue;
      b.push_back(what == 1 ? below(200) : key);
      if (what == 2) b.push_back(below(200));
    }
    const Extension e = aligner.extend(Keyed(a).forward(), Keyed(b).forward());
    // Edits are too sparse here for the drop or the band to cut a path that comes back.
    EXPECT_EQ(e.a + e.b - 4 * e.differences, best_score(a, b)) << trial;
    EXPECT_LE(e.matched, std::min(e.a, e.b));
    long_ones += e.matched > 30 ? 1 : 0;
    std::vector<std::uint32_t> ra(a.rbegin(), a.rend());
    std::vector<std::uint32_t> rb(b.rbegin(), b.rend());
    const Extension back = aligner.extend(Keyed(ra).backward(), Keyed(rb).backward());
    EXPECT_EQ(back.a, e.a);
    EXPECT_EQ(back.b, e.b);
  }
  EXPECT_GT(long_ones, 50);
}

TEST(Aligner, StopsWhereItNoLongerPays) {
  std::vector<std::uint32_t> a(100);
  std::iota(a.begin(), a.end(), 0U);
  std::vector<std::uint32_t> b = a;
  std::iota(b.begin() + 30, b.end(), 1000U);
  const Extension e = Aligner().extend(Keyed(a).forward(), Keyed(b).forward());
  EXPECT_EQ(e.a, 30);
  EXPECT_EQ(e.b, 30);
  EXPECT_EQ(e.differences, 0);
}

TEST(TokenBits, CountsRanges) {
  TokenBits bits(200);
  for (const std::size_t token : {0U, 63U, 64U, 130U, 199U}) bits.set(token);
  for (std::size_t begin = 0; begin <= 200; begin += 7) {
    for (std::size_t end = begin; end <= 200; ++end) {
      std::uint32_t expected = 0;
      for (std::size_t t = begin; t < end; ++t) expected += bits[t] ? 1U : 0U;
      ASSERT_EQ(bits.count(begin, end), expected) << begin << ' ' << end;
    }
  }
}

TEST(Reuse, RefusesWhatMakesNoSense) {
  const Sample sample = make_sample({{.sentences = {"x"}}});
  EXPECT_THROW(reuse_of(sample, {.min_tokens = 3}), InputError);
  EXPECT_THROW(reuse_of(sample, {.boilerplate_documents = 1}), InputError);
  EXPECT_THROW(find_reuse(sample.corpus, make_sample({}).segments, {}, {}), InputError);
}

TEST(Reuse, EmptyAndTinyArticles) {
  EXPECT_TRUE(reuse_of(make_sample({})).passages.a.empty());
  const Reuse reuse = reuse_of(make_sample({{.sentences = {}}, {.sentences = {"x"}}}));
  EXPECT_TRUE(reuse.pairs.a.empty());
  EXPECT_EQ(reuse.tokens, (std::vector<std::uint32_t>{0, 1}));
}

}  // namespace
}  // namespace polyvocal
