// From evidence to scores: per group (document or outlet), faction and voice, with an interval, a
// verdict, and the part that every evidence row contributes.
//
// Definitions. w, s: weight and score of an evidence row. Article j: y_j = sum(w s) / sum(w).
// Copies of one text are one observation, the mean of their y_j.
// Group: theta = mean of the observations with a mention of the faction in the voice.
// Groups of articles are shrunk towards their common mean (empirical Bayes, at least three groups).
// Variance: V = var_sampling + var_measurement + var_transfer
//   var_sampling     cluster bootstrap: stories, or articles, of a group; sentences of an article
//   var_measurement  measurement_sd^2 / n_eff, n_eff = sum(w)^2 / sum(w^2) within an article
//   var_transfer     transfer_sd^2: the instrument may be off for this actor and this outlet
// Interval: theta -+ 1.96 sqrt(V), cut to [-1, 1]. With labels Student's t takes the place of 1.96,
// with the degrees of freedom of V (Welch 1947).
//
//   StanceScores scores = score_stance(corpus, knowledge, evidence, run);
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "polyvocal/stance/calibration.h"
#include "polyvocal/stance/evidence.h"
#include "polyvocal/stance/grouping.h"

namespace polyvocal {

enum class GroupBy : std::uint8_t { document, outlet };
std::string_view group_by_name(GroupBy by);

/// The voices of a score: one of Voice, or all together.
enum class VoiceChoice : std::uint8_t { outlet, quoted, reported, all };
inline constexpr int kVoiceChoiceCount = 4;
std::string_view voice_choice_name(VoiceChoice voice);
bool includes(VoiceChoice choice, Voice voice);

enum class Verdict : std::uint8_t {
  favours,
  against,
  not_distinguishable,
  insufficient,
  unsupported_language,
};
std::string_view verdict_name(Verdict verdict);

/// Standard deviation of (human label - score) of one mention, labels -1, 0, 1. Measured on
/// NewsMTSC train (8,564 mentions): .734, with `python -m bench.quality newsmtsc PATH`.
inline constexpr double kMeasurementSd = 0.73;

/// Standard deviation of what the scores of one actor may be off by: root mean square of the rules
/// errors by person on NewsMTSC train, chance taken out: `python -m bench.quality coverage PATH`.
inline constexpr double kTransferSd = 0.28;

struct StanceOptions {
  GroupBy by = GroupBy::document;
  std::uint64_t seed = 0;
  std::uint32_t replicates = 2000;
  double measurement_sd = kMeasurementSd;
  double transfer_sd = kTransferSd;
  /// Below these a row says "insufficient". Five mentions bring the measurement error of a mean
  /// down to the size of the transfer error; one sentence says nothing of the variation between
  /// sentences; an outlet is judged by five articles or not at all.
  double min_mentions = 5;  ///< effective number n_eff, summed over articles
  std::uint32_t min_sentences = 2;
  std::uint32_t min_articles = 5;  ///< groups of articles only; copies count once
  bool shrink = true;              ///< groups of articles only, from three on, without labels
  /// Both or neither: the labels, and their fit, of the evidence given (see recalibrate). They take
  /// the place of the two errors above.
  const LabelTable* labels = nullptr;
  const Calibration* calibration = nullptr;
};

struct StanceRow {
  std::int32_t group = 0;  ///< document; or outlet: documents without one are left out
  FactionId faction = 0;
  VoiceChoice voice = VoiceChoice::outlet;
  double score = 0;  ///< NaN without any mention
  double low = 0;    ///< NaN without any mention; -1 and 1 when one sentence is all there is
  double high = 0;
  Verdict verdict = Verdict::insufficient;
  std::uint32_t mentions = 0;
  std::uint32_t sentences = 0;
  std::uint32_t documents = 0;
  double effective_mentions = 0;
  double var_sampling = 0;  ///< NaN where it cannot be had
  double var_measurement = 0;
  double var_transfer = 0;
  double shrinkage = 0;   ///< what pooling added; the three complete the contributions
  double centring = 0;    ///< what taking out the stories added
  double correction = 0;  ///< what the labels of this cell added
  std::uint32_t labels = 0;
};

/// Ordered by (group, faction, voice); every combination has a row.
struct StanceScores {
  GroupBy by = GroupBy::document;
  std::vector<StanceRow> rows;
  std::int32_t groups = 0;
  std::int32_t factions = 0;
  [[nodiscard]] const StanceRow& row(std::int32_t group, FactionId faction,
                                     VoiceChoice voice) const {
    return rows[(static_cast<std::size_t>(group) * static_cast<std::size_t>(factions) +
                 static_cast<std::size_t>(faction)) *
                    kVoiceChoiceCount +
                static_cast<std::size_t>(voice)];
  }
};

/// The same for one group and any two factions: theta_a - theta_b by joint resamples.
struct ContrastRow {
  std::int32_t group = 0;
  VoiceChoice voice = VoiceChoice::outlet;
  double difference = 0;
  double low = 0;
  double high = 0;
  double p = 1;                             ///< two-sided, normal
  Verdict verdict = Verdict::insufficient;  ///< favours: a above b
  double variance = 0;                      ///< of the difference, all parts
  double var_transfer = 0;  ///< the part that is the instrument's error for either faction
};

/// `by` of the options is not read.
/// @throws InputError for a grouping of another corpus; Cancelled.
StanceScores score_stance(const Grouping& grouping, std::size_t factions, const Evidence& evidence,
                          const Run& run, const StanceOptions& options = {});
/// The same by `by` of the options.
StanceScores score_stance(const Corpus& corpus, const Knowledge& knowledge,
                          const Evidence& evidence, const Run& run,
                          const StanceOptions& options = {});

/// Ordered by (group, voice). Differences are of plain means, never of shrunk ones.
/// @throws InputError when a or b is no faction; Cancelled.
std::vector<ContrastRow> contrast_factions(const Grouping& grouping, std::size_t factions,
                                           const Evidence& evidence, FactionId a, FactionId b,
                                           const Run& run, const StanceOptions& options = {});
std::vector<ContrastRow> contrast_factions(const Corpus& corpus, const Knowledge& knowledge,
                                           const Evidence& evidence, FactionId a, FactionId b,
                                           const Run& run, const StanceOptions& options = {});

/// What each evidence row adds to the score of its group, faction and this voice:
/// w s / (sum of w in the article) / (copies of the article) / (observations of the group). 0 for
/// rows of other voices or without faction. With StanceRow::shrinkage, centring and correction they
/// add up to the score.
std::vector<double> contributions(const Grouping& grouping, std::size_t factions,
                                  const Evidence& evidence, VoiceChoice voice);
std::vector<double> contributions(const Corpus& corpus, const Knowledge& knowledge,
                                  const Evidence& evidence, GroupBy by, VoiceChoice voice);

/// Swaps the factions a and b of every row and scores again: the largest |contrast + swapped
/// contrast|, 0 when every contrast flips exactly as it must.
double roster_swap_error(const Grouping& grouping, std::size_t factions, const Evidence& evidence,
                         FactionId a, FactionId b, const Run& run,
                         const StanceOptions& options = {});
double roster_swap_error(const Corpus& corpus, const Knowledge& knowledge, const Evidence& evidence,
                         FactionId a, FactionId b, const Run& run,
                         const StanceOptions& options = {});

}  // namespace polyvocal
