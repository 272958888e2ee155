// The characters of a text that segmentation looks at: line breaks, sentence ends, quotation marks.
// Found in one sweep, so that the later steps jump from mark to mark.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/byte_scan.h"

namespace polyvocal::segmenting {

enum class MarkKind : std::uint8_t {
  newline,          ///< ends a line
  page,             ///< ends a paragraph: form feed, paragraph separator
  stop,             ///< full stop that needs white space after it
  question,         ///< "?" or "!" and the like
  ellipsis,         ///< one-character ellipsis
  wide_stop,        ///< ends a sentence by itself: the stops of Chinese, Hindi, Armenian ...
  straight,         ///< "
  double_open,      ///< left curly
  double_close,     ///< right curly
  double_low,       ///< low-9 double
  single_open,      ///< left single curly
  single_close,     ///< right single curly, also an apostrophe
  apostrophe,       ///< '
  backtick,         ///< `
  guillemet_left,   ///< «
  guillemet_right,  ///< »
  corner_open,      ///< Chinese and Japanese brackets for speech
  corner_close,
};

struct Mark {
  std::uint32_t at = 0;  ///< byte offset
  MarkKind kind = MarkKind::newline;
  std::uint8_t size = 1;  ///< bytes
};

/// Replaces `marks` by the marks of `text`, in order. Apostrophes between ASCII letters and full
/// stops between ASCII letters or digits are left out: they mean nothing to anybody.
/// `blocks` are those of scan_bytes(text).
void find_marks(std::string_view text, std::span<const ScanBlock> blocks, std::vector<Mark>& marks);

}  // namespace polyvocal::segmenting
