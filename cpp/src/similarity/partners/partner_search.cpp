#include "partner_search.h"

#include <algorithm>
#include <array>

namespace polyvocal {
namespace {

constexpr std::size_t kAhead = 12;

static_assert(PartnerSearch::kBatch % kQueryRows == 0);
static_assert(PartnerSearch::kBlock % kPanelRows == 0);

}  // namespace

PartnerSearch::PartnerSearch(const PartnerIndex& index)
    : index_(index), dots_(dot_kernels().back().run.dots), sums_(kBatch * kBlock, 0) {}

std::pair<std::size_t, std::size_t> PartnerSearch::load(const Csr<float>& rows,
                                                        std::span<const PartnerQuery> queries) {
  std::size_t from = index_.size();
  std::size_t to = 0;
  for (const PartnerQuery& query : queries) {
    from = std::min(from, query.from);
    to = std::max(to, query.to);
  }
  from -= from % kPanelRows;
  const std::size_t dense = index_.panels().columns();
  bytes_.assign(kBatch * dense, 0);
  rounded_.assign(kBatch, {});
  for (std::size_t i = 0; i < queries.size(); ++i) {
    rounded_[i] = index_.round(rows, queries[i].row, [&](std::size_t slot, std::uint8_t number) {
      bytes_[i * dense + slot] = number;
    });
  }
  return {from, to};
}

void PartnerSearch::load_lists(const Csr<float>& rows, std::span<const PartnerQuery> queries,
                               std::size_t from) {
  const std::size_t part = from / NearLists::kPart;
  const auto least = static_cast<std::uint32_t>(from % NearLists::kPart);
  const NearLists::Entry* const entries = index_.lists().entries(part);
  const std::span<const std::uint32_t> begin = index_.lists().begin(part);
  cursors_.clear();
  cursor_begin_.assign(1, 0);
  for (const PartnerQuery& query : queries) {
    for (std::size_t k = rows.row_begin(query.row); k < rows.row_end(query.row); ++k) {
      if (index_.slot(rows.indices[k]) != PartnerIndex::kListed) continue;
      const auto column = static_cast<std::size_t>(rows.indices[k]);
      const NearLists::Entry* at = entries + begin[column];
      if (least > 0) {
        at = std::partition_point(at, entries + begin[column + 1] - 1,
                                  [&](NearLists::Entry e) { return e.rank() < least; });
      }
      if (at->rank() == NearLists::kEnd) continue;
      cursors_.push_back({static_cast<std::uint32_t>(at - entries), at->rank(), rows.values[k]});
    }
    cursor_begin_.push_back(cursors_.size());
  }
}

void PartnerSearch::add_dense(std::size_t block, std::size_t end) {
  const std::size_t dense = index_.panels().columns();
  const std::size_t queries = cursor_begin_.size() - 1;
  std::array<std::int32_t, kQueryRows * kPanelRows> products;
  std::array<Rounded, kPanelRows> there;
  for (std::size_t row = block; row < end; row += kPanelRows) {
    const std::size_t rows = std::min(kPanelRows, end - row);
    std::copy_n(index_.rounded().begin() + static_cast<std::ptrdiff_t>(row), rows, there.begin());
    for (std::size_t first = 0; first < queries; first += kQueryRows) {
      dots_(bytes_.data() + first * dense, dense, index_.panels().panel(row / kPanelRows),
            products.data());
      for (std::size_t q = 0; q < kQueryRows; ++q) {
        const Rounded here = rounded_[first + q];
        float* const sums = sums_of(first + q) + (row - block);
        for (std::size_t r = 0; r < rows; ++r) {
          const auto product = static_cast<float>(products[q * kPanelRows + r]);
          const float bound = product * (here.step * there[r].step) + error(here, there[r]);
          sums[r] = product > 0 ? bound : 0;
        }
      }
    }
  }
}

void PartnerSearch::add_listed(std::size_t i, std::size_t block, std::size_t end) {
  const std::size_t part = block / NearLists::kPart;
  const NearLists::Entry* const entries = index_.lists().entries(part);
  const auto start = static_cast<std::uint32_t>(block - part * NearLists::kPart);
  const auto last = static_cast<std::uint32_t>(end - part * NearLists::kPart);
  float* const sums = sums_of(i) - start;
  for (std::size_t c = cursor_begin_[i]; c < cursor_begin_[i + 1]; ++c) {
    // Where a column goes on is known long before it is read, and seldom in the cache.
    if (c + kAhead < cursors_.size() && cursors_[c + kAhead].rank < last) {
      __builtin_prefetch(entries + cursors_[c + kAhead].at);
    }
    Cursor& cursor = cursors_[c];
    if (cursor.rank >= last) continue;
    const float value = cursor.value;
    const NearLists::Entry* at = entries + cursor.at;
    NearLists::Entry entry = *at;
    do {
      sums[entry.rank()] += value * entry.value();
      entry = *++at;
    } while (entry.rank() < last);
    cursor.at = static_cast<std::uint32_t>(at - entries);
    cursor.rank = entry.rank();
  }
}

}  // namespace polyvocal
