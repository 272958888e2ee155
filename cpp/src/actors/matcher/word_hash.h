// Hashes of words that do not tell spellings of the same key apart, and of rows of words. Equal
// hashes mean nothing: whoever finds a name by them compares it.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace polyvocal::matching {

using WordHash = std::uint64_t;

/// The two halves of the product of two numbers, mixed.
inline std::uint64_t fold_product(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = Wide{a} * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

namespace detail {

inline constexpr std::uint64_t kFirst = 0x9E3779B97F4A7C15ULL;
inline constexpr std::uint64_t kSecond = 0xD6E8FEB86659FD93ULL;
inline constexpr std::uint64_t kSmall = 0x2020202020202020ULL;  // makes ASCII letters small

inline std::uint64_t load(const char* bytes, std::size_t size) {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes, size);
  return value;
}

inline std::uint64_t load(const char* bytes) {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

}  // namespace detail

/// Hash of a key, or of ASCII letters and digits in any case.
inline WordHash hash_plain(std::string_view word) {
  using namespace detail;
  const std::size_t size = word.size();
  const char* bytes = word.data();
  std::uint64_t hash = size;
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  if (size >= 8) {
    for (; size > 16 && bytes + 16 < word.data() + size; bytes += 8) {
      hash = fold_product(hash ^ (load(bytes) | kSmall), kSecond);
    }
    low = load(bytes);
    high = load(word.data() + size - 8);
  } else if (size != 0) {
    low = load(bytes, size);
  }
  return fold_product((low | kSmall) ^ kFirst, (high | kSmall) ^ (hash * kSecond));
}

/// The same, when the eight bytes from the start of the word on can be read. Without branches on
/// the size of common words, which no processor can foresee.
inline WordHash hash_readable(std::string_view word) {
  using namespace detail;
  const std::size_t size = word.size();
  if (size > 16 || size == 0) return hash_plain(word);
  const std::uint64_t two = 0 - std::uint64_t{size >= 8};  // all ones: two loads, which overlap
  const std::uint64_t low = load(word.data()) & (~std::uint64_t{0} >> ((64 - 8 * size) & ~two));
  const std::uint64_t high = load(word.data() + ((size - 8) & two)) & two;
  return fold_product((low | kSmall) ^ kFirst, (high | kSmall) ^ (size * kSecond));
}

/// The row `before` with another word behind it, and `sign` between (0: the words are joined).
inline WordHash hash_row(WordHash before, std::uint64_t sign, WordHash word) {
  return fold_product(before ^ sign ^ detail::kSecond, word ^ detail::kFirst);
}

/// Hash of a token without its possessive ending, by its key. Folding by Unicode is slow: what was
/// folded last is kept. For one thread.
class WordHasher {
 public:
  struct Hashed {
    WordHash hash = 0;
    std::uint32_t stem = 0;  ///< bytes without the possessive ending
  };
  Hashed operator()(std::string_view token);

 private:
  struct Kept {
    std::string token;
    Hashed value;
  };
  std::vector<Kept> kept_;
};

}  // namespace polyvocal::matching
