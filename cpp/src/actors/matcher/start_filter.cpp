#include "actors/matcher/start_filter.h"

#include <algorithm>

namespace polyvocal::matching {
namespace {

constexpr std::size_t kSmallest = std::size_t{1} << 12U;  // bits
constexpr std::size_t kLargest = std::size_t{1} << 19U;
constexpr std::size_t kBitsEach = 16;

}  // namespace

StartFilter::StartFilter(std::span<const std::uint32_t> fours)
    : bits_(std::bit_ceil(std::clamp(fours.size() * kBitsEach, kSmallest, kLargest)) / 64) {
  set_shift();
  for (const std::uint32_t four : fours) {
    bits_[place(four) / 64] |= std::uint64_t{1} << place(four) % 64;
  }
}

void StartFilter::read(ByteReader& in) {
  bits_ = in.column<std::uint64_t>();
  const std::size_t size = bits_.size() * 64;
  if (!std::has_single_bit(size) || size < kSmallest || size > kLargest) in.fail();
  set_shift();
}

}  // namespace polyvocal::matching
