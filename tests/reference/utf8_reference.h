// Slow and obvious versions of what corpus/ does with UTF-8.
#pragma once

#include <cstdint>
#include <string_view>

namespace polyvocal::reference {

/// Decodes one character at `at` by its definition. Returns its length, or 0 when it is not valid.
inline std::size_t character_length(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  std::size_t length = 0;
  std::uint32_t value = 0;
  if (byte(at) < 0x80) {
    return 1;
  } else if ((byte(at) & 0xE0) == 0xC0) {
    length = 2;
    value = byte(at) & 0x1FU;
  } else if ((byte(at) & 0xF0) == 0xE0) {
    length = 3;
    value = byte(at) & 0x0FU;
  } else if ((byte(at) & 0xF8) == 0xF0) {
    length = 4;
    value = byte(at) & 0x07U;
  } else {
    return 0;
  }
  for (std::size_t i = 1; i < length; ++i) {
    if (at + i >= bytes.size() || (byte(at + i) & 0xC0) != 0x80) return 0;
    value = value << 6 | (byte(at + i) & 0x3FU);
  }
  const std::uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  return value < smallest[length] || value > 0x10FFFF || surrogate ? 0 : length;
}

inline std::size_t first_invalid_utf8(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t length = character_length(bytes, at);
    if (length == 0) return at;
    at += length;
  }
  return at;
}

/// Characters before byte `offset` of valid UTF-8.
inline std::int32_t characters_before(std::string_view text, std::size_t offset) {
  std::int32_t count = 0;
  for (std::size_t at = 0; at < offset; at += character_length(text, at)) ++count;
  return count;
}

}  // namespace polyvocal::reference
