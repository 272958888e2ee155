// Sparse rows read by column: who else has this word?
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/core/raw_vector.h"
#include "polyvocal/counts/csr.h"

namespace polyvocal {

/// Column-wise copy of some rows, which are renumbered 0, 1, ... in the order given ("ranks").
struct Postings {
  struct Entry {
    std::int32_t rank;
    float value;
  };
  std::vector<std::size_t> begin;  ///< columns + 1
  RawVector<Entry> entries;        ///< by column, then rank
};

/// `wanted(column)` tells which columns are copied; the others stay empty.
template <class Wanted>
Postings make_postings(const Csr<float>& rows, std::span<const std::int32_t> order,
                       const Wanted& wanted) {
  Postings postings;
  const auto columns = static_cast<std::size_t>(rows.columns);
  postings.begin.assign(columns + 1, 0);
  for (const std::int32_t row : order) {
    for (std::size_t k = rows.row_begin(row); k < rows.row_end(row); ++k) {
      if (!wanted(rows.indices[k])) continue;
      ++postings.begin[static_cast<std::size_t>(rows.indices[k]) + 1];
    }
  }
  for (std::size_t c = 0; c < columns; ++c) postings.begin[c + 1] += postings.begin[c];
  postings.entries.resize(postings.begin.back());
  std::vector<std::size_t> next(postings.begin.begin(), postings.begin.end() - 1);
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    for (std::size_t k = rows.row_begin(order[rank]); k < rows.row_end(order[rank]); ++k) {
      if (!wanted(rows.indices[k])) continue;
      const auto column = static_cast<std::size_t>(rows.indices[k]);
      postings.entries[next[column]++] = {static_cast<std::int32_t>(rank), rows.values[k]};
    }
  }
  return postings;
}

inline Postings make_postings(const Csr<float>& rows, std::span<const std::int32_t> order) {
  return make_postings(rows, order, [](std::int32_t) { return true; });
}

}  // namespace polyvocal
