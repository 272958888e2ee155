// The words for parties and their members, made from the names of the actors file. Private to the
// stance stage.
//
//   PartyWords words(knowledge);   // with an actor "Democratic Party"
//   words.party("Democrat");       // its place in words.targets(), as "Democratic", "Democrats"
//   words.marked("D");             // the same, unless another party begins with D
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "polyvocal/actors/knowledge.h"

namespace polyvocal::scoring {

/// An actor or a faction, never both.
struct PartyTarget {
  ActorId actor = -1;
  FactionId faction = -1;
};

class PartyWords {
 public:
  static constexpr std::int32_t kNoParty = -1;

  explicit PartyWords(const Knowledge& knowledge);

  [[nodiscard]] const std::vector<PartyTarget>& targets() const { return targets_; }
  /// The party of a member's word or an adjective, in the case it is written in names.
  [[nodiscard]] std::int32_t party(std::string_view word) const;
  /// The only party that these letters stand for.
  [[nodiscard]] std::int32_t marked(std::string_view letters) const;
  /// Calls use(word) for every word of a party.
  template <class Use>
  void each_word(Use&& use) const {
    for (const auto& [word, party] : words_) use(std::string_view(word));
  }

 private:
  void add(std::string_view name, std::int32_t party);
  void add_word(std::string word, std::int32_t party);

  std::vector<PartyTarget> targets_;
  std::unordered_map<std::string, std::int32_t> words_;
};

}  // namespace polyvocal::scoring
