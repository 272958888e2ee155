// Unit lists to a symmetric matrix: row accumulators over postings, emitted in column order.
#include <algorithm>
#include <bit>
#include <string>

#include "polyvocal/core/error.h"
#include "polyvocal/counts/cooccurrence.h"

namespace polyvocal {
namespace {

/// For every node the places in `items` where it stands: the units are read from there on, so each
/// pair is met once, from its smaller node.
struct Postings {
  std::vector<std::uint64_t> begin;  // nodes + 1
  std::vector<std::uint64_t> places;
  std::vector<std::int32_t> weights;  // parallel to places
};

Postings make_postings(const UnitLists::Slice& units, std::size_t nodes) {
  Postings postings;
  postings.begin.assign(nodes + 1, 0);
  for (const std::int32_t node : units.items) {
    if (node >= 0) ++postings.begin[static_cast<std::size_t>(node) + 1];
  }
  for (std::size_t node = 0; node < nodes; ++node) {
    postings.begin[node + 1] += postings.begin[node];
  }
  postings.places.resize(postings.begin.back());
  postings.weights.resize(postings.begin.back());
  auto next = postings.begin;
  std::size_t unit = 0;
  for (std::size_t place = 0; place < units.items.size(); ++place) {
    const std::int32_t node = units.items[place];
    if (node < 0) {
      ++unit;
      continue;
    }
    const std::uint64_t slot = next[static_cast<std::size_t>(node)]++;
    postings.places[slot] = place;
    postings.weights[slot] = units.weights[unit];
  }
  return postings;
}

/// Sums of one row, with a bit for every column touched so that the row comes out sorted.
class RowAccumulator {
 public:
  explicit RowAccumulator(std::size_t columns) : sums_(columns, 0), touched_((columns + 63) / 64) {}

  void add(std::int32_t column, std::int64_t weight) {
    const auto c = static_cast<std::size_t>(column);
    sums_[c] += weight;
    touched_[c / 64] |= std::uint64_t{1} << (c % 64);
    low_ = std::min(low_, c / 64);
    high_ = std::max(high_, c / 64 + 1);
  }

  /// Appends the row and clears it.
  void emit(std::vector<std::int32_t>& columns, std::vector<std::int32_t>& values) {
    for (std::size_t word = low_; word < high_; ++word) {
      for (std::uint64_t bits = touched_[word]; bits != 0; bits &= bits - 1) {
        const std::size_t c = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
        columns.push_back(static_cast<std::int32_t>(c));
        values.push_back(narrow_to_int32(sums_[c], "the count of a pair"));
        sums_[c] = 0;
      }
      touched_[word] = 0;
    }
    low_ = touched_.size();
    high_ = 0;
  }

 private:
  std::vector<std::int64_t> sums_;
  std::vector<std::uint64_t> touched_;
  std::size_t low_ = ~std::size_t{0};
  std::size_t high_ = 0;
};

/// Upper triangle of some consecutive rows.
struct Rows {
  std::vector<std::int32_t> lengths;
  std::vector<std::int32_t> columns;
  std::vector<std::int32_t> values;
};

/// Cuts the rows into chunks of about equal work (rows differ by orders of magnitude).
std::vector<std::size_t> balanced_chunks(const Postings& postings, std::size_t nodes) {
  constexpr std::uint64_t kPlaces = 1U << 15;
  std::vector<std::size_t> ends;
  std::uint64_t from = 0;
  for (std::size_t node = 0; node < nodes; ++node) {
    if (node + 1 == nodes || postings.begin[node + 1] - from >= kPlaces) {
      ends.push_back(node + 1);
      from = postings.begin[node + 1];
    }
  }
  return ends;
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

Cooccurrence count_pairs(const UnitLists::Slice& units, std::int32_t node_count, const Run& run) {
  const auto nodes = static_cast<std::size_t>(node_count);
  const Postings postings = make_postings(units, nodes);
  const std::vector<std::size_t> ends = balanced_chunks(postings, nodes);
  std::vector<Rows> chunks(ends.size());
  std::vector<RowAccumulator> accumulators(static_cast<std::size_t>(run.threads),
                                           RowAccumulator(nodes));
  const Run quiet{.threads = run.threads, .progress = nullptr};
  run.check();
  parallel_for(quiet, ends.size(), 1, [&](std::size_t first, std::size_t last, int worker) {
    RowAccumulator& row = accumulators[static_cast<std::size_t>(worker)];
    for (std::size_t chunk = first; chunk < last; ++chunk) {
      run.check();
      Rows& out = chunks[chunk];
      for (std::size_t node = chunk == 0 ? 0 : ends[chunk - 1]; node < ends[chunk]; ++node) {
        for (std::uint64_t p = postings.begin[node]; p < postings.begin[node + 1]; ++p) {
          for (std::size_t at = postings.places[p] + 1; units.items[at] >= 0; ++at) {
            row.add(units.items[at], postings.weights[p]);
          }
        }
        const std::size_t before = out.columns.size();
        row.emit(out.columns, out.values);
        out.lengths.push_back(static_cast<std::int32_t>(out.columns.size() - before));
      }
    }
  });
  return {.counts = mirror(chunks, node_count), .n = units.n, .total = units.total};
}

std::vector<Cooccurrence> count_cooccurrence(const Mentions& mentions,
                                             std::span<const std::int32_t> nodes,
                                             std::int32_t node_count, const Segments& segments,
                                             const CountOptions& options, const Slices& slices,
                                             const Run& run) {
  const UnitLists lists = list_units(mentions, nodes, node_count, segments, options, slices, run);
  std::vector<Cooccurrence> result;
  result.reserve(lists.slices.size());
  for (const auto& slice : lists.slices) result.push_back(count_pairs(slice, node_count, run));
  return result;
}

}  // namespace polyvocal
