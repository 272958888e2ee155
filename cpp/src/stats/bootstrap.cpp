#include "polyvocal/stats/bootstrap.h"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/lanes.h"
#include "polyvocal/core/error.h"

namespace polyvocal {

namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
// Replicates down, clusters across: a cluster's multiplicities lie side by side. Single precision:
// rounding is a thousand times smaller than the error of 2,000 replicates.
// Rows are filled up to whole lanes with zeros: replicates in which nothing is drawn do not count.
using Counts = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::ColMajor>;

// Up to this many clusters are drawn with replacement, exactly; the multiplicities are kept: 8 MB
// in all at 2,000 replicates. More clusters each get a Poisson(1) multiplicity of their own, which
// in that number is the same bootstrap (Hanley and MacGibbon 2006) and lets all tables share one
// matrix.
constexpr std::size_t kKept = 32;
// Clusters whose Poisson multiplicities are kept as they are used: 2 MB at 2,000 replicates; and
// those kept in a byte each, which is still quicker to unpack than to draw: 32 MB.
constexpr std::size_t kShared = 256;
constexpr std::size_t kPacked = 16384;
// Their stream; exact draws use the number of clusters, which is at most kKept.
constexpr std::uint32_t kPoissonItem = 0xFFFFFFFFU;
// Replicates handled at once: few enough that what is made of them stays in the first caches.
constexpr std::uint32_t kBlock = 512;
static_assert(kBlock % kLanes == 0);

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// Row r: how often each of n clusters is drawn in replicate r.
void draw(std::uint64_t seed, Purpose purpose, std::uint32_t replicates, std::size_t n,
          Counts& counts) {
  counts.setZero(static_cast<Eigen::Index>(padded(replicates)), static_cast<Eigen::Index>(n));
  const auto size = static_cast<std::uint32_t>(n);
  for (std::uint32_t r = 0; r < replicates; ++r) {
    Draws draws(seed, purpose, r, size);
    for (std::uint32_t k = 0; k < size; ++k) counts(r, draws.below(size)) += 1;
  }
}

// How often a Poisson(1) variable takes a value up to k, times 2^32.
constexpr auto kPoisson = [] {
  std::array<std::uint64_t, 12> limits{};
  double term = 0.36787944117144233;  // exp(-1)
  double below = 0;
  for (std::size_t k = 0; k < limits.size(); ++k) {
    below += term;
    term /= static_cast<double>(k + 1);
    limits[k] = static_cast<std::uint64_t>(below * 4294967296.0);
  }
  return limits;
}();

std::uint8_t poisson(std::uint32_t bits) {
  std::size_t k = 0;
  while (k < kPoisson.size() && bits >= kPoisson[k]) ++k;
  return static_cast<std::uint8_t>(k);
}

// Multiplicities of the first clusters, packed: those of one cluster side by side. That of a
// cluster does not depend on how many there are.
class PoissonCounts {
 public:
  PoissonCounts(std::uint64_t seed, Purpose purpose, std::uint32_t replicates)
      : seed_(seed), purpose_(purpose), replicates_(replicates) {}

  // Rows first .. first + counts.rows() of clusters 0 .. counts.cols().
  void unpack(std::uint32_t first, Counts& counts) {
    const auto clusters = static_cast<std::size_t>(counts.cols());
    if (clusters > kPacked) {
      draw_into(first, counts);
      return;
    }
    if (clusters > clusters_) grow(std::min(kPacked, std::max(clusters, clusters_ * 2)));
    const std::uint32_t rows =
        std::min(static_cast<std::uint32_t>(counts.rows()), replicates_ - first);
    for (std::size_t i = 0; i < clusters; ++i) {
      const std::uint8_t* const from = packed_.data() + i * replicates_ + first;
      float* const to = counts.data() + i * static_cast<std::size_t>(counts.rows());
      for (std::uint32_t r = 0; r < rows; ++r) to[r] = static_cast<float>(from[r]);
    }
  }

 private:
  // The streams of all replicates go on from where they were.
  void grow(std::size_t clusters) {
    packed_.resize(clusters * replicates_);
    for (std::uint32_t r = 0; r < replicates_; ++r) {
      Draws draws = at(r, clusters_);
      for (std::size_t i = clusters_; i < clusters; ++i) {
        packed_[i * replicates_ + r] = poisson(draws.next());
      }
    }
    clusters_ = clusters;
  }

  void draw_into(std::uint32_t first, Counts& counts) const {
    for (Eigen::Index r = 0; r < counts.rows(); ++r) {
      const std::uint32_t replicate = first + static_cast<std::uint32_t>(r);
      if (replicate >= replicates_) break;
      Draws draws = at(replicate, 0);
      for (Eigen::Index i = 0; i < counts.cols(); ++i) {
        counts(r, i) = static_cast<float>(poisson(draws.next()));
      }
    }
  }

  [[nodiscard]] Draws at(std::uint32_t replicate, std::size_t cluster) const {
    Draws draws(seed_, purpose_, replicate, kPoissonItem);
    draws.skip(cluster);
    return draws;
  }

  std::uint64_t seed_;
  Purpose purpose_;
  std::uint32_t replicates_;
  std::size_t clusters_ = 0;
  std::vector<std::uint8_t> packed_;
};

double scaled_variance(double sum, double sum_of_squares, std::size_t valid,
                       std::uint32_t occupied) {
  if (occupied < 2 || valid < 2) return kNaN;
  const auto count = static_cast<double>(valid);
  const double mean = sum / count;
  const double plain = std::max(0.0, sum_of_squares / count - mean * mean);
  const double n = occupied;
  return plain * n / (n - 1.0);
}

bool equal_columns(const ClusterTable& table, std::size_t a, std::size_t b) {
  for (std::size_t i = 0; i < table.clusters * table.columns; i += table.columns) {
    if (table.denominator[i + a] != table.denominator[i + b]) return false;
    if (table.numerator[i + a] != table.numerator[i + b]) return false;
  }
  return true;
}

// What one column has in one cluster.
struct Entry {
  std::size_t cluster = 0;
  float top = 0;
  float bottom = 0;
};

// Of one column, the entries that are not 0, those with a numerator first. Most are 0 (a sentence
// names few actors and judges fewer), which a matrix product would not know.
struct Entries {
  std::vector<Entry> all;
  std::size_t with_top = 0;
};

Entries list_entries(const ClusterTable& table, std::size_t column) {
  Entries entries;
  for (std::size_t i = 0; i < table.clusters; ++i) {
    const std::size_t at = i * table.columns + column;
    if (table.numerator[at] == 0 && table.denominator[at] == 0) continue;
    entries.all.push_back(
        {i, static_cast<float>(table.numerator[at]), static_cast<float>(table.denominator[at])});
  }
  const auto judged = std::stable_partition(entries.all.begin(), entries.all.end(),
                                            [](const Entry& entry) { return entry.top != 0; });
  entries.with_top = static_cast<std::size_t>(judged - entries.all.begin());
  return entries;
}

// Sums over replicates of the ratio of two totals, where anything was drawn. The ratios are taken
// from a centre near their mean, so that the variance is no small difference of large numbers.
class Moments {
 public:
  explicit Moments(double center) : center_(static_cast<float>(center)) {}

  // Of kLanes replicates: `counts` points to the first of cluster 0, `stride` floats before that of
  // cluster 1.
  void add(const float* counts, std::size_t stride, const Entries& entries) {
    Lanes top;
    Lanes bottom;
    std::size_t i = 0;
    for (; i < entries.with_top; ++i) {
      const Entry& entry = entries.all[i];
      const Lanes drawn = Lanes::load(counts + entry.cluster * stride);
      top.add_scaled(drawn, entry.top);
      bottom.add_scaled(drawn, entry.bottom);
    }
    for (; i < entries.all.size(); ++i) {
      const Entry& entry = entries.all[i];
      bottom.add_scaled(Lanes::load(counts + entry.cluster * stride), entry.bottom);
    }
    const Lanes drawn = bottom.positive();
    const Lanes away = top.over(bottom, drawn, center_);
    sum_.add(away);
    squares_.add_product(away, away);
    valid_.add(drawn);
  }

  [[nodiscard]] double sum() const { return sum_.sum(); }
  [[nodiscard]] double squares() const { return squares_.sum(); }
  [[nodiscard]] std::size_t valid() const { return static_cast<std::size_t>(valid_.sum()); }

 private:
  float center_;
  Lanes sum_;
  Lanes squares_;
  Lanes valid_;
};

// A column whose variance is worth computing.
struct ActiveColumn {
  std::size_t first = 0;  // the first of the columns that hold the same numbers
  std::uint32_t occupied = 0;
};

// Columns with two occupied clusters, one of each set of equal ones (a group that speaks in one
// voice only has the same numbers under that voice and under all voices).
std::vector<ActiveColumn> active_columns(const ClusterTable& table) {
  std::vector<ActiveColumn> active;
  for (std::size_t c = 0; c < table.columns; ++c) {
    ActiveColumn column{.first = c};
    for (std::size_t i = c; i < table.denominator.size(); i += table.columns) {
      if (table.denominator[i] > 0) ++column.occupied;
    }
    if (column.occupied < 2) continue;
    const bool seen = std::any_of(active.begin(), active.end(), [&](const ActiveColumn& other) {
      return other.occupied == column.occupied && equal_columns(table, other.first, c);
    });
    if (!seen) active.push_back(column);
  }
  return active;
}

}  // namespace

double Draws::normal() {
  const double u = 1.0 - uniform();
  const double v = uniform();
  return std::sqrt(-2.0 * std::log(u)) * std::cos(2.0 * std::numbers::pi * v);
}

double Ratios::variance(std::size_t column) const {
  double sum = 0;
  double squares = 0;
  std::size_t valid = 0;
  for (std::size_t r = 0; r < replicates; ++r) {
    const double value = at(r, column);
    if (std::isnan(value)) continue;
    sum += value;
    squares += value * value;
    ++valid;
  }
  return scaled_variance(sum, squares, valid, occupied[column]);
}

double Ratios::variance_of_difference(std::size_t a, std::size_t b) const {
  double sum = 0;
  double squares = 0;
  std::size_t valid = 0;
  for (std::size_t r = 0; r < replicates; ++r) {
    const double value = at(r, a) - at(r, b);
    if (std::isnan(value)) continue;
    sum += value;
    squares += value * value;
    ++valid;
  }
  return scaled_variance(sum, squares, valid, std::min(occupied[a], occupied[b]));
}

struct Resampler::Cache {
  explicit Cache(const Resampler& of) : packed(of.seed_, of.purpose_, of.replicates_) {}

  std::vector<Counts> by_size = std::vector<Counts>(kKept + 1);
  Counts poisson;
  PoissonCounts packed;

  // Multiplicities whose first columns are those of this many clusters; none for very many.
  const Counts* get(const Resampler& of, std::size_t clusters) {
    if (clusters > kShared) return nullptr;
    Counts& kept = clusters <= kKept ? by_size[clusters] : poisson;
    if (kept.size() != 0) return &kept;
    if (clusters <= kKept) {
      draw(of.seed_, of.purpose_, of.replicates_, clusters, kept);
    } else {
      kept.setZero(static_cast<Eigen::Index>(padded(of.replicates_)), kShared);
      packed.unpack(0, kept);
    }
    return &kept;
  }
};

Resampler::Resampler(std::uint64_t seed, std::uint32_t replicates, Purpose purpose)
    : seed_(seed),
      replicates_(replicates),
      purpose_(purpose),
      cache_(std::make_unique<Cache>(*this)) {
  if (replicates < 2) throw InputError("replicates: give at least 2");
}
Resampler::~Resampler() = default;

// Calls use(multiplicities of a block of replicates, number of its first replicate). The last block
// is filled up with rows of zeros.
template <class Use>
void Resampler::each_block(std::size_t clusters, Use&& use) {
  const auto columns = static_cast<Eigen::Index>(clusters);
  const Counts* const kept = cache_->get(*this, clusters);
  Counts counts;
  for (std::uint32_t first = 0; first < replicates_; first += kBlock) {
    const auto rows = static_cast<Eigen::Index>(padded(std::min(kBlock, replicates_ - first)));
    if (kept != nullptr) {
      use(kept->block(first, 0, rows, columns), first);
      continue;
    }
    counts.setZero(rows, columns);
    cache_->packed.unpack(first, counts);
    use(counts.block(0, 0, rows, columns), first);
  }
}

Ratios Resampler::ratios(const ClusterTable& table) {
  const auto rows = static_cast<Eigen::Index>(table.clusters);
  const auto columns = static_cast<Eigen::Index>(table.columns);
  Ratios result;
  result.replicates = replicates_;
  result.columns = table.columns;
  result.values.assign(static_cast<std::size_t>(replicates_) * table.columns, kNaN);
  result.occupied.assign(table.columns, 0);
  for (std::size_t i = 0; i < table.denominator.size(); ++i) {
    if (table.denominator[i] > 0) ++result.occupied[i % table.columns];
  }
  if (table.clusters == 0 || table.columns == 0) return result;
  const Eigen::Map<const Matrix> numerator(table.numerator.data(), rows, columns);
  const Eigen::Map<const Matrix> denominator(table.denominator.data(), rows, columns);

  each_block(table.clusters, [&](const auto& counts, std::uint32_t first) {
    const Matrix drawn = counts.template cast<double>();
    const Matrix top = drawn * numerator;
    const Matrix bottom = drawn * denominator;
    const std::uint32_t filled =
        std::min(static_cast<std::uint32_t>(counts.rows()), replicates_ - first);
    for (Eigen::Index r = 0; r < filled; ++r) {
      for (Eigen::Index c = 0; c < columns; ++c) {
        if (bottom(r, c) <= 0) continue;
        const std::size_t at =
            (first + static_cast<std::size_t>(r)) * table.columns + static_cast<std::size_t>(c);
        result.values[at] = top(r, c) / bottom(r, c);
      }
    }
  });
  return result;
}

std::vector<double> Resampler::variances(const ClusterTable& table) {
  std::vector<double> result(table.columns, kNaN);
  const std::vector<ActiveColumn> active = active_columns(table);
  if (active.empty()) return result;
  std::vector<Entries> entries;
  std::vector<Moments> moments;
  for (const ActiveColumn& column : active) {
    entries.push_back(list_entries(table, column.first));
    double top = 0;
    double bottom = 0;
    for (const Entry& entry : entries.back().all) {
      top += static_cast<double>(entry.top);
      bottom += static_cast<double>(entry.bottom);
    }
    moments.emplace_back(top / bottom);
  }
  // All columns of a few replicates before the next: their multiplicities stay in the first cache.
  each_block(table.clusters, [&](const auto& counts, std::uint32_t) {
    const auto stride = static_cast<std::size_t>(counts.outerStride());
    const auto rows = static_cast<std::size_t>(counts.rows());
    for (std::size_t r = 0; r < rows; r += kLanes) {
      for (std::size_t c = 0; c < active.size(); ++c) {
        moments[c].add(counts.data() + r, stride, entries[c]);
      }
    }
  });
  for (std::size_t c = 0; c < active.size(); ++c) {
    const double variance = scaled_variance(moments[c].sum(), moments[c].squares(),
                                            moments[c].valid(), active[c].occupied);
    for (std::size_t same = 0; same < table.columns; ++same) {
      if (same == active[c].first || equal_columns(table, same, active[c].first)) {
        result[same] = variance;
      }
    }
  }
  return result;
}

}  // namespace polyvocal
