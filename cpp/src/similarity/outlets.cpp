#include "polyvocal/similarity/outlets.h"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <numeric>
#include <span>
#include <string>
#include <utility>

#include "core/lanes.h"
#include "polyvocal/core/error.h"
#include "polyvocal/stats/random.h"
#include "postings.h"

namespace polyvocal {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kProjected = 128;
constexpr std::size_t kColumnBlocks = 16;

using Labels = std::vector<std::int32_t>;

/// A square matrix of group pairs.
class Square {
 public:
  explicit Square(std::size_t n = 0, double value = 0) : n_(n), values_(n * n, value) {}
  void reset(std::size_t n) {
    n_ = n;
    values_.assign(n * n, 0);
  }
  double& operator()(std::size_t i, std::size_t j) { return values_[i * n_ + j]; }
  double operator()(std::size_t i, std::size_t j) const { return values_[i * n_ + j]; }
  [[nodiscard]] std::size_t size() const { return n_; }
  std::vector<double>& values() { return values_; }

 private:
  std::size_t n_;
  std::vector<double> values_;
};

double cosine(double dot, double square_a, double square_b) {
  return square_a > 0 && square_b > 0 ? std::min(dot / std::sqrt(square_a * square_b), 1.0) : kNaN;
}

/// Rows that belong to a group and are not empty, and the labels to be dealt.
struct Sample {
  std::vector<std::int32_t> rows;
  Labels labels;
  std::vector<std::vector<std::uint32_t>> strata;  // places in rows
};

Sample take_sample(const Csr<float>& rows, const GroupOptions& options) {
  Sample sample;
  std::vector<std::pair<std::int32_t, std::uint32_t>> stratum_of;
  for (std::int32_t row = 0; row < rows.rows; ++row) {
    const auto r = static_cast<std::size_t>(row);
    if (options.groups[r] < 0 || rows.row_begin(row) == rows.row_end(row)) continue;
    stratum_of.emplace_back(options.strata.empty() ? 0 : options.strata[r],
                            static_cast<std::uint32_t>(sample.rows.size()));
    sample.rows.push_back(row);
    sample.labels.push_back(options.groups[r]);
  }
  std::sort(stratum_of.begin(), stratum_of.end());
  for (std::size_t i = 0; i < stratum_of.size(); ++i) {
    if (i == 0 || stratum_of[i].first != stratum_of[i - 1].first) sample.strata.emplace_back();
    sample.strata.back().push_back(stratum_of[i].second);
  }
  return sample;
}

/// The labels of one replicate: dealt anew inside each stratum (Fisher and Yates).
void shuffle(const Sample& sample, std::uint64_t seed, std::uint32_t replicate, Labels& labels) {
  labels = sample.labels;
  Draws draws(seed, Purpose::permutation, replicate, 0);
  for (const auto& stratum : sample.strata) {
    for (auto left = static_cast<std::uint32_t>(stratum.size()); left > 1; --left) {
      std::swap(labels[stratum[left - 1]], labels[stratum[draws.below(left)]]);
    }
  }
}

/// Memory of one worker, used again for each replicate: fresh memory of this
/// size would come from the system, page by page.
struct Scratch {
  std::vector<Labels> labels;              // one a replicate
  std::vector<std::vector<float>> totals;  // likewise: groups x width
  Square scores;
};

/// Replicates worked out together: each document is read once for all of them.
constexpr std::size_t kTogether = 4;

/// Scores of all group pairs for any labels, and leave-one-out scores for the interval.
class Pooling {
 public:
  Pooling() = default;
  Pooling(const Pooling&) = delete;
  Pooling& operator=(const Pooling&) = delete;
  virtual ~Pooling() = default;
  /// Calls use(scores) for each of scratch.labels, in order.
  using Use = std::function<void(const Square& scores)>;
  virtual void score(std::size_t groups, Scratch& scratch, const Use& use) const = 0;
  /// Jackknife variance of each pair's score (both groups' parts), under the true labels.
  [[nodiscard]] virtual Square variances(const Labels& labels, std::size_t groups,
                                         const Run& run) const = 0;
};

/// Sums the leave-one-out scores of one pair and group.
class Jackknife {
 public:
  void add(double score) {
    ++n_;
    const double step = score - mean_;
    mean_ += step / n_;
    squares_ += step * (score - mean_);
  }
  [[nodiscard]] double variance() const { return n_ < 2 ? kNaN : squares_ * (n_ - 1) / n_; }

 private:
  double n_ = 0;
  double mean_ = 0;
  double squares_ = 0;
};

/// Jackknife variance of every pair: `leave_out(d, g, parts)` adds to parts[h] the score of groups
/// g and h without document d of group g.
template <class LeaveOut>
Square jackknife(const Labels& labels, std::size_t groups, const Run& run,
                 const LeaveOut& leave_out) {
  Square own(groups);  // (g, h): the part of g's documents
  parallel_for(run, groups, 1, [&](std::size_t begin, std::size_t end, int) {
    for (std::size_t g = begin; g < end; ++g) {
      std::vector<Jackknife> parts(groups);
      for (std::size_t d = 0; d < labels.size(); ++d) {
        if (static_cast<std::size_t>(labels[d]) != g) continue;
        if (d % 64 == 0) run.check();
        leave_out(d, g, parts);
      }
      for (std::size_t h = 0; h < groups; ++h) own(g, h) = parts[h].variance();
    }
  });
  Square both(groups);
  for (std::size_t g = 0; g < groups; ++g) {
    for (std::size_t h = 0; h < groups; ++h) both(g, h) = own(g, h) + own(h, g);
  }
  return both;
}

/// Cosine of sums needs, of any two groups, only the sum of dot products between their documents.
/// `similar(d, products)` writes the dot products of document d with the sums of all groups.
template <class Products>
Square cosine_variances(const Labels& labels, std::size_t groups, const Run& run,
                        const Square& dots, const Products& similar,
                        const std::vector<double>& squares) {
  return jackknife(labels, groups, run,
                   [&](std::size_t d, std::size_t g, std::vector<Jackknife>& parts) {
                     static thread_local std::vector<double> products;
                     products.resize(groups);
                     similar(d, products);
                     const double square = dots(g, g) - 2 * products[g] + squares[d];
                     for (std::size_t h = 0; h < groups; ++h) {
                       parts[h].add(cosine(dots(g, h) - products[h], square, dots(h, h)));
                     }
                   });
}

/// Dot products to cosines, in place.
void to_cosines(Square& dots) {
  const std::size_t groups = dots.size();
  std::vector<double> inverse(groups);
  for (std::size_t g = 0; g < groups; ++g) {
    inverse[g] = dots(g, g) > 0 ? 1 / std::sqrt(dots(g, g)) : kNaN;
  }
  for (std::size_t g = 0; g < groups; ++g) {
    for (std::size_t h = 0; h < groups; ++h) {
      const double score = dots(g, h) * inverse[g] * inverse[h];
      dots(g, h) = score > 1 ? 1 : score;  // NaN stays
    }
  }
}

/// Few documents: from the matrix of all their dot products.
class GramCosine : public Pooling {
 public:
  GramCosine(const Csr<float>& rows, const Sample& sample, const Run& run)
      : n_(sample.rows.size()), gram_(n_ * n_, 0) {
    const Postings postings = make_postings(rows, sample.rows);
    for (std::size_t i = 0; i < n_; ++i) {
      run.check();
      const std::int32_t row = sample.rows[i];
      for (std::size_t k = rows.row_begin(row); k < rows.row_end(row); ++k) {
        const auto column = static_cast<std::size_t>(rows.indices[k]);
        for (std::size_t p = postings.begin[column]; p < postings.begin[column + 1]; ++p) {
          const Postings::Entry& entry = postings.entries[p];
          gram_[i * n_ + static_cast<std::size_t>(entry.rank)] +=
              static_cast<double>(rows.values[k]) * static_cast<double>(entry.value);
        }
      }
    }
  }

  void score(std::size_t groups, Scratch& scratch, const Use& use) const override {
    for (const Labels& labels : scratch.labels) {
      add_dots(labels, groups, scratch.scores);
      to_cosines(scratch.scores);
      use(scratch.scores);
    }
  }

  [[nodiscard]] Square variances(const Labels& labels, std::size_t groups,
                                 const Run& run) const override {
    std::vector<double> squares(n_);
    for (std::size_t d = 0; d < n_; ++d) squares[d] = gram_[d * n_ + d];
    std::vector<double> sums(n_ * groups, 0);
    for (std::size_t d = 0; d < n_; ++d) add_row(labels, d, sums.data() + d * groups, groups);
    Square dots;
    add_dots(labels, groups, dots);
    return cosine_variances(
        labels, groups, run, dots,
        [&](std::size_t d, std::vector<double>& products) {
          std::copy_n(sums.data() + d * groups, groups, products.begin());
        },
        squares);
  }

 private:
  void add_row(const Labels& labels, std::size_t d, double* sums, std::size_t groups) const {
    for (std::size_t e = 0; e < n_; ++e) {
      const auto h = static_cast<std::size_t>(labels[e]);
      if (h < groups) sums[h] += gram_[d * n_ + e];
    }
  }

  void add_dots(const Labels& labels, std::size_t groups, Square& dots) const {
    dots.reset(groups);
    for (std::size_t d = 0; d < n_; ++d) {
      const auto g = static_cast<std::size_t>(labels[d]);
      if (g < groups) add_row(labels, d, &dots(g, 0), groups);
    }
  }

  std::size_t n_;
  std::vector<double> gram_;
};

/// Many documents: each projected to a few dimensions by sparse random signs, which keeps dot
/// products up to a common factor.
class ProjectedCosine : public Pooling {
 public:
  ProjectedCosine(const Csr<float>& rows, const Sample& sample, std::uint64_t seed, const Run& run)
      : n_(sample.rows.size()), vectors_(n_ * kProjected, 0) {
    const std::vector<Places> places = places_of_columns(rows, seed, run);
    parallel_for(run, n_, 64, [&](std::size_t begin, std::size_t end, int) {
      for (std::size_t d = begin; d < end; ++d) {
        const std::int32_t row = sample.rows[d];
        for (std::size_t k = rows.row_begin(row); k < rows.row_end(row); ++k) {
          const Places& column = places[static_cast<std::size_t>(rows.indices[k])];
          add_signed(column, rows.values[k], vectors_.data() + d * kProjected);
        }
      }
    });
  }

  void score(std::size_t groups, Scratch& scratch, const Use& use) const override {
    sum(scratch.labels, groups, scratch.totals);
    for (const std::vector<float>& totals : scratch.totals) {
      multiply(totals, groups, scratch.scores);
      to_cosines(scratch.scores);
      use(scratch.scores);
    }
  }

  [[nodiscard]] Square variances(const Labels& labels, std::size_t groups,
                                 const Run& run) const override {
    std::vector<std::vector<float>> sums;
    sum({&labels, 1}, groups, sums);
    const std::vector<float>& totals = sums.front();
    Square dots;
    multiply(totals, groups, dots);
    std::vector<double> squares(n_);
    for (std::size_t d = 0; d < n_; ++d) {
      squares[d] =
          dot(vectors_.data() + d * kProjected, vectors_.data() + d * kProjected, kProjected);
    }
    const Eigen::Map<const Vectors> all(totals.data(), static_cast<Eigen::Index>(groups),
                                        kProjected);
    const auto similar = [&](std::size_t d, std::vector<double>& products) {
      const Eigen::Map<const Eigen::VectorXf> own(vectors_.data() + d * kProjected, kProjected);
      const Eigen::VectorXf found = all * own;
      std::copy_n(found.data(), groups, products.begin());
    };
    return cosine_variances(labels, groups, run, dots, similar, squares);
  }

 private:
  using Vectors = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  /// Where a column adds, one place in each quarter of the vector; the top bit is the sign.
  using Places = std::array<std::uint16_t, 4>;

  static std::vector<Places> places_of_columns(const Csr<float>& rows, std::uint64_t seed,
                                               const Run& run) {
    std::vector<Places> places(static_cast<std::size_t>(rows.columns));
    parallel_for(run, places.size(), 4096, [&](std::size_t begin, std::size_t end, int) {
      for (std::size_t column = begin; column < end; ++column) {
        Draws draws(seed, Purpose::projection, 0, static_cast<std::uint32_t>(column));
        for (std::uint16_t& place : places[column]) {
          place = static_cast<std::uint16_t>(draws.next() >> 16U);
        }
      }
    });
    return places;
  }

  static void add_signed(const Places& places, float value, float* vector) {
    constexpr std::size_t kBlock = kProjected / std::tuple_size_v<Places>;
    for (std::size_t block = 0; block < places.size(); ++block) {
      const std::uint32_t draw = places[block];
      // Half of the signs are minus, in no order: no branch could be foreseen.
      const std::uint32_t sign = (draw & 0x8000U) << 16U;
      vector[block * kBlock + draw % kBlock] +=
          std::bit_cast<float>(std::bit_cast<std::uint32_t>(value) ^ sign);
    }
  }

  void sum(std::span<const Labels> labels, std::size_t groups,
           std::vector<std::vector<float>>& totals) const {
    totals.resize(labels.size());
    for (auto& total : totals) total.assign(groups * kProjected, 0);
    for (std::size_t d = 0; d < n_; ++d) {
      for (std::size_t r = 0; r < labels.size(); ++r) {
        const auto g = static_cast<std::size_t>(labels[r][d]);
        if (g >= groups) continue;
        add_to(totals[r].data() + g * kProjected, vectors_.data() + d * kProjected, kProjected);
      }
    }
  }

  static void multiply(const std::vector<float>& totals, std::size_t groups, Square& dots) {
    dots.reset(groups);
    for (std::size_t g = 0; g < groups; ++g) {
      for (std::size_t h = 0; h <= g; ++h) {
        dots(g, h) = dots(h, g) =
            dot(totals.data() + g * kProjected, totals.data() + h * kProjected, kProjected);
      }
    }
  }

  std::size_t n_;
  std::vector<float> vectors_;
};

/// Weighted Jaccard of shares; columns are few (actors). Shares add up to 1 on either side, so the
/// sum of the larger ones is 2 minus the sum of the smaller ones.
class RuzickaShares : public Pooling {
 public:
  RuzickaShares(const Csr<float>& rows, const Sample& sample)
      : rows_(rows), sample_(sample), width_(padded(static_cast<std::size_t>(rows.columns))) {}

  void score(std::size_t groups, Scratch& scratch, const Use& use) const override {
    for (const Labels& labels : scratch.labels) {
      const std::vector<float> shares = pool(labels, groups).shares(width_);
      scratch.scores.reset(groups);
      for (std::size_t g = 0; g < groups; ++g) {
        for (std::size_t h = 0; h <= g; ++h) {
          scratch.scores(g, h) = scratch.scores(h, g) =
              ruzicka(shares.data() + g * width_, shares.data() + h * width_);
        }
      }
      use(scratch.scores);
    }
  }

  [[nodiscard]] Square variances(const Labels& labels, std::size_t groups,
                                 const Run& run) const override {
    const Sums sums = pool(labels, groups);
    const std::vector<float> shares = sums.shares(width_);
    return jackknife(labels, groups, run,
                     [&](std::size_t d, std::size_t g, std::vector<Jackknife>& parts) {
                       Sums rest{std::vector<double>(width_), {sums.total[g]}};
                       std::copy_n(sums.values.data() + g * width_, width_, rest.values.begin());
                       add(sample_.rows[d], -1, rest, 0);
                       const std::vector<float> left = rest.shares(width_);
                       for (std::size_t h = 0; h < groups; ++h) {
                         parts[h].add(ruzicka(left.data(), shares.data() + h * width_));
                       }
                     });
  }

 private:
  struct Sums {
    std::vector<double> values;  // groups x width
    std::vector<double> total;   // per group
    /// Each group's values over its total; all zero for a total of zero.
    [[nodiscard]] std::vector<float> shares(std::size_t width) const {
      std::vector<float> result(values.size(), 0);
      for (std::size_t i = 0; i < values.size(); ++i) {
        if (total[i / width] > 0) result[i] = static_cast<float>(values[i] / total[i / width]);
      }
      return result;
    }
  };

  void add(std::int32_t row, double sign, Sums& sums, std::size_t group) const {
    for (std::size_t k = rows_.row_begin(row); k < rows_.row_end(row); ++k) {
      const double value = sign * static_cast<double>(rows_.values[k]);
      sums.values[group * width_ + static_cast<std::size_t>(rows_.indices[k])] += value;
      sums.total[group] += value;
    }
  }

  [[nodiscard]] Sums pool(const Labels& labels, std::size_t groups) const {
    Sums sums{std::vector<double>(groups * width_, 0), std::vector<double>(groups, 0)};
    for (std::size_t d = 0; d < labels.size(); ++d) {
      const auto g = static_cast<std::size_t>(labels[d]);
      if (g < groups) add(sample_.rows[d], 1, sums, g);
    }
    return sums;
  }

  [[nodiscard]] double ruzicka(const float* a, const float* b) const {
    const double low = sum_of_minima(a, b, width_);
    return low / (2 - low);
  }

  const Csr<float>& rows_;
  const Sample& sample_;
  std::size_t width_;
};

/// The summed documents of every group, read by column.
struct GroupSums {
  struct Entry {
    std::uint32_t group;
    double sum;
  };
  std::vector<std::size_t> begin;  // columns + 1
  std::vector<Entry> entries;      // by column, then group
};

/// Sum of every column over documents; calls use(column, sum) for those that occur.
template <class Use>
void sum_columns(const Csr<float>& rows, std::span<const std::int32_t> documents,
                 std::vector<double>& sums, Use&& use) {
  std::vector<std::size_t> present;
  for (const std::int32_t row : documents) {
    for (std::size_t k = rows.row_begin(row); k < rows.row_end(row); ++k) {
      const auto column = static_cast<std::size_t>(rows.indices[k]);
      const auto value = static_cast<double>(rows.values[k]);
      if (value == 0) continue;
      if (sums[column] == 0) present.push_back(column);
      sums[column] += value;
    }
  }
  for (const std::size_t column : present) use(column, std::exchange(sums[column], 0.0));
}

GroupSums sum_groups(const Csr<float>& rows, const Sample& sample, std::size_t groups,
                     const Run& run) {
  struct Cell {
    std::size_t column;
    double sum;
  };
  std::vector<std::vector<std::int32_t>> documents(groups);
  for (std::size_t d = 0; d < sample.rows.size(); ++d) {
    documents[static_cast<std::size_t>(sample.labels[d])].push_back(sample.rows[d]);
  }
  const auto columns = static_cast<std::size_t>(rows.columns);
  std::vector<std::vector<Cell>> cells(groups);
  parallel_for(run, groups, 4, [&](std::size_t begin, std::size_t end, int) {
    std::vector<double> sums(columns, 0);
    for (std::size_t g = begin; g < end; ++g) {
      sum_columns(rows, documents[g], sums, [&](std::size_t column, double sum) {
        cells[g].push_back({column, sum});
      });
    }
  });
  GroupSums result;
  result.begin.assign(columns + 1, 0);
  for (const auto& row : cells) {
    for (const Cell& cell : row) ++result.begin[cell.column + 1];
  }
  for (std::size_t c = 0; c < columns; ++c) result.begin[c + 1] += result.begin[c];
  result.entries.resize(result.begin.back());
  std::vector<std::size_t> next(result.begin.begin(), result.begin.end() - 1);
  for (std::size_t g = 0; g < groups; ++g) {
    for (const Cell& cell : cells[g]) {
      result.entries[next[cell.column]++] = {static_cast<std::uint32_t>(g), cell.sum};
    }
  }
  return result;
}

/// Exact cosines of all groups at any size: column by column, over the groups that have it.
Square exact_cosines(const Csr<float>& rows, const Sample& sample, std::size_t groups,
                     const Run& run) {
  const GroupSums sums = sum_groups(rows, sample, groups, run);
  const auto columns = static_cast<std::size_t>(rows.columns);
  const std::size_t per_block = columns / kColumnBlocks + 1;
  std::vector<Square> partial(kColumnBlocks, Square(0));
  parallel_for(run, kColumnBlocks, 1, [&](std::size_t begin, std::size_t end, int) {
    for (std::size_t block = begin; block < end; ++block) {
      partial[block] = Square(groups);
      for (std::size_t c = block * per_block; c < std::min(columns, (block + 1) * per_block); ++c) {
        for (std::size_t i = sums.begin[c]; i < sums.begin[c + 1]; ++i) {
          const GroupSums::Entry& a = sums.entries[i];
          double* const row = &partial[block](a.group, 0);
          for (std::size_t j = sums.begin[c]; j <= i; ++j) {
            row[sums.entries[j].group] += a.sum * sums.entries[j].sum;
          }
        }
      }
    }
  });
  Square dots(groups);
  for (const Square& block : partial) {
    for (std::size_t g = 0; g < groups; ++g) {
      for (std::size_t h = 0; h <= g; ++h) dots(g, h) += block(g, h);
    }
  }
  for (std::size_t g = 0; g < groups; ++g) {
    for (std::size_t h = 0; h < g; ++h) dots(h, g) = dots(g, h);
  }
  to_cosines(dots);
  return dots;
}

/// 97.5 % point of Student's t, by the expansion of Fisher and Cornish (1960); within .2 % from 4
/// degrees of freedom on.
double student_t(double freedom) {
  constexpr double z = 1.959963984540054;
  constexpr double z3 = z * z * z;
  constexpr double z5 = z3 * z * z;
  constexpr double z7 = z5 * z * z;
  const double f = freedom;
  return z + (z3 + z) / (4 * f) + (5 * z5 + 16 * z3 + 3 * z) / (96 * f * f) +
         (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * f * f * f);
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
                           : score_once(RuzickaShares(rows, sample), groups);
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
    pooling = std::make_unique<RuzickaShares>(rows, sample);
  } else if (sample.rows.size() <= static_cast<std::size_t>(options.exact_documents)) {
    pooling = std::make_unique<GramCosine>(rows, sample, run);
  } else {
    pooling = std::make_unique<ProjectedCosine>(rows, sample, options.seed, run);
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
