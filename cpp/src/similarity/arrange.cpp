#include "polyvocal/similarity/arrange.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

void check(std::span<const double> similarity, std::int32_t n, std::int32_t limit,
           const char* what) {
  const auto items = static_cast<std::size_t>(n);
  if (n < 0 || similarity.size() != items * items) {
    throw InputError("a matrix of " + std::to_string(similarity.size()) + " values is not " +
                     std::to_string(n) + " x " + std::to_string(n));
  }
  if (n > limit) {
    throw CapacityError(std::string(what) + " of " + std::to_string(n) +
                        " items is beyond reading and takes too long (limit " +
                        std::to_string(limit) + "); compare outlets, or choose fewer documents");
  }
}

/// Distances 1 - similarity; what is undefined shares nothing that is known.
std::vector<double> distances(std::span<const double> similarity, std::size_t n) {
  std::vector<double> result(n * n, 0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const double s = similarity[i * n + j];
      if (i != j) result[i * n + j] = 1 - (std::isnan(s) ? 0 : s);
    }
  }
  return result;
}

/// The nearest later cluster of every cluster, kept up to date while clusters merge.
class Linkage {
 public:
  Linkage(std::vector<double> distance, std::size_t n)
      : n_(n),
        distance_(std::move(distance)),
        alive_(n, true),
        size_(n, 1),
        id_(n),
        nearest_(n, n) {
    std::iota(id_.begin(), id_.end(), 0);
    for (std::size_t i = 0; i < n; ++i) update_nearest(i);
  }

  void merge_closest(Tree& tree) {
    std::size_t i = n_;
    for (std::size_t k = 0; k < n_; ++k) {
      if (alive_[k] && nearest_[k] < n_ && (i == n_ || to_nearest(k) < to_nearest(i))) i = k;
    }
    const std::size_t j = nearest_[i];
    tree.left.push_back(id_[i]);  // i < j, and a cluster keeps the place of its smallest item
    tree.right.push_back(id_[j]);
    tree.height.push_back(distance_[i * n_ + j]);
    tree.size.push_back(size_[i] + size_[j]);
    for (std::size_t k = 0; k < n_; ++k) {
      if (!alive_[k] || k == i || k == j) continue;
      const double mean = (size_[i] * distance_[i * n_ + k] + size_[j] * distance_[j * n_ + k]) /
                          (size_[i] + size_[j]);
      distance_[i * n_ + k] = distance_[k * n_ + i] = mean;
    }
    alive_[j] = false;
    size_[i] += size_[j];
    id_[i] = static_cast<std::int32_t>(n_ + tree.left.size() - 1);
    for (std::size_t k = 0; k < n_; ++k) {
      if (!alive_[k]) continue;
      if (k == i || nearest_[k] == i || nearest_[k] == j) {
        update_nearest(k);
      } else if (k < i && distance_[k * n_ + i] < to_nearest(k)) {
        nearest_[k] = i;
      }
    }
  }

 private:
  [[nodiscard]] double to_nearest(std::size_t i) const { return distance_[i * n_ + nearest_[i]]; }
  void update_nearest(std::size_t i) {
    nearest_[i] = n_;
    for (std::size_t j = i + 1; j < n_; ++j) {
      if (alive_[j] && (nearest_[i] == n_ || distance_[i * n_ + j] < to_nearest(i))) {
        nearest_[i] = j;
      }
    }
  }

  std::size_t n_;
  std::vector<double> distance_;
  std::vector<bool> alive_;
  std::vector<std::int32_t> size_;
  std::vector<std::int32_t> id_;
  std::vector<std::size_t> nearest_;  // n_: none
};

std::vector<std::int32_t> leaf_order(const Tree& tree, std::int32_t n) {
  if (n == 0) return {};
  std::vector<std::int32_t> order;
  std::vector<std::int32_t> stack{n == 1 ? 0 : 2 * n - 2};
  while (!stack.empty()) {
    const std::int32_t node = stack.back();
    stack.pop_back();
    if (node < n) {
      order.push_back(node);
      continue;
    }
    const auto merge = static_cast<std::size_t>(node - n);
    stack.push_back(tree.right[merge]);
    stack.push_back(tree.left[merge]);
  }
  return order;
}

double kruskal_stress(const std::vector<double>& distance, const std::vector<double>& coordinates,
                      std::size_t n, std::size_t dimensions) {
  double wrong = 0;
  double all = 0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = i + 1; j < n; ++j) {
      double squares = 0;
      for (std::size_t d = 0; d < dimensions; ++d) {
        const double step = coordinates[i * dimensions + d] - coordinates[j * dimensions + d];
        squares += step * step;
      }
      const double gap = std::sqrt(squares) - distance[i * n + j];
      wrong += gap * gap;
      all += distance[i * n + j] * distance[i * n + j];
    }
  }
  return all == 0 ? 0 : std::sqrt(wrong / all);
}

}  // namespace

Tree average_linkage(std::span<const double> similarity, std::int32_t n, const Run& run) {
  check(similarity, n, 5000, "a tree");
  const auto items = static_cast<std::size_t>(n);
  Tree tree;
  Linkage linkage(distances(similarity, items), items);
  for (std::int32_t merge = 1; merge < n; ++merge) {
    run.check();
    linkage.merge_closest(tree);
  }
  tree.order = leaf_order(tree, n);
  return tree;
}

Map classical_scaling(std::span<const double> similarity, std::int32_t n, std::int32_t dimensions) {
  check(similarity, n, 1000, "a map");
  if (dimensions < 1) {
    throw InputError("a map of " + std::to_string(dimensions) + " dimensions; give 1 or more");
  }
  const auto items = static_cast<std::size_t>(n);
  const auto axes = static_cast<std::size_t>(dimensions);
  Map map;
  map.coordinates.assign(items * axes, 0);
  map.explained.assign(axes, 0);
  if (n < 2) return map;
  const std::vector<double> distance = distances(similarity, items);

  Eigen::MatrixXd squared(n, n);
  for (std::int32_t i = 0; i < n; ++i) {
    for (std::int32_t j = 0; j < n; ++j) {
      const double d = distance[static_cast<std::size_t>(i) * items + static_cast<std::size_t>(j)];
      squared(i, j) = d * d;
    }
  }
  const Eigen::VectorXd mean = squared.rowwise().mean();
  const double grand = mean.mean();
  for (std::int32_t i = 0; i < n; ++i) {
    for (std::int32_t j = 0; j < n; ++j) {
      squared(i, j) = -.5 * (squared(i, j) - mean(i) - mean(j) + grand);
    }
  }
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(squared);
  const Eigen::VectorXd& values = solver.eigenvalues();  // ascending
  const double positive = values.cwiseMax(0).sum();
  // What is left of a value that should be zero is rounding, and would give a random direction.
  const double noise = 1e-10 * values.cwiseAbs().maxCoeff();
  for (std::size_t axis = 0; axis < std::min(axes, items); ++axis) {
    const auto column = static_cast<Eigen::Index>(items - 1 - axis);
    const double value = values(column);
    if (value <= noise) continue;
    Eigen::VectorXd vector = solver.eigenvectors().col(column) * std::sqrt(value);
    Eigen::Index largest = 0;
    for (Eigen::Index i = 1; i < vector.size(); ++i) {
      // Clearly larger: two equal entries must not swap by their last bit.
      if (std::abs(vector(i)) > std::abs(vector(largest)) * (1 + 1e-9)) largest = i;
    }
    if (vector(largest) < 0) vector = -vector;
    for (Eigen::Index i = 0; i < vector.size(); ++i) {
      map.coordinates[static_cast<std::size_t>(i) * axes + axis] = vector(i);
    }
    map.explained[axis] = value / positive;
  }
  map.stress = kruskal_stress(distance, map.coordinates, items, axes);
  return map;
}

}  // namespace polyvocal
