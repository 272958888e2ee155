// The words of a corpus as numbers, for counting: folded, in counted regions only.
//
//   Words words = list_words(segments, kCountedRegions, 5);
//   count_token_windows({words.ids, words.document_begin, words.nodes()}, window, {}, run);
#pragma once

#include <cstdint>
#include <vector>

#include "polyvocal/counts/windows.h"
#include "polyvocal/text/segment.h"

namespace polyvocal {

struct Words {
  std::vector<std::int32_t> ids;             ///< per counted token; -1 for a rare word
  std::vector<std::int64_t> document_begin;  ///< documents + 1
  std::vector<KeyId> keys;                   ///< per id: the word; rising
  std::vector<std::int64_t> counts;          ///< per id: its tokens

  [[nodiscard]] std::int32_t nodes() const { return static_cast<std::int32_t>(keys.size()); }
  [[nodiscard]] TokenStream stream() const { return {ids, document_begin, nodes()}; }
};

/// Words that occur at least min_count times in counted regions (bits of region_bit). Others keep
/// their places; tokens outside counted regions have none.
Words list_words(const Segments& segments, std::uint32_t regions, std::int64_t min_count);

}  // namespace polyvocal
