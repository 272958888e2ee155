// The best partners of a sparse row among many, exactly, without comparing it to each in full.
//
//   const PartnerIndex index(rows, order, 0, 2);
//   PartnerSearch search(index, 10);
//   search.find(queries, {{.row = 7, .from = 0, .to = order.size()}}, allowed, best);
//
// Few columns are in most rows, make most of the work and little of the score. The others are read
// by column, and add up to the greater part of the score of every candidate. What the frequent
// columns can add is at most the product of two lengths (Cauchy and Schwarz): only candidates that
// can still be among the best are scored on them too. Sums are made in column order, so a pair has
// one score, whoever asks.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "core/lanes.h"
#include "polyvocal/counts/csr.h"
#include "postings.h"

namespace polyvocal {

struct Partner {
  std::int32_t row;
  float score;
};

/// True when x is the better partner: higher score, then smaller row.
inline bool better(const Partner& x, const Partner& y) {
  return std::tuple(-x.score, x.row) < std::tuple(-y.score, y.row);
}

/// The `top` best of the candidates offered.
class BestPartners {
 public:
  BestPartners(std::size_t top, float threshold) : top_(top), threshold_(threshold) {}

  /// What scores less, or no more than the threshold, would not be kept.
  [[nodiscard]] float bar() const { return std::max(bar_, threshold_); }

  void offer(Partner partner) {
    if (!(partner.score > threshold_)) return;
    if (heap_.size() == top_) {
      if (!better(partner, heap_.front())) return;
      std::pop_heap(heap_.begin(), heap_.end(), better);
      heap_.pop_back();
    }
    heap_.push_back(partner);
    std::push_heap(heap_.begin(), heap_.end(), better);
    if (heap_.size() == top_) bar_ = heap_.front().score;
  }
  [[nodiscard]] const std::vector<Partner>& partners() const { return heap_; }
  void clear() {
    heap_.clear();
    bar_ = 0;
  }

 private:
  std::size_t top_;
  float threshold_;
  float bar_ = 0;
  std::vector<Partner> heap_;  // worst first
};

/// Candidates in an order of the caller's; their places in it are ranks.
class PartnerIndex {
 public:
  /// `threshold`: the least score that is of interest; the higher, the less is read by column.
  /// Columns with fewer than `least` candidates are left out.
  PartnerIndex(const Csr<float>& rows, std::span<const std::int32_t> order, float threshold,
               std::int64_t least);

  [[nodiscard]] std::size_t size() const { return order_.size(); }

 private:
  friend class PartnerSearch;

  enum : std::int32_t { kNotFrequent = -1, kLeftOut = -2 };

  void choose_frequent(const Csr<float>& rows, float threshold, std::int64_t least);
  void read(const Csr<float>& rows);

  std::span<const std::int32_t> order_;
  std::vector<std::int32_t> slot_;      ///< per column: its place among the frequent, or why not
  std::size_t slots_ = 0;               ///< of the frequent columns, with what fills the last lanes
  Postings tail_;                       ///< of the other columns
  std::vector<float> frequent_;         ///< ranks x slots
  std::vector<float> frequent_length_;  ///< per rank, rounded up
};

/// A row that looks for partners, and the ranks where it may have them.
struct PartnerQuery {
  std::int32_t row = 0;
  std::size_t from = 0, to = 0;
};

/// Scratch of one thread. Many queries pass over one block of candidates before the next, so that
/// what is read of the index stays in the cache.
class PartnerSearch {
 public:
  PartnerSearch(const PartnerIndex& index, std::size_t top)
      : index_(index), top_(top), sums_(kBlock, 0) {}

  /// Offers best[i] the rows (not the ranks) that are among the best for queries[i], and perhaps
  /// others. `allowed(query, row)` tells whether a candidate may be a partner.
  template <class Allowed>
  void find(const Csr<float>& rows, std::span<const PartnerQuery> queries, const Allowed& allowed,
            std::span<BestPartners> best) {
    const auto [from, to] = load(rows, queries);
    for (std::size_t block = from; block < to; block += kBlock) {
      const std::size_t end = std::min(to, block + kBlock);
      for (std::size_t i = 0; i < queries.size(); ++i) {
        add_sums(i, block, end);
        const std::size_t first = std::max(block, queries[i].from);
        const std::size_t last = std::min(end, queries[i].to);
        const auto offer = [&](std::size_t rank) {
          const std::int32_t candidate = index_.order_[rank];
          float& sum = sums_[rank - block];
          if (allowed(queries[i].row, candidate)) best[i].offer({candidate, score(i, rank, sum)});
          sum = -std::numeric_limits<float>::infinity();  // done with
        };
        // Those that the rarer columns favour set the bar for the others.
        each_greatest(i, block, first, last, offer);
        each_above(i, block, first, last, best[i], offer);
        std::fill(sums_.begin(), sums_.end(), 0.0F);
      }
    }
  }

 private:
  static constexpr std::size_t kBlock = 16384;
  static constexpr std::size_t kStep = 16;

  /// A column of a query that is read by column, and how far it has been read.
  struct Cursor {
    const Postings::Entry* at;
    const Postings::Entry* end;
    float value;
  };

  /// Reads the queries; gives the ranks that any of them may have partners at.
  std::pair<std::size_t, std::size_t> load(const Csr<float>& rows,
                                           std::span<const PartnerQuery> queries);
  /// Sums of query i over the columns that are not frequent, for ranks [block, end).
  void add_sums(std::size_t i, std::size_t block, std::size_t end);

  /// Calls `use(rank)` for every rank whose score may reach the bar, which may rise meanwhile.
  template <class Use>
  void each_above(std::size_t i, std::size_t block, std::size_t rank, std::size_t last,
                  const BestPartners& best, const Use& use) const {
    constexpr float kSlack = 1e-5F;  // far above the rounding of the sums
    const float length = lengths_[i];
    const float* const lengths = index_.frequent_length_.data();
    const float* const sums = sums_.data();
    for (; rank + kStep <= last; rank += kStep) {
      const float bar = best.bar() - kSlack;
      int above = 0;
      for (std::size_t j = 0; j < kStep; ++j) {
        above += sums[rank - block + j] + length * lengths[rank + j] >= bar ? 1 : 0;
      }
      if (above == 0) continue;
      for (std::size_t j = rank; j < rank + kStep; ++j) {
        if (sums[j - block] + length * lengths[j] >= best.bar() - kSlack) use(j);
      }
    }
    for (; rank < last; ++rank) {
      if (sums[rank - block] + length * lengths[rank] >= best.bar() - kSlack) use(rank);
    }
  }

  /// Calls `use(rank)` for ranks whose sums are among the greatest of this query so far.
  template <class Use>
  void each_greatest(std::size_t i, std::size_t block, std::size_t rank, std::size_t last,
                     const Use& use) {
    BestPartners& greatest = greatest_[i];
    chosen_.clear();
    for (; rank < last; ++rank) {
      const float sum = sums_[rank - block];
      if (!(sum > greatest.bar())) continue;
      greatest.offer({static_cast<std::int32_t>(rank), sum});
      chosen_.push_back(static_cast<std::int32_t>(rank));
    }
    for (const std::int32_t chosen : chosen_) {
      const auto place = static_cast<std::size_t>(chosen);
      if (sums_[place - block] >= greatest.bar()) use(place);
    }
  }

  [[nodiscard]] float score(std::size_t i, std::size_t rank, float sum) const {
    return sum +
           static_cast<float>(dot(frequent_.data() + i * index_.slots_,
                                  index_.frequent_.data() + rank * index_.slots_, index_.slots_));
  }

  const PartnerIndex& index_;
  std::size_t top_;
  std::vector<float> sums_;  // of one query over one block
  std::vector<Cursor> cursors_;
  std::vector<std::size_t> cursor_begin_;  // per query
  std::vector<float> frequent_;            // queries x frequent columns
  std::vector<float> lengths_;             // per query, in the frequent columns, rounded up
  std::vector<BestPartners> greatest_;     // per query: the greatest sums
  std::vector<std::int32_t> chosen_;
};

}  // namespace polyvocal
