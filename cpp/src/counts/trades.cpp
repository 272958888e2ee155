#include "trades.h"

#include <algorithm>
#include <string>
#include <utility>

#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

constexpr std::size_t kMixing = 5;   // trades a document until nothing of the start is left
constexpr std::size_t kBetween = 1;  // each document has been in two trades

}  // namespace

Traders::Traders(const Incidence& named, std::span<const std::int32_t> strata) {
  const std::size_t documents = named.begin.size() - 1;
  if (!strata.empty() && strata.size() != documents) {
    throw InputError("strata: " + std::to_string(strata.size()) + " given for " +
                     std::to_string(documents) + " documents");
  }
  for (std::size_t d = 0; d < documents; ++d) {
    if (named.begin[d] == named.begin[d + 1]) continue;  // no name: nothing to trade
    const std::int32_t stratum = strata.empty() ? 0 : strata[d];
    if (stratum < 0) continue;
    const auto group = static_cast<std::size_t>(stratum);
    if (group >= groups.size()) groups.resize(group + 1);
    groups[group].push_back(static_cast<std::uint32_t>(d));
  }
}

TradeChain::TradeChain(const Incidence& named, const Traders& traders, std::uint64_t seed,
                       std::uint32_t chain)
    : traders_(traders), state_(named), mark_(static_cast<std::size_t>(named.nodes), Mark::none) {
  for (std::size_t group = 0; group < traders.groups.size(); ++group) {
    draws_.emplace_back(seed, Purpose::permutation, chain, static_cast<std::uint32_t>(group));
  }
}

const Incidence& TradeChain::next() {
  const std::size_t trades = started_ ? kBetween : kMixing;
  started_ = true;
  for (std::size_t group = 0; group < traders_.groups.size(); ++group) {
    if (traders_.groups[group].size() > 1) {
      trade_in(group, trades * traders_.groups[group].size());
    }
  }
  return state_;
}

void TradeChain::trade_in(std::size_t group, std::size_t trades) {
  const auto& documents = traders_.groups[group];
  const auto size = static_cast<std::uint32_t>(documents.size());
  Draws& draws = draws_[group];
  for (std::size_t t = 0; t < trades; ++t) {
    const std::uint32_t first = draws.below(size);
    const std::uint32_t other = draws.below(size - 1);
    const std::uint32_t second = other < first ? other : other + 1;
    trade(row(documents[first]), row(documents[second]), draws);
  }
}

std::span<std::int32_t> TradeChain::row(std::uint32_t document) {
  const std::int64_t begin = state_.begin[document];
  return std::span(state_.items)
      .subspan(static_cast<std::size_t>(begin),
               static_cast<std::size_t>(state_.begin[document + 1] - begin));
}

void TradeChain::trade(std::span<std::int32_t> a, std::span<std::int32_t> b, Draws& draws) {
  if (a.size() > b.size()) std::swap(a, b);
  const auto mark = [&](std::int32_t node) -> Mark& {
    return mark_[static_cast<std::size_t>(node)];
  };
  for (const std::int32_t node : b) mark(node) = Mark::in_b;
  // What only one of the two names comes to its front.
  std::size_t only_a = 0;
  for (std::int32_t& node : a) {
    if (mark(node) == Mark::none) {
      std::swap(node, a[only_a++]);
    } else {
      mark(node) = Mark::in_both;
    }
  }
  std::size_t only_b = 0;
  for (std::int32_t& node : b) {
    const Mark found = std::exchange(mark(node), Mark::none);
    if (found == Mark::in_b) std::swap(node, b[only_b++]);
  }
  // Each of a's places takes one of what is left of both.
  for (std::size_t i = 0; i < only_a; ++i) {
    const std::size_t other = i + draws.below(static_cast<std::uint32_t>(only_a + only_b - i));
    std::swap(a[i], other < only_a ? a[other] : b[other - only_a]);
  }
}

Incidence shuffle_documents(const Incidence& named, const PermutationOptions& options,
                            std::uint32_t replicate) {
  const Traders traders(named, options.strata);
  TradeChain chain(named, traders, options.seed, replicate);
  Incidence shuffled = chain.next();
  for (std::size_t d = 0; d + 1 < shuffled.begin.size(); ++d) {
    std::sort(shuffled.items.begin() + shuffled.begin[d],
              shuffled.items.begin() + shuffled.begin[d + 1]);
  }
  return shuffled;
}

}  // namespace polyvocal
