#include <algorithm>
#include <utility>

#include "core/lanes.h"
#include "jackknife.h"
#include "pooling.h"

namespace polyvocal {
namespace {

/// Weighted Jaccard of shares; columns are few (actors). Shares add up to 1 on either side, so the
/// sum of the larger ones is 2 minus the sum of the smaller ones.
class RuzickaShares : public Pooling {
 public:
  RuzickaShares(const Csr<float>& rows, const Sample& sample)
      : rows_(rows), sample_(sample), width_(padded(static_cast<std::size_t>(rows.columns))) {}

  void score(std::size_t groups, Scratch& scratch, const Use& use) const override {
    for (const Labels& labels : scratch.labels) {
      const std::vector<float> shares = pool(labels, groups).shares(width_);
      scratch.scores.reset(groups);
      for (std::size_t g = 0; g < groups; ++g) {
        for (std::size_t h = 0; h <= g; ++h) {
          scratch.scores(g, h) = scratch.scores(h, g) =
              ruzicka(shares.data() + g * width_, shares.data() + h * width_);
        }
      }
      use(scratch.scores);
    }
  }

  [[nodiscard]] Square variances(const Labels& labels, std::size_t groups,
                                 const Run& run) const override {
    const Sums sums = pool(labels, groups);
    const std::vector<float> shares = sums.shares(width_);
    return jackknife(labels, groups, run,
                     [&](std::size_t d, std::size_t g, std::vector<Jackknife>& parts) {
                       Sums rest{std::vector<double>(width_), {sums.total[g]}};
                       std::copy_n(sums.values.data() + g * width_, width_, rest.values.begin());
                       add(sample_.rows[d], -1, rest, 0);
                       const std::vector<float> left = rest.shares(width_);
                       for (std::size_t h = 0; h < groups; ++h) {
                         parts[h].add(ruzicka(left.data(), shares.data() + h * width_));
                       }
                     });
  }

 private:
  struct Sums {
    std::vector<double> values;  // groups x width
    std::vector<double> total;   // per group
    /// Each group's values over its total; all zero for a total of zero.
    [[nodiscard]] std::vector<float> shares(std::size_t width) const {
      std::vector<float> result(values.size(), 0);
      for (std::size_t i = 0; i < values.size(); ++i) {
        if (total[i / width] > 0) result[i] = static_cast<float>(values[i] / total[i / width]);
      }
      return result;
    }
  };

  void add(std::int32_t row, double sign, Sums& sums, std::size_t group) const {
    for (std::size_t k = rows_.row_begin(row); k < rows_.row_end(row); ++k) {
      const double value = sign * static_cast<double>(rows_.values[k]);
      sums.values[group * width_ + static_cast<std::size_t>(rows_.indices[k])] += value;
      sums.total[group] += value;
    }
  }

  [[nodiscard]] Sums pool(const Labels& labels, std::size_t groups) const {
    Sums sums{std::vector<double>(groups * width_, 0), std::vector<double>(groups, 0)};
    for (std::size_t d = 0; d < labels.size(); ++d) {
      const auto g = static_cast<std::size_t>(labels[d]);
      if (g < groups) add(sample_.rows[d], 1, sums, g);
    }
    return sums;
  }

  [[nodiscard]] double ruzicka(const float* a, const float* b) const {
    const double low = sum_of_minima(a, b, width_);
    return low / (2 - low);
  }

  const Csr<float>& rows_;
  const Sample& sample_;
  std::size_t width_;
};

}  // namespace

std::unique_ptr<Pooling> ruzicka_of_shares(const Csr<float>& rows, const Sample& sample) {
  return std::make_unique<RuzickaShares>(rows, sample);
}

}  // namespace polyvocal
