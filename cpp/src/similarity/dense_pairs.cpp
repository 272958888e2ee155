// All pairs of a small set, and given pairs of any set.
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "common_columns.h"
#include "pair_lists.h"
#include "polyvocal/core/error.h"
#include "polyvocal/similarity/cosine.h"
#include "postings.h"

namespace polyvocal {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// How two values of one column combine, and how the sum becomes a score.
struct Cosine {
  static double combine(double x, double y) { return x * y; }
  static double score(double sum, double /*a*/, double /*b*/) { return std::min(sum, 1.0); }
};
struct Ruzicka {
  static double combine(double x, double y) { return x < y ? x : y; }
  static double score(double sum, double a, double b) { return sum / (a + b - sum); }
};

std::vector<double> row_sums(const Csr<float>& rows) {
  std::vector<double> sums(static_cast<std::size_t>(rows.rows), 0);
  for (std::int32_t row = 0; row < rows.rows; ++row) {
    for (std::size_t k = rows.row_begin(row); k < rows.row_end(row); ++k) {
      sums[static_cast<std::size_t>(row)] += static_cast<double>(rows.values[k]);
    }
  }
  return sums;
}

template <class Measure>
std::vector<double> all_pairs(const Csr<float>& rows, std::uint64_t max_bytes, const Run& run) {
  const std::uint64_t bytes = dense_bytes(rows.rows);
  if (bytes > max_bytes) {
    throw CapacityError("a full matrix of " + std::to_string(rows.rows) + " documents takes " +
                        std::to_string(bytes >> 20) + " MB, more than the limit of " +
                        std::to_string(max_bytes >> 20) +
                        " MB; keep only the best partners of each document (top=10), compare "
                        "outlets instead, or raise max_bytes");
  }
  const auto n = static_cast<std::size_t>(rows.rows);
  std::vector<std::int32_t> order(n);
  std::iota(order.begin(), order.end(), 0);
  const Postings postings = make_postings(rows, order);
  const std::vector<double> sums = row_sums(rows);
  std::vector<double> scores(n * n, 0);
  parallel_for(run, n, 16, [&](std::size_t begin, std::size_t end, int) {
    for (std::size_t i = begin; i < end; ++i) {
      double* const row = scores.data() + i * n;
      const auto id = static_cast<std::int32_t>(i);
      for (std::size_t k = rows.row_begin(id); k < rows.row_end(id); ++k) {
        const auto column = static_cast<std::size_t>(rows.indices[k]);
        const auto mine = static_cast<double>(rows.values[k]);
        for (std::size_t p = postings.begin[column]; p < postings.begin[column + 1]; ++p) {
          const auto& entry = postings.entries[p];
          row[entry.rank] += Measure::combine(mine, static_cast<double>(entry.value));
        }
      }
      for (std::size_t j = 0; j < n; ++j) {
        const bool defined = sums[i] > 0 && sums[j] > 0;
        row[j] = i == j ? 1 : defined ? Measure::score(row[j], sums[i], sums[j]) : kNaN;
      }
    }
  });
  return scores;
}

template <class Measure>
std::vector<double> given_pairs(const Csr<float>& rows, std::span<const std::int32_t> a,
                                std::span<const std::int32_t> b, const Run& run) {
  check_pairs(rows.rows, a, b);
  const std::vector<double> sums = row_sums(rows);
  std::vector<double> scores(a.size(), kNaN);
  parallel_for(run, a.size(), 256, [&](std::size_t begin, std::size_t end, int) {
    for (std::size_t pair = begin; pair < end; ++pair) {
      const double sum_a = sums[static_cast<std::size_t>(a[pair])];
      const double sum_b = sums[static_cast<std::size_t>(b[pair])];
      if (!(sum_a > 0 && sum_b > 0)) continue;
      const double sum = sum_common(rows, a[pair], rows, b[pair], &Measure::combine);
      scores[pair] = Measure::score(sum, sum_a, sum_b);
    }
  });
  return scores;
}

}  // namespace

std::uint64_t dense_bytes(std::int64_t rows) {
  const auto n = static_cast<std::uint64_t>(rows);
  return n * n * sizeof(double);
}

std::vector<double> all_cosine(const Csr<float>& rows, std::uint64_t max_bytes, const Run& run) {
  return all_pairs<Cosine>(rows, max_bytes, run);
}
std::vector<double> all_ruzicka(const Csr<float>& rows, std::uint64_t max_bytes, const Run& run) {
  return all_pairs<Ruzicka>(rows, max_bytes, run);
}
std::vector<double> pair_cosine(const Csr<float>& rows, std::span<const std::int32_t> a,
                                std::span<const std::int32_t> b, const Run& run) {
  return given_pairs<Cosine>(rows, a, b, run);
}
std::vector<double> pair_ruzicka(const Csr<float>& rows, std::span<const std::int32_t> a,
                                 std::span<const std::int32_t> b, const Run& run) {
  return given_pairs<Ruzicka>(rows, a, b, run);
}

}  // namespace polyvocal
