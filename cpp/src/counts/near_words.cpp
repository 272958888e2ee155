#include <algorithm>
#include <limits>
#include <string>

#include "polyvocal/core/error.h"
#include "polyvocal/counts/contexts.h"
#include "units.h"

namespace polyvocal {
namespace {

/// A stretch of words of a document that a node's mention takes.
struct Stretch {
  std::uint32_t document = 0;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

std::vector<std::vector<Stretch>> stretches_of_nodes(const UnitSource& source,
                                                     std::int32_t node_count) {
  std::vector<std::vector<Stretch>> result(static_cast<std::size_t>(node_count));
  std::vector<Occurrence> found;
  for (std::size_t document = 0; document < source.segments.documents(); ++document) {
    found.clear();
    source.occurrences(document, found);
    for (const Occurrence& o : found) {
      result[static_cast<std::size_t>(o.node)].push_back(
          {static_cast<std::uint32_t>(document), o.place, source.last_word(o)});
    }
  }
  return result;
}

/// One row while it is made, with what one document adds to it.
struct Row {
  explicit Row(std::size_t words)
      : sums(words, 0),
        documents(words, 0),
        both(words, 0),
        excess(words, 0),
        squares(words, 0),
        near_here(words, 0),
        here(words, 0) {}

  std::vector<std::int64_t> sums;
  std::vector<std::int32_t> documents, both;
  std::vector<double> excess, squares;
  std::vector<std::int32_t> touched;    // words of the row
  std::vector<std::int32_t> near_here;  // of this document
  std::vector<std::int32_t> here;
  std::vector<std::int32_t> words_here;
  std::vector<std::int64_t> weights;  // per token: of the nearest mention, -1 inside one
  std::int64_t total = 0;
};

/// Weight of every token of a document of `tokens` words.
void spread_weights(std::span<const Stretch> stretches, std::span<const std::int64_t> weights,
                    std::size_t tokens, std::vector<std::int64_t>& out) {
  out.assign(tokens, 0);
  const std::size_t size = weights.size() - 1;
  for (const Stretch& s : stretches) {
    for (std::size_t d = 1; d <= size; ++d) {
      if (s.first >= d) out[s.first - d] = std::max(out[s.first - d], weights[d]);
      if (s.last + d < tokens) out[s.last + d] = std::max(out[s.last + d], weights[d]);
    }
  }
  for (const Stretch& s : stretches) {
    for (std::size_t t = s.first; t <= s.last && t < tokens; ++t) out[t] = -1;
  }
}

void add_document(std::span<const std::int32_t> ids, Row& row) {
  std::int64_t near = 0;
  std::int64_t all = 0;
  row.words_here.clear();
  for (std::size_t t = 0; t < ids.size(); ++t) {
    if (row.weights[t] < 0) continue;
    ++all;
    near += row.weights[t] > 0 ? 1 : 0;
    if (ids[t] < 0) continue;
    const auto word = static_cast<std::size_t>(ids[t]);
    if (row.here[word]++ == 0) row.words_here.push_back(ids[t]);
    if (row.weights[t] == 0) continue;
    ++row.near_here[word];
    row.sums[word] += row.weights[t];
    row.total += row.weights[t];
  }
  for (const std::int32_t id : row.words_here) {
    const auto word = static_cast<std::size_t>(id);
    if (row.both[word]++ == 0) row.touched.push_back(id);
    const double expected = static_cast<double>(near) * row.here[word] / static_cast<double>(all);
    const double more = row.near_here[word] - expected;
    row.excess[word] += more;
    row.squares[word] += more * more;
    row.documents[word] += row.near_here[word] > 0 ? 1 : 0;
    row.here[word] = row.near_here[word] = 0;
  }
}

/// The finished rows of one chunk.
struct Rows {
  std::vector<std::int32_t> lengths;
  NearWords cells;
};

void emit(Row& row, Rows& out) {
  std::sort(row.touched.begin(), row.touched.end());
  const std::size_t before = out.cells.counts.indices.size();
  for (const std::int32_t id : row.touched) {
    const auto word = static_cast<std::size_t>(id);
    if (row.sums[word] > 0) {
      out.cells.counts.indices.push_back(id);
      out.cells.counts.values.push_back(row.sums[word]);
      out.cells.documents.push_back(row.documents[word]);
      out.cells.with_both.push_back(row.both[word]);
      out.cells.excess.push_back(row.excess[word]);
      out.cells.squares.push_back(row.squares[word]);
    }
    row.sums[word] = 0;
    row.documents[word] = row.both[word] = 0;
    row.excess[word] = row.squares[word] = 0;
  }
  out.lengths.push_back(static_cast<std::int32_t>(out.cells.counts.indices.size() - before));
  out.cells.n.push_back(row.total);
  row.touched.clear();
  row.total = 0;
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

NearWords count_near_words(const Mentions& mentions, std::span<const std::int32_t> nodes,
                           std::int32_t node_count, const Segments& segments,
                           const CountOptions& options, const Words& words,
                           const WindowOptions& window, const Run& run) {
  CountOptions by_word = options;
  by_word.unit = CountUnit::window;  // occurrences give the place in counted words
  by_word.window = 2;
  by_word.directed = false;
  const Slices whole;
  const UnitSource source(mentions, nodes, node_count, segments, by_word, whole);
  const std::vector<std::int64_t> weights = window_weights(window);
  if (words.document_begin.size() != segments.documents() + 1) {
    throw InputError("the words are of other documents than the mentions");
  }
  const auto stretches = stretches_of_nodes(source, node_count);
  const auto word_count = static_cast<std::size_t>(words.nodes());
  std::vector<Rows> parts(static_cast<std::size_t>(node_count));
  std::vector<Row> rows(static_cast<std::size_t>(run.threads), Row(word_count));
  parallel_for(
      run, static_cast<std::size_t>(node_count), 1, [&](std::size_t node, std::size_t, int worker) {
        Row& row = rows[static_cast<std::size_t>(worker)];
        const auto& own = stretches[node];
        for (std::size_t i = 0; i < own.size();) {
          std::size_t end = i;
          while (end < own.size() && own[end].document == own[i].document) ++end;
          const auto first = static_cast<std::size_t>(words.document_begin[own[i].document]);
          const auto last =
              static_cast<std::size_t>(words.document_begin[own[i].document + std::size_t{1}]);
          spread_weights(std::span(own).subspan(i, end - i), weights, last - first, row.weights);
          add_document(std::span(words.ids).subspan(first, last - first), row);
          i = end;
        }
        emit(row, parts[node]);
      });
  NearWords result;
  result.counts.rows = node_count;
  result.counts.columns = words.nodes();
  for (Rows& part : parts) {
    append(result.counts.indices, part.cells.counts.indices);
    append(result.counts.values, part.cells.counts.values);
    append(result.documents, part.cells.documents);
    append(result.with_both, part.cells.with_both);
    append(result.excess, part.cells.excess);
    append(result.squares, part.cells.squares);
    append(result.n, part.cells.n);
    const auto stored = static_cast<std::int64_t>(result.counts.indices.size());
    result.counts.indptr.push_back(narrow_to_int32(stored, "the number of stored cells"));
    part = {};
  }
  return result;
}

}  // namespace polyvocal
