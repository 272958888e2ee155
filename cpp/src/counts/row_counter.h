// Counts of columns, row by row, and the sparse matrix that they make: chunks of rows are counted
// by workers and joined in order.
//
//   counter.add(key); ... counter.emit(rows);   // once a row
//   Csr<float> all = join_rows(chunks, keys);
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "polyvocal/counts/csr.h"

namespace polyvocal {

/// Rows of some consecutive documents: distinct columns and how often each occurs.
template <class Value>
struct CountedRows {
  std::vector<std::int32_t> lengths;
  std::vector<std::int32_t> columns;
  std::vector<Value> values;
};

class RowCounter {
 public:
  explicit RowCounter(std::size_t columns)
      : counts_(columns, 0), bits_(columns / 64 + 1, 0), used_(bits_.size() / 64 + 1, 0) {}

  void add(std::uint32_t column) { add(column, 1); }

  /// `times` is above 0.
  void add(std::uint32_t column, std::uint32_t times) {
    if (counts_[column] == 0) touched_.push_back(static_cast<std::int32_t>(column));
    counts_[column] += times;
  }

  /// Appends what was added since the last call as one row, columns ascending.
  template <class Value>
  void emit(CountedRows<Value>& rows) {
    sort_touched();
    rows.lengths.push_back(static_cast<std::int32_t>(touched_.size()));
    for (const std::int32_t column : touched_) {
      rows.columns.push_back(column);
      rows.values.push_back(
          static_cast<Value>(std::exchange(counts_[static_cast<std::size_t>(column)], 0)));
    }
    touched_.clear();
  }

 private:
  // Many columns are set as bits and read in order, which is cheaper than a sort.
  void sort_touched() {
    if (touched_.size() < 32 + used_.size() / 4) {
      std::sort(touched_.begin(), touched_.end());
      return;
    }
    for (const std::int32_t touched : touched_) {
      const auto column = static_cast<std::size_t>(touched);
      bits_[column / 64] |= std::uint64_t{1} << column % 64;
      used_[column / 4096] |= std::uint64_t{1} << column / 64 % 64;
    }
    auto out = touched_.begin();
    for (std::size_t i = 0; i < used_.size(); ++i) {
      for (std::uint64_t words = std::exchange(used_[i], 0); words != 0; words &= words - 1) {
        const std::size_t word = i * 64 + static_cast<std::size_t>(std::countr_zero(words));
        for (std::uint64_t bits = std::exchange(bits_[word], 0); bits != 0; bits &= bits - 1) {
          *out++ = static_cast<std::int32_t>(word * 64 +
                                             static_cast<std::size_t>(std::countr_zero(bits)));
        }
      }
    }
  }

  std::vector<std::uint32_t> counts_;
  std::vector<std::int32_t> touched_;
  std::vector<std::uint64_t> bits_;  // per column; 0 between rows
  std::vector<std::uint64_t> used_;  // per word of bits_: whether it has any
};

/// The chunks in order, each freed once it is copied. @throws CapacityError above 2^31-1 cells.
template <class Value>
Csr<Value> join_rows(std::vector<CountedRows<Value>>& chunks, std::size_t columns) {
  Csr<Value> all;
  all.columns = narrow_to_int32(static_cast<std::int64_t>(columns), "the number of columns");
  std::int64_t stored = 0;
  for (const auto& chunk : chunks) {
    for (const std::int32_t length : chunk.lengths) {
      stored += length;
      all.indptr.push_back(narrow_to_int32(stored, "the number of stored counts"));
    }
  }
  all.rows = static_cast<std::int32_t>(all.indptr.size()) - 1;
  all.indices.reserve(static_cast<std::size_t>(stored));
  all.values.reserve(static_cast<std::size_t>(stored));
  for (auto& chunk : chunks) {
    all.indices.insert(all.indices.end(), chunk.columns.begin(), chunk.columns.end());
    all.values.insert(all.values.end(), chunk.values.begin(), chunk.values.end());
    chunk = {};
  }
  return all;
}

}  // namespace polyvocal
