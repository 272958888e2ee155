#include "word_hashes.h"

#include "text/words.h"

namespace polyvocal {
namespace {

/// ASCII letters and digits alone: no possessive, nothing to fold but capitals.
bool is_plain(std::span<const segmenting::ScanBlock> blocks, Span word) {
  const std::size_t size = word.size();
  if (size > 64) return false;
  const std::size_t block = word.begin / 64;
  const unsigned shift = word.begin % 64;
  const std::uint64_t wanted = ~std::uint64_t{0} >> (64 - size);
  std::uint64_t others = ~(blocks[block].word >> shift);
  if (shift + size > 64) others &= ~(blocks[block + 1].word << (64 - shift));
  return (others & wanted) == 0;
}

}  // namespace

std::span<const std::uint64_t> WordHashes::read(std::string_view text) {
  segmenting::scan_bytes(text, blocks_);
  words_.clear();
  segmenting::find_words(text, blocks_, words_);
  hashes_.resize(words_.size());
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const Span word = words_[i];
    const std::string_view bytes = text.substr(word.begin, word.size());
    if (!is_plain(blocks_, word)) {
      hashes_[i] = hasher_(bytes).hash;
    } else {
      hashes_[i] = word.begin + 8U <= text.size() ? matching::hash_readable(bytes)
                                                  : matching::hash_plain(bytes);
    }
  }
  return hashes_;
}

}  // namespace polyvocal
