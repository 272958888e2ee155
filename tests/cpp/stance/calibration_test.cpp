#include "polyvocal/stance/calibration.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "polyvocal/core/error.h"
#include "polyvocal/stance/aggregate.h"
#include "polyvocal/stats/random.h"
#include "polyvocal/stats/sampling.h"
#include "stats/student.h"

namespace polyvocal {
namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
const polyvocal::Run kOne{.threads = 1, .progress = nullptr};

// Outlets of articles with one mention each.
struct World {
  Grouping grouping;
  Evidence evidence;
  std::vector<double> truth;    // of each row
  std::vector<double> outlets;  // expected label of each outlet
};

// A label is the level of its outlet and noise; a score is the label's place on another scale, off
// by something of its outlet.
World make_world(std::uint32_t trial, int outlets, int articles, double off_sd) {
  World world;
  world.grouping.groups = outlets;
  world.evidence.doc_rows = {0};
  Draws draws(31, Purpose::test, trial, 0);
  for (int outlet = 0; outlet < outlets; ++outlet) {
    const double level = 0.25 * draws.normal();
    const double off = off_sd * draws.normal();
    world.outlets.push_back(level);
    for (int k = 0; k < articles; ++k) {
      const double seen = 0.2 * draws.normal();
      const double label = level + seen + 0.3 * draws.normal();
      EvidenceRow row;
      row.document = static_cast<std::uint32_t>(world.truth.size());
      row.faction = 0;
      row.score = static_cast<float>(0.1 + 0.8 * (level + seen + off));
      world.grouping.group.push_back(outlet);
      world.truth.push_back(label);
      world.evidence.rows.push_back(row);
      world.evidence.doc_rows.push_back(row.document + 1);
      world.evidence.language.push_back(Language::english);
    }
  }
  return world;
}

LabelTable label(const World& world, std::uint32_t wanted, std::uint64_t seed, bool unequal) {
  std::vector<double> sizes;
  for (const EvidenceRow& row : world.evidence.rows) {
    sizes.push_back(unequal ? 0.2 + std::abs(static_cast<double>(row.score)) : 1.0);
  }
  const DrawnSample sample = draw_sample(sizes, world.grouping.group, wanted, seed);
  LabelTable labels;
  labels.value.assign(sizes.size(), kNone);
  labels.probability.assign(sizes.size(), 1);
  for (std::size_t k = 0; k < sample.items.size(); ++k) {
    labels.value[sample.items[k]] =
        static_cast<float>(std::clamp(world.truth[sample.items[k]], -1.0, 1.0));
    labels.probability[sample.items[k]] = static_cast<float>(sample.probability[k]);
  }
  return labels;
}

struct Outcome {
  double coverage = 0;
  double width = 0;
  double error = 0;
  double raw_error = 0;
};

Outcome measure(std::uint32_t wanted, double off_sd, bool unequal) {
  constexpr std::uint32_t kTrials = 60;
  constexpr int kOutlets = 12;
  Outcome outcome;
  for (std::uint32_t trial = 0; trial < kTrials; ++trial) {
    const World world = make_world(trial, kOutlets, 40, off_sd);
    const LabelTable labels = label(world, wanted, trial, unequal);
    const Calibration fit = fit_calibration(world.grouping, 1, world.evidence, labels, {0.5, 0.2});
    StanceOptions options;
    options.replicates = 400;
    options.labels = &labels;
    options.calibration = &fit;
    const StanceScores scores =
        score_stance(world.grouping, 1, recalibrate(world.evidence, fit), kOne, options);
    const StanceScores raw =
        score_stance(world.grouping, 1, world.evidence, kOne, {.replicates = 400, .shrink = false});
    for (int g = 0; g < kOutlets; ++g) {
      const StanceRow& row = scores.row(g, 0, VoiceChoice::all);
      const double truth = world.outlets[static_cast<std::size_t>(g)];
      outcome.coverage += row.low <= truth && truth <= row.high ? 1 : 0;
      outcome.width += row.high - row.low;
      outcome.error += std::abs(row.score - truth);
      outcome.raw_error += std::abs(raw.row(g, 0, VoiceChoice::all).score - truth);
    }
  }
  for (double* part : {&outcome.coverage, &outcome.width, &outcome.error, &outcome.raw_error}) {
    *part /= kTrials * kOutlets;
  }
  return outcome;
}

TEST(Calibration, IntervalsCoverTheTruth) {
  for (const bool unequal : {false, true}) {
    const Outcome many = measure(240, 0.2, unequal);
    EXPECT_GE(many.coverage, 0.93) << unequal;
    EXPECT_LE(many.coverage, 0.98) << unequal;
    EXPECT_LT(many.error, 0.7 * many.raw_error);
    const Outcome few = measure(36, 0.2, unequal);
    EXPECT_GE(few.coverage, 0.93) << unequal;
    EXPECT_LE(few.coverage, 0.99) << unequal;
    EXPECT_GT(few.width, many.width);
  }
}

TEST(Calibration, IntervalsAllowForVariancesFromFewLabels) {
  const World world = make_world(5, 2, 8, 0.2);
  const LabelTable labels = label(world, 6, 1, false);
  const Calibration fit = fit_calibration(world.grouping, 1, world.evidence, labels, {0.5, 0.2});
  // Six labels in two cells; fewer than ten within cells count as of one cell. The prior has five.
  EXPECT_DOUBLE_EQ(fit.measurement_freedom, 5 + 6 - 1);
  EXPECT_DOUBLE_EQ(fit.transfer_freedom, 5 + 2 - 1);
  StanceOptions options;
  options.labels = &labels;
  options.calibration = &fit;
  const Evidence corrected = recalibrate(world.evidence, fit);
  const StanceRow row =
      score_stance(world.grouping, 1, corrected, kOne, options).row(0, 0, VoiceChoice::all);
  const double variance = row.var_sampling + row.var_measurement + row.var_transfer;
  const double freedom = freedom_of_sum({{row.var_sampling, 8 - 1},
                                         {row.var_measurement, fit.measurement_freedom},
                                         {row.var_transfer, fit.transfer_freedom}});
  ASSERT_LT(freedom, 25);
  ASSERT_LT(row.high, 1);
  EXPECT_NEAR(row.high - row.score, student_t(freedom) * std::sqrt(variance), 1e-9);
}

TEST(Calibration, FindsOffsetSlopeAndSpreads) {
  const World world = make_world(1, 40, 60, 0.2);
  const LabelTable labels = label(world, 1200, 2, false);
  const Calibration fit = fit_calibration(world.grouping, 1, world.evidence, labels, {0.73, 0.18});
  EXPECT_NEAR(fit.slope, 1 / 0.8, 0.12);
  EXPECT_NEAR(fit.offset, -0.1 / 0.8, 0.1);
  EXPECT_NEAR(fit.measurement_sd, 0.3, 0.03);
  EXPECT_NEAR(fit.transfer_sd, 0.2, 0.06);
  EXPECT_EQ(fit.labels, 1200U);
  EXPECT_EQ(fit.cells, 40U);
}

TEST(Calibration, ScoresAreTheMeanOfTheLabelsWhereAllAreLabelled) {
  World world = make_world(3, 3, 30, 0.5);
  const LabelTable labels = label(world, 1000, 0, false);
  const Calibration fit = fit_calibration(world.grouping, 1, world.evidence, labels, {0.73, 3.0});
  StanceOptions options;
  options.labels = &labels;
  options.calibration = &fit;
  const Evidence corrected = recalibrate(world.evidence, fit);
  const StanceScores scores = score_stance(world.grouping, 1, corrected, kOne, options);
  const std::vector<double> parts = contributions(world.grouping, 1, corrected, VoiceChoice::all);
  for (int g = 0; g < 3; ++g) {
    double mean = 0;
    double sum = 0;
    for (std::size_t r = 0; r < world.truth.size(); ++r) {
      if (world.grouping.group[r] != g) continue;
      mean += static_cast<double>(labels.value[r]) / 30;
      sum += parts[r];
    }
    const StanceRow& row = scores.row(g, 0, VoiceChoice::all);
    EXPECT_NEAR(row.score, mean, 0.01);
    EXPECT_NEAR(row.score, sum + row.correction + row.shrinkage, 1e-9);
    EXPECT_EQ(row.labels, 30U);
  }
}

TEST(Calibration, RejectsLabelsThatCannotBe) {
  const World world = make_world(3, 2, 5, 0.1);
  LabelTable labels = label(world, 4, 0, false);
  const auto fit = [&] { fit_calibration(world.grouping, 1, world.evidence, labels, {0.7, 0.2}); };
  labels.value[0] = 1.5F;
  EXPECT_THROW(fit(), InputError);
  labels.value.assign(10, kNone);
  EXPECT_THROW(fit(), InputError);
  labels.value[2] = labels.value[3] = 0.5F;
  labels.probability[2] = 0;
  EXPECT_THROW(fit(), InputError);
  labels.probability.pop_back();
  EXPECT_THROW(fit(), InputError);
}

}  // namespace
}  // namespace polyvocal
