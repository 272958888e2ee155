#include "text/byte_scan.h"

#include <array>
#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__)
#define POLYVOCAL_X86 1
#include <immintrin.h>
#endif

namespace polyvocal::segmenting {
namespace {

constexpr std::uint8_t kWord = 1;
constexpr std::uint8_t kEvent = 2;
constexpr std::uint8_t kMark = 4;

constexpr std::array<std::uint8_t, 256> kClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned c = 0; c < 256; ++c) {
    const unsigned lower = c | 0x20U;
    if ((lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9')) classes[c] = kWord;
    if (c < 0x20 || c >= 0x7F || c == '_') classes[c] = kEvent | kMark;
  }
  for (const char c : {'.', '!', '?', '"', '\'', '`'}) {
    classes[static_cast<std::uint8_t>(c)] = kMark;
  }
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
    }
    text += 64;
  }
}

#ifdef POLYVOCAL_X86

// Bytes of `x` from `first` on, `count` of them, as a comparison of unsigned bytes.
__attribute__((target("avx2"))) inline __m256i in_range(__m256i x, char first, char count) {
  const __m256i offset = _mm256_sub_epi8(x, _mm256_set1_epi8(first));
  return _mm256_cmpeq_epi8(_mm256_min_epu8(offset, _mm256_set1_epi8(static_cast<char>(count - 1))),
                           offset);
}

__attribute__((target("avx2"))) inline __m256i equals(__m256i x, char c) {
  return _mm256_cmpeq_epi8(x, _mm256_set1_epi8(c));
}

struct Half {
  std::uint32_t word, event, mark;
};

__attribute__((target("avx2"))) inline Half scan_half(const char* text) {
  const __m256i x = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text));
  const __m256i lower = _mm256_or_si256(x, _mm256_set1_epi8(0x20));
  const __m256i word = _mm256_or_si256(in_range(lower, 'a', 26), in_range(x, '0', 10));
  // As signed bytes controls and all beyond ASCII lie below the space.
  __m256i event = _mm256_cmpgt_epi8(_mm256_set1_epi8(0x20), x);
  event = _mm256_or_si256(event, _mm256_or_si256(equals(x, 0x7F), equals(x, '_')));
  // ! and " are neighbours.
  __m256i mark = _mm256_or_si256(event, in_range(x, '!', 2));
  mark = _mm256_or_si256(mark, _mm256_or_si256(equals(x, '.'), equals(x, '?')));
  mark = _mm256_or_si256(mark, _mm256_or_si256(equals(x, '\''), equals(x, '`')));
  return {static_cast<std::uint32_t>(_mm256_movemask_epi8(word)),
          static_cast<std::uint32_t>(_mm256_movemask_epi8(event)),
          static_cast<std::uint32_t>(_mm256_movemask_epi8(mark))};
}

__attribute__((target("avx2"))) void scan_avx2(const char* text, std::span<ScanBlock> blocks) {
  for (ScanBlock& block : blocks) {
    const Half low = scan_half(text);
    const Half high = scan_half(text + 32);
    block.word = std::uint64_t{high.word} << 32U | low.word;
    block.event = std::uint64_t{high.event} << 32U | low.event;
    block.mark = std::uint64_t{high.mark} << 32U | low.mark;
    text += 64;
  }
}

__attribute__((target("avx512f,avx512bw"))) inline std::uint64_t in_range(__m512i x, char first,
                                                                          char count) {
  const __m512i offset = _mm512_sub_epi8(x, _mm512_set1_epi8(first));
  return _mm512_cmplt_epu8_mask(offset, _mm512_set1_epi8(count));
}

__attribute__((target("avx512f,avx512bw"))) inline std::uint64_t equals(__m512i x, char c) {
  return _mm512_cmpeq_epi8_mask(x, _mm512_set1_epi8(c));
}

__attribute__((target("avx512f,avx512bw"))) void scan_avx512(const char* text,
                                                             std::span<ScanBlock> blocks) {
  for (ScanBlock& block : blocks) {
    const __m512i x = _mm512_loadu_si512(text);
    const __m512i lower = _mm512_or_si512(x, _mm512_set1_epi8(0x20));
    block.word = in_range(lower, 'a', 26) | in_range(x, '0', 10);
    block.event =
        _mm512_cmplt_epi8_mask(x, _mm512_set1_epi8(0x20)) | equals(x, 0x7F) | equals(x, '_');
    block.mark = block.event | in_range(x, '!', 2) | equals(x, '.') | equals(x, '?') |
                 equals(x, '\'') | equals(x, '`');
    text += 64;
  }
}

#endif

// In order of speed; the processor is asked once.
class Kernels {
 public:
  Kernels() {
    list_[count_++] = {"plain", &scan_plain};
#ifdef POLYVOCAL_X86
    if (__builtin_cpu_supports("avx2") != 0) list_[count_++] = {"avx2", &scan_avx2};
    if (__builtin_cpu_supports("avx512bw") != 0) list_[count_++] = {"avx512", &scan_avx512};
#endif
  }
  [[nodiscard]] std::span<const NamedKernel> list() const { return {list_.data(), count_}; }

 private:
  std::array<NamedKernel, 3> list_{};
  std::size_t count_ = 0;
};

const Kernels& kernels() {
  static const Kernels all;
  return all;
}

}  // namespace

std::span<const NamedKernel> scan_kernels() { return kernels().list(); }

void scan_bytes(std::string_view text, std::vector<ScanBlock>& blocks) {
  const ScanKernel run = scan_kernels().back().run;
  const std::size_t whole = text.size() / 64;
  const std::size_t rest = text.size() % 64;
  blocks.resize(whole + (rest != 0 ? 1 : 0));
  run(text.data(), std::span(blocks).first(whole));
  if (rest == 0) return;
  std::array<char, 64> tail{};  // the zeros behind the end are events: cut off below
  std::memcpy(tail.data(), text.data() + whole * 64, rest);
  run(tail.data(), std::span(blocks).last(1));
  const std::uint64_t inside = (std::uint64_t{1} << rest) - 1;
  ScanBlock& last = blocks.back();
  last = {last.word & inside, last.event & inside, last.mark & inside};
}

}  // namespace polyvocal::segmenting
