#include "actors/spelling_index.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

namespace polyvocal::naming {

namespace {

// Fewer words are compared one by one.
constexpr std::size_t kFew = 512;
constexpr std::size_t kBlock = 512;  // words whose costs are added up together

// Bounds are divided in another order than distances.
constexpr double kRounding = 1e-9;

// What the first sound of a word costs at least against a word that begins with `other`, unless it
// stands for a later sound: then the other's first one is left out. `turned`: the two may have
// changed places with the sounds after them.
EditCost first_cost(std::uint8_t first, std::uint8_t other, bool turned) {
  if (first == other) return 0;
  const std::size_t known = known_sound(first);
  EditCost cost = kFirst * std::min(gap_cost(first), EditCost{kSwaps[known][known_sound(other)]});
  if (turned) cost = std::min(cost, kTransposed);
  if (first == kM && other == kR) cost = std::min(cost, kMisread);
  if (first == kR && other == kM) cost = std::min(cost, kMisread / 2);  // its "n" has the rest
  return cost;
}

}  // namespace

SpellingIndex::SpellingIndex(std::vector<Sounds> words) : order_(words.size()) {
  std::iota(order_.begin(), order_.end(), 0U);
  const auto group_of = [&](std::uint32_t i) { return std::pair(words[i].ids[0], words[i].size); };
  std::erase_if(order_, [&](std::uint32_t i) { return words[i].size == 0; });
  std::stable_sort(order_.begin(), order_.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return group_of(a) < group_of(b); });
  words_.reserve(order_.size());
  for (auto& row : least_) row.reserve(order_.size());
  for (const std::uint32_t i : order_) {
    const auto [first, size] = group_of(i);
    if (groups_.empty() || std::pair(groups_.back().first, groups_.back().size) != group_of(i)) {
      groups_.push_back({first, size, words_.size(), words_.size()});
    }
    groups_.back().end = words_.size() + 1;
    words_.push_back(words[i]);
    weights_.push_back(words[i].weight);
    for (std::size_t s = 0; s < least_.size(); ++s) least_[s].push_back(words[i].least[s]);
  }
}

// The bound: each sound of the word goes somewhere, and so does each sound of the other. First
// sounds go to first sounds, or one of them is left out, which costs more than elsewhere.
void SpellingIndex::add_chances(const Sounds& word, const Group& group, double limit,
                                std::vector<Chance>& chances) const {
  const std::uint8_t first = word.ids[0];
  const bool turned = word.size > 1 && word.ids[1] == group.first;
  const auto by_itself = static_cast<std::uint16_t>(first_cost(first, group.first, turned));
  const auto left_out = static_cast<std::uint16_t>(kFirst * gap_cost(group.first));
  const EditCost back_later = word.least[known_sound(group.first)];
  const EditCost back_first =
      std::min(first_cost(group.first, first, turned), kFirst * gap_cost(first) + back_later);
  const auto& first_row = least_[known_sound(first)];
  std::array<std::uint16_t, kBlock> costs;
  for (std::size_t begin = group.begin; begin < group.end; begin += kBlock) {
    const std::size_t count = std::min(kBlock, group.end - begin);
    for (std::size_t i = 0; i < count; ++i) {
      const auto later = static_cast<std::uint16_t>(left_out + first_row[begin + i]);
      costs[i] = std::min(by_itself, later);
    }
    for (std::size_t j = 1; j < word.size; ++j) {
      const std::uint8_t* row = least_[known_sound(word.ids[j])].data() + begin;
      for (std::size_t i = 0; i < count; ++i) {
        costs[i] = static_cast<std::uint16_t>(costs[i] + row[i]);
      }
    }
    for (std::size_t i = 0; i < count; ++i) {
      const double divisor = cost_divisor(unsigned{weights_[begin + i]} + word.weight);
      const double most = limit * divisor + kRounding;
      if (costs[i] > most) continue;
      const EditCost back = least_cost(words_[begin + i], word.least) - back_later + back_first;
      if (back > most) continue;
      const EditCost least = std::max(EditCost{costs[i]}, back);
      chances.push_back({least / divisor - kRounding, static_cast<std::uint32_t>(begin + i)});
    }
  }
}

void SpellingIndex::find(const Sounds& word, double limit, const Use& use) const {
  if (word.size == 0) return;
  if (words_.size() < kFew) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (!may_be_near(word, words_[i], limit)) continue;
      const double distance = spelling_distance(word, words_[i], limit);
      if (distance < limit) limit = std::min(limit, use(order_[i], distance));
    }
    return;
  }
  std::vector<Chance> chances;
  for (const Group& group : groups_) {
    if (std::abs(group.size - word.size) <= kMostExtra) add_chances(word, group, limit, chances);
  }
  std::sort(chances.begin(), chances.end(), [](const Chance& a, const Chance& b) {
    return std::tie(a.least, a.at) < std::tie(b.least, b.at);
  });
  for (const Chance& chance : chances) {
    if (chance.least >= limit) return;
    const double distance = spelling_distance(word, words_[chance.at], limit);
    if (distance < limit) limit = std::min(limit, use(order_[chance.at], distance));
  }
}

}  // namespace polyvocal::naming
