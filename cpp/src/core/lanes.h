// Sums over float arrays, sixteen at a time. The order of additions is fixed here, not left to the
// compiler, so results are the same bits on every machine.
#pragma once

#include <cstddef>
#include <cstring>

namespace polyvocal {

inline constexpr std::size_t kLanes = 16;

/// Sixteen floats that the compiler keeps in registers.
struct Lanes {
  using Four = float __attribute__((vector_size(16)));
  Four part[4] = {};

  static Lanes load(const float* from) {
    Lanes lanes;
    std::memcpy(lanes.part, from, sizeof lanes.part);
    return lanes;
  }
  void store(float* to) const { std::memcpy(to, part, sizeof part); }
  void add(const Lanes& x) {
    for (int i = 0; i < 4; ++i) part[i] += x.part[i];
  }
  void add_product(const Lanes& x, const Lanes& y) {
    for (int i = 0; i < 4; ++i) part[i] += x.part[i] * y.part[i];
  }
  void add_scaled(const Lanes& x, float factor) {
    for (int i = 0; i < 4; ++i) part[i] += x.part[i] * factor;
  }
  void add_smaller(const Lanes& x, const Lanes& y) {
    for (int i = 0; i < 4; ++i) part[i] += x.part[i] < y.part[i] ? x.part[i] : y.part[i];
  }
  /// 1 where a number is above 0, else 0.
  [[nodiscard]] Lanes positive() const {
    constexpr Four kZero = {};
    constexpr Four kOne = {1, 1, 1, 1};
    Lanes result;
    for (int i = 0; i < 4; ++i) result.part[i] = part[i] > kZero ? kOne : kZero;
    return result;
  }
  /// this / y - center where `valid` is 1; 0 where it is 0 (and y is 0).
  [[nodiscard]] Lanes over(const Lanes& y, const Lanes& valid, float center) const {
    Lanes result;
    for (int i = 0; i < 4; ++i) {
      result.part[i] = (part[i] / (y.part[i] + (1 - valid.part[i])) - center) * valid.part[i];
    }
    return result;
  }
  [[nodiscard]] double sum() const {
    float values[kLanes];
    store(values);
    double total = 0;
    for (const float value : values) total += static_cast<double>(value);
    return total;
  }
};

/// n rounded up to whole lanes.
inline std::size_t padded(std::size_t n) { return (n + kLanes - 1) / kLanes * kLanes; }

/// Dot product of n floats; n is a multiple of kLanes, as below.
inline double dot(const float* x, const float* y, std::size_t n) {
  Lanes sum;
  for (std::size_t i = 0; i < n; i += kLanes)
    sum.add_product(Lanes::load(x + i), Lanes::load(y + i));
  return sum.sum();
}

/// Sum of the smaller of each two.
inline double sum_of_minima(const float* x, const float* y, std::size_t n) {
  Lanes sum;
  for (std::size_t i = 0; i < n; i += kLanes)
    sum.add_smaller(Lanes::load(x + i), Lanes::load(y + i));
  return sum.sum();
}

/// to += x, n floats.
inline void add_to(float* to, const float* x, std::size_t n) {
  for (std::size_t i = 0; i < n; i += kLanes) {
    Lanes sum = Lanes::load(to + i);
    sum.add(Lanes::load(x + i));
    sum.store(to + i);
  }
}

}  // namespace polyvocal
