// Random numbers that depend on what they are for, not on who draws them: Philox4x32-10 (Salmon,
// Moraes, Dror and Shaw 2011), keyed by the seed and counted by (purpose, replicate, index).
//
//   RandomBits bits(seed, kShuffle, replicate);   std::uint32_t r = bits.below(n);
#pragma once

#include <array>
#include <cstdint>

namespace polyvocal {

enum class Purpose : std::uint32_t { shuffle_labels = 0x5348, projection = 0x5052 };

class RandomBits {
 public:
  RandomBits(std::uint64_t seed, Purpose purpose, std::uint32_t replicate)
      : seed_(seed), purpose_(static_cast<std::uint32_t>(purpose)), replicate_(replicate) {}

  std::uint32_t next() {
    if (used_ == block_.size()) {
      block_ = philox(index_++);
      used_ = 0;
    }
    return block_[used_++];
  }

  /// In [0, limit); 64 random bits make the bias smaller than 2^-32.
  std::uint32_t below(std::uint32_t limit) {
    const std::uint64_t high = next();
    const std::uint64_t low = next();
    const std::uint64_t carry = low * limit >> 32;
    return static_cast<std::uint32_t>((high * limit + carry) >> 32);
  }

  /// The four words of one counter value.
  [[nodiscard]] std::array<std::uint32_t, 4> philox(std::uint64_t index) const {
    std::array<std::uint32_t, 4> c = {static_cast<std::uint32_t>(index),
                                      static_cast<std::uint32_t>(index >> 32), replicate_,
                                      purpose_};
    auto k0 = static_cast<std::uint32_t>(seed_);
    auto k1 = static_cast<std::uint32_t>(seed_ >> 32);
    for (int round = 0; round < 10; ++round) {
      const std::uint64_t p0 = std::uint64_t{0xD2511F53U} * c[0];
      const std::uint64_t p1 = std::uint64_t{0xCD9E8D57U} * c[2];
      c = {static_cast<std::uint32_t>(p1 >> 32) ^ c[1] ^ k0, static_cast<std::uint32_t>(p1),
           static_cast<std::uint32_t>(p0 >> 32) ^ c[3] ^ k1, static_cast<std::uint32_t>(p0)};
      k0 += 0x9E3779B9U;
      k1 += 0xBB67AE85U;
    }
    return c;
  }

 private:
  std::uint64_t seed_;
  std::uint32_t purpose_;
  std::uint32_t replicate_;
  std::uint64_t index_ = 0;
  std::array<std::uint32_t, 4> block_{};
  std::size_t used_ = 4;
};

}  // namespace polyvocal
