// Bytes of unknown encoding to UTF-8 (ICU detection and conversion).
//
//   Decoded d = decode(bytes);   // d.encoding == "windows-1252", d.confidence == 72
#pragma once

#include <string>
#include <string_view>

namespace polyvocal {

struct Decoded {
  std::string text;       ///< valid UTF-8, no BOM
  std::string encoding;   ///< IANA name of what the bytes were
  int confidence = 100;   ///< 0-100; 100 for BOM, valid UTF-8, or an encoding named by the caller
  bool replaced = false;  ///< some bytes had no meaning and became U+FFFD
};

/// UTF-8 (with or without BOM) is taken as it is; UTF-16/32 by BOM; else ICU's detector decides.
/// `encoding`, when not empty, is used as told.
/// @throws EncodingError for an unknown encoding name or bytes that look binary.
Decoded decode(std::string_view bytes, std::string_view encoding = {});

/// Version of the ICU that is linked, "72.1".
std::string icu_version();

/// Offset of the first byte that is not valid UTF-8 (overlong forms and surrogates are invalid);
/// bytes.size() when all is valid.
std::size_t first_invalid_utf8(std::string_view bytes);

}  // namespace polyvocal
