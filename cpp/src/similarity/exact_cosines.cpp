#include <algorithm>
#include <span>
#include <utility>

#include "cosines.h"
#include "pooling.h"

namespace polyvocal {
namespace {

constexpr std::size_t kColumnBlocks = 16;

/// The summed documents of every group, read by column.
struct GroupSums {
  struct Entry {
    std::uint32_t group;
    double sum;
  };
  std::vector<std::size_t> begin;  // columns + 1
  std::vector<Entry> entries;      // by column, then group
};

/// Sum of every column over documents; calls use(column, sum) for those that occur.
template <class Use>
void sum_columns(const Csr<float>& rows, std::span<const std::int32_t> documents,
                 std::vector<double>& sums, Use&& use) {
  std::vector<std::size_t> present;
  for (const std::int32_t row : documents) {
    for (std::size_t k = rows.row_begin(row); k < rows.row_end(row); ++k) {
      const auto column = static_cast<std::size_t>(rows.indices[k]);
      const auto value = static_cast<double>(rows.values[k]);
      if (value == 0) continue;
      if (sums[column] == 0) present.push_back(column);
      sums[column] += value;
    }
  }
  for (const std::size_t column : present) use(column, std::exchange(sums[column], 0.0));
}

GroupSums sum_groups(const Csr<float>& rows, const Sample& sample, std::size_t groups,
                     const Run& run) {
  struct Cell {
    std::size_t column;
    double sum;
  };
  std::vector<std::vector<std::int32_t>> documents(groups);
  for (std::size_t d = 0; d < sample.rows.size(); ++d) {
    documents[static_cast<std::size_t>(sample.labels[d])].push_back(sample.rows[d]);
  }
  const auto columns = static_cast<std::size_t>(rows.columns);
  std::vector<std::vector<Cell>> cells(groups);
  parallel_for(run, groups, 4, [&](std::size_t begin, std::size_t end, int) {
    std::vector<double> sums(columns, 0);
    for (std::size_t g = begin; g < end; ++g) {
      sum_columns(rows, documents[g], sums, [&](std::size_t column, double sum) {
        cells[g].push_back({column, sum});
      });
    }
  });
  GroupSums result;
  result.begin.assign(columns + 1, 0);
  for (const auto& row : cells) {
    for (const Cell& cell : row) ++result.begin[cell.column + 1];
  }
  for (std::size_t c = 0; c < columns; ++c) result.begin[c + 1] += result.begin[c];
  result.entries.resize(result.begin.back());
  std::vector<std::size_t> next(result.begin.begin(), result.begin.end() - 1);
  for (std::size_t g = 0; g < groups; ++g) {
    for (const Cell& cell : cells[g]) {
      result.entries[next[cell.column]++] = {static_cast<std::uint32_t>(g), cell.sum};
    }
  }
  return result;
}

}  // namespace

Square exact_cosines(const Csr<float>& rows, const Sample& sample, std::size_t groups,
                     const Run& run) {
  const GroupSums sums = sum_groups(rows, sample, groups, run);
  const auto columns = static_cast<std::size_t>(rows.columns);
  const std::size_t per_block = columns / kColumnBlocks + 1;
  std::vector<Square> partial(kColumnBlocks, Square(0));
  parallel_for(run, kColumnBlocks, 1, [&](std::size_t begin, std::size_t end, int) {
    for (std::size_t block = begin; block < end; ++block) {
      partial[block] = Square(groups);
      for (std::size_t c = block * per_block; c < std::min(columns, (block + 1) * per_block); ++c) {
        for (std::size_t i = sums.begin[c]; i < sums.begin[c + 1]; ++i) {
          const GroupSums::Entry& a = sums.entries[i];
          double* const row = &partial[block](a.group, 0);
          for (std::size_t j = sums.begin[c]; j <= i; ++j) {
            row[sums.entries[j].group] += a.sum * sums.entries[j].sum;
          }
        }
      }
    }
  });
  Square dots(groups);
  for (const Square& block : partial) {
    for (std::size_t g = 0; g < groups; ++g) {
      for (std::size_t h = 0; h <= g; ++h) dots(g, h) += block(g, h);
    }
  }
  for (std::size_t g = 0; g < groups; ++g) {
    for (std::size_t h = 0; h < g; ++h) dots(h, g) = dots(g, h);
  }
  to_cosines(dots);
  return dots;
}

}  // namespace polyvocal
