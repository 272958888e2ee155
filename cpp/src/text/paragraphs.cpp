#include "text/paragraphs.h"

#include <algorithm>
#include <cstdint>

#include "text/unicode.h"
#include "text/utf8.h"

namespace polyvocal::segmenting {
namespace {

void find_lines(std::string_view text, const std::vector<Mark>& marks, std::vector<Line>& lines) {
  lines.clear();
  std::uint32_t begin = 0;
  bool breaks = true;
  const auto close = [&](std::uint32_t end) {
    const std::size_t first = skip_blanks(text, begin, end);
    if (first >= end) {
      breaks = true;
      return;
    }
    const std::size_t last = trim_back(text, first, end);
    lines.push_back({{static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)},
                     breaks,
                     first > begin + 1});
    breaks = false;
  };
  for (const Mark& mark : marks) {
    if (mark.kind > MarkKind::page) continue;
    close(mark.at);
    begin = mark.at + mark.size;
    breaks = breaks || mark.kind == MarkKind::page;
  }
  close(static_cast<std::uint32_t>(text.size()));
}

bool ends_sentence(std::string_view text, Span line) {
  std::uint32_t end = line.end;
  while (end > line.begin) {
    const Character c = previous_character(text, end);
    const bool closer = c.code == '"' || c.code == '\'' || c.code == ')' || c.code == 0x201D ||
                        c.code == 0x2019 || c.code == 0xBB;
    if (!closer) return c.code == '.' || c.code == '!' || c.code == '?' || c.code == ':';
    end -= c.size;
  }
  return false;
}

std::uint32_t first_word_bytes(std::string_view text, Span line) {
  const std::size_t space = text.substr(line.begin, line.size()).find(' ');
  return space == std::string_view::npos ? line.size() : static_cast<std::uint32_t>(space);
}

// Width that the text was wrapped at, in bytes; 0 when it was not. Wrapped text shows two things:
// lines break where the next word would not have fitted, and often in the middle of a sentence.
std::uint32_t wrap_width(std::string_view text, const std::vector<Line>& lines) {
  constexpr std::uint32_t kWidest = 130;
  constexpr std::size_t kFewest = 3;
  std::uint32_t width = 0;
  std::size_t pairs = 0;
  std::size_t midway = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    width = std::max(width, lines[i].span.size());
    if (lines[i + 1].breaks_before) continue;
    ++pairs;
    const Character next = next_character(text, lines[i + 1].span.begin);
    if (!ends_sentence(text, lines[i].span) && is_lower(next.code)) ++midway;
  }
  if (pairs < kFewest || width > kWidest || width < 20 || midway * 10 < pairs * 3) return 0;
  std::size_t full = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i + 1].breaks_before) continue;
    const std::uint32_t needed =
        lines[i].span.size() + 1 + first_word_bytes(text, lines[i + 1].span);
    if (needed * 20 > width * 19) ++full;
  }
  return full * 10 >= pairs * 7 ? width : 0;
}

}  // namespace

void find_paragraphs(std::string_view text, const std::vector<Mark>& marks,
                     std::vector<Line>& lines, std::vector<Span>& paragraphs) {
  paragraphs.clear();
  find_lines(text, marks, lines);
  const std::uint32_t width = wrap_width(text, lines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Span line = lines[i].span;
    bool joins = width != 0 && i > 0 && !lines[i].breaks_before && !lines[i].indented;
    if (joins && ends_sentence(text, lines[i - 1].span)) {
      // A short last line that ends a sentence ends the paragraph.
      joins = lines[i - 1].span.size() + 1 + first_word_bytes(text, line) > width * 3 / 4;
    }
    if (joins) {
      paragraphs.back().end = line.end;
    } else {
      paragraphs.push_back(line);
    }
  }
}

}  // namespace polyvocal::segmenting
