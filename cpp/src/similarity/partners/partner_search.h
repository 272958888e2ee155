// Rows that look for partners among the rows of an index, a batch at a time.
//
//   PartnerSearch search(index);
//   search.find(rows, queries, enter_block, [&](std::size_t i, std::size_t first, auto sums)
//   {...});
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "partner_index.h"

namespace polyvocal {

/// A row that looks for partners, and the ranks where it may have them.
struct PartnerQuery {
  std::int32_t row = 0;
  std::size_t from = 0, to = 0;
};

/// Scratch of one thread. All queries of a batch pass over one block of candidates before the next,
/// so that what is read of the index stays in the cache.
class PartnerSearch {
 public:
  static constexpr std::size_t kBatch = 48;    ///< most queries at a time
  static constexpr std::size_t kBlock = 2048;  ///< candidates at a time

  explicit PartnerSearch(const PartnerIndex& index);

  /// For every block that a query asks for calls `enter(first, last)` with its ranks, then
  /// `use(i, first, sums)` with the ranks [first, first + sums.size()) that query i asks for. A sum
  /// is 0 where nothing is in common, else above(sum) is at least the score.
  template <class Enter, class Use>
  void find(const Csr<float>& rows, std::span<const PartnerQuery> queries, const Enter& enter,
            const Use& use) {
    const auto [from, to] = load(rows, queries);
    std::size_t end = 0;
    for (std::size_t block = from; block < to; block = end) {
      // A block is of one part of the lists.
      if (block == from || block % NearLists::kPart == 0) load_lists(rows, queries, block);
      end = std::min({to, block + kBlock, (block / NearLists::kPart + 1) * NearLists::kPart});
      enter(block, end);
      add_dense(block, end);
      for (std::size_t i = 0; i < queries.size(); ++i) {
        add_listed(i, block, end);
        const std::size_t first = std::max(block, queries[i].from);
        const std::size_t last = std::min(end, queries[i].to);
        if (first >= last) continue;
        use(i, first, std::span<const float>(sums_of(i) + (first - block), last - first));
      }
    }
  }

  /// Far above the rounding of a sum, whose terms make up 1 at most.
  static constexpr float kRounding = 1e-5F;

  [[nodiscard]] static float above(float sum) { return sum + kRounding; }
  [[nodiscard]] float below(float sum, std::size_t i, std::size_t rank) const {
    const float lists = NearLists::kRoundedUp * sum;
    return sum - lists - 2 * error(rounded_[i], index_.rounded()[rank]) - kRounding;
  }

 private:
  /// A listed column of a query, and how far it has been read.
  struct Cursor {
    std::uint32_t at;    ///< of the entries of a part
    std::uint32_t rank;  ///< of the entry there
    float value;
  };

  /// How far the product of two rounded rows may be from that of the rows.
  static float error(const Rounded& x, const Rounded& y) {
    return x.error * y.length + (x.length + x.error) * y.error;
  }
  float* sums_of(std::size_t i) { return sums_.data() + i * kBlock; }

  /// Reads the queries; gives the ranks that any of them may have partners at, from the start of a
  /// panel on.
  std::pair<std::size_t, std::size_t> load(const Csr<float>& rows,
                                           std::span<const PartnerQuery> queries);
  /// Sets the cursors to the first entries from `from` on, in its part.
  void load_lists(const Csr<float>& rows, std::span<const PartnerQuery> queries, std::size_t from);
  /// Sets the sums of all queries for ranks [block, end) to upper bounds over the dense columns.
  void add_dense(std::size_t block, std::size_t end);
  /// Adds the listed columns of query i.
  void add_listed(std::size_t i, std::size_t block, std::size_t end);

  const PartnerIndex& index_;
  PanelDots dots_;
  std::vector<float> sums_;                ///< kBatch x kBlock
  std::vector<std::uint8_t> bytes_;        ///< kBatch x dense columns
  std::vector<Rounded> rounded_;           ///< per query
  std::vector<Cursor> cursors_;            ///< of all queries
  std::vector<std::size_t> cursor_begin_;  ///< per query
};

}  // namespace polyvocal
