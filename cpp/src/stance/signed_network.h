// The signed network of statements and ties, and what follows from it for the actors without a
// declared side. Private to the stance stage.
//
//   SignedNetwork network(knowledge, statements, options);
//   std::vector<double> f = network.solve({});  // (actors + factions) x factions, row by row
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "polyvocal/stance/alignment.h"

namespace polyvocal::scoring {

class SignedNetwork {
 public:
  SignedNetwork(const Knowledge& knowledge, const std::vector<Statement>& statements,
                const AlignmentOptions& options);

  [[nodiscard]] std::size_t factions() const { return factions_; }

  /// Value of every actor and faction for each faction; counts[d] = how often document d is drawn,
  /// empty = once each.
  [[nodiscard]] std::vector<double> solve(const std::vector<std::uint32_t>& counts) const;

  /// Share of the weight on edges whose ends disagree with the sign, over the factions' solutions.
  [[nodiscard]] double violated(const std::vector<double>& f) const;

 private:
  // Nodes: actors, then one node a faction (the target of declared ties to a faction).
  struct Edge {
    std::int32_t a;
    std::int32_t b;
    std::vector<std::pair<std::int32_t, double>> signs;  // (document or -1, sign)
  };
  struct Neighbour {
    std::size_t node;
    std::size_t edge;
  };

  void fix_seeds(const Knowledge& knowledge);
  void add_edges(const std::vector<Statement>& statements);
  void number_free_nodes();
  [[nodiscard]] double seed_value(std::size_t node, std::size_t faction) const;
  [[nodiscard]] double weight(const Edge& edge, const std::vector<std::uint32_t>& counts) const;
  void balance(const std::vector<double>& weights, std::vector<double>& f) const;
  void harmonic(const std::vector<double>& weights, std::vector<double>& f) const;

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
