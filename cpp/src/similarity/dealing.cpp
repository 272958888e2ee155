#include "dealing.h"

#include <algorithm>

namespace polyvocal {

Strata strata_of(std::span<const std::int32_t> stratum_of, std::size_t items) {
  std::vector<std::pair<std::int32_t, std::uint32_t>> order(items);
  for (std::size_t i = 0; i < items; ++i) {
    order[i] = {stratum_of.empty() ? 0 : stratum_of[i], static_cast<std::uint32_t>(i)};
  }
  std::sort(order.begin(), order.end());
  Strata strata;
  for (std::size_t i = 0; i < items; ++i) {
    if (i == 0 || order[i].first != order[i - 1].first) strata.emplace_back();
    strata.back().push_back(order[i].second);
  }
  return strata;
}

}  // namespace polyvocal
