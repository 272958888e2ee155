// The cumulant generating function of weighted scores, for many arguments.
//
//   CumulantTable table(offsets, scores, low, high, run);
//   table.at(s, scratch).slope;   // mean of the scores under weights exp(offset + s score)
#pragma once

#include <Eigen/Dense>
#include <vector>

#include "polyvocal/core/run.h"

namespace polyvocal::scaling {

/// log sum exp(offset + s score), and its first and second derivative in s.
struct Cumulant {
  double value = 0;
  double slope = 0;
  double curvature = 0;
};

/// Summed over all scores. `scratch` is overwritten; it has their length.
Cumulant exact_cumulant(const std::vector<double>& offsets, const std::vector<double>& scores,
                        double s, Eigen::ArrayXd& scratch);

/// Exact at nodes, between them the polynomial of degree 5 that agrees with value, slope and
/// curvature on both sides. The function is analytic within pi / (range of the scores) of the real
/// axis, so nodes 0.15 / range apart leave an error of about (0.075 / pi)^6 = 2e-10.
class CumulantTable {
 public:
  /// For s in [low, high]. Refers to both vectors. Empty when so many nodes would cost more than
  /// `evaluations` exact ones.
  CumulantTable(const std::vector<double>& offsets, const std::vector<double>& scores, double low,
                double high, std::size_t evaluations, const Run& run);

  /// Outside of the table: exact.
  [[nodiscard]] Cumulant at(double s, Eigen::ArrayXd& scratch) const;

 private:
  const std::vector<double>& offsets_;
  const std::vector<double>& scores_;
  double low_;
  double step_ = 0;
  std::vector<Cumulant> nodes_;
};

}  // namespace polyvocal::scaling
