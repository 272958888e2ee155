// Sums of one row of a sparse matrix, emitted in column order without sorting; and the cutting of
// rows into chunks of about equal work. Shared by everything here that counts pairs.
//
//   row.add(column, weight);                                    // as often as needed
//   row.emit([&](std::int32_t column, std::int64_t sum) { ... });  // sorted; clears the row
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace polyvocal {

class RowAccumulator {
 public:
  explicit RowAccumulator(std::size_t columns) : sums_(columns, 0), touched_((columns + 63) / 64) {}

  void add(std::int32_t column, std::int64_t weight) {
    const auto c = static_cast<std::size_t>(column);
    sums_[c] += weight;
    touched_[c / 64] |= std::uint64_t{1} << (c % 64);
  }

  /// Calls use(column, sum) for every column touched, in order, and clears the row.
  template <class Use>
  void emit(Use use) {
    for (std::size_t word = 0; word < touched_.size(); ++word) {
      for (std::uint64_t bits = touched_[word]; bits != 0; bits &= bits - 1) {
        const std::size_t c = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
        use(static_cast<std::int32_t>(c), sums_[c]);
        sums_[c] = 0;
      }
      touched_[word] = 0;
    }
  }

 private:
  std::vector<std::int64_t> sums_;
  std::vector<std::uint64_t> touched_;
};

/// Some consecutive rows, as a worker leaves them.
template <class Value>
struct RowChunk {
  std::vector<std::int32_t> lengths;
  std::vector<std::int32_t> columns;
  std::vector<Value> values;
};

/// Where each chunk of rows ends; rows differ by orders of magnitude in their postings, of which
/// begin[row] .. begin[row + 1] are those of a row.
inline std::vector<std::size_t> balanced_chunks(std::span<const std::uint64_t> begin,
                                                std::size_t rows) {
  constexpr std::uint64_t kPostings = 1U << 15;
  std::vector<std::size_t> ends;
  std::uint64_t from = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    if (row + 1 == rows || begin[row + 1] - from >= kPostings) {
      ends.push_back(row + 1);
      from = begin[row + 1];
    }
  }
  return ends;
}

}  // namespace polyvocal
