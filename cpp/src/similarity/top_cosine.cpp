// The best partners of every row: sixteen rows at a time against their date window.
#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>

#include "core/lanes.h"
#include "polyvocal/core/error.h"
#include "polyvocal/similarity/cosine.h"

namespace polyvocal {
namespace {

struct Partner {
  std::int32_t row;
  float score;
};

/// True when x is the better partner: higher score, then smaller row.
bool better(const Partner& x, const Partner& y) {
  return std::tuple(-x.score, x.row) < std::tuple(-y.score, y.row);
}

void check(const Csr<float>& rows, const NeighbourOptions& options) {
  const auto n = static_cast<std::size_t>(rows.rows);
  if (options.top < 1)
    throw InputError("top is " + std::to_string(options.top) + "; give 1 or more");
  if (options.days >= 0 && options.dates.size() != n) {
    throw InputError("dates: " + std::to_string(options.dates.size()) + " given for " +
                     std::to_string(n) + " rows");
  }
  if (!options.groups.empty() && options.groups.size() != n) {
    throw InputError("groups: " + std::to_string(options.groups.size()) + " given for " +
                     std::to_string(n) + " rows");
  }
}

/// Rows in the order of the sweep; with a date window by date, without the undated.
std::vector<std::int32_t> sweep_order(const Csr<float>& rows, const NeighbourOptions& options) {
  std::vector<std::int32_t> order(static_cast<std::size_t>(rows.rows));
  std::iota(order.begin(), order.end(), 0);
  if (options.days < 0) return order;
  const auto date = [&](std::int32_t row) { return options.dates[static_cast<std::size_t>(row)]; };
  std::erase_if(order, [&](std::int32_t row) { return date(row) == kNoDate; });
  std::stable_sort(order.begin(), order.end(),
                   [&](std::int32_t a, std::int32_t b) { return date(a) < date(b); });
  return order;
}

/// Ranks [low, high) that may be partners of each rank.
struct Windows {
  std::vector<std::size_t> low, high;
};

Windows date_windows(std::span<const std::int32_t> order, const NeighbourOptions& options) {
  Windows windows;
  windows.low.assign(order.size(), 0);
  windows.high.assign(order.size(), order.size());
  if (options.days < 0) return windows;
  const auto date = [&](std::size_t rank) -> std::int64_t {
    return options.dates[static_cast<std::size_t>(order[rank])];
  };
  std::size_t low = 0;
  std::size_t high = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    while (date(low) < date(rank) - options.days) ++low;
    while (high < order.size() && date(high) <= date(rank) + options.days) ++high;
    windows.low[rank] = low;
    windows.high[rank] = high;
  }
  return windows;
}

/// Scores of sixteen consecutive ranks against all rows of their window. The sixteen rows are
/// spread out as columns of a small dense block; a partner's weights then meet all of them at once.
class Block {
 public:
  explicit Block(const Csr<float>& rows)
      : rows_(rows), place_(static_cast<std::size_t>(rows.columns), 0) {}

  /// Takes up to kLanes rows. Place 0 of the block stays zero: columns that none of them has.
  void load(std::span<const std::int32_t> queries) {
    for (const std::int32_t column : used_) place_[static_cast<std::size_t>(column)] = 0;
    used_.clear();
    block_.assign(kLanes, 0);
    for (std::size_t lane = 0; lane < queries.size(); ++lane) {
      for (std::size_t k = rows_.row_begin(queries[lane]); k < rows_.row_end(queries[lane]); ++k) {
        std::uint32_t& place = place_[static_cast<std::size_t>(rows_.indices[k])];
        if (place == 0) {
          used_.push_back(rows_.indices[k]);
          place = static_cast<std::uint32_t>(used_.size());
          block_.resize(block_.size() + kLanes, 0);
        }
        block_[place * kLanes + lane] = rows_.values[k];
      }
    }
  }

  /// Dot products of one row with the rows taken, in column order.
  void score(std::int32_t row, float* scores) const {
    Lanes sum;
    for (std::size_t k = rows_.row_begin(row); k < rows_.row_end(row); ++k) {
      const std::size_t place = place_[static_cast<std::size_t>(rows_.indices[k])];
      sum.add_scaled(Lanes::load(block_.data() + place * kLanes), rows_.values[k]);
    }
    sum.store(scores);
  }

 private:
  const Csr<float>& rows_;
  std::vector<std::uint32_t> place_;
  std::vector<std::int32_t> used_;
  std::vector<float> block_;
};

/// The `top` best of the candidates offered.
class Best {
 public:
  Best(std::int32_t top, float threshold)
      : top_(static_cast<std::size_t>(top)), threshold_(threshold) {}

  /// Cheap test before offer; what it refuses would not be kept.
  [[nodiscard]] bool wants(float score) const { return score > threshold_ && score >= bar_; }

  void offer(Partner partner) {
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

 private:
  std::size_t top_;
  float threshold_;
  float bar_ = 0;
  std::vector<Partner> heap_;  // worst first
};

struct Pair {
  std::int32_t a, b;
  float score;
};

ScoredPairs distinct(std::vector<std::vector<Pair>>& chunks) {
  std::vector<Pair> all;
  for (auto& chunk : chunks) {
    all.insert(all.end(), chunk.begin(), chunk.end());
    std::vector<Pair>().swap(chunk);
  }
  const auto key = [](const Pair& pair) { return std::tuple(pair.a, pair.b); };
  std::sort(all.begin(), all.end(), [&](const auto& x, const auto& y) { return key(x) < key(y); });
  ScoredPairs pairs;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0 && key(all[i]) == key(all[i - 1])) continue;
    pairs.a.push_back(all[i].a);
    pairs.b.push_back(all[i].b);
    pairs.score.push_back(std::min(all[i].score, 1.0F));
  }
  return pairs;
}

}  // namespace

ScoredPairs top_cosine(const Csr<float>& rows, const NeighbourOptions& options, const Run& run) {
  check(rows, options);
  const std::vector<std::int32_t> order = sweep_order(rows, options);
  const Windows windows = date_windows(order, options);
  std::vector<std::vector<Pair>> chunks((order.size() + kLanes - 1) / kLanes);
  std::vector<Block> blocks(static_cast<std::size_t>(run.threads), Block(rows));
  const auto other_group = [&](std::int32_t a, std::int32_t b) {
    return options.groups.empty() || options.groups[static_cast<std::size_t>(a)] !=
                                         options.groups[static_cast<std::size_t>(b)];
  };
  parallel_for(run, order.size(), kLanes, [&](std::size_t begin, std::size_t end, int worker) {
    Block& block = blocks[static_cast<std::size_t>(worker)];
    const std::span<const std::int32_t> queries(order.data() + begin, end - begin);
    block.load(queries);
    std::vector<Best> best(queries.size(), Best(options.top, options.threshold));
    float scores[kLanes];
    for (std::size_t rank = windows.low[begin]; rank < windows.high[end - 1]; ++rank) {
      if (rank % 1024 == 0) run.check();
      const std::int32_t row = order[rank];
      block.score(row, scores);
      for (std::size_t lane = 0; lane < queries.size(); ++lane) {
        const std::size_t query = begin + lane;
        if (!best[lane].wants(scores[lane]) || rank == query || rank < windows.low[query] ||
            rank >= windows.high[query] || !other_group(row, queries[lane])) {
          continue;
        }
        best[lane].offer({row, scores[lane]});
      }
    }
    for (std::size_t lane = 0; lane < queries.size(); ++lane) {
      for (const Partner& partner : best[lane].partners()) {
        chunks[begin / kLanes].push_back({std::min(queries[lane], partner.row),
                                          std::max(queries[lane], partner.row), partner.score});
      }
    }
  });
  return distinct(chunks);
}

}  // namespace polyvocal
