#include "window_rows.h"

#include <limits>
#include <string>

#include "polyvocal/core/error.h"

namespace polyvocal {

NodePlaces places_of_nodes(std::span<const std::int32_t> ids, std::int32_t nodes) {
  if (ids.size() > std::numeric_limits<std::uint32_t>::max()) {
    throw CapacityError(std::to_string(ids.size()) +
                        " words are more than one count can hold (2^32-1); count parts of the "
                        "corpus and merge them");
  }
  NodePlaces result;
  result.begin.assign(static_cast<std::size_t>(nodes) + 1, 0);
  for (const std::int32_t id : ids) {
    if (id >= 0) ++result.begin[static_cast<std::size_t>(id) + 1];
  }
  for (std::size_t node = 0; node + 1 < result.begin.size(); ++node) {
    result.begin[node + 1] += result.begin[node];
  }
  result.places.resize(result.begin.back());
  auto next = result.begin;
  for (std::size_t place = 0; place < ids.size(); ++place) {
    if (ids[place] < 0) continue;
    result.places[next[static_cast<std::size_t>(ids[place])]++] = static_cast<std::uint32_t>(place);
  }
  return result;
}

void check_sums(std::uint64_t pairs) {
  constexpr std::uint64_t limit = std::numeric_limits<std::int32_t>::max();
  if (pairs <= limit) return;
  throw CapacityError("up to " + std::to_string(pairs) +
                      " pairs would be added up in one cell, more than fixed-point sums hold (" +
                      std::to_string(limit) +
                      "); give a smaller window, or count parts of the corpus");
}

void CellBudget::add(std::size_t cells) {
  constexpr std::int64_t kCellBytes = sizeof(std::int32_t) + sizeof(std::int64_t);
  constexpr std::int64_t kMostCells = std::numeric_limits<std::int32_t>::max();
  const auto more = static_cast<std::int64_t>(cells);
  const std::int64_t now = cells_.fetch_add(more) + more;
  if (now > kMostCells || (max_bytes_ > 0 && now > max_bytes_ / kCellBytes)) {
    throw CapacityError("the matrix has at least " + std::to_string(now) + " cells of " +
                        std::to_string(kCellBytes) + " bytes, more than " +
                        (now > kMostCells ? "one matrix can hold (2^31-1 cells)"
                                          : "max_bytes = " + std::to_string(max_bytes_)) +
                        "; count rarer words less (min_count), a smaller window, or parts of the "
                        "corpus");
  }
}

Csr<std::int64_t> join_rows(std::vector<RowChunk<std::int64_t>>& chunks, std::int32_t rows,
                            std::int32_t columns) {
  Csr<std::int64_t> result;
  result.rows = rows;
  result.columns = columns;
  std::int64_t stored = 0;
  result.indptr.reserve(static_cast<std::size_t>(rows) + 1);
  for (const auto& chunk : chunks) {
    for (const std::int32_t length : chunk.lengths) {
      stored += length;
      result.indptr.push_back(narrow_to_int32(stored, "the number of stored cells"));
    }
  }
  result.indices.reserve(static_cast<std::size_t>(stored));
  result.values.reserve(static_cast<std::size_t>(stored));
  for (auto& chunk : chunks) {
    result.indices.insert(result.indices.end(), chunk.columns.begin(), chunk.columns.end());
    result.values.insert(result.values.end(), chunk.values.begin(), chunk.values.end());
    chunk = {};
  }
  return result;
}

}  // namespace polyvocal
