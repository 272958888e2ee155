#include "polyvocal/stance/aggregate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "polyvocal/core/error.h"
#include "polyvocal/stats/random.h"
#include "support/read_text.h"

namespace polyvocal {
namespace {

// Evidence by hand: documents of sentences of (faction, voice, score) rows.
struct Row {
  FactionId faction;
  Voice voice;
  double score;
  double weight = 1;
};
using Sentences = std::vector<std::vector<Row>>;

struct Data {
  Corpus corpus;
  Knowledge knowledge;
  Evidence evidence;
};

Data make(const std::vector<std::pair<std::string, Sentences>>& documents, int factions = 2) {
  Data data;
  CorpusBuilder builder;
  std::vector<std::string> ids;
  for (std::size_t d = 0; d < documents.size(); ++d) ids.push_back("d" + std::to_string(d));
  for (std::size_t d = 0; d < documents.size(); ++d) {
    builder.add({.id = ids[d], .outlet = documents[d].first, .text = "Text."});
  }
  data.corpus = std::move(builder).finish();
  for (int f = 0; f < factions; ++f) {
    data.knowledge.factions.push_back({"f" + std::to_string(f), "F"});
  }
  data.evidence.doc_rows = {0};
  SentenceId sentence = 0;
  for (std::size_t d = 0; d < documents.size(); ++d) {
    for (const auto& rows : documents[d].second) {
      for (const Row& row : rows) {
        EvidenceRow e;
        e.document = static_cast<std::uint32_t>(d);
        e.sentence = sentence;
        e.faction = row.faction;
        e.voice = row.voice;
        e.score = static_cast<float>(row.score);
        e.weight = static_cast<float>(row.weight);
        data.evidence.rows.push_back(e);
      }
      ++sentence;
    }
    data.evidence.doc_rows.push_back(static_cast<std::uint32_t>(data.evidence.rows.size()));
    data.evidence.language.push_back(Language::english);
  }
  return data;
}

const polyvocal::Run kOne{.threads = 1, .progress = nullptr};

Sentences plain(FactionId faction, const std::vector<double>& scores) {
  Sentences sentences;
  for (const double s : scores) sentences.push_back({{faction, Voice::outlet, s}});
  return sentences;
}

TEST(Score, IsTheWeightedMeanOfAnArticle) {
  const Data d = make(
      {{"A",
        {{{0, Voice::outlet, 0.5, 1}, {0, Voice::outlet, -0.1, 0.5}}, {{0, Voice::quoted, 0.9}}}}});
  const StanceScores s = score_stance(d.corpus, d.knowledge, d.evidence, kOne);
  EXPECT_NEAR(s.row(0, 0, VoiceChoice::outlet).score, (0.5 - 0.05) / 1.5, 1e-6);
  EXPECT_NEAR(s.row(0, 0, VoiceChoice::quoted).score, 0.9, 1e-6);
  EXPECT_NEAR(s.row(0, 0, VoiceChoice::all).score, (0.5 - 0.05 + 0.9) / 2.5, 1e-6);
  EXPECT_TRUE(std::isnan(s.row(0, 1, VoiceChoice::outlet).score));
  EXPECT_EQ(s.row(0, 1, VoiceChoice::outlet).verdict, Verdict::insufficient);
}

TEST(Score, OfAnOutletIsTheMeanOfItsArticles) {
  // A long article weighs no more than a short one.
  const Data d = make({{"A", plain(0, {1, 1, 1, 1})}, {"A", plain(0, {0})}, {"B", plain(0, {-1})}});
  StanceOptions options;
  options.by = GroupBy::outlet;
  const StanceScores s = score_stance(d.corpus, d.knowledge, d.evidence, kOne, options);
  EXPECT_NEAR(s.row(0, 0, VoiceChoice::outlet).score, 0.5, 1e-6);
  EXPECT_EQ(s.row(0, 0, VoiceChoice::outlet).documents, 2U);
  EXPECT_NEAR(s.row(1, 0, VoiceChoice::outlet).score, -1, 1e-6);
}

TEST(Verdict, NeedsEvidence) {
  const Data few = make({{"A", plain(0, {0.9, 0.9, 0.9, 0.9})}});
  EXPECT_EQ(score_stance(few.corpus, few.knowledge, few.evidence, kOne)
                .row(0, 0, VoiceChoice::outlet)
                .verdict,
            Verdict::insufficient);
  const Data one_sentence = make({{"A", {std::vector<Row>(9, Row{0, Voice::outlet, 0.9})}}});
  const StanceScores one =
      score_stance(one_sentence.corpus, one_sentence.knowledge, one_sentence.evidence, kOne);
  EXPECT_EQ(one.row(0, 0, VoiceChoice::outlet).verdict, Verdict::insufficient);
  EXPECT_EQ(one.row(0, 0, VoiceChoice::outlet).low, -1);
  EXPECT_EQ(one.row(0, 0, VoiceChoice::outlet).high, 1);
}

TEST(Verdict, SaysWhichWay) {
  const std::vector<double> up(30, 0.9);
  const std::vector<double> down(30, -0.9);
  const std::vector<double> level(30, 0.05);
  const Data d = make({{"A", plain(0, up)}, {"A", plain(0, down)}, {"A", plain(0, level)}});
  const StanceScores s = score_stance(d.corpus, d.knowledge, d.evidence, kOne);
  EXPECT_EQ(s.row(0, 0, VoiceChoice::outlet).verdict, Verdict::favours);
  EXPECT_EQ(s.row(1, 0, VoiceChoice::outlet).verdict, Verdict::against);
  EXPECT_EQ(s.row(2, 0, VoiceChoice::outlet).verdict, Verdict::not_distinguishable);
}

TEST(Verdict, OfAnOutletNeedsFiveArticles) {
  std::vector<std::pair<std::string, Sentences>> documents;
  for (int i = 0; i < 4; ++i) documents.push_back({"A", plain(0, std::vector<double>(20, 0.9))});
  StanceOptions options;
  options.by = GroupBy::outlet;
  const Data four = make(documents);
  EXPECT_EQ(score_stance(four.corpus, four.knowledge, four.evidence, kOne, options)
                .row(0, 0, VoiceChoice::outlet)
                .verdict,
            Verdict::insufficient);
  documents.push_back({"A", plain(0, std::vector<double>(20, 0.8))});
  const Data five = make(documents);
  EXPECT_EQ(score_stance(five.corpus, five.knowledge, five.evidence, kOne, options)
                .row(0, 0, VoiceChoice::outlet)
                .verdict,
            Verdict::favours);
}

TEST(Verdict, SaysWhenTheLanguageIsNotRead) {
  Data d = make({{"A", {}}});
  d.evidence.language[0] = Language::other;
  EXPECT_EQ(
      score_stance(d.corpus, d.knowledge, d.evidence, kOne).row(0, 0, VoiceChoice::outlet).verdict,
      Verdict::unsupported_language);
}

TEST(Variance, HasItsThreeParts) {
  const Data d = make({{"A", plain(0, {0.2, 0.4, -0.2, 0.6, 0.1, 0.3, 0, -0.5})}});
  StanceOptions options;
  options.measurement_sd = 0.6;
  options.transfer_sd = 0.2;
  const StanceRow row =
      score_stance(d.corpus, d.knowledge, d.evidence, kOne, options).row(0, 0, VoiceChoice::outlet);
  EXPECT_NEAR(row.var_measurement, 0.36 / 8, 1e-9);
  EXPECT_NEAR(row.var_transfer, 0.04, 1e-12);
  EXPECT_GT(row.var_sampling, 0.005);
  const double half =
      1.959963984540054 * std::sqrt(row.var_sampling + row.var_measurement + row.var_transfer);
  EXPECT_NEAR(row.high - row.score, half, 1e-9);
}

TEST(Contributions, AddUpToTheScore) {
  std::vector<std::pair<std::string, Sentences>> documents;
  Draws draws(4, Purpose::test, 0, 0);
  for (int i = 0; i < 40; ++i) {
    Sentences sentences;
    for (int k = 0; k < 4; ++k) {
      std::vector<Row> rows;
      for (int j = 0; j < 3; ++j) {
        rows.push_back({static_cast<FactionId>(draws.below(2)), static_cast<Voice>(draws.below(3)),
                        draws.uniform() * 2 - 1, 0.2 + draws.uniform()});
      }
      sentences.push_back(rows);
    }
    documents.push_back({"O" + std::to_string(i % 4), sentences});
  }
  const Data d = make(documents);
  for (const GroupBy by : {GroupBy::document, GroupBy::outlet}) {
    StanceOptions options;
    options.by = by;
    const StanceScores s = score_stance(d.corpus, d.knowledge, d.evidence, kOne, options);
    for (int v = 0; v < kVoiceChoiceCount; ++v) {
      const auto voice = static_cast<VoiceChoice>(v);
      const std::vector<double> parts = contributions(d.corpus, d.knowledge, d.evidence, by, voice);
      std::vector<double> sums(static_cast<std::size_t>(s.groups) * 2, 0.0);
      for (std::size_t r = 0; r < parts.size(); ++r) {
        const EvidenceRow& row = d.evidence.rows[r];
        const auto group = by == GroupBy::document
                               ? static_cast<std::size_t>(row.document)
                               : static_cast<std::size_t>(d.corpus.outlets[row.document]);
        sums[group * 2 + static_cast<std::size_t>(row.faction)] += parts[r];
      }
      for (std::int32_t g = 0; g < s.groups; ++g) {
        for (FactionId f = 0; f < 2; ++f) {
          const StanceRow& row = s.row(g, f, voice);
          if (std::isnan(row.score)) continue;
          const double sum = sums[static_cast<std::size_t>(g) * 2 + static_cast<std::size_t>(f)];
          EXPECT_NEAR(sum + row.shrinkage, row.score, 1e-9);
          EXPECT_LE(std::abs(row.score), 1.0);
        }
      }
    }
  }
}

TEST(Shrinkage, PullsOutletsTogetherFromThreeOn) {
  std::vector<std::pair<std::string, Sentences>> documents;
  Draws draws(8, Purpose::test, 0, 0);
  for (const auto& [name, level] : {std::pair{"A", -0.2}, {"B", 0.0}, {"C", 0.6}}) {
    for (int i = 0; i < 8; ++i) {
      documents.push_back({name, plain(0, {level + 0.4 * draws.uniform() - 0.2,
                                           level + 0.4 * draws.uniform() - 0.2})});
    }
  }
  const Data d = make(documents);
  StanceOptions options;
  options.by = GroupBy::outlet;
  const StanceScores pulled = score_stance(d.corpus, d.knowledge, d.evidence, kOne, options);
  options.shrink = false;
  const StanceScores free = score_stance(d.corpus, d.knowledge, d.evidence, kOne, options);
  const auto gap = [](const StanceScores& s) {
    return s.row(2, 0, VoiceChoice::outlet).score - s.row(0, 0, VoiceChoice::outlet).score;
  };
  EXPECT_LT(gap(pulled), gap(free));
  EXPECT_GT(gap(pulled), 0);
  EXPECT_NE(pulled.row(2, 0, VoiceChoice::outlet).shrinkage, 0);
  EXPECT_EQ(free.row(2, 0, VoiceChoice::outlet).shrinkage, 0);
}

TEST(Contrast, FlipsWhenTheRostersAreSwapped) {
  std::vector<std::pair<std::string, Sentences>> documents;
  Draws draws(4, Purpose::test, 1, 0);
  for (int i = 0; i < 30; ++i) {
    Sentences sentences;
    for (int k = 0; k < 6; ++k) {
      sentences.push_back(
          {{static_cast<FactionId>(draws.below(2)), Voice::outlet, draws.uniform() * 2 - 1}});
    }
    documents.push_back({"O" + std::to_string(i % 3), sentences});
  }
  const Data d = make(documents);
  for (const GroupBy by : {GroupBy::document, GroupBy::outlet}) {
    StanceOptions options;
    options.by = by;
    EXPECT_EQ(roster_swap_error(d.corpus, d.knowledge, d.evidence, 0, 1, kOne, options), 0);
    const auto ab = contrast_factions(d.corpus, d.knowledge, d.evidence, 0, 1, kOne, options);
    const auto ba = contrast_factions(d.corpus, d.knowledge, d.evidence, 1, 0, kOne, options);
    for (std::size_t i = 0; i < ab.size(); ++i) {
      if (std::isnan(ab[i].difference)) continue;
      EXPECT_EQ(ab[i].difference, -ba[i].difference);
      EXPECT_NEAR(ab[i].low, -ba[i].high, 1e-12);
      EXPECT_NEAR(ab[i].p, ba[i].p, 1e-12);
    }
  }
}

TEST(Contrast, RefusesAFactionThatDoesNotExist) {
  const Data d = make({{"A", plain(0, {0.1})}});
  EXPECT_THROW(contrast_factions(d.corpus, d.knowledge, d.evidence, 0, 2, kOne), InputError);
  EXPECT_THROW(contrast_factions(d.corpus, d.knowledge, d.evidence, -1, 0, kOne), InputError);
}

// Outlets that differ by nothing but chance, with an instrument that errs as StanceOptions assumes:
// the truth is 0, and the full interval covers it in about 95 of 100 cases; without the measurement
// and transfer terms it does not.
TEST(Interval, CoversTheTruthOnlyWithAllThreeParts) {
  std::vector<std::pair<std::string, Sentences>> documents;
  constexpr int kOutlets = 300;
  for (int g = 0; g < kOutlets; ++g) {
    Draws draws(12, Purpose::test, static_cast<std::uint32_t>(g), 0);
    const double transfer = 0.18 * draws.normal();
    for (int i = 0; i < 6; ++i) {
      Sentences sentences;
      for (int k = 0; k < 3; ++k) {
        sentences.push_back({{0, Voice::outlet, transfer + 0.5 * draws.normal()}});
      }
      documents.push_back({"O" + std::to_string(1000 + g), sentences});
    }
  }
  const Data d = make(documents, 1);
  StanceOptions options;
  options.by = GroupBy::outlet;
  options.shrink = false;
  options.measurement_sd = 0.5;
  options.transfer_sd = 0.18;
  const auto coverage = [&](const StanceOptions& o) {
    const StanceScores s = score_stance(d.corpus, d.knowledge, d.evidence, kOne, o);
    int covered = 0;
    for (std::int32_t g = 0; g < kOutlets; ++g) {
      const StanceRow& row = s.row(g, 0, VoiceChoice::outlet);
      covered += row.low <= 0 && 0 <= row.high ? 1 : 0;
    }
    return static_cast<double>(covered) / kOutlets;
  };
  EXPECT_GE(coverage(options), 0.93);
  EXPECT_LE(coverage(options), 0.995);
  options.measurement_sd = 0;
  options.transfer_sd = 0;
  EXPECT_LT(coverage(options), 0.85);
}

TEST(Score, DoesNotDependOnThreads) {
  std::vector<std::pair<std::string, Sentences>> documents;
  Draws draws(4, Purpose::test, 2, 0);
  for (int i = 0; i < 200; ++i) {
    Sentences sentences;
    for (int k = 0; k < 5; ++k) {
      sentences.push_back({{static_cast<FactionId>(draws.below(2)),
                            static_cast<Voice>(draws.below(3)), draws.uniform() * 2 - 1}});
    }
    documents.push_back({"O" + std::to_string(i % 9), sentences});
  }
  const Data d = make(documents);
  for (const GroupBy by : {GroupBy::document, GroupBy::outlet}) {
    StanceOptions options;
    options.by = by;
    options.seed = 77;
    const StanceScores one = score_stance(d.corpus, d.knowledge, d.evidence, kOne, options);
    for (const int threads : {2, 7}) {
      const StanceScores many =
          score_stance(d.corpus, d.knowledge, d.evidence,
                       polyvocal::Run{.threads = threads, .progress = nullptr}, options);
      for (std::size_t i = 0; i < one.rows.size(); ++i) {
        const auto same = [](double a, double b) {
          return a == b || (std::isnan(a) && std::isnan(b));
        };
        EXPECT_TRUE(same(one.rows[i].score, many.rows[i].score));
        EXPECT_TRUE(same(one.rows[i].low, many.rows[i].low));
        EXPECT_TRUE(same(one.rows[i].var_sampling, many.rows[i].var_sampling));
      }
    }
  }
}

}  // namespace
}  // namespace polyvocal
