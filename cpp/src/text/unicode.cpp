#include "text/unicode.h"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/parseerr.h>
#include <unicode/rbbi.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <memory>

#include "polyvocal/core/error.h"

namespace polyvocal::segmenting {
namespace {

void require(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) throw Error(std::string("ICU: ") + what + ": " + u_errorName(status));
}

// The words of UAX #29 as one regular expression. Tailored: "@" is no letter and colons do not join
// (releases of ICU disagree on both), a run of "_" alone is no word, a pictograph after a joiner
// starts anew. The set called "dictionary" makes ICU look such runs up in its word lists.
constexpr const char16_t* kWordRules =
    uR"(
$Ignored  = [\p{Word_Break=Extend} \p{Word_Break=Format} \p{Word_Break=ZWJ}];
$Complex  = [\p{Line_Break=Complex_Context} - $Ignored];
$Cjk      = [\p{Script=Han} \p{Script=Hiragana} \p{Word_Break=Katakana}];
$dictionary = [$Complex $Cjk \p{Line_Break=Complex_Context}];
$Hebrew   = [\p{Word_Break=Hebrew_Letter}];
$Plain    = [[\p{Word_Break=ALetter} $Complex] - [@] - $Cjk];
$Quote    = [\p{Word_Break=Single_Quote}];
$Double   = [\p{Word_Break=Double_Quote}];
$MidBoth  = [\p{Word_Break=MidNumLet} $Quote];
$MidLet   = [[\p{Word_Break=MidLetter} $MidBoth] - [\u003A\uFE13\uFE55\uFF1A]];
$MidNum   = [\p{Word_Break=MidNum} $MidBoth];
$P  = $Plain $Ignored*;
$H  = $Hebrew $Ignored*;
$N  = [\p{Word_Break=Numeric}] $Ignored*;
$E  = [\p{Word_Break=ExtendNumLet}] $Ignored*;
$ML = $MidLet $Ignored*;
$MN = $MidNum $Ignored*;
$L  = $P | $H;
$HebrewPart = $H ($Double $Ignored* $H)*;
$Letters = ($P | $HebrewPart) ($ML? ($P | $HebrewPart))*;
$Numbers = $N ($MN? $N)*;
$Piece = ($Letters | $Numbers)+;
$E* ($Piece $E+)* $Piece $E* {200};
$E* ($Piece $E+)* $Piece? $H $Quote $Ignored* {200};
($Cjk $Ignored*)+ {400};
. ;
)";

std::unique_ptr<icu::RuleBasedBreakIterator> make_word_iterator() {
  static const std::unique_ptr<icu::RuleBasedBreakIterator> compiled = [] {
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    auto made = std::make_unique<icu::RuleBasedBreakIterator>(icu::UnicodeString(kWordRules), where,
                                                              status);
    require(status, "word rules");
    return made;
  }();
  auto* copy = compiled->clone();
  if (copy == nullptr) throw Error("ICU: out of memory for a word iterator");
  return std::unique_ptr<icu::RuleBasedBreakIterator>(
      static_cast<icu::RuleBasedBreakIterator*>(copy));
}

struct CloseText {
  void operator()(UText* text) const { utext_close(text); }
};

WordClass class_of(UChar32 c) {
  if (c == U'@') return WordClass::other;
  if (c == U':') return WordClass::other;
  switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
    case U_WB_CR:
    case U_WB_LF:
    case U_WB_NEWLINE:
      return WordClass::newline;
    case U_WB_EXTEND:
    case U_WB_FORMAT:
    case U_WB_ZWJ:
      // Marks of scripts without spaces take part in ICU's dictionary look-up.
      return u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT
                 ? WordClass::hard
                 : WordClass::ignored;
    case U_WB_HEBREW_LETTER:
    case U_WB_KATAKANA:
      return WordClass::hard;
    case U_WB_ALETTER:
      return WordClass::letter;
    case U_WB_NUMERIC:
      return WordClass::digit;
    case U_WB_EXTENDNUMLET:
      return WordClass::extender;
    case U_WB_MIDLETTER:
      return WordClass::mid_letter;
    case U_WB_MIDNUM:
      return WordClass::mid_number;
    case U_WB_MIDNUMLET:
    case U_WB_SINGLE_QUOTE:
      return WordClass::mid_both;
    default:
      break;
  }
  if (u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) return WordClass::hard;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA ? WordClass::hard : WordClass::other;
}

const icu::Normalizer2& normalizer(const char* name, UNormalization2Mode mode) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* made = icu::Normalizer2::getInstance(nullptr, name, mode, status);
  require(status, name);
  return *made;
}

std::unique_ptr<icu::Transliterator> make_latin_ascii() {
  static const std::unique_ptr<const icu::Transliterator> compiled = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<const icu::Transliterator> made(
        icu::Transliterator::createInstance("Latin-ASCII", UTRANS_FORWARD, status));
    require(status, "Latin-ASCII");
    return made;
  }();
  return std::unique_ptr<icu::Transliterator>(compiled->clone());
}

UScriptCode script_of(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(c, &status);
}

// Whether a mark after `base` only decorates it. The breve of й and ў and the dots of ї make
// letters of their own; in Arabic the hamza and madda do, the vowel signs do not.
bool is_decoration(UChar32 base, UChar32 mark) {
  switch (script_of(base)) {
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
      return true;
    case USCRIPT_CYRILLIC:
      if (mark == 0x0306) return base != 0x0438 && base != 0x0443;
      if (mark == 0x0308) return base != 0x0456;
      return true;
    case USCRIPT_ARABIC:
      return mark < 0x0653 || mark > 0x0655;
    case USCRIPT_HEBREW:
      return true;
    default:
      return false;
  }
}

bool is_apostrophe(UChar32 c) {
  return c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0x02BB || c == 0xFF07;
}

}  // namespace

const WordClasses& word_classes() {
  static const WordClasses classes = [] {
    WordClasses made{};
    for (std::size_t c = 0; c < made.size(); ++c) made[c] = class_of(static_cast<UChar32>(c));
    return made;
  }();
  return classes;
}

void icu_words(std::string_view line, std::uint32_t offset, std::vector<Span>& out) {
  thread_local const std::unique_ptr<icu::RuleBasedBreakIterator> words = make_word_iterator();
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UText, CloseText> text(
      utext_openUTF8(nullptr, line.data(), static_cast<std::int64_t>(line.size()), &status));
  require(status, "opening text");
  words->setText(text.get(), status);
  require(status, "setting text");
  std::int32_t begin = words->first();
  for (std::int32_t end = words->next(); end != icu::BreakIterator::DONE; end = words->next()) {
    if (words->getRuleStatus() >= UBRK_WORD_NUMBER) {
      out.push_back(
          {offset + static_cast<std::uint32_t>(begin), offset + static_cast<std::uint32_t>(end)});
    }
    begin = end;
  }
}

LetterScan scan_letters(std::string_view token) {
  LetterScan scan;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(token.data());
  const auto size = static_cast<std::int32_t>(token.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (u_isalpha(c)) {
      scan.letters = true;
      const UScriptCode script = script_of(c);
      if (script != USCRIPT_LATIN && script != USCRIPT_COMMON && script != USCRIPT_INHERITED) {
        scan.all_latin = false;
      }
      const bool upper = u_isUUppercase(c) || u_istitle(c);
      const bool lower = u_isULowercase(c);
      if ((upper || lower) && scan.upper + scan.lower == 0) scan.first_cased_is_upper = upper;
      scan.upper += upper ? 1U : 0U;
      scan.lower += lower ? 1U : 0U;
    } else if (u_isdigit(c)) {
      scan.digits = true;
    } else if (c != '.' && c != ',' && c != '\'' && c != 0x2019 && c != 0x066B && c != 0x066C &&
               class_of(c) != WordClass::ignored) {
      scan.others = true;
    }
  }
  return scan;
}

std::string icu_fold(std::string_view stem) {
  static const icu::Normalizer2& casefold = normalizer("nfkc_cf", UNORM2_COMPOSE);
  static const icu::Normalizer2& decompose = normalizer("nfc", UNORM2_DECOMPOSE);
  static const icu::Normalizer2& compose = normalizer("nfc", UNORM2_COMPOSE);
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString folded = casefold.normalize(
      icu::UnicodeString::fromUTF8(icu::StringPiece(stem.data(), static_cast<int>(stem.size()))),
      status);
  const icu::UnicodeString parts = decompose.normalize(folded, status);
  require(status, "folding");
  icu::UnicodeString kept;
  UChar32 base = 0;
  UChar32 before = 0;
  bool latin_beyond_ascii = false;
  for (std::int32_t i = 0; i < parts.length();) {
    const UChar32 c = parts.char32At(i);
    i += U16_LENGTH(c);
    if (u_charType(c) == U_NON_SPACING_MARK) {
      if (!is_decoration(base, c)) kept.append(c);
      continue;
    }
    if (c == 0x0640) continue;  // tatweel
    const UChar32 next = i < parts.length() ? parts.char32At(i) : 0;
    if (c == '.' && !(u_isdigit(before) && u_isdigit(next))) continue;
    before = c;
    base = c;
    kept.append(is_apostrophe(c) ? UChar32{'\''} : c);
    latin_beyond_ascii = latin_beyond_ascii || (c > 0x7F && script_of(c) == USCRIPT_LATIN);
  }
  icu::UnicodeString result = compose.normalize(kept, status);
  require(status, "folding");
  if (latin_beyond_ascii) {
    thread_local const std::unique_ptr<icu::Transliterator> latin_ascii = make_latin_ascii();
    latin_ascii->transliterate(result);
    result.toLower();
  }
  std::string utf8;
  result.toUTF8String(utf8);
  return utf8;
}

bool is_upper(char32_t c) { return u_isUUppercase(static_cast<UChar32>(c)) != 0; }
bool is_lower(char32_t c) { return u_isULowercase(static_cast<UChar32>(c)) != 0; }
bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; }
bool is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)) != 0; }

}  // namespace polyvocal::segmenting
