// Unit lists to a symmetric matrix: row accumulators over postings, emitted in column order.
#include <algorithm>
#include <numeric>
#include <string>

#include "polyvocal/core/error.h"
#include "polyvocal/counts/cooccurrence.h"
#include "row_accumulator.h"
#include "unit_bits.h"

namespace polyvocal {
namespace {

/// Nodes that so many units name that their pairs are counted by bits; rising.
struct Frequent {
  std::vector<std::int32_t> nodes;
  std::vector<std::int32_t> rank;  // per node: its place in `nodes`, or -1
  [[nodiscard]] bool has(std::int32_t node) const {
    return rank[static_cast<std::size_t>(node)] >= 0;
  }
};

/// What counting a pair by bits takes for 64 units, in times of adding one unit's pair.
constexpr double kWordCost = 0.15;

/// The most frequent nodes, as long as the pairs of the next with them, were they independent,
/// would take longer to add up one by one.
Frequent choose_frequent(std::span<const std::uint64_t> begin, std::size_t units) {
  const std::size_t nodes = begin.size() - 1;
  const auto count = [&](std::int32_t node) {
    const auto i = static_cast<std::size_t>(node);
    return static_cast<double>(begin[i + 1] - begin[i]);
  };
  std::vector<std::int32_t> order(nodes);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return count(a) > count(b); });
  const auto all = static_cast<double>(units);
  double sum = 0;
  std::size_t chosen = 0;
  for (; chosen < nodes; ++chosen) {
    const double next = count(order[chosen]);
    const double mean = chosen == 0 ? next : sum / static_cast<double>(chosen);
    // Without units nothing is frequent.
    if (!(next * mean / all >= kWordCost * all / 64 + 1)) break;
    sum += next;
  }
  Frequent frequent;
  frequent.nodes.assign(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(chosen));
  std::sort(frequent.nodes.begin(), frequent.nodes.end());
  frequent.rank.assign(nodes, -1);
  std::int32_t rank = 0;
  for (const std::int32_t node : frequent.nodes) {
    frequent.rank[static_cast<std::size_t>(node)] = rank++;
  }
  return frequent;
}

/// For every node the places where its units are read from, so that each pair is met once: from the
/// node that stands first, the smaller one or the one named first. A node's places are in `items`,
/// a frequent node's in `rare`, the units without the frequent nodes: their pairs are in `bits`.
struct Postings {
  std::vector<std::uint64_t> begin;  // nodes + 1
  std::vector<std::uint64_t> places;
  std::vector<std::int32_t> weights;  // parallel to places
  Frequent frequent;
  std::vector<std::int32_t> rare;
  UnitBits bits{0, 0};
};

std::vector<std::uint64_t> count_postings(std::span<const std::int32_t> items, std::size_t nodes) {
  std::vector<std::uint64_t> begin(nodes + 1, 0);
  for (const std::int32_t node : items) {
    if (node >= 0) ++begin[static_cast<std::size_t>(node) + 1];
  }
  for (std::size_t node = 0; node < nodes; ++node) begin[node + 1] += begin[node];
  return begin;
}

/// Units of the same weight, their nodes rising, may be counted by bits.
bool may_use_bits(const UnitLists::Slice& units, bool directed) {
  return !directed && std::all_of(units.weights.begin(), units.weights.end(),
                                  [](std::int32_t weight) { return weight == 1; });
}

Postings make_postings(const UnitLists::Slice& units, std::size_t nodes, bool directed) {
  Postings postings;
  postings.begin = count_postings(units.items, nodes);
  const std::size_t unit_count = units.weights.size();
  if (may_use_bits(units, directed)) {
    postings.frequent = choose_frequent(postings.begin, unit_count);
  } else {
    postings.frequent.rank.assign(nodes, -1);
  }
  const Frequent& frequent = postings.frequent;
  const bool split = !frequent.nodes.empty();
  postings.bits = UnitBits(frequent.nodes.size(), unit_count);
  postings.places.resize(postings.begin.back());
  postings.weights.resize(postings.begin.back());
  auto next = postings.begin;
  std::size_t unit = 0;
  for (std::size_t place = 0; place < units.items.size(); ++place) {
    const std::int32_t node = units.items[place];
    const bool is_frequent = node >= 0 && frequent.has(node);
    if (split && !is_frequent) postings.rare.push_back(node);
    if (node < 0) {
      ++unit;
      continue;
    }
    const std::uint64_t slot = next[static_cast<std::size_t>(node)]++;
    postings.places[slot] = is_frequent ? postings.rare.size() : place + 1;
    postings.weights[slot] = units.weights[unit];
    if (is_frequent) {
      postings.bits.set(static_cast<std::size_t>(frequent.rank[static_cast<std::size_t>(node)]),
                        unit);
    }
  }
  return postings;
}

/// Adds up the pairs of one node with those that stand after it.
class NodePairs {
 public:
  NodePairs(const Postings& postings, std::span<const std::int32_t> items)
      : postings_(postings), items_(items), common_(postings.frequent.nodes.size()) {}

  void add(std::size_t node, RowAccumulator& row) {
    const std::int32_t rank = postings_.frequent.rank[node];
    const std::int32_t* const from = rank < 0 ? items_.data() : postings_.rare.data();
    for (std::uint64_t p = postings_.begin[node]; p < postings_.begin[node + 1]; ++p) {
      const std::int32_t weight = postings_.weights[p];
      for (const std::int32_t* at = from + postings_.places[p]; *at >= 0; ++at) {
        row.add(*at, weight);
      }
    }
    if (rank >= 0) add_frequent(static_cast<std::size_t>(rank), row);
  }

 private:
  void add_frequent(std::size_t rank, RowAccumulator& row) {
    postings_.bits.count_after(rank, common_);
    for (std::size_t other = rank + 1; other < common_.size(); ++other) {
      if (common_[other] != 0) row.add(postings_.frequent.nodes[other], common_[other]);
    }
  }

  const Postings& postings_;
  std::span<const std::int32_t> items_;
  std::vector<std::uint32_t> common_;  // units with each frequent node
};

using Rows = RowChunk<std::int32_t>;

/// The rows as they are.
Csr<std::int32_t> join(std::vector<Rows>& chunks, std::int32_t nodes) {
  Csr<std::int32_t> all;
  all.rows = nodes;
  all.columns = nodes;
  std::int64_t stored = 0;
  for (Rows& chunk : chunks) {
    for (const std::int32_t length : chunk.lengths) {
      stored += length;
      all.indptr.push_back(narrow_to_int32(stored, "the number of stored cells"));
    }
    all.indices.insert(all.indices.end(), chunk.columns.begin(), chunk.columns.end());
    all.values.insert(all.values.end(), chunk.values.begin(), chunk.values.end());
    chunk = Rows();
  }
  return all;
}

/// Both triangles from the upper one; row i takes its columns below i first, in order.
Csr<std::int32_t> mirror(std::vector<Rows>& chunks, std::int32_t nodes) {
  Csr<std::int32_t> full;
  full.rows = nodes;
  full.columns = nodes;
  std::vector<std::int64_t> lengths(static_cast<std::size_t>(nodes), 0);
  std::size_t row = 0;
  for (const Rows& chunk : chunks) {
    for (const std::int32_t length : chunk.lengths) lengths[row++] += length;
    for (const std::int32_t column : chunk.columns) ++lengths[static_cast<std::size_t>(column)];
  }
  full.indptr.reserve(lengths.size() + 1);
  std::int64_t stored = 0;
  for (const std::int64_t length : lengths) {
    stored += length;
    full.indptr.push_back(narrow_to_int32(stored, "the number of stored cells"));
  }
  full.indices.resize(static_cast<std::size_t>(stored));
  full.values.resize(static_cast<std::size_t>(stored));
  std::vector<std::int32_t> next(full.indptr.begin(), full.indptr.end() - 1);
  const auto put = [&](std::size_t to, std::int32_t column, std::int32_t value) {
    const auto k = static_cast<std::size_t>(next[to]++);
    full.indices[k] = column;
    full.values[k] = value;
  };
  // Going down the rows, cell (j, i) with j < i arrives in row i before its own columns above i.
  row = 0;
  for (Rows& chunk : chunks) {
    std::size_t k = 0;
    for (const std::int32_t length : chunk.lengths) {
      for (std::int32_t i = 0; i < length; ++i, ++k) {
        const std::int32_t column = chunk.columns[k];
        put(row, column, chunk.values[k]);
        put(static_cast<std::size_t>(column), static_cast<std::int32_t>(row), chunk.values[k]);
      }
      ++row;
    }
    chunk = Rows();
  }
  return full;
}

}  // namespace

Cooccurrence count_pairs(const UnitLists::Slice& units, std::int32_t node_count, bool directed,
                         const Run& run) {
  const auto nodes = static_cast<std::size_t>(node_count);
  const Postings postings = make_postings(units, nodes, directed);
  const std::vector<std::size_t> ends = balanced_chunks(postings.begin, nodes);
  std::vector<Rows> chunks(ends.size());
  std::vector<RowAccumulator> accumulators(static_cast<std::size_t>(run.threads),
                                           RowAccumulator(nodes));
  std::vector<NodePairs> pairs(accumulators.size(), NodePairs(postings, units.items));
  const Run quiet{.threads = run.threads, .progress = nullptr};
  run.check();
  parallel_for(quiet, ends.size(), 1, [&](std::size_t first, std::size_t last, int worker) {
    RowAccumulator& row = accumulators[static_cast<std::size_t>(worker)];
    for (std::size_t chunk = first; chunk < last; ++chunk) {
      run.check();
      Rows& out = chunks[chunk];
      for (std::size_t node = chunk == 0 ? 0 : ends[chunk - 1]; node < ends[chunk]; ++node) {
        pairs[static_cast<std::size_t>(worker)].add(node, row);
        const std::size_t before = out.columns.size();
        row.emit([&](std::int32_t column, std::int64_t sum) {
          out.columns.push_back(column);
          out.values.push_back(narrow_to_int32(sum, "the count of a pair"));
        });
        out.lengths.push_back(static_cast<std::int32_t>(out.columns.size() - before));
      }
    }
  });
  return {.counts = directed ? join(chunks, node_count) : mirror(chunks, node_count),
          .n = units.n,
          .total = units.total};
}

std::vector<Cooccurrence> count_cooccurrence(const Mentions& mentions,
                                             std::span<const std::int32_t> nodes,
                                             std::int32_t node_count, const Segments& segments,
                                             const CountOptions& options, const Slices& slices,
                                             const Run& run) {
  const UnitLists lists = list_units(mentions, nodes, node_count, segments, options, slices, run);
  std::vector<Cooccurrence> result;
  result.reserve(lists.slices.size());
  for (const auto& slice : lists.slices) {
    result.push_back(count_pairs(slice, node_count, options.directed, run));
  }
  return result;
}

}  // namespace polyvocal
