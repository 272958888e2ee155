#include "min_hash.h"

#include <algorithm>
#include <string>

#include "actors/matcher/word_hash.h"
#include "polyvocal/core/error.h"
#include "polyvocal/similarity/sketches.h"

namespace polyvocal {
namespace {

using matching::fold_product;

constexpr std::uint32_t kRounds = 3;  // of falling; what stays empty is filled
constexpr std::uint32_t kRoundShift = 30;
constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15ULL;

std::uint64_t mix(std::uint64_t x) {  // the finaliser of SplitMix64
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ x >> 27) * 0x94D049BB133111EBULL;
  return x ^ x >> 31;
}

/// A hash function for each round and slot. The factor differs too: with one factor for all, what
/// is least in one function would be small in the others.
class Hash {
 public:
  Hash(std::uint64_t seed, std::uint64_t number)
      : key_(mix(mix(seed + kOdd) + number)), factor_(mix(key_ + kOdd) | 1U) {}

  std::uint64_t operator()(std::uint64_t element) const {
    return fold_product(element ^ key_, factor_);
  }

 private:
  std::uint64_t key_;
  std::uint64_t factor_;
};

}  // namespace

void check_slots(std::uint32_t slots) {
  if (slots >= kFewestSlots && slots <= kMostSlots) return;
  throw InputError("slots is " + std::to_string(slots) + "; give " + std::to_string(kFewestSlots) +
                   " to " + std::to_string(kMostSlots));
}

MinHash::MinHash(std::uint32_t slots, std::uint64_t seed) : slots_(slots), seed_(seed) {
  check_slots(slots);
}

void MinHash::sketch(std::span<const std::uint64_t> elements, std::uint32_t* slots) const {
  std::fill_n(slots, slots_, kEmptySlot);
  if (elements.empty()) return;
  for (std::uint32_t round = 0; round < kRounds; ++round) {
    fall(elements, round, slots);
    if (std::find(slots, slots + slots_, kEmptySlot) == slots + slots_) return;
  }
  fill(elements, slots);
}

void MinHash::fall(std::span<const std::uint64_t> elements, std::uint32_t round,
                   std::uint32_t* slots) const {
  const Hash hash_of(seed_, round);
  const std::uint64_t count = slots_;
  const std::uint32_t first = round << kRoundShift;
  const auto drop = [&](std::uint64_t hash) {
    const auto slot = static_cast<std::size_t>((hash >> 32) * count >> 32);
    const std::uint32_t value = first | static_cast<std::uint32_t>(hash) >> (32 - kRoundShift);
    slots[slot] = std::min(slots[slot], value);
  };
  // Four at a time: the hashes do not wait for the slots.
  std::size_t i = 0;
  for (; i + 4 <= elements.size(); i += 4) {
    const std::uint64_t a = hash_of(elements[i]);
    const std::uint64_t b = hash_of(elements[i + 1]);
    const std::uint64_t c = hash_of(elements[i + 2]);
    const std::uint64_t d = hash_of(elements[i + 3]);
    drop(a);
    drop(b);
    drop(c);
    drop(d);
  }
  for (; i < elements.size(); ++i) drop(hash_of(elements[i]));
}

void MinHash::fill(std::span<const std::uint64_t> elements, std::uint32_t* slots) const {
  for (std::uint32_t slot = 0; slot < slots_; ++slot) {
    if (slots[slot] != kEmptySlot) continue;
    const Hash hash_of(seed_, kRounds + slot);
    std::uint64_t least = ~std::uint64_t{0};
    for (const std::uint64_t element : elements) {
      least = std::min(least, hash_of(element));
    }
    // Not all ones: that is an empty set.
    const auto value = static_cast<std::uint32_t>(least >> (64 - kRoundShift));
    slots[slot] = std::min(kRounds << kRoundShift | value, kEmptySlot - 1);
  }
}

}  // namespace polyvocal
