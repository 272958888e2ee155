#include "polyvocal/stats/sampling.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "polyvocal/core/error.h"
#include "polyvocal/stats/random.h"

namespace polyvocal {

namespace {

// Streams of Purpose::sampling.
constexpr std::uint32_t kOrder = 0;
constexpr std::uint32_t kStart = 1;
constexpr std::uint32_t kShown = 2;

void check_sizes(std::span<const double> sizes, std::span<const std::int32_t> strata) {
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    if (sizes[i] > 0 && std::isfinite(sizes[i])) continue;
    throw InputError("draw_sample: size " + std::to_string(i) + " is not positive and finite");
  }
  if (strata.empty() || strata.size() == sizes.size()) return;
  throw InputError("draw_sample: " + std::to_string(strata.size()) + " strata for " +
                   std::to_string(sizes.size()) + " items; give one for each");
}

// Probabilities that add up to `wanted`: those that reach 1 leave the others a smaller share.
std::vector<double> probabilities(std::span<const double> sizes, std::uint32_t wanted) {
  std::vector<double> result(sizes.size(), 1.0);
  if (wanted >= sizes.size()) return result;
  std::vector<std::uint32_t> order(sizes.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return sizes[a] > sizes[b]; });
  double rest = 0;
  for (const std::uint32_t i : order) rest += sizes[i];
  std::size_t certain = 0;
  while (certain < wanted &&
         sizes[order[certain]] * static_cast<double>(wanted - certain) >= rest) {
    rest -= sizes[order[certain]];
    ++certain;
  }
  const auto left = static_cast<double>(wanted - certain);
  for (std::size_t k = certain; k < order.size(); ++k) {
    result[order[k]] = std::min(1.0, sizes[order[k]] * left / rest);
  }
  return result;
}

void shuffle(std::vector<std::uint32_t>& items, std::uint64_t seed, std::uint32_t stream) {
  Draws draws(seed, Purpose::sampling, 0, stream);
  for (std::size_t i = items.size(); i > 1; --i) {
    std::swap(items[i - 1], items[draws.below(static_cast<std::uint32_t>(i))]);
  }
}

}  // namespace

DrawnSample draw_sample(std::span<const double> sizes, std::span<const std::int32_t> strata,
                        std::uint32_t wanted, std::uint64_t seed) {
  check_sizes(sizes, strata);
  const std::vector<double> chance = probabilities(sizes, wanted);
  std::vector<std::uint32_t> order(sizes.size());
  std::iota(order.begin(), order.end(), 0U);
  shuffle(order, seed, kOrder);
  if (!strata.empty()) {
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return strata[a] < strata[b]; });
  }
  DrawnSample sample;
  // One pointer a unit of probability, from a random start: an item is drawn when one falls on it.
  double next = Draws(seed, Purpose::sampling, 0, kStart).uniform();
  double passed = 0;
  for (const std::uint32_t i : order) {
    passed += chance[i];
    if (chance[i] < 1.0 && passed <= next) continue;
    if (passed > next) next += 1;
    sample.items.push_back(i);
  }
  shuffle(sample.items, seed, kShown);
  for (const std::uint32_t i : sample.items) sample.probability.push_back(chance[i]);
  return sample;
}

}  // namespace polyvocal
