#include "actors/romanise.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <cstdint>
#include <memory>
#include <string>

#include "polyvocal/core/error.h"
#include "text/utf8.h"

namespace polyvocal::naming {

namespace {

std::unique_ptr<icu::Transliterator> make_romaniser() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(
      "Any-Latin; NFD; [:Nonspacing Mark:] Remove; NFC; Latin-ASCII; Lower", UTRANS_FORWARD,
      status));
  if (U_FAILURE(status)) throw Error(std::string("ICU: Any-Latin: ") + u_errorName(status));
  return made;
}

Writing writing_of_script(UScriptCode script) {
  switch (script) {
    case USCRIPT_LATIN:
      return Writing::latin;
    case USCRIPT_CYRILLIC:
    case USCRIPT_GREEK:
    case USCRIPT_GEORGIAN:
    case USCRIPT_ARMENIAN:
      return Writing::alphabet;
    case USCRIPT_ARABIC:
    case USCRIPT_HEBREW:
      return Writing::consonants;
    default:
      return Writing::other;
  }
}

// ICU keeps one letter for one, and what tells "sh" from "s" is a mark, which goes.
std::string_view cyrillic_sound(char32_t letter) {
  switch (letter) {
    case U'\u0436':
      return "zh";
    case U'\u0445':
      return "kh";
    case U'\u0446':
      return "ts";
    case U'\u0447':
      return "ch";
    case U'\u0448':
      return "sh";
    case U'\u0449':
      return "shch";
    case U'\u044E':
      return "yu";
    case U'\u044F':
      return "ya";
    case U'\u0457':
      return "yi";
    case U'\u0454':
      return "ye";
    default:
      return {};
  }
}

}  // namespace

Writing writing_of(std::string_view word) {
  for (std::size_t i = 0; i < word.size();) {
    const auto c = segmenting::next_character(word, i);
    i += c.size;
    const auto code = static_cast<UChar32>(c.code);
    if (u_isalpha(code) == 0) continue;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(code, &status);
    return U_FAILURE(status) ? Writing::other : writing_of_script(script);
  }
  return Writing::other;
}

std::string romanise(std::string_view folded) {
  thread_local const std::unique_ptr<icu::Transliterator> romaniser = make_romaniser();
  auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(folded.data(), static_cast<std::int32_t>(folded.size())));
  romaniser->transliterate(text);
  std::string latin;
  text.toUTF8String(latin);
  return latin;
}

std::string spell_in_latin(std::string_view folded) {
  std::string spelled;
  for (std::size_t i = 0; i < folded.size();) {
    const auto c = segmenting::next_character(folded, i);
    const std::string_view sound = cyrillic_sound(c.code);
    spelled += sound.empty() ? folded.substr(i, c.size) : sound;
    i += c.size;
  }
  std::string letters = romanise(spelled);
  std::erase_if(letters, [](char c) { return c < 'a' || c > 'z'; });
  return letters;
}

}  // namespace polyvocal::naming
