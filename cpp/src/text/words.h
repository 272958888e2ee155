// The words of a text whose bytes have been looked at already.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "polyvocal/core/span.h"
#include "text/byte_scan.h"

namespace polyvocal::segmenting {

/// Appends the words of `text`; `blocks` are those of scan_bytes(text).
void find_words(std::string_view text, std::span<const ScanBlock> blocks, std::vector<Span>& out);

}  // namespace polyvocal::segmenting
