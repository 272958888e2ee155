// The signed network of statements and ties, and what follows from it for the actors without a
// declared side. Private to the stance stage.
//
//   SignedNetwork network(knowledge, statements, options);
//   Sides sides = network.solve({});
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "polyvocal/stance/alignment.h"
#include "stance/sides/belief.h"

namespace polyvocal::scoring {

struct Sides {
  std::vector<double> values;         ///< (actors + factions) x factions, row by row
  std::vector<double> probabilities;  ///< the same, of each side; empty for `harmonic`
};

class SignedNetwork {
 public:
  SignedNetwork(const Knowledge& knowledge, const std::vector<Statement>& statements,
                const AlignmentOptions& options);

  [[nodiscard]] std::size_t factions() const { return factions_; }

  /// Sides of every actor and faction; weights[d] = how often document d is drawn, empty = 1
  /// each.
  [[nodiscard]] Sides solve(const std::vector<double>& weights) const;

  /// Share of the weight on edges whose ends disagree with the sign, over the factions' solutions.
  [[nodiscard]] double violated(const std::vector<double>& values) const;

 private:
  struct Stated {
    std::int32_t document;  // -1: outside the articles
    double sign;
    Potential log_likelihood;
  };
  // Nodes: actors, then one node a faction (the target of declared ties to a faction).
  struct Edge {
    std::size_t a;
    std::size_t b;
    std::vector<Stated> stated;
  };
  struct Neighbour {
    std::size_t node;
    std::size_t edge;
  };

  void fix_seeds(const Knowledge& knowledge);
  void add_edges(const std::vector<Statement>& statements);
  void number_free_nodes();
  [[nodiscard]] double seed_value(std::size_t node, std::size_t faction) const;
  /// Weight of a statement.
  [[nodiscard]] static double times(const Stated& stated, const std::vector<double>& weights);
  [[nodiscard]] double weight(const Edge& edge, const std::vector<double>& weights) const;
  [[nodiscard]] Potential likelihood(const Edge& edge, const std::vector<double>& weights) const;
  [[nodiscard]] Sides believe(const std::vector<double>& weights) const;
  [[nodiscard]] Sides harmonic(const std::vector<double>& weights) const;

  AlignmentOptions options_;
  std::size_t actors_;
  std::size_t factions_;
  std::vector<FactionId> seed_;
  std::vector<Edge> edges_;
  std::vector<std::ptrdiff_t> free_;  // row of the system, -1 = fixed or unconnected
  std::vector<std::size_t> unknown_;  // node of each row
  std::vector<std::size_t> first_;    // of each row's neighbours, rows + 1
  std::vector<Neighbour> neighbours_;
};

}  // namespace polyvocal::scoring
