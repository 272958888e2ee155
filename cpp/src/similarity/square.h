// A square matrix of group pairs.
#pragma once

#include <cstddef>
#include <vector>

namespace polyvocal {

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

}  // namespace polyvocal
