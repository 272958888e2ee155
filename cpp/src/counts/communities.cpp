#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "check_network.h"
#include "polyvocal/core/error.h"
#include "polyvocal/counts/networks.h"

namespace polyvocal {
namespace {

using Labels = std::vector<std::int32_t>;

/// A network whose nodes may stand for several; `own` is the weight inside a node, both directions.
struct Network {
  Csr<double> edges;  // no diagonal
  std::vector<double> own;

  [[nodiscard]] std::int32_t nodes() const { return edges.rows; }
  [[nodiscard]] double strength(std::int32_t node) const {
    double sum = own[static_cast<std::size_t>(node)];
    for (std::size_t k = edges.row_begin(node); k < edges.row_end(node); ++k)
      sum += edges.values[k];
    return sum;
  }
};

Network from_matrix(CsrView<double> m) {
  Network network;
  network.edges.rows = network.edges.columns = m.rows;
  network.own.assign(static_cast<std::size_t>(m.rows), 0);
  for (std::int32_t row = 0; row < m.rows; ++row) {
    for (std::size_t k = m.row_begin(row); k < m.row_end(row); ++k) {
      if (m.values[k] == 0) continue;
      if (m.indices[k] == row) {
        network.own[static_cast<std::size_t>(row)] = m.values[k];
      } else {
        network.edges.indices.push_back(m.indices[k]);
        network.edges.values.push_back(m.values[k]);
      }
    }
    network.edges.indptr.push_back(static_cast<std::int32_t>(network.edges.indices.size()));
  }
  return network;
}

/// Numbers 0, 1, ... in order of first use.
std::int32_t renumber(Labels& labels) {
  Labels number(labels.size(), -1);
  std::int32_t next = 0;
  for (std::int32_t& label : labels) {
    std::int32_t& mine = number[static_cast<std::size_t>(label)];
    if (mine < 0) mine = next++;
    label = mine;
  }
  return next;
}

/// Moves nodes to the neighbouring community that gains most until none gains; whether any moved.
bool move_nodes(const Network& network, double resolution, double total, Labels& labels) {
  constexpr double kLeastGain = 1e-12;  // of all weight: below is rounding
  const auto nodes = static_cast<std::size_t>(network.nodes());
  std::vector<double> strength(nodes);
  std::vector<double> of_community(nodes, 0);
  for (std::size_t node = 0; node < nodes; ++node) {
    strength[node] = network.strength(static_cast<std::int32_t>(node));
    of_community[static_cast<std::size_t>(labels[node])] += strength[node];
  }
  std::vector<double> tie(nodes, 0);
  Labels near;
  bool any = false;
  for (bool moved = true; moved;) {
    moved = false;
    for (std::int32_t node = 0; node < network.nodes(); ++node) {
      const auto n = static_cast<std::size_t>(node);
      near.clear();
      for (std::size_t k = network.edges.row_begin(node); k < network.edges.row_end(node); ++k) {
        const std::int32_t c = labels[static_cast<std::size_t>(network.edges.indices[k])];
        if (tie[static_cast<std::size_t>(c)] == 0) near.push_back(c);
        tie[static_cast<std::size_t>(c)] += network.edges.values[k];
      }
      const std::int32_t home = labels[n];
      of_community[static_cast<std::size_t>(home)] -= strength[n];
      const auto gain = [&](std::int32_t c) {
        const auto at = static_cast<std::size_t>(c);
        return tie[at] - resolution * strength[n] * of_community[at] / total;
      };
      std::int32_t best = home;
      double most = gain(home);
      std::sort(near.begin(), near.end());
      for (const std::int32_t c : near) {
        if (gain(c) > most + kLeastGain * total) {
          best = c;
          most = gain(c);
        }
      }
      of_community[static_cast<std::size_t>(best)] += strength[n];
      labels[n] = best;
      if (best != home) moved = any = true;
      for (const std::int32_t c : near) tie[static_cast<std::size_t>(c)] = 0;
    }
  }
  return any;
}

/// One node a community.
Network aggregate(const Network& network, const Labels& labels, std::int32_t count) {
  std::vector<std::vector<std::int32_t>> members(static_cast<std::size_t>(count));
  for (std::size_t node = 0; node < labels.size(); ++node) {
    members[static_cast<std::size_t>(labels[node])].push_back(static_cast<std::int32_t>(node));
  }
  Network result;
  result.edges.rows = result.edges.columns = count;
  result.own.assign(static_cast<std::size_t>(count), 0);
  std::vector<double> row(static_cast<std::size_t>(count), 0);
  Labels touched;
  for (std::int32_t c = 0; c < count; ++c) {
    const auto at = static_cast<std::size_t>(c);
    touched.clear();
    for (const std::int32_t node : members[at]) {
      result.own[at] += network.own[static_cast<std::size_t>(node)];
      for (std::size_t k = network.edges.row_begin(node); k < network.edges.row_end(node); ++k) {
        const std::int32_t other = labels[static_cast<std::size_t>(network.edges.indices[k])];
        if (row[static_cast<std::size_t>(other)] == 0) touched.push_back(other);
        row[static_cast<std::size_t>(other)] += network.edges.values[k];
      }
    }
    std::sort(touched.begin(), touched.end());
    for (const std::int32_t other : touched) {
      double& weight = row[static_cast<std::size_t>(other)];
      if (other == c) {
        result.own[at] += weight;
      } else {
        result.edges.indices.push_back(other);
        result.edges.values.push_back(weight);
      }
      weight = 0;
    }
    result.edges.indptr.push_back(static_cast<std::int32_t>(result.edges.indices.size()));
  }
  return result;
}

/// Gives every connected part of a community a label of its own.
Labels connected_parts(const Network& network, const Labels& labels) {
  Labels parts(labels.size(), -1);
  std::int32_t next = 0;
  std::vector<std::int32_t> open;
  for (std::int32_t start = 0; start < network.nodes(); ++start) {
    if (parts[static_cast<std::size_t>(start)] >= 0) continue;
    parts[static_cast<std::size_t>(start)] = next;
    open.assign(1, start);
    while (!open.empty()) {
      const std::int32_t node = open.back();
      open.pop_back();
      for (std::size_t k = network.edges.row_begin(node); k < network.edges.row_end(node); ++k) {
        const auto other = static_cast<std::size_t>(network.edges.indices[k]);
        if (parts[other] >= 0 || labels[other] != labels[static_cast<std::size_t>(node)]) continue;
        parts[other] = next;
        open.push_back(network.edges.indices[k]);
      }
    }
    ++next;
  }
  return parts;
}

/// The largest community is 0; of equal ones that with the first node.
void number_by_size(Labels& labels) {
  const std::int32_t count = renumber(labels);
  Labels sizes(static_cast<std::size_t>(count), 0);
  for (const std::int32_t label : labels) ++sizes[static_cast<std::size_t>(label)];
  Labels order(static_cast<std::size_t>(count));
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
    return sizes[static_cast<std::size_t>(a)] > sizes[static_cast<std::size_t>(b)];
  });
  Labels rank(static_cast<std::size_t>(count));
  for (std::int32_t r = 0; r < count; ++r) {
    rank[static_cast<std::size_t>(order[static_cast<std::size_t>(r)])] = r;
  }
  for (std::int32_t& label : labels) label = rank[static_cast<std::size_t>(label)];
}

double total_strength(const Network& network) {
  double total = 0;
  for (std::int32_t node = 0; node < network.nodes(); ++node) total += network.strength(node);
  return total;
}

}  // namespace

double modularity(CsrView<double> weights, std::span<const std::int32_t> community,
                  double resolution) {
  check_network(weights);
  if (community.size() != static_cast<std::size_t>(weights.rows)) {
    throw InputError("communities: " + std::to_string(community.size()) + " given for " +
                     std::to_string(weights.rows) + " nodes");
  }
  std::int32_t count = 0;
  for (const std::int32_t c : community) {
    if (c < 0) throw InputError("communities are numbered from 0");
    count = std::max(count, c + 1);
  }
  const Network network = from_matrix(weights);
  const double total = total_strength(network);
  if (total == 0) return std::numeric_limits<double>::quiet_NaN();
  std::vector<double> inside(static_cast<std::size_t>(count), 0);
  std::vector<double> strength(static_cast<std::size_t>(count), 0);
  for (std::int32_t node = 0; node < network.nodes(); ++node) {
    const auto c = static_cast<std::size_t>(community[static_cast<std::size_t>(node)]);
    strength[c] += network.strength(node);
    inside[c] += network.own[static_cast<std::size_t>(node)];
    for (std::size_t k = network.edges.row_begin(node); k < network.edges.row_end(node); ++k) {
      const auto other = static_cast<std::size_t>(network.edges.indices[k]);
      if (static_cast<std::size_t>(community[other]) == c) inside[c] += network.edges.values[k];
    }
  }
  double sum = 0;
  for (std::size_t c = 0; c < inside.size(); ++c) {
    sum += inside[c] / total - resolution * (strength[c] / total) * (strength[c] / total);
  }
  return sum;
}

std::vector<std::int32_t> communities(CsrView<double> weights, double resolution) {
  check_network(weights);
  if (!(resolution > 0) || !std::isfinite(resolution)) {
    throw InputError("resolution is " + std::to_string(resolution) + "; give a number above 0");
  }
  const Network whole = from_matrix(weights);
  Labels labels(static_cast<std::size_t>(whole.nodes()));
  std::iota(labels.begin(), labels.end(), 0);
  const double total = total_strength(whole);
  if (total == 0) return labels;
  // Parts of a community that came apart start the next round as nodes of their own.
  for (bool better = true; better;) {
    Labels parts = connected_parts(whole, labels);
    const std::int32_t count = renumber(parts);
    const Network level = aggregate(whole, parts, count);
    Labels moved(static_cast<std::size_t>(count));
    std::iota(moved.begin(), moved.end(), 0);
    better = move_nodes(level, resolution, total, moved);
    for (std::size_t node = 0; node < labels.size(); ++node) {
      labels[node] = moved[static_cast<std::size_t>(parts[node])];
    }
  }
  labels = connected_parts(whole, labels);
  // Single nodes may now gain by moving between the final communities.
  if (move_nodes(whole, resolution, total, labels)) labels = connected_parts(whole, labels);
  number_by_size(labels);
  return labels;
}

}  // namespace polyvocal
