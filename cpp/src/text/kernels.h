// Kernels (core/kernels.h) that look at 64 bytes of text at a time. How to write one with SIMD is
// in simd.h.
//
//   for_blocks(text, blocks, [&](const char* bytes, auto some) { all.list().back().run(...); });
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "core/kernels.h"

namespace polyvocal::segmenting {

/// ASCII letters and digits.
constexpr bool is_ascii_word(std::uint8_t c) {
  const unsigned lower = c | 0x20U;
  return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9');
}

/// Makes `blocks` as many as `text` has 64 bytes, the last one filled up with zeros, and calls
/// `run(bytes, some)` for the whole ones and for the rest, in order. Reads no byte behind the text.
/// Returns how many bytes the last block has when it is not whole, else 0.
template <class Block, class Run>
std::size_t for_blocks(std::string_view text, std::vector<Block>& blocks, const Run& run) {
  const std::size_t whole = text.size() / 64;
  const std::size_t rest = text.size() % 64;
  blocks.resize(whole + (rest != 0 ? 1 : 0));
  run(text.data(), std::span(blocks).first(whole));
  if (rest == 0) return 0;
  std::array<char, 64> tail{};
  std::memcpy(tail.data(), text.data() + whole * 64, rest);
  run(tail.data(), std::span(blocks).last(1));
  return rest;
}

}  // namespace polyvocal::segmenting
