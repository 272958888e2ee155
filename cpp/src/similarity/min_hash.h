// The sketch of one set of hashes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace polyvocal {

inline constexpr std::uint32_t kFewestSlots = 8;
inline constexpr std::uint32_t kMostSlots = 65536;

/// @throws InputError unless slots is in range.
void check_slots(std::uint32_t slots);

/// See sketches.h. Values: two bits for the round, thirty for the place in it, so that the smaller
/// of two is always the one that fell first.
class MinHash {
 public:
  MinHash(std::uint32_t slots, std::uint64_t seed);

  /// Writes the sketch of `elements` (which may repeat) to `slots` numbers.
  void sketch(std::span<const std::uint64_t> elements, std::uint32_t* slots) const;

 private:
  void fall(std::span<const std::uint64_t> elements, std::uint32_t round,
            std::uint32_t* slots) const;
  void fill(std::span<const std::uint64_t> elements, std::uint32_t* slots) const;

  std::uint32_t slots_;
  std::uint64_t seed_;
};

}  // namespace polyvocal
