// One look at every byte of a text, 64 at a time: where ASCII words stand, where something happens
// that the tokenizer has to look at, and where punctuation stands that sentences and quotations
// need. The steps that follow jump from set bit to set bit. SIMD where the processor has it; every
// kernel gives the same bits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/kernels.h"

namespace polyvocal::segmenting {

/// 64 bytes of text; bit i is byte i.
struct ScanBlock {
  std::uint64_t word = 0;   ///< ASCII letters and digits
  std::uint64_t event = 0;  ///< controls (also line breaks), "_", and all bytes beyond ASCII
  std::uint64_t mark = 0;   ///< events and . ! ? " ' `
  std::uint64_t joint = 0;  ///< . ' , ; which may stand inside a word
};

/// Classifies whole blocks: 64 bytes of `text` into each of `blocks`.
using ScanKernel = void (*)(const char* text, std::span<ScanBlock> blocks);

/// Those this processor can run, the plain one first, the fastest last.
std::span<const NamedKernel<ScanKernel>> scan_kernels();

/// Replaces `blocks` by the classes of `text`; bits behind its end are 0. Reads no byte behind it.
void scan_bytes(std::string_view text, std::vector<ScanBlock>& blocks);

}  // namespace polyvocal::segmenting
