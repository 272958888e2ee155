#include "pair_divergence.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/entropy_lanes.h"

namespace polyvocal {
namespace {

constexpr std::size_t kWordsAtOnce = 64;  // summed in float before they go to the double sums

/// x log2 x; 0 for 0.
double entropy_term(double x) { return x > 0 ? x * std::log2(x) : 0; }

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
  documents_ = documents.size();
  each_cell([&](std::size_t d, std::size_t column, float weight) {
    const std::uint32_t word = place_[column];
    if (word == kNoWord) return;
    entries_[next[word]++] = {static_cast<std::uint32_t>(d), weight};
    total_[word] += weight;
  });
  for (const std::size_t column : columns) documents_with_[column] = 0;
}

double PairWords::divergence() const {
  const auto size_a = static_cast<double>(first_);
  const double size_b = static_cast<double>(documents_) - size_a;
  double common = 0;
  for (std::size_t word = 0; word + 1 < begin_.size(); ++word) {
    double a = 0;
    double b = 0;
    for (std::size_t k = begin_[word]; k < begin_[word + 1]; ++k) {
      (entries_[k].document < first_ ? a : b) += static_cast<double>(entries_[k].weight);
    }
    a /= size_a;
    b /= size_b;
    common += entropy_term(a + b) - entropy_term(a) - entropy_term(b);
  }
  return std::clamp(1 - common / 2, 0.0, 1.0);
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
