#include "actors/matcher/words.h"

#include "text/utf8.h"

namespace polyvocal::matching {

using segmenting::Classed;
using segmenting::WordClass;

namespace {

bool is_letter_or_digit(WordClass kind) {
  return kind == WordClass::letter || kind == WordClass::digit;
}

// Does the sign between two characters of this kind make them one word?
bool joins(WordClass sign, WordClass kind) {
  if (!is_letter_or_digit(kind)) return false;
  if (sign == WordClass::mid_both) return true;
  return sign == (kind == WordClass::letter ? WordClass::mid_letter : WordClass::mid_number);
}

}  // namespace

Word TokenWords::at(std::size_t index) const {
  const Span token = tokens_[index];
  const auto hashed = hasher_(text_.substr(token.begin, token.size()));
  return {token.begin, token.end, token.begin + hashed.stem, static_cast<std::uint32_t>(index),
          hashed.hash};
}

bool TokenWords::next_start(Word& word) {
  for (; at_ < tokens_.size(); ++at_) {
    const auto byte = static_cast<std::uint8_t>(text_[tokens_[at_].begin]);
    if (first_ == nullptr || byte >= 0x80 || first_->has(byte)) {
      word = at(at_++);
      return true;
    }
  }
  return false;
}

bool TokenWords::next(const Word& left, NextWords /*wanted*/, Word& word, Gap& gap) const {
  const std::size_t index = std::size_t{left.index} + 1;
  if (index >= tokens_.size()) return false;
  gap = read_gap(text_, left.end, tokens_[index].begin,
                 text_.substr(left.begin, left.end - left.begin));
  if (!gap.passable) return false;
  word = at(index);
  return true;
}

bool ByteWords::next_far(const Word& left, Word& word, Gap& gap) {
  for (std::size_t at = left.end; at < text_.size() && at - left.end <= kLongestGap;) {
    const Classed c = reader_.look(at);
    if (c.kind == WordClass::hard) {
      hard_ = true;
      return false;
    }
    if (!is_letter_or_digit(c.kind) && c.kind != WordClass::extender) {
      at += c.size;
      continue;
    }
    if (read(at, word)) {
      gap = read_gap(text_, left.end, at, text_.substr(left.begin, left.end - left.begin));
      return gap.passable;
    }
    if (hard_) return false;
    at = reader_.read(at).end;  // underscores alone
  }
  return false;
}

// A word starts where none goes on: the character before is neither part of a word nor joined to
// one by a sign ("U.N", "3,5"). What shows nothing belongs to the character before it.
bool ByteWords::starts_far(std::size_t at) {
  const Classed here = reader_.look(at);
  if (here.kind == WordClass::hard) {
    hard_ = true;
    return false;
  }
  if (!is_letter_or_digit(here.kind) && here.kind != WordClass::extender) return false;
  WordClass sign = WordClass::other;
  while (at > 0) {
    at -= segmenting::previous_character(text_, at).size;
    const WordClass before = reader_.look(at).kind;
    if (before == WordClass::ignored) continue;
    const bool in_word = is_letter_or_digit(before) || before == WordClass::extender;
    if (sign != WordClass::other) return before != here.kind || !joins(sign, here.kind);
    if (in_word) return false;
    if (before == WordClass::other || before == WordClass::newline || before == WordClass::hard) {
      return true;
    }
    sign = before;
  }
  return true;
}

bool ByteWords::read_far(std::size_t at, std::size_t run, Word& word) {
  const segmenting::ReadWord found = reader_.read(at);
  hard_ = hard_ || found.hard;
  if (hard_ || !found.content) return false;
  if (found.end == run) return set_plain(at, run, word);
  const auto hashed = hasher_(text_.substr(at, found.end - at));
  word = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(found.end),
          static_cast<std::uint32_t>(at) + hashed.stem, 0, hashed.hash};
  return true;
}

}  // namespace polyvocal::matching
