// Lines and paragraphs of a text.
#pragma once

#include <string_view>
#include <vector>

#include "polyvocal/core/span.h"
#include "text/marks.h"

namespace polyvocal::segmenting {

struct Line {
  Span span;                  ///< without blanks at either end; never empty
  bool breaks_before = true;  ///< a blank line, page break or the start of the text lies before it
  bool indented = false;
};

/// Replaces `paragraphs` by the paragraphs of `text`: stretches between line breaks that hold more
/// than blanks. In text wrapped at a fixed width the lines of one paragraph are joined.
/// `lines` is scratch.
void find_paragraphs(std::string_view text, const std::vector<Mark>& marks,
                     std::vector<Line>& lines, std::vector<Span>& paragraphs);

}  // namespace polyvocal::segmenting
