// The best partners of every row, while scores are known only to lie between two bounds.
//
//   PartnerTable table(rows, 10, 0.0F, score);
//   if (upper >= table.bar(place)) table.offer(place, {.row = row, .lower = low, .upper = high});
//   table.best(place, score_of_place);  // when all were offered
//
// Several threads may offer at once. What is held meanwhile depends on who came first; the best do
// not, since a bar is never above the score of the last of them.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <vector>

namespace polyvocal {

struct Partner {
  std::int32_t row = 0;
  float score = 0;
};

/// A partner whose score is in [lower, upper].
struct BoundedPartner {
  std::int32_t row = 0;
  float lower = 0, upper = 0;
};

class PartnerTable {
 public:
  /// The score of the row at a place and another. Threads call it at the same time.
  using Score = std::function<float(std::size_t place, std::int32_t row)>;

  PartnerTable(std::size_t places, std::size_t top, float threshold, Score score);

  /// A score below is not among the best of the place.
  [[nodiscard]] float bar(std::size_t place) const {
    return bars_[place].load(std::memory_order_relaxed);
  }
  void offer(std::size_t place, BoundedPartner partner);

  /// The `top` best above the threshold, best first; of equal scores the smaller row. Leaves
  /// nothing. `score` gives the same scores as that of the table, perhaps faster.
  std::vector<Partner> best(std::size_t place, const std::function<float(std::int32_t)>& score);

 private:
  static constexpr std::size_t kLocks = 256;
  using Candidates = std::vector<BoundedPartner>;

  void shrink(std::size_t place);
  void raise_bar(std::size_t place, float score);
  void drop_worse(std::size_t place);
  void settle(std::size_t place, const std::function<float(std::int32_t)>& score);

  std::size_t top_, room_;
  float threshold_;
  Score score_;
  std::vector<Candidates> candidates_;    ///< per place
  std::vector<std::atomic<float>> bars_;  ///< per place
  std::array<std::mutex, kLocks> locks_;  ///< each of the places with one remainder
};

}  // namespace polyvocal
