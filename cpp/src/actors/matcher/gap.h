// What stands between two words of a name.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace polyvocal::matching {

/// Bytes between two words of one name, at most.
inline constexpr std::size_t kLongestGap = 16;

/// Letters before a full stop that joins.
inline constexpr std::size_t kLongestAbbreviation = 4;

struct Gap {
  bool passable = false;  ///< false: no name runs across it
  std::uint8_t size = 0;  ///< bytes of `sign`
  /// What must stand in the name and in the text alike ("&"); nothing when the gap joins.
  std::array<char, kLongestGap> sign{};

  [[nodiscard]] std::string_view view() const { return {sign.data(), size}; }
  friend bool operator==(const Gap&, const Gap&) = default;
};

inline constexpr Gap kJoined{.passable = true};

/// The gap between the word that ends at `from` and the one that begins at `to`. `left` is the
/// first of these: the full stop of an abbreviation joins.
Gap read_gap(std::string_view text, std::size_t from, std::size_t to, std::string_view left);

}  // namespace polyvocal::matching
