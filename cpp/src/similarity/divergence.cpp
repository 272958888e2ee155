#include "polyvocal/similarity/divergence.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <string>

#include "core/lanes.h"
#include "pair_divergence.h"
#include "polyvocal/core/error.h"
#include "polyvocal/similarity/outlets.h"

namespace polyvocal {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

void check(const Csr<float>& counts, const DivergenceOptions& options) {
  const auto n = static_cast<std::size_t>(counts.rows);
  if (options.groups.size() != n || (!options.strata.empty() && options.strata.size() != n)) {
    throw InputError("divergence: " + std::to_string(options.groups.size()) + " groups and " +
                     std::to_string(options.strata.size()) + " strata given for " +
                     std::to_string(n) + " rows");
  }
  for (const std::int32_t group : options.groups) {
    if (group >= options.group_count) {
      throw InputError("divergence: group " + std::to_string(group) + " is not below " +
                       std::to_string(options.group_count));
    }
  }
  if (options.permutations < 0) {
    throw InputError("permutations is " + std::to_string(options.permutations) +
                     "; give 0 or more");
  }
  for (std::size_t k = 0; k < counts.stored(); ++k) {
    if (!(counts.values[k] >= 0)) {
      throw InputError("divergence: count " + std::to_string(counts.values[k]) + " at cell " +
                       std::to_string(k) + " is below 0");
    }
  }
}

/// Every row's weights, scaled to add up to 1.
std::vector<float> row_weights(const Csr<float>& counts, bool damped) {
  std::vector<float> weights(counts.stored(), 0);
  for (std::int32_t row = 0; row < counts.rows; ++row) {
    double sum = 0;
    for (std::size_t k = counts.row_begin(row); k < counts.row_end(row); ++k) {
      const auto count = static_cast<double>(counts.values[k]);
      const double weight = damped && count > 1 ? 1 + std::log(count) : count;
      weights[k] = static_cast<float>(weight);
      sum += weight;
    }
    if (!(sum > 0)) continue;
    for (std::size_t k = counts.row_begin(row); k < counts.row_end(row); ++k) {
      weights[k] = static_cast<float>(static_cast<double>(weights[k]) / sum);
    }
  }
  return weights;
}

using Members = std::vector<std::vector<std::int32_t>>;

/// Rows of each group that have any count.
Members members_of(const Csr<float>& counts, const DivergenceOptions& options) {
  Members members(static_cast<std::size_t>(options.group_count));
  for (std::int32_t row = 0; row < counts.rows; ++row) {
    const std::int32_t group = options.groups[static_cast<std::size_t>(row)];
    if (group < 0) continue;
    const auto first = counts.values.begin() + static_cast<std::ptrdiff_t>(counts.row_begin(row));
    const auto last = counts.values.begin() + static_cast<std::ptrdiff_t>(counts.row_end(row));
    if (std::any_of(first, last, [](float value) { return value > 0; })) {
      members[static_cast<std::size_t>(group)].push_back(row);
    }
  }
  return members;
}

struct Pair {
  std::size_t a, b;
  std::int32_t exchangeable = 0;
  bool tested = false;
  double observed = 0;
  std::vector<double> replicates;  // divergence; the first is that of the true labels
};

class Comparison {
 public:
  Comparison(const Csr<float>& counts, const DivergenceOptions& options)
      : counts_(counts),
        options_(options),
        weights_(row_weights(counts, options.damped)),
        members_(members_of(counts, options)) {}

  [[nodiscard]] std::vector<Pair> pairs() const {
    std::vector<Pair> found;
    for (std::size_t a = 0; a < members_.size(); ++a) {
      for (std::size_t b = a + 1; b < members_.size(); ++b) {
        if (members_[a].empty() || members_[b].empty()) continue;
        Pair pair{.a = a, .b = b, .replicates = {}};
        pair.exchangeable = exchangeable(strata(a, b), members_[a].size());
        pair.tested = std::min(members_[a].size(), members_[b].size()) >= kFewestDocuments &&
                      pair.exchangeable >= kFewestDocuments && options_.permutations > 0;
        if (pair.tested) {
          pair.replicates.resize(static_cast<std::size_t>(options_.permutations) + 1);
        }
        found.push_back(std::move(pair));
      }
    }
    return found;
  }

  /// One part of a pair's replicates; each is its own function of (seed, pair, replicate).
  void work(Pair& pair, std::size_t part, std::size_t parts, PairWords& words,
            const Run& run) const {
    words.load(counts_, weights_, members_[pair.a], members_[pair.b]);
    const Strata groups = strata(pair.a, pair.b);
    if (part == 0) pair.observed = words.divergence();
    const std::size_t blocks = (pair.replicates.size() + kLanes - 1) / kLanes;
    for (std::size_t block = part; block < blocks; block += parts) {
      replicate(pair, groups, block * kLanes, words, run);
    }
  }

  [[nodiscard]] const Members& members() const { return members_; }

 private:
  [[nodiscard]] Strata strata(std::size_t a, std::size_t b) const {
    std::vector<std::int32_t> of;
    for (const std::size_t group : {a, b}) {
      for (const std::int32_t row : members_[group]) {
        of.push_back(options_.strata.empty() ? 0 : options_.strata[static_cast<std::size_t>(row)]);
      }
    }
    return strata_of(of, of.size());
  }

  static std::int32_t exchangeable(const Strata& strata, std::size_t first) {
    std::int32_t count = 0;
    for (const auto& stratum : strata) {
      const auto own = std::count_if(stratum.begin(), stratum.end(),
                                     [&](std::uint32_t place) { return place < first; });
      if (own > 0 && static_cast<std::size_t>(own) < stratum.size()) {
        count += static_cast<std::int32_t>(stratum.size());
      }
    }
    return count;
  }

  /// 0 for documents of the first group, 1 for those of the second; replicate 0 is the truth.
  [[nodiscard]] Labels labels(const Pair& pair, const Strata& groups, const PairWords& words,
                              std::size_t replicate) const {
    Labels labels(words.documents(), 1);
    std::fill_n(labels.begin(), words.first(), 0);
    if (replicate == 0) return labels;
    Draws draws(options_.seed, Purpose::permutation, static_cast<std::uint32_t>(replicate),
                static_cast<std::uint32_t>(pair.a * members_.size() + pair.b));
    deal(groups, draws, labels);
    return labels;
  }

  void replicate(Pair& pair, const Strata& groups, std::size_t begin, const PairWords& words,
                 const Run& run) const {
    run.check();
    std::vector<float> in_first(words.documents() * kLanes, 0);
    const std::size_t count = std::min(kLanes, pair.replicates.size() - begin);
    for (std::size_t r = 0; r < count; ++r) {
      const Labels dealt = labels(pair, groups, words, begin + r);
      for (std::size_t d = 0; d < dealt.size(); ++d) {
        in_first[d * kLanes + r] = dealt[d] == 0 ? 1.0F : 0.0F;
      }
    }
    double sixteen[kLanes];
    words.divergences(in_first, sixteen, run);
    std::copy_n(sixteen, count, pair.replicates.begin() + static_cast<std::ptrdiff_t>(begin));
  }

  const Csr<float>& counts_;
  const DivergenceOptions& options_;
  std::vector<float> weights_;
  Members members_;
};

/// What the replicates say of one pair.
struct Verdict {
  double mean = kNaN, sd = kNaN, excess = kNaN, low = kNaN, high = kNaN, z = kNaN, p = kNaN;
};

Verdict judge(const Pair& pair) {
  constexpr double kTie = 1e-6;  // sums of floats
  constexpr double kNormal = 1.959963984540054;
  Verdict verdict;
  if (!pair.tested) return verdict;
  const std::span<const double> null = std::span(pair.replicates).subspan(1);
  const auto n = static_cast<double>(null.size());
  double sum = 0;
  double more = 0;
  for (const double value : null) {
    sum += value;
    more += value >= pair.replicates.front() - kTie ? 1 : 0;
  }
  verdict.mean = sum / n;
  verdict.p = (1 + more) / (1 + n);
  verdict.excess = pair.observed - verdict.mean;
  if (null.size() < 2) return verdict;
  double squares = 0;
  for (const double value : null) squares += (value - verdict.mean) * (value - verdict.mean);
  const double variance = squares / (n - 1);
  verdict.sd = std::sqrt(variance);
  if (verdict.sd > kTie) verdict.z = verdict.excess / verdict.sd;
  // The divergence is nearly a sum of squares: with a mean of m0 and a variance of s2 when nothing
  // differs, and about s2 (1 + 2 excess / m0) when something does (Patnaik 1949).
  const double gained = verdict.mean > kTie ? 2 * std::max(0.0, verdict.excess) / verdict.mean : 0;
  const double half = kNormal * std::sqrt(variance * (1 + gained));
  verdict.low = verdict.excess - half;
  verdict.high = verdict.excess + half;
  return verdict;
}

}  // namespace

GroupDivergence compare_divergence(const Csr<float>& counts, const DivergenceOptions& options,
                                   const Run& run) {
  check(counts, options);
  const Comparison comparison(counts, options);
  std::vector<Pair> pairs = comparison.pairs();
  const std::size_t parts = pairs.size() >= 64 ? 1 : 8;  // few pairs: their replicates are shared
  std::vector<std::unique_ptr<PairWords>> words(static_cast<std::size_t>(run.threads));
  parallel_for(run, pairs.size() * parts, 1, [&](std::size_t begin, std::size_t end, int worker) {
    std::unique_ptr<PairWords>& own = words[static_cast<std::size_t>(worker)];
    if (!own) own = std::make_unique<PairWords>(static_cast<std::size_t>(counts.columns));
    for (std::size_t task = begin; task < end; ++task) {
      comparison.work(pairs[task / parts], task % parts, parts, *own, run);
    }
  });

  const Members& members = comparison.members();
  const std::size_t groups = members.size();
  GroupDivergence result;
  for (auto* column : {&result.divergence, &result.null_mean, &result.null_sd, &result.excess,
                       &result.low, &result.high, &result.z, &result.p}) {
    column->assign(groups * groups, kNaN);
  }
  result.exchangeable.assign(groups * groups, 0);
  for (std::size_t g = 0; g < groups; ++g) {
    result.documents.push_back(static_cast<std::int32_t>(members[g].size()));
    if (!members[g].empty()) result.divergence[g * groups + g] = 0;
  }
  for (const Pair& pair : pairs) {
    const Verdict verdict = judge(pair);
    for (const std::size_t at : {pair.a * groups + pair.b, pair.b * groups + pair.a}) {
      result.divergence[at] = pair.observed;
      result.exchangeable[at] = pair.exchangeable;
      result.null_mean[at] = verdict.mean;
      result.null_sd[at] = verdict.sd;
      result.excess[at] = verdict.excess;
      result.low[at] = verdict.low;
      result.high[at] = verdict.high;
      result.z[at] = verdict.z;
      result.p[at] = verdict.p;
    }
  }
  return result;
}

}  // namespace polyvocal
