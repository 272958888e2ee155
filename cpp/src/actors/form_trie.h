// Forms as a trie of their words: what may follow the words read so far, and which forms they are.
//
//   FormTrie trie(words_of_forms, forms, words);
//   std::uint32_t node = trie.child(FormTrie::kRoot, first);
//   for (FormId form : trie.forms(node)) ...
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "actors/near_words.h"

namespace polyvocal::naming {

using FormId = std::uint32_t;

/// The words of forms, one form after the other.
struct WordsOfForms {
  std::vector<std::uint32_t> begins = {0};  ///< per form + 1
  std::vector<WordId> words;

  [[nodiscard]] std::size_t size() const { return begins.size() - 1; }
  [[nodiscard]] std::span<const WordId> of(FormId form) const {
    return std::span(words).subspan(begins[form], begins[form + 1] - begins[form]);
  }
  void end_form() { begins.push_back(static_cast<std::uint32_t>(words.size())); }
};

class FormTrie {
 public:
  static constexpr std::uint32_t kRoot = 0;

  FormTrie() = default;
  /// Of the forms `which`. `words`: how many distinct words there are. Forms have at least one.
  FormTrie(const WordsOfForms& forms, std::vector<FormId> which, std::size_t words);

  /// The node that a word leads to, kRoot for none.
  [[nodiscard]] std::uint32_t child(std::uint32_t node, WordId word) const;
  /// Can the words be continued?
  [[nodiscard]] bool has_children(std::uint32_t node) const {
    return nodes_[node].edges_begin != nodes_[node].edges_end;
  }
  /// Forms that end at a node, ascending.
  [[nodiscard]] std::span<const FormId> forms(std::uint32_t node) const {
    return std::span(forms_).subspan(nodes_[node].forms_begin,
                                     nodes_[node].forms_end - nodes_[node].forms_begin);
  }

 private:
  struct Edge {
    WordId word = 0;
    std::uint32_t node = 0;
  };
  struct Node {
    std::uint32_t edges_begin = 0, edges_end = 0;
    std::uint32_t forms_begin = 0, forms_end = 0;
  };

  std::vector<Node> nodes_;
  std::vector<Edge> edges_;             ///< by node, ascending by word
  std::vector<FormId> forms_;           ///< by their words
  std::vector<std::uint32_t> at_root_;  ///< per word: child of the root
};

}  // namespace polyvocal::naming
