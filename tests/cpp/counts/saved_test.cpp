#include "polyvocal/counts/saved.h"

#include <gtest/gtest.h>

#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

SavedCounts some_counts() {
  SavedMatrix matrix;
  matrix.counts.rows = matrix.counts.columns = 2;
  matrix.counts.indptr = {0, 1, 2};
  matrix.counts.indices = {1, 0};
  matrix.counts.values = {5, 5};
  matrix.n = {6, 7};
  matrix.total = 9;
  return {.header = "{\"unit\": \"sentence\"}",
          .matrices = {matrix, matrix},
          .incidences = {{.nodes = 2, .begin = {0, 2, 2, 3}, .items = {0, 1, 1}}}};
}

TEST(SavedCounts, ComeBackAsTheyWere) {
  const std::string block = save_counts(some_counts());
  const SavedCounts back = load_counts(block);
  EXPECT_EQ(back.header, some_counts().header);
  ASSERT_EQ(back.matrices.size(), 2U);
  EXPECT_EQ(back.matrices[1].counts.values, (std::vector<std::int64_t>{5, 5}));
  EXPECT_EQ(back.matrices[1].n, (std::vector<std::int64_t>{6, 7}));
  EXPECT_EQ(back.incidences.at(0).items, (std::vector<std::int32_t>{0, 1, 1}));
  EXPECT_EQ(save_counts(back), block);
}

TEST(SavedCounts, DamageIsAnError) {
  const std::string block = save_counts(some_counts());
  for (std::size_t i = 0; i < block.size(); ++i) {
    std::string damaged = block;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    EXPECT_THROW(load_counts(damaged), InputError) << i;
    EXPECT_THROW(load_counts(block.substr(0, i)), InputError) << i;
  }
  SavedCounts unsorted = some_counts();
  unsorted.matrices[0].counts.indptr = {0, 2, 2};
  EXPECT_THROW(load_counts(save_counts(unsorted)), InputError);
}

TEST(Csr, AddsCellByCell) {
  const Csr<std::int64_t> a{2, 3, {0, 2, 2}, {0, 2}, {1, 2}};
  const Csr<std::int64_t> b{2, 3, {0, 1, 2}, {2, 1}, {10, 20}};
  const auto sum = add(CsrView<std::int64_t>(a), CsrView<std::int64_t>(b));
  EXPECT_EQ(sum.indptr, (std::vector<std::int32_t>{0, 2, 3}));
  EXPECT_EQ(sum.indices, (std::vector<std::int32_t>{0, 2, 1}));
  EXPECT_EQ(sum.values, (std::vector<std::int64_t>{1, 12, 20}));
  const Csr<std::int32_t> large{1, 1, {0, 1}, {0}, {2147483647}};
  EXPECT_THROW(add(CsrView<std::int32_t>(large), CsrView<std::int32_t>(large)), CapacityError);
  const Csr<std::int64_t> other{1, 3, {0, 0}, {}, {}};
  EXPECT_THROW(add(CsrView<std::int64_t>(a), CsrView<std::int64_t>(other)), InputError);
}

}  // namespace
}  // namespace polyvocal
