// Counts of columns, row by row, and the sparse matrix that they make: chunks of rows are counted
// by workers and joined in order.
//
//   counter.add(key); ... counter.emit(rows);   // once a row
//   Csr<float> all = join_rows(chunks, keys);
#pragma once

#include <algorithm>
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
  explicit RowCounter(std::size_t columns) : counts_(columns, 0) {}

  void add(std::uint32_t column) { add(column, 1); }

  /// `times` is above 0.
  void add(std::uint32_t column, std::uint32_t times) {
    if (counts_[column] == 0) touched_.push_back(static_cast<std::int32_t>(column));
    counts_[column] += times;
  }

  /// Appends what was added since the last call as one row, columns ascending.
  template <class Value>
  void emit(CountedRows<Value>& rows) {
    std::sort(touched_.begin(), touched_.end());
    rows.lengths.push_back(static_cast<std::int32_t>(touched_.size()));
    for (const std::int32_t column : touched_) {
      rows.columns.push_back(column);
      rows.values.push_back(
          static_cast<Value>(std::exchange(counts_[static_cast<std::size_t>(column)], 0)));
    }
    touched_.clear();
  }

 private:
  std::vector<std::uint32_t> counts_;
  std::vector<std::int32_t> touched_;
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
