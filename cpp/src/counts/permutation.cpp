#include "polyvocal/counts/permutation.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "polyvocal/core/error.h"
#include "polyvocal/stats/random.h"
#include "units.h"

namespace polyvocal {
namespace {

constexpr std::size_t kTradesPerDocument = 5;
constexpr std::size_t kMostBytes = std::size_t{1} << 30;

/// Documents that can trade, by stratum.
std::vector<std::vector<std::uint32_t>> traders(const Incidence& named,
                                                std::span<const std::int32_t> strata) {
  const std::size_t documents = named.begin.size() - 1;
  if (!strata.empty() && strata.size() != documents) {
    throw InputError("strata: " + std::to_string(strata.size()) + " given for " +
                     std::to_string(documents) + " documents");
  }
  std::vector<std::vector<std::uint32_t>> groups;
  for (std::size_t d = 0; d < documents; ++d) {
    if (named.begin[d] == named.begin[d + 1]) continue;  // no name: nothing to trade
    const std::int32_t stratum = strata.empty() ? 0 : strata[d];
    if (stratum < 0) continue;
    const auto group = static_cast<std::size_t>(stratum);
    if (group >= groups.size()) groups.resize(group + 1);
    groups[group].push_back(static_cast<std::uint32_t>(d));
  }
  return groups;
}

struct TradeScratch {
  std::vector<std::int32_t> shared, pool;
};

/// Deals out what only one of the two names; either keeps its size and stays sorted.
void trade(std::span<std::int32_t> a, std::span<std::int32_t> b, Draws& draws,
           TradeScratch& scratch) {
  auto& [shared, pool] = scratch;
  shared.clear();
  pool.clear();
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(shared));
  if (shared.size() == a.size() || shared.size() == b.size()) return;  // one holds the other
  std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(pool));
  const std::size_t of_a = a.size() - shared.size();
  for (std::size_t i = 0; i < of_a; ++i) {
    const auto left = static_cast<std::uint32_t>(pool.size() - i);
    std::swap(pool[i], pool[i + draws.below(left)]);
  }
  const auto cut = pool.begin() + static_cast<std::ptrdiff_t>(of_a);
  std::sort(pool.begin(), cut);
  std::sort(cut, pool.end());
  std::merge(shared.begin(), shared.end(), pool.begin(), cut, a.begin());
  std::merge(shared.begin(), shared.end(), cut, pool.end(), b.begin());
}

void shuffle(const std::vector<std::vector<std::uint32_t>>& groups, std::uint64_t seed,
             std::uint32_t replicate, TradeScratch& scratch, Incidence& named) {
  const auto row = [&](std::uint32_t document) {
    return std::span(named.items)
        .subspan(static_cast<std::size_t>(named.begin[document]),
                 static_cast<std::size_t>(named.begin[document + 1] - named.begin[document]));
  };
  for (std::size_t group = 0; group < groups.size(); ++group) {
    const auto& documents = groups[group];
    if (documents.size() < 2) continue;
    Draws draws(seed, Purpose::permutation, replicate, static_cast<std::uint32_t>(group));
    const auto size = static_cast<std::uint32_t>(documents.size());
    for (std::size_t t = 0; t < kTradesPerDocument * documents.size(); ++t) {
      const std::uint32_t first = draws.below(size);
      const std::uint32_t other = draws.below(size - 1);
      const std::uint32_t second = other < first ? other : other + 1;
      trade(row(documents[first]), row(documents[second]), draws, scratch);
    }
  }
}

/// Numbers of the nodes that are named, so that a matrix of all pairs is small.
struct Named {
  explicit Named(const Incidence& incidence) {
    number.assign(static_cast<std::size_t>(incidence.nodes), -1);
    for (const std::int32_t node : incidence.items) number[static_cast<std::size_t>(node)] = 0;
    for (std::size_t node = 0; node < number.size(); ++node) {
      if (number[node] < 0) continue;
      number[node] = static_cast<std::int32_t>(nodes.size());
      nodes.push_back(static_cast<std::int32_t>(node));
    }
  }
  std::vector<std::int32_t> number;  // per node, -1: not named
  std::vector<std::int32_t> nodes;
};

/// Documents of each pair i < j, in a square of all named nodes.
void count(const Incidence& incidence, const Named& named, std::vector<std::int32_t>& square) {
  std::fill(square.begin(), square.end(), 0);
  const std::size_t size = named.nodes.size();
  const auto number = [&](std::int64_t k) {
    const auto node = static_cast<std::size_t>(incidence.items[static_cast<std::size_t>(k)]);
    return static_cast<std::size_t>(named.number[node]);
  };
  for (std::size_t d = 0; d + 1 < incidence.begin.size(); ++d) {
    for (auto i = incidence.begin[d]; i < incidence.begin[d + 1]; ++i) {
      const std::size_t row = number(i) * size;
      for (auto j = i + 1; j < incidence.begin[d + 1]; ++j) ++square[row + number(j)];
    }
  }
}

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
  std::vector<std::int32_t> above, equal;  // per cell of the square
  std::vector<std::int64_t> sum, squares;
};

PairTests collect(const std::vector<std::int32_t>& observed, const Named& named, std::int32_t nodes,
                  const std::vector<Hits>& hits, std::int32_t replicates) {
  const std::size_t size = named.nodes.size();
  PairTests tests;
  tests.counts.rows = tests.counts.columns = nodes;
  for (std::int32_t node = 0; node < nodes; ++node) {
    const std::int32_t mine = named.number[static_cast<std::size_t>(node)];
    for (std::size_t j = 0; mine >= 0 && j < size; ++j) {
      const auto i = static_cast<std::size_t>(mine);
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

Incidence shuffle_documents(const Incidence& named, const PermutationOptions& options,
                            std::uint32_t replicate) {
  Incidence shuffled = named;
  TradeScratch scratch;
  shuffle(traders(named, options.strata), options.seed, replicate, scratch, shuffled);
  return shuffled;
}

PairTests permutation_tests(const Incidence& named, const PermutationOptions& options,
                            const Run& run) {
  if (options.replicates < 1) {
    throw InputError("replicates is " + std::to_string(options.replicates) + "; give at least 1");
  }
  const Named numbers(named);
  const std::size_t cells = numbers.nodes.size() * numbers.nodes.size();
  const auto workers = static_cast<std::size_t>(run.threads);
  const std::size_t bytes = cells * sizeof(std::int32_t) * (7 * workers + 1);
  if (bytes > kMostBytes) {
    throw CapacityError("a permutation test of " + std::to_string(numbers.nodes.size()) +
                        " names would take " + std::to_string(bytes >> 20U) +
                        " MiB; test fewer names, or use the exact test");
  }
  const auto groups = traders(named, options.strata);
  std::vector<std::int32_t> observed(cells, 0);
  count(named, numbers, observed);
  std::vector<Hits> hits(workers);
  std::vector<std::vector<std::int32_t>> squares(workers);
  std::vector<TradeScratch> scratches(workers);
  parallel_for(run, static_cast<std::size_t>(options.replicates), 1,
               [&](std::size_t first, std::size_t last, int worker) {
                 const auto w = static_cast<std::size_t>(worker);
                 Hits& mine = hits[w];
                 squares[w].resize(cells);
                 mine.resize(cells);
                 for (std::size_t replicate = first; replicate < last; ++replicate) {
                   Incidence shuffled = named;
                   shuffle(groups, options.seed, static_cast<std::uint32_t>(replicate),
                           scratches[w], shuffled);
                   count(shuffled, numbers, squares[w]);
                   for (std::size_t cell = 0; cell < cells; ++cell) {
                     mine.add(cell, squares[w][cell], observed[cell]);
                   }
                 }
               });
  for (Hits& part : hits) part.resize(cells);  // a worker may have had nothing to do
  return collect(observed, numbers, named.nodes, hits, options.replicates);
}

}  // namespace polyvocal
