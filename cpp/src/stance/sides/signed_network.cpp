#include "stance/sides/signed_network.h"

#include <Eigen/Sparse>
#include <Eigen/SparseCholesky>
#include <algorithm>
#include <cmath>
#include <map>

#include "stance/sides/reliability.h"

namespace polyvocal::scoring {

namespace {

constexpr double kMost = 2.5;  // independent statements that many on one pair are worth

}  // namespace

SignedNetwork::SignedNetwork(const Knowledge& knowledge, const std::vector<Statement>& statements,
                             const AlignmentOptions& options)
    : options_(options), actors_(knowledge.actors.size()), factions_(knowledge.factions.size()) {
  fix_seeds(knowledge);
  add_edges(statements);
  number_free_nodes();
}

Sides SignedNetwork::solve(const std::vector<double>& weights) const {
  return options_.method == AlignmentMethod::belief ? believe(weights) : harmonic(weights);
}

double SignedNetwork::violated(const std::vector<double>& values) const {
  double total = 0;
  double bad = 0;
  for (const Edge& edge : edges_) {
    const double w = weight(edge, {});
    for (std::size_t k = 0; k < factions_; ++k) {
      const double product = values[edge.a * factions_ + k] * values[edge.b * factions_ + k];
      total += std::abs(w);
      if (w * product < 0) bad += std::abs(w);
    }
  }
  return total > 0 ? bad / total : 0;
}

void SignedNetwork::fix_seeds(const Knowledge& knowledge) {
  seed_.assign(actors_ + factions_, -1);
  for (std::size_t a = 0; a < actors_; ++a) {
    seed_[a] = knowledge.faction_of(static_cast<ActorId>(a), kNoDate);
  }
  for (std::size_t k = 0; k < factions_; ++k) seed_[actors_ + k] = static_cast<FactionId>(k);
}

double SignedNetwork::seed_value(std::size_t node, std::size_t faction) const {
  if (seed_[node] < 0) return 0;
  if (static_cast<std::size_t>(seed_[node]) == faction) return 1;
  return factions_ > 1 ? -1.0 / static_cast<double>(factions_ - 1) : 0;
}

void SignedNetwork::add_edges(const std::vector<Statement>& statements) {
  std::map<std::pair<std::int32_t, std::int32_t>, std::size_t> index;
  for (const Statement& s : statements) {
    const auto target =
        s.target >= 0 ? s.target : static_cast<std::int32_t>(actors_) + s.target_faction;
    if (s.source < 0 || target < 0 || s.source == target) continue;
    const auto key = std::minmax(s.source, target);
    const auto [at, fresh] = index.try_emplace({key.first, key.second}, edges_.size());
    if (fresh) {
      edges_.push_back(
          {static_cast<std::size_t>(key.first), static_cast<std::size_t>(key.second), {}});
    }
    edges_[at->second].stated.push_back({s.document, s.sign, log_likelihood(s)});
  }
}

void SignedNetwork::number_free_nodes() {
  std::vector<std::vector<Neighbour>> near(actors_ + factions_);
  for (std::size_t e = 0; e < edges_.size(); ++e) {
    const auto [a, b, stated] = edges_[e];
    near[a].push_back({b, e});
    near[b].push_back({a, e});
  }
  free_.assign(actors_ + factions_, -1);
  first_.assign(1, 0);
  for (std::size_t a = 0; a < actors_; ++a) {
    if (seed_[a] >= 0 || near[a].empty()) continue;
    free_[a] = static_cast<std::ptrdiff_t>(unknown_.size());
    unknown_.push_back(a);
    neighbours_.insert(neighbours_.end(), near[a].begin(), near[a].end());
    first_.push_back(neighbours_.size());
  }
}

double SignedNetwork::times(const Stated& stated, const std::vector<double>& weights) {
  const bool drawn = stated.document >= 0 && !weights.empty();
  return drawn ? weights[static_cast<std::size_t>(stated.document)] : 1.0;
}

double SignedNetwork::weight(const Edge& edge, const std::vector<double>& weights) const {
  double net = 0;
  for (const Stated& stated : edge.stated) net += stated.sign * times(stated, weights);
  return net >= 0 ? std::log1p(net) : -std::log1p(-net);
}

// Many statements on one pair say more than one, but no more than two or three: they often
// repeat each other.
Potential SignedNetwork::likelihood(const Edge& edge, const std::vector<double>& weights) const {
  Potential sum = {0, 0, 0, 0};
  double count = 0;
  for (const Stated& stated : edge.stated) {
    const double n = times(stated, weights);
    count += n;
    sum.same += n * stated.log_likelihood.same;
    sum.different += n * stated.log_likelihood.different;
    sum.mixed += n * stated.log_likelihood.mixed;
    sum.outside += n * stated.log_likelihood.outside;
  }
  const double share = kMost / (count + kMost - 1);
  return {std::exp(share * sum.same), std::exp(share * sum.different), std::exp(share * sum.mixed),
          std::exp(share * sum.outside)};
}

// A value is the probability of a faction less the mean of the others' (with one faction, less
// that of the outside): 1 and -1 / (factions - 1) for members, 0 when nothing is known.
Sides SignedNetwork::believe(const std::vector<double>& weights) const {
  std::vector<BeliefEdge> edges;
  edges.reserve(edges_.size());
  for (const Edge& edge : edges_) edges.push_back({edge.a, edge.b, likelihood(edge, weights)});
  const std::vector<double> beliefs = propagate_beliefs(edges, seed_, factions_);
  Sides sides;
  const std::size_t nodes = actors_ + factions_;
  sides.values.resize(nodes * factions_);
  sides.probabilities.resize(nodes * factions_);
  for (std::size_t node = 0; node < nodes; ++node) {
    const double* belief = beliefs.data() + node * (factions_ + 1);
    const double outside = belief[factions_];
    for (std::size_t k = 0; k < factions_; ++k) {
      const double others =
          factions_ > 1 ? (1 - outside - belief[k]) / static_cast<double>(factions_ - 1) : outside;
      sides.probabilities[node * factions_ + k] = belief[k];
      sides.values[node * factions_ + k] = belief[k] - others;
    }
  }
  return sides;
}

// (D + tau I - W) f_U = W_UF f_F by sparse Cholesky.
Sides SignedNetwork::harmonic(const std::vector<double>& weights) const {
  std::vector<double> f((actors_ + factions_) * factions_, 0.0);
  for (std::size_t node = 0; node < actors_ + factions_; ++node) {
    for (std::size_t k = 0; k < factions_; ++k) f[node * factions_ + k] = seed_value(node, k);
  }
  if (unknown_.empty()) return {f, {}};
  const auto n = static_cast<Eigen::Index>(unknown_.size());
  const auto columns = static_cast<Eigen::Index>(factions_);
  Eigen::MatrixXd right = Eigen::MatrixXd::Zero(n, columns);
  std::vector<Eigen::Triplet<double>> entries;
  for (Eigen::Index i = 0; i < n; ++i) {
    double diagonal = options_.tau;
    const auto row = static_cast<std::size_t>(i);
    for (std::size_t j = first_[row]; j < first_[row + 1]; ++j) {
      const auto [other, edge] = neighbours_[j];
      const double w = weight(edges_[edge], weights);
      diagonal += std::abs(w);
      if (free_[other] >= 0) {
        entries.emplace_back(i, static_cast<Eigen::Index>(free_[other]), -w);
        continue;
      }
      for (std::size_t k = 0; k < factions_; ++k) {
        right(i, static_cast<Eigen::Index>(k)) += w * seed_value(other, k);
      }
    }
    entries.emplace_back(i, i, diagonal);
  }
  Eigen::SparseMatrix<double> matrix(n, n);
  matrix.setFromTriplets(entries.begin(), entries.end());
  Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> solver;
  solver.compute(matrix);
  const Eigen::MatrixXd solution = solver.solve(right);
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index k = 0; k < columns; ++k) {
      f[unknown_[static_cast<std::size_t>(i)] * factions_ + static_cast<std::size_t>(k)] =
          solution(i, k);
    }
  }
  return {f, {}};
}

}  // namespace polyvocal::scoring
