// The words of a text whose bytes have been looked at already.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "polyvocal/core/span.h"
#include "text/byte_scan.h"

namespace polyvocal::segmenting {

/// Appends the words of `text`; `blocks` are those of scan_bytes(text). Into `odd`, if given, come
/// the rows of `out` with all words that have more than ASCII letters and digits.
void find_words(std::string_view text, std::span<const ScanBlock> blocks, std::vector<Span>& out,
                std::vector<std::uint32_t>* odd = nullptr);

}  // namespace polyvocal::segmenting
