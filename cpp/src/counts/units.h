// The units of one document and the nodes that each names: shared by counting and by evidence.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/counts/cooccurrence.h"

namespace polyvocal {

/// A mention that counts: its node, its slice and where it stands.
struct Occurrence {
  std::int32_t slice = 0;
  std::int32_t node = 0;
  std::uint32_t place = 0;  ///< sentence, paragraph, 0 for documents, or counted token for windows
  MentionId mention = 0;
};

/// Everything needed to read the units of a document. Borrowed; checked once.
struct UnitSource {
  /// @throws InputError for arrays of the wrong length, nodes or slices out of range, window < 2.
  UnitSource(const Mentions& mentions, std::span<const std::int32_t> nodes, std::int32_t node_count,
             const Segments& segments, const CountOptions& options, const Slices& slices);

  /// Appends the occurrences of a document, in text order.
  void occurrences(std::size_t document, std::vector<Occurrence>& out) const;
  /// Units of the document, named in or not.
  [[nodiscard]] std::int64_t unit_count(std::size_t document) const;
  /// Tokens of the document in counted regions.
  [[nodiscard]] std::int64_t counted_tokens(std::size_t document) const;
  /// Last counted word of an occurrence of a window; `place` is its first.
  [[nodiscard]] std::uint32_t last_word(const Occurrence& o) const {
    return o.place + std::max<std::uint32_t>(1, mentions.rows[o.mention].token_count) - 1;
  }
  [[nodiscard]] bool counted(SentenceId sentence) const {
    return (options.regions & region_bit(segments.sentences[sentence].region)) != 0;
  }
  [[nodiscard]] bool left_out(std::size_t document) const {
    return !slices.of_document.empty() && slices.of_document[document] < 0;
  }

  const Mentions& mentions;
  std::span<const std::int32_t> nodes;
  const Segments& segments;
  const CountOptions& options;
  const Slices& slices;
};

/// @throws InputError unless a, b and slice exist and a is not b.
void check_pair(std::int32_t a, std::int32_t b, std::int32_t nodes, std::int32_t slice,
                std::int32_t slices);

/// Windows [first, last] (numbered by their first token) that hold a token.
struct WindowRange {
  std::int64_t first = 0;
  std::int64_t last = -1;
};

/// The windows that hold counted token `place` of a document with `tokens` of them.
WindowRange windows_with(std::uint32_t place, std::int64_t tokens, std::int64_t window);

}  // namespace polyvocal
