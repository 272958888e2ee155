#include "polyvocal/similarity/resample.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "dealing.h"
#include "polyvocal/core/error.h"
#include "polyvocal/stats/random.h"

namespace polyvocal {
namespace {

void check(const Replicates& replicates) {
  if (replicates.begin > replicates.end) {
    throw InputError("replicates from " + std::to_string(replicates.begin) + " to " +
                     std::to_string(replicates.end) + ": the end comes first");
  }
}

}  // namespace

std::vector<std::int32_t> dealt_labels(std::span<const std::int32_t> groups,
                                       std::span<const std::int32_t> strata,
                                       const Replicates& replicates) {
  check(replicates);
  if (!strata.empty() && strata.size() != groups.size()) {
    throw InputError(std::to_string(strata.size()) + " strata for " +
                     std::to_string(groups.size()) + " documents");
  }
  std::vector<std::size_t> places;
  std::vector<std::int32_t> stratum_of;
  Labels known;
  for (std::size_t d = 0; d < groups.size(); ++d) {
    if (groups[d] < 0) continue;
    places.push_back(d);
    known.push_back(groups[d]);
    stratum_of.push_back(strata.empty() ? 0 : strata[d]);
  }
  const Strata together = strata_of(stratum_of, stratum_of.size());
  const std::size_t count = replicates.end - replicates.begin;
  std::vector<std::int32_t> result(count * groups.size(), -1);
  for (std::size_t r = 0; r < count; ++r) {
    Labels labels = known;
    Draws draws(replicates.seed, Purpose::permutation,
                replicates.begin + static_cast<std::uint32_t>(r), 0);
    deal(together, draws, labels);
    for (std::size_t i = 0; i < places.size(); ++i) {
      result[r * groups.size() + places[i]] = labels[i];
    }
  }
  return result;
}

std::vector<std::int32_t> drawn_documents(std::span<const std::int32_t> groups, double scale,
                                          const Replicates& replicates) {
  check(replicates);
  if (!(scale > 0)) {
    throw InputError("a scale of " + std::to_string(scale) + "; give a number above 0");
  }
  std::int32_t count = 0;
  for (const std::int32_t group : groups) count = std::max(count, group + 1);
  std::vector<std::vector<std::size_t>> members(static_cast<std::size_t>(count));
  for (std::size_t d = 0; d < groups.size(); ++d) {
    if (groups[d] >= 0) members[static_cast<std::size_t>(groups[d])].push_back(d);
  }
  const std::size_t rounds = replicates.end - replicates.begin;
  std::vector<std::int32_t> result(rounds * groups.size(), 0);
  for (std::size_t r = 0; r < rounds; ++r) {
    for (std::size_t g = 0; g < members.size(); ++g) {
      const std::vector<std::size_t>& own = members[g];
      if (own.empty()) continue;
      const auto wanted = std::max<long>(1, std::lround(scale * static_cast<double>(own.size())));
      Draws draws(replicates.seed, Purpose::bootstrap,
                  replicates.begin + static_cast<std::uint32_t>(r), static_cast<std::uint32_t>(g));
      for (long i = 0; i < wanted; ++i) {
        ++result[r * groups.size() + own[draws.below(static_cast<std::uint32_t>(own.size()))]];
      }
    }
  }
  return result;
}

}  // namespace polyvocal
