// Quotation marks into quotations, one paragraph at a time.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "polyvocal/text/segment.h"
#include "text/marks.h"

namespace polyvocal::segmenting {

/// Appends the outermost quotations of the paragraph `where`, whose marks are `marks`.
/// `continues` is set when `before`, the last quotation so far, was left open by the paragraph just
/// before and this paragraph opens with a mark again.
void find_quotes(std::string_view text, Span where, std::span<const Mark> marks,
                 ParagraphId paragraph, std::vector<Quote>& quotes);

}  // namespace polyvocal::segmenting
