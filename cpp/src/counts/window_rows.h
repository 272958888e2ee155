// From postings to a matrix of fixed-point sums, row by row: shared by windows over words and over
// mentions.
#pragma once

#include <atomic>
#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/counts/csr.h"
#include "row_accumulator.h"

namespace polyvocal {

/// For every node the places where it stands; ids below 0 stand nowhere.
struct NodePlaces {
  std::vector<std::uint64_t> begin;  // nodes + 1
  std::vector<std::uint32_t> places;
};
NodePlaces places_of_nodes(std::span<const std::int32_t> ids, std::int32_t nodes);

/// @throws CapacityError when `pairs` weights of at most 1 could overflow a sum.
void check_sums(std::uint64_t pairs);

/// Cells so far of all workers, against a limit.
class CellBudget {
 public:
  explicit CellBudget(std::int64_t max_bytes) : max_bytes_(max_bytes) {}
  /// @throws CapacityError
  void add(std::size_t cells);

 private:
  std::int64_t max_bytes_;
  std::atomic<std::int64_t> cells_{0};
};

/// The chunks as one matrix; each is freed once it is copied.
Csr<std::int64_t> join_rows(std::vector<RowChunk<std::int64_t>>& chunks, std::int32_t rows,
                            std::int32_t columns);

/// Calls fill(row, accumulator) for every row on the workers of `run`.
template <class Fill>
Csr<std::int64_t> sum_rows(const NodePlaces& postings, std::int32_t rows, std::int32_t columns,
                           bool upper, std::int64_t max_bytes, const Run& run, Fill fill) {
  const std::vector<std::size_t> ends =
      balanced_chunks(postings.begin, static_cast<std::size_t>(rows));
  std::vector<RowChunk<std::int64_t>> chunks(ends.size());
  std::vector<RowAccumulator> accumulators(static_cast<std::size_t>(run.threads),
                                           RowAccumulator(static_cast<std::size_t>(columns)));
  std::vector<RowChunk<std::int64_t>> buffers(accumulators.size());  // grow once, not per chunk
  CellBudget budget(max_bytes);
  parallel_for(run, ends.size(), 1, [&](std::size_t first, std::size_t last, int worker) {
    RowAccumulator& sums = accumulators[static_cast<std::size_t>(worker)];
    RowChunk<std::int64_t>& out = buffers[static_cast<std::size_t>(worker)];
    for (std::size_t chunk = first; chunk < last; ++chunk) {
      out.columns.clear();
      out.values.clear();
      out.lengths.clear();
      for (std::size_t row = chunk == 0 ? 0 : ends[chunk - 1]; row < ends[chunk]; ++row) {
        const std::size_t before = out.columns.size();
        fill(row, sums);
        const auto lowest = upper ? static_cast<std::int32_t>(row) : 0;
        sums.emit([&](std::int32_t column, std::int64_t sum) {
          if (column < lowest) return;
          out.columns.push_back(column);
          out.values.push_back(sum);
        });
        out.lengths.push_back(static_cast<std::int32_t>(out.columns.size() - before));
      }
      budget.add(out.columns.size());
      chunks[chunk] = out;  // a copy of just the size
    }
  });
  return join_rows(chunks, rows, columns);
}

}  // namespace polyvocal
