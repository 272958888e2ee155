#include "polyvocal/stats/agreement.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "polyvocal/core/error.h"
#include "polyvocal/stats/random.h"

namespace polyvocal {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// How often each value occurs in each item that has two or more.
struct Items {
  std::vector<double> values;               // distinct, ascending
  std::vector<std::vector<double>> counts;  // item, value
};

Items read(std::span<const double> ratings, std::size_t coders) {
  Items items;
  for (const double value : ratings) {
    if (!std::isnan(value)) items.values.push_back(value);
  }
  std::sort(items.values.begin(), items.values.end());
  items.values.erase(std::unique(items.values.begin(), items.values.end()), items.values.end());
  for (std::size_t i = 0; i < ratings.size(); i += coders) {
    std::vector<double> counts(items.values.size(), 0.0);
    double given = 0;
    for (const double value : ratings.subspan(i, coders)) {
      if (std::isnan(value)) continue;
      const auto place = std::lower_bound(items.values.begin(), items.values.end(), value);
      counts[static_cast<std::size_t>(place - items.values.begin())] += 1;
      given += 1;
    }
    if (given >= 2) items.counts.push_back(std::move(counts));
  }
  return items;
}

// Squared distances of all pairs of values, row by row.
std::vector<double> distances(const std::vector<double>& values, const std::vector<double>& total,
                              Scale scale) {
  const std::size_t n = values.size();
  std::vector<double> result(n * n, 0.0);
  for (std::size_t a = 0; a < n; ++a) {
    double between = total[a] / 2;
    for (std::size_t b = a + 1; b < n; ++b) {
      double distance = 1;
      if (scale == Scale::interval) distance = values[b] - values[a];
      if (scale == Scale::ordinal) distance = between + total[b] / 2;
      between += total[b];
      result[a * n + b] = result[b * n + a] = distance * distance;
    }
  }
  return result;
}

double disagreement(const std::vector<double>& counts, const std::vector<double>& distance) {
  double sum = 0;
  for (std::size_t a = 0; a < counts.size(); ++a) {
    if (counts[a] == 0) continue;
    for (std::size_t b = 0; b < counts.size(); ++b) {
      sum += counts[a] * counts[b] * distance[a * counts.size() + b];
    }
  }
  return sum;
}

// `times`: how often each item counts.
double alpha_of(const Items& items, const std::vector<std::uint32_t>& times, Scale scale) {
  std::vector<double> total(items.values.size(), 0.0);
  for (std::size_t i = 0; i < items.counts.size(); ++i) {
    for (std::size_t v = 0; v < total.size(); ++v) total[v] += times[i] * items.counts[i][v];
  }
  const std::vector<double> distance = distances(items.values, total, scale);
  double all = 0;
  for (const double count : total) all += count;
  double observed = 0;
  for (std::size_t i = 0; i < items.counts.size(); ++i) {
    if (times[i] == 0) continue;
    double given = 0;
    for (const double count : items.counts[i]) given += count;
    observed += times[i] * disagreement(items.counts[i], distance) / (given - 1);
  }
  const double expected = disagreement(total, distance) / (all - 1);
  return expected > 0 ? 1 - observed / expected : kNaN;
}

double percentile(const std::vector<double>& sorted, double share) {
  const double at = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double part = at - static_cast<double>(below);
  return sorted[below] * (1 - part) + sorted[above] * part;
}

}  // namespace

Agreement krippendorff_alpha(std::span<const double> ratings, std::size_t coders, Scale scale,
                             std::uint64_t seed, std::uint32_t replicates) {
  if (coders == 0 || ratings.size() % coders != 0) {
    throw InputError("krippendorff_alpha: " + std::to_string(ratings.size()) + " ratings of " +
                     std::to_string(coders) + " coders; give one a coder for every item");
  }
  const Items items = read(ratings, coders);
  const auto n = static_cast<std::uint32_t>(items.counts.size());
  Agreement result{.alpha = kNaN, .low = kNaN, .high = kNaN, .items = n};
  for (const auto& counts : items.counts) {
    for (const double count : counts) result.values += static_cast<std::uint32_t>(count);
  }
  if (n == 0) return result;
  result.alpha = alpha_of(items, std::vector<std::uint32_t>(n, 1), scale);
  if (std::isnan(result.alpha) || n < 2) return result;
  std::vector<double> found;
  std::vector<std::uint32_t> times(n);
  for (std::uint32_t r = 0; r < replicates; ++r) {
    std::fill(times.begin(), times.end(), 0U);
    Draws draws(seed, Purpose::agreement, r, 0);
    for (std::uint32_t i = 0; i < n; ++i) ++times[draws.below(n)];
    const double alpha = alpha_of(items, times, scale);
    // A resample of one value alone: all agree, and chance would as well.
    found.push_back(std::isnan(alpha) ? 1.0 : alpha);
  }
  std::sort(found.begin(), found.end());
  result.low = percentile(found, 0.025);
  result.high = percentile(found, 0.975);
  return result;
}

}  // namespace polyvocal
