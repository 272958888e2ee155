#include "actors/spelling_trie.h"

#include <algorithm>
#include <numeric>

namespace polyvocal::naming {

namespace {

std::span<const std::uint8_t> ids_of(const Sounds& sounds) {
  return std::span(sounds.ids).first(sounds.size);
}

}  // namespace

SpellingTrie::SpellingTrie(std::span<const Sounds> words) : words_(words.size()) {
  std::iota(words_.begin(), words_.end(), 0U);
  std::sort(words_.begin(), words_.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto left = ids_of(words[a]);
    const auto right = ids_of(words[b]);
    if (std::equal(left.begin(), left.end(), right.begin(), right.end())) return a < b;
    return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end());
  });
  // Words without a sound are near to nothing.
  std::size_t begin = 0;
  while (begin < words_.size() && words[words_[begin]].size == 0) ++begin;
  add(words, begin, words_.size(), 0);
}

// Adds a node for each next sound of the words [begin, end), which agree in `depth` sounds.
void SpellingTrie::add(std::span<const Sounds> words, std::size_t begin, std::size_t end,
                       std::size_t depth) {
  while (begin < end) {
    const std::uint8_t sound = words[words_[begin]].ids[depth];
    std::size_t last = begin;
    std::size_t whole = begin;
    Node node;
    node.sound = sound;
    node.depth = static_cast<std::uint8_t>(depth + 1);
    node.least_size = kMostSounds;
    for (; last < end && words[words_[last]].ids[depth] == sound; ++last) {
      const Sounds& word = words[words_[last]];
      node.most_weight = std::max(node.most_weight, word.weight);
      node.least_size = std::min(node.least_size, word.size);
      node.most_size = std::max(node.most_size, word.size);
      if (word.size == depth + 1) whole = last + 1;
    }
    node.words_begin = static_cast<std::uint32_t>(begin);
    node.words_end = static_cast<std::uint32_t>(whole);
    const std::size_t at = nodes_.size();
    nodes_.push_back(node);
    add(words, whole, last, depth + 1);
    nodes_[at].end = static_cast<std::uint32_t>(nodes_.size());
    begin = last;
  }
}

}  // namespace polyvocal::naming
