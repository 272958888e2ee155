#include "actors/globs.h"

namespace polyvocal::naming {

namespace {

// Length of the UTF-8 character at the front.
std::size_t character(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
    ++length;
  }
  return length;
}

// Matches one character of `text` against the head of `pattern`; the pattern's length, or 0.
std::size_t match_one(std::string_view pattern, std::string_view text, std::size_t width) {
  if (pattern.front() == '?') return 1;
  if (pattern.front() == '[') {
    const std::size_t close = pattern.find(']', 2);
    if (close != std::string_view::npos) {
      std::string_view set = pattern.substr(1, close - 1);
      const bool inverse = set.front() == '!';
      if (inverse) set.remove_prefix(1);
      bool inside = false;
      for (std::size_t i = 0; i < set.size(); ++i) {
        if (i + 2 < set.size() && set[i + 1] == '-') {
          inside = inside || (width == 1 && set[i] <= text[0] && text[0] <= set[i + 2]);
          i += 2;
        } else {
          inside = inside || set.substr(i, width) == text.substr(0, width);
        }
      }
      return inside != inverse ? close + 1 : 0;
    }
  }
  return pattern.substr(0, width) == text.substr(0, width) ? width : 0;
}

}  // namespace

bool glob_matches(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;  // after the last *, to come back to
  std::size_t mark = 0;
  while (t < text.size()) {
    const std::size_t width = character(text.substr(t));
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      mark = t;
      continue;
    }
    const std::size_t step =
        p < pattern.size() ? match_one(pattern.substr(p), text.substr(t), width) : 0;
    if (step > 0) {
      p += step;
      t += width;
    } else if (star != std::string_view::npos) {
      p = star;
      mark += character(text.substr(mark));
      t = mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace polyvocal::naming
