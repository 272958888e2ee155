// MinHash sketches: a few numbers a text that tell how much two texts share, for sets of texts too
// large to compare. Texts are sets of runs of words; equal numbers estimate their Jaccard index.
//
//   Sketches sketches({.slots = 128, .words = 5});
//   sketches.add(ids, texts, run);
//   SketchPairs alike = similar_sketches(sketches, {.threshold = 0.7}, run);
//
// Fast similarity sketching (Dahlgaard, Knudsen and Thorup 2017): each element of a set falls into
// one slot with a random value, and a slot keeps its smallest; where slots stay empty the elements
// fall again, twice, and then into every slot that is still empty. The slots of two sets agree with
// the probability of their Jaccard index, each of them, and the minimum of two sketches, slot by
// slot, is the sketch of the union. Cost: one hash an element, not one for each slot.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/core/strings.h"

namespace polyvocal {

struct SketchOptions {
  std::uint32_t slots = 128;  ///< numbers a sketch, 4 bytes each; 8 to 65,536
  std::uint32_t words = 5;    ///< words a run; 1: the set of words. 1 to 32
  std::uint64_t seed = 0;     ///< sketches of other seeds cannot be compared

  friend bool operator==(const SketchOptions&, const SketchOptions&) = default;
};

/// A slot of the sketch of an empty set.
inline constexpr std::uint32_t kEmptySlot = 0xFFFFFFFFU;

/// Sketches of texts with ids. A text of fewer words than a run is one run; one without words is
/// the empty set.
class Sketches {
 public:
  /// @throws InputError for options out of range.
  explicit Sketches(const SketchOptions& options);

  /// Adds texts; the sketch of an id that is there already becomes that of both texts together.
  /// @throws InputError unless there is one id for each text; Cancelled (nothing is added).
  void add(const StringColumn& ids, std::span<const std::string_view> texts, const Run& run);

  /// Adds what another has: sketches of the same id are united.
  /// @throws InputError when the options differ.
  void merge(const Sketches& other);

  /// Magic, version, options, ids, slots, checksum.
  [[nodiscard]] std::string to_bytes() const;
  /// @throws InputError when the block is something else, of another version, or damaged.
  static Sketches from_bytes(std::string_view block);

  [[nodiscard]] const SketchOptions& options() const { return options_; }
  [[nodiscard]] std::size_t size() const { return ids_.size(); }
  [[nodiscard]] const StringColumn& ids() const { return ids_; }
  [[nodiscard]] std::span<const std::uint32_t> row(std::size_t i) const {
    return std::span(values_).subspan(i * options_.slots, options_.slots);
  }
  [[nodiscard]] const std::vector<std::uint32_t>& values() const { return values_; }

 private:
  void unite(const StringColumn& ids, std::span<const std::uint32_t> values);

  SketchOptions options_;
  StringColumn ids_;
  std::vector<std::uint32_t> values_;  // size() x slots, row by row
};

/// Sketches of sets of numbers (hashes of any elements, which may repeat): set i is
/// hashes[begin[i]] up to hashes[begin[i + 1]]. Row by row, slots numbers each.
/// @throws InputError for slots out of range or begin that does not rise within the hashes.
std::vector<std::uint32_t> sketch_sets(std::span<const std::uint64_t> hashes,
                                       std::span<const std::int64_t> begin, std::uint32_t slots,
                                       std::uint64_t seed, const Run& run);

struct SketchPairOptions {
  double threshold = 0.5;  ///< least estimate of the Jaccard index, in (0, 1]
  /// Pairs at the threshold are found with at least this probability, in (0, 1); more so above.
  double recall = 0.95;
  std::int64_t first = -1;  ///< only pairs of one of the first so many and one of the rest; -1: any
  std::uint64_t max_bytes = std::uint64_t{2} << 30;
};

/// Pairs a < b of rows, ordered by (a, b), with the number of slots that agree.
struct SketchPairs {
  std::vector<std::int32_t> a, b;
  std::vector<std::int32_t> equal;
};

/// Numbers a band has, so that pairs at the threshold share a band with the wanted probability:
/// 1 - (1 - threshold^r)^(slots / r) for r numbers a band (Broder; Indyk and Motwani 1998).
std::uint32_t numbers_of_band(std::uint32_t slots, double threshold, double recall);

/// Pairs whose sketches agree in a whole band and in `threshold` of all slots. Empty sets have no
/// partner.
/// @throws InputError for options out of range; CapacityError when the pairs, or the index of one
/// band, would take more than max_bytes; Cancelled.
SketchPairs similar_sketches(const Sketches& sketches, const SketchPairOptions& options,
                             const Run& run);

/// Slots that agree of given pairs; -1 where one of the sets is empty.
/// @throws InputError for lists of different lengths or rows that do not exist.
std::vector<std::int32_t> equal_slots(const Sketches& sketches, std::span<const std::int32_t> a,
                                      std::span<const std::int32_t> b);

}  // namespace polyvocal
