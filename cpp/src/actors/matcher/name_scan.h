// One look at every byte of a text, 64 at a time: where a name may begin. SIMD where the processor
// has it; every kernel gives the same bits.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/kernels.h"

namespace polyvocal::matching {

/// 64 bytes of text; bit i is byte i.
struct NameBlock {
  std::uint64_t word = 0;  ///< ASCII letters and digits
  /// Where a name may begin: an ASCII word, at a byte of the set; "_", when it is in the set; and
  /// every first byte of a character beyond ASCII, but for U+2010 to U+2026, which are punctuation.
  std::uint64_t start = 0;
};

/// A set of ASCII characters.
class FirstBytes {
 public:
  using Halves = std::array<std::uint8_t, 16>;

  void add(char c) {
    const std::uint32_t byte = static_cast<std::uint8_t>(c);
    const std::uint32_t row = rows_[byte & 0xFU];
    rows_[byte & 0xFU] = static_cast<std::uint8_t>(row | 1U << (byte >> 4U));
  }
  [[nodiscard]] bool has(std::uint32_t byte) const {
    return byte < 0x80 && (std::uint32_t{rows_[byte & 0xFU]} >> (byte >> 4U) & 1U) != 0;
  }
  /// By the low four bits of a character: a bit for each value of the high ones.
  [[nodiscard]] const Halves& rows() const { return rows_; }
  void set_rows(const Halves& rows) { rows_ = rows; }

 private:
  Halves rows_{};
};

/// Classifies whole blocks: 64 bytes of `text` into each of `blocks`. `before` is 1 when the byte
/// in front is an ASCII letter or digit, and is left so for the next call.
using NameKernel = void (*)(const char* text, const FirstBytes& first, std::span<NameBlock> blocks,
                            std::uint64_t& before);

/// Those this processor can run, the plain one first, the fastest last.
std::span<const NamedKernel<NameKernel>> name_kernels();

/// Replaces `blocks` by those of `text`; bits behind its end are 0. Reads no byte behind it.
void scan_names(std::string_view text, const FirstBytes& first, NameKernel kernel,
                std::vector<NameBlock>& blocks);

}  // namespace polyvocal::matching
