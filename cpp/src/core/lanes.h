// Sums over float arrays, sixteen at a time. The order of additions is fixed here, not left to the
// compiler, so results are the same bits on every machine.
#pragma once

#include <cstddef>
#include <cstring>

namespace polyvocal {

inline constexpr std::size_t kLanes = 16;

/// Sixteen floats that the compiler keeps in registers: four members, because loops over an array
/// of four stay loops at -O2 and go through memory.
struct Lanes {
  using Four = float __attribute__((vector_size(16)));
  Four a = {}, b = {}, c = {}, d = {};

  static Lanes load(const float* from) {
    Lanes lanes;
    std::memcpy(&lanes.a, from, sizeof a);
    std::memcpy(&lanes.b, from + 4, sizeof b);
    std::memcpy(&lanes.c, from + 8, sizeof c);
    std::memcpy(&lanes.d, from + 12, sizeof d);
    return lanes;
  }
  void store(float* to) const {
    std::memcpy(to, &a, sizeof a);
    std::memcpy(to + 4, &b, sizeof b);
    std::memcpy(to + 8, &c, sizeof c);
    std::memcpy(to + 12, &d, sizeof d);
  }
  void add(const Lanes& x) {
    a += x.a;
    b += x.b;
    c += x.c;
    d += x.d;
  }
  void add_product(const Lanes& x, const Lanes& y) {
    a += x.a * y.a;
    b += x.b * y.b;
    c += x.c * y.c;
    d += x.d * y.d;
  }
  void add_scaled(const Lanes& x, float factor) {
    a += x.a * factor;
    b += x.b * factor;
    c += x.c * factor;
    d += x.d * factor;
  }
  void add_smaller(const Lanes& x, const Lanes& y) {
    a += x.a < y.a ? x.a : y.a;
    b += x.b < y.b ? x.b : y.b;
    c += x.c < y.c ? x.c : y.c;
    d += x.d < y.d ? x.d : y.d;
  }
  /// 1 where a number is above 0, else 0.
  [[nodiscard]] Lanes positive() const {
    return {positive(a), positive(b), positive(c), positive(d)};
  }
  /// this / y - center where `valid` is 1; 0 where it is 0 (and y is 0).
  [[nodiscard]] Lanes over(const Lanes& y, const Lanes& valid, float center) const {
    return {(a / (y.a + (1 - valid.a)) - center) * valid.a,
            (b / (y.b + (1 - valid.b)) - center) * valid.b,
            (c / (y.c + (1 - valid.c)) - center) * valid.c,
            (d / (y.d + (1 - valid.d)) - center) * valid.d};
  }
  [[nodiscard]] double sum() const {
    float values[kLanes];
    store(values);
    double total = 0;
    for (const float value : values) total += static_cast<double>(value);
    return total;
  }

 private:
  static Four positive(Four x) {
    constexpr Four kOne = {1, 1, 1, 1};
    return x > Four{} ? kOne : Four{};
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
