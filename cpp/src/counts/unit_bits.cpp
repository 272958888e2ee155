#include "unit_bits.h"

#ifdef POLYVOCAL_X86
#include <immintrin.h>
#endif

#include <array>
#include <bit>
#include <numeric>

namespace polyvocal {
namespace {

std::uint32_t common_plain(const std::uint64_t* a, const std::uint64_t* b, std::size_t words) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < words; ++i) {
    sum += static_cast<std::uint32_t>(std::popcount(a[i] & b[i]));
  }
  return sum;
}

#ifdef POLYVOCAL_X86

POLYVOCAL_VPOPCNT std::uint32_t common_vpopcnt(const std::uint64_t* a, const std::uint64_t* b,
                                               std::size_t words) {
  __m512i sums = _mm512_setzero_si512();
  for (std::size_t i = 0; i < words; i += 8) {
    const __m512i both = _mm512_and_si512(_mm512_loadu_si512(a + i), _mm512_loadu_si512(b + i));
    sums = _mm512_add_epi64(sums, _mm512_popcnt_epi64(both));
  }
  alignas(64) std::array<std::uint64_t, 8> lanes{};
  _mm512_store_si512(lanes.data(), sums);
  return static_cast<std::uint32_t>(std::accumulate(lanes.begin(), lanes.end(), std::uint64_t{0}));
}

#endif

}  // namespace

std::span<const NamedKernel<CommonBits>> common_bits_kernels() {
  static const Kernels<CommonBits> all({
      {"plain", &common_plain},
#ifdef POLYVOCAL_X86
      {"vpopcnt", &common_vpopcnt, has_vpopcnt()},
#endif
  });
  return all.list();
}

void UnitBits::count_after(std::size_t node, std::span<std::uint32_t> counts) const {
  const CommonBits common = common_bits_kernels().back().run;
  const std::uint64_t* const here = bits_.data() + node * words_;
  for (std::size_t other = node + 1; other < counts.size(); ++other) {
    counts[other] = common(here, bits_.data() + other * words_, words_);
  }
}

}  // namespace polyvocal
