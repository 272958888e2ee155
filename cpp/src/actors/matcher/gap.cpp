#include "actors/matcher/gap.h"

#include <algorithm>

#include "text/utf8.h"

namespace polyvocal::matching {
namespace {

// How many lines a character ends; a page or paragraph counts as two.
unsigned line_breaks(std::string_view text, std::size_t at, char32_t c) {
  if (c == '\r') return text.substr(at + 1).starts_with('\n') ? 0 : 1;
  if (c == '\n' || c == '\v' || c == 0x85 || c == 0x2028) return 1;
  return c == '\f' || c == 0x2029 ? 2 : 0;
}

bool is_hyphen(std::string_view sign) {
  return sign == "-" || sign == "\u2010" || sign == "\u2011";
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

}  // namespace

Gap read_gap(std::string_view text, std::size_t from, std::size_t to, std::string_view left) {
  Gap gap;
  if (to - from > kLongestGap) return gap;
  unsigned breaks = 0;
  bool spaced = false;
  for (std::size_t at = from; at < to;) {
    const segmenting::Character c = segmenting::next_character(text, at);
    if (segmenting::is_blank(c.code)) {
      breaks += line_breaks(text, at, c.code);
      spaced = spaced || !segmenting::clings(c.code);
    } else {
      for (std::uint32_t i = 0; i < c.size; ++i) gap.sign[gap.size++] = text[at + i];
    }
    at += c.size;
  }
  if (breaks > 1 || (breaks == 1 && gap.size != 0)) return gap;
  gap.passable = true;
  std::string_view sign = gap.view();
  if (sign.starts_with('.') && text[from] == '.' && characters(left) <= kLongestAbbreviation) {
    sign.remove_prefix(1);
  }
  return sign.empty() || (is_hyphen(sign) && !spaced) ? kJoined : gap;
}

}  // namespace polyvocal::matching
