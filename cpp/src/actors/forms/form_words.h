// The words of a form: split from a surface, cut out, joined again. Rules of derivation are built
// from these.
//
//   Form form = split("Khalifa al-Haftar");
//   Form surname = slice(form, family_begin(form), form.words.size());
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "actors/forms.h"
#include "actors/traits.h"

namespace polyvocal::naming {

inline bool has(const FormWord& word, Traits any) {
  return ((traits_of(word.key) | word.listed) & any) != 0;
}

/// Words, gaps and surface of a name; no word where the surface has none.
Form split(std::string_view surface);

void drop_word(Form& form, std::size_t at);

/// Keys with a space between.
std::string join(std::span<const FormWord> words);

/// The words [begin, end) as a form of their own.
Form slice(const Form& form, std::size_t begin, std::size_t end);
/// The same as a short form without an article.
Form part_of(const Form& form, std::size_t begin, std::size_t end, Origin origin);

/// The name without what is added to it: "Catherine" of "Catherine, Princess of Wales", "Earl Boe"
/// of "Earl Boe Jr.".
Form own_name(const Form& form);

/// Index of the first word of the family name: the last word with the particles before it.
std::size_t family_begin(const Form& form);

/// A listed name with other words: no longer the name as listed.
void mark_respelled(Form& form);

}  // namespace polyvocal::naming
