// Two sparse rows, column by column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "polyvocal/counts/csr.h"

namespace polyvocal {

/// Sum of `combine(x, y)` over the columns that both rows have, in their order: the same bits,
/// whichever row comes first, when combine gives the same for both.
template <class Combine>
double sum_common(const Csr<float>& a, std::int32_t row, const Csr<float>& b, std::int32_t other,
                  const Combine& combine) {
  double sum = 0;
  std::size_t i = a.row_begin(row);
  std::size_t j = b.row_begin(other);
  const std::size_t i_end = a.row_end(row);
  const std::size_t j_end = b.row_end(other);
  while (i < i_end && j < j_end) {
    const std::int32_t here = a.indices[i];
    const std::int32_t there = b.indices[j];
    if (here == there) {
      sum += combine(static_cast<double>(a.values[i]), static_cast<double>(b.values[j]));
    }
    i += here <= there ? 1 : 0;
    j += there <= here ? 1 : 0;
  }
  return sum;
}

/// A row to be multiplied with many others: written out, so that the others are read straight
/// through.
class SpreadRow {
 public:
  explicit SpreadRow(std::int32_t columns) : values_(static_cast<std::size_t>(columns), 0) {}

  void set(const Csr<float>& rows, std::int32_t row) { write(rows, row, 1); }
  /// Takes back what set() wrote.
  void clear(const Csr<float>& rows, std::int32_t row) { write(rows, row, 0); }

  /// The same bits as sum_common of products, for values of 0 or more.
  [[nodiscard]] double dot(const Csr<float>& rows, std::int32_t row) const {
    double sum = 0;
    for (std::size_t k = rows.row_begin(row); k < rows.row_end(row); ++k) {
      sum += static_cast<double>(values_[static_cast<std::size_t>(rows.indices[k])]) *
             static_cast<double>(rows.values[k]);
    }
    return sum;
  }

 private:
  void write(const Csr<float>& rows, std::int32_t row, float factor) {
    for (std::size_t k = rows.row_begin(row); k < rows.row_end(row); ++k) {
      values_[static_cast<std::size_t>(rows.indices[k])] = factor * rows.values[k];
    }
  }
  std::vector<float> values_;
};

}  // namespace polyvocal
