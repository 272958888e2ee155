// What the whole corpus says of short and near spellings: how often each stands beside the full
// name of an actor, beside another first name, or alone. Gathered in a sweep of its own before any
// document is judged.
//
//   const CorpusEvidence evidence = gather_evidence(shared, run);
//   if (evidence.supports(key, actor)) ...
#pragma once

#include <cstdint>
#include <unordered_map>

#include "polyvocal/actors/knowledge.h"
#include "polyvocal/core/run.h"
#include "polyvocal/text/vocabulary.h"

namespace polyvocal::naming {

struct Shared;

/// What the whole corpus says of a spelling (or surname) and an actor, in documents. Sums:
/// independent of order.
struct CorpusEvidence {
  struct Count {
    std::uint32_t agree = 0;       ///< beside a first name of the actor
    std::uint32_t contradict = 0;  ///< beside another first name
    std::uint32_t seen = 0;        ///< the spelling occurs
    std::uint32_t with_actor = 0;  ///< and the actor is named too
  };
  std::unordered_map<std::uint64_t, Count> counts;

  static std::uint64_t id(KeyId key, ActorId actor) {
    return (static_cast<std::uint64_t>(key) << 32U) | static_cast<std::uint32_t>(actor);
  }
  [[nodiscard]] Count of(KeyId key, ActorId actor) const {
    const auto found = counts.find(id(key, actor));
    return found == counts.end() ? Count{} : found->second;
  }
  /// First names beside the spelling are mostly the actor's.
  [[nodiscard]] bool supports(KeyId key, ActorId actor) const {
    const Count count = of(key, actor);
    return count.agree > 0 && 2 * count.agree >= count.contradict;
  }
  /// First names beside the spelling are the actor's again and again.
  [[nodiscard]] bool known(KeyId key, ActorId actor) const {
    const Count count = of(key, actor);
    return count.agree >= 3 && count.agree >= 2 * count.contradict;
  }
  /// First names beside it are mostly another's.
  [[nodiscard]] bool opposes(KeyId key, ActorId actor) const {
    const Count count = of(key, actor);
    return count.contradict > 2 * count.agree;
  }
  /// It hardly occurs but where the actor is named in full.
  [[nodiscard]] bool bound(KeyId key, ActorId actor) const {
    const Count count = of(key, actor);
    return count.with_actor >= 3 && 10 * count.with_actor >= 9 * count.seen;
  }
  /// Four in five of many documents with it name the actor in full.
  [[nodiscard]] bool mostly(KeyId key, ActorId actor) const {
    const Count count = of(key, actor);
    return count.with_actor >= 10 && 5 * count.with_actor >= 4 * count.seen;
  }
  /// Of the longer names that it is part of nine in ten are the actor's, and it seldom stands where
  /// the actor is not named, or is much rarer than the full name.
  [[nodiscard]] bool owned(KeyId key, ActorId actor) const {
    const Count count = of(key, actor);
    return count.agree >= 10 && count.agree >= 9 * count.contradict &&
           (!independent(key, actor) || count.agree >= 3 * count.seen);
  }
  /// A large corpus has it mostly where the actor is not named.
  [[nodiscard]] bool elsewhere(KeyId key, ActorId actor) const {
    const Count count = of(key, actor);
    return count.seen >= 20 && 2 * count.with_actor < count.seen;
  }
  /// It often occurs where the actor does not: a word of its own, no spelling of the name.
  [[nodiscard]] bool independent(KeyId key, ActorId actor) const {
    const Count count = of(key, actor);
    return count.seen >= 3 && 5 * count.with_actor < 3 * count.seen;
  }
};

/// Same counts for any number of threads. `shared.evidence` is not looked at.
CorpusEvidence gather_evidence(const Shared& shared, const Run& run);

}  // namespace polyvocal::naming
