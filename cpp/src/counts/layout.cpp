#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <string>

#include "check_network.h"
#include "polyvocal/core/error.h"
#include "polyvocal/counts/networks.h"
#include "polyvocal/stats/random.h"

namespace polyvocal {
namespace {

constexpr int kSteps = 500;
constexpr std::int32_t kMostNodes = 20000;
constexpr double kGravity = .9;  // keeps separate groups on the page

struct Point {
  double x = 0;
  double y = 0;
};

/// Which place of the spiral each node starts from.
std::vector<std::uint32_t> start_order(std::size_t nodes, std::uint64_t seed) {
  std::vector<std::uint32_t> order(nodes);
  std::iota(order.begin(), order.end(), 0U);
  if (seed == 0) return order;
  Draws draws(seed, Purpose::layout, 0, 0);
  for (std::size_t i = nodes; i > 1; --i) {
    std::swap(order[i - 1], order[draws.below(static_cast<std::uint32_t>(i))]);
  }
  return order;
}

std::vector<Point> spiral(std::size_t nodes, std::uint64_t seed) {
  const double golden = std::numbers::pi * (3 - std::sqrt(5.));
  std::vector<Point> points(nodes);
  const auto order = start_order(nodes, seed);
  for (std::size_t i = 0; i < nodes; ++i) {
    const double place = order[i];
    const double radius = std::sqrt((place + .5) / static_cast<double>(nodes));
    points[i] = {radius * std::cos(place * golden), radius * std::sin(place * golden)};
  }
  return points;
}

/// What differs beyond is noise of the machine.
double rounded(double value) { return std::round(value * 1e9) / 1e9; }

}  // namespace

std::vector<double> force_layout(CsrView<double> weights, std::uint64_t seed, const Run& run) {
  check_network(weights);
  if (weights.rows > kMostNodes) {
    throw CapacityError("a layout of " + std::to_string(weights.rows) + " nodes takes too long (" +
                        std::to_string(kMostNodes) +
                        " at most); keep fewer edges first, for example by backbone()");
  }
  const auto nodes = static_cast<std::size_t>(weights.rows);
  std::vector<Point> points = spiral(nodes, seed);
  std::vector<Point> force(nodes);
  const double heaviest =
      weights.values.empty() ? 0 : *std::max_element(weights.values.begin(), weights.values.end());
  const double scale = heaviest > 0 ? 1 / heaviest : 0;
  const double ideal = 1.6 / std::sqrt(static_cast<double>(std::max<std::size_t>(nodes, 1)));
  const Run quiet{.threads = run.threads, .progress = nullptr};
  for (int step = 0; step < kSteps; ++step) {
    run.check();
    parallel_for(quiet, nodes, 256, [&](std::size_t begin, std::size_t end, int) {
      for (std::size_t i = begin; i < end; ++i) {
        Point sum{-kGravity * ideal * points[i].x, -kGravity * ideal * points[i].y};
        for (std::size_t j = 0; j < nodes; ++j) {
          const double dx = points[i].x - points[j].x;
          const double dy = points[i].y - points[j].y;
          const double push = ideal * ideal / std::max(dx * dx + dy * dy, 1e-12);
          sum.x += dx * push;
          sum.y += dy * push;
        }
        const auto row = static_cast<std::int32_t>(i);
        for (std::size_t k = weights.row_begin(row); k < weights.row_end(row); ++k) {
          const auto j = static_cast<std::size_t>(weights.indices[k]);
          const double dx = points[i].x - points[j].x;
          const double dy = points[i].y - points[j].y;
          const double pull = weights.values[k] * scale * std::hypot(dx, dy) / ideal;
          sum.x -= dx * pull;
          sum.y -= dy * pull;
        }
        force[i] = sum;
      }
    });
    const double heat = .12 * (1 - static_cast<double>(step) / kSteps) + .002;
    for (std::size_t i = 0; i < nodes; ++i) {
      const double length = std::max(std::hypot(force[i].x, force[i].y), 1e-9);
      const double share = std::min(length, heat) / length;
      points[i] = {rounded(points[i].x + force[i].x * share),
                   rounded(points[i].y + force[i].y * share)};
    }
  }
  std::vector<double> flat;
  flat.reserve(2 * nodes);
  for (const Point& point : points) {
    flat.push_back(point.x);
    flat.push_back(point.y);
  }
  return flat;
}

}  // namespace polyvocal
