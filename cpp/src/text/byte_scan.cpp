#include "text/byte_scan.h"

#include <array>

#include "text/simd.h"

namespace polyvocal::segmenting {
namespace {

constexpr std::uint8_t kWord = 1;
constexpr std::uint8_t kEvent = 2;
constexpr std::uint8_t kMark = 4;
constexpr std::uint8_t kJoint = 8;

constexpr std::array<std::uint8_t, 256> kClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned c = 0; c < 256; ++c) {
    if (is_ascii_word(static_cast<std::uint8_t>(c))) classes[c] = kWord;
    if (c < 0x20 || c >= 0x7F || c == '_') classes[c] = kEvent | kMark;
  }
  for (const char c : {'.', '!', '?', '"', '\'', '`'}) {
    classes[static_cast<std::uint8_t>(c)] = kMark;
  }
  for (const char c : {'.', '\'', ',', ';'}) classes[static_cast<std::uint8_t>(c)] |= kJoint;
  return classes;
}();

void scan_plain(const char* text, std::span<ScanBlock> blocks) {
  for (ScanBlock& block : blocks) {
    block = {};
    for (unsigned i = 0; i < 64; ++i) {
      const std::uint64_t classes = kClasses[static_cast<std::uint8_t>(text[i])];
      block.word |= (classes & 1U) << i;
      block.event |= (classes >> 1U & 1U) << i;
      block.mark |= (classes >> 2U & 1U) << i;
      block.joint |= (classes >> 3U & 1U) << i;
    }
    text += 64;
  }
}

#ifdef POLYVOCAL_X86

struct Half {
  std::uint32_t word, event, mark, joint;
};

POLYVOCAL_AVX2 inline Half scan_half(const char* text) {
  const __m256i x = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text));
  // As signed bytes controls and all beyond ASCII lie below the space.
  __m256i event = _mm256_cmpgt_epi8(_mm256_set1_epi8(0x20), x);
  event = _mm256_or_si256(event, _mm256_or_si256(equals(x, 0x7F), equals(x, '_')));
  // ! and " are neighbours.
  const __m256i both = _mm256_or_si256(equals(x, '.'), equals(x, '\''));
  __m256i mark = _mm256_or_si256(event, in_range(x, '!', 2));
  mark =
      _mm256_or_si256(mark, _mm256_or_si256(both, _mm256_or_si256(equals(x, '?'), equals(x, '`'))));
  const __m256i joint = _mm256_or_si256(both, _mm256_or_si256(equals(x, ','), equals(x, ';')));
  return {bits_of(ascii_words(x)), bits_of(event), bits_of(mark), bits_of(joint)};
}

POLYVOCAL_AVX2 void scan_avx2(const char* text, std::span<ScanBlock> blocks) {
  for (ScanBlock& block : blocks) {
    const Half low = scan_half(text);
    const Half high = scan_half(text + 32);
    block.word = std::uint64_t{high.word} << 32U | low.word;
    block.event = std::uint64_t{high.event} << 32U | low.event;
    block.mark = std::uint64_t{high.mark} << 32U | low.mark;
    block.joint = std::uint64_t{high.joint} << 32U | low.joint;
    text += 64;
  }
}

POLYVOCAL_AVX512 void scan_avx512(const char* text, std::span<ScanBlock> blocks) {
  for (ScanBlock& block : blocks) {
    const __m512i x = _mm512_loadu_si512(text);
    block.word = ascii_words(x);
    block.event =
        _mm512_cmplt_epi8_mask(x, _mm512_set1_epi8(0x20)) | equals(x, 0x7F) | equals(x, '_');
    const std::uint64_t both = equals(x, '.') | equals(x, '\'');
    block.mark = block.event | in_range(x, '!', 2) | both | equals(x, '?') | equals(x, '`');
    block.joint = both | equals(x, ',') | equals(x, ';');
    text += 64;
  }
}

#endif

}  // namespace

std::span<const NamedKernel<ScanKernel>> scan_kernels() {
  static const Kernels<ScanKernel> all({
      {"plain", &scan_plain},
#ifdef POLYVOCAL_X86
      {"avx2", &scan_avx2, has_avx2()},
      {"avx512", &scan_avx512, has_avx512()},
#endif
  });
  return all.list();
}

void scan_bytes(std::string_view text, std::vector<ScanBlock>& blocks) {
  const std::size_t rest = for_blocks(text, blocks, scan_kernels().back().run);
  if (rest == 0) return;
  // The zeros behind the end are events.
  const std::uint64_t inside = (std::uint64_t{1} << rest) - 1;
  ScanBlock& last = blocks.back();
  last = {last.word & inside, last.event & inside, last.mark & inside, last.joint & inside};
}

}  // namespace polyvocal::segmenting
