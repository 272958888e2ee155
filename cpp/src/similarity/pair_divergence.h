// The divergence of one pair of groups, for the true labels and for labels dealt anew.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "dealing.h"
#include "polyvocal/core/run.h"
#include "polyvocal/counts/csr.h"

namespace polyvocal {

/// Documents of two groups, word by word; words of one document only add the same to any
/// divergence and are left out. Documents are numbered 0, 1, ...: those of the first
/// group, then those of the second. Memory is used again by the next load.
class PairWords {
 public:
  explicit PairWords(std::size_t columns) : documents_with_(columns, 0), place_(columns, 0) {}

  /// `weights` are parallel to rows.values; those of a row add up to 1.
  void load(const Csr<float>& rows, std::span<const float> weights,
            std::span<const std::int32_t> first, std::span<const std::int32_t> second);

  [[nodiscard]] std::size_t first() const { return first_; }
  [[nodiscard]] std::size_t documents() const { return documents_; }

  /// Of the groups as loaded, in double precision.
  [[nodiscard]] double divergence() const;

  /// Divergences under sixteen labellings at once; `in_first`: document by document, 16 numbers 1
  /// or 0 each.
  void divergences(std::span<const float> in_first, double* sixteen, const Run& run) const;

 private:
  struct Entry {
    std::uint32_t document;
    float weight;
  };
  std::size_t first_ = 0;
  std::size_t documents_ = 0;
  std::vector<std::size_t> begin_;  // words + 1
  std::vector<Entry> entries_;      // by word, then document
  std::vector<float> total_;        // per word

  std::vector<std::uint32_t> documents_with_;  // per column; 0 between loads
  std::vector<std::uint32_t> place_;           // per column: its word
};

}  // namespace polyvocal
