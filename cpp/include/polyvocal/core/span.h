// Positions in a document. Inside the core every offset is a UTF-8 byte offset from the start of
// the document's text; code points exist only at the binding edge (corpus/offsets.h).
#pragma once

#include <cstdint>

namespace polyvocal {

/// Half-open byte range [begin, end) of one document's text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return begin == end; }
  [[nodiscard]] constexpr bool contains(Span other) const {
    return begin <= other.begin && other.end <= end;
  }
  [[nodiscard]] constexpr bool overlaps(Span other) const {
    return begin < other.end && other.begin < end;
  }
  friend constexpr bool operator==(Span, Span) = default;
};

}  // namespace polyvocal
