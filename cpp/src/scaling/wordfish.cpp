#include "polyvocal/scaling/wordfish.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <string>

#include "polyvocal/core/error.h"
#include "scaling/cumulant.h"

namespace polyvocal {
namespace {

using scaling::Cumulant;
using scaling::CumulantTable;
using Vector = Eigen::ArrayXd;
using Map = Eigen::Map<const Eigen::ArrayXd>;

constexpr std::size_t kGrain = 64;  // words or documents a chunk
constexpr int kSteps = 25;          // Newton steps a word or document and round, at most
constexpr double kLargestStep =
    1.0;  // of beta or theta: far from the optimum the curvature misleads
constexpr double kSettled = 1e-9;
constexpr double kMargin = 0.3;  // of a table around the slopes of the round before

Map map(const std::vector<double>& values) {
  return {values.data(), static_cast<Eigen::Index>(values.size())};
}

Csr<double> transpose(const CsrView<double>& m) {
  Csr<double> t;
  t.rows = m.columns;
  t.columns = m.rows;
  t.indptr.assign(static_cast<std::size_t>(m.columns) + 1, 0);
  for (const std::int32_t column : m.indices) ++t.indptr[static_cast<std::size_t>(column) + 1];
  for (std::size_t c = 1; c < t.indptr.size(); ++c) t.indptr[c] += t.indptr[c - 1];
  t.indices.resize(m.stored());
  t.values.resize(m.stored());
  std::vector<std::int32_t> next(t.indptr.begin(), t.indptr.end() - 1);
  for (std::int32_t row = 0; row < m.rows; ++row) {
    for (std::size_t k = m.row_begin(row); k < m.row_end(row); ++k) {
      const auto to = static_cast<std::size_t>(next[static_cast<std::size_t>(m.indices[k])]++);
      t.indices[to] = row;
      t.values[to] = m.values[k];
    }
  }
  return t;
}

std::vector<double> row_sums(const CsrView<double>& m) {
  std::vector<double> sums(static_cast<std::size_t>(m.rows), 0);
  for (std::int32_t row = 0; row < m.rows; ++row) {
    for (std::size_t k = m.row_begin(row); k < m.row_end(row); ++k) {
      sums[static_cast<std::size_t>(row)] += m.values[k];
    }
  }
  return sums;
}

/// One side of the alternation, words or documents: its counts against the other side, row by row.
struct Side {
  const CsrView<double>& counts;
  const std::vector<double>& totals;
  double prior;  ///< precision of the slopes
};

/// The slope that maximises the Poisson likelihood of one row with its intercept solved for:
/// weighted * slope - total * cumulant(slope) - prior * slope^2 / 2. Newton from `slope`.
double climb(const CumulantTable& cumulants, double total, double weighted, double prior,
             double slope, Vector& scratch) {
  for (int step = 0; step < kSteps; ++step) {
    const Cumulant at = cumulants.at(slope, scratch);
    const double gradient = weighted - total * at.slope - prior * slope;
    const double curvature = total * at.curvature + prior;
    const double change = std::clamp(gradient / curvature, -kLargestStep, kLargestStep);
    slope += change;
    if (std::abs(change) < kSettled) break;
  }
  return slope;
}

/// Cumulants of offsets and scores of one side for the slopes that the other may soon have.
CumulantTable tabulate(const std::vector<double>& offsets, const std::vector<double>& scores,
                       const std::vector<double>& slopes, const Run& run) {
  const auto [low, high] = std::minmax_element(slopes.begin(), slopes.end());
  return {offsets, scores, *low - kMargin, *high + kMargin, slopes.size(), run};
}

/// New slopes and intercepts of the rows of one side, given scores and cumulants of the other.
void update(const Side& side, const CumulantTable& cumulants, const std::vector<double>& scores,
            std::vector<double>& intercepts, std::vector<double>& slopes, const Run& run) {
  parallel_for(run, slopes.size(), kGrain, [&](std::size_t begin, std::size_t end, int) {
    Vector scratch(static_cast<Eigen::Index>(scores.size()));
    for (std::size_t row = begin; row < end; ++row) {
      const auto at = static_cast<std::int32_t>(row);
      double weighted = 0;
      for (std::size_t k = side.counts.row_begin(at); k < side.counts.row_end(at); ++k) {
        weighted +=
            side.counts.values[k] * scores[static_cast<std::size_t>(side.counts.indices[k])];
      }
      slopes[row] = climb(cumulants, side.totals[row], weighted, side.prior, slopes[row], scratch);
      intercepts[row] = std::log(side.totals[row]) - cumulants.at(slopes[row], scratch).value;
    }
  });
}

double mean_of(const std::vector<double>& values) { return map(values).mean(); }

void center(std::vector<double>& values) {
  const double mean = mean_of(values);
  for (double& value : values) value -= mean;
}

/// Mean 0, standard deviation 1. False when there is no variance.
bool standardize(std::vector<double>& values) {
  center(values);
  const double squares = map(values).square().sum();
  if (!(squares > 0)) return false;
  const double scale = std::sqrt(static_cast<double>(values.size() - 1) / squares);
  for (double& value : values) value *= scale;
  return true;
}

void check(const CsrView<double>& counts, std::span<const double> start,
           const WordfishOptions& options, const std::vector<double>& documents,
           const std::vector<double>& words) {
  if (counts.rows < 2) throw InputError("Wordfish needs at least two documents");
  if (start.size() != documents.size()) throw InputError("start must have a value per document");
  if (!(options.beta_sd > 0)) throw InputError("beta_sd must be above 0");
  for (const double value : counts.values) {
    if (!(value >= 0) || std::isinf(value)) throw InputError("counts must be finite and 0 or more");
  }
  const auto none = [](const std::vector<double>& totals, const std::string& what) {
    const auto empty = std::find(totals.begin(), totals.end(), 0.);
    if (empty == totals.end()) return;
    throw InputError(what + " " + std::to_string(empty - totals.begin()) + " has no counts");
  };
  none(documents, "document");
  none(words, "word");
}

/// Standard errors of theta, and the log-likelihood, at the estimates.
void evaluate(const Side& documents, const CumulantTable& cumulants, WordfishFit& fit,
              const Run& run) {
  const CsrView<double>& counts = documents.counts;
  fit.theta_se.assign(fit.theta.size(), 0);
  std::vector<double> likelihood(fit.theta.size(), 0);
  parallel_for(run, fit.theta.size(), kGrain, [&](std::size_t begin, std::size_t end, int) {
    Vector scratch(static_cast<Eigen::Index>(fit.psi.size()));
    for (std::size_t i = begin; i < end; ++i) {
      const Cumulant at = cumulants.at(fit.theta[i], scratch);
      const double expected = std::exp(fit.alpha[i] + at.value);
      // Inverse of the 2 x 2 information of (alpha, theta): the variance of beta is what remains.
      fit.theta_se[i] = 1 / std::sqrt(expected * at.curvature + 1);
      likelihood[i] = -expected + fit.alpha[i] * documents.totals[i];
      const auto row = static_cast<std::int32_t>(i);
      for (std::size_t k = counts.row_begin(row); k < counts.row_end(row); ++k) {
        const auto word = static_cast<std::size_t>(counts.indices[k]);
        likelihood[i] += counts.values[k] * (fit.psi[word] + fit.beta[word] * fit.theta[i]);
      }
    }
  });
  fit.log_likelihood = std::accumulate(likelihood.begin(), likelihood.end(), 0.);
}

}  // namespace

WordfishFit fit_wordfish(const CsrView<double>& counts, std::span<const double> start,
                         const WordfishOptions& options, const Run& run) {
  const Csr<double> transposed = transpose(counts);
  const CsrView<double> by_word = transposed;
  const std::vector<double> document_totals = row_sums(counts);
  const std::vector<double> word_totals = row_sums(by_word);
  check(counts, start, options, document_totals, word_totals);

  WordfishFit fit;
  fit.theta.assign(start.begin(), start.end());
  if (!standardize(fit.theta)) throw InputError("start has the same value for all documents");
  for (const double total : document_totals) fit.alpha.push_back(std::log(total));
  center(fit.alpha);
  fit.psi.assign(word_totals.size(), 0);
  fit.beta.assign(word_totals.size(), 0);

  const Side words{by_word, word_totals, 1 / (options.beta_sd * options.beta_sd)};
  const Side documents{counts, document_totals, 1};
  double posterior = -std::numeric_limits<double>::infinity();
  std::vector<double> moved_from;
  while (!fit.converged && fit.rounds < options.max_rounds) {
    ++fit.rounds;
    moved_from = fit.theta;
    update(words, tabulate(fit.alpha, fit.theta, fit.beta, run), fit.theta, fit.psi, fit.beta, run);
    const CumulantTable of_words = tabulate(fit.psi, fit.beta, fit.theta, run);
    update(documents, of_words, fit.beta, fit.alpha, fit.theta, run);
    center(fit.alpha);
    if (!standardize(fit.theta)) throw InputError("all documents use words alike: no dimension");
    evaluate(documents, of_words, fit, run);
    const double before = posterior;
    posterior = fit.log_likelihood - words.prior * map(fit.beta).square().sum() / 2;
    const double moved = (map(fit.theta) - map(moved_from)).abs().maxCoeff();
    fit.converged = posterior - before <= options.tolerance || moved <= options.tolerance;
  }
  return fit;
}

}  // namespace polyvocal
