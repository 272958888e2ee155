#include "polyvocal/stats/mantel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "polyvocal/core/error.h"
#include "polyvocal/stats/random.h"

namespace polyvocal {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kExact = 8;
constexpr std::size_t kFewest = 4;  // three items have three pairs: any order fits a line well

struct Correlation {
  double r = kNaN;
  std::int32_t pairs = 0;
};

Correlation correlate(std::span<const double> x, std::span<const double> y,
                      std::span<const std::size_t> order) {
  const std::size_t n = order.size();
  double pairs = 0;
  double mean_x = 0;
  double mean_y = 0;
  double xx = 0;
  double yy = 0;
  double xy = 0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const double a = x[i * n + j];
      const double b = y[order[i] * n + order[j]];
      if (std::isnan(a) || std::isnan(b)) continue;
      ++pairs;
      const double step_x = a - mean_x;
      const double step_y = b - mean_y;
      mean_x += step_x / pairs;
      mean_y += step_y / pairs;
      xx += step_x * (a - mean_x);
      yy += step_y * (b - mean_y);
      xy += step_x * (b - mean_y);
    }
  }
  constexpr double kConstant = 1e-24;
  Correlation found;
  found.pairs = static_cast<std::int32_t>(pairs);
  if (xx > kConstant && yy > kConstant) found.r = xy / std::sqrt(xx * yy);
  return found;
}

}  // namespace

Mantel mantel(std::span<const double> x, std::span<const double> y, std::int32_t n,
              std::int32_t permutations, std::uint64_t seed) {
  const auto items = static_cast<std::size_t>(std::max(n, 0));
  if (n < 0 || x.size() != items * items || y.size() != items * items) {
    throw InputError("mantel: matrices of " + std::to_string(x.size()) + " and " +
                     std::to_string(y.size()) + " values are not " + std::to_string(n) + " x " +
                     std::to_string(n));
  }
  if (permutations < 1) {
    throw InputError("permutations is " + std::to_string(permutations) + "; give 1 or more");
  }
  constexpr double kTie = 1e-12;
  std::vector<std::size_t> order(items);
  std::iota(order.begin(), order.end(), std::size_t{0});
  const Correlation observed = correlate(x, y, order);
  Mantel result{.r = observed.r, .p = kNaN, .pairs = observed.pairs};
  if (std::isnan(observed.r) || items < kFewest) return result;
  std::int64_t hits = 0;
  const auto look = [&] {
    ++result.permutations;
    const double r = correlate(x, y, order).r;
    hits += std::abs(r) >= std::abs(observed.r) - kTie ? 1 : 0;
  };
  if (items <= kExact) {
    result.exact = true;
    do {
      look();
    } while (std::next_permutation(order.begin(), order.end()));
    result.p = static_cast<double>(hits) / static_cast<double>(result.permutations);
    return result;
  }
  for (std::int32_t replicate = 0; replicate < permutations; ++replicate) {
    std::iota(order.begin(), order.end(), std::size_t{0});
    Draws draws(seed, Purpose::permutation, static_cast<std::uint32_t>(replicate), 0);
    for (auto left = static_cast<std::uint32_t>(items); left > 1; --left) {
      std::swap(order[left - 1], order[draws.below(left)]);
    }
    look();
  }
  result.p = static_cast<double>(1 + hits) / static_cast<double>(1 + permutations);
  return result;
}

}  // namespace polyvocal
