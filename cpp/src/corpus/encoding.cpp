#include "polyvocal/corpus/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>

#include "polyvocal/core/error.h"

namespace polyvocal {

namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t kHighBits = 0x8080808080808080;

// Length of the valid UTF-8 sequence at `at` (bytes[at] >= 0x80), or 0. Table 3-7 of the Unicode
// standard: overlong forms, surrogates and values beyond U+10FFFF are not valid.
std::size_t sequence_length(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U;
  };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned lead = byte(0);
  if (lead >= 0xC2 && lead <= 0xDF) return continues(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : 0xBF;
    return byte(1) >= low && byte(1) <= high && continues(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
    return byte(1) >= low && byte(1) <= high && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

// First byte >= 0x80 at or after `at`.
std::size_t skip_ascii(std::string_view bytes, std::size_t at) {
  while (at + 8 <= bytes.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, 8);
    if ((word & kHighBits) != 0) break;
    at += 8;
  }
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at;
}

struct Mark {
  std::string_view bytes;
  const char* encoding;
};
// UTF-32 before UTF-16: the little-endian marks begin alike.
constexpr std::array<Mark, 5> kMarks{{{"\xEF\xBB\xBF"sv, "UTF-8"},
                                      {"\xFF\xFE\0\0"sv, "UTF-32LE"},
                                      {"\0\0\xFE\xFF"sv, "UTF-32BE"},
                                      {"\xFF\xFE"sv, "UTF-16LE"},
                                      {"\xFE\xFF"sv, "UTF-16BE"}}};

constexpr std::array<Mark, 14> kBinaryKinds{
    {{"%PDF-"sv, "a PDF document"},
     {"PK\x03\x04"sv, "a ZIP archive, a Word, Excel or EPUB file"},
     {"\xD0\xCF\x11\xE0"sv, "an old Word or Excel file"},
     {R"({\rtf)"sv, "an RTF document"},
     {"\x89PNG"sv, "a PNG image"},
     {"\xFF\xD8\xFF"sv, "a JPEG image"},
     {"GIF8"sv, "a GIF image"},
     {"\x1F\x8B"sv, "gzip-compressed data"},
     {"\x28\xB5\x2F\xFD"sv, "zstd-compressed data"},
     {"BZh"sv, "bzip2-compressed data"},
     {"\xFD"
      "7zXZ"sv,
      "xz-compressed data"},
     {"\x7F"
      "ELF"sv,
      "a program"},
     {"PAR1"sv, "a Parquet file"},
     {"SQLite format 3"sv, "an SQLite database"}}};

// Share of NUL bytes at even and at odd places: English UTF-16 has about half of them on one side.
const char* utf16_by_zeros(std::string_view bytes) {
  const std::size_t size = std::min<std::size_t>(bytes.size(), 4096) & ~std::size_t{1};
  if (size < 4) return nullptr;
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < size; ++i) {
    if (bytes[i] == '\0') ++zeros[i % 2];
  }
  const std::size_t half = size / 2;
  if (zeros[1] * 10 >= half * 4 && zeros[0] * 50 <= half) return "UTF-16LE";
  if (zeros[0] * 10 >= half * 4 && zeros[1] * 50 <= half) return "UTF-16BE";
  return nullptr;
}

void refuse_binary(std::string_view bytes) {
  for (const Mark& kind : kBinaryKinds) {
    if (bytes.starts_with(kind.bytes)) {
      throw EncodingError(std::string("this is ") + kind.encoding +
                          ", not text; save it as plain text (UTF-8) first");
    }
  }
  std::size_t controls = 0;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const bool fine =
        byte >= 0x20 || (byte >= 0x07 && byte <= 0x0D) || byte == 0x1A || byte == 0x1B;
    controls += fine ? 0 : 1;
  }
  // One control character in a hundred bytes; a stray one in a short text is no proof.
  if (controls > 1 && controls * 100 > bytes.size()) {
    throw EncodingError("this looks binary (" + std::to_string(controls) + " control bytes in " +
                        std::to_string(bytes.size()) + "), not text; save it as plain text first");
  }
}

// UTF-8 with some damage: sequences that are fine against places that are not. The bytes of one
// cut-off sequence are one such place.
bool mostly_utf8(std::string_view bytes) {
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t at = skip_ascii(bytes, 0); at < bytes.size(); at = skip_ascii(bytes, at)) {
    const std::size_t length = sequence_length(bytes, at);
    at += std::max<std::size_t>(length, 1);
    if (length != 0) {
      ++good;
      continue;
    }
    ++bad;
    while (at < bytes.size() && (static_cast<unsigned char>(bytes[at]) & 0xC0U) == 0x80U) ++at;
  }
  return good >= 4 * bad;
}

// The detector looks at the first 8 KB only, so it gets the surroundings of bytes >= 0x80.
std::string telling_sample(std::string_view bytes) {
  constexpr std::size_t kAround = 48;
  constexpr std::size_t kEnough = 8000;
  std::string sample;
  std::size_t done = 0;
  for (std::size_t at = skip_ascii(bytes, 0); at < bytes.size() && sample.size() < kEnough;
       at = skip_ascii(bytes, done)) {
    const std::size_t begin = std::max(done, at < kAround ? 0 : at - kAround);
    const std::size_t end = std::min(bytes.size(), at + kAround);
    sample.append(bytes.substr(begin, end - begin));
    done = end;
  }
  return sample;
}

struct Guess {
  std::string encoding;
  int confidence = 0;
};

Guess detect(std::string_view bytes) {
  Guess fallback{"windows-1252", 10};
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                            &ucsdet_close);
  const std::string sample = telling_sample(bytes);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  std::int32_t found = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &found, &status);
  if (U_FAILURE(status)) return fallback;
  const bool c1 = std::any_of(bytes.begin(), bytes.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 && byte < 0xA0;
  });
  for (std::int32_t i = 0; i < found; ++i) {
    const std::string name = ucsdet_getName(matches[i], &status);
    const int confidence = ucsdet_getConfidence(matches[i], &status);
    if (U_FAILURE(status)) break;
    // Not text of today (EBCDIC), or already ruled out.
    if (name.starts_with("IBM4") || name.starts_with("UTF-")) continue;
    if (confidence < 15) break;
    if (name == "ISO-8859-1" && c1) return {"windows-1252", confidence};
    return {name, confidence};
  }
  return fallback;
}

// Called by ICU for bytes without meaning: remember it, then write U+FFFD as usual.
void note_and_substitute(const void* context, UConverterToUnicodeArgs* args, const char* units,
                         std::int32_t length, UConverterCallbackReason reason, UErrorCode* status) {
  if (reason <= UCNV_IRREGULAR) *static_cast<bool*>(const_cast<void*>(context)) = true;
  UCNV_TO_U_CALLBACK_SUBSTITUTE(nullptr, args, units, length, reason, status);
}

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter open_converter(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name.c_str(), &status), &ucnv_close);
  if (U_FAILURE(status)) {
    throw EncodingError("unknown encoding '" + name +
                        "'; usual ones are UTF-8, windows-1252, ISO-8859-1, windows-1256 (Arabic), "
                        "windows-1251 (Cyrillic), UTF-16, GB18030, Shift_JIS");
  }
  return converter;
}

// The registered name that people know: ISO-8859-1, not ISO_8859-1:1987.
std::string standard_name(const UConverter* converter, const std::string& asked) {
  UErrorCode status = U_ZERO_ERROR;
  const char* const internal = ucnv_getName(converter, &status);
  for (const char* standard : {"MIME", "IANA"}) {
    status = U_ZERO_ERROR;
    const char* const name = ucnv_getStandardName(internal, standard, &status);
    if (U_SUCCESS(status) != 0 && name != nullptr) return name;
  }
  return asked;
}

Decoded convert(std::string_view bytes, const std::string& encoding, int confidence) {
  const Converter from = open_converter(encoding);
  const Converter to = open_converter("UTF-8");
  Decoded result{.text = {},
                 .encoding = standard_name(from.get(), encoding),
                 .confidence = confidence,
                 .replaced = false};
  UErrorCode status = U_ZERO_ERROR;
  ucnv_setToUCallBack(from.get(), &note_and_substitute, &result.replaced, nullptr, nullptr,
                      &status);
  std::array<char, 1 << 15> out{};
  std::array<UChar, 1 << 13> pivot{};
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  const char* source = bytes.data();
  const char* const source_end = source + bytes.size();
  bool first = true;
  do {
    status = U_ZERO_ERROR;
    char* target = out.data();
    ucnv_convertEx(to.get(), from.get(), &target, out.data() + out.size(), &source, source_end,
                   pivot.data(), &pivot_source, &pivot_target, pivot.data() + pivot.size(),
                   first ? 1 : 0, 1, &status);
    first = false;
    result.text.append(out.data(), static_cast<std::size_t>(target - out.data()));
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  if (U_FAILURE(status)) {
    throw EncodingError("cannot convert from " + encoding + ": " + u_errorName(status));
  }
  if (result.text.starts_with("\xEF\xBB\xBF")) result.text.erase(0, 3);
  return result;
}

}  // namespace

std::size_t first_invalid_utf8(std::string_view bytes) {
  std::size_t at = skip_ascii(bytes, 0);
  while (at < bytes.size()) {
    const std::size_t length = sequence_length(bytes, at);
    if (length == 0) return at;
    at = skip_ascii(bytes, at + length);
  }
  return bytes.size();
}

Decoded decode(std::string_view bytes, std::string_view encoding) {
  if (!encoding.empty()) {
    const Converter asked = open_converter(std::string(encoding));  // refuses unknown names
    if (ucnv_getType(asked.get()) == UCNV_UTF8 && first_invalid_utf8(bytes) == bytes.size()) {
      const std::size_t mark = bytes.starts_with(kMarks[0].bytes) ? kMarks[0].bytes.size() : 0;
      return {.text = std::string(bytes.substr(mark)), .encoding = "UTF-8"};
    }
    return convert(bytes, std::string(encoding), 100);
  }
  for (const Mark& mark : kMarks) {
    if (!bytes.starts_with(mark.bytes)) continue;
    const std::string_view rest = bytes.substr(mark.bytes.size());
    if (mark.encoding == "UTF-8"sv && first_invalid_utf8(rest) == rest.size()) {
      refuse_binary(rest);
      return {.text = std::string(rest), .encoding = "UTF-8"};
    }
    return convert(rest, mark.encoding, 100);
  }
  if (const char* const utf16 = utf16_by_zeros(bytes)) return convert(bytes, utf16, 90);
  refuse_binary(bytes);
  if (first_invalid_utf8(bytes) == bytes.size()) {
    return {.text = std::string(bytes), .encoding = "UTF-8"};
  }
  if (mostly_utf8(bytes)) return convert(bytes, "UTF-8", 80);
  const Guess guess = detect(bytes);
  return convert(bytes, guess.encoding, guess.confidence);
}

std::string icu_version() {
  UVersionInfo version;
  u_getVersion(version);
  std::array<char, U_MAX_VERSION_STRING_LENGTH> text{};
  u_versionToString(version, text.data());
  return text.data();
}

}  // namespace polyvocal
