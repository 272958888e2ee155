#include "scaling/cumulant.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace polyvocal::scaling {
namespace {

using Map = Eigen::Map<const Eigen::ArrayXd>;

constexpr double kStepTimesRange = 0.15;
constexpr std::size_t kGrain = 16;  // nodes a chunk

Map map(const std::vector<double>& values) {
  return {values.data(), static_cast<Eigen::Index>(values.size())};
}

/// The quintic between two nodes `h` apart, at `t` in [0, 1] of the way.
Cumulant between(const Cumulant& left, const Cumulant& right, double h, double t) {
  const double a1 = h * left.slope;
  const double a2 = h * h * left.curvature / 2;
  const double rise = right.value - left.value - a1 - a2;
  const double tilt = h * right.slope - a1 - 2 * a2;
  const double bend = h * h * right.curvature - 2 * a2;
  const double a3 = 10 * rise - 4 * tilt + bend / 2;
  const double a4 = -15 * rise + 7 * tilt - bend;
  const double a5 = 6 * rise - 3 * tilt + bend / 2;
  return {left.value + t * (a1 + t * (a2 + t * (a3 + t * (a4 + t * a5)))),
          (a1 + t * (2 * a2 + t * (3 * a3 + t * (4 * a4 + t * 5 * a5)))) / h,
          (2 * a2 + t * (6 * a3 + t * (12 * a4 + t * 20 * a5))) / (h * h)};
}

}  // namespace

Cumulant exact_cumulant(const std::vector<double>& offsets, const std::vector<double>& scores,
                        double s, Eigen::ArrayXd& scratch) {
  const Map x = map(scores);
  scratch = map(offsets) + x * s;
  const double top = scratch.maxCoeff();
  scratch = (scratch - top).exp();
  const double total = scratch.sum();
  const double mean = (scratch * x).sum() / total;
  return {top + std::log(total), mean, (scratch * (x - mean).square()).sum() / total};
}

CumulantTable::CumulantTable(const std::vector<double>& offsets, const std::vector<double>& scores,
                             double low, double high, std::size_t evaluations, const Run& run)
    : offsets_(offsets), scores_(scores), low_(low) {
  const double range = map(scores).maxCoeff() - map(scores).minCoeff();
  if (!(range > 0) || !(high > low)) return;
  const double intervals = std::ceil((high - low) * range / kStepTimesRange);
  if (!(intervals < static_cast<double>(evaluations))) return;
  step_ = (high - low) / intervals;
  nodes_.resize(static_cast<std::size_t>(intervals) + 1);
  parallel_for(run, nodes_.size(), kGrain, [&](std::size_t begin, std::size_t end, int) {
    Eigen::ArrayXd scratch(static_cast<Eigen::Index>(scores.size()));
    for (std::size_t k = begin; k < end; ++k) {
      nodes_[k] = exact_cumulant(offsets, scores, low + static_cast<double>(k) * step_, scratch);
    }
  });
}

Cumulant CumulantTable::at(double s, Eigen::ArrayXd& scratch) const {
  const double place = nodes_.empty() ? -1 : (s - low_) / step_;
  if (!(place >= 0) || place > static_cast<double>(nodes_.size() - 1)) {
    return exact_cumulant(offsets_, scores_, s, scratch);
  }
  const std::size_t k = std::min(static_cast<std::size_t>(place), nodes_.size() - 2);
  return between(nodes_[k], nodes_[k + 1], step_, place - static_cast<double>(k));
}

}  // namespace polyvocal::scaling
