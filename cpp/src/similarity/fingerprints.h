// Winnowed fingerprints of token runs, and the places that share one.
#pragma once

#include <atomic>
#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/similarity/reuse.h"
#include "polyvocal/text/segment.h"

namespace polyvocal {

inline constexpr std::size_t kGramTokens = 5;    // keys hashed together
inline constexpr std::size_t kWinnowWindow = 4;  // of so many runs in a row one is kept

/// One bit a token, set from several threads; setting is all that happens, so order does not
/// matter.
class TokenBits {
 public:
  explicit TokenBits(std::size_t tokens) : words_((tokens + 63) / 64, 0) {}
  void set(std::size_t token) {
    const std::uint64_t bit = std::uint64_t{1} << (token % 64);
    std::atomic_ref(words_[token / 64]).fetch_or(bit, std::memory_order_relaxed);
  }
  [[nodiscard]] bool operator[](std::size_t token) const {
    return (words_[token / 64] >> (token % 64) & 1) != 0;
  }
  /// Set bits in [begin, end).
  [[nodiscard]] std::uint32_t count(std::size_t begin, std::size_t end) const;

 private:
  std::vector<std::uint64_t> words_;
};

/// Two places of two documents that share a fingerprint.
struct Seed {
  std::uint32_t a, b;              // documents; a first in the order of ids
  std::uint32_t a_token, b_token;  // first token of the run
};

/// False when the options leave out this pair of documents: same outlet, or days apart.
bool may_pair(const Corpus& corpus, const ReuseOptions& options, std::uint32_t x, std::uint32_t y);

/// Position of every document in the order of ids: the orientation of a pair must not depend on the
/// order in which the corpus was read.
std::vector<std::uint32_t> id_ranks(const Corpus& corpus);

/// Seeds of all pairs that may be compared, and a mark on every token of learned boilerplate.
/// Seeds come in blocks of documents `a`: each block holds all seeds of its pairs, in no order.
std::vector<std::vector<Seed>> find_seeds(const Corpus& corpus, const Segments& segments,
                                          std::span<const std::uint32_t> ranks,
                                          const ReuseOptions& options, TokenBits& boilerplate,
                                          const Run& run);

}  // namespace polyvocal
