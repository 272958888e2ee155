// Unit lists to a symmetric matrix: row accumulators over postings, emitted in column order.
#include <algorithm>
#include <string>

#include "polyvocal/core/error.h"
#include "polyvocal/counts/cooccurrence.h"
#include "row_accumulator.h"

namespace polyvocal {
namespace {

/// For every node the places in `items` where it stands: the units are read from there on, so each
/// pair is met once, from the node that stands first: the smaller one, or the one named first.
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
  const Postings postings = make_postings(units, nodes);
  const std::vector<std::size_t> ends = balanced_chunks(postings.begin, nodes);
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
