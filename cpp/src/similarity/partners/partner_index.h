// Rows as candidates for partners: the few columns that most rows have as small whole numbers, to
// be multiplied densely, the others as inverted lists.
//
//   const PartnerIndex index(rows, order, 2, dot_kernels().back().run.worth_from);
//
// Rounding to whole numbers moves a score by no more than the lengths of what was rounded off tell
// (Cauchy and Schwarz), so sums over both kinds of columns are bounds of the score.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "byte_dots.h"
#include "near_lists.h"
#include "polyvocal/counts/csr.h"

namespace polyvocal {

/// The dense columns of a row: value = step * number + error.
struct Rounded {
  float step = 0;
  float length = 0;  ///< of the values, rounded up
  float error = 0;   ///< length of the errors, rounded up
};

/// Candidates in an order of the caller's; their places in it are ranks.
class PartnerIndex {
 public:
  enum : std::int32_t { kListed = -1, kLeftOut = -2 };

  /// Columns with fewer than `least` candidates are left out; those that at least `dense_from` of
  /// all have are dense. Values are not negative. `order` must live as long.
  PartnerIndex(const Csr<float>& rows, std::span<const std::int32_t> order, std::int64_t least,
               double dense_from);

  [[nodiscard]] std::size_t size() const { return order_.size(); }
  [[nodiscard]] std::span<const std::int32_t> order() const { return order_; }
  [[nodiscard]] const BytePanels& panels() const { return panels_; }
  [[nodiscard]] const NearLists& lists() const { return lists_; }
  [[nodiscard]] std::span<const Rounded> rounded() const { return rounded_; }
  /// Place of a column among the dense, or why it has none.
  [[nodiscard]] std::int32_t slot(std::int32_t column) const {
    return slot_[static_cast<std::size_t>(column)];
  }

  /// Rounds the dense columns of a row; calls `set(slot, number)` for each it has. No number is 0,
  /// so products of rounded rows are 0 only where rows have no dense column in common.
  template <class Set>
  Rounded round(const Csr<float>& rows, std::int32_t row, const Set& set) const {
    float most = 0;
    each_dense(rows, row, [&](std::size_t, float value) { most = value > most ? value : most; });
    const float step =
        std::max(most / static_cast<float>(kMostByte), std::numeric_limits<float>::min());
    double squares = 0;
    double errors = 0;
    each_dense(rows, row, [&](std::size_t slot, float value) {
      const std::int64_t number = std::clamp<std::int64_t>(std::lround(value / step), 1, kMostByte);
      const double error =
          static_cast<double>(value) - static_cast<double>(step) * static_cast<double>(number);
      squares += static_cast<double>(value) * static_cast<double>(value);
      errors += error * error;
      set(slot, static_cast<std::uint8_t>(number));
    });
    return {step, rounded_up_root(squares), rounded_up_root(errors)};
  }

 private:
  static float rounded_up_root(double square);

  /// Calls `use(slot, value)` for the dense columns of a row.
  template <class Use>
  void each_dense(const Csr<float>& rows, std::int32_t row, const Use& use) const {
    for (std::size_t k = rows.row_begin(row); k < rows.row_end(row); ++k) {
      const std::int32_t place = slot(rows.indices[k]);
      if (place >= 0 && rows.values[k] > 0) use(static_cast<std::size_t>(place), rows.values[k]);
    }
  }
  /// Gives how many dense columns there are.
  std::size_t choose_columns(const Csr<float>& rows, std::int64_t least, double dense_from);

  std::span<const std::int32_t> order_;
  std::vector<std::int32_t> slot_;  ///< per column
  NearLists lists_;                 ///< of the columns that are neither dense nor left out
  BytePanels panels_;
  std::vector<Rounded> rounded_;  ///< per rank
};

}  // namespace polyvocal
