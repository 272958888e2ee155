#include "partner_table.h"

#include <algorithm>
#include <utility>

namespace polyvocal {
namespace {

/// Room for the candidates of a place: the more, the less often they are looked through.
constexpr std::size_t kRoomPerPartner = 4;
constexpr std::size_t kLeastRoom = 16;

}  // namespace

PartnerTable::PartnerTable(std::size_t places, std::size_t top, float threshold, Score score)
    : top_(top),
      room_(std::max(kLeastRoom, kRoomPerPartner * top_)),
      threshold_(threshold),
      score_(std::move(score)),
      candidates_(places),
      bars_(places) {
  for (auto& bar : bars_) bar.store(threshold, std::memory_order_relaxed);
}

void PartnerTable::offer(std::size_t place, BoundedPartner partner) {
  const std::lock_guard lock(locks_[place % kLocks]);
  if (partner.upper < bar(place)) return;
  candidates_[place].push_back(partner);
  if (candidates_[place].size() >= room_) shrink(place);
}

void PartnerTable::shrink(std::size_t place) {
  drop_worse(place);
  // Scores so near each other that their bounds do not part them must be known.
  if (candidates_[place].size() > room_ - room_ / 4) {
    settle(place, [&](std::int32_t row) { return score_(place, row); });
  }
}

void PartnerTable::raise_bar(std::size_t place, float score) {
  if (score > bar(place)) bars_[place].store(score, std::memory_order_relaxed);
}

/// Those that are below the least score that `top` candidates are sure to reach.
void PartnerTable::drop_worse(std::size_t place) {
  Candidates& all = candidates_[place];
  if (all.size() < top_) return;
  const auto last = all.begin() + static_cast<std::ptrdiff_t>(top_ - 1);
  std::nth_element(all.begin(), last, all.end(),
                   [](const auto& x, const auto& y) { return x.lower > y.lower; });
  raise_bar(place, last->lower);
  std::erase_if(all, [bar = bar(place)](const auto& partner) { return partner.upper < bar; });
}

/// Leaves the best, with their scores.
void PartnerTable::settle(std::size_t place, const std::function<float(std::int32_t)>& score) {
  Candidates& all = candidates_[place];
  for (BoundedPartner& partner : all) {
    if (partner.lower < partner.upper) partner.lower = partner.upper = score(partner.row);
  }
  std::sort(all.begin(), all.end(), [](const auto& x, const auto& y) {
    return std::pair(-x.upper, x.row) < std::pair(-y.upper, y.row);
  });
  if (all.size() < top_) return;
  all.resize(top_);
  raise_bar(place, all.back().lower);
}

std::vector<Partner> PartnerTable::best(std::size_t place,
                                        const std::function<float(std::int32_t)>& score) {
  drop_worse(place);
  settle(place, score);
  std::vector<Partner> partners;
  for (const BoundedPartner& partner : std::exchange(candidates_[place], {})) {
    if (partner.upper > threshold_) partners.push_back({partner.row, partner.upper});
  }
  return partners;
}

}  // namespace polyvocal
