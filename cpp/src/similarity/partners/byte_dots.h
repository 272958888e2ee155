// Dot products of rows of small whole numbers, many at once: the inner loop of dense columns.
//
//   BytePanels panels(rows, columns);
//   panels.row(7)[..]                       // see set()
//   dot_kernels().back().run.dots(queries, panels.columns(), panels.panel(0), out);
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/kernels.h"
#include "polyvocal/core/raw_vector.h"

namespace polyvocal {

inline constexpr std::size_t kPanelRows = 64;   ///< rows of a panel, side by side
inline constexpr std::size_t kQueryRows = 6;    ///< rows that are multiplied with a panel at a time
inline constexpr std::size_t kQuad = 4;         ///< neighbouring columns of a row, side by side
inline constexpr std::int32_t kMostByte = 127;  ///< two products of such numbers fit 16 bits

/// Rows of numbers in [0, 127]. Of a panel's rows the first four columns lie together, then the
/// next four.
class BytePanels {
 public:
  BytePanels() = default;
  /// All zero. `columns` is a multiple of kQuad.
  BytePanels(std::size_t rows, std::size_t columns)
      : columns_(columns), bytes_((rows + kPanelRows - 1) / kPanelRows * kPanelRows * columns) {
    std::fill(bytes_.begin(), bytes_.end(), std::uint8_t{0});
  }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] const std::uint8_t* panel(std::size_t i) const {
    return bytes_.data() + i * kPanelRows * columns_;
  }
  void set(std::size_t row, std::size_t column, std::uint8_t value) {
    const std::size_t quad = column / kQuad * kPanelRows + row % kPanelRows;
    bytes_[row / kPanelRows * kPanelRows * columns_ + quad * kQuad + column % kQuad] = value;
  }

 private:
  std::size_t columns_ = 0;
  RawVector<std::uint8_t> bytes_;
};

/// `queries`: kQueryRows rows of `columns` numbers each. out[q * kPanelRows + r]: query q by row r.
using PanelDots = void (*)(const std::uint8_t* queries, std::size_t columns,
                           const std::uint8_t* panel, std::int32_t* out);

struct DotKernel {
  PanelDots dots = nullptr;
  /// Share of the rows that a column must be in for it to be cheaper here than in an inverted
  /// list, as measured. It decides on the time alone: results do not depend on it.
  double worth_from = 1;
};

/// From the plain one to the fastest that this processor has. All give the same numbers.
std::span<const NamedKernel<DotKernel>> dot_kernels();

}  // namespace polyvocal
