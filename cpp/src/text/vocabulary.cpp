#include "polyvocal/text/vocabulary.h"

#include <algorithm>
#include <cstdint>

#include "text/unicode.h"

namespace polyvocal {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }

// Bytes of the apostrophe that ends `text`, 0 when none does.
std::size_t apostrophe_before(std::string_view text) {
  if (text.ends_with('\'')) return 1;
  if (text.ends_with("\u2019") || text.ends_with("\u2018")) return 3;
  if (text.ends_with("\u02BC")) return 2;
  return 0;
}

segmenting::LetterScan scan_ascii(std::string_view token) {
  segmenting::LetterScan scan;
  for (const char c : token) {
    const bool upper = is_ascii_upper(c);
    const bool lower = is_ascii_lower(c);
    if (upper || lower) {
      if (scan.upper + scan.lower == 0) scan.first_cased_is_upper = upper;
      scan.letters = true;
      scan.upper += upper ? 1U : 0U;
      scan.lower += lower ? 1U : 0U;
    } else if (is_ascii_digit(c)) {
      scan.digits = true;
    } else if (c != '.' && c != ',' && c != '\'') {
      scan.others = true;
    }
  }
  return scan;
}

Casing casing_of(const segmenting::LetterScan& scan) {
  if (scan.upper + scan.lower == 0) return Casing::none;
  if (scan.upper == 0) return Casing::lower;
  if (scan.upper == 1 && scan.first_cased_is_upper) return Casing::capitalized;
  if (scan.lower == 0) return Casing::upper;
  return Casing::mixed;
}

std::string fold_ascii(std::string_view stem) {
  std::string key;
  key.reserve(stem.size());
  for (std::size_t i = 0; i < stem.size(); ++i) {
    const char c = stem[i];
    if (c == '.') {
      const bool decimal = i > 0 && i + 1 < stem.size() && is_ascii_digit(stem[i - 1]) &&
                           is_ascii_digit(stem[i + 1]);
      if (!decimal) continue;
    }
    key.push_back(is_ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return key;
}

template <typename Id>
std::optional<Id> find_sorted(const StringColumn& strings, const std::vector<Id>& order,
                              std::string_view wanted) {
  const auto found =
      std::lower_bound(order.begin(), order.end(), wanted,
                       [&](Id id, std::string_view value) { return strings[id] < value; });
  if (found == order.end() || strings[*found] != wanted) return std::nullopt;
  return *found;
}

}  // namespace

std::size_t possessive_size(std::string_view token) {
  if (token.size() < 3) return 0;
  const char last = token.back();
  if (last == 's' || last == 'S') {
    const std::size_t mark = apostrophe_before(token.substr(0, token.size() - 1));
    return mark != 0 && mark + 1 < token.size() ? mark + 1 : 0;
  }
  const std::size_t mark = apostrophe_before(token);
  if (mark == 0 || mark >= token.size()) return 0;
  const char before = token[token.size() - mark - 1];
  return before == 's' || before == 'S' ? mark : 0;
}

std::string fold_key(std::string_view token) {
  const std::string_view stem = token.substr(0, token.size() - possessive_size(token));
  return is_ascii(stem) ? fold_ascii(stem) : segmenting::icu_fold(stem);
}

TypeInfo classify_token(std::string_view token) {
  TypeInfo info;
  info.possessive = static_cast<std::uint8_t>(possessive_size(token));
  const std::string_view stem = token.substr(0, token.size() - info.possessive);
  const segmenting::LetterScan scan =
      is_ascii(stem) ? scan_ascii(stem) : segmenting::scan_letters(stem);
  info.casing = casing_of(scan);
  info.numeric = scan.digits && !scan.letters && !scan.others;
  info.latin = scan.letters && scan.all_latin;
  return info;
}

std::optional<TypeId> Vocabulary::find_type(std::string_view token) const {
  return find_sorted(types, types_by_bytes, token);
}

std::optional<KeyId> Vocabulary::find_key(std::string_view key) const {
  return find_sorted(keys, keys_by_bytes, key);
}

}  // namespace polyvocal
