// Who is named together: symmetric counts of pairs by sentence, paragraph, document or token
// window. A unit counts a pair once, however often it names the two. Counts are integers and
// partial results append, so the matrix is the same for any number of threads or shards.
//
//   CountOptions options{.unit = CountUnit::paragraph};
//   auto nodes = select_nodes(mentions, segments, knowledge, options);
//   auto result = count_cooccurrence(mentions, nodes, actors, segments, options, {}, run);
//   result[0].counts, result[0].n, result[0].total;
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "polyvocal/actors/knowledge.h"
#include "polyvocal/actors/mentions.h"
#include "polyvocal/core/run.h"
#include "polyvocal/core/span.h"
#include "polyvocal/counts/csr.h"
#include "polyvocal/text/segment.h"

namespace polyvocal {

/// Where two actors must meet to be counted.
/// window: every stretch of `window` consecutive counted tokens of a document is a unit (a shorter
/// document is one unit), so two names d tokens apart share window - d units: nearer pairs weigh
/// more, linearly (the ramp of Lund and Burgess 1996), and still n_ij <= min(n_i, n_j) <= N.
enum class CountUnit : std::uint8_t { sentence, paragraph, document, window };
/// @throws InputError for an unknown name.
CountUnit count_unit_from(std::string_view name);

/// What the rows and columns of the matrix are.
enum class CountLevel : std::uint8_t { actor, faction, type };
/// @throws InputError for an unknown name.
CountLevel count_level_from(std::string_view name);

inline constexpr int kActorTypeCount = 11;

constexpr std::uint32_t region_bit(Region region) { return 1U << static_cast<unsigned>(region); }

/// Regions that count by default. A summary repeats the body and would count its names twice;
/// datelines and bylines name places and agencies that the story is not about.
inline constexpr std::uint32_t kCountedRegions =
    region_bit(Region::headline) | region_bit(Region::caption) | region_bit(Region::subhead) |
    region_bit(Region::slate) | region_bit(Region::body);

struct CountOptions {
  CountUnit unit = CountUnit::sentence;
  std::uint32_t window = 20;  ///< tokens; used by CountUnit::window, at least 2
  CountLevel level = CountLevel::actor;
  std::uint32_t regions = kCountedRegions;  ///< bits of region_bit
  bool metonyms = true;                     ///< "Moscow said" counts for Russia
  bool nested = false;                      ///< "Libyan" inside "Libyan National Army" counts too
  float min_confidence = 0;                 ///< leave out mentions below it
  /// Row before column: a unit that names both counts for the one it names first. Not for windows,
  /// which overlap.
  bool directed = false;
};

/// Node (row of the matrix) of every mention, -1 when the options leave it out.
std::vector<std::int32_t> select_nodes(const Mentions& mentions, const Segments& segments,
                                       const Knowledge& knowledge, const CountOptions& options);

/// Cuts the counts into several matrices. A mention's slice is of_mention[m] when given, else
/// of_document[d] when given, else 0; -1 leaves the mention (the document) out.
/// Sliced by document, N of a slice is the units of its documents. Sliced by mention, N is the
/// units of all documents for every slice.
struct Slices {
  std::int32_t count = 1;
  std::vector<std::int32_t> of_document = {};
  std::vector<std::int32_t> of_mention = {};
};

/// What counting needs of a corpus, per slice; appending two gives the union (same node ids).
struct UnitLists {
  struct Slice {
    /// Nodes of each unit that names two or more, then -1. Rising, or by first mention (directed).
    std::vector<std::int32_t> items;
    std::vector<std::int32_t> weights;  ///< per such unit: how many equal units it stands for
    std::vector<std::int64_t> n;        ///< per node: units that name it
    std::int64_t total = 0;             ///< N: units considered, with or without a name
  };
  std::int32_t nodes = 0;
  std::vector<Slice> slices;

  /// @throws InputError when nodes or slices differ.
  void append(const UnitLists& other);
};

/// One pass over the documents. `nodes` is parallel to mentions.rows with values below node_count.
/// @throws InputError for a window below 2, directed windows or an array of the wrong length;
/// Cancelled.
UnitLists list_units(const Mentions& mentions, std::span<const std::int32_t> nodes,
                     std::int32_t node_count, const Segments& segments, const CountOptions& options,
                     const Slices& slices, const Run& run);

struct Cooccurrence {
  /// n_ij = units that name both. Empty diagonal; symmetric, or with the direction in the rows.
  Csr<std::int32_t> counts;
  std::vector<std::int64_t> n;  ///< n_i
  std::int64_t total = 0;       ///< N
};

/// @throws CapacityError when a count or the number of stored cells exceeds 2^31-1; Cancelled.
Cooccurrence count_pairs(const UnitLists::Slice& units, std::int32_t node_count, bool directed,
                         const Run& run);

/// list_units, then count_pairs of every slice.
std::vector<Cooccurrence> count_cooccurrence(const Mentions& mentions,
                                             std::span<const std::int32_t> nodes,
                                             std::int32_t node_count, const Segments& segments,
                                             const CountOptions& options, const Slices& slices,
                                             const Run& run);

/// Where the count of one cell comes from: one row a unit (for windows, one row a run of
/// consecutive windows), in text order, with the two mentions that stand nearest to each other in
/// it.
struct PairEvidence {
  std::vector<std::uint32_t> documents;
  std::vector<Span> units;
  std::vector<MentionId> a;
  std::vector<MentionId> b;
  std::vector<std::int32_t> counts;   ///< units the row stands for; they add up to n_ij
  std::vector<std::int64_t> weights;  ///< of windows with weights: fixed point, adds up likewise
};

/// @throws InputError for a node or slice out of range.
PairEvidence pair_evidence(const Mentions& mentions, std::span<const std::int32_t> nodes,
                           std::int32_t node_count, const Segments& segments,
                           const CountOptions& options, const Slices& slices, std::int32_t slice,
                           std::int32_t a, std::int32_t b);

}  // namespace polyvocal
