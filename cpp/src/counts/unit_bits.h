// Frequent nodes as bits, one a unit: units that name both of two are counted 64 at a time, and
// more where the processor can.
//
//   UnitBits bits(nodes, units);
//   bits.set(0, unit);
//   bits.count_after(0, counts);   // counts[r]: units that name node 0 and node r > 0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/kernels.h"

namespace polyvocal {

class UnitBits {
 public:
  UnitBits(std::size_t nodes, std::size_t units)
      : words_((units + kBits - 1) / kBits * kWordsAtOnce), bits_(nodes * words_, 0) {}

  void set(std::size_t node, std::size_t unit) {
    bits_[node * words_ + unit / 64] |= std::uint64_t{1} << (unit % 64);
  }

  /// Writes counts[other] for every node after `node`.
  void count_after(std::size_t node, std::span<std::uint32_t> counts) const;

 private:
  static constexpr std::size_t kWordsAtOnce = 8;  // of a kernel
  static constexpr std::size_t kBits = 64 * kWordsAtOnce;

  std::size_t words_;  // a node
  std::vector<std::uint64_t> bits_;
};

/// Bits set in both of two arrays of `words` words, a multiple of eight.
using CommonBits = std::uint32_t (*)(const std::uint64_t* a, const std::uint64_t* b,
                                     std::size_t words);

/// Those that this processor can run, the fastest last.
std::span<const NamedKernel<CommonBits>> common_bits_kernels();

}  // namespace polyvocal
