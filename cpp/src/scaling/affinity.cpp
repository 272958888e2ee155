#include "polyvocal/scaling/affinity.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <cstddef>

#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

constexpr std::size_t kGrain = 32;  // documents a chunk
constexpr int kMaxSteps = 200;
constexpr double kTolerance = 1e-10;

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Profiles = Eigen::Map<const Matrix>;

/// The words of one document: their counts, and what each class makes of them.
struct Document {
  Eigen::VectorXd counts;
  Matrix profiles;

  Document(const CsrView<double>& all, std::int32_t row, const Profiles& profiles_of_words) {
    std::vector<std::size_t> used;
    for (std::size_t k = all.row_begin(row); k < all.row_end(row); ++k) {
      const bool known = profiles_of_words.row(all.indices[k]).maxCoeff() > 0;
      if (known && all.values[k] > 0) used.push_back(k);
    }
    counts.resize(static_cast<Eigen::Index>(used.size()));
    profiles.resize(counts.size(), profiles_of_words.cols());
    for (Eigen::Index i = 0; i < counts.size(); ++i) {
      const std::size_t k = used[static_cast<std::size_t>(i)];
      counts[i] = all.values[k];
      profiles.row(i) = profiles_of_words.row(all.indices[k]);
    }
  }
};

class Mixture {
 public:
  Mixture(const Document& document, double smooth) : document_(document), smooth_(smooth) {}

  [[nodiscard]] double value(const Eigen::VectorXd& affinity) const {
    const Eigen::VectorXd fitted = document_.profiles * affinity;
    return document_.counts.dot(fitted.array().log().matrix()) +
           smooth_ * affinity.array().log().sum();
  }

  [[nodiscard]] Eigen::VectorXd gradient(const Eigen::VectorXd& affinity) const {
    const Eigen::VectorXd fitted = document_.profiles * affinity;
    const Eigen::VectorXd ratios = document_.counts.cwiseQuotient(fitted);
    return document_.profiles.transpose() * ratios + smooth_ * affinity.cwiseInverse();
  }

  /// Minus the second derivative.
  [[nodiscard]] Eigen::MatrixXd information(const Eigen::VectorXd& affinity) const {
    const Eigen::VectorXd fitted = document_.profiles * affinity;
    const Eigen::VectorXd weights = document_.counts.cwiseQuotient(fitted.cwiseAbs2());
    Eigen::MatrixXd information =
        document_.profiles.transpose() * weights.asDiagonal() * document_.profiles;
    information.diagonal() += smooth_ * affinity.cwiseAbs2().cwiseInverse();
    return information;
  }

 private:
  const Document& document_;
  double smooth_;
};

/// Inverse of the information within the plane in which affinities add up to 1.
Eigen::MatrixXd constrained_inverse(const Eigen::MatrixXd& information) {
  const Eigen::MatrixXd inverse = information.inverse();
  const Eigen::VectorXd along = inverse.rowwise().sum();
  return inverse - along * along.transpose() / along.sum();
}

Eigen::VectorXd maximise(const Mixture& mixture, Eigen::Index classes) {
  Eigen::VectorXd affinity = Eigen::VectorXd::Constant(classes, 1 / static_cast<double>(classes));
  double value = mixture.value(affinity);
  for (int step = 0; step < kMaxSteps; ++step) {
    const Eigen::VectorXd direction =
        constrained_inverse(mixture.information(affinity)) * mixture.gradient(affinity);
    if (direction.cwiseAbs().maxCoeff() < kTolerance) break;
    double length = 1;
    for (Eigen::Index c = 0; c < classes; ++c) {  // stay inside
      if (direction[c] < 0) length = std::min(length, -0.99 * affinity[c] / direction[c]);
    }
    Eigen::VectorXd next = affinity + length * direction;
    while (mixture.value(next) < value && length > 1e-12) {
      length /= 2;
      next = affinity + length * direction;
    }
    affinity = next / next.sum();
    value = mixture.value(affinity);
  }
  return affinity;
}

}  // namespace

AffinityFit fit_affinity(const CsrView<double>& counts, std::span<const double> profiles,
                         std::size_t classes, const AffinityOptions& options, const Run& run) {
  const auto words = static_cast<std::size_t>(counts.columns);
  if (classes < 2 || profiles.size() != words * classes) {
    throw InputError("profiles must have a row per word and at least two classes");
  }
  if (!(options.smooth > 0)) throw InputError("smooth must be above 0");
  for (const double value : counts.values) {
    if (!(value >= 0) || std::isinf(value)) throw InputError("counts must be finite and 0 or more");
  }
  const Profiles of_words(profiles.data(), static_cast<Eigen::Index>(words),
                          static_cast<Eigen::Index>(classes));
  const auto documents = static_cast<std::size_t>(counts.rows);
  AffinityFit fit;
  fit.affinity.resize(documents * classes);
  fit.covariance.resize(documents * classes * classes);
  parallel_for(run, documents, kGrain, [&](std::size_t begin, std::size_t end, int) {
    for (std::size_t i = begin; i < end; ++i) {
      const Document document(counts, static_cast<std::int32_t>(i), of_words);
      const Mixture mixture(document, options.smooth);
      const Eigen::VectorXd affinity = maximise(mixture, of_words.cols());
      const Eigen::MatrixXd covariance = constrained_inverse(mixture.information(affinity));
      const auto at = static_cast<std::ptrdiff_t>(i * classes);
      std::copy(affinity.begin(), affinity.end(), fit.affinity.begin() + at);
      std::copy(covariance.reshaped().begin(), covariance.reshaped().end(),
                fit.covariance.begin() + at * static_cast<std::ptrdiff_t>(classes));
    }
  });
  return fit;
}

}  // namespace polyvocal
