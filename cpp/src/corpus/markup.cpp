#include "polyvocal/corpus/markup.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace polyvocal {

namespace {

// Tags that articles are written with, and references that writers of HTML cannot avoid; sorted.
constexpr auto kTags = std::to_array<std::string_view>(
    {"a",       "abbr",       "article", "aside",    "b",      "blockquote", "br",     "caption",
     "center",  "cite",       "code",    "dd",       "div",    "dl",         "dt",     "em",
     "embed",   "figcaption", "figure",  "font",     "footer", "form",       "h1",     "h2",
     "h3",      "h4",         "h5",      "h6",       "head",   "header",     "hr",     "html",
     "i",       "iframe",     "img",     "input",    "ins",    "label",      "li",     "link",
     "main",    "meta",       "nav",     "noscript", "object", "ol",         "option", "p",
     "picture", "pre",        "q",       "s",        "script", "section",    "select", "small",
     "source",  "span",       "strike",  "strong",   "style",  "sub",        "sup",    "svg",
     "table",   "tbody",      "td",      "template", "tfoot",  "th",         "thead",  "time",
     "title",   "tr",         "tt",      "u",        "ul",     "video"});
constexpr auto kReferences = std::to_array<std::string_view>(
    {"amp",   "apos",  "bull",  "copy",  "eacute", "euro", "gt",    "hellip",
     "ldquo", "lsquo", "lt",    "mdash", "middot", "nbsp", "ndash", "pound",
     "quot",  "rdquo", "rsquo", "shy",   "thinsp", "zwnj"});
static_assert(std::is_sorted(kTags.begin(), kTags.end()));
static_assert(std::is_sorted(kReferences.begin(), kReferences.end()));

constexpr std::size_t kEnough = 2;
constexpr std::size_t kLongestTag = 4096;  // bytes, with its attributes

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

template <class List>
bool holds(const List& words, std::string_view word) {
  std::array<char, 16> lower{};
  if (word.empty() || word.size() > lower.size()) return false;
  std::transform(word.begin(), word.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  });
  return std::binary_search(words.begin(), words.end(),
                            std::string_view(lower.data(), word.size()));
}

// The letters and digits from `at` on.
std::string_view name_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]))) ++end;
  return text.substr(at, end - at);
}

// "<p>", "</div>", "<a href=...>", "<br/>" at a '<'.
bool is_tag(std::string_view text, std::size_t at) {
  std::size_t from = at + 1;
  if (from < text.size() && text[from] == '/') ++from;
  const std::string_view name = name_at(text, from);
  if (!holds(kTags, name)) return false;
  const std::size_t after = from + name.size();
  if (after >= text.size()) return false;
  const char next = text[after];
  if (next == '>') return true;
  if (next != ' ' && next != '/' && next != '\n' && next != '\t') return false;
  const std::string_view rest = text.substr(after, kLongestTag);
  const std::size_t end = rest.find_first_of("<>");
  if (end == std::string_view::npos || rest[end] != '>') return false;
  return rest[end > 0 ? end - 1 : 0] == '/' ||
         rest.substr(0, end).find('=') != std::string_view::npos;
}

// "&nbsp;", "&#8217;", "&#x2019;" at a '&'.
bool is_reference(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return false;
  const bool number = text[at + 1] == '#';
  const std::string_view name = name_at(text, at + (number ? 2 : 1));
  const std::size_t after = at + (number ? 2 : 1) + name.size();
  if (after >= text.size() || text[after] != ';' || name.empty()) return false;
  return number ? is_digit(name.back()) || name.front() == 'x' : holds(kReferences, name);
}

}  // namespace

bool has_markup(std::string_view text) {
  std::size_t found = 0;
  for (const char sign : {'<', '&'}) {
    for (std::size_t at = text.find(sign); at != std::string_view::npos;
         at = text.find(sign, at + 1)) {
      if (sign == '<' ? is_tag(text, at) : is_reference(text, at)) ++found;
      if (found == kEnough) return true;
    }
  }
  return false;
}

std::vector<std::uint32_t> documents_with_markup(const Corpus& corpus) {
  std::vector<std::uint32_t> found;
  for (std::size_t document = 0; document < corpus.size(); ++document) {
    if (has_markup(corpus.text(document))) found.push_back(static_cast<std::uint32_t>(document));
  }
  return found;
}

}  // namespace polyvocal
