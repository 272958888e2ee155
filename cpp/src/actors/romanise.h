// Names of other scripts in Latin letters, and which letters a script leaves unwritten.
//
//   romanise("хафтар")  // "haftar"
//   writing_of("حفتر")  // Writing::consonants
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace polyvocal::naming {

/// How much of a name's sound a script writes.
enum class Writing : std::uint8_t {
  latin,
  alphabet,    ///< Cyrillic, Greek, Georgian, Armenian: consonants and vowels
  consonants,  ///< Arabic, Hebrew and their like: short vowels are left out
  other,       ///< digits, and scripts whose letters are syllables or words
};

/// Of the first letter of a word.
Writing writing_of(std::string_view word);

/// A folded word in plain Latin letters, as ICU transliterates it.
std::string romanise(std::string_view folded);

/// The same as news spells it ("zh", "sh", "ya" for single Cyrillic letters), letters only.
std::string spell_in_latin(std::string_view folded);

}  // namespace polyvocal::naming
