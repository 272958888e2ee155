// Counts as bytes: partial results to keep, or to send to the machine that merges them.
//
//   std::string block = save_counts({.header = "...", .matrices = {matrix}});
//   SavedCounts back = load_counts(block);  // checked: a damaged block gives an error
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "polyvocal/counts/csr.h"
#include "polyvocal/counts/permutation.h"

namespace polyvocal {

struct SavedMatrix {
  Csr<std::int64_t> counts;     ///< square; whole counts or fixed point
  std::vector<std::int64_t> n;  ///< per row: units that name it; empty when sums of the cells serve
  std::int64_t total = 0;
};

struct SavedCounts {
  std::string header;  ///< what was counted; the caller's own text
  std::vector<SavedMatrix> matrices;
  std::vector<Incidence> incidences;
};

/// Magic, version, values, checksum.
std::string save_counts(const SavedCounts& counts);

/// @throws InputError when the block is not one of counts, of another version, or damaged.
SavedCounts load_counts(std::string_view block);

}  // namespace polyvocal
