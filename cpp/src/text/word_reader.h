// One word of a text by the fast path of the word rules, read from its first character. Blocks are
// anything with a bit mask `word` of ASCII letters and digits, one for each 64 bytes of the text.
//
//   const WordReader<ScanBlock> reader(text, blocks);
//   const ReadWord word = reader.read(at);  // word.end, word.content, word.hard
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "text/unicode.h"

namespace polyvocal::segmenting {

struct Classed {
  WordClass kind = WordClass::other;
  std::uint32_t size = 1;
};

struct ReadWord {
  std::size_t end = 0;
  bool content = false;  ///< false for underscores alone, which are no word
  bool hard = false;     ///< runs into a character that needs the full rules; `end` says nothing
};

/// The next position at or after `at` whose bit is not set in Block::word; the end of the last
/// block when all are.
template <class Block>
std::size_t end_of_word(std::span<const Block> blocks, std::size_t at) {
  std::size_t block = at / 64;
  std::uint64_t open = ~blocks[block].word >> at % 64;
  if (open != 0) return at + static_cast<std::size_t>(std::countr_zero(open));
  for (++block; block < blocks.size(); ++block) {
    open = ~blocks[block].word;
    if (open != 0) return block * 64 + static_cast<std::size_t>(std::countr_zero(open));
  }
  return blocks.size() * 64;
}

/// Class of the character that starts at `at`; `other` behind the end.
inline Classed class_at(const WordClasses& classes, std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto byte = [&](std::size_t i) -> std::uint32_t {
    return static_cast<std::uint8_t>(text[i]);
  };
  const std::uint32_t a = byte(at);
  if (a < 0x80) return {classes[a], 1};
  if (a < 0xE0) return {classes[(a & 0x1FU) << 6U | (byte(at + 1) & 0x3FU)], 2};
  if (a > 0xE2) return {WordClass::hard, 1};
  return {classes[(a & 0x0FU) << 12U | (byte(at + 1) & 0x3FU) << 6U | (byte(at + 2) & 0x3FU)], 3};
}

template <class Block>
class WordReader {
 public:
  WordReader(std::string_view text, std::span<const Block> blocks)
      : text_(text), blocks_(blocks), classes_(word_classes()) {}

  [[nodiscard]] Classed look(std::size_t at) const { return class_at(classes_, text_, at); }

  /// Does a word of ASCII letters and digits whose run ends at `end` end there, too? False when it
  /// takes a closer look to know.
  [[nodiscard]] bool ends_plainly(std::size_t end) const {
    if (end == text_.size() || text_[end] == ' ') return true;
    const auto sign = static_cast<std::uint8_t>(text_[end]);
    if (sign >= 0x80) return false;
    const WordClass kind = classes_[sign];
    if (kind == WordClass::other || kind == WordClass::newline) return true;
    if (kind == WordClass::extender) return false;
    if (end + 1 == text_.size()) return true;
    const auto next = static_cast<std::uint8_t>(text_[end + 1]);  // "word, ", "word. "
    return next < 0x80 && classes_[next] != WordClass::letter && classes_[next] != WordClass::digit;
  }

  /// The word that starts with the letter, digit or underscore at `begin`.
  [[nodiscard]] ReadWord read(std::size_t begin) const {
    ReadWord word{.end = begin};
    WordClass last = WordClass::extender;
    while (word.end < text_.size()) {
      const std::size_t run = word.end;
      word.end = end_of_word(blocks_, run);
      if (word.end > run) {
        last = classes_[static_cast<std::uint8_t>(text_[word.end - 1])];
        word.content = true;
        if (word.end == text_.size() || text_[word.end] == ' ') break;
      }
      const Classed c = look(word.end);
      if (c.kind == WordClass::letter || c.kind == WordClass::digit) {
        last = c.kind;
        word.content = true;
      } else if (c.kind == WordClass::extender) {
        last = c.kind;
      } else if (c.kind == WordClass::hard) {
        word.hard = true;
        break;
      } else if (c.kind != WordClass::ignored) {
        const std::size_t joined = join(word.end, c, last);
        if (joined == 0) break;
        word.end = joined;
        continue;
      }
      word.end += c.size;
    }
    return word;
  }

 private:
  // Position of the letter or digit that the sign at `at` joins to the one before; 0 when it ends
  // the word.
  [[nodiscard]] std::size_t join(std::size_t at, Classed sign, WordClass last) const {
    const bool joins = (last == WordClass::letter &&
                        (sign.kind == WordClass::mid_letter || sign.kind == WordClass::mid_both)) ||
                       (last == WordClass::digit &&
                        (sign.kind == WordClass::mid_number || sign.kind == WordClass::mid_both));
    if (!joins) return 0;
    std::size_t next = at + sign.size;
    while (next < text_.size()) {
      const Classed c = look(next);
      if (c.kind == WordClass::hard) return next;  // let read() give the word up
      if (c.kind != WordClass::ignored) return c.kind == last ? next : 0;
      next += c.size;
    }
    return 0;
  }

  std::string_view text_;
  std::span<const Block> blocks_;
  const WordClasses& classes_;
};

}  // namespace polyvocal::segmenting
