// Sketches of any text, and their loader on any bytes.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "polyvocal/core/bytes.h"
#include "polyvocal/core/error.h"
#include "polyvocal/corpus/encoding.h"
#include "polyvocal/similarity/sketches.h"

namespace {

using polyvocal::Sketches;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_text(std::string_view text) {
  Sketches sketches({.slots = 16, .words = 3});
  polyvocal::StringColumn ids;
  ids.push_back("whole");
  ids.push_back("half");
  std::size_t half = text.size() / 2;
  while (half > 0 && (static_cast<unsigned char>(text[half]) & 0xC0U) == 0x80U) --half;
  const std::vector<std::string_view> texts{text, text.substr(0, half)};
  sketches.add(ids, texts, {});
  const std::string block = sketches.to_bytes();
  require(Sketches::from_bytes(block).to_bytes() == block);
  sketches.merge(Sketches::from_bytes(block));
  require(sketches.to_bytes() == block);
  static_cast<void>(similar_sketches(sketches, {.threshold = 0.5}, {}));
}

// The checksum keeps mutations away from what is read after it: give the bytes a right one.
void check_block(std::string_view bytes) {
  std::string block("PVSKETCH\1\0\0\0", 12);
  block.append(bytes);
  const std::uint64_t sum = polyvocal::hash_bytes(block);
  block.append(reinterpret_cast<const char*>(&sum), sizeof sum);
  try {
    const Sketches sketches = Sketches::from_bytes(block);
    require(sketches.to_bytes() == block);
  } catch (const polyvocal::InputError&) {
    // Damaged, and said so.
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_block(bytes);
  check_text(bytes.substr(0, polyvocal::first_invalid_utf8(bytes)));
  return 0;
}
