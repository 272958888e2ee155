// The best partners of every row, of one set or of another.
#include <algorithm>
#include <iterator>
#include <limits>
#include <numeric>
#include <string>
#include <tuple>

#include "common_columns.h"
#include "partners/partner_search.h"
#include "partners/partner_table.h"
#include "polyvocal/core/error.h"
#include "polyvocal/similarity/cosine.h"

namespace polyvocal {
namespace {

constexpr std::size_t kGrain = 128;  // rows a chunk

/// One set of rows, with what decides who may be whose partner.
struct Side {
  const Csr<float>& rows;
  std::span<const Day> dates;
  std::span<const std::int32_t> groups;

  void check(std::int32_t days, const char* which) const {
    const auto n = static_cast<std::size_t>(rows.rows);
    const auto negative = std::find_if(rows.values.begin(), rows.values.end(),
                                       [](float value) { return !(value >= 0); });
    if (negative != rows.values.end()) {
      throw InputError("rows" + std::string(which) + ": stored value " +
                       std::to_string(negative - rows.values.begin()) + " is " +
                       std::to_string(*negative) + "; give numbers of 0 or more");
    }
    if (days >= 0 && dates.size() != n) {
      throw InputError("dates" + std::string(which) + ": " + std::to_string(dates.size()) +
                       " given for " + std::to_string(n) + " rows");
    }
    if (!groups.empty() && groups.size() != n) {
      throw InputError("groups" + std::string(which) + ": " + std::to_string(groups.size()) +
                       " given for " + std::to_string(n) + " rows");
    }
  }
  [[nodiscard]] Day date(std::int32_t row) const { return dates[static_cast<std::size_t>(row)]; }
};

struct Limits {
  std::int32_t top;
  float threshold;
  std::int32_t days;
};

/// Rows in the order of the sweep; with a date window by date, without the undated.
std::vector<std::int32_t> sweep_order(const Side& side, std::int32_t days) {
  std::vector<std::int32_t> order(static_cast<std::size_t>(side.rows.rows));
  std::iota(order.begin(), order.end(), 0);
  if (days < 0) return order;
  std::erase_if(order, [&](std::int32_t row) { return side.date(row) == kNoDate; });
  std::stable_sort(order.begin(), order.end(),
                   [&](std::int32_t a, std::int32_t b) { return side.date(a) < side.date(b); });
  return order;
}

/// Ranks of `order`, which is by date, that are near enough to the date of the row.
PartnerQuery query_of(const Side& queries, std::int32_t row, const Side& side,
                      std::span<const std::int32_t> order, std::int32_t days) {
  if (days < 0) return {row, 0, order.size()};
  const std::int64_t date = queries.date(row);
  const auto rank_at = [&](std::int64_t day) {
    const auto found = std::partition_point(
        order.begin(), order.end(),
        [&](std::int32_t candidate) { return std::int64_t{side.date(candidate)} < day; });
    return static_cast<std::size_t>(std::distance(order.begin(), found));
  };
  return {row, rank_at(date - days), rank_at(date + days + 1)};
}

struct Pair {
  std::int32_t a, b;
  float score;
};

/// Calls `use(i)` where rows have something in common, and their score may reach the bar of the
/// asking row, which may rise meanwhile, or that of the other.
template <class Use>
void each_above(std::span<const float> sums, const PartnerTable& table, std::size_t place,
                std::span<const float> bars, const Use& use) {
  constexpr std::size_t kStep = 16;
  for (std::size_t step = 0; step < sums.size(); step += kStep) {
    const std::size_t end = std::min(step + kStep, sums.size());
    const float bar = table.bar(place);
    const auto is_above = [&](std::size_t i) {
      const float least = bars[i] < bar ? bars[i] : bar;
      return static_cast<unsigned>(sums[i] > 0) &
             static_cast<unsigned>(PartnerSearch::above(sums[i]) >= least);
    };
    unsigned above = 0;
    for (std::size_t i = step; i < end; ++i) above += is_above(i);
    if (above == 0) continue;
    for (std::size_t i = step; i < end; ++i) {
      if (is_above(i) != 0) use(i);
    }
  }
}

/// Looks for the partners of a batch of rows; those who find are found, when it is one set.
class Sweep {
 public:
  Sweep(const Side& queries, const Side& of, const Limits& limits, bool same, int threads)
      : queries_(queries),
        of_(of),
        limits_(limits),
        same_(same),
        asked_(sweep_order(queries, limits.days)),
        order_(same ? asked_ : sweep_order(of, limits.days)),
        // What only one row has, no other of the same set shares.
        index_(of.rows, order_, same ? 2 : 1, dot_kernels().back().run.worth_from),
        table_(asked_.size(), static_cast<std::size_t>(limits.top), limits.threshold,
               [this](std::size_t place, std::int32_t row) { return score(asked_[place], row); }),
        searches_(static_cast<std::size_t>(threads), PartnerSearch(index_)),
        bars_(static_cast<std::size_t>(threads)) {}

  std::vector<Pair> pairs(const Run& run) {
    parallel_for(run, asked_.size(), PartnerSearch::kBatch,
                 [&](std::size_t begin, std::size_t end, int worker) {
                   look(begin, end, static_cast<std::size_t>(worker));
                 });
    std::vector<std::vector<Partner>> best(asked_.size());
    std::vector<SpreadRow> spread(static_cast<std::size_t>(run.threads),
                                  SpreadRow(queries_.rows.columns));
    parallel_for(run, asked_.size(), kGrain, [&](std::size_t begin, std::size_t end, int worker) {
      SpreadRow& mine = spread[static_cast<std::size_t>(worker)];
      for (std::size_t place = begin; place < end; ++place) {
        mine.set(queries_.rows, asked_[place]);
        best[place] = table_.best(
            place, [&](std::int32_t other) { return to_score(mine.dot(of_.rows, other)); });
        mine.clear(queries_.rows, asked_[place]);
      }
    });
    std::vector<Pair> all;
    for (std::size_t place = 0; place < best.size(); ++place) {
      for (const Partner& partner : best[place]) {
        all.push_back({asked_[place], partner.row, partner.score});
      }
    }
    return all;
  }

 private:
  [[nodiscard]] float score(std::int32_t row, std::int32_t other) const {
    return to_score(
        sum_common(queries_.rows, row, of_.rows, other, [](double x, double y) { return x * y; }));
  }
  static float to_score(double dot) { return static_cast<float>(std::min(dot, 1.0)); }
  [[nodiscard]] bool allowed(std::int32_t row, std::int32_t other) const {
    return queries_.groups.empty() || queries_.groups[static_cast<std::size_t>(row)] !=
                                          of_.groups[static_cast<std::size_t>(other)];
  }

  void look(std::size_t begin, std::size_t end, std::size_t worker) {
    std::vector<PartnerQuery> batch;
    for (std::size_t place = begin; place < end; ++place) {
      batch.push_back(query_of(queries_, asked_[place], of_, order_, limits_.days));
      // Of one set those before have looked already, and were found or not.
      if (same_) batch.back().from = place + 1;
    }
    PartnerSearch& search = searches_[worker];
    std::vector<float>& bars = bars_[worker];
    std::size_t block = 0;
    search.find(
        queries_.rows, batch,
        [&](std::size_t first, std::size_t last) {
          block = first;
          bars.assign(last - first, std::numeric_limits<float>::infinity());
          if (!same_) return;
          for (std::size_t rank = first; rank < last; ++rank) bars[rank - first] = table_.bar(rank);
        },
        [&](std::size_t i, std::size_t first, std::span<const float> sums) {
          const std::span<const float> others = std::span(bars).subspan(first - block, sums.size());
          each_above(sums, table_, begin + i, others, [&](std::size_t place) {
            meet(search, {begin + i, i, first + place}, sums[place]);
          });
        });
  }

  struct Meeting {
    std::size_t place, query, rank;
  };
  /// Offers two rows to each other.
  void meet(const PartnerSearch& search, const Meeting& at, float sum) {
    const std::int32_t row = asked_[at.place];
    const std::int32_t other = order_[at.rank];
    if (!allowed(row, other)) return;
    const float upper = PartnerSearch::above(sum);
    const float lower = search.below(sum, at.query, at.rank);
    table_.offer(at.place, {other, lower, upper});
    if (same_) table_.offer(at.rank, {row, lower, upper});
  }

  const Side& queries_;
  const Side& of_;
  const Limits& limits_;
  const bool same_;
  const std::vector<std::int32_t> asked_, order_;
  const PartnerIndex index_;
  PartnerTable table_;
  std::vector<PartnerSearch> searches_;
  std::vector<std::vector<float>> bars_;  ///< of a block of candidates, per worker
};

/// Sorted, each pair once.
ScoredPairs distinct(std::vector<Pair>& all) {
  const auto key = [](const Pair& pair) { return std::tuple(pair.a, pair.b); };
  std::sort(all.begin(), all.end(), [&](const auto& x, const auto& y) { return key(x) < key(y); });
  ScoredPairs pairs;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0 && key(all[i]) == key(all[i - 1])) continue;
    pairs.a.push_back(all[i].a);
    pairs.b.push_back(all[i].b);
    pairs.score.push_back(all[i].score);
  }
  return pairs;
}

void check_top(std::int32_t top) {
  if (top < 1) throw InputError("top is " + std::to_string(top) + "; give 1 or more");
}

}  // namespace

ScoredPairs top_cosine(const Csr<float>& rows, const NeighbourOptions& options, const Run& run) {
  check_top(options.top);
  const Side side{rows, options.dates, options.groups};
  side.check(options.days, "");
  const Limits limits{options.top, options.threshold, options.days};
  std::vector<Pair> pairs = Sweep(side, side, limits, true, run.threads).pairs(run);
  for (Pair& pair : pairs) {
    if (pair.a > pair.b) std::swap(pair.a, pair.b);
  }
  return distinct(pairs);
}

ScoredPairs cross_cosine(const Csr<float>& a, const Csr<float>& b, const CrossOptions& options,
                         const Run& run) {
  check_top(options.top);
  if (a.columns != b.columns) {
    throw InputError("rows of " + std::to_string(a.columns) + " and " + std::to_string(b.columns) +
                     " columns; give both the same columns");
  }
  if (options.groups_a.empty() != options.groups_b.empty()) {
    throw InputError("groups: give those of both sets, or none");
  }
  const Side left{a, options.dates_a, options.groups_a};
  const Side right{b, options.dates_b, options.groups_b};
  left.check(options.days, " of a");
  right.check(options.days, " of b");
  const Limits limits{options.top, options.threshold, options.days};
  std::vector<Pair> pairs = Sweep(left, right, limits, false, run.threads).pairs(run);
  return distinct(pairs);
}

}  // namespace polyvocal
