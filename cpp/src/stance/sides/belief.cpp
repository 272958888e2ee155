#include "stance/sides/belief.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace polyvocal::scoring {

namespace {

constexpr int kSteps = 200;
constexpr double kSettled = 1e-6;  // the largest change of a step at which messages stand still
constexpr double kDamping = 0.5;   // share of the old message that stays: loops do not swing
constexpr double kFloor = 1e-12;   // keeps products of many messages from vanishing

void normalise(double* values, std::size_t n) {
  double sum = 0;
  for (std::size_t k = 0; k < n; ++k) sum += values[k];
  for (std::size_t k = 0; k < n; ++k) values[k] = std::max(values[k] / sum, kFloor);
}

class Propagation {
 public:
  Propagation(const std::vector<BeliefEdge>& edges, const std::vector<FactionId>& fixed,
              std::size_t factions)
      : edges_(edges),
        fixed_(fixed),
        factions_(factions),
        sides_(factions + 1),
        told_(2 * edges.size() * sides_, 1.0 / static_cast<double>(sides_)),
        next_(told_),
        beliefs_(fixed.size() * sides_),
        cavity_(sides_),
        message_(sides_) {}

  std::vector<double> run() {
    gather();
    for (int step = 0; step < kSteps; ++step) {
      double change = 0;
      for (std::size_t e = 0; e < edges_.size(); ++e) {
        change = std::max(change, pass(e, edges_[e].a, edges_[e].b, 2 * e, 2 * e + 1));
        change = std::max(change, pass(e, edges_[e].b, edges_[e].a, 2 * e + 1, 2 * e));
      }
      told_.swap(next_);
      gather();
      if (change < kSettled) break;
    }
    return beliefs_;
  }

 private:
  // What edge `e` tells `to` of `from`. Message `out` goes to `to`, message `back` came to `from`.
  double pass(std::size_t e, std::size_t from, std::size_t to, std::size_t out, std::size_t back) {
    if (fixed_[to] >= 0) return 0;
    const double* held = beliefs_.data() + from * sides_;
    const double* had = told_.data() + back * sides_;
    for (std::size_t k = 0; k < sides_; ++k) {
      cavity_[k] = fixed_[from] >= 0 ? held[k] : held[k] / had[k];
    }
    normalise(cavity_.data(), sides_);
    const Potential& p = edges_[e].likelihood;
    const double outside = cavity_[factions_];
    for (std::size_t k = 0; k < factions_; ++k) {
      message_[k] =
          p.same * cavity_[k] + p.different * (1 - cavity_[k] - outside) + p.mixed * outside;
    }
    message_[factions_] = p.mixed * (1 - outside) + p.outside * outside;
    normalise(message_.data(), sides_);
    const double* told = told_.data() + out * sides_;
    double* next = next_.data() + out * sides_;
    double change = 0;
    for (std::size_t k = 0; k < sides_; ++k) {
      next[k] = kDamping * told[k] + (1 - kDamping) * message_[k];
      change = std::max(change, std::abs(next[k] - told[k]));
    }
    return change;
  }

  void gather() {
    for (std::size_t node = 0; node < fixed_.size(); ++node) {
      double* belief = beliefs_.data() + node * sides_;
      const bool known = fixed_[node] >= 0;
      std::fill(belief, belief + factions_, known ? 0.0 : 1.0);
      belief[factions_] = known ? 0.0 : 1.0 / static_cast<double>(factions_);
      if (known) belief[fixed_[node]] = 1.0;
    }
    for (std::size_t e = 0; e < edges_.size(); ++e) {
      take(edges_[e].b, 2 * e);
      take(edges_[e].a, 2 * e + 1);
    }
    for (std::size_t node = 0; node < fixed_.size(); ++node) {
      if (fixed_[node] < 0) normalise(beliefs_.data() + node * sides_, sides_);
    }
  }

  void take(std::size_t node, std::size_t message) {
    if (fixed_[node] >= 0) return;
    double* belief = beliefs_.data() + node * sides_;
    const double* told = told_.data() + message * sides_;
    double most = 0;
    for (std::size_t k = 0; k < sides_; ++k) most = std::max(most, belief[k] *= told[k]);
    if (most < std::numeric_limits<double>::min() / kFloor) normalise(belief, sides_);
  }

  const std::vector<BeliefEdge>& edges_;
  const std::vector<FactionId>& fixed_;
  std::size_t factions_;
  std::size_t sides_;
  std::vector<double> told_;  // two messages an edge: to b, to a
  std::vector<double> next_;
  std::vector<double> beliefs_;
  std::vector<double> cavity_;
  std::vector<double> message_;
};

}  // namespace

std::vector<double> propagate_beliefs(const std::vector<BeliefEdge>& edges,
                                      const std::vector<FactionId>& fixed, std::size_t factions) {
  return Propagation(edges, fixed, factions).run();
}

}  // namespace polyvocal::scoring
