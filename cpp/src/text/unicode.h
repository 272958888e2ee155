// Everything the text stage asks of ICU, behind plain types: word boundaries by our pinned rules,
// character classes, folding. No other file of the stage includes an ICU header.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "polyvocal/core/span.h"

namespace polyvocal::segmenting {

/// What the word rules need to know of a character.
enum class WordClass : std::uint8_t {
  other,
  newline,
  letter,
  digit,
  extender,    ///< "_" and its kin
  mid_letter,  ///< joins letters: middle dot
  mid_number,  ///< joins digits: comma
  mid_both,    ///< joins either: full stop, apostrophe
  ignored,     ///< combining marks, joiners, soft hyphen: belong to the character before
  hard,        ///< needs the full rules: Hebrew, scripts without spaces
};

/// Code points below this have a class in the table; text with any other goes to ICU.
inline constexpr std::size_t kClassedCodePoints = 0x3000;
using WordClasses = std::array<WordClass, kClassedCodePoints>;

/// Built once from the same properties that the pinned rules name.
const WordClasses& word_classes();

/// Appends the words of one line (no line break inside), shifted by `offset`, by ICU and our rules.
void icu_words(std::string_view line, std::uint32_t offset, std::vector<Span>& out);

/// What the letters of a token look like.
struct LetterScan {
  std::uint32_t upper = 0;
  std::uint32_t lower = 0;
  bool first_cased_is_upper = false;
  bool letters = false;   ///< any letter
  bool all_latin = true;  ///< no letter of another script
  bool digits = false;    ///< any decimal digit
  bool others = false;    ///< anything but letters, digits, marks and the signs inside numbers
};
LetterScan scan_letters(std::string_view token);

/// The folding described at fold_key, without its ASCII short cut and without the possessive.
std::string icu_fold(std::string_view stem);

bool is_upper(char32_t c);
bool is_lower(char32_t c);
bool is_letter(char32_t c);
bool is_digit(char32_t c);

}  // namespace polyvocal::segmenting
