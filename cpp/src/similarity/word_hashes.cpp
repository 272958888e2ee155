#include "word_hashes.h"

#include "text/words.h"

namespace polyvocal {
std::span<const std::uint64_t> WordHashes::read(std::string_view text) {
  segmenting::scan_bytes(text, blocks_);
  words_.clear();
  odd_.clear();
  segmenting::find_words(text, blocks_, words_, &odd_);
  hashes_.resize(words_.size());
  // All as if they were plain, without a branch, and the few others again.
  const Span* const words = words_.data();
  std::uint64_t* const hashes = hashes_.data();
  std::size_t readable = words_.size();
  while (readable > 0 && words[readable - 1].begin + 8U > text.size()) --readable;
  for (std::size_t i = 0; i < readable; ++i) {
    hashes[i] = matching::hash_readable(text.substr(words[i].begin, words[i].size()));
  }
  for (std::size_t i = readable; i < words_.size(); ++i) {
    hashes[i] = matching::hash_plain(text.substr(words[i].begin, words[i].size()));
  }
  for (const std::uint32_t i : odd_) {
    hashes[i] = hasher_(text.substr(words[i].begin, words[i].size())).hash;
  }
  return hashes_;
}

}  // namespace polyvocal
