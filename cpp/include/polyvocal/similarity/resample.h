// Documents of groups drawn or dealt anew, for tests and intervals that are made outside the core
// (trees, maps, measures written in Python). A replicate depends on (seed, replicate) only.
//
//   auto labels = dealt_labels(outlet_of, months, {.begin = 0, .end = 100, .seed = 1});
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace polyvocal {

struct Replicates {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint64_t seed = 0;
};

/// Group labels changed about inside strata (empty: one); documents with label -1 stay out.
/// Replicate by replicate, one label a document.
/// @throws InputError for strata of another length or begin > end.
std::vector<std::int32_t> dealt_labels(std::span<const std::int32_t> groups,
                                       std::span<const std::int32_t> strata,
                                       const Replicates& replicates);

/// How often each document is drawn when every group of n documents gives max(1, round(scale x n))
/// of its own, with replacement. Replicate by replicate, one number a document.
/// @throws InputError for scale <= 0, or begin > end.
std::vector<std::int32_t> drawn_documents(std::span<const std::int32_t> groups, double scale,
                                          const Replicates& replicates);

}  // namespace polyvocal
