#include "stance/sides/party_mark.h"

namespace polyvocal::scoring {

namespace {

constexpr std::size_t kMostLetters = 4;
constexpr std::size_t kLongestPlace = 32;  // bytes of "N. Yorkshire and Leeds"
constexpr std::size_t kMostSpace = 3;

bool letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool capital(char c) { return c >= 'A' && c <= 'Z'; }

// Bytes of a hyphen or dash at a position, 0 when there is none.
std::size_t dash(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == '-') return 1;
  const std::string_view next = text.substr(at, 3);
  return next == "\u2010" || next == "\u2011" || next == "\u2013" || next == "\u2014" ? 3 : 0;
}

std::size_t letters_at(std::string_view text, std::size_t at) {
  std::size_t n = 0;
  while (at + n < text.size() && n <= kMostLetters && letter(text[at + n])) ++n;
  return n > 0 && n <= kMostLetters && capital(text[at]) ? n : 0;
}

// "(R-Ohio)", "(R., Ohio)", "(Lab, Leeds)", "(D)".
std::size_t bracket_end(std::string_view text, std::size_t after) {
  if (after < text.size() && text[after] == '.') ++after;
  if (after < text.size() && text[after] == ')') return after;
  const std::size_t link = dash(text, after);
  const bool comma = text.substr(after, 2) == ", ";
  if (link == 0 && !comma) return 0;
  const std::size_t place = after + (comma ? 2 : link);
  const std::size_t close = text.substr(0, place + kLongestPlace).find_first_of("()\n", place);
  if (close == std::string_view::npos || text[close] != ')' || !capital(text[place])) return 0;
  return close;
}

// ", R-Ariz.": one letter, and a place behind the hyphen.
std::size_t comma_end(std::string_view text, std::size_t after) {
  const std::size_t link = dash(text, after);
  std::size_t end = after + link;
  if (link == 0 || end + 1 >= text.size() || !capital(text[end]) || !letter(text[end + 1]))
    return 0;
  while (end < text.size() && letter(text[end])) ++end;
  return end;
}

}  // namespace

PartyMark party_mark_after(std::string_view text, std::uint32_t at) {
  std::size_t k = at;
  while (k < text.size() && k < at + kMostSpace && text[k] == ' ') ++k;
  const bool bracket = k < text.size() && text[k] == '(';
  const bool comma = k == at && text.substr(k, 2) == ", ";
  if (!bracket && !comma) return {};
  const std::size_t first = k + (bracket ? 1 : 2);
  const std::size_t n = letters_at(text, first);
  if (n == 0 || (comma && n > 1)) return {};
  const std::size_t end = bracket ? bracket_end(text, first + n) : comma_end(text, first + n);
  if (end == 0) return {};
  return {text.substr(first, n),
          {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end)},
          end == first + n};
}

bool tells_places(std::string_view sentence) {
  return sentence.find("(L)") != std::string_view::npos ||
         sentence.find("(C)") != std::string_view::npos;
}

}  // namespace polyvocal::scoring
