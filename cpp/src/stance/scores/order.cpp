#include "polyvocal/stance/order.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <tuple>
#include <utility>

#include "polyvocal/core/error.h"
#include "polyvocal/stats/random.h"
#include "stance/scores/groups.h"

namespace polyvocal {

namespace {

using scoring::documents_of_groups;
using scoring::same_observation;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kPhantom = 0.5;  // of a comparison won, and lost, against the average group
constexpr int kRounds = 1000;
constexpr double kClose = 1e-8;
constexpr double kTie = 1e-9;

struct Sum {
  double top = 0;
  double bottom = 0;
};

// Weighted means of one document: of faction a, and of b where asked for. NaN where one is missing.
double value_of(const Evidence& evidence, std::uint32_t d, FactionId a, FactionId b,
                VoiceChoice voice) {
  Sum first;
  Sum second;
  for (std::uint32_t r = evidence.doc_rows[d]; r < evidence.doc_rows[d + 1]; ++r) {
    const EvidenceRow& row = evidence.rows[r];
    if (!includes(voice, row.voice) || (row.faction != a && row.faction != b)) continue;
    if (row.faction < 0) continue;
    Sum& sum = row.faction == a ? first : second;
    sum.top += static_cast<double>(row.weight) * static_cast<double>(row.score);
    sum.bottom += static_cast<double>(row.weight);
  }
  if (!(first.bottom > 0) || (b >= 0 && !(second.bottom > 0))) return kNaN;
  const double of_first = first.top / first.bottom;
  return b >= 0 ? of_first - second.top / second.bottom : of_first;
}

// The stories that two groups or more tell, as ranges of `told`.
using Range = std::pair<std::size_t, std::size_t>;
std::vector<Range> shared_stories(const std::vector<Told>& told) {
  std::vector<Range> stories;
  for (std::size_t begin = 0; begin < told.size();) {
    std::size_t end = begin;
    while (end < told.size() && told[end].story == told[begin].story) ++end;
    if (end - begin >= 2) stories.emplace_back(begin, end);
    begin = end;
  }
  return stories;
}

// Of each entry of a story: its value less the mean of the others.
std::vector<double> apart(const std::vector<Told>& told, const Range& story) {
  double sum = 0;
  for (std::size_t i = story.first; i < story.second; ++i) sum += told[i].value;
  const auto n = static_cast<double>(story.second - story.first);
  std::vector<double> result;
  for (std::size_t i = story.first; i < story.second; ++i) {
    result.push_back(told[i].value - (sum - told[i].value) / (n - 1));
  }
  return result;
}

// Wins and meetings of all pairs of groups.
class Matches {
 public:
  explicit Matches(std::int32_t groups)
      : n_(static_cast<std::size_t>(groups)), met_(n_ * n_, 0.0), wins_(n_, 0.0) {}

  void add(const std::vector<Told>& told, const Range& story, double times) {
    for (std::size_t i = story.first; i < story.second; ++i) {
      for (std::size_t j = i + 1; j < story.second; ++j) {
        const auto a = static_cast<std::size_t>(told[i].group);
        const auto b = static_cast<std::size_t>(told[j].group);
        const double gap = told[i].value - told[j].value;
        const double share = std::abs(gap) <= kTie ? 0.5 : (gap > 0 ? 1.0 : 0.0);
        met_[a * n_ + b] += times;
        met_[b * n_ + a] += times;
        wins_[a] += times * share;
        wins_[b] += times * (1 - share);
      }
    }
  }

  [[nodiscard]] double wins(std::size_t group) const { return wins_[group]; }
  [[nodiscard]] double met(std::size_t a, std::size_t b) const { return met_[a * n_ + b]; }
  [[nodiscard]] double comparisons(std::size_t group) const {
    return std::accumulate(met_.begin() + static_cast<std::ptrdiff_t>(group * n_),
                           met_.begin() + static_cast<std::ptrdiff_t>((group + 1) * n_), 0.0);
  }

  // Log strengths, from a start; NaN for groups that met nobody. `component`: see OrderRow.
  [[nodiscard]] std::vector<double> solve(const std::vector<std::int32_t>& component,
                                          const std::vector<double>& start) const {
    std::vector<double> strength(n_, 1.0);
    std::vector<std::size_t> active;
    for (std::size_t g = 0; g < n_; ++g) {
      if (comparisons(g) > 0) active.push_back(g);
      if (!start.empty() && !std::isnan(start[g])) strength[g] = std::exp(start[g]);
    }
    for (int round = 0; round < kRounds; ++round) {
      double moved = 0;
      for (const std::size_t g : active) {
        double expected = 2 * kPhantom / (strength[g] + 1);
        for (const std::size_t other : active) {
          const double met = met_[g * n_ + other];
          if (met > 0) expected += met / (strength[g] + strength[other]);
        }
        const double next = (wins_[g] + kPhantom) / expected;
        moved = std::max(moved, std::abs(std::log(next / strength[g])));
        strength[g] = next;
      }
      moved = std::max(moved, set_level(strength, component));
      if (moved < kClose) break;
    }
    std::vector<double> result(n_, kNaN);
    for (const std::size_t g : active) result[g] = std::log(strength[g]);
    return result;
  }

 private:
  // Only the phantom comparisons hold the common level of a component, and the rounds above move it
  // slowly: one step of Newton's method for it. Returns how far it moved.
  double set_level(std::vector<double>& strength,
                   const std::vector<std::int32_t>& component) const {
    double moved = 0;
    const auto last = std::max_element(component.begin(), component.end());
    for (std::int32_t c = 0; last != component.end() && c <= *last; ++c) {
      double excess = 0;
      double slope = 0;
      for (std::size_t g = 0; g < n_; ++g) {
        if (component[g] != c) continue;
        const double above = strength[g] / (strength[g] + 1);
        excess += above - 0.5;
        slope += above * (1 - above);
      }
      const double step = std::clamp(-excess / slope, -1.0, 1.0);
      for (std::size_t g = 0; g < n_; ++g) {
        if (component[g] == c) strength[g] *= std::exp(step);
      }
      moved = std::max(moved, std::abs(step));
    }
    return moved;
  }

  std::size_t n_;
  std::vector<double> met_;
  std::vector<double> wins_;
};

// Places from 1 at the top.
std::vector<double> ranks(const std::vector<double>& strength) {
  std::vector<std::size_t> order;
  for (std::size_t g = 0; g < strength.size(); ++g) {
    if (!std::isnan(strength[g])) order.push_back(g);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return strength[a] > strength[b]; });
  std::vector<double> result(strength.size(), kNaN);
  for (std::size_t k = 0; k < order.size(); ++k) result[order[k]] = static_cast<double>(k + 1);
  return result;
}

std::vector<std::int32_t> components(const Matches& matches, std::size_t groups) {
  std::vector<std::int32_t> component(groups, -1);
  std::int32_t next = 0;
  for (std::size_t start = 0; start < groups; ++start) {
    if (component[start] >= 0 || !(matches.comparisons(start) > 0)) continue;
    std::vector<std::size_t> open = {start};
    component[start] = next;
    while (!open.empty()) {
      const std::size_t g = open.back();
      open.pop_back();
      for (std::size_t other = 0; other < groups; ++other) {
        if (component[other] >= 0 || !(matches.met(g, other) > 0)) continue;
        component[other] = next;
        open.push_back(other);
      }
    }
    ++next;
  }
  return component;
}

// 2.5 and 97.5 % of what is not NaN.
std::pair<double, double> ends(std::vector<double> values) {
  std::erase_if(values, [](double v) { return std::isnan(v); });
  if (values.size() < 2) return {kNaN, kNaN};
  std::sort(values.begin(), values.end());
  const auto at = [&](double share) {
    return values[static_cast<std::size_t>(
        std::lround(share * static_cast<double>(values.size() - 1)))];
  };
  return {at(0.025), at(0.975)};
}

}  // namespace

std::vector<Told> tell(const Grouping& grouping, std::size_t factions, const Evidence& evidence,
                       FactionId a, FactionId b, VoiceChoice voice) {
  check_grouping(grouping, evidence.language.size());
  const auto limit = static_cast<FactionId>(factions);
  if (a < 0 || a >= limit || b >= limit || a == b) {
    throw InputError("factions " + std::to_string(a) + " and " + std::to_string(b) +
                     ": give two of " + std::to_string(factions) + ", or -1 as the second");
  }
  if (grouping.story.empty()) throw InputError("the grouping has no stories");
  std::vector<Told> told;
  for (const auto& documents : documents_of_groups(grouping)) {
    double of_story = 0;
    double observations = 0;
    for (std::size_t begin = 0; begin < documents.size();) {
      const std::uint32_t first = documents[begin];
      const std::int32_t story = grouping.story[first];
      if (story < 0) break;  // those in no story come last
      double sum = 0;
      double count = 0;
      std::size_t end = begin;
      for (; end < documents.size() && same_observation(grouping, first, documents[end]); ++end) {
        const double value = value_of(evidence, documents[end], a, b, voice);
        if (std::isnan(value)) continue;
        sum += value;
        count += 1;
      }
      if (count > 0) {
        of_story += sum / count;
        observations += 1;
      }
      begin = end;
      const bool last = end == documents.size() || grouping.story[documents[end]] != story;
      if (!last) continue;
      if (observations > 0) told.push_back({story, grouping.group[first], of_story / observations});
      of_story = observations = 0;
    }
  }
  std::stable_sort(told.begin(), told.end(), [](const Told& x, const Told& y) {
    return x.story != y.story ? x.story < y.story : x.group < y.group;
  });
  return told;
}

std::vector<StoryContrast> permute_within_stories(const std::vector<Told>& told,
                                                  std::int32_t groups, std::uint64_t seed,
                                                  std::uint32_t permutations, const Run& run) {
  const auto n = static_cast<std::size_t>(groups);
  const std::vector<Range> stories = shared_stories(told);
  std::vector<std::vector<double>> values;
  std::vector<StoryContrast> result(n);
  std::vector<double> observed(n, 0.0);
  for (const Range& story : stories) {
    values.push_back(apart(told, story));
    for (std::size_t i = story.first; i < story.second; ++i) {
      const auto g = static_cast<std::size_t>(told[i].group);
      observed[g] += values.back()[i - story.first];
      ++result[g].stories;
    }
  }
  // Whether each permutation is at least as far from 0 as what is observed.
  std::vector<std::uint8_t> further(n * permutations, 0);
  parallel_for(run, permutations, 16, [&](std::size_t begin, std::size_t end, int) {
    std::vector<double> sums(n);
    std::vector<double> dealt;
    for (std::size_t k = begin; k < end; ++k) {
      std::fill(sums.begin(), sums.end(), 0.0);
      Draws draws(seed, Purpose::permutation, static_cast<std::uint32_t>(k), 1);
      for (std::size_t s = 0; s < stories.size(); ++s) {
        dealt = values[s];
        for (std::size_t i = dealt.size(); i > 1; --i) {
          std::swap(dealt[i - 1], dealt[draws.below(static_cast<std::uint32_t>(i))]);
        }
        for (std::size_t i = 0; i < dealt.size(); ++i) {
          sums[static_cast<std::size_t>(told[stories[s].first + i].group)] += dealt[i];
        }
      }
      for (std::size_t g = 0; g < n; ++g) {
        further[g * permutations + k] = std::abs(sums[g]) >= std::abs(observed[g]) - kTie ? 1 : 0;
      }
    }
  });
  for (std::size_t g = 0; g < n; ++g) {
    if (result[g].stories == 0) {
      result[g].difference = result[g].p = kNaN;
      continue;
    }
    const std::span<const std::uint8_t> mine(further.data() + g * permutations, permutations);
    const auto hits = static_cast<double>(std::count(mine.begin(), mine.end(), 1));
    result[g].difference = observed[g] / result[g].stories;
    result[g].p = (1 + hits) / (1 + static_cast<double>(permutations));
  }
  return result;
}

std::vector<OrderRow> order_groups(const std::vector<Told>& told, std::int32_t groups,
                                   std::uint64_t seed, std::uint32_t replicates, const Run& run) {
  const auto n = static_cast<std::size_t>(groups);
  const std::vector<Range> stories = shared_stories(told);
  Matches all(groups);
  std::vector<OrderRow> rows(n);
  for (const Range& story : stories) {
    all.add(told, story, 1);
    for (std::size_t i = story.first; i < story.second; ++i) {
      ++rows[static_cast<std::size_t>(told[i].group)].stories;
    }
  }
  const std::vector<std::int32_t> component = components(all, n);
  const std::vector<double> strength = all.solve(component, {});
  std::vector<double> drawn(n * replicates, kNaN);
  std::vector<double> places(n * replicates, kNaN);
  parallel_for(run, stories.empty() ? 0 : replicates, 8,
               [&](std::size_t begin, std::size_t end, int) {
                 std::vector<double> times(stories.size());
                 for (std::size_t k = begin; k < end; ++k) {
                   std::fill(times.begin(), times.end(), 0.0);
                   Draws draws(seed, Purpose::order, static_cast<std::uint32_t>(k), 0);
                   const auto size = static_cast<std::uint32_t>(stories.size());
                   for (std::uint32_t s = 0; s < size; ++s) times[draws.below(size)] += 1;
                   Matches matches(groups);
                   for (std::size_t s = 0; s < stories.size(); ++s) {
                     if (times[s] > 0) matches.add(told, stories[s], times[s]);
                   }
                   const std::vector<double> found = matches.solve(component, strength);
                   const std::vector<double> rank = ranks(found);
                   for (std::size_t g = 0; g < n; ++g) {
                     drawn[g * replicates + k] = found[g];
                     places[g * replicates + k] = rank[g];
                   }
                 }
               });
  for (std::size_t g = 0; g < n; ++g) {
    OrderRow& row = rows[g];
    row.strength = strength[g];
    row.wins = all.wins(g);
    row.comparisons = all.comparisons(g);
    row.component = component[g];
    const auto mine = [&](const std::vector<double>& of) {
      const auto from = of.begin() + static_cast<std::ptrdiff_t>(g * replicates);
      return std::vector<double>(from, from + static_cast<std::ptrdiff_t>(replicates));
    };
    std::tie(row.low, row.high) = ends(mine(drawn));
    std::tie(row.rank_low, row.rank_high) = ends(mine(places));
    if (stories.size() < 2) row.low = row.high = row.rank_low = row.rank_high = kNaN;
  }
  return rows;
}

}  // namespace polyvocal
