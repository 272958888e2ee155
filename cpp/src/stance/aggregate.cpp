#include "polyvocal/stance/aggregate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <string>

#include "polyvocal/core/error.h"
#include "polyvocal/stats/shrinkage.h"
#include "stance/groups.h"

namespace polyvocal {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kZ = 1.959963984540054;  // 97.5 % point of the normal
constexpr std::size_t kPoolFrom = 3;      // groups needed to estimate what they share

using scoring::build_group;
using scoring::column_of;
using scoring::ColumnSums;
using scoring::group_documents;
using scoring::GroupTable;
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

bool enough(const ColumnSums& sums, const StanceOptions& options) {
  return sums.effective >= options.min_mentions && sums.sentences >= options.min_sentences &&
         (options.by == GroupBy::document || sums.documents >= options.min_articles);
}

void set_interval(StanceRow& row, bool known) {
  const double variance = row.var_sampling + row.var_measurement + row.var_transfer;
  if (!known || std::isnan(variance)) {
    row.low = -1;
    row.high = 1;
    return;
  }
  const double half = kZ * std::sqrt(variance);
  row.low = std::max(-1.0, row.score - half);
  row.high = std::min(1.0, row.score + half);
}

Verdict judge(double low, double high) {
  if (low > 0) return Verdict::favours;
  return high < 0 ? Verdict::against : Verdict::not_distinguishable;
}

StanceRow describe(const ColumnSums& sums, double sampling, const GroupTable& table,
                   const StanceOptions& options) {
  StanceRow row;
  row.mentions = sums.mentions;
  row.sentences = sums.sentences;
  row.documents = sums.documents;
  row.effective_mentions = sums.effective;
  row.var_transfer = options.transfer_sd * options.transfer_sd;
  if (sums.documents == 0) {
    row.score = row.low = row.high = row.var_sampling = row.var_measurement = kNaN;
    const bool unread = table.any_document && !table.any_supported;
    row.verdict = unread ? Verdict::unsupported_language : Verdict::insufficient;
    return row;
  }
  row.score = sums.mean;
  row.var_sampling = sampling;
  row.var_measurement = options.measurement_sd * options.measurement_sd * sums.measurement;
  set_interval(row, true);
  row.verdict = enough(sums, options) ? judge(row.low, row.high) : Verdict::insufficient;
  return row;
}

void score_group(const GroupTable& table, const StanceOptions& options, Resampler& resampler,
                 StanceRow* rows) {
  const std::vector<double> sampling = resampler.variances(table.clusters_view());
  for (std::size_t c = 0; c < table.columns; ++c) {
    const StanceRow row = describe(table.sums[c], sampling[c], table, options);
    const StanceRow place = rows[c];
    rows[c] = row;
    rows[c].group = place.group;
    rows[c].faction = place.faction;
    rows[c].voice = place.voice;
  }
}

// Pulls the outlets that have enough evidence towards their common mean, column by column.
void shrink_outlets(StanceScores& scores, const StanceOptions& options) {
  const std::size_t columns = static_cast<std::size_t>(scores.factions) * kVoiceChoiceCount;
  for (std::size_t c = 0; c < columns; ++c) {
    std::vector<StanceRow*> usable;
    std::vector<double> means;
    std::vector<double> variances;
    for (std::size_t i = c; i < scores.rows.size(); i += columns) {
      StanceRow& row = scores.rows[i];
      const double variance = row.var_sampling + row.var_measurement;
      if (row.verdict == Verdict::insufficient || !(variance > 0)) continue;
      if (row.verdict == Verdict::unsupported_language) continue;
      usable.push_back(&row);
      means.push_back(row.score);
      variances.push_back(variance);
    }
    if (usable.size() < kPoolFrom) continue;
    const Pool pool = pool_groups(means, variances);
    for (std::size_t k = 0; k < usable.size(); ++k) {
      const Shrunk shrunk = shrink(means[k], variances[k], pool);
      StanceRow& row = *usable[k];
      row.shrinkage = shrunk.mean - row.score;
      row.score = shrunk.mean;
      const double ratio = shrunk.variance / variances[k];
      row.var_sampling *= ratio;
      row.var_measurement *= ratio;
      set_interval(row, true);
      row.verdict = judge(row.low, row.high);
    }
  }
  static_cast<void>(options);
}

ContrastRow contrast_of(const GroupTable& table, const Ratios& ratios, std::size_t a, std::size_t b,
                        const StanceOptions& options) {
  ContrastRow row;
  const ColumnSums& x = table.sums[a];
  const ColumnSums& y = table.sums[b];
  if (x.documents == 0 || y.documents == 0) {
    row.difference = row.low = row.high = row.variance = kNaN;
    if (table.any_document && !table.any_supported) row.verdict = Verdict::unsupported_language;
    return row;
  }
  row.difference = x.mean - y.mean;
  const double measurement =
      options.measurement_sd * options.measurement_sd * (x.measurement + y.measurement);
  row.variance = ratios.variance_of_difference(a, b) + measurement +
                 2 * options.transfer_sd * options.transfer_sd;
  if (std::isnan(row.variance)) {
    row.low = -2;
    row.high = 2;
    return row;
  }
  const double half = kZ * std::sqrt(row.variance);
  row.low = std::max(-2.0, row.difference - half);
  row.high = std::min(2.0, row.difference + half);
  row.p = two_sided_p(row.difference, row.variance);
  if (enough(x, options) && enough(y, options)) row.verdict = judge(row.low, row.high);
  return row;
}

void require_faction(const Knowledge& knowledge, FactionId faction) {
  if (faction >= 0 && static_cast<std::size_t>(faction) < knowledge.factions.size()) return;
  throw InputError("faction " + std::to_string(faction) + " does not exist; there are " +
                   std::to_string(knowledge.factions.size()));
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

StanceScores score_stance(const Corpus& corpus, const Knowledge& knowledge,
                          const Evidence& evidence, const Run& run, const StanceOptions& options) {
  const Groups groups = group_documents(corpus, options.by);
  const std::size_t factions = knowledge.factions.size();
  const std::size_t columns = factions * kVoiceChoiceCount;
  StanceScores scores;
  scores.by = options.by;
  scores.groups = static_cast<std::int32_t>(groups.size());
  scores.factions = static_cast<std::int32_t>(factions);
  scores.rows.resize(groups.size() * columns);
  for (std::size_t i = 0; i < scores.rows.size(); ++i) {
    StanceRow& row = scores.rows[i];
    row.group = static_cast<std::int32_t>(i / columns);
    row.faction = static_cast<FactionId>(i % columns / kVoiceChoiceCount);
    row.voice = static_cast<VoiceChoice>(i % kVoiceChoiceCount);
  }
  if (columns == 0) return scores;
  each_group(run, groups.size(), options, [&](std::size_t g, Resampler& resampler) {
    const GroupTable table = build_group(evidence, groups[g], factions, options.by);
    score_group(table, options, resampler, scores.rows.data() + g * columns);
  });
  if (options.by == GroupBy::outlet && options.shrink) shrink_outlets(scores, options);
  return scores;
}

std::vector<ContrastRow> contrast_factions(const Corpus& corpus, const Knowledge& knowledge,
                                           const Evidence& evidence, FactionId a, FactionId b,
                                           const Run& run, const StanceOptions& options) {
  require_faction(knowledge, a);
  require_faction(knowledge, b);
  const Groups groups = group_documents(corpus, options.by);
  std::vector<ContrastRow> rows(groups.size() * kVoiceChoiceCount);
  each_group(run, groups.size(), options, [&](std::size_t g, Resampler& resampler) {
    const GroupTable table =
        build_group(evidence, groups[g], knowledge.factions.size(), options.by);
    const Ratios ratios = resampler.ratios(table.clusters_view());
    for (std::size_t v = 0; v < kVoiceChoiceCount; ++v) {
      const auto voice = static_cast<VoiceChoice>(v);
      ContrastRow& row = rows[g * kVoiceChoiceCount + v];
      row = contrast_of(table, ratios, column_of(a, voice), column_of(b, voice), options);
      row.group = static_cast<std::int32_t>(g);
      row.voice = voice;
    }
  });
  return rows;
}

std::vector<double> contributions(const Corpus& corpus, const Knowledge& knowledge,
                                  const Evidence& evidence, GroupBy by, VoiceChoice voice) {
  const Groups groups = group_documents(corpus, by);
  const std::size_t factions = knowledge.factions.size();
  std::vector<double> out(evidence.rows.size(), 0.0);
  std::vector<double> weight(factions);
  std::vector<double> articles(factions);
  const auto each_row = [&](std::uint32_t d, auto&& use) {
    for (std::uint32_t r = evidence.doc_rows[d]; r < evidence.doc_rows[d + 1]; ++r) {
      const EvidenceRow& row = evidence.rows[r];
      if (row.faction >= 0 && includes(voice, row.voice)) {
        use(r, row, static_cast<std::size_t>(row.faction));
      }
    }
  };
  const auto sum_weights = [&](std::uint32_t d) {
    std::fill(weight.begin(), weight.end(), 0.0);
    each_row(d, [&](std::uint32_t, const EvidenceRow& row, std::size_t f) {
      weight[f] += static_cast<double>(row.weight);
    });
  };
  for (const auto& documents : groups) {
    std::fill(articles.begin(), articles.end(), 0.0);
    for (const std::uint32_t d : documents) {
      sum_weights(d);
      for (std::size_t f = 0; f < factions; ++f) articles[f] += weight[f] > 0 ? 1.0 : 0.0;
    }
    for (const std::uint32_t d : documents) {
      sum_weights(d);
      each_row(d, [&](std::uint32_t r, const EvidenceRow& row, std::size_t f) {
        if (weight[f] <= 0) return;
        out[r] = static_cast<double>(row.weight) * static_cast<double>(row.score) / weight[f] /
                 articles[f];
      });
    }
  }
  return out;
}

double roster_swap_error(const Corpus& corpus, const Knowledge& knowledge, const Evidence& evidence,
                         FactionId a, FactionId b, const Run& run, const StanceOptions& options) {
  const std::vector<ContrastRow> before =
      contrast_factions(corpus, knowledge, evidence, a, b, run, options);
  Evidence swapped = evidence;
  for (EvidenceRow& row : swapped.rows) {
    if (row.faction == a) {
      row.faction = b;
    } else if (row.faction == b) {
      row.faction = a;
    }
  }
  const std::vector<ContrastRow> after =
      contrast_factions(corpus, knowledge, swapped, a, b, run, options);
  double worst = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (std::isnan(before[i].difference)) continue;
    worst = std::max(worst, std::abs(before[i].difference + after[i].difference));
  }
  return worst;
}

}  // namespace polyvocal
