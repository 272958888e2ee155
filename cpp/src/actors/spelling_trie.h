// Words as a trie of their sounds, for finding all that are near to one word without comparing it
// with each: words that begin alike share their rows of the edit table, and a beginning that is
// already too far off ends the search below it. Exact: nothing within the limit is missed.
//
//   SpellingTrie trie(words);
//   trie.walk([&](const SpellingTrie::Node& node) { return may_still_be_near(node); });
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "actors/spelling.h"

namespace polyvocal::naming {

class SpellingTrie {
 public:
  /// A beginning of one word or more. In preorder: what begins with it follows it up to `end`.
  struct Node {
    std::uint32_t end = 0;
    std::uint32_t words_begin = 0;  ///< that are this whole; see words()
    std::uint32_t words_end = 0;
    std::uint16_t most_weight = 0;  ///< of the words that begin so
    std::uint8_t sound = 0;
    std::uint8_t depth = 0;  ///< sounds
    std::uint8_t least_size = 0, most_size = 0;
  };

  SpellingTrie() = default;
  explicit SpellingTrie(std::span<const Sounds> words);

  [[nodiscard]] bool empty() const { return nodes_.empty(); }
  [[nodiscard]] std::span<const std::uint32_t> words(const Node& node) const {
    return std::span(words_).subspan(node.words_begin, node.words_end - node.words_begin);
  }

  /// Calls `enter(node)` for each node in preorder; false leaves out all that begins so.
  template <typename Enter>
  void walk(const Enter& enter) const {
    for (std::size_t i = 0; i < nodes_.size();) {
      i = enter(nodes_[i]) ? i + 1 : nodes_[i].end;
    }
  }

 private:
  void add(std::span<const Sounds> words, std::size_t begin, std::size_t end, std::size_t depth);

  std::vector<Node> nodes_;
  std::vector<std::uint32_t> words_;  ///< sorted by sounds
};

}  // namespace polyvocal::naming
