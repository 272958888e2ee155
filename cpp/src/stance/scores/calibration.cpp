#include "polyvocal/stance/calibration.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "polyvocal/core/error.h"
#include "polyvocal/stats/shrinkage.h"

namespace polyvocal {

namespace {

// Weight of what was known before the labels, in labels or cells.
constexpr double kPriorWeight = 5;
constexpr double kSlopeSd = 0.5;  // prior: the instrument's unit is the label's, give or take half
// Fewer labels than this beyond one a cell say nothing of the spread within cells.
constexpr double kWithinFrom = 10;

struct Label {
  std::size_t cell = 0;
  double score = 0;
  double value = 0;
  double weight = 0;
};

struct Moments {
  double weight = 0;
  double squares = 0;
  double score = 0;
  double value = 0;
};

double square(double x) { return x * x; }

void check_labels(const LabelTable& labels, std::size_t rows) {
  if (labels.value.size() != rows || labels.probability.size() != rows) {
    throw InputError("labels: " + std::to_string(labels.value.size()) + " values and " +
                     std::to_string(labels.probability.size()) +
                     " probabilities; give one of each for the " + std::to_string(rows) +
                     " evidence rows");
  }
  for (std::size_t r = 0; r < rows; ++r) {
    if (!labels.has(r)) continue;
    const std::string where = "labels: row " + std::to_string(r);
    if (!(std::abs(labels.value[r]) <= 1)) {
      throw InputError(where + " has a label outside -1 to 1");
    }
    if (!(labels.probability[r] > 0 && labels.probability[r] <= 1)) {
      throw InputError(where + " has a probability outside 0 to 1");
    }
  }
}

// The labelled rows, each with its cell: a number per group and faction.
std::vector<Label> collect(const Grouping& grouping, std::size_t factions, const Evidence& evidence,
                           const LabelTable& labels) {
  std::vector<Label> found;
  for (std::size_t r = 0; r < evidence.rows.size(); ++r) {
    if (!labels.has(r)) continue;
    const EvidenceRow& row = evidence.rows[r];
    const std::int32_t group = grouping.group[row.document];
    if (row.faction < 0 || group < 0) continue;
    const std::size_t cell =
        static_cast<std::size_t>(group) * factions + static_cast<std::size_t>(row.faction);
    found.push_back({cell, static_cast<double>(row.score), static_cast<double>(labels.value[r]),
                     static_cast<double>(row.weight) / static_cast<double>(labels.probability[r])});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Label& a, const Label& b) { return a.cell < b.cell; });
  return found;
}

// Numbers the cells from 0; returns how many.
std::size_t number_cells(std::vector<Label>& labels) {
  std::size_t cells = 0;
  std::size_t current = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (i == 0 || labels[i].cell != current) {
      current = labels[i].cell;
      ++cells;
    }
    labels[i].cell = cells - 1;
  }
  return cells;
}

std::vector<Moments> moments_of(const std::vector<Label>& labels, std::size_t cells) {
  std::vector<Moments> moments(cells);
  for (const Label& label : labels) {
    Moments& m = moments[label.cell];
    m.weight += label.weight;
    m.squares += square(label.weight);
    m.score += label.weight * label.score;
    m.value += label.weight * label.value;
  }
  for (Moments& m : moments) {
    m.score /= m.weight;
    m.value /= m.weight;
  }
  return moments;
}

// Least squares within cells, with a variance that allows for unequal spread, against the prior.
void fit_slope(const std::vector<Label>& labels, const std::vector<Moments>& moments,
               Calibration& fit) {
  double xx = 0;
  double xy = 0;
  for (const Label& label : labels) {
    const Moments& m = moments[label.cell];
    xx += label.weight * square(label.score - m.score);
    xy += label.weight * (label.score - m.score) * (label.value - m.value);
  }
  fit.slope = 1;
  fit.slope_variance = square(kSlopeSd);
  const double freedom = static_cast<double>(labels.size()) - static_cast<double>(moments.size());
  if (!(xx > 0) || freedom < 2) return;
  const double found = xy / xx;
  double spread = 0;
  for (const Label& label : labels) {
    const Moments& m = moments[label.cell];
    const double error = label.value - m.value - found * (label.score - m.score);
    spread += square(label.weight * (label.score - m.score) * error);
  }
  const double variance = spread / square(xx) * static_cast<double>(labels.size()) / (freedom - 1);
  if (!(variance > 0)) return;
  const double precision = 1 / variance + 1 / fit.slope_variance;
  fit.slope = (found / variance + 1 / fit.slope_variance) / precision;
  fit.slope_variance = 1 / precision;
}

// Variance of what is left within cells; `freedom`: what it rests on.
double residual_variance(const std::vector<Label>& labels, const std::vector<Moments>& moments,
                         double slope, double* freedom) {
  double sum = 0;
  double scale = 0;
  for (const Label& label : labels) {
    const Moments& m = moments[label.cell];
    sum += label.weight * square(label.value - m.value - slope * (label.score - m.score));
  }
  for (const Moments& m : moments) scale += m.weight - m.squares / m.weight;
  *freedom = static_cast<double>(labels.size()) - static_cast<double>(moments.size());
  return scale > 0 ? sum / scale : 0;
}

double blend(double known, double found, double weight) {
  return (kPriorWeight * known + weight * found) / (kPriorWeight + weight);
}

// Mean of the cells and variance between them.
void pool_cells(const std::vector<Moments>& moments, double known_transfer, Calibration& fit) {
  std::vector<double> means;
  std::vector<double> variances;
  for (const Moments& m : moments) {
    means.push_back(m.value - fit.slope * m.score);
    variances.push_back(square(fit.measurement_sd) * m.squares / square(m.weight));
  }
  const double between = moments.size() > 1 ? pool_groups(means, variances).between : 0;
  const double transfer =
      blend(square(known_transfer), between, static_cast<double>(moments.size()) - 1);
  double precision = 0;
  double weighted = 0;
  double center = 0;
  for (std::size_t c = 0; c < moments.size(); ++c) {
    const double w = 1 / (variances[c] + transfer);
    precision += w;
    weighted += w * means[c];
    center += w * moments[c].score;
  }
  fit.transfer_sd = std::sqrt(transfer);
  fit.transfer_freedom = kPriorWeight + static_cast<double>(moments.size()) - 1;
  fit.offset = weighted / precision;
  fit.offset_variance = 1 / precision;
  fit.center = center / precision;
}

}  // namespace

Calibration fit_calibration(const Grouping& grouping, std::size_t factions,
                            const Evidence& evidence, const LabelTable& labels,
                            const PriorErrors& known) {
  check_labels(labels, evidence.rows.size());
  check_grouping(grouping, evidence.language.size());
  std::vector<Label> found = collect(grouping, factions, evidence, labels);
  if (found.size() < 2) {
    throw InputError("calibration: " + std::to_string(found.size()) +
                     " rows of a faction are labelled; label at least 2");
  }
  const std::size_t cells = number_cells(found);
  const std::vector<Moments> moments = moments_of(found, cells);
  Calibration fit;
  fit.labels = static_cast<std::uint32_t>(found.size());
  fit.cells = static_cast<std::uint32_t>(cells);
  // With about one label a cell, all cells are one for what is measured within them.
  std::vector<Label> within = found;
  if (static_cast<double>(found.size() - cells) < kWithinFrom) {
    for (Label& label : within) label.cell = 0;
  }
  const std::vector<Moments> within_moments = moments_of(within, within.back().cell + 1);
  fit_slope(within, within_moments, fit);
  double freedom = 0;
  const double residual = residual_variance(within, within_moments, fit.slope, &freedom);
  fit.measurement_sd = std::sqrt(blend(square(known.measurement_sd), residual, freedom));
  fit.measurement_freedom = kPriorWeight + freedom;
  pool_cells(moments, known.transfer_sd, fit);
  return fit;
}

Evidence recalibrate(const Evidence& evidence, const Calibration& fit) {
  Evidence corrected = evidence;
  for (EvidenceRow& row : corrected.rows) {
    row.score = static_cast<float>(fit.offset + fit.slope * static_cast<double>(row.score));
  }
  return corrected;
}

CellCorrection correct_cell(const Calibration& fit, double error, double factor,
                            std::uint32_t labels, double measurement, double mean) {
  const double raw = fit.slope == 0 ? fit.center : (mean - fit.offset) / fit.slope;
  const double prior =
      square(fit.transfer_sd) + fit.offset_variance + fit.slope_variance * square(raw - fit.center);
  const double one = square(fit.measurement_sd);
  const double keep = labels == 0 ? 0 : prior / (prior + one * factor);
  const double of_labels = keep * keep * factor;
  // The mean of all mentions, of which the labelled are a part, or of what they are a sample of:
  // the larger of the two errors.
  const double of_rows = (1 - 2 * keep) * measurement;
  return {.shift = labels == 0 ? 0 : keep * error,
          .var_measurement = one * (of_labels + std::max(0.0, of_rows)),
          .var_transfer = square(1 - keep) * prior};
}

}  // namespace polyvocal
