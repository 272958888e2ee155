// Decoding and UTF-8 validation on any bytes: no crash, valid output, agreement with the reference.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "polyvocal/core/error.h"
#include "polyvocal/corpus/corpus.h"
#include "polyvocal/corpus/encoding.h"
#include "polyvocal/stance/polarity.h"
#include "reference/utf8_reference.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t valid = polyvocal::first_invalid_utf8(bytes);
  require(valid == polyvocal::reference::first_invalid_utf8(bytes));
  static constexpr const char* kEncodings[] = {"",       "windows-1252", "Shift_JIS", "GB18030",
                                               "UTF-16", "ISO-2022-JP",  "UTF-7",     "UTF-8"};
  for (const char* encoding : kEncodings) {
    try {
      const polyvocal::Decoded decoded = polyvocal::decode(bytes, encoding);
      require(polyvocal::first_invalid_utf8(decoded.text) == decoded.text.size());
    } catch (const polyvocal::EncodingError&) {
      // Binary, or not convertible: a fine answer.
    }
  }
  try {
    static_cast<void>(polyvocal::corpus_from_bytes(bytes));
    require(false);  // nothing can guess magic and checksum
  } catch (const polyvocal::InputError&) {
  }
  try {
    static_cast<void>(polyvocal::PolarityModel::from_bytes(bytes));
    require(false);
  } catch (const polyvocal::InputError&) {
  }
  return 0;
}
