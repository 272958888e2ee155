#include "pair_divergence.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/entropy_lanes.h"

namespace polyvocal {
namespace {

constexpr std::size_t kWordsAtOnce = 64;  // summed in float before they go to the double sums

/// Spread of the documents' influences around their mean, as the variance of that mean.
class Spread {
 public:
  void add(double value) {
    ++n_;
    const double step = value - mean_;
    mean_ += step / n_;
    squares_ += step * (value - mean_);
  }
  [[nodiscard]] double mean() const { return mean_; }
  [[nodiscard]] double variance_of_mean() const { return n_ < 2 ? 0 : squares_ / (n_ * (n_ - 1)); }

 private:
  double n_ = 0;
  double mean_ = 0;
  double squares_ = 0;
};

double log_ratio(double own, double other) {
  return own > 0 ? std::log2(2 * own / (own + other)) : 0;
}

}  // namespace

void PairWords::load(const Csr<float>& rows, std::span<const float> weights,
                     std::span<const std::int32_t> first, std::span<const std::int32_t> second) {
  constexpr std::uint32_t kNoWord = 0xFFFFFFFFU;
  first_ = first.size();
  std::vector<std::int32_t> documents(first.begin(), first.end());
  documents.insert(documents.end(), second.begin(), second.end());
  std::vector<std::size_t> columns;
  const auto each_cell = [&](auto&& use) {
    for (std::size_t d = 0; d < documents.size(); ++d) {
      for (std::size_t k = rows.row_begin(documents[d]); k < rows.row_end(documents[d]); ++k) {
        if (weights[k] > 0) use(d, static_cast<std::size_t>(rows.indices[k]), weights[k]);
      }
    }
  };
  each_cell([&](std::size_t, std::size_t column, float) {
    if (documents_with_[column]++ == 0) columns.push_back(column);
  });
  begin_.assign(1, 0);
  for (const std::size_t column : columns) {
    const std::uint32_t count = documents_with_[column];
    place_[column] = count < 2 ? kNoWord : static_cast<std::uint32_t>(begin_.size() - 1);
    if (count >= 2) begin_.push_back(begin_.back() + count);
  }
  std::vector<std::size_t> next(begin_.begin(), begin_.end() - 1);
  entries_.resize(begin_.back());
  total_.assign(next.size(), 0);
  alone_.assign(documents.size(), 0);
  each_cell([&](std::size_t d, std::size_t column, float weight) {
    const std::uint32_t word = place_[column];
    if (word == kNoWord) {
      alone_[d] += static_cast<double>(weight);
      return;
    }
    entries_[next[word]++] = {static_cast<std::uint32_t>(d), weight};
    total_[word] += weight;
  });
  for (const std::size_t column : columns) documents_with_[column] = 0;
}

PairWords::Linear PairWords::linearise(std::span<const std::uint8_t> in_first) const {
  const auto size_a = static_cast<double>(first_);
  const double size_b = static_cast<double>(documents()) - size_a;
  std::vector<double> influence = alone_;  // log2(2 p / (p + 0)) = 1
  for (std::size_t word = 0; word + 1 < begin_.size(); ++word) {
    const std::span<const Entry> entries(entries_.data() + begin_[word],
                                         begin_[word + 1] - begin_[word]);
    double sum_a = 0;
    double sum_b = 0;
    for (const Entry& e : entries) {
      (in_first[e.document] != 0 ? sum_a : sum_b) += static_cast<double>(e.weight);
    }
    const double log_a = log_ratio(sum_a / size_a, sum_b / size_b);
    const double log_b = log_ratio(sum_b / size_b, sum_a / size_a);
    for (const Entry& e : entries) {
      influence[e.document] +=
          static_cast<double>(e.weight) * (in_first[e.document] != 0 ? log_a : log_b);
    }
  }
  std::array<Spread, 2> spread;
  for (std::size_t d = 0; d < influence.size(); ++d) spread[in_first[d]].add(influence[d]);
  return {.divergence = std::clamp((spread[0].mean() + spread[1].mean()) / 2, 0.0, 1.0),
          .variance = (spread[0].variance_of_mean() + spread[1].variance_of_mean()) / 4};
}

void PairWords::divergences(std::span<const float> in_first, double* sixteen,
                            const Run& run) const {
  const auto per_a = static_cast<float>(1 / static_cast<double>(first_));
  const auto per_b = static_cast<float>(1 / static_cast<double>(documents() - first_));
  std::array<double, kLanes> sums{};
  const std::size_t words = begin_.size() - 1;
  for (std::size_t block = 0; block < words; block += kWordsAtOnce) {
    if (block % (kWordsAtOnce * 64) == 0) run.check();
    Lanes common;
    for (std::size_t word = block; word < std::min(words, block + kWordsAtOnce); ++word) {
      Lanes a;
      for (std::size_t k = begin_[word]; k < begin_[word + 1]; ++k) {
        a.add_scaled(Lanes::load(in_first.data() + entries_[k].document * kLanes),
                     entries_[k].weight);
      }
      // In the same order a part never adds up to more than the whole: b >= 0.
      const float total = total_[word];
      Lanes b = {total - a.a, total - a.b, total - a.c, total - a.d};
      a = {a.a * per_a, a.b * per_a, a.c * per_a, a.d * per_a};
      b = {b.a * per_b, b.b * per_b, b.c * per_b, b.d * per_b};
      Lanes both = a;
      both.add(b);
      both = x_log2_x(both);
      both.add_scaled(x_log2_x(a), -1);
      both.add_scaled(x_log2_x(b), -1);
      common.add(both);
    }
    std::array<float, kLanes> values{};
    common.store(values.data());
    for (std::size_t r = 0; r < kLanes; ++r) sums[r] += static_cast<double>(values[r]);
  }
  for (std::size_t r = 0; r < kLanes; ++r) sixteen[r] = 1 - sums[r] / 2;
}

}  // namespace polyvocal
