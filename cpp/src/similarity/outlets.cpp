#include "polyvocal/similarity/outlets.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <utility>

#include "polyvocal/core/error.h"
#include "polyvocal/stats/random.h"
#include "pooling.h"
#include "stats/student.h"

namespace polyvocal {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Replicates worked out together: each document is read once for all of them.
constexpr std::size_t kTogether = 4;

Sample take_sample(const Csr<float>& rows, const GroupOptions& options) {
  Sample sample;
  std::vector<std::int32_t> stratum_of;
  for (std::int32_t row = 0; row < rows.rows; ++row) {
    const auto r = static_cast<std::size_t>(row);
    if (options.groups[r] < 0 || rows.row_begin(row) == rows.row_end(row)) continue;
    stratum_of.push_back(options.strata.empty() ? 0 : options.strata[r]);
    sample.rows.push_back(row);
    sample.labels.push_back(options.groups[r]);
  }
  sample.strata = strata_of(stratum_of, stratum_of.size());
  return sample;
}

/// The labels of one replicate.
void shuffle(const Sample& sample, std::uint64_t seed, std::uint32_t replicate, Labels& labels) {
  labels = sample.labels;
  Draws draws(seed, Purpose::permutation, replicate, 0);
  deal(sample.strata, draws, labels);
}

void check(const Csr<float>& rows, const GroupOptions& options) {
  const auto n = static_cast<std::size_t>(rows.rows);
  if (options.groups.size() != n || (!options.strata.empty() && options.strata.size() != n)) {
    throw InputError("groups: " + std::to_string(options.groups.size()) + " groups and " +
                     std::to_string(options.strata.size()) + " strata given for " +
                     std::to_string(n) + " rows");
  }
  for (const std::int32_t group : options.groups) {
    if (group >= options.group_count) {
      throw InputError("groups: " + std::to_string(group) + " is not below " +
                       std::to_string(options.group_count));
    }
  }
  if (options.permutations < 0) {
    throw InputError("permutations is " + std::to_string(options.permutations) +
                     "; give 0 or more");
  }
}

/// Groups with enough documents first get numbers 0, 1, ...; the others come after them and are
/// dealt along, but not scored.
struct Eligible {
  std::vector<std::int32_t> groups;    // old number of each
  std::vector<std::int32_t> renumber;  // old -> new
};

Eligible eligible_groups(const std::vector<std::int32_t>& documents) {
  Eligible result;
  result.renumber.resize(documents.size());
  for (std::size_t g = 0; g < documents.size(); ++g) {
    if (documents[g] >= kFewestDocuments) {
      result.renumber[g] = static_cast<std::int32_t>(result.groups.size());
      result.groups.push_back(static_cast<std::int32_t>(g));
    }
  }
  auto next = static_cast<std::int32_t>(result.groups.size());
  for (std::size_t g = 0; g < documents.size(); ++g) {
    if (documents[g] < kFewestDocuments) result.renumber[g] = next++;
  }
  return result;
}

/// Integer sums over replicates, so that the order in which threads add does not matter.
struct NullCounts {
  explicit NullCounts(std::size_t pairs) : less(pairs, 0), more(pairs, 0), sum(pairs, 0) {}
  std::vector<std::int64_t> less, more, sum;  // sum: in units of 2^-40
};

/// Pairs are symmetric: only those with g > h are counted.
void add_replicate(const Square& null, const Square& observed, NullCounts& counts) {
  constexpr double kTie = 1e-12;
  const std::size_t groups = null.size();
  for (std::size_t g = 1; g < groups; ++g) {
    for (std::size_t h = 0; h < g; ++h) {
      const std::size_t i = g * groups + h;
      const double value = null(g, h);
      const double seen = observed(g, h);
      counts.less[i] += value <= seen + kTie ? 1 : 0;
      counts.more[i] += value >= seen - kTie ? 1 : 0;
      counts.sum[i] += static_cast<std::int64_t>(value * 0x1p40);
    }
  }
}

}  // namespace

GroupSimilarity compare_groups(const Csr<float>& rows, const GroupOptions& options,
                               const Run& run) {
  check(rows, options);
  const auto groups = static_cast<std::size_t>(options.group_count);
  Sample sample = take_sample(rows, options);
  GroupSimilarity result;
  result.documents.assign(groups, 0);
  for (const std::int32_t label : sample.labels) {
    ++result.documents[static_cast<std::size_t>(label)];
  }
  const bool is_cosine = options.measure == PooledMeasure::cosine;
  const auto score_once = [&](const Pooling& pooling, std::size_t count) {
    Scratch scratch;
    scratch.labels.push_back(sample.labels);
    Square scores;
    pooling.score(count, scratch, [&](const Square& found) { scores = found; });
    return scores;
  };
  Square score = is_cosine ? exact_cosines(rows, sample, groups, run)
                           : score_once(*ruzicka_of_shares(rows, sample), groups);
  for (std::size_t g = 0; g < groups; ++g) {
    for (std::size_t h = 0; h < groups; ++h) {
      if (result.documents[g] == 0 || result.documents[h] == 0) score(g, h) = kNaN;
    }
    if (result.documents[g] > 0) score(g, g) = 1;
  }
  result.score = std::move(score.values());
  for (auto* column :
       {&result.low, &result.high, &result.null_mean, &result.p_less, &result.p_more}) {
    column->assign(groups * groups, kNaN);
  }

  const Eligible eligible = eligible_groups(result.documents);
  const std::size_t count = eligible.groups.size();
  if (count < 2) return result;
  for (std::int32_t& label : sample.labels) {
    label = eligible.renumber[static_cast<std::size_t>(label)];
  }
  std::unique_ptr<Pooling> pooling;
  if (!is_cosine) {
    pooling = ruzicka_of_shares(rows, sample);
  } else if (sample.rows.size() <= static_cast<std::size_t>(options.exact_documents)) {
    pooling = gram_cosine(rows, sample, run);
  } else {
    pooling = projected_cosine(rows, sample, options.seed, run);
  }
  run.check();
  const Square variance = pooling->variances(sample.labels, count, run);
  const Square observed = score_once(*pooling, count);
  run.check();
  std::vector<Scratch> scratches(static_cast<std::size_t>(run.threads));
  std::vector<NullCounts> partial(static_cast<std::size_t>(run.threads), NullCounts(count * count));
  parallel_for(run, static_cast<std::size_t>(options.permutations), kTogether,
               [&](std::size_t begin, std::size_t end, int worker) {
                 Scratch& own = scratches[static_cast<std::size_t>(worker)];
                 own.labels.resize(end - begin);
                 for (std::size_t r = begin; r < end; ++r) {
                   run.check();
                   shuffle(sample, options.seed, static_cast<std::uint32_t>(r),
                           own.labels[r - begin]);
                 }
                 pooling->score(count, own, [&](const Square& null) {
                   run.check();
                   add_replicate(null, observed, partial[static_cast<std::size_t>(worker)]);
                 });
               });

  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j < count; ++j) {
      if (i == j) continue;
      const auto g = static_cast<std::size_t>(eligible.groups[i]);
      const auto h = static_cast<std::size_t>(eligible.groups[j]);
      const std::size_t out = g * groups + h;
      const double freedom = std::min(result.documents[g], result.documents[h]) - 1;
      const double half = student_t(freedom) * std::sqrt(variance(i, j));
      result.low[out] = std::max(0.0, result.score[out] - half);
      result.high[out] = std::min(1.0, result.score[out] + half);
      if (options.permutations == 0) continue;
      std::int64_t less = 0;
      std::int64_t more = 0;
      std::int64_t sum = 0;
      const std::size_t pair = std::max(i, j) * count + std::min(i, j);
      for (const NullCounts& counts : partial) {
        less += counts.less[pair];
        more += counts.more[pair];
        sum += counts.sum[pair];
      }
      const auto replicates = static_cast<double>(options.permutations);
      result.p_less[out] = static_cast<double>(1 + less) / (1 + replicates);
      result.p_more[out] = static_cast<double>(1 + more) / (1 + replicates);
      result.null_mean[out] = std::ldexp(static_cast<double>(sum), -40) / replicates;
    }
  }
  return result;
}

}  // namespace polyvocal
