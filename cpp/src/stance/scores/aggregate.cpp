#include "polyvocal/stance/aggregate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <string>

#include "polyvocal/core/error.h"
#include "polyvocal/stats/shrinkage.h"
#include "stance/scores/groups.h"
#include "stance/scores/stories.h"
#include "stats/student.h"

namespace polyvocal {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kPoolFrom = 3;  // groups needed to estimate what they share

using scoring::build_group;
using scoring::column_of;
using scoring::ColumnSums;
using scoring::documents_of_groups;
using scoring::GroupTable;
using scoring::same_observation;
using scoring::story_offsets;
using scoring::StoryOffsets;
using Groups = std::vector<std::vector<std::uint32_t>>;

// Calls body(group, resampler) for every group; a resampler belongs to one worker.
template <class Body>
void each_group(const Run& run, std::size_t groups, const StanceOptions& options, Body&& body) {
  std::vector<std::unique_ptr<Resampler>> resamplers(
      static_cast<std::size_t>(std::max(1, run.threads)));
  parallel_for(run, groups, 8, [&](std::size_t begin, std::size_t end, int worker) {
    auto& resampler = resamplers[static_cast<std::size_t>(worker)];
    if (!resampler) {
      resampler = std::make_unique<Resampler>(options.seed, options.replicates);
    }
    for (std::size_t g = begin; g < end; ++g) body(g, *resampler);
  });
}

bool enough(const ColumnSums& sums, const Grouping& grouping, const StanceOptions& options) {
  return sums.effective >= options.min_mentions && sums.sentences >= options.min_sentences &&
         (grouping.each_document || sums.observations >= options.min_articles);
}

// Errors of the instrument for one cell, and what its labels add to the mean.
CellCorrection instrument_of(const ColumnSums& sums, const StanceOptions& options) {
  if (options.calibration != nullptr) {
    return correct_cell(*options.calibration, sums.label_error, sums.label_factor, sums.labels,
                        sums.measurement, sums.mean - sums.centring);
  }
  return {.shift = 0,
          .var_measurement = options.measurement_sd * options.measurement_sd * sums.measurement,
          .var_transfer = options.transfer_sd * options.transfer_sd};
}

// Clusters in which a column has something.
double occupied(const GroupTable& table, std::size_t column) {
  double count = 0;
  for (std::size_t i = column; i < table.denominator.size(); i += table.columns) {
    count += table.denominator[i] > 0 ? 1 : 0;
  }
  return count;
}

// Degrees of freedom of the sum of three variances. Without labels the errors of the instrument are
// taken as known, and sampling is small beside them.
double freedom_of(double sampling, double clusters, double measurement, double transfer,
                  const StanceOptions& options) {
  if (options.calibration == nullptr) return std::numeric_limits<double>::infinity();
  const Calibration& fit = *options.calibration;
  return freedom_of_sum({{sampling, std::max(1.0, clusters - 1)},
                         {measurement, fit.measurement_freedom},
                         {transfer, fit.transfer_freedom}});
}

void set_interval(StanceRow& row, double freedom) {
  const double variance = row.var_sampling + row.var_measurement + row.var_transfer;
  if (std::isnan(variance)) {
    row.low = -1;
    row.high = 1;
    return;
  }
  const double half = student_t(freedom) * std::sqrt(variance);
  row.low = std::max(-1.0, row.score - half);
  row.high = std::min(1.0, row.score + half);
}

Verdict judge(double low, double high) {
  if (low > 0) return Verdict::favours;
  return high < 0 ? Verdict::against : Verdict::not_distinguishable;
}

StanceRow describe(const ColumnSums& sums, double sampling, double clusters,
                   const GroupTable& table, const Grouping& grouping,
                   const StanceOptions& options) {
  StanceRow row;
  row.mentions = sums.mentions;
  row.sentences = sums.sentences;
  row.documents = sums.documents;
  row.effective_mentions = sums.effective;
  const CellCorrection instrument = instrument_of(sums, options);
  row.var_transfer = instrument.var_transfer;
  if (sums.documents == 0) {
    row.score = row.low = row.high = row.var_sampling = row.var_measurement = kNaN;
    const bool unread = table.any_document && !table.any_supported;
    row.verdict = unread ? Verdict::unsupported_language : Verdict::insufficient;
    return row;
  }
  row.centring = sums.centring;
  row.correction = instrument.shift;
  row.labels = sums.labels;
  row.score = sums.mean + instrument.shift;
  row.var_sampling = sampling;
  row.var_measurement = instrument.var_measurement;
  set_interval(row, freedom_of(sampling, clusters, row.var_measurement, row.var_transfer, options));
  row.verdict = enough(sums, grouping, options) ? judge(row.low, row.high) : Verdict::insufficient;
  return row;
}

void score_group(const GroupTable& table, const Grouping& grouping, const StanceOptions& options,
                 Resampler& resampler, StanceRow* rows) {
  const std::vector<double> sampling = resampler.variances(table.clusters_view());
  for (std::size_t c = 0; c < table.columns; ++c) {
    const StanceRow row =
        describe(table.sums[c], sampling[c], occupied(table, c), table, grouping, options);
    const StanceRow place = rows[c];
    rows[c] = row;
    rows[c].group = place.group;
    rows[c].faction = place.faction;
    rows[c].voice = place.voice;
  }
}

// Pulls the groups that have enough evidence towards their common mean, column by column. The noise
// of a score is its sampling variance; the errors of the instrument are no noise between groups,
// and stay as they are.
void shrink_groups(StanceScores& scores) {
  const std::size_t columns = static_cast<std::size_t>(scores.factions) * kVoiceChoiceCount;
  for (std::size_t c = 0; c < columns; ++c) {
    std::vector<StanceRow*> usable;
    std::vector<double> means;
    std::vector<double> variances;
    for (std::size_t i = c; i < scores.rows.size(); i += columns) {
      StanceRow& row = scores.rows[i];
      if (row.verdict == Verdict::insufficient || !(row.var_sampling > 0)) continue;
      if (row.verdict == Verdict::unsupported_language) continue;
      usable.push_back(&row);
      means.push_back(row.score);
      variances.push_back(row.var_sampling);
    }
    if (usable.size() < kPoolFrom) continue;
    const Pool pool = pool_groups(means, variances);
    for (std::size_t k = 0; k < usable.size(); ++k) {
      const Shrunk shrunk = shrink(means[k], variances[k], pool);
      StanceRow& row = *usable[k];
      row.shrinkage = shrunk.mean - row.score;
      row.score = shrunk.mean;
      row.var_sampling = shrunk.variance;
      set_interval(row, std::numeric_limits<double>::infinity());
      row.verdict = judge(row.low, row.high);
    }
  }
}

ContrastRow contrast_of(const GroupTable& table, const Ratios& ratios, std::size_t a, std::size_t b,
                        const Grouping& grouping, const StanceOptions& options) {
  ContrastRow row;
  const ColumnSums& x = table.sums[a];
  const ColumnSums& y = table.sums[b];
  if (x.documents == 0 || y.documents == 0) {
    row.difference = row.low = row.high = row.variance = row.var_transfer = kNaN;
    if (table.any_document && !table.any_supported) row.verdict = Verdict::unsupported_language;
    return row;
  }
  const CellCorrection of_x = instrument_of(x, options);
  const CellCorrection of_y = instrument_of(y, options);
  row.difference = x.mean + of_x.shift - (y.mean + of_y.shift);
  row.var_transfer = of_x.var_transfer + of_y.var_transfer;
  const double sampling = ratios.variance_of_difference(a, b);
  const double measurement = of_x.var_measurement + of_y.var_measurement;
  row.variance = sampling + measurement + row.var_transfer;
  if (std::isnan(row.variance)) {
    row.low = -2;
    row.high = 2;
    return row;
  }
  const double clusters = std::min(occupied(table, a), occupied(table, b));
  const double freedom = freedom_of(sampling, clusters, measurement, row.var_transfer, options);
  const double half = student_t(freedom) * std::sqrt(row.variance);
  row.low = std::max(-2.0, row.difference - half);
  row.high = std::min(2.0, row.difference + half);
  row.p = row.variance > 0 ? student_p(row.difference / std::sqrt(row.variance), freedom) : 1;
  if (enough(x, grouping, options) && enough(y, grouping, options))
    row.verdict = judge(row.low, row.high);
  return row;
}

void require_faction(std::size_t factions, FactionId faction) {
  if (faction >= 0 && static_cast<std::size_t>(faction) < factions) return;
  throw InputError("faction " + std::to_string(faction) + " does not exist; there are " +
                   std::to_string(factions));
}

Grouping grouping_of(const Corpus& corpus, GroupBy by) {
  return by == GroupBy::document ? group_by_document(corpus) : group_by_outlet(corpus);
}

}  // namespace

std::string_view group_by_name(GroupBy by) {
  return by == GroupBy::document ? "document" : "outlet";
}

std::string_view voice_choice_name(VoiceChoice voice) {
  return voice == VoiceChoice::all ? std::string_view("all")
                                   : voice_name(static_cast<Voice>(voice));
}

bool includes(VoiceChoice choice, Voice voice) {
  return choice == VoiceChoice::all ||
         static_cast<std::uint8_t>(choice) == static_cast<std::uint8_t>(voice);
}

std::string_view verdict_name(Verdict verdict) {
  constexpr std::string_view kNames[] = {"favours", "against", "not distinguishable",
                                         "insufficient", "unsupported language"};
  return kNames[static_cast<std::size_t>(verdict)];
}

StanceScores score_stance(const Grouping& grouping, std::size_t factions, const Evidence& evidence,
                          const Run& run, const StanceOptions& options) {
  check_grouping(grouping, evidence.language.size());
  const Groups groups = documents_of_groups(grouping);
  const std::size_t columns = factions * kVoiceChoiceCount;
  StanceScores scores;
  scores.by = grouping.each_document ? GroupBy::document : GroupBy::outlet;
  scores.groups = grouping.groups;
  scores.factions = static_cast<std::int32_t>(factions);
  scores.rows.resize(groups.size() * columns);
  for (std::size_t i = 0; i < scores.rows.size(); ++i) {
    StanceRow& row = scores.rows[i];
    row.group = static_cast<std::int32_t>(i / columns);
    row.faction = static_cast<FactionId>(i % columns / kVoiceChoiceCount);
    row.voice = static_cast<VoiceChoice>(i % kVoiceChoiceCount);
  }
  if (columns == 0) return scores;
  const StoryOffsets offsets = story_offsets(grouping, factions, evidence);
  each_group(run, groups.size(), options, [&](std::size_t g, Resampler& resampler) {
    const GroupTable table =
        build_group(evidence, groups[g], factions, grouping, offsets, options.labels);
    score_group(table, grouping, options, resampler, scores.rows.data() + g * columns);
  });
  // Labels pull the groups together where they have few of them; once is enough.
  const bool pulled = options.calibration != nullptr;
  if (!grouping.each_document && options.shrink && !pulled) shrink_groups(scores);
  return scores;
}

StanceScores score_stance(const Corpus& corpus, const Knowledge& knowledge,
                          const Evidence& evidence, const Run& run, const StanceOptions& options) {
  return score_stance(grouping_of(corpus, options.by), knowledge.factions.size(), evidence, run,
                      options);
}

std::vector<ContrastRow> contrast_factions(const Grouping& grouping, std::size_t factions,
                                           const Evidence& evidence, FactionId a, FactionId b,
                                           const Run& run, const StanceOptions& options) {
  require_faction(factions, a);
  require_faction(factions, b);
  check_grouping(grouping, evidence.language.size());
  const Groups groups = documents_of_groups(grouping);
  const StoryOffsets offsets = story_offsets(grouping, factions, evidence);
  std::vector<ContrastRow> rows(groups.size() * kVoiceChoiceCount);
  each_group(run, groups.size(), options, [&](std::size_t g, Resampler& resampler) {
    const GroupTable table =
        build_group(evidence, groups[g], factions, grouping, offsets, options.labels);
    const Ratios ratios = resampler.ratios(table.clusters_view());
    for (std::size_t v = 0; v < kVoiceChoiceCount; ++v) {
      const auto voice = static_cast<VoiceChoice>(v);
      ContrastRow& row = rows[g * kVoiceChoiceCount + v];
      row = contrast_of(table, ratios, column_of(a, voice), column_of(b, voice), grouping, options);
      row.group = static_cast<std::int32_t>(g);
      row.voice = voice;
    }
  });
  return rows;
}

std::vector<ContrastRow> contrast_factions(const Corpus& corpus, const Knowledge& knowledge,
                                           const Evidence& evidence, FactionId a, FactionId b,
                                           const Run& run, const StanceOptions& options) {
  return contrast_factions(grouping_of(corpus, options.by), knowledge.factions.size(), evidence, a,
                           b, run, options);
}

namespace {

// The rows of one voice in one group, article by article.
class Contributor {
 public:
  Contributor(const Grouping& grouping, std::size_t factions, const Evidence& evidence,
              VoiceChoice voice)
      : grouping_(grouping), evidence_(evidence), voice_(voice), weight_(factions) {}

  void add(const std::vector<std::uint32_t>& documents, std::vector<double>& out) {
    // How many observations of the group, and articles of the observation, have the faction.
    std::vector<double> observations(weight_.size(), 0.0);
    each_observation(documents, [&](std::size_t begin, std::size_t end) {
      const std::vector<double> articles = count_articles(documents, begin, end);
      for (std::size_t f = 0; f < articles.size(); ++f) observations[f] += articles[f] > 0 ? 1 : 0;
    });
    each_observation(documents, [&](std::size_t begin, std::size_t end) {
      const std::vector<double> articles = count_articles(documents, begin, end);
      for (std::size_t i = begin; i < end; ++i) {
        sum_weights(documents[i]);
        each_row(documents[i], [&](std::uint32_t r, const EvidenceRow& row, std::size_t f) {
          if (weight_[f] <= 0) return;
          out[r] = static_cast<double>(row.weight) * static_cast<double>(row.score) / weight_[f] /
                   articles[f] / observations[f];
        });
      }
    });
  }

 private:
  template <class Use>
  void each_observation(const std::vector<std::uint32_t>& documents, Use&& use) const {
    for (std::size_t begin = 0; begin < documents.size();) {
      std::size_t end = begin + 1;
      while (end < documents.size() &&
             same_observation(grouping_, documents[begin], documents[end])) {
        ++end;
      }
      use(begin, end);
      begin = end;
    }
  }

  template <class Use>
  void each_row(std::uint32_t d, Use&& use) const {
    for (std::uint32_t r = evidence_.doc_rows[d]; r < evidence_.doc_rows[d + 1]; ++r) {
      const EvidenceRow& row = evidence_.rows[r];
      if (row.faction >= 0 && includes(voice_, row.voice)) {
        use(r, row, static_cast<std::size_t>(row.faction));
      }
    }
  }

  void sum_weights(std::uint32_t d) {
    std::fill(weight_.begin(), weight_.end(), 0.0);
    each_row(d, [&](std::uint32_t, const EvidenceRow& row, std::size_t f) {
      weight_[f] += static_cast<double>(row.weight);
    });
  }

  std::vector<double> count_articles(const std::vector<std::uint32_t>& documents, std::size_t begin,
                                     std::size_t end) {
    std::vector<double> articles(weight_.size(), 0.0);
    for (std::size_t i = begin; i < end; ++i) {
      sum_weights(documents[i]);
      for (std::size_t f = 0; f < articles.size(); ++f) articles[f] += weight_[f] > 0 ? 1 : 0;
    }
    return articles;
  }

  const Grouping& grouping_;
  const Evidence& evidence_;
  VoiceChoice voice_;
  std::vector<double> weight_;
};

}  // namespace

std::vector<double> contributions(const Grouping& grouping, std::size_t factions,
                                  const Evidence& evidence, VoiceChoice voice) {
  check_grouping(grouping, evidence.language.size());
  std::vector<double> out(evidence.rows.size(), 0.0);
  Contributor contributor(grouping, factions, evidence, voice);
  for (const auto& documents : documents_of_groups(grouping)) contributor.add(documents, out);
  return out;
}

std::vector<double> contributions(const Corpus& corpus, const Knowledge& knowledge,
                                  const Evidence& evidence, GroupBy by, VoiceChoice voice) {
  return contributions(grouping_of(corpus, by), knowledge.factions.size(), evidence, voice);
}

double roster_swap_error(const Grouping& grouping, std::size_t factions, const Evidence& evidence,
                         FactionId a, FactionId b, const Run& run, const StanceOptions& options) {
  const std::vector<ContrastRow> before =
      contrast_factions(grouping, factions, evidence, a, b, run, options);
  Evidence swapped = evidence;
  for (EvidenceRow& row : swapped.rows) {
    if (row.faction == a) {
      row.faction = b;
    } else if (row.faction == b) {
      row.faction = a;
    }
  }
  const std::vector<ContrastRow> after =
      contrast_factions(grouping, factions, swapped, a, b, run, options);
  double worst = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (std::isnan(before[i].difference)) continue;
    worst = std::max(worst, std::abs(before[i].difference + after[i].difference));
  }
  return worst;
}

double roster_swap_error(const Corpus& corpus, const Knowledge& knowledge, const Evidence& evidence,
                         FactionId a, FactionId b, const Run& run, const StanceOptions& options) {
  return roster_swap_error(grouping_of(corpus, options.by), knowledge.factions.size(), evidence, a,
                           b, run, options);
}

}  // namespace polyvocal
