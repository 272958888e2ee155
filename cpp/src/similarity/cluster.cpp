#include "polyvocal/similarity/cluster.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <queue>
#include <string>
#include <tuple>

#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

struct Candidate {
  double average;
  std::int32_t a, b;  // groups by their first members, a < b
  std::int32_t a_size, b_size;

  /// For a heap with the best on top.
  bool operator<(const Candidate& other) const {
    return std::tuple(average, -a, -b) < std::tuple(other.average, -other.a, -other.b);
  }
};

class Clusterer {
 public:
  Clusterer(std::int32_t items, double least)
      : least_(least),
        parent_(static_cast<std::size_t>(items)),
        size_(parent_.size(), 1),
        total_(parent_.size()) {
    for (std::size_t i = 0; i < parent_.size(); ++i) parent_[i] = static_cast<std::int32_t>(i);
  }

  void add(std::int32_t a, std::int32_t b, double score) {
    if (!sums(a).emplace(b, score).second) {
      throw InputError("the pair of items " + std::to_string(a) + " and " + std::to_string(b) +
                       " is given twice; give each pair once");
    }
    sums(b).emplace(a, score);
    offer(a, b, score);
  }

  void run() {
    while (!heap_.empty()) {
      const Candidate best = heap_.top();
      heap_.pop();
      // A group that has grown or gone since has other averages, which are in the heap too.
      if (size(best.a) == best.a_size && size(best.b) == best.b_size) join(best.a, best.b);
    }
  }

  [[nodiscard]] std::vector<std::int32_t> numbers() {
    std::vector<std::int32_t> number(parent_.size(), -1);
    std::int32_t next = 0;
    for (std::size_t i = 0; i < parent_.size(); ++i) {
      const auto first = static_cast<std::size_t>(find(static_cast<std::int32_t>(i)));
      number[i] = first == i ? next++ : number[first];
    }
    return number;
  }

 private:
  std::map<std::int32_t, double>& sums(std::int32_t group) {
    return total_[static_cast<std::size_t>(group)];
  }
  std::int32_t& size(std::int32_t group) { return size_[static_cast<std::size_t>(group)]; }

  std::int32_t find(std::int32_t item) {
    while (parent_[static_cast<std::size_t>(item)] != item) {
      item = parent_[static_cast<std::size_t>(item)];
    }
    return item;
  }

  void offer(std::int32_t a, std::int32_t b, double sum) {
    const double average = sum / (static_cast<double>(size(a)) * size(b));
    if (average < least_) return;
    if (a > b) std::swap(a, b);
    heap_.push({average, a, b, size(a), size(b)});
  }

  /// The group with the smaller first member, a, takes the other in.
  void join(std::int32_t a, std::int32_t b) {
    parent_[static_cast<std::size_t>(b)] = a;
    size(a) += size(b);
    size(b) = 0;
    sums(a).erase(b);
    for (const auto& [other, sum] : sums(b)) {
      if (other == a) continue;
      sums(other).erase(b);
      sums(a)[other] += sum;
    }
    sums(b).clear();
    for (const auto& [other, sum] : sums(a)) {
      sums(other)[a] = sum;
      offer(a, other, sum);
    }
  }

  double least_;
  std::vector<std::int32_t> parent_;
  std::vector<std::int32_t> size_;
  std::vector<std::map<std::int32_t, double>> total_;  // sums of scores to other groups
  std::priority_queue<Candidate> heap_;
};

void check(std::int32_t items, std::span<const std::int32_t> a, std::span<const std::int32_t> b,
           std::span<const double> score, double least) {
  if (a.size() != b.size() || a.size() != score.size()) {
    throw InputError("pairs: " + std::to_string(a.size()) + ", " + std::to_string(b.size()) +
                     " items and " + std::to_string(score.size()) +
                     " scores given; give one of each for every pair");
  }
  if (!(least > 0)) throw InputError("least is " + std::to_string(least) + "; give more than 0");
  for (std::size_t i = 0; i < a.size(); ++i) {
    const bool inside = std::min(a[i], b[i]) >= 0 && std::max(a[i], b[i]) < items;
    if (!inside || a[i] == b[i] || !(score[i] >= 0) || !std::isfinite(score[i])) {
      throw InputError("pair " + std::to_string(i) + " is of items " + std::to_string(a[i]) +
                       " and " + std::to_string(b[i]) + " with score " + std::to_string(score[i]) +
                       "; give two different items below " + std::to_string(items) +
                       " and a score of 0 or more");
    }
  }
}

}  // namespace

std::vector<std::int32_t> cluster_pairs(std::int32_t items, std::span<const std::int32_t> a,
                                        std::span<const std::int32_t> b,
                                        std::span<const double> score, double least) {
  check(items, a, b, score, least);
  Clusterer clusterer(items, least);
  for (std::size_t i = 0; i < a.size(); ++i) clusterer.add(a[i], b[i], score[i]);
  clusterer.run();
  return clusterer.numbers();
}

}  // namespace polyvocal
