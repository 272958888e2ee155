// The best partners of every row, of one set or of another.
#include <algorithm>
#include <iterator>
#include <numeric>
#include <string>
#include <tuple>

#include "partner_index.h"
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

/// The partners in `of` of every row of `queries`: a is of the queries. `same`: it is one set.
std::vector<Pair> best_pairs(const Side& queries, const Side& of, const Limits& limits, bool same,
                             const Run& run) {
  const std::vector<std::int32_t> asked = sweep_order(queries, limits.days);
  const std::vector<std::int32_t> order = same ? asked : sweep_order(of, limits.days);
  // What only one row has, no other of the same set shares.
  const PartnerIndex index(of.rows, order, limits.threshold, same ? 2 : 1);
  const auto top = static_cast<std::size_t>(limits.top);
  std::vector<PartnerSearch> searches(static_cast<std::size_t>(run.threads),
                                      PartnerSearch(index, top));
  std::vector<std::vector<Pair>> chunks((asked.size() + kGrain - 1) / kGrain);
  const bool grouped = !queries.groups.empty();
  const auto allowed = [&](std::int32_t row, std::int32_t other) {
    return !(same && other == row) && !(grouped && queries.groups[static_cast<std::size_t>(row)] ==
                                                       of.groups[static_cast<std::size_t>(other)]);
  };
  parallel_for(run, asked.size(), kGrain, [&](std::size_t begin, std::size_t end, int worker) {
    std::vector<PartnerQuery> batch;
    for (std::size_t i = begin; i < end; ++i) {
      batch.push_back(query_of(queries, asked[i], of, order, limits.days));
    }
    std::vector<BestPartners> best(batch.size(), BestPartners(top, limits.threshold));
    searches[static_cast<std::size_t>(worker)].find(queries.rows, batch, allowed, best);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      for (const Partner& partner : best[i].partners()) {
        chunks[begin / kGrain].push_back(
            {batch[i].row, partner.row, std::min(partner.score, 1.0F)});
      }
    }
  });
  std::vector<Pair> all;
  for (auto& chunk : chunks) {
    all.insert(all.end(), chunk.begin(), chunk.end());
    std::vector<Pair>().swap(chunk);
  }
  return all;
}

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
  auto pairs = best_pairs(side, side, {options.top, options.threshold, options.days}, true, run);
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
  auto pairs = best_pairs(left, right, {options.top, options.threshold, options.days}, false, run);
  return distinct(pairs);
}

}  // namespace polyvocal
