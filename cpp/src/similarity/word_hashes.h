// The words of a text as hashes of their keys, read straight from the bytes: for what needs no
// sentences. Spellings of one key ("Haftar's", "HAFTAR") have one hash, the same in every corpus.
//
//   WordHashes reader;
//   for (const std::uint64_t word : reader.read(text)) use(word);
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "actors/matcher/word_hash.h"
#include "polyvocal/core/span.h"
#include "text/byte_scan.h"

namespace polyvocal {

/// For one thread; what it returns is valid until the next call.
class WordHashes {
 public:
  /// One hash a word, in order; `text` is valid UTF-8.
  std::span<const std::uint64_t> read(std::string_view text);

  /// The words of the last text, parallel to the hashes.
  [[nodiscard]] std::span<const Span> words() const { return words_; }

 private:
  matching::WordHasher hasher_;
  std::vector<segmenting::ScanBlock> blocks_;
  std::vector<Span> words_;
  std::vector<std::uint32_t> odd_;  // words of more than ASCII letters and digits
  std::vector<std::uint64_t> hashes_;
};

}  // namespace polyvocal
