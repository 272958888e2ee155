// Which four letters may a name begin with? A bit map small enough for the first cache: most words
// of a text are turned away by it before they are read to their end. It may let others through.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "polyvocal/core/bytes.h"

namespace polyvocal::matching {

class StartFilter {
 public:
  /// Four ASCII letters or digits, in any case.
  static std::uint32_t read(const char* bytes) {
    std::uint32_t four = 0;
    std::memcpy(&four, bytes, sizeof four);
    return four | 0x20202020U;
  }

  explicit StartFilter(std::span<const std::uint32_t> fours = {});

  [[nodiscard]] bool has(std::uint32_t four) const {
    const std::uint32_t at = place(four);
    return (bits_[at / 64] >> at % 64 & 1U) != 0;
  }

  [[nodiscard]] std::size_t bytes_held() const { return bits_.capacity() * sizeof(bits_[0]); }
  void write(ByteWriter& out) const { out.column(bits_); }
  void read(ByteReader& in);

 private:
  [[nodiscard]] std::uint32_t place(std::uint32_t four) const {
    return four * 0x9E3779B1U >> shift_;
  }
  void set_shift() { shift_ = 33U - static_cast<unsigned>(std::bit_width(bits_.size() * 64)); }

  std::vector<std::uint64_t> bits_;
  unsigned shift_ = 0;
};

}  // namespace polyvocal::matching
