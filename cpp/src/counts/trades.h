// Random matrices with the row and column sums of a given one, by trades between two documents.
//
//   Traders traders(named, strata);
//   TradeChain chain(named, traders, seed, 0);
//   const Incidence& first = chain.next();  // and so on
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/counts/permutation.h"
#include "polyvocal/stats/random.h"

namespace polyvocal {

/// Documents that can trade with each other.
struct Traders {
  /// @throws InputError for strata of the wrong length.
  Traders(const Incidence& named, std::span<const std::int32_t> strata);
  std::vector<std::vector<std::uint32_t>> groups;  // by stratum
};

/// A chain of matrices: five trades a document lead to the first, one to each that follows.
class TradeChain {
 public:
  TradeChain(const Incidence& named, const Traders& traders, std::uint64_t seed,
             std::uint32_t chain);

  /// The names of a document stand in no order.
  const Incidence& next();

 private:
  enum class Mark : std::uint8_t { none, in_b, in_both };

  void trade_in(std::size_t group, std::size_t trades);
  std::span<std::int32_t> row(std::uint32_t document);
  /// Deals out anew what only one of the two names; either keeps its size.
  void trade(std::span<std::int32_t> a, std::span<std::int32_t> b, Draws& draws);

  const Traders& traders_;
  Incidence state_;
  std::vector<Draws> draws_;  // per group
  std::vector<Mark> mark_;    // per node; all none between trades
  bool started_ = false;
};

}  // namespace polyvocal
