#include "stance/signed_network.h"

#include <Eigen/Sparse>
#include <Eigen/SparseCholesky>
#include <algorithm>
#include <cmath>
#include <map>

namespace polyvocal::scoring {

namespace {

constexpr int kSteps = 500;
constexpr double kSettled = 1e-7;  // the largest change of a step at which values stand still

}  // namespace

SignedNetwork::SignedNetwork(const Knowledge& knowledge, const std::vector<Statement>& statements,
                             const AlignmentOptions& options)
    : options_(options), actors_(knowledge.actors.size()), factions_(knowledge.factions.size()) {
  fix_seeds(knowledge);
  add_edges(statements);
  number_free_nodes();
}

std::vector<double> SignedNetwork::solve(const std::vector<std::uint32_t>& counts) const {
  std::vector<double> weights(edges_.size());
  for (std::size_t e = 0; e < edges_.size(); ++e) weights[e] = weight(edges_[e], counts);
  std::vector<double> f((actors_ + factions_) * factions_, 0.0);
  for (std::size_t node = 0; node < actors_ + factions_; ++node) {
    for (std::size_t k = 0; k < factions_; ++k) f[node * factions_ + k] = seed_value(node, k);
  }
  if (unknown_.empty()) return f;
  if (options_.method == AlignmentMethod::balance) {
    balance(weights, f);
  } else {
    harmonic(weights, f);
  }
  return f;
}

double SignedNetwork::violated(const std::vector<double>& f) const {
  double total = 0;
  double bad = 0;
  for (const Edge& edge : edges_) {
    const double w = weight(edge, {});
    for (std::size_t k = 0; k < factions_; ++k) {
      const double product = f[static_cast<std::size_t>(edge.a) * factions_ + k] *
                             f[static_cast<std::size_t>(edge.b) * factions_ + k];
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
    if (fresh) edges_.push_back({key.first, key.second, {}});
    edges_[at->second].signs.emplace_back(s.document, s.sign);
  }
}

void SignedNetwork::number_free_nodes() {
  std::vector<std::vector<Neighbour>> near(actors_ + factions_);
  for (std::size_t e = 0; e < edges_.size(); ++e) {
    const auto a = static_cast<std::size_t>(edges_[e].a);
    const auto b = static_cast<std::size_t>(edges_[e].b);
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

// Many statements say more than one, with a limit: they often repeat each other. Balance trusts a
// statement of support more than one of opposition, which is common within a side too.
double SignedNetwork::weight(const Edge& edge, const std::vector<std::uint32_t>& counts) const {
  double net = 0;
  double total = 0;
  for (const auto& [document, sign] : edge.signs) {
    const bool drawn = document >= 0 && !counts.empty();
    const double times = drawn ? counts[static_cast<std::size_t>(document)] : 1.0;
    net += sign * times;
    total += times;
  }
  if (options_.method == AlignmentMethod::harmonic) {
    return net >= 0 ? std::log1p(net) : -std::log1p(-net);
  }
  return net / (total + 1) * (net > 0 ? options_.support : 1.0);
}

// f = tanh(coupling W f), from the members' values on, half a step at a time.
void SignedNetwork::balance(const std::vector<double>& weights, std::vector<double>& f) const {
  std::vector<double> next(unknown_.size() * factions_);
  for (int step = 0; step < kSteps; ++step) {
    double change = 0;
    for (std::size_t i = 0; i < unknown_.size(); ++i) {
      for (std::size_t k = 0; k < factions_; ++k) {
        double field = 0;
        for (std::size_t j = first_[i]; j < first_[i + 1]; ++j) {
          field += weights[neighbours_[j].edge] * f[neighbours_[j].node * factions_ + k];
        }
        const double old = f[unknown_[i] * factions_ + k];
        const double moved = 0.5 * (old + std::tanh(options_.coupling * field));
        next[i * factions_ + k] = moved;
        change = std::max(change, std::abs(moved - old));
      }
    }
    for (std::size_t i = 0; i < unknown_.size(); ++i) {
      for (std::size_t k = 0; k < factions_; ++k) {
        f[unknown_[i] * factions_ + k] = next[i * factions_ + k];
      }
    }
    if (change < kSettled) break;
  }
}

// (D + tau I - W) f_U = W_UF f_F by sparse Cholesky.
void SignedNetwork::harmonic(const std::vector<double>& weights, std::vector<double>& f) const {
  const auto n = static_cast<Eigen::Index>(unknown_.size());
  const auto columns = static_cast<Eigen::Index>(factions_);
  Eigen::MatrixXd right = Eigen::MatrixXd::Zero(n, columns);
  std::vector<Eigen::Triplet<double>> entries;
  for (Eigen::Index i = 0; i < n; ++i) {
    double diagonal = options_.tau;
    const auto row = static_cast<std::size_t>(i);
    for (std::size_t j = first_[row]; j < first_[row + 1]; ++j) {
      const auto [other, edge] = neighbours_[j];
      const double w = weights[edge];
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
}

}  // namespace polyvocal::scoring
