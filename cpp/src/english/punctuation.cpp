#include "english/punctuation.h"

#include <optional>

namespace polyvocal::english {

namespace {

bool starts_with_at(std::string_view text, std::size_t at, std::string_view mark) {
  return text.substr(at, mark.size()) == mark;
}

// A straight mark glued to a word on one side only is told by it; else what came before tells.
std::optional<bool> opens_by_place(std::string_view gap, std::size_t i, std::size_t size = 1) {
  const auto space = [](char c) { return c == ' ' || c == '\n'; };
  const bool space_before = i > 0 && space(gap[i - 1]);
  const bool space_after = i + size < gap.size() && space(gap[i + size]);
  if (space_before && i + size == gap.size()) return true;
  if (space_after && !space_before) return false;
  return std::nullopt;
}

}  // namespace

Gap read_gap(std::string_view gap, QuoteState& quotes) {
  Gap found = 0;
  bool space = false;
  bool hyphen = false;
  for (std::size_t i = 0; i < gap.size(); ++i) {
    const char c = gap[i];
    switch (c) {
      case ' ':
      case '\n':
      case '\t':
      case '\r':
        space = true;
        break;
      case ',':
        found |= kComma;
        break;
      case ';':
      case ':':
      case '!':
      case '?':
        found |= kStop;
        break;
      case '.':
        break;  // inside a sentence it ends an abbreviation
      case '(':
      case '[':
        found |= kOpenParen;
        break;
      case ')':
      case ']':
        found |= kCloseParen;
        break;
      case '-':
        if (i + 1 < gap.size() && gap[i + 1] == '-') found |= kDash;
        hyphen = true;
        break;
      case '"':
        quotes.double_open = opens_by_place(gap, i).value_or(!quotes.double_open);
        found |= quotes.double_open ? kOpenQuote : kCloseQuote;
        break;
      case '\'':
        if (i + 1 < gap.size() && gap[i + 1] == '\'') {
          // Two apostrophes for both marks, or behind `` for the closing one only.
          quotes.pair_open =
              opens_by_place(gap, i, 2).value_or(i == 0 && gap.size() == 2 && !quotes.pair_open);
          found |= quotes.pair_open ? kOpenQuote : kCloseQuote;
          ++i;
        } else {
          const bool opens = i + 1 == gap.size() && !quotes.single_open;
          quotes.single_open = opens;
          found |= opens ? kOpenQuote : kCloseQuote;
        }
        break;
      case '`':
        found |= kOpenQuote;
        break;
      case '\xC2':
        if (starts_with_at(gap, i, "\xC2\xA0")) space = true;
        if (starts_with_at(gap, i, "\xC2\xAB")) found |= kOpenQuote;
        if (starts_with_at(gap, i, "\xC2\xBB")) found |= kCloseQuote;
        ++i;
        break;
      case '\xE2':
        if (starts_with_at(gap, i, "\xE2\x80\x9C") || starts_with_at(gap, i, "\xE2\x80\x98")) {
          found |= kOpenQuote;
        } else if (starts_with_at(gap, i, "\xE2\x80\x9D") ||
                   starts_with_at(gap, i, "\xE2\x80\x99")) {
          found |= kCloseQuote;
        } else if (starts_with_at(gap, i, "\xE2\x80\x93") ||
                   starts_with_at(gap, i, "\xE2\x80\x94") ||
                   starts_with_at(gap, i, "\xE2\x80\x95")) {
          found |= kDash;
        } else if (starts_with_at(gap, i, "\xE2\x80\x90") ||
                   starts_with_at(gap, i, "\xE2\x80\x91")) {
          hyphen = true;
        }
        i += 2;
        break;
      default:
        break;
    }
  }
  if (hyphen && space) found |= kDash;
  if (hyphen && !space && found == 0) found |= kHyphen;
  return found;
}

}  // namespace polyvocal::english
