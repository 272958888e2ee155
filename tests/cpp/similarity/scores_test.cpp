// Vectors, cosines, sides, groups, trees and maps.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>
#include <set>

#include "polyvocal/core/error.h"
#include "polyvocal/similarity/arrange.h"
#include "polyvocal/similarity/cosine.h"
#include "polyvocal/similarity/outlets.h"
#include "polyvocal/similarity/side.h"
#include "polyvocal/similarity/vectors.h"
#include "support/sample.h"

namespace polyvocal {
namespace {

using testing::make_sample;
using testing::Sample;
using testing::SampleDocument;

constexpr std::uint64_t kPlenty = std::uint64_t{1} << 30;

std::uint32_t below(std::mt19937& random, std::uint32_t n) {
  return static_cast<std::uint32_t>(random() % n);
}

Csr<float> random_rows(std::int32_t n, std::int32_t columns, std::uint32_t seed, bool unit) {
  std::mt19937 random(seed);
  Csr<float> rows;
  rows.rows = n;
  rows.columns = columns;
  for (std::int32_t row = 0; row < n; ++row) {
    const std::size_t begin = rows.values.size();
    double squares = 0;
    for (std::int32_t c = 0; c < columns && row % 17 != 5; ++c) {
      if (below(random, 4) != 0) continue;
      rows.indices.push_back(c);
      rows.values.push_back(static_cast<float>(1 + below(random, 9)));
      squares += static_cast<double>(rows.values.back()) * static_cast<double>(rows.values.back());
    }
    for (std::size_t k = begin; unit && k < rows.values.size(); ++k) {
      rows.values[k] = static_cast<float>(static_cast<double>(rows.values[k]) / std::sqrt(squares));
    }
    rows.indptr.push_back(static_cast<std::int32_t>(rows.values.size()));
  }
  return rows;
}

std::vector<double> dense_row(const Csr<float>& rows, std::int32_t row) {
  std::vector<double> values(static_cast<std::size_t>(rows.columns), 0);
  for (std::size_t k = rows.row_begin(row); k < rows.row_end(row); ++k) {
    values[static_cast<std::size_t>(rows.indices[k])] = static_cast<double>(rows.values[k]);
  }
  return values;
}

double slow_cosine(const std::vector<double>& a, const std::vector<double>& b) {
  double dot = 0;
  double aa = 0;
  double bb = 0;
  for (std::size_t c = 0; c < a.size(); ++c) {
    dot += a[c] * b[c];
    aa += a[c] * a[c];
    bb += b[c] * b[c];
  }
  return aa > 0 && bb > 0 ? dot / std::sqrt(aa * bb) : NAN;
}

double slow_ruzicka(const std::vector<double>& a, const std::vector<double>& b) {
  double low = 0;
  double high = 0;
  double sum_a = 0;
  double sum_b = 0;
  for (std::size_t c = 0; c < a.size(); ++c) {
    low += std::min(a[c], b[c]);
    high += std::max(a[c], b[c]);
    sum_a += a[c];
    sum_b += b[c];
  }
  return sum_a > 0 && sum_b > 0 ? low / high : NAN;
}

void expect_near(double x, double y, double tolerance) {
  if (std::isnan(y)) {
    EXPECT_TRUE(std::isnan(x));
  } else {
    EXPECT_NEAR(x, y, tolerance);
  }
}

TEST(WordVectors, SublinearTfTimesSmoothIdf) {
  const Sample sample = make_sample(
      {{.sentences = {"oil oil the war"}}, {.sentences = {"the war"}}, {.sentences = {"the of"}}});
  const WordVectors vectors = word_vectors(sample.segments, {});
  ASSERT_EQ(vectors.rows.rows, 3);
  const double idf_oil = std::log(4. / 2) + 1;
  const double idf_war = std::log(4. / 3) + 1;
  const double oil = (1 + std::log(2)) * idf_oil;
  const double length = std::sqrt(oil * oil + idf_war * idf_war);
  ASSERT_EQ(vectors.rows.row_end(0), 2U);
  EXPECT_NEAR(vectors.rows.values[0], oil / length, 1e-6);
  EXPECT_NEAR(vectors.rows.values[1], idf_war / length, 1e-6);
  EXPECT_NEAR(vectors.rows.values[2], 1, 1e-6);
  EXPECT_EQ(vectors.rows.row_begin(2), vectors.rows.row_end(2));  // function words only
}

TEST(WordVectors, CanKeepFunctionWordsAndLeaveRegionsOut) {
  Sample sample = make_sample({{.sentences = {"the war", "oil"}}});
  EXPECT_EQ(word_vectors(sample.segments, {}, {.function_words = true}).rows.stored(), 3U);
  sample.segments.sentences[1].region = Region::boilerplate;
  EXPECT_EQ(word_vectors(sample.segments, {}).rows.stored(), 1U);
}

TEST(WordVectors, FromTheWordsOfTextsAsFromAllRegionsOfSegments) {
  const Sample sample = make_sample(
      {{.sentences = {"Oil and oil’s price.", "“The war,” Ann Lee said."}},
       {.sentences = {"THE PORT", "The Port of Brega burned, the U.N. said; 3.5 million fled."}},
       {.sentences = {"the of"}},
       {.sentences = {"Erdoğan ERDOGAN erdogan’s", "حفتر في بنغازي"}}});
  const Segments segments = segment(sample.corpus, {});
  for (const bool function_words : {false, true}) {
    const WordOptions all{.regions = ~0U, .function_words = function_words};
    const WordVectors slow = word_vectors(segments, {}, all);
    for (const int threads : {1, 2, 5}) {
      const polyvocal::Run run{.threads = threads};
      const TypeCounts counts = count_types(sample.corpus, run);
      EXPECT_EQ(counts.vocabulary.keys.bytes(), segments.vocabulary.keys.bytes());
      const WordVectors fast = word_vectors(counts, run, function_words);
      EXPECT_EQ(fast.rows.indptr, slow.rows.indptr);
      EXPECT_EQ(fast.rows.indices, slow.rows.indices);
      EXPECT_EQ(fast.rows.values, slow.rows.values);
      EXPECT_EQ(fast.idf, slow.idf);
    }
  }
}

TEST(ActorVectors, CountMentions) {
  const Sample sample = make_sample({{.sentences = {"A B A"}}, {.sentences = {"C"}}});
  const std::vector<std::int32_t> nodes = {0, 1, 0, -1};
  const Csr<float> rows = actor_vectors(sample.mentions, nodes, 3, 2);
  EXPECT_EQ(rows.values, (std::vector<float>{2, 1}));
  EXPECT_EQ(rows.indptr, (std::vector<std::int32_t>{0, 2, 2}));
  EXPECT_THROW(actor_vectors(sample.mentions, {}, 3, 2), InputError);
}

TEST(Cosine, AllAndGivenPairsAgreeWithTheObviousSum) {
  const Csr<float> unit = random_rows(60, 40, 1, true);
  const Csr<float> counts = random_rows(60, 40, 2, false);
  const auto cosines = all_cosine(unit, kPlenty, {.threads = 2});
  const auto ruzickas = all_ruzicka(counts, kPlenty, {.threads = 2});
  std::vector<std::int32_t> a;
  std::vector<std::int32_t> b;
  for (std::int32_t i = 0; i < 60; ++i) {
    for (std::int32_t j = 0; j < 60; ++j) {
      a.push_back(i);
      b.push_back(j);
    }
  }
  const auto given = pair_cosine(unit, a, b, {.threads = 3});
  const auto given_ruzicka = pair_ruzicka(counts, a, b, {.threads = 3});
  for (std::size_t k = 0; k < a.size(); ++k) {
    const double cosine = slow_cosine(dense_row(unit, a[k]), dense_row(unit, b[k]));
    const double ruzicka = slow_ruzicka(dense_row(counts, a[k]), dense_row(counts, b[k]));
    expect_near(given[k], cosine, 1e-6);
    expect_near(given_ruzicka[k], ruzicka, 1e-12);
    expect_near(cosines[k], a[k] == b[k] ? 1 : cosine, 1e-6);
    expect_near(ruzickas[k], a[k] == b[k] ? 1 : ruzicka, 1e-12);
  }
  EXPECT_THROW(all_cosine(unit, 1000, {}), CapacityError);
}

TEST(TopCosine, KeepsTheBestOfEachRow) {
  const std::int32_t n = 300;
  const Csr<float> rows = random_rows(n, 50, 4, true);
  std::vector<Day> dates;
  std::vector<std::int32_t> groups;
  std::mt19937 random(8);
  for (std::int32_t i = 0; i < n; ++i) {
    dates.push_back(i % 11 == 0 ? kNoDate : static_cast<Day>(below(random, 40)));
    groups.push_back(i % 3);
  }
  const auto square = all_cosine(rows, kPlenty, {});
  for (const std::int32_t days : {-1, 0, 3}) {
    for (const bool grouped : {false, true}) {
      const NeighbourOptions options{.top = 4,
                                     .threshold = .05F,
                                     .days = days,
                                     .dates = dates,
                                     .groups = grouped ? std::span<const std::int32_t>(groups)
                                                       : std::span<const std::int32_t>()};
      const ScoredPairs one = top_cosine(rows, options, {.threads = 1});
      const ScoredPairs seven = top_cosine(rows, options, {.threads = 7});
      EXPECT_EQ(one.a, seven.a);
      EXPECT_EQ(one.b, seven.b);
      EXPECT_EQ(one.score, seven.score);
      std::set<std::pair<std::int32_t, std::int32_t>> expected;
      for (std::int32_t i = 0; i < n; ++i) {
        std::vector<std::pair<double, std::int32_t>> partners;
        for (std::int32_t j = 0; j < n; ++j) {
          const auto x = static_cast<std::size_t>(i);
          const auto y = static_cast<std::size_t>(j);
          const bool near = days < 0 || (dates[x] != kNoDate && dates[y] != kNoDate &&
                                         std::abs(dates[x] - dates[y]) <= days);
          if (i == j || !near || (grouped && groups[x] == groups[y])) continue;
          const double score = square[x * static_cast<std::size_t>(n) + y];
          if (score > .05) partners.emplace_back(-score, j);
        }
        std::sort(partners.begin(), partners.end());
        for (std::size_t k = 0; k < std::min<std::size_t>(4, partners.size()); ++k) {
          expected.insert(std::minmax(i, partners[k].second));
        }
      }
      std::set<std::pair<std::int32_t, std::int32_t>> found;
      for (std::size_t k = 0; k < one.a.size(); ++k) found.insert({one.a[k], one.b[k]});
      EXPECT_EQ(found, expected) << days << ' ' << grouped;
    }
  }
  EXPECT_THROW(top_cosine(rows, {.top = 0}, {}), InputError);
  Csr<float> negative = rows;
  negative.values[3] = -.1F;
  EXPECT_THROW(top_cosine(negative, {}, {}), InputError);
  EXPECT_THROW(top_cosine(rows, {.days = 1}, {}), InputError);
}

TEST(CrossCosine, KeepsTheBestOfTheOtherSetForEachRow) {
  const std::int32_t n = 90;
  const std::int32_t m = 260;
  const Csr<float> both = random_rows(n + m, 50, 4, true);
  const auto part = [&](std::int32_t from, std::int32_t to) {
    Csr<float> rows;
    rows.rows = to - from;
    rows.columns = both.columns;
    for (std::int32_t row = from; row < to; ++row) {
      for (std::size_t k = both.row_begin(row); k < both.row_end(row); ++k) {
        rows.indices.push_back(both.indices[k]);
        rows.values.push_back(both.values[k]);
      }
      rows.indptr.push_back(static_cast<std::int32_t>(rows.indices.size()));
    }
    return rows;
  };
  std::vector<Day> dates;
  std::vector<std::int32_t> groups;
  for (std::int32_t i = 0; i < n + m; ++i) {
    dates.push_back(i % 13 == 0 ? kNoDate : static_cast<Day>(i * 7 % 40));
    groups.push_back(i % 3);
  }
  const auto square = all_cosine(both, kPlenty, {});
  const std::span<const Day> days_of(dates);
  const std::span<const std::int32_t> groups_of(groups);
  for (const std::int32_t days : {-1, 2}) {
    const CrossOptions options{.top = 3,
                               .threshold = .05F,
                               .days = days,
                               .dates_a = days_of.first(n),
                               .dates_b = days_of.subspan(n),
                               .groups_a = groups_of.first(n),
                               .groups_b = groups_of.subspan(n)};
    const ScoredPairs one = cross_cosine(part(0, n), part(n, n + m), options, {.threads = 1});
    const ScoredPairs five = cross_cosine(part(0, n), part(n, n + m), options, {.threads = 5});
    EXPECT_EQ(one.a, five.a);
    EXPECT_EQ(one.b, five.b);
    EXPECT_EQ(one.score, five.score);
    std::set<std::pair<std::int32_t, std::int32_t>> expected;
    for (std::int32_t i = 0; i < n; ++i) {
      std::vector<std::pair<double, std::int32_t>> partners;
      for (std::int32_t j = 0; j < m; ++j) {
        const auto x = static_cast<std::size_t>(i);
        const auto y = static_cast<std::size_t>(n + j);
        const bool near = days < 0 || (dates[x] != kNoDate && dates[y] != kNoDate &&
                                       std::abs(dates[x] - dates[y]) <= days);
        const double score = square[x * static_cast<std::size_t>(n + m) + y];
        if (near && groups[x] != groups[y] && score > .05) partners.emplace_back(-score, j);
      }
      std::sort(partners.begin(), partners.end());
      for (std::size_t k = 0; k < std::min<std::size_t>(3, partners.size()); ++k) {
        expected.insert({i, partners[k].second});
      }
    }
    std::set<std::pair<std::int32_t, std::int32_t>> found;
    for (std::size_t k = 0; k < one.a.size(); ++k) found.insert({one.a[k], one.b[k]});
    EXPECT_EQ(found, expected) << days;
  }
  EXPECT_THROW(cross_cosine(both, random_rows(3, 51, 2, true), {}, {}), InputError);
  EXPECT_THROW(cross_cosine(both, both, {.top = 0}, {}), InputError);
  EXPECT_THROW(cross_cosine(both, both, {.days = 1}, {}), InputError);
  EXPECT_THROW(cross_cosine(both, both, {.groups_a = groups}, {}), InputError);
}

TEST(Side, AgreesOverSharedFactions) {
  const std::vector<double> scores = {1, -1, NAN, -1, -1, .5, NAN, NAN, .5};
  const std::vector<double> variances(9, .01);
  const std::vector<std::int32_t> a = {0, 0, 1, 2};
  const std::vector<std::int32_t> b = {1, 2, 2, 2};
  const SideAgreement side = side_agreement(scores, variances, 3, a, b);
  EXPECT_DOUBLE_EQ(side.score[0], .5);  // opposite on one, equal on the other
  EXPECT_DOUBLE_EQ(side.variance[0], .04 / 16);
  EXPECT_TRUE(std::isnan(side.score[1]));
  EXPECT_EQ(side.shared[1], 0);
  EXPECT_DOUBLE_EQ(side.score[2], 1);
  EXPECT_THROW(side_agreement(scores, variances, 3, a, std::vector<std::int32_t>{9, 0, 0, 0}),
               InputError);
}

// ---- Groups -------------------------------------------------------------------------------------

TEST(Groups, ScoresArePooledCosines) {
  const Csr<float> rows = random_rows(40, 30, 6, true);
  std::vector<std::int32_t> groups(40);
  for (std::size_t i = 0; i < groups.size(); ++i) groups[i] = static_cast<std::int32_t>(i % 4) - 1;
  for (const PooledMeasure measure : {PooledMeasure::cosine, PooledMeasure::ruzicka}) {
    const GroupSimilarity s = compare_groups(
        rows, {.measure = measure, .groups = groups, .group_count = 3, .permutations = 99}, {});
    for (std::int32_t g = 0; g < 3; ++g) {
      for (std::int32_t h = 0; h < 3; ++h) {
        std::vector<double> sum_g(30, 0);
        std::vector<double> sum_h(30, 0);
        double total_g = 0;
        double total_h = 0;
        for (std::int32_t i = 0; i < 40; ++i) {
          const auto row = dense_row(rows, i);
          for (std::size_t c = 0; c < 30; ++c) {
            if (groups[static_cast<std::size_t>(i)] == g) total_g += row[c], sum_g[c] += row[c];
            if (groups[static_cast<std::size_t>(i)] == h) total_h += row[c], sum_h[c] += row[c];
          }
        }
        for (std::size_t c = 0; c < 30; ++c) {
          sum_g[c] /= total_g;
          sum_h[c] /= total_h;
        }
        const double expected = measure == PooledMeasure::cosine ? slow_cosine(sum_g, sum_h)
                                                                 : slow_ruzicka(sum_g, sum_h);
        const auto at = static_cast<std::size_t>(g * 3 + h);
        EXPECT_NEAR(s.score[at], expected, 1e-6);
        if (g == h) continue;
        EXPECT_LE(s.low[at], s.score[at]);
        EXPECT_GE(s.high[at], s.score[at]);
        EXPECT_GT(s.p_less[at] + s.p_more[at], 1);  // the observed value counts on both sides
      }
    }
  }
}

TEST(Groups, SameForAnyNumberOfThreadsAndSeeded) {
  const Csr<float> rows = random_rows(120, 60, 6, true);
  std::vector<std::int32_t> groups(120);
  std::vector<std::int32_t> months(120);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    groups[i] = static_cast<std::int32_t>(i % 5);
    months[i] = static_cast<std::int32_t>(i / 40);
  }
  for (const std::int32_t exact : {800, 10}) {
    GroupOptions options{.groups = groups,
                         .group_count = 5,
                         .strata = months,
                         .permutations = 50,
                         .seed = 7,
                         .exact_documents = exact};
    const GroupSimilarity one = compare_groups(rows, options, {.threads = 1});
    for (const int threads : {2, 7}) {
      const GroupSimilarity many = compare_groups(rows, options, {.threads = threads});
      for (std::size_t i = 0; i < 25; ++i) {
        if (i % 6 == 0) continue;
        EXPECT_EQ(one.p_less[i], many.p_less[i]);
        EXPECT_EQ(one.null_mean[i], many.null_mean[i]);
        EXPECT_EQ(one.low[i], many.low[i]);
        EXPECT_EQ(one.score[i], many.score[i]);
      }
    }
    options.seed = 8;
    EXPECT_NE(one.null_mean[1], compare_groups(rows, options, {}).null_mean[1]);
  }
}

TEST(Groups, ProjectionKeepsTheTest) {
  // Two groups that draw on different words, a third that mixes both.
  std::mt19937 random(5);
  Csr<float> rows;
  rows.columns = 400;
  std::vector<std::int32_t> groups;
  for (std::int32_t i = 0; i < 90; ++i) {
    const std::uint32_t group = static_cast<std::uint32_t>(i % 3);
    std::set<std::int32_t> words;
    while (words.size() < 25) {
      const std::uint32_t half = group == 2 ? below(random, 2) : group;
      words.insert(static_cast<std::int32_t>(half * 200 + below(random, 200)));
    }
    for (const std::int32_t word : words) {
      rows.indices.push_back(word);
      rows.values.push_back(.2F);
    }
    rows.indptr.push_back(static_cast<std::int32_t>(rows.indices.size()));
    groups.push_back(static_cast<std::int32_t>(group));
  }
  rows.rows = 90;
  for (const std::int32_t exact : {800, 10}) {
    const GroupSimilarity s = compare_groups(
        rows, {.groups = groups, .group_count = 3, .permutations = 199, .exact_documents = exact},
        {});
    EXPECT_DOUBLE_EQ(s.p_less[1], 1. / 200);  // 0 and 1 are less alike than chance
    EXPECT_GT(s.p_more[1], .9);
    EXPECT_NEAR(s.score[1], 0, 1e-9);
    EXPECT_GT(s.null_mean[1], .3);
  }
}

TEST(Groups, FalsePositivesStayNearTheLevel) {
  // One source cut at random into two groups: a test at .05 must reject about 5 % of the time.
  int rejected = 0;
  constexpr int kTrials = 400;
  for (std::uint32_t trial = 0; trial < kTrials; ++trial) {
    const Csr<float> rows = random_rows(24, 40, 1000 + trial, true);
    std::vector<std::int32_t> groups(24);
    std::mt19937 random(trial);
    for (std::size_t i = 0; i < 24; ++i) groups[i] = i < 12 ? 0 : 1;
    std::shuffle(groups.begin(), groups.end(), random);
    const GroupSimilarity s = compare_groups(
        rows, {.groups = groups, .group_count = 2, .permutations = 99, .seed = trial}, {});
    if (2 * std::min(s.p_less[1], s.p_more[1]) <= .05) ++rejected;
  }
  EXPECT_GE(rejected, kTrials * 2 / 100);
  EXPECT_LE(rejected, kTrials * 8 / 100);
}

TEST(Groups, TooFewArticlesHaveNoTest) {
  const Csr<float> rows = random_rows(12, 20, 3, true);
  std::vector<std::int32_t> groups = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2};
  const GroupSimilarity s =
      compare_groups(rows, {.groups = groups, .group_count = 3, .permutations = 19}, {});
  EXPECT_FALSE(std::isnan(s.score[1]));
  EXPECT_TRUE(std::isnan(s.p_less[1]));
  EXPECT_TRUE(std::isnan(s.low[1]));
  EXPECT_THROW(compare_groups(rows, {.groups = groups, .group_count = 2}, {}), InputError);
  groups.pop_back();
  EXPECT_THROW(compare_groups(rows, {.groups = groups, .group_count = 3}, {}), InputError);
}

// ---- Arrangements -------------------------------------------------------------------------------

TEST(Tree, AverageLinkageByHand) {
  // 0 and 1 are near, 2 is .5 from 0 and .7 from 1, 3 is far from all.
  const std::vector<double> s = {1, .9, .5, 0, .9, 1, .3, 0, .5, .3, 1, NAN, 0, 0, NAN, 1};
  const Tree tree = average_linkage(s, 4);
  EXPECT_EQ(tree.left, (std::vector<std::int32_t>{0, 4, 5}));
  EXPECT_EQ(tree.right, (std::vector<std::int32_t>{1, 2, 3}));
  EXPECT_NEAR(tree.height[0], .1, 1e-12);
  EXPECT_NEAR(tree.height[1], .6, 1e-12);
  EXPECT_NEAR(tree.height[2], 1, 1e-12);
  EXPECT_EQ(tree.size, (std::vector<std::int32_t>{2, 3, 4}));
  EXPECT_EQ(tree.order, (std::vector<std::int32_t>{0, 1, 2, 3}));
  EXPECT_TRUE(average_linkage({}, 0).order.empty());
  EXPECT_EQ(average_linkage(std::vector<double>{1}, 1).order, (std::vector<std::int32_t>{0}));
  EXPECT_THROW(average_linkage(s, 3), InputError);
}

TEST(Tree, AgreesWithTheDefinition) {
  // Reference: at each step the two groups with the smallest mean distance between members.
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const std::int32_t n = 25;
    std::mt19937 random(seed);
    std::vector<double> s(static_cast<std::size_t>(n * n), 1);
    const auto at = [&](std::int32_t i, std::int32_t j) -> double& {
      return s[static_cast<std::size_t>(i * n + j)];
    };
    for (std::int32_t i = 0; i < n; ++i) {
      for (std::int32_t j = 0; j < i; ++j) at(i, j) = at(j, i) = below(random, 1U << 30) * 0x1p-30;
    }
    const Tree tree = average_linkage(s, n);
    std::map<std::int32_t, std::vector<std::int32_t>> groups;
    for (std::int32_t i = 0; i < n; ++i) groups[i] = {i};
    for (std::int32_t merge = 0; merge < n - 1; ++merge) {
      double best = 2;
      std::set<std::int32_t> pair;
      for (const auto& [x, in_x] : groups) {
        for (const auto& [y, in_y] : groups) {
          if (x >= y) continue;
          double sum = 0;
          for (const std::int32_t i : in_x) {
            for (const std::int32_t j : in_y) sum += 1 - at(i, j);
          }
          const double mean = sum / static_cast<double>(in_x.size() * in_y.size());
          if (mean < best) best = mean, pair = {x, y};
        }
      }
      const auto m = static_cast<std::size_t>(merge);
      EXPECT_EQ(pair, (std::set<std::int32_t>{tree.left[m], tree.right[m]}));
      EXPECT_NEAR(tree.height[m], best, 1e-12);
      auto joined = groups[tree.left[m]];
      joined.insert(joined.end(), groups[tree.right[m]].begin(), groups[tree.right[m]].end());
      for (const std::int32_t old : pair) groups.erase(old);
      groups[n + merge] = joined;
    }
  }
}

TEST(Map, RecoversPointsInThePlane) {
  const std::vector<std::pair<double, double>> points = {
      {0, 0}, {.6, 0}, {.6, .3}, {0, .3}, {.3, .1}};
  std::vector<double> s;
  for (const auto& [x, y] : points) {
    for (const auto& [u, v] : points) s.push_back(1 - std::hypot(x - u, y - v));
  }
  const Map map = classical_scaling(s, 5, 2);
  EXPECT_NEAR(map.stress, 0, 1e-9);
  EXPECT_NEAR(map.explained[0] + map.explained[1], 1, 1e-9);
  for (std::size_t i = 0; i < 5; ++i) {
    for (std::size_t j = 0; j < 5; ++j) {
      const double distance = std::hypot(map.coordinates[2 * i] - map.coordinates[2 * j],
                                         map.coordinates[2 * i + 1] - map.coordinates[2 * j + 1]);
      EXPECT_NEAR(distance, 1 - s[i * 5 + j], 1e-9);
    }
  }
  for (const std::size_t axis : {0U, 1U}) {
    double largest = 0;
    for (std::size_t i = 0; i < 5; ++i) {
      const double x = map.coordinates[2 * i + axis];
      if (std::abs(x) > std::abs(largest) + 1e-9) largest = x;
    }
    EXPECT_GT(largest, 0);
  }
}

TEST(Map, EdgeCases) {
  EXPECT_TRUE(classical_scaling({}, 0, 2).coordinates.empty());
  EXPECT_EQ(classical_scaling(std::vector<double>{1}, 1, 2).coordinates,
            (std::vector<double>{0, 0}));
  const Map equal = classical_scaling(std::vector<double>{1, 1, 1, 1}, 2, 2);
  EXPECT_EQ(equal.coordinates, (std::vector<double>{0, 0, 0, 0}));
  EXPECT_THROW(classical_scaling(std::vector<double>{1}, 1, 0), InputError);
}

}  // namespace
}  // namespace polyvocal
