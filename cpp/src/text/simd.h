// Comparisons of 32 and 64 bytes at once, for kernels (kernels.h). Functions that use them carry
// the same attribute and are called only where has_avx2() or has_avx512() says so.
#pragma once

#include "core/kernels.h"

#ifdef POLYVOCAL_X86
#include <immintrin.h>

#include <cstdint>

namespace polyvocal::segmenting {

POLYVOCAL_AVX2 inline std::uint32_t bits_of(__m256i x) {
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(x));
}

/// Bytes of `x` from `first` on, `count` of them, as unsigned numbers.
POLYVOCAL_AVX2 inline __m256i in_range(__m256i x, char first, char count) {
  const __m256i offset = _mm256_sub_epi8(x, _mm256_set1_epi8(first));
  return _mm256_cmpeq_epi8(_mm256_min_epu8(offset, _mm256_set1_epi8(static_cast<char>(count - 1))),
                           offset);
}
POLYVOCAL_AVX512 inline std::uint64_t in_range(__m512i x, char first, char count) {
  const __m512i offset = _mm512_sub_epi8(x, _mm512_set1_epi8(first));
  return _mm512_cmplt_epu8_mask(offset, _mm512_set1_epi8(count));
}

POLYVOCAL_AVX2 inline __m256i equals(__m256i x, int c) {
  return _mm256_cmpeq_epi8(x, _mm256_set1_epi8(static_cast<char>(c)));
}
POLYVOCAL_AVX512 inline std::uint64_t equals(__m512i x, int c) {
  return _mm512_cmpeq_epi8_mask(x, _mm512_set1_epi8(static_cast<char>(c)));
}

/// ASCII letters and digits.
POLYVOCAL_AVX2 inline __m256i ascii_words(__m256i x) {
  const __m256i lower = _mm256_or_si256(x, _mm256_set1_epi8(0x20));
  return _mm256_or_si256(in_range(lower, 'a', 26), in_range(x, '0', 10));
}
POLYVOCAL_AVX512 inline std::uint64_t ascii_words(__m512i x) {
  const __m512i lower = _mm512_or_si512(x, _mm512_set1_epi8(0x20));
  return in_range(lower, 'a', 26) | in_range(x, '0', 10);
}

}  // namespace polyvocal::segmenting

#endif
