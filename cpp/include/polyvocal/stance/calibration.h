// Calibration by hand labels: what a person says of some evidence rows, drawn with known
// probabilities, corrects the scores of all.
//
// Model. A label y of a row with score s in cell g (a group and a faction):
//   y = offset + slope s + b_g + e,  b_g ~ N(0, transfer_sd^2),  e ~ (0, measurement_sd^2).
// slope: labels against scores within cells, pulled towards 1 as by a prior N(1, .5^2).
// offset, transfer_sd: the means of the cells pooled (DerSimonian and Laird 1986). Both spreads
// lean on what was known before the labels as if that rested on five labels, or five cells. Rows
// count by weight over probability of being drawn (Horvitz and Thompson 1952).
//
//   LabelTable labels = ...;
//   Calibration fit = fit_calibration(grouping, factions, evidence, labels, {.73, .18});
//   Evidence corrected = recalibrate(evidence, fit);      // scores offset + slope s
//   score_stance(grouping, factions, corrected, run, {.labels = &labels, .calibration = &fit});
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "polyvocal/stance/evidence.h"
#include "polyvocal/stance/grouping.h"

namespace polyvocal {

/// Per evidence row.
struct LabelTable {
  std::vector<float> value;        ///< in [-1, 1]; NaN: not labelled
  std::vector<float> probability;  ///< of being drawn for labelling; > 0 where labelled
  [[nodiscard]] bool has(std::size_t row) const { return !std::isnan(value[row]); }
};

struct Calibration {
  double offset = 0;
  double slope = 1;
  double center = 0;  ///< mean score of what was labelled: offset and slope err independently there
  double offset_variance = 0;  ///< of offset + slope * center
  double slope_variance = 0;
  double measurement_sd = 0;
  double transfer_sd = 0;
  double measurement_freedom = 0;  ///< degrees of freedom of measurement_sd^2, and of transfer_sd^2
  double transfer_freedom = 0;
  std::uint32_t labels = 0;
  std::uint32_t cells = 0;  ///< with a label
};

/// The errors of the instrument as known before any label.
struct PriorErrors {
  double measurement_sd = 0;
  double transfer_sd = 0;
};

/// @throws InputError for columns of other lengths, labels outside [-1, 1], probabilities outside
/// (0, 1], or fewer than two labels.
Calibration fit_calibration(const Grouping& grouping, std::size_t factions,
                            const Evidence& evidence, const LabelTable& labels,
                            const PriorErrors& known);

/// The same rows with the scores offset + slope s.
Evidence recalibrate(const Evidence& evidence, const Calibration& fit);

/// What the labels of one cell do to its mean.
struct CellCorrection {
  double shift = 0;
  double var_measurement = 0;
  double var_transfer = 0;
};
/// `error`: weighted mean of (label - recalibrated score) in the cell; `factor`: its variance for a
/// unit variance of one label; `labels`: how many; `measurement`: variance of the mean score for a
/// unit variance of one mention; `mean`: the mean recalibrated score.
CellCorrection correct_cell(const Calibration& fit, double error, double factor,
                            std::uint32_t labels, double measurement, double mean);

}  // namespace polyvocal
