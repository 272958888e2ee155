// The words of a text as the matcher reads them: lazily from the bytes, or from a list of tokens.
// Both have the same two functions:
//
//   bool next_start(Word& word);                          // where a name may begin, in order
//   // the word after another; maybe none when it begins with what `wanted` rules out
//   bool next(const Word& left, NextWords wanted, Word& word, Gap& gap);
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <string_view>

#include "actors/matcher/gap.h"
#include "actors/matcher/name_scan.h"
#include "actors/matcher/prefix_table.h"
#include "actors/matcher/start_filter.h"
#include "actors/matcher/word_hash.h"
#include "polyvocal/core/span.h"
#include "text/word_reader.h"

namespace polyvocal::matching {

struct Word {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t stem_end = 0;  ///< without the possessive ending
  std::uint32_t index = 0;     ///< among the tokens, where there are any
  WordHash hash = 0;
};

/// Over the tokens of a text.
class TokenWords {
 public:
  /// Names begin at ASCII characters of `first` or at others only; nullptr: anywhere.
  TokenWords(std::string_view text, std::span<const Span> tokens, const FirstBytes* first,
             WordHasher& hasher)
      : text_(text), tokens_(tokens), first_(first), hasher_(hasher) {}

  bool next_start(Word& word);
  bool next(const Word& left, NextWords wanted, Word& word, Gap& gap) const;
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] Word at(std::size_t index) const;

 private:
  std::string_view text_;
  std::span<const Span> tokens_;
  const FirstBytes* first_;
  WordHasher& hasher_;
  std::size_t at_ = 0;
};

/// Over the bytes of a text: reads only words at which a name may begin, and those behind them.
/// Gives up at a character that needs the full rules; then hard() is true, and all that was found
/// is to be thrown away.
class ByteWords {
 public:
  ByteWords(std::string_view text, std::span<const NameBlock> blocks, const StartFilter& starts,
            const FirstBytes& signs, WordHasher& hasher)
      : text_(text),
        blocks_(blocks),
        starts_(starts),
        signs_(signs),
        reader_(text, blocks),
        hasher_(hasher) {
    if (!blocks_.empty()) left_ = blocks_[0].start;
  }

  bool next_start(Word& word) {
    while (!hard_) {
      while (left_ == 0) {
        if (++block_ >= blocks_.size()) return false;
        left_ = blocks_[block_].start;
      }
      const std::size_t at = block_ * 64 + static_cast<std::size_t>(std::countr_zero(left_));
      left_ &= left_ - 1;
      if (may_start(at) && starts(at) && read(at, word)) return true;
    }
    return false;
  }
  bool next(const Word& left, NextWords wanted, Word& word, Gap& gap) {
    const std::size_t at = std::size_t{left.end} + 1;
    if (at < text_.size() && text_[left.end] == ' ' && is_plain(at)) {
      if (!wanted.allows(text_[at])) return false;
      gap = kJoined;
      return read(at, word);
    }
    return may_pass(left) && next_far(left, word, gap);
  }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] bool hard() const { return hard_; }

 private:
  [[nodiscard]] bool is_plain(std::size_t at) const {
    return (blocks_[at / 64].word >> at % 64 & 1U) != 0;
  }
  // Four letters in a row can be asked for; words with fewer or others are let through.
  [[nodiscard]] bool may_start(std::size_t at) const {
    if ((blocks_[block_].word >> at % 64 & 0xFU) != 0xFU) return true;
    return starts_.has(StartFilter::read(text_.data() + at));
  }
  // Mostly a comma or the stop of a sentence, which no name has behind its first word.
  [[nodiscard]] bool may_pass(const Word& left) const {
    if (left.end == text_.size()) return false;
    const auto c = static_cast<std::uint8_t>(text_[left.end]);
    if (c <= ' ' || c == '-' || c >= 0x7F || signs_.has(c)) return true;
    return c == '.' && left.end - left.begin <= 4 * kLongestAbbreviation;
  }
  bool next_far(const Word& left, Word& word, Gap& gap);
  // Does a word start at this letter, digit or underscore, or whatever it is?
  bool starts(std::size_t at) {
    if (static_cast<unsigned char>(text_[at]) < 0x80 && (at == 0 || text_[at - 1] == ' ')) {
      return true;
    }
    return starts_far(at);
  }
  bool starts_far(std::size_t at);
  // The word from `at` on; false when it is none.
  bool read(std::size_t at, Word& word) {
    const std::size_t end = segmenting::end_of_word(blocks_, at);
    if (end > at && reader_.ends_plainly(end)) return set_plain(at, end, word);
    return read_far(at, end, word);
  }
  bool read_far(std::size_t at, std::size_t run, Word& word);
  bool set_plain(std::size_t at, std::size_t end, Word& word) {
    const std::string_view plain = text_.substr(at, end - at);
    word = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end),
            static_cast<std::uint32_t>(end), 0,
            at + 8 <= text_.size() ? hash_readable(plain) : hash_plain(plain)};
    return true;
  }

  std::string_view text_;
  std::span<const NameBlock> blocks_;
  const StartFilter& starts_;
  const FirstBytes& signs_;
  segmenting::WordReader<NameBlock> reader_;
  WordHasher& hasher_;
  std::size_t block_ = 0;
  std::uint64_t left_ = 0;
  bool hard_ = false;
};

}  // namespace polyvocal::matching
