// The letters of a document and its runs of letters, word breaks left out.
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "fingerprints.h"
#include "polyvocal/text/segment.h"

namespace polyvocal {

/// Folded letters of a document without its boilerplate, and the token each is of.
struct Letters {
  std::uint32_t document = 0;
  std::vector<char32_t> letter;
  std::vector<std::uint32_t> token;

  void read(const Segments& segments, const TokenBits& boilerplate, std::uint32_t of_document);
};

inline std::uint64_t mix_bits(std::uint64_t x) {
  x ^= x >> 31;
  x *= 0x7FB5D329728EA185ULL;
  x ^= x >> 27;
  x *= 0x81DADEF4BC2DD44DULL;
  return x ^ x >> 33;
}

/// Calls use(place, hash) for every run of `length` letters.
template <class Use>
void each_run(std::span<const char32_t> letters, std::size_t length, Use&& use) {
  constexpr int kShift = 5;
  const int oldest = static_cast<int>(kShift * (length - 1) % 64);
  std::uint64_t rolling = 0;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    rolling = std::rotl(rolling, kShift) ^ mix_bits(letters[i]);
    if (i + 1 < length) continue;
    const std::size_t first = i + 1 - length;
    use(static_cast<std::int32_t>(first), mix_bits(rolling));
    rolling ^= std::rotl(mix_bits(letters[first]), oldest);
  }
}

}  // namespace polyvocal
