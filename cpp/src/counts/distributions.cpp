#include "distributions.h"

#include <array>
#include <cmath>
#include <numbers>

#include "deviance.h"

namespace polyvocal {
namespace {

/// ln n! minus Stirling's formula. Below 16 from the factorial itself, else the asymptotic series.
double stirling_error(double n) {
  static const std::array<double, 16> exact = [] {
    std::array<double, 16> values{};
    long double log_factorial = 0;
    for (int k = 1; k < 16; ++k) {
      const long double x = k;
      log_factorial += std::log(x);
      const long double stirling =
          .5L * std::log(2 * std::numbers::pi_v<long double> * x) + x * std::log(x) - x;
      values[static_cast<std::size_t>(k)] = static_cast<double>(log_factorial - stirling);
    }
    return values;
  }();
  if (n < 16) return exact[static_cast<std::size_t>(n)];
  const double n2 = n * n;
  return (1. / 12 - (1. / 360 - (1. / 1260 - (1. / 1680 - 1. / 1188 / n2) / n2) / n2) / n2) / n;
}

/// ln of the binomial probability of x successes in n, success p, failure q = 1 - p given apart.
double log_binomial(double x, double n, double p, double q) {
  if (x == 0) return q < .5 ? n * std::log(q) : n * std::log1p(-p);
  if (x == n) return p < .5 ? n * std::log(p) : n * std::log1p(-q);
  const double log_ratio = stirling_error(n) - stirling_error(x) - stirling_error(n - x) -
                           deviance_term(n * p, x - n * p) - deviance_term(n * q, n * p - x);
  return log_ratio - .5 * std::log(2 * std::numbers::pi * x * ((n - x) / n));
}

}  // namespace

double log_hypergeometric(double k, double n_i, double n_j, double total) {
  if (n_j == 0 || n_j == total) return 0;  // nothing is left to chance
  const double p = n_j / total;
  const double q = (total - n_j) / total;
  return log_binomial(k, n_i, p, q) + log_binomial(n_j - k, total - n_i, p, q) -
         log_binomial(n_j, total, p, q);
}

double hypergeometric_tail(double k, double n_i, double n_j, double total, bool upper) {
  double term = 1;
  double sum = 0;
  const double other = total - n_i - n_j;
  while (true) {
    if (upper) {
      term *= (n_i - k) * (n_j - k) / ((k + 1) * (other + k + 1));
      ++k;
    } else {
      term *= k * (other + k) / ((n_i - k + 1) * (n_j - k + 1));
      --k;
    }
    sum += term;
    if (!(term > sum * 1e-18)) return sum;
  }
}

double hypergeometric_mode(double n_i, double n_j, double total) {
  return std::floor((n_i + 1) * (n_j + 1) / (total + 2));
}

double log_hypergeometric_upper(double k, double n_i, double n_j, double total) {
  if (k <= std::fmax(0, n_i + n_j - total)) return 0;
  // Summing away from the mode keeps all terms falling; the other side follows from the total of 1.
  if (k > hypergeometric_mode(n_i, n_j, total)) {
    return log_hypergeometric(k, n_i, n_j, total) +
           std::log1p(hypergeometric_tail(k, n_i, n_j, total, true));
  }
  const double below = std::exp(log_hypergeometric(k - 1, n_i, n_j, total)) *
                       (1 + hypergeometric_tail(k - 1, n_i, n_j, total, false));
  return std::log1p(-below);
}

namespace {

double log_poisson(double k, double mean, double excess) {
  if (k == 0) return -mean;
  return -stirling_error(k) - deviance_term(mean, excess) - .5 * std::log(2 * std::numbers::pi * k);
}

}  // namespace

double log_poisson_upper(double k, double mean, double excess) {
  if (k <= 0) return 0;
  double sum = 1;
  double term = 1;
  if (excess >= 0) {
    for (double x = k + 1; term > sum * 1e-18; ++x) sum += term *= mean / x;
    return log_poisson(k, mean, excess) + std::log(sum);
  }
  for (double x = k - 1; x > 0 && term > sum * 1e-18; --x) sum += term *= x / mean;
  return std::log1p(-std::exp(log_poisson(k - 1, mean, excess - 1)) * sum);
}

}  // namespace polyvocal
