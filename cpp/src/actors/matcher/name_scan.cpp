#include "actors/matcher/name_scan.h"

#include "text/simd.h"

namespace polyvocal::matching {
namespace {

/// What a kernel sees in 64 bytes.
struct Seen {
  std::uint64_t word = 0;
  std::uint64_t in_set = 0;
  std::uint64_t underscore = 0;
  std::uint64_t lead = 0;    ///< bytes from 0xC0 up
  std::uint64_t first = 0;   ///< E2
  std::uint64_t second = 0;  ///< 80
  std::uint64_t third = 0;   ///< 90 to A6
};

inline NameBlock block_of(const Seen& seen, std::uint64_t& before) {
  const std::uint64_t begins = seen.word & ~(seen.word << 1U | before);
  before = seen.word >> 63U;
  const std::uint64_t punctuation = seen.first & seen.second >> 1U & seen.third >> 2U;
  return {seen.word, ((begins | seen.underscore) & seen.in_set) | (seen.lead & ~punctuation)};
}

void scan_plain(const char* text, const FirstBytes& first, std::span<NameBlock> blocks,
                std::uint64_t& before) {
  for (NameBlock& block : blocks) {
    Seen seen;
    for (unsigned i = 0; i < 64; ++i) {
      const auto c = static_cast<std::uint8_t>(text[i]);
      const auto set = [&](std::uint64_t& bits, bool value) {
        bits |= std::uint64_t{value ? 1U : 0U} << i;
      };
      set(seen.word, segmenting::is_ascii_word(c));
      set(seen.in_set, first.has(c));
      set(seen.underscore, c == '_');
      set(seen.lead, c >= 0xC0);
      set(seen.first, c == 0xE2);
      set(seen.second, c == 0x80);
      set(seen.third, c >= 0x90 && c <= 0xA6);
    }
    block = block_of(seen, before);
    text += 64;
  }
}

#ifdef POLYVOCAL_X86

using segmenting::ascii_words;
using segmenting::bits_of;
using segmenting::equals;
using segmenting::in_range;

// A bit for each value of the high four bits of an ASCII character.
alignas(16) constexpr std::array<std::uint8_t, 16> kHighBits = {1, 2, 4, 8, 16, 32, 64, 128,
                                                                0, 0, 0, 0, 0,  0,  0,  0};

POLYVOCAL_AVX2 inline Seen see_half(const char* text, __m256i rows, __m256i high) {
  const __m256i x = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text));
  Seen seen;
  seen.word = bits_of(ascii_words(x));
  // The shuffle gives 0 for bytes beyond ASCII.
  const __m256i row = _mm256_shuffle_epi8(rows, x);
  const __m256i upper = _mm256_and_si256(_mm256_srli_epi16(x, 4), _mm256_set1_epi8(0x0F));
  const __m256i hit = _mm256_and_si256(row, _mm256_shuffle_epi8(high, upper));
  seen.in_set = ~bits_of(_mm256_cmpeq_epi8(hit, _mm256_setzero_si256()));
  seen.underscore = bits_of(equals(x, '_'));
  // Bytes 80 to BF are the lowest as signed numbers.
  seen.lead = bits_of(x) & ~bits_of(_mm256_cmpgt_epi8(_mm256_set1_epi8(-64), x));
  seen.first = bits_of(equals(x, 0xE2));
  seen.second = bits_of(equals(x, 0x80));
  seen.third = bits_of(in_range(x, static_cast<char>(0x90), 0x17));
  return seen;
}

POLYVOCAL_AVX2 void scan_avx2(const char* text, const FirstBytes& first,
                              std::span<NameBlock> blocks, std::uint64_t& before) {
  const __m256i rows = _mm256_broadcastsi128_si256(
      _mm_loadu_si128(reinterpret_cast<const __m128i*>(first.rows().data())));
  const __m256i high = _mm256_broadcastsi128_si256(
      _mm_load_si128(reinterpret_cast<const __m128i*>(kHighBits.data())));
  for (NameBlock& block : blocks) {
    Seen seen = see_half(text, rows, high);
    const Seen second = see_half(text + 32, rows, high);
    seen.word |= second.word << 32U;
    seen.in_set |= second.in_set << 32U;
    seen.underscore |= second.underscore << 32U;
    seen.lead |= second.lead << 32U;
    seen.first |= second.first << 32U;
    seen.second |= second.second << 32U;
    seen.third |= second.third << 32U;
    block = block_of(seen, before);
    text += 64;
  }
}

// With a mask, because gcc warns of the plain form.
constexpr __mmask16 kAllLanes = 0xFFFF;

POLYVOCAL_AVX512 void scan_avx512(const char* text, const FirstBytes& first,
                                  std::span<NameBlock> blocks, std::uint64_t& before) {
  const __m512i rows = _mm512_maskz_broadcast_i32x4(
      kAllLanes, _mm_loadu_si128(reinterpret_cast<const __m128i*>(first.rows().data())));
  const __m512i high = _mm512_maskz_broadcast_i32x4(
      kAllLanes, _mm_load_si128(reinterpret_cast<const __m128i*>(kHighBits.data())));
  for (NameBlock& block : blocks) {
    const __m512i x = _mm512_loadu_si512(text);
    Seen seen;
    seen.word = ascii_words(x);
    const __m512i row = _mm512_shuffle_epi8(rows, x);
    const __m512i upper = _mm512_and_si512(_mm512_srli_epi16(x, 4), _mm512_set1_epi8(0x0F));
    seen.in_set = _mm512_test_epi8_mask(row, _mm512_shuffle_epi8(high, upper));
    seen.underscore = equals(x, '_');
    seen.lead = _mm512_cmpge_epu8_mask(x, _mm512_set1_epi8(static_cast<char>(0xC0)));
    if (seen.lead != 0) {
      seen.first = equals(x, 0xE2);
      seen.second = equals(x, 0x80);
      seen.third = in_range(x, static_cast<char>(0x90), 0x17);
    }
    block = block_of(seen, before);
    text += 64;
  }
}

#endif

}  // namespace

std::span<const NamedKernel<NameKernel>> name_kernels() {
  static const Kernels<NameKernel> all({
      {"plain", &scan_plain},
#ifdef POLYVOCAL_X86
      {"avx2", &scan_avx2, has_avx2()},
      {"avx512", &scan_avx512, has_avx512()},
#endif
  });
  return all.list();
}

void scan_names(std::string_view text, const FirstBytes& first, NameKernel kernel,
                std::vector<NameBlock>& blocks) {
  std::uint64_t before = 0;
  segmenting::for_blocks(text, blocks, [&](const char* bytes, std::span<NameBlock> some) {
    kernel(bytes, first, some, before);
  });
}

}  // namespace polyvocal::matching
