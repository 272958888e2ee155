// Counts of columns, short and long rows.
#include "counts/row_counter.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace polyvocal {
namespace {

TEST(RowCounter, AgreesWithAMapForAnyLengthOfRows) {
  for (const std::size_t columns : {1U, 64U, 4096U, 4097U, 300000U}) {
    std::mt19937 random(7);
    RowCounter counter(columns);
    std::vector<CountedRows<std::int32_t>> chunk(1);
    std::vector<std::int32_t> wanted_columns;
    std::vector<std::int32_t> wanted_values;
    for (const int length : {0, 1, 31, 32, 33, 60, 5000, 2, 400}) {
      std::map<std::uint32_t, std::int32_t> counts;
      for (int i = 0; i < length; ++i) {
        const auto column = i % 50 == 0 ? static_cast<std::uint32_t>(columns - 1)
                                        : static_cast<std::uint32_t>(random() % columns);
        const auto times = static_cast<std::uint32_t>(1 + random() % 3);
        counter.add(column, times);
        counts[column] += static_cast<std::int32_t>(times);
      }
      counter.emit(chunk.front());
      EXPECT_EQ(chunk.front().lengths.back(), static_cast<std::int32_t>(counts.size()));
      for (const auto& [column, count] : counts) {
        wanted_columns.push_back(static_cast<std::int32_t>(column));
        wanted_values.push_back(count);
      }
    }
    const Csr<std::int32_t> rows = join_rows(chunk, columns);
    EXPECT_EQ(rows.indices, wanted_columns);
    EXPECT_EQ(rows.values, wanted_values);
  }
}

}  // namespace
}  // namespace polyvocal
