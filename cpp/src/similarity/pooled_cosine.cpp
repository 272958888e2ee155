#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <span>

#include "core/lanes.h"
#include "cosines.h"
#include "jackknife.h"
#include "pooling.h"
#include "postings.h"

namespace polyvocal {

double cosine(double dot, double square_a, double square_b) {
  return square_a > 0 && square_b > 0 ? std::min(dot / std::sqrt(square_a * square_b), 1.0)
                                      : std::numeric_limits<double>::quiet_NaN();
}

void to_cosines(Square& dots) {
  const std::size_t groups = dots.size();
  std::vector<double> inverse(groups);
  for (std::size_t g = 0; g < groups; ++g) {
    inverse[g] =
        dots(g, g) > 0 ? 1 / std::sqrt(dots(g, g)) : std::numeric_limits<double>::quiet_NaN();
  }
  for (std::size_t g = 0; g < groups; ++g) {
    for (std::size_t h = 0; h < groups; ++h) {
      const double score = dots(g, h) * inverse[g] * inverse[h];
      dots(g, h) = score > 1 ? 1 : score;  // NaN stays
    }
  }
}

namespace {

constexpr std::size_t kProjected = 128;

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

}  // namespace

std::unique_ptr<Pooling> gram_cosine(const Csr<float>& rows, const Sample& sample, const Run& run) {
  return std::make_unique<GramCosine>(rows, sample, run);
}

std::unique_ptr<Pooling> projected_cosine(const Csr<float>& rows, const Sample& sample,
                                          std::uint64_t seed, const Run& run) {
  return std::make_unique<ProjectedCosine>(rows, sample, seed, run);
}

}  // namespace polyvocal
