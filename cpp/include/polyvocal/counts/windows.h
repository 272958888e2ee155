// What stands near what: pairs of words or mentions at most so many words apart, weighted by
// distance. Weights are 32.32 fixed point, so sums are integers: the same bits for any number of
// threads, shards and orders of addition.
//
//   WindowOptions window{.size = 10, .weight = WindowWeight::harmonic};
//   Csr<std::int64_t> counts = count_token_windows({ids, doc_begin, nodes}, window, {}, run);
//   double weight = from_fixed(counts.values[k]);
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/counts/cooccurrence.h"
#include "polyvocal/counts/csr.h"

namespace polyvocal {

/// Weight of a pair d words apart (1: neighbours).
/// flat: 1. harmonic: 1/d (Pennington, Socher, Manning 2014). exponential: exp(-(d - 1)/decay).
enum class WindowWeight : std::uint8_t { flat, harmonic, exponential };
/// @throws InputError for an unknown name.
WindowWeight window_weight_from(std::string_view name);

struct WindowOptions {
  std::uint32_t size = 10;  ///< largest distance, in words; 1 to kMaxWindow
  WindowWeight weight = WindowWeight::flat;
  double decay = 5;       ///< words after which an exponential weight has fallen to 1/e; above 0
  bool directed = false;  ///< row before column; else both ways, so the matrix is symmetric
};
inline constexpr std::uint32_t kMaxWindow = 10000;

inline constexpr double kFixedOne = 4294967296.0;  // 2^32
inline double from_fixed(std::int64_t value) { return static_cast<double>(value) / kFixedOne; }

/// Fixed-point weight of every distance; [0] is of no pair. @throws InputError for bad options.
std::vector<std::int64_t> window_weights(const WindowOptions& options);

/// Tokens of all documents, one after the other. An id of -1 counts as nothing but keeps its place.
struct TokenStream {
  std::span<const std::int32_t> ids;             ///< -1 or below `nodes`
  std::span<const std::int64_t> document_begin;  ///< documents + 1
  std::int32_t nodes = 0;
};

/// What to do with the result of a large count.
struct WindowLimits {
  bool upper = false;          ///< keep only columns at or above the row
  std::int64_t min_count = 1;  ///< leave out nodes that occur less often (they keep their places)
  std::int64_t max_bytes = 0;  ///< most that the cells may take; 0: no limit
};

/// nodes x nodes. A pair of equal ids is on the diagonal, twice when undirected (once from either
/// side, as in quanteda's fcm). Memory is per distinct pair: 12 bytes a cell, twice at the end.
/// @throws InputError for an id or document out of range; CapacityError when the cells exceed
/// max_bytes or 2^31-1, or a sum could exceed 2^31, before the matrix is allocated; Cancelled.
Csr<std::int64_t> count_token_windows(const TokenStream& tokens, const WindowOptions& window,
                                      const WindowLimits& limits, const Run& run);

/// Mentions of different nodes near each other, one matrix a slice. The distance is that from the
/// last word of the one to the first of the other, in counted words; overlapping mentions are no
/// pair. `options.unit` and `options.window` are not used.
/// @throws as count_token_windows.
std::vector<Csr<std::int64_t>> count_mention_windows(
    const Mentions& mentions, std::span<const std::int32_t> nodes, std::int32_t node_count,
    const Segments& segments, const CountOptions& options, const Slices& slices,
    const WindowOptions& window, const Run& run);

/// The pairs of mentions behind one cell: `units` reach from the one to the other, `weights` add up
/// to the cell, `counts` are 1.
/// @throws InputError for a node or slice out of range.
PairEvidence mention_window_evidence(const Mentions& mentions, std::span<const std::int32_t> nodes,
                                     std::int32_t node_count, const Segments& segments,
                                     const CountOptions& options, const Slices& slices,
                                     const WindowOptions& window, std::int32_t slice,
                                     std::int32_t a, std::int32_t b);

}  // namespace polyvocal
