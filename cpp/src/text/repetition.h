// How much of a short paragraph another one says again.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "text/document.h"

namespace polyvocal::segmenting {

/// The adjacent word pairs of the words [begin, end) of a draft.
class WordPairs {
 public:
  WordPairs(const Draft& draft, std::uint32_t begin, std::uint32_t end) : draft_(draft) {
    for (std::uint32_t word = begin; word + 1 < end; ++word) pairs_.push_back(pair(word));
    std::sort(pairs_.begin(), pairs_.end());
    pairs_.erase(std::unique(pairs_.begin(), pairs_.end()), pairs_.end());
    for (const std::uint64_t p : pairs_) filter_[slot(p) / 64] |= std::uint64_t{1} << slot(p) % 64;
    seen_.assign(pairs_.size(), 0);
  }

  /// Do at least so many of the pairs (0 to 1) occur among the words [begin, end)? Stops where too
  /// few words are left.
  [[nodiscard]] bool occur_in(std::uint32_t begin, std::uint32_t end, double share) {
    const std::size_t needed = count_of(share);
    std::size_t hits = 0;
    ++round_;
    for (std::uint32_t word = begin; hits < needed; ++word) {
      if (hits + (end - std::min(word + 1, end)) < needed) return false;
      const std::uint64_t p = pair(word);
      if ((filter_[slot(p) / 64] >> slot(p) % 64 & 1U) == 0) continue;
      const auto found = std::lower_bound(pairs_.begin(), pairs_.end(), p);
      if (found == pairs_.end() || *found != p) continue;
      std::uint32_t& seen = seen_[static_cast<std::size_t>(found - pairs_.begin())];
      if (seen == round_) continue;
      seen = round_;
      ++hits;
    }
    return !pairs_.empty();
  }

 private:
  [[nodiscard]] std::uint64_t pair(std::uint32_t word) const {
    return std::uint64_t{draft_.types[word]} << 32U | draft_.types[word + 1];
  }
  // The fewest pairs that are this share of all.
  [[nodiscard]] std::size_t count_of(double share) const {
    const auto all = static_cast<double>(pairs_.size());
    std::size_t count = 0;
    while (static_cast<double>(count) / all < share) ++count;
    return count;
  }
  static std::size_t slot(std::uint64_t p) {
    return static_cast<std::size_t>((p * 0x9E3779B97F4A7C15ULL) >> 54U);
  }

  const Draft& draft_;
  std::vector<std::uint64_t> pairs_;
  std::vector<std::uint32_t> seen_;
  std::uint32_t round_ = 0;
  std::array<std::uint64_t, 16> filter_{};
};

}  // namespace polyvocal::segmenting
