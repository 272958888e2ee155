// A passage that stands in two documents, as ranges of tokens.
#pragma once

#include <cstdint>

namespace polyvocal {

/// Tokens [a_begin, a_end) and [b_begin, b_end) of the corpus.
struct Match {
  std::uint32_t a, b;
  std::uint32_t a_begin, a_end, b_begin, b_end;
  std::uint32_t matched;      ///< words equal in both
  std::uint32_t differences;  ///< words that are not

  [[nodiscard]] bool holds(std::uint32_t a_token, std::uint32_t b_token) const {
    return a_begin <= a_token && a_token < a_end && b_begin <= b_token && b_token < b_end;
  }
};

}  // namespace polyvocal
