// Counter-based random numbers: Philox4x32-10 (Salmon, Moraes, Dror, Shaw, "Parallel random
// numbers: as easy as 1, 2, 3", SC 2011). A draw depends on (seed, purpose, replicate, item,
// position) and on nothing else, so results do not depend on threads or on the order of work.
//
//   Draws draws(seed, Purpose::bootstrap, replicate, item);
//   std::uint32_t k = draws.below(n);
#pragma once

#include <array>
#include <cstdint>

namespace polyvocal {

/// What the numbers are for; two purposes never share a stream.
enum class Purpose : std::uint32_t {
  bootstrap = 1,
  permutation = 2,
  alignment = 3,
  placebo = 4,
  layout = 5,
  projection = 6,
  sampling = 7,
  agreement = 8,
  order = 9,
  test = 99,
};

/// The block function: ten rounds over a counter with a key.
constexpr std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                              std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = 0xD2511F53ULL * counter[0];
    const std::uint64_t b = 0xCD9E8D57ULL * counter[2];
    counter = {
        static_cast<std::uint32_t>(b >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
        static_cast<std::uint32_t>(a >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
    key[0] += 0x9E3779B9U;
    key[1] += 0xBB67AE85U;
  }
  return counter;
}

/// A stream of draws for one item of one replicate.
class Draws {
 public:
  Draws(std::uint64_t seed, Purpose purpose, std::uint32_t replicate, std::uint32_t item)
      : counter_{0, item, replicate, static_cast<std::uint32_t>(purpose)},
        key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)} {}

  std::uint32_t next() {
    if (used_ == 4) {
      block_ = philox(counter_, key_);
      ++counter_[0];
      used_ = 0;
    }
    return block_[used_++];
  }

  /// Passes over so many numbers of a fresh stream.
  void skip(std::uint64_t numbers) {
    counter_[0] += static_cast<std::uint32_t>(numbers / 4);
    for (std::uint64_t left = numbers % 4; left > 0; --left) static_cast<void>(next());
  }

  /// Uniform on 0 .. n - 1, without bias (Lemire 2019). n >= 1.
  std::uint32_t below(std::uint32_t n) {
    std::uint64_t product = std::uint64_t{next()} * n;
    auto low = static_cast<std::uint32_t>(product);
    if (low < n) {
      const std::uint32_t threshold = (0U - n) % n;
      while (low < threshold) {
        product = std::uint64_t{next()} * n;
        low = static_cast<std::uint32_t>(product);
      }
    }
    return static_cast<std::uint32_t>(product >> 32);
  }

  /// Uniform on [0, 1), 53 bits.
  double uniform() {
    const std::uint64_t high = next() >> 5;
    const std::uint64_t low = next() >> 6;
    return static_cast<double>((high << 26) | low) / 9007199254740992.0;
  }

  /// Standard normal (Box and Muller; one value a call).
  double normal();

 private:
  std::array<std::uint32_t, 4> counter_;
  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> block_{};
  std::size_t used_ = 4;
};

}  // namespace polyvocal
