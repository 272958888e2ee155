// What stands around an actor: words near its mentions, and who names it in speech.
//
//   NearWords near = count_near_words(mentions, nodes, actors, segments, options, words, window,
//   run); SourceCounts said = count_sources(mentions, nodes, actors, voices, speakers);
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/counts/words.h"
#include "polyvocal/voice/attribution.h"

namespace polyvocal {

/// Rows are nodes, columns words; the last four vectors are parallel to counts.values.
struct NearWords {
  /// Fixed point: sum over the tokens of the word of the weight of the nearest mention. A token
  /// near several mentions of a node counts once; the words of its mentions do not count.
  Csr<std::int64_t> counts;
  std::vector<std::int32_t> documents;  ///< documents where the word stands near
  std::vector<std::int32_t> with_both;  ///< documents that name the node and have the word
  /// Sum over those documents of s = near - expected, where expected spreads the document's tokens
  /// of the word evenly over its tokens, and the sum of s^2. Documents are the independent units:
  /// excess / sqrt(squares) is about normal when nearness means nothing.
  std::vector<double> excess;
  std::vector<double> squares;
  std::vector<std::int64_t> n;  ///< per node, fixed point: weight of all words near it
};

/// `words` are those of the same segments and regions (list_words).
/// @throws InputError as list_units; CapacityError when cells do not fit; Cancelled.
NearWords count_near_words(const Mentions& mentions, std::span<const std::int32_t> nodes,
                           std::int32_t node_count, const Segments& segments,
                           const CountOptions& options, const Words& words,
                           const WindowOptions& window, const Run& run);

/// Rows are nodes, columns speakers; units are attributions to a known speaker.
struct SourceCounts {
  Csr<std::int32_t> counts;           ///< attributions of the speaker that name the node
  std::vector<std::int64_t> rows;     ///< per node: attributions that name it
  std::vector<std::int64_t> columns;  ///< per speaker: attributions
  std::int64_t total = 0;
};

/// @throws InputError for arrays of the wrong length.
SourceCounts count_sources(const Mentions& mentions, std::span<const std::int32_t> nodes,
                           std::int32_t node_count, const Voices& voices, std::int32_t speakers);

}  // namespace polyvocal
