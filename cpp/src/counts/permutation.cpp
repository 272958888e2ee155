#include "polyvocal/counts/permutation.h"

#include <algorithm>
#include <string>

#include "polyvocal/core/error.h"
#include "trades.h"
#include "units.h"

namespace polyvocal {
namespace {

constexpr std::int32_t kChain = 27;  // replicates that follow one another; 999 are 37 chains
constexpr std::size_t kMostBytes = std::size_t{1} << 30;

/// The matrix with its named nodes numbered from 0, so that a square of all pairs is small.
struct Named {
  explicit Named(const Incidence& incidence) : rows(incidence) {
    std::vector<std::int32_t> number(static_cast<std::size_t>(incidence.nodes), -1);
    for (const std::int32_t node : incidence.items) number[static_cast<std::size_t>(node)] = 0;
    for (std::size_t node = 0; node < number.size(); ++node) {
      if (number[node] < 0) continue;
      number[node] = static_cast<std::int32_t>(nodes.size());
      nodes.push_back(static_cast<std::int32_t>(node));
    }
    for (std::int32_t& item : rows.items) item = number[static_cast<std::size_t>(item)];
    rows.nodes = static_cast<std::int32_t>(nodes.size());
  }
  [[nodiscard]] std::size_t size() const { return nodes.size(); }

  Incidence rows;
  std::vector<std::int32_t> nodes;  // that each number stands for, rising
};

/// Documents of each pair; a pair stands in one cell of its two or in the other.
void count(const Incidence& named, std::vector<std::int32_t>& square) {
  std::fill(square.begin(), square.end(), 0);
  const auto size = static_cast<std::size_t>(named.nodes);
  for (std::size_t d = 0; d + 1 < named.begin.size(); ++d) {
    const auto row = std::span(named.items)
                         .subspan(static_cast<std::size_t>(named.begin[d]),
                                  static_cast<std::size_t>(named.begin[d + 1] - named.begin[d]));
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::int32_t* cells = &square[static_cast<std::size_t>(row[i]) * size];
      for (std::size_t j = i + 1; j < row.size(); ++j) ++cells[row[j]];
    }
  }
}

/// What the replicates gave, per cell i < j of the square.
struct Hits {
  void resize(std::size_t cells) {
    above.resize(cells, 0);
    equal.resize(cells, 0);
    sum.resize(cells, 0);
    squares.resize(cells, 0);
  }
  void add(std::size_t cell, std::int32_t count, std::int32_t observed) {
    above[cell] += count > observed ? 1 : 0;
    equal[cell] += count == observed ? 1 : 0;
    sum[cell] += count;
    squares[cell] += std::int64_t{count} * count;
  }
  std::vector<std::int32_t> above, equal;
  std::vector<std::int64_t> sum, squares;
};

void add_replicate(const std::vector<std::int32_t>& square, std::size_t size,
                   const std::vector<std::int32_t>& observed, Hits& hits) {
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = i + 1; j < size; ++j) {
      const std::size_t cell = i * size + j;
      if (observed[cell] > 0) hits.add(cell, square[cell] + square[j * size + i], observed[cell]);
    }
  }
}

PairTests collect(const std::vector<std::int32_t>& observed, const Named& named, std::int32_t nodes,
                  const std::vector<Hits>& hits, std::int32_t replicates) {
  const std::size_t size = named.size();
  PairTests tests;
  tests.counts.rows = tests.counts.columns = nodes;
  std::size_t i = 0;  // the next named node
  for (std::int32_t node = 0; node < nodes; ++node) {
    const bool is_named = i < size && named.nodes[i] == node;
    for (std::size_t j = 0; is_named && j < size; ++j) {
      const std::size_t cell = std::min(i, j) * size + std::max(i, j);
      if (observed[cell] == 0) continue;
      std::int64_t above = 0;
      std::int64_t equal = 0;
      std::int64_t sum = 0;
      std::int64_t squares = 0;
      for (const Hits& part : hits) {
        above += part.above[cell];
        equal += part.equal[cell];
        sum += part.sum[cell];
        squares += part.squares[cell];
      }
      const double mean = static_cast<double>(sum) / replicates;
      tests.mean.push_back(mean);
      tests.variance.push_back(
          std::max(0., static_cast<double>(squares) / replicates - mean * mean));
      tests.counts.indices.push_back(named.nodes[j]);
      tests.counts.values.push_back(observed[cell]);
      tests.p.push_back((static_cast<double>(above) + .5 * static_cast<double>(equal + 1)) /
                        (replicates + 1.));
    }
    i += is_named ? 1 : 0;
    const auto stored = static_cast<std::int64_t>(tests.p.size());
    tests.counts.indptr.push_back(narrow_to_int32(stored, "the number of stored cells"));
  }
  return tests;
}

}  // namespace

void check_incidence(const Incidence& named) {
  const auto& begin = named.begin;
  if (begin.empty() || begin.front() != 0 || !std::is_sorted(begin.begin(), begin.end()) ||
      begin.back() != static_cast<std::int64_t>(named.items.size())) {
    throw InputError("the documents do not cover the " + std::to_string(named.items.size()) +
                     " names in them");
  }
  for (std::size_t d = 0; d + 1 < begin.size(); ++d) {
    std::int32_t last = -1;
    for (auto k = static_cast<std::size_t>(begin[d]); k < static_cast<std::size_t>(begin[d + 1]);
         ++k) {
      if (named.items[k] <= last || named.items[k] >= named.nodes) {
        throw InputError("the names of document " + std::to_string(d) + " must rise and be below " +
                         std::to_string(named.nodes));
      }
      last = named.items[k];
    }
  }
}

Incidence document_nodes(const Mentions& mentions, std::span<const std::int32_t> nodes,
                         std::int32_t node_count, const Segments& segments,
                         const CountOptions& options, const Slices& slices, std::int32_t slice) {
  if (slice < 0 || slice >= slices.count) {
    throw InputError("no slice " + std::to_string(slice) + "; there are " +
                     std::to_string(slices.count));
  }
  CountOptions by_document = options;
  by_document.unit = CountUnit::document;
  by_document.directed = false;
  const UnitSource source(mentions, nodes, node_count, segments, by_document, slices);
  Incidence named;
  named.nodes = node_count;
  std::vector<Occurrence> found;
  std::vector<std::int32_t> row;
  for (std::size_t document = 0; document < segments.documents(); ++document) {
    found.clear();
    row.clear();
    source.occurrences(document, found);
    for (const Occurrence& o : found) {
      if (o.slice == slice) row.push_back(o.node);
    }
    std::sort(row.begin(), row.end());
    row.erase(std::unique(row.begin(), row.end()), row.end());
    named.items.insert(named.items.end(), row.begin(), row.end());
    named.begin.push_back(static_cast<std::int64_t>(named.items.size()));
  }
  return named;
}

Cooccurrence count_incidence(const Incidence& named, const Run& run) {
  check_incidence(named);
  UnitLists::Slice units;
  units.n.assign(static_cast<std::size_t>(named.nodes), 0);
  units.total = static_cast<std::int64_t>(named.begin.size()) - 1;
  for (const std::int32_t node : named.items) ++units.n[static_cast<std::size_t>(node)];
  for (std::size_t d = 0; d + 1 < named.begin.size(); ++d) {
    if (named.begin[d + 1] - named.begin[d] < 2) continue;
    units.items.insert(units.items.end(), named.items.begin() + named.begin[d],
                       named.items.begin() + named.begin[d + 1]);
    units.items.push_back(-1);
    units.weights.push_back(1);
  }
  return count_pairs(units, named.nodes, false, run);
}

PairTests permutation_tests(const Incidence& incidence, const PermutationOptions& options,
                            const Run& run) {
  if (options.replicates < 1) {
    throw InputError("replicates is " + std::to_string(options.replicates) + "; give at least 1");
  }
  const Named named(incidence);
  const std::size_t cells = named.size() * named.size();
  const auto workers = static_cast<std::size_t>(run.threads);
  const std::size_t bytes = cells * sizeof(std::int32_t) * (7 * workers + 1);
  if (bytes > kMostBytes) {
    throw CapacityError("a permutation test of " + std::to_string(named.size()) +
                        " names would take " + std::to_string(bytes >> 20U) +
                        " MiB; test fewer names, or use the exact test");
  }
  const Traders traders(named.rows, options.strata);
  std::vector<std::int32_t> observed(cells, 0);
  count(named.rows, observed);
  std::vector<Hits> hits(workers);
  std::vector<std::vector<std::int32_t>> squares(workers);
  const auto chains = static_cast<std::size_t>((options.replicates + kChain - 1) / kChain);
  parallel_for(run, chains, 1, [&](std::size_t first, std::size_t last, int worker) {
    const auto w = static_cast<std::size_t>(worker);
    squares[w].resize(cells);
    hits[w].resize(cells);
    for (std::size_t c = first; c < last; ++c) {
      TradeChain chain(named.rows, traders, options.seed, static_cast<std::uint32_t>(c));
      const auto done = static_cast<std::int32_t>(c) * kChain;
      for (std::int32_t r = done; r < std::min(done + kChain, options.replicates); ++r) {
        count(chain.next(), squares[w]);
        add_replicate(squares[w], named.size(), observed, hits[w]);
      }
    }
  });
  for (Hits& part : hits) part.resize(cells);  // a worker may have had nothing to do
  return collect(observed, named, incidence.nodes, hits, options.replicates);
}

}  // namespace polyvocal
