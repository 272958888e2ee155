#include "actors/forms/form_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "polyvocal/text/tokenize.h"

namespace polyvocal::naming {

namespace {

// Bytes of the invisible mark at `at` (zero-width, direction), 0 for anything else.
std::size_t invisible_mark(std::string_view text, std::size_t at) {
  if (text.size() < at + 3) return 0;
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i]));
  };
  const std::uint32_t mark = byte(0) << 16U | byte(1) << 8U | byte(2);  // in UTF-8
  const bool is_mark = (mark >= 0xE2808B && mark <= 0xE2808F) ||        // U+200B to U+200F
                       (mark >= 0xE280AA && mark <= 0xE280AE) ||        // U+202A to U+202E
                       (mark >= 0xE281A0 && mark <= 0xE281A9) ||        // U+2060 to U+2069
                       mark == 0xEFBBBF;                                // U+FEFF
  return is_mark ? 3 : 0;
}

}  // namespace

std::string join(std::span<const FormWord> words) {
  std::string surface;
  for (const FormWord& word : words) {
    if (!surface.empty()) surface += ' ';
    surface += word.key;
  }
  return surface;
}

std::string without_space(std::string_view gap) {
  std::string kept;
  for (std::size_t i = 0; i < gap.size(); ++i) {
    const char c = gap[i];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') continue;
    if (gap.substr(i).starts_with("\u00A0")) {
      ++i;
      continue;
    }
    if (const std::size_t mark = invisible_mark(gap, i); mark > 0) {
      i += mark - 1;
      continue;
    }
    kept += c;
  }
  return kept;
}

Form split(std::string_view surface) {
  Form form;
  form.surface = surface;
  std::vector<Span> spans;
  tokenize(surface, spans);
  std::uint32_t previous = 0;
  for (const Span span : spans) {
    const std::string_view word = surface.substr(span.begin, span.size());
    FormWord made{.key = fold_key(word)};
    if (made.key.empty()) continue;
    const TypeInfo info = classify_token(word);
    made.capital = info.casing != Casing::lower && info.casing != Casing::none;
    made.possessive = info.possessive != 0;
    if (!form.words.empty()) {
      form.gaps.push_back(without_space(surface.substr(previous, span.begin - previous)));
    }
    previous = span.end;
    form.words.push_back(std::move(made));
  }
  return form;
}

void drop_word(Form& form, std::size_t at) {
  form.words.erase(form.words.begin() + static_cast<std::ptrdiff_t>(at));
  if (form.gaps.empty()) return;
  const std::size_t gap = std::min(at, form.gaps.size() - 1);
  form.gaps.erase(form.gaps.begin() + static_cast<std::ptrdiff_t>(gap));
}

Form slice(const Form& form, std::size_t begin, std::size_t end) {
  Form part = form;
  part.words.assign(form.words.begin() + static_cast<std::ptrdiff_t>(begin),
                    form.words.begin() + static_cast<std::ptrdiff_t>(end));
  part.gaps.assign(form.gaps.begin() + static_cast<std::ptrdiff_t>(begin),
                   form.gaps.begin() + static_cast<std::ptrdiff_t>(end - 1));
  part.given_words = 0;
  part.surface = join(part.words);
  return part;
}

Form part_of(const Form& form, std::size_t begin, std::size_t end, Origin origin) {
  Form part = slice(form, begin, end);
  part.kind = NameKind::short_form;
  part.origin = origin;
  part.article = false;
  return part;
}

Form own_name(const Form& form) {
  constexpr std::array<std::string_view, 10> kAdditions = {"jr", "sr", "ii",  "iii", "iv",
                                                           "v",  "md", "phd", "mp",  "esq"};
  std::size_t end = 1;
  while (end < form.words.size() && form.gaps[end - 1].find(',') == std::string::npos) ++end;
  while (end > 2 && std::find(kAdditions.begin(), kAdditions.end(), form.words[end - 1].key) !=
                        kAdditions.end()) {
    --end;
  }
  return end == form.words.size() ? form : slice(form, 0, end);
}

std::size_t family_begin(const Form& form) {
  std::size_t begin = form.words.size() - 1;
  while (begin > 1 && has(form.words[begin - 1], kParticle)) --begin;
  return begin;
}

void mark_respelled(Form& form) {
  if (form.origin == Origin::listed) {
    form.origin = Origin::respelled;
    if (form.kind == NameKind::name) form.kind = NameKind::variant;
  }
  form.surface = join(form.words);
}

}  // namespace polyvocal::naming
