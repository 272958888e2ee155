// One pass over the documents: which nodes each unit names.
#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "polyvocal/core/error.h"
#include "units.h"

namespace polyvocal {
namespace {

constexpr std::size_t kGrain = 64;  // documents a chunk

/// Units of one chunk of documents as a flat stream: slice, weight, k, then k sorted nodes.
using Stream = std::vector<std::int32_t>;

struct Scratch {
  std::vector<Occurrence> occurrences;
  std::vector<std::int32_t> active;  // sorted nodes of the unit being built
  std::vector<std::pair<MentionId, std::int32_t>> first_mentions;  // and where each stands first
  struct Event {
    std::int64_t window;
    std::int32_t node;
    bool enters;
  };
  std::vector<Event> events;
};

void emit(std::int32_t slice, std::int64_t weight, std::span<const std::int32_t> nodes,
          Stream& stream) {
  stream.push_back(slice);
  stream.push_back(narrow_to_int32(weight, "the weight of a unit"));
  stream.push_back(static_cast<std::int32_t>(nodes.size()));
  stream.insert(stream.end(), nodes.begin(), nodes.end());
}

/// Sentences, paragraphs, documents: sort by place, drop repeats, one unit a place.
void list_places(bool directed, Scratch& scratch, Stream& stream) {
  auto& found = scratch.occurrences;
  const auto key = [](const Occurrence& o) {
    return std::tie(o.slice, o.place, o.node, o.mention);
  };
  std::sort(found.begin(), found.end(),
            [&](const Occurrence& a, const Occurrence& b) { return key(a) < key(b); });
  for (std::size_t begin = 0; begin < found.size();) {
    scratch.active.clear();
    scratch.first_mentions.clear();
    std::size_t i = begin;
    for (; i < found.size() && found[i].slice == found[begin].slice &&
           found[i].place == found[begin].place;
         ++i) {
      if (scratch.active.empty() || scratch.active.back() != found[i].node) {
        scratch.active.push_back(found[i].node);
        scratch.first_mentions.emplace_back(found[i].mention, found[i].node);
      }
    }
    if (directed) {
      std::sort(scratch.first_mentions.begin(), scratch.first_mentions.end());
      for (std::size_t k = 0; k < scratch.active.size(); ++k) {
        scratch.active[k] = scratch.first_mentions[k].second;
      }
    }
    emit(found[begin].slice, 1, scratch.active, stream);
    begin = i;
  }
}

/// Windows between two changes of the set of names are equal: one unit, weighted by their number.
void list_windows(std::int64_t tokens, std::int64_t window, Scratch& scratch, Stream& stream) {
  auto& found = scratch.occurrences;
  const auto key = [](const Occurrence& o) { return std::tie(o.slice, o.node, o.place); };
  std::sort(found.begin(), found.end(),
            [&](const Occurrence& a, const Occurrence& b) { return key(a) < key(b); });
  for (std::size_t begin = 0; begin < found.size();) {
    const std::int32_t slice = found[begin].slice;
    auto& events = scratch.events;
    events.clear();
    std::size_t i = begin;
    for (; i < found.size() && found[i].slice == slice; ++i) {
      const WindowRange range = windows_with(found[i].place, tokens, window);
      const bool extends = !events.empty() && events.back().node == found[i].node &&
                           range.first <= events.back().window;
      if (extends) {
        events.back().window = range.last + 1;
      } else {
        events.push_back({range.first, found[i].node, true});
        events.push_back({range.last + 1, found[i].node, false});
      }
    }
    std::sort(events.begin(), events.end(), [](const auto& a, const auto& b) {
      return std::tie(a.window, a.node) < std::tie(b.window, b.node);
    });
    auto& active = scratch.active;
    active.clear();
    for (std::size_t e = 0; e < events.size();) {
      const std::int64_t at = events[e].window;
      for (; e < events.size() && events[e].window == at; ++e) {
        const auto place = std::lower_bound(active.begin(), active.end(), events[e].node);
        if (events[e].enters) {
          active.insert(place, events[e].node);
        } else {
          active.erase(place);
        }
      }
      if (!active.empty()) emit(slice, events[e].window - at, active, stream);
    }
    begin = i;
  }
}

void add_stream(const Stream& stream, UnitLists& lists) {
  for (std::size_t at = 0; at < stream.size();) {
    UnitLists::Slice& slice = lists.slices[static_cast<std::size_t>(stream[at])];
    const std::int32_t weight = stream[at + 1];
    const auto size = static_cast<std::size_t>(stream[at + 2]);
    at += 3;
    const auto first = stream.begin() + static_cast<std::ptrdiff_t>(at);
    const auto last = first + static_cast<std::ptrdiff_t>(size);
    for (auto node = first; node != last; ++node) {
      slice.n[static_cast<std::size_t>(*node)] += weight;
    }
    if (size > 1) {
      slice.items.insert(slice.items.end(), first, last);
      slice.items.push_back(-1);
      slice.weights.push_back(weight);
    }
    at += size;
  }
}

}  // namespace

void UnitLists::append(const UnitLists& other) {
  if (nodes != other.nodes || slices.size() != other.slices.size()) {
    throw InputError("counts of " + std::to_string(nodes) + " nodes in " +
                     std::to_string(slices.size()) + " slices do not join with counts of " +
                     std::to_string(other.nodes) + " nodes in " +
                     std::to_string(other.slices.size()) + " slices");
  }
  for (std::size_t s = 0; s < slices.size(); ++s) {
    Slice& mine = slices[s];
    const Slice& theirs = other.slices[s];
    mine.items.insert(mine.items.end(), theirs.items.begin(), theirs.items.end());
    mine.weights.insert(mine.weights.end(), theirs.weights.begin(), theirs.weights.end());
    for (std::size_t node = 0; node < mine.n.size(); ++node) mine.n[node] += theirs.n[node];
    mine.total += theirs.total;
  }
}

UnitLists list_units(const Mentions& mentions, std::span<const std::int32_t> nodes,
                     std::int32_t node_count, const Segments& segments, const CountOptions& options,
                     const Slices& slices, const Run& run) {
  const UnitSource source(mentions, nodes, node_count, segments, options, slices);
  const std::size_t documents = segments.documents();
  std::vector<Stream> streams((documents + kGrain - 1) / kGrain);
  std::vector<std::int64_t> totals(documents);
  std::vector<Scratch> scratches(static_cast<std::size_t>(run.threads));
  parallel_for(run, documents, kGrain, [&](std::size_t begin, std::size_t end, int worker) {
    Scratch& scratch = scratches[static_cast<std::size_t>(worker)];
    Stream& stream = streams[begin / kGrain];
    for (std::size_t document = begin; document < end; ++document) {
      totals[document] = source.unit_count(document);
      scratch.occurrences.clear();
      source.occurrences(document, scratch.occurrences);
      if (scratch.occurrences.empty()) continue;
      if (options.unit == CountUnit::window) {
        list_windows(source.counted_tokens(document), options.window, scratch, stream);
      } else {
        list_places(options.directed, scratch, stream);
      }
    }
  });

  UnitLists lists;
  lists.nodes = node_count;
  lists.slices.resize(static_cast<std::size_t>(slices.count));
  for (auto& slice : lists.slices) slice.n.assign(static_cast<std::size_t>(node_count), 0);
  for (Stream& stream : streams) {
    add_stream(stream, lists);
    Stream().swap(stream);
  }
  const bool by_document = slices.of_mention.empty() && !slices.of_document.empty();
  for (std::size_t document = 0; document < documents; ++document) {
    if (by_document) {
      if (slices.of_document[document] < 0) continue;
      lists.slices[static_cast<std::size_t>(slices.of_document[document])].total +=
          totals[document];
    } else {
      for (auto& slice : lists.slices) slice.total += totals[document];
    }
  }
  return lists;
}

}  // namespace polyvocal
