#include "actors/form_trie.h"

#include <algorithm>
#include <compare>
#include <utility>

namespace polyvocal::naming {

FormTrie::FormTrie(const WordsOfForms& forms, std::vector<FormId> which, std::size_t words)
    : forms_(std::move(which)), at_root_(words, kRoot) {
  std::sort(forms_.begin(), forms_.end(), [&](FormId a, FormId b) {
    const auto left = forms.of(a);
    const auto right = forms.of(b);
    const auto order = std::lexicographical_compare_three_way(left.begin(), left.end(),
                                                              right.begin(), right.end());
    return std::is_eq(order) ? a < b : std::is_lt(order);
  });
  // Node by node: those that are still to be filled hold the forms that begin so.
  struct Open {
    std::uint32_t begin, end;
    std::size_t depth;
  };
  std::vector<Open> open = {{0, static_cast<std::uint32_t>(forms_.size()), 0}};
  for (std::size_t at = 0; at < open.size(); ++at) {
    const auto [begin, end, depth] = open[at];
    Node node;
    node.forms_begin = begin;
    std::uint32_t next = begin;
    while (next < end && forms.of(forms_[next]).size() == depth) ++next;
    node.forms_end = next;
    node.edges_begin = static_cast<std::uint32_t>(edges_.size());
    while (next < end) {
      const WordId word = forms.of(forms_[next])[depth];
      const std::uint32_t first = next;
      while (next < end && forms.of(forms_[next])[depth] == word) ++next;
      edges_.push_back({word, static_cast<std::uint32_t>(open.size())});
      open.push_back({first, next, depth + 1});
    }
    node.edges_end = static_cast<std::uint32_t>(edges_.size());
    nodes_.push_back(node);
  }
  for (std::uint32_t e = nodes_[kRoot].edges_begin; e < nodes_[kRoot].edges_end; ++e) {
    at_root_[edges_[e].word] = edges_[e].node;
  }
}

std::uint32_t FormTrie::child(std::uint32_t node, WordId word) const {
  if (node == kRoot) return at_root_[word];
  const auto first = edges_.begin() + nodes_[node].edges_begin;
  const auto last = edges_.begin() + nodes_[node].edges_end;
  const auto found =
      std::lower_bound(first, last, word, [](const Edge& edge, WordId w) { return edge.word < w; });
  return found != last && found->word == word ? found->node : kRoot;
}

}  // namespace polyvocal::naming
