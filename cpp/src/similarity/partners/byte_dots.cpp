#include "byte_dots.h"

#ifdef POLYVOCAL_X86
#include <immintrin.h>
#endif

#include <algorithm>
#include <cstring>

namespace polyvocal {
namespace {

void dots_plain(const std::uint8_t* queries, std::size_t columns, const std::uint8_t* panel,
                std::int32_t* out) {
  std::fill_n(out, kQueryRows * kPanelRows, 0);
  for (std::size_t quad = 0; quad < columns / kQuad; ++quad) {
    const std::uint8_t* const there = panel + quad * kQuad * kPanelRows;
    for (std::size_t q = 0; q < kQueryRows; ++q) {
      const std::uint8_t* const here = queries + q * columns + quad * kQuad;
      for (std::size_t r = 0; r < kPanelRows; ++r) {
        std::int32_t sum = 0;
        for (std::size_t c = 0; c < kQuad; ++c) sum += here[c] * there[r * kQuad + c];
        out[q * kPanelRows + r] += sum;
      }
    }
  }
}

#ifdef POLYVOCAL_X86

// The short loops below are unrolled, so that the sums stay in registers.

/// Four columns of a query, as one number to be spread over a register.
inline std::int32_t four(const std::uint8_t* columns) {
  std::int32_t bytes = 0;
  std::memcpy(&bytes, columns, sizeof bytes);
  return bytes;
}

POLYVOCAL_AVX2 void dots_avx2(const std::uint8_t* queries, std::size_t columns,
                              const std::uint8_t* panel, std::int32_t* out) {
  constexpr std::size_t kRows = 8;       // of a register
  constexpr std::size_t kRegisters = 2;  // times six queries: twelve of the sixteen there are
  const __m256i ones = _mm256_set1_epi16(1);
  for (std::size_t row = 0; row < kPanelRows; row += kRows * kRegisters) {
    __m256i sums[kQueryRows][kRegisters] = {};
    for (std::size_t quad = 0; quad < columns / kQuad; ++quad) {
      const std::uint8_t* const there = panel + (quad * kPanelRows + row) * kQuad;
#pragma GCC unroll 8
      for (std::size_t i = 0; i < kRegisters; ++i) {
        const __m256i rows =
            _mm256_loadu_si256(reinterpret_cast<const __m256i*>(there + i * sizeof(__m256i)));
#pragma GCC unroll 8
        for (std::size_t q = 0; q < kQueryRows; ++q) {
          const __m256i query = _mm256_set1_epi32(four(queries + q * columns + quad * kQuad));
          const __m256i twos = _mm256_maddubs_epi16(query, rows);
          sums[q][i] = _mm256_add_epi32(sums[q][i], _mm256_madd_epi16(twos, ones));
        }
      }
    }
#pragma GCC unroll 8
    for (std::size_t q = 0; q < kQueryRows; ++q) {
#pragma GCC unroll 8
      for (std::size_t i = 0; i < kRegisters; ++i) {
        std::int32_t* const to = out + q * kPanelRows + row + i * kRows;
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), sums[q][i]);
      }
    }
  }
}

POLYVOCAL_VNNI void dots_vnni(const std::uint8_t* queries, std::size_t columns,
                              const std::uint8_t* panel, std::int32_t* out) {
  constexpr std::size_t kRows = 16;                       // of a register
  constexpr std::size_t kRegisters = kPanelRows / kRows;  // times six queries: 24 of 32
  __m512i sums[kQueryRows][kRegisters] = {};
  for (std::size_t quad = 0; quad < columns / kQuad; ++quad) {
    const std::uint8_t* const there = panel + quad * kPanelRows * kQuad;
    __m512i rows[kRegisters];
#pragma GCC unroll 8
    for (std::size_t i = 0; i < kRegisters; ++i) {
      rows[i] = _mm512_loadu_si512(there + i * sizeof(__m512i));
    }
#pragma GCC unroll 8
    for (std::size_t q = 0; q < kQueryRows; ++q) {
      const __m512i query = _mm512_set1_epi32(four(queries + q * columns + quad * kQuad));
#pragma GCC unroll 8
      for (std::size_t i = 0; i < kRegisters; ++i) {
        sums[q][i] = _mm512_dpbusd_epi32(sums[q][i], query, rows[i]);
      }
    }
  }
#pragma GCC unroll 8
  for (std::size_t q = 0; q < kQueryRows; ++q) {
#pragma GCC unroll 8
    for (std::size_t i = 0; i < kRegisters; ++i) {
      _mm512_storeu_si512(out + q * kPanelRows + i * kRows, sums[q][i]);
    }
  }
}

#endif

}  // namespace

std::span<const NamedKernel<DotKernel>> dot_kernels() {
  static const Kernels<DotKernel> all({
      {"plain", {&dots_plain, 0.5}},
#ifdef POLYVOCAL_X86
      {"avx2", {&dots_avx2, 0.2}, has_avx2()},
      {"vnni", {&dots_vnni, 0.08}, has_vnni()},
#endif
  });
  return all.list();
}

}  // namespace polyvocal
