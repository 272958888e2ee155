// Windows over mentions: few and far between, so they are walked by their places.
#include <algorithm>
#include <tuple>

#include "polyvocal/counts/windows.h"
#include "units.h"
#include "window_rows.h"

namespace polyvocal {
namespace {

/// A counted mention; words are numbered within its document.
struct Place {
  std::uint32_t document = 0;
  std::uint32_t first = 0;  // word
  std::uint32_t last = 0;
  std::int32_t node = 0;
  MentionId mention = 0;
};

/// Counted mentions of every slice, in text order.
std::vector<std::vector<Place>> list_places(const UnitSource& source, std::size_t slices) {
  std::vector<std::vector<Place>> places(slices);
  std::vector<Occurrence> found;
  for (std::size_t document = 0; document < source.segments.documents(); ++document) {
    found.clear();
    source.occurrences(document, found);
    for (const Occurrence& o : found) {
      places[static_cast<std::size_t>(o.slice)].push_back(
          {static_cast<std::uint32_t>(document), o.place, source.last_word(o), o.node, o.mention});
    }
  }
  for (auto& slice : places) {
    std::sort(slice.begin(), slice.end(), [](const Place& a, const Place& b) {
      return std::tie(a.document, a.first, a.last, a.node) <
             std::tie(b.document, b.first, b.last, b.node);
    });
  }
  return places;
}

Csr<std::int64_t> count_slice(const std::vector<Place>& places, std::int32_t nodes,
                              const WindowOptions& window, std::span<const std::int64_t> weights,
                              const Run& run) {
  std::vector<std::int32_t> ids;
  std::uint32_t longest = 0;
  for (const Place& place : places) {
    ids.push_back(place.node);
    longest = std::max(longest, place.last - place.first);
  }
  const NodePlaces postings = places_of_nodes(ids, nodes);
  check_sums(std::uint64_t{places.size()} * 2 * window.size);
  const auto add = [&](const Place& a, const Place& b, std::int32_t other, RowAccumulator& sums) {
    if (b.first > a.last && b.first - a.last <= window.size && a.node != b.node) {
      sums.add(other, weights[b.first - a.last]);
    }
  };
  return sum_rows(
      postings, nodes, nodes, false, 0, run, [&](std::size_t row, RowAccumulator& sums) {
        for (auto p = postings.begin[row]; p < postings.begin[row + 1]; ++p) {
          const std::size_t at = postings.places[p];
          const Place& here = places[at];
          for (std::size_t i = at + 1; i < places.size(); ++i) {
            const Place& later = places[i];
            if (later.document != here.document || later.first > here.last + window.size) {
              break;
            }
            add(here, later, later.node, sums);
          }
          if (window.directed) continue;
          for (std::size_t i = at; i > 0; --i) {
            const Place& earlier = places[i - 1];
            if (earlier.document != here.document ||
                here.first > earlier.first + longest + window.size) {
              break;
            }
            add(earlier, here, earlier.node, sums);
          }
        }
      });
}

CountOptions by_word(const CountOptions& options) {
  CountOptions result = options;
  result.unit = CountUnit::window;  // occurrences give the place in counted words
  result.window = 2;
  result.directed = false;
  return result;
}

}  // namespace

std::vector<Csr<std::int64_t>> count_mention_windows(
    const Mentions& mentions, std::span<const std::int32_t> nodes, std::int32_t node_count,
    const Segments& segments, const CountOptions& options, const Slices& slices,
    const WindowOptions& window, const Run& run) {
  const std::vector<std::int64_t> weights = window_weights(window);
  const CountOptions words = by_word(options);
  const UnitSource source(mentions, nodes, node_count, segments, words, slices);
  std::vector<Csr<std::int64_t>> result;
  for (const auto& places : list_places(source, static_cast<std::size_t>(slices.count))) {
    run.check();
    result.push_back(count_slice(places, node_count, window, weights, run));
  }
  return result;
}

PairEvidence mention_window_evidence(const Mentions& mentions, std::span<const std::int32_t> nodes,
                                     std::int32_t node_count, const Segments& segments,
                                     const CountOptions& options, const Slices& slices,
                                     const WindowOptions& window, std::int32_t slice,
                                     std::int32_t a, std::int32_t b) {
  check_pair(a, b, node_count, slice, slices.count);
  const std::vector<std::int64_t> weights = window_weights(window);
  const CountOptions words = by_word(options);
  const UnitSource source(mentions, nodes, node_count, segments, words, slices);
  const auto all = list_places(source, static_cast<std::size_t>(slices.count));
  const std::vector<Place>& places = all[static_cast<std::size_t>(slice)];
  PairEvidence evidence;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Place& here = places[i];
    if (here.node != a && (here.node != b || window.directed)) continue;
    const std::int32_t other = here.node == a ? b : a;
    for (std::size_t j = i + 1; j < places.size(); ++j) {
      const Place& later = places[j];
      if (later.document != here.document || later.first > here.last + window.size) break;
      if (later.node != other || later.first <= here.last) continue;
      evidence.documents.push_back(here.document);
      evidence.units.push_back(
          {mentions.rows[here.mention].span.begin, mentions.rows[later.mention].span.end});
      evidence.a.push_back(here.node == a ? here.mention : later.mention);
      evidence.b.push_back(here.node == a ? later.mention : here.mention);
      evidence.counts.push_back(1);
      evidence.weights.push_back(weights[later.first - here.last]);
    }
  }
  return evidence;
}

}  // namespace polyvocal
