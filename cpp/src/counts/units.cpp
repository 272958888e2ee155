#include "units.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

void check_length(std::string_view what, std::size_t found, std::size_t expected) {
  if (found == expected) return;
  throw InputError(std::string(what) + ": " + std::to_string(found) + " values given, " +
                   std::to_string(expected) + " expected");
}

void check_range(std::string_view what, std::span<const std::int32_t> values, std::int32_t limit) {
  const auto bad = std::find_if(values.begin(), values.end(),
                                [&](std::int32_t value) { return value >= limit; });
  if (bad == values.end()) return;
  throw InputError(std::string(what) + ": " + std::to_string(*bad) + " is not below " +
                   std::to_string(limit));
}

}  // namespace

UnitSource::UnitSource(const Mentions& mentions_in, std::span<const std::int32_t> nodes_in,
                       std::int32_t node_count, const Segments& segments_in,
                       const CountOptions& options_in, const Slices& slices_in)
    : mentions(mentions_in),
      nodes(nodes_in),
      segments(segments_in),
      options(options_in),
      slices(slices_in) {
  check_length("nodes", nodes.size(), mentions.rows.size());
  check_length("documents of the mentions", mentions.doc_rows.size(), segments.documents() + 1);
  check_range("nodes", nodes, node_count);
  if (!slices.of_document.empty()) {
    check_length("slices of documents", slices.of_document.size(), segments.documents());
    check_range("slices of documents", slices.of_document, slices.count);
  }
  if (!slices.of_mention.empty()) {
    check_length("slices of mentions", slices.of_mention.size(), mentions.rows.size());
    check_range("slices of mentions", slices.of_mention, slices.count);
  }
  if (options.unit == CountUnit::window && options.window < 2) {
    throw InputError("a window of " + std::to_string(options.window) +
                     " tokens holds no pair; give at least 2");
  }
  if (options.unit == CountUnit::window && options.directed) {
    throw InputError("windows that overlap have no direction; give a weight by distance instead");
  }
}

void UnitSource::occurrences(std::size_t document, std::vector<Occurrence>& out) const {
  if (left_out(document)) return;
  const std::int32_t document_slice = slices.of_document.empty() ? 0 : slices.of_document[document];
  SentenceId sentence = segments.doc_sentences[document];
  std::uint32_t counted_before = 0;  // counted tokens before `sentence`
  for (MentionId m = mentions.doc_rows[document]; m < mentions.doc_rows[document + 1]; ++m) {
    const std::int32_t slice = slices.of_mention.empty() ? document_slice : slices.of_mention[m];
    if (nodes[m] < 0 || slice < 0) continue;
    const Mention& mention = mentions.rows[m];
    Occurrence found{.slice = slice, .node = nodes[m], .place = 0, .mention = m};
    switch (options.unit) {
      case CountUnit::sentence:
        found.place = mention.sentence;
        break;
      case CountUnit::paragraph:
        found.place = segments.sentences[mention.sentence].paragraph;
        break;
      case CountUnit::document:
        break;
      case CountUnit::window:
        for (; sentence < mention.sentence; ++sentence) {
          if (!counted(sentence)) continue;
          counted_before += segments.token_end(sentence) - segments.sentences[sentence].token_begin;
        }
        if (sentence != mention.sentence || !counted(sentence)) continue;
        found.place =
            counted_before + mention.token_begin - segments.sentences[sentence].token_begin;
        break;
    }
    out.push_back(found);
  }
}

std::int64_t UnitSource::counted_tokens(std::size_t document) const {
  std::int64_t tokens = 0;
  for (SentenceId s = segments.doc_sentences[document]; s < segments.doc_sentences[document + 1];
       ++s) {
    if (counted(s)) tokens += segments.token_end(s) - segments.sentences[s].token_begin;
  }
  return tokens;
}

std::int64_t UnitSource::unit_count(std::size_t document) const {
  if (left_out(document)) return 0;
  if (options.unit == CountUnit::window) {
    const std::int64_t tokens = counted_tokens(document);
    return tokens == 0 ? 0 : std::max<std::int64_t>(1, tokens - options.window + 1);
  }
  std::int64_t count = 0;
  ParagraphId last_paragraph = ~ParagraphId{0};
  for (SentenceId s = segments.doc_sentences[document]; s < segments.doc_sentences[document + 1];
       ++s) {
    if (!counted(s)) continue;
    if (options.unit == CountUnit::document) return 1;
    if (options.unit == CountUnit::sentence) {
      ++count;
    } else if (segments.sentences[s].paragraph != last_paragraph) {
      last_paragraph = segments.sentences[s].paragraph;
      ++count;
    }
  }
  return count;
}

void check_pair(std::int32_t a, std::int32_t b, std::int32_t nodes, std::int32_t slice,
                std::int32_t slices) {
  for (const auto& [what, value, limit] :
       {std::tuple("node", a, nodes), {"node", b, nodes}, {"slice", slice, slices}}) {
    if (value < 0 || value >= limit) {
      throw InputError("no " + std::string(what) + " " + std::to_string(value) + "; there are " +
                       std::to_string(limit));
    }
  }
  if (a == b) throw InputError("evidence is of a pair of two different names");
}

WindowRange windows_with(std::uint32_t place, std::int64_t tokens, std::int64_t window) {
  const std::int64_t last_window = std::max<std::int64_t>(0, tokens - window);
  const auto token = static_cast<std::int64_t>(place);
  return {std::max<std::int64_t>(0, token - window + 1), std::min(token, last_window)};
}

}  // namespace polyvocal
