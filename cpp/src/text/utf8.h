// Reading valid UTF-8 character by character, forwards and backwards, without checks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace polyvocal::segmenting {

struct Character {
  char32_t code = 0;
  std::uint32_t size = 0;  ///< bytes; 0 past the end
};

inline std::uint8_t byte_at(std::string_view text, std::size_t at) {
  return static_cast<std::uint8_t>(text[at]);
}

/// The character that starts at `at`; {0, 0} at the end of the text.
inline Character next_character(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const char32_t a = byte_at(text, at);
  if (a < 0x80) return {a, 1};
  const auto tail = [&](std::size_t i) -> char32_t {
    return at + i < text.size() ? byte_at(text, at + i) & 0x3FU : 0U;
  };
  if (a < 0xE0) return {(a & 0x1FU) << 6U | tail(1), 2};
  if (a < 0xF0) return {(a & 0x0FU) << 12U | tail(1) << 6U | tail(2), 3};
  return {(a & 0x07U) << 18U | tail(1) << 12U | tail(2) << 6U | tail(3), 4};
}

/// The character that ends at `at`; {0, 0} at the start of the text.
inline Character previous_character(std::string_view text, std::size_t at) {
  if (at == 0) return {};
  std::size_t begin = at - 1;
  while (begin > 0 && (byte_at(text, begin) & 0xC0U) == 0x80U) --begin;
  Character c = next_character(text, begin);
  c.size = static_cast<std::uint32_t>(at - begin);
  return c;
}

/// White space and characters that show nothing: NBSP, zero-width space, BOM, direction marks.
inline bool is_blank(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F);
  if (c < 0x1680) return c == 0x85 || c == 0xA0 || c == 0xAD || c == 0x61C;
  return c == 0x1680 || (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
         c == 0x205F || (c >= 0x2060 && c <= 0x206F) || c == 0x3000 || c == 0xFEFF;
}

inline std::size_t skip_blanks(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end) {
    const Character c = next_character(text, at);
    if (!is_blank(c.code)) break;
    at += c.size;
  }
  return at < end ? at : end;
}

/// Characters that show nothing and belong to the character before them (UAX #29, rule WB 4).
inline bool clings(char32_t c) {
  return c == 0xAD || c == 0x61C || (c >= 0x200C && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

/// Where the text before `at` ends when blanks are dropped, but not before `begin`. Invisible
/// characters right after the last visible one stay: they may be part of a word.
inline std::size_t trim_back(std::string_view text, std::size_t begin, std::size_t at) {
  const std::size_t limit = at;
  while (at > begin) {
    const Character c = previous_character(text, at);
    if (!is_blank(c.code)) break;
    at -= c.size;
  }
  while (at > begin && at < limit) {
    const Character c = next_character(text, at);
    if (!clings(c.code)) break;
    at += c.size;
  }
  return at;
}

}  // namespace polyvocal::segmenting
