// Delete-one-document jackknife of scores of group pairs.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "dealing.h"
#include "polyvocal/core/run.h"
#include "square.h"

namespace polyvocal {

/// Sums the leave-one-out scores of one pair and group.
class Jackknife {
 public:
  void add(double score) {
    ++n_;
    const double step = score - mean_;
    mean_ += step / n_;
    squares_ += step * (score - mean_);
  }
  [[nodiscard]] double variance() const {
    return n_ < 2 ? std::numeric_limits<double>::quiet_NaN() : squares_ * (n_ - 1) / n_;
  }

 private:
  double n_ = 0;
  double mean_ = 0;
  double squares_ = 0;
};

/// Jackknife variance of every pair: `leave_out(d, g, parts)` adds to parts[h] the score of groups
/// g and h without document d of group g.
template <class LeaveOut>
Square jackknife(const Labels& labels, std::size_t groups, const Run& run,
                 const LeaveOut& leave_out) {
  Square own(groups);  // (g, h): the part of g's documents
  parallel_for(run, groups, 1, [&](std::size_t begin, std::size_t end, int) {
    for (std::size_t g = begin; g < end; ++g) {
      std::vector<Jackknife> parts(groups);
      for (std::size_t d = 0; d < labels.size(); ++d) {
        if (static_cast<std::size_t>(labels[d]) != g) continue;
        if (d % 64 == 0) run.check();
        leave_out(d, g, parts);
      }
      for (std::size_t h = 0; h < groups; ++h) own(g, h) = parts[h].variance();
    }
  });
  Square both(groups);
  for (std::size_t g = 0; g < groups; ++g) {
    for (std::size_t h = 0; h < groups; ++h) both(g, h) = own(g, h) + own(h, g);
  }
  return both;
}

}  // namespace polyvocal
