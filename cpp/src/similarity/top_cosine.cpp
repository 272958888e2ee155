// The best partners of every row, by an inverted index that follows the date window.
#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>

#include "polyvocal/core/error.h"
#include "polyvocal/similarity/cosine.h"
#include "postings.h"

namespace polyvocal {
namespace {

constexpr std::size_t kGrain = 128;  // rows a chunk

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
  if (options.top < 1) throw InputError("top is " + std::to_string(options.top) + "; give 1 or more");
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

/// Scores of one rank against its window. A column's first entry inside the window is remembered:
/// it only moves forward while ranks of a chunk go up.
class Sweep {
 public:
  Sweep(const Csr<float>& rows, const Postings& postings)
      : rows_(rows), postings_(postings), cursors_(postings.begin.size() - 1) {}

  void start_chunk() { ++chunk_; }

  /// scores()[r - low] is the cosine with rank r.
  void score(std::int32_t row, std::size_t low, std::size_t high) {
    scores_.assign(high - low, 0);
    const auto base = static_cast<std::int32_t>(low);
    const auto limit = static_cast<std::int32_t>(high);
    for (std::size_t k = rows_.row_begin(row); k < rows_.row_end(row); ++k) {
      Cursor& cursor = cursors_[static_cast<std::size_t>(rows_.indices[k])];
      if (cursor.chunk != chunk_) enter(cursor, static_cast<std::size_t>(rows_.indices[k]), base);
      while (cursor.next < cursor.end && postings_.entries[cursor.next].rank < base) ++cursor.next;
      const float mine = rows_.values[k];
      for (std::uint32_t p = cursor.next; p < cursor.end && postings_.entries[p].rank < limit; ++p) {
        const Postings::Entry& entry = postings_.entries[p];
        scores_[static_cast<std::size_t>(entry.rank - base)] += mine * entry.value;
      }
    }
  }
  [[nodiscard]] const std::vector<float>& scores() const { return scores_; }

 private:
  /// All that is needed of a column in one cache line; a matrix has fewer than 2^31 entries.
  struct Cursor {
    std::uint32_t next = 0;
    std::uint32_t end = 0;
    std::uint32_t chunk = 0;
  };

  void enter(Cursor& cursor, std::size_t column, std::int32_t base) const {
    const auto at = [&](std::size_t entry) {
      return postings_.entries.begin() + static_cast<std::ptrdiff_t>(entry);
    };
    const auto first = std::lower_bound(
        at(postings_.begin[column]), at(postings_.begin[column + 1]), base,
        [](const Postings::Entry& entry, std::int32_t rank) { return entry.rank < rank; });
    cursor.next = static_cast<std::uint32_t>(first - postings_.entries.begin());
    cursor.end = static_cast<std::uint32_t>(postings_.begin[column + 1]);
    cursor.chunk = chunk_;
  }

  const Csr<float>& rows_;
  const Postings& postings_;
  std::vector<Cursor> cursors_;
  std::uint32_t chunk_ = 0;
  std::vector<float> scores_;
};

/// The `top` best of the candidates offered.
class Best {
 public:
  explicit Best(std::int32_t top) : top_(static_cast<std::size_t>(top)) {}
  void offer(Partner partner) {
    if (heap_.size() < top_) {
      heap_.push_back(partner);
      std::push_heap(heap_.begin(), heap_.end(), better);
    } else if (better(partner, heap_.front())) {
      std::pop_heap(heap_.begin(), heap_.end(), better);
      heap_.back() = partner;
      std::push_heap(heap_.begin(), heap_.end(), better);
    }
  }
  /// A score at or below it is not worth offering.
  [[nodiscard]] float bar(float threshold) const {
    return heap_.size() < top_ ? threshold : std::max(threshold, heap_.front().score);
  }
  std::vector<Partner>& partners() { return heap_; }

 private:
  std::size_t top_;
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
  const Postings postings = make_postings(rows, order);
  run.check();
  std::vector<std::vector<Pair>> chunks((order.size() + kGrain - 1) / kGrain);
  std::vector<Sweep> sweeps(static_cast<std::size_t>(run.threads), Sweep(rows, postings));
  const auto group = [&](std::int32_t row) {
    return options.groups[static_cast<std::size_t>(row)];
  };
  parallel_for(run, order.size(), kGrain, [&](std::size_t begin, std::size_t end, int worker) {
    Sweep& sweep = sweeps[static_cast<std::size_t>(worker)];
    sweep.start_chunk();
    for (std::size_t rank = begin; rank < end; ++rank) {
      run.check();
      const std::int32_t row = order[rank];
      const std::size_t low = windows.low[rank];
      sweep.score(row, low, windows.high[rank]);
      const std::vector<float>& scores = sweep.scores();
      Best best(options.top);
      float bar = best.bar(options.threshold);
      for (std::size_t i = 0; i < scores.size(); ++i) {
        if (scores[i] < bar || scores[i] <= options.threshold || low + i == rank) continue;
        const std::int32_t other = order[low + i];
        if (!options.groups.empty() && group(row) == group(other)) continue;
        best.offer({other, scores[i]});
        bar = best.bar(options.threshold);
      }
      for (const Partner& partner : best.partners()) {
        chunks[begin / kGrain].push_back(
            {std::min(row, partner.row), std::max(row, partner.row), partner.score});
      }
    }
  });
  return distinct(chunks);
}

}  // namespace polyvocal
