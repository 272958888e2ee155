#include "polyvocal/stance/alignment.h"

#include <Eigen/Sparse>
#include <Eigen/SparseCholesky>
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "polyvocal/core/error.h"
#include "polyvocal/stats/random.h"

namespace polyvocal {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// Nodes: actors, then one node a faction (the target of declared ties to a faction).
struct Edge {
  std::int32_t a;
  std::int32_t b;
  std::vector<std::pair<std::int32_t, double>> signs;  // (document or -1, sign)
};

std::vector<Statement> collect(const Knowledge& knowledge, const Evidence& evidence,
                               const AlignmentOptions& options) {
  std::vector<Statement> all;
  for (std::size_t t = 0; t < knowledge.ties.size(); ++t) {
    const Tie& tie = knowledge.ties[t];
    Statement s;
    s.kind = StatementKind::tie;
    s.source = tie.source;
    s.target = tie.target_actor;
    s.target_faction = tie.target_faction;
    s.sign = std::clamp(tie.sign, -1.0, 1.0);
    s.tie = static_cast<std::int32_t>(t);
    all.push_back(s);
  }
  for (const Relation& relation : evidence.relations) {
    Statement s;
    s.kind = StatementKind::relation;
    s.source = relation.source;
    s.target = relation.target;
    s.sign = static_cast<double>(relation.sign);
    s.document = static_cast<std::int32_t>(relation.document);
    s.sentence = relation.sentence;
    s.cue = relation.cue;
    s.voice = relation.voice;
    s.holder = relation.holder;
    all.push_back(s);
  }
  for (const EvidenceRow& row : evidence.rows) {
    const auto score = static_cast<double>(row.score);
    if (row.holder < 0 || row.holder == row.actor || std::abs(score) < options.evaluation_from) {
      continue;
    }
    Statement s;
    s.kind = StatementKind::evaluation;
    s.source = row.holder;
    s.target = row.actor;
    s.sign = score > 0 ? 1 : -1;
    s.document = static_cast<std::int32_t>(row.document);
    s.sentence = row.sentence;
    s.voice = row.voice;
    s.holder = row.holder;
    const auto cues = evidence.cues_of(row);
    if (!cues.empty()) s.cue = cues.front().span;
    all.push_back(s);
  }
  return all;
}

class Network {
 public:
  Network(const Knowledge& knowledge, const std::vector<Statement>& statements, double tau)
      : actors_(knowledge.actors.size()), factions_(knowledge.factions.size()), tau_(tau) {
    fix_seeds(knowledge);
    add_edges(statements);
    number_free_nodes();
  }

  [[nodiscard]] bool fixed(std::size_t actor) const { return free_[actor] < 0; }
  [[nodiscard]] std::size_t factions() const { return factions_; }

  // f of every actor and faction; counts[d] = how often document d is drawn, empty = once each.
  [[nodiscard]] std::vector<double> solve(const std::vector<std::uint32_t>& counts) const {
    std::vector<double> weights(edges_.size());
    for (std::size_t e = 0; e < edges_.size(); ++e) weights[e] = weight(edges_[e], counts);
    std::vector<double> f((actors_ + factions_) * factions_, 0.0);
    for (std::size_t node = 0; node < actors_ + factions_; ++node) {
      for (std::size_t k = 0; k < factions_; ++k) f[node * factions_ + k] = seed_value(node, k);
    }
    if (unknowns_ == 0) return f;
    const auto n = static_cast<Eigen::Index>(unknowns_);
    const auto columns = static_cast<Eigen::Index>(factions_);
    Eigen::MatrixXd right = Eigen::MatrixXd::Zero(n, columns);
    Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> solver;
    solver.compute(system(weights, right));
    const Eigen::MatrixXd solution = solver.solve(right);
    for (std::size_t node = 0; node < actors_; ++node) {
      if (free_[node] < 0) continue;
      for (std::size_t k = 0; k < factions_; ++k) {
        f[node * factions_ + k] = solution(free_[node], static_cast<Eigen::Index>(k));
      }
    }
    return f;
  }

  // Share of the weight on edges whose ends disagree with the sign, over the factions' solutions.
  [[nodiscard]] double violated(const std::vector<double>& f) const {
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

 private:
  void fix_seeds(const Knowledge& knowledge) {
    seed_.assign(actors_ + factions_, -1);
    for (std::size_t a = 0; a < actors_; ++a) {
      seed_[a] = knowledge.faction_of(static_cast<ActorId>(a), kNoDate);
    }
    for (std::size_t k = 0; k < factions_; ++k) seed_[actors_ + k] = static_cast<FactionId>(k);
  }

  [[nodiscard]] double seed_value(std::size_t node, std::size_t faction) const {
    if (seed_[node] < 0) return 0;
    if (static_cast<std::size_t>(seed_[node]) == faction) return 1;
    return factions_ > 1 ? -1.0 / static_cast<double>(factions_ - 1) : 0;
  }

  void add_edges(const std::vector<Statement>& statements) {
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

  void number_free_nodes() {
    free_.assign(actors_ + factions_, -1);
    std::vector<bool> connected(actors_ + factions_, false);
    for (const Edge& edge : edges_) {
      connected[static_cast<std::size_t>(edge.a)] = true;
      connected[static_cast<std::size_t>(edge.b)] = true;
    }
    for (std::size_t a = 0; a < actors_; ++a) {
      if (seed_[a] < 0 && connected[a]) free_[a] = static_cast<Eigen::Index>(unknowns_++);
    }
  }

  [[nodiscard]] static double weight(const Edge& edge, const std::vector<std::uint32_t>& counts) {
    double net = 0;
    for (const auto& [document, sign] : edge.signs) {
      const bool drawn = document >= 0 && !counts.empty();
      net += sign * (drawn ? counts[static_cast<std::size_t>(document)] : 1.0);
    }
    return net >= 0 ? std::log1p(net) : -std::log1p(-net);
  }

  [[nodiscard]] Eigen::SparseMatrix<double> system(const std::vector<double>& weights,
                                                   Eigen::MatrixXd& right) const {
    std::vector<Eigen::Triplet<double>> entries;
    std::vector<double> diagonal(unknowns_, tau_);
    for (std::size_t e = 0; e < edges_.size(); ++e) {
      const auto a = static_cast<std::size_t>(edges_[e].a);
      const auto b = static_cast<std::size_t>(edges_[e].b);
      add_end(a, b, weights[e], entries, diagonal, right);
      add_end(b, a, weights[e], entries, diagonal, right);
    }
    for (std::size_t i = 0; i < unknowns_; ++i) {
      const auto k = static_cast<Eigen::Index>(i);
      entries.emplace_back(k, k, diagonal[i]);
    }
    const auto n = static_cast<Eigen::Index>(unknowns_);
    Eigen::SparseMatrix<double> matrix(n, n);
    matrix.setFromTriplets(entries.begin(), entries.end());
    return matrix;
  }

  // The edge in the equation of `node`.
  void add_end(std::size_t node, std::size_t other, double w,
               std::vector<Eigen::Triplet<double>>& entries, std::vector<double>& diagonal,
               Eigen::MatrixXd& right) const {
    if (free_[node] < 0) return;
    diagonal[static_cast<std::size_t>(free_[node])] += std::abs(w);
    if (free_[other] >= 0) {
      entries.emplace_back(free_[node], free_[other], -w);
      return;
    }
    for (std::size_t k = 0; k < factions_; ++k) {
      right(free_[node], static_cast<Eigen::Index>(k)) += w * seed_value(other, k);
    }
  }

  std::size_t actors_;
  std::size_t factions_;
  double tau_;
  std::vector<FactionId> seed_;
  std::vector<Edge> edges_;
  std::vector<Eigen::Index> free_;  // row of the system, -1 = fixed or unconnected
  std::size_t unknowns_ = 0;
};

// The faction with the largest value, the first one of equals.
FactionId largest(const double* f, std::size_t factions) {
  return static_cast<FactionId>(std::max_element(f, f + factions) - f);
}

// Share of the samples in which each actor's best faction stays the same.
std::vector<double> stability(const Network& network, const std::vector<AlignmentRow>& rows,
                              std::size_t documents, const Run& run,
                              const AlignmentOptions& options) {
  std::vector<std::vector<std::uint8_t>> same(options.replicates);
  parallel_for(run, options.replicates, 4, [&](std::size_t begin, std::size_t end, int) {
    std::vector<std::uint32_t> counts;
    for (std::size_t r = begin; r < end; ++r) {
      counts.assign(documents, 0);
      Draws draws(options.seed, Purpose::alignment, static_cast<std::uint32_t>(r), 0);
      const auto n = static_cast<std::uint32_t>(documents);
      for (std::uint32_t k = 0; k < n; ++k) ++counts[draws.below(n)];
      const std::vector<double> f = network.solve(counts);
      same[r].resize(rows.size());
      for (std::size_t a = 0; a < rows.size(); ++a) {
        const double* values = f.data() + a * network.factions();
        const FactionId best = largest(values, network.factions());
        same[r][a] = best == rows[a].faction && values[best] > 0 ? 1 : 0;
      }
    }
  });
  std::vector<double> share(rows.size(), 0.0);
  for (const auto& replicate : same) {
    for (std::size_t a = 0; a < rows.size(); ++a) share[a] += replicate[a];
  }
  for (double& value : share) value /= options.replicates;
  return share;
}

}  // namespace

std::string_view statement_kind_name(StatementKind kind) {
  constexpr std::string_view kNames[] = {"tie", "relation", "evaluation"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view alignment_verdict_name(AlignmentVerdict verdict) {
  constexpr std::string_view kNames[] = {"declared", "aligned", "unaligned"};
  return kNames[static_cast<std::size_t>(verdict)];
}

Alignment align_actors(const Knowledge& knowledge, const Evidence& evidence, std::size_t documents,
                       const Run& run, const AlignmentOptions& options) {
  if (!(options.tau > 0)) throw InputError("tau: give a positive number");
  Alignment result;
  result.statements = collect(knowledge, evidence, options);
  result.rows.resize(knowledge.actors.size());
  for (const Statement& s : result.statements) {
    if (s.source >= 0) ++result.rows[static_cast<std::size_t>(s.source)].statements;
    if (s.target >= 0) ++result.rows[static_cast<std::size_t>(s.target)].statements;
  }
  const std::size_t factions = knowledge.factions.size();
  for (std::size_t a = 0; a < result.rows.size(); ++a) {
    result.rows[a].actor = static_cast<ActorId>(a);
    result.rows[a].probability = kNaN;
  }
  if (factions == 0) return result;
  const Network network(knowledge, result.statements, options.tau);
  std::vector<double> f = network.solve({});
  result.violated = network.violated(f);
  for (std::size_t a = 0; a < result.rows.size(); ++a) {
    AlignmentRow& row = result.rows[a];
    const double* values = f.data() + a * factions;
    const FactionId best = largest(values, factions);
    row.faction = best;
    row.value = values[best];
  }
  const std::vector<double> share = documents > 0 && options.replicates > 0
                                        ? stability(network, result.rows, documents, run, options)
                                        : std::vector<double>(result.rows.size(), kNaN);
  for (std::size_t a = 0; a < result.rows.size(); ++a) {
    AlignmentRow& row = result.rows[a];
    const FactionId declared = knowledge.faction_of(row.actor, kNoDate);
    if (declared >= 0) {
      row.verdict = AlignmentVerdict::declared;
      row.probability = 1;
    } else if (row.value < options.unaligned || share[a] < options.confident) {
      row.faction = -1;
      row.probability = row.statements > 0 ? share[a] : kNaN;
    } else {
      row.verdict = AlignmentVerdict::aligned;
      row.probability = share[a];
    }
  }
  f.resize(knowledge.actors.size() * factions);
  result.values = std::move(f);
  return result;
}

}  // namespace polyvocal
