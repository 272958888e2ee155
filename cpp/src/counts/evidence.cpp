// The units behind one cell.
#include <algorithm>
#include <string>

#include "polyvocal/core/error.h"
#include "units.h"

namespace polyvocal {
namespace {

/// The nearest pair of one mention of each; on equal distance the earliest. Both lists in text
/// order.
std::pair<MentionId, MentionId> nearest(const Mentions& mentions, std::span<const MentionId> as,
                                        std::span<const MentionId> bs) {
  std::pair<MentionId, MentionId> best{as.front(), bs.front()};
  std::uint32_t best_distance = ~std::uint32_t{0};
  for (std::size_t i = 0, j = 0; i < as.size() && j < bs.size();) {
    const std::uint32_t a = mentions.rows[as[i]].token_begin;
    const std::uint32_t b = mentions.rows[bs[j]].token_begin;
    const std::uint32_t distance = a < b ? b - a : a - b;
    if (distance < best_distance) {
      best_distance = distance;
      best = {as[i], bs[j]};
    }
    if (a < b) {
      ++i;
    } else {
      ++j;
    }
  }
  return best;
}

Span sentences_span(const Segments& segments, SentenceId first, SentenceId last) {
  return {segments.sentences[first].span.begin, segments.sentences[last].span.end};
}

class Collector {
 public:
  Collector(const UnitSource& source, std::int32_t slice, std::int32_t a, std::int32_t b)
      : source_(source), slice_(slice), a_(a), b_(b) {}

  void document(std::size_t document) {
    found_.clear();
    source_.occurrences(document, found_);
    std::erase_if(found_, [&](const Occurrence& o) {
      return o.slice != slice_ || (o.node != a_ && o.node != b_);
    });
    if (found_.empty()) return;
    if (source_.options.unit == CountUnit::window) {
      windows(document);
    } else {
      places(document);
    }
  }

  PairEvidence evidence;

 private:
  void row(std::size_t document, Span unit, std::int64_t count) {
    if (as_.empty() || bs_.empty()) return;
    if (source_.options.directed && bs_.front() < as_.front()) return;
    const auto [a, b] = nearest(source_.mentions, as_, bs_);
    // A window holds a name when it holds its first word; the rest may stand beyond its end.
    unit.end =
        std::max({unit.end, source_.mentions.rows[a].span.end, source_.mentions.rows[b].span.end});
    evidence.documents.push_back(static_cast<std::uint32_t>(document));
    evidence.units.push_back(unit);
    evidence.a.push_back(a);
    evidence.b.push_back(b);
    evidence.counts.push_back(narrow_to_int32(count, "the windows of a passage"));
  }

  void add(const Occurrence& o) { (o.node == a_ ? as_ : bs_).push_back(o.mention); }

  void places(std::size_t document) {
    for (std::size_t begin = 0; begin < found_.size();) {
      as_.clear();
      bs_.clear();
      std::size_t i = begin;
      for (; i < found_.size() && found_[i].place == found_[begin].place; ++i) add(found_[i]);
      row(document, place_span(document, found_[begin].place), 1);
      begin = i;
    }
  }

  [[nodiscard]] Span place_span(std::size_t document, std::uint32_t place) const {
    const Segments& segments = source_.segments;
    switch (source_.options.unit) {
      case CountUnit::sentence:
        return segments.sentences[place].span;
      case CountUnit::paragraph:
        return segments.paragraphs[place].span;
      default:
        return sentences_span(segments, segments.doc_sentences[document],
                              segments.doc_sentences[document + 1] - 1);
    }
  }

  /// Maximal runs of windows that hold both, from the sorted ranges of either.
  void windows(std::size_t document) {
    const std::int64_t tokens = source_.counted_tokens(document);
    const auto window = static_cast<std::int64_t>(source_.options.window);
    std::vector<WindowRange> of_a = ranges(a_, tokens, window);
    std::vector<WindowRange> of_b = ranges(b_, tokens, window);
    for (std::size_t i = 0, j = 0; i < of_a.size() && j < of_b.size();) {
      const std::int64_t first = std::max(of_a[i].first, of_b[j].first);
      const std::int64_t last = std::min(of_a[i].last, of_b[j].last);
      if (first <= last) run(document, first, last, std::min(tokens, last + window));
      if (of_a[i].last < of_b[j].last) {
        ++i;
      } else {
        ++j;
      }
    }
  }

  /// Occurrences are in text order, so ranges that touch can be joined in one pass.
  [[nodiscard]] std::vector<WindowRange> ranges(std::int32_t node, std::int64_t tokens,
                                                std::int64_t window) const {
    std::vector<WindowRange> joined;
    for (const Occurrence& o : found_) {
      if (o.node != node) continue;
      const WindowRange range = windows_with(o.place, tokens, window);
      if (!joined.empty() && range.first <= joined.back().last + 1) {
        joined.back().last = std::max(joined.back().last, range.last);
      } else {
        joined.push_back(range);
      }
    }
    return joined;
  }

  void run(std::size_t document, std::int64_t first, std::int64_t last, std::int64_t token_end) {
    as_.clear();
    bs_.clear();
    for (const Occurrence& o : found_) {
      if (static_cast<std::int64_t>(o.place) >= first &&
          static_cast<std::int64_t>(o.place) < token_end) {
        add(o);
      }
    }
    const Segments& segments = source_.segments;
    const Span unit{segments.span(counted_token(document, first)).begin,
                    segments.span(counted_token(document, token_end - 1)).end};
    row(document, unit, last - first + 1);
  }

  [[nodiscard]] TokenId counted_token(std::size_t document, std::int64_t index) const {
    const Segments& segments = source_.segments;
    for (SentenceId s = segments.doc_sentences[document]; s < segments.doc_sentences[document + 1];
         ++s) {
      if (!source_.counted(s)) continue;
      const TokenId begin = segments.sentences[s].token_begin;
      const std::int64_t size = segments.token_end(s) - begin;
      if (index < size) return begin + static_cast<TokenId>(index);
      index -= size;
    }
    throw Error("a counted token lies outside its document");
  }

  const UnitSource& source_;
  std::int32_t slice_, a_, b_;
  std::vector<Occurrence> found_;
  std::vector<MentionId> as_, bs_;
};

}  // namespace

PairEvidence pair_evidence(const Mentions& mentions, std::span<const std::int32_t> nodes,
                           std::int32_t node_count, const Segments& segments,
                           const CountOptions& options, const Slices& slices, std::int32_t slice,
                           std::int32_t a, std::int32_t b) {
  const UnitSource source(mentions, nodes, node_count, segments, options, slices);
  check_pair(a, b, node_count, slice, slices.count);
  Collector collector(source, slice, a, b);
  for (std::size_t document = 0; document < segments.documents(); ++document) {
    collector.document(document);
  }
  return std::move(collector.evidence);
}

}  // namespace polyvocal
