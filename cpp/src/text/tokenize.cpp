#include "polyvocal/text/tokenize.h"

#include <bit>
#include <cstddef>
#include <cstdint>

#include "text/unicode.h"
#include "text/word_reader.h"
#include "text/words.h"

namespace polyvocal {
namespace {

using segmenting::Classed;
using segmenting::end_of_word;
using segmenting::ReadWord;
using segmenting::ScanBlock;
using segmenting::WordClass;

// Length of the line break that starts at this byte, 0 when none does.
std::size_t newline_size(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  if (byte(at) >= 0x0A && byte(at) <= 0x0D) return 1;
  if (byte(at) == 0xC2 && byte(at + 1) == 0x85) return 2;
  if (byte(at) == 0xE2 && byte(at + 1) == 0x80 && (byte(at + 2) & 0xFEU) == 0xA8) return 3;
  return 0;
}

// Walks the text once, from one start of a word or event to the next. Words found in a line are
// kept as long as the line has no `hard` character; one such character sends the whole line to ICU.
class Scanner {
 public:
  Scanner(std::string_view text, std::span<const ScanBlock> blocks, std::vector<Span>& out,
          std::vector<std::uint32_t>* odd)
      : bytes_(reinterpret_cast<const std::uint8_t*>(text.data())),
        text_(text),
        blocks_(blocks),
        out_(out),
        odd_(odd),
        reader_(text, blocks),
        line_words_(out.size()) {}

  void run() {
    std::uint64_t before = 0;  // 1 when the block before ends in a word
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const bool last = i + 1 == blocks_.size();
      Bits bits = bits_of(blocks_[i], before, last ? ScanBlock{} : blocks_[i + 1]);
      before = blocks_[i].word >> 63U;
      while (at_ < 64 * (i + 1) && advance(64 * i, bits)) {
      }
    }
  }

 private:
  // Of one block: where words of ASCII letters and digits begin and end, where something else
  // happens, and where a sign behind a word may join it to what follows.
  struct Bits {
    std::uint64_t begins = 0;
    std::uint64_t ends = 0;
    std::uint64_t events = 0;
    std::uint64_t joints = 0;
  };

  static Bits bits_of(const ScanBlock& block, std::uint64_t before, const ScanBlock& next) {
    const std::uint64_t behind_word = block.word << 1U | before;
    const std::uint64_t any = block.word | block.event;
    const std::uint64_t any_next = any >> 1U | (next.word | next.event) << 63U;
    const std::uint64_t ends = ~block.word & behind_word;
    return {block.word & ~behind_word, ends, block.event, ends & block.joint & any_next};
  }

  // From at_ on: takes all words that end plainly in the block, up to one that does not or to an
  // event, and deals with that. False when nothing is left in the block.
  bool advance(std::size_t base, const Bits& bits) {
    const std::uint64_t rest = at_ > base ? ~std::uint64_t{0} << (at_ - base) : ~std::uint64_t{0};
    std::uint64_t begins = bits.begins & rest;
    std::uint64_t ends = bits.ends & rest << 1U;  // one at at_ is that of the word before
    const std::uint64_t stops = (bits.events & rest) | (bits.joints & ends);
    const std::uint64_t clear = (stops & (~stops + 1)) - 1;  // below the first; all without one
    begins &= clear;
    ends &= clear;
    const auto count = static_cast<std::size_t>(std::popcount(ends));
    out_.resize(out_.size() + count);
    for (Span* word = out_.data() + (out_.size() - count); ends != 0; ++word) {
      word->begin = static_cast<std::uint32_t>(base) + lowest(begins);
      word->end = static_cast<std::uint32_t>(base) + lowest(ends);
      begins &= begins - 1;
      ends &= ends - 1;
    }
    if (begins != 0) {  // a word that goes on behind the stop or the block
      at_ = base + lowest(begins);
      if (!plain_word()) step();
    } else if (stops != 0) {
      at_ = base + lowest(stops);
      step();
    } else {
      return false;
    }
    return true;
  }

  static std::uint32_t lowest(std::uint64_t bits) {
    return static_cast<std::uint32_t>(std::countr_zero(bits));
  }

  // A word of ASCII letters and digits that ends with them, as most do.
  bool plain_word() {
    const std::size_t end = end_of_word(blocks_, at_);
    if (!reader_.ends_plainly(end)) return false;
    out_.push_back({static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end)});
    at_ = end;
    return true;
  }

  // Deals with what stands at at_, whatever it is.
  void step() {
    const Classed c = reader_.look(at_);
    switch (c.kind) {
      case WordClass::letter:
      case WordClass::digit:
      case WordClass::extender:
        if (!word()) hard_line();
        break;
      case WordClass::newline:
        at_ += c.size;
        start_line();
        break;
      case WordClass::hard:
        hard_line();
        break;
      default:
        at_ += c.size;
    }
  }

  void start_line() {
    line_ = at_;
    line_words_ = out_.size();
  }

  void hard_line() {
    std::size_t end = at_;
    while (end < text_.size() && newline_size(text_, end) == 0) ++end;
    out_.resize(line_words_);
    segmenting::icu_words(text_.substr(line_, end - line_), static_cast<std::uint32_t>(line_),
                          out_);
    note_odd(line_words_);
    at_ = end < text_.size() ? end + newline_size(text_, end) : end;
    start_line();
  }

  // False when the word runs into a hard character.
  bool word() {
    const ReadWord word = reader_.read(at_);
    if (word.hard) return false;
    if (word.content) {
      out_.push_back({static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(word.end)});
      note_odd(out_.size() - 1);
    }
    at_ = word.end;
    return true;
  }

  // All words from row `first` on, in place of what was noted of them before.
  void note_odd(std::size_t first) {
    if (odd_ == nullptr) return;
    while (!odd_->empty() && odd_->back() >= first) odd_->pop_back();
    for (std::size_t i = first; i < out_.size(); ++i)
      odd_->push_back(static_cast<std::uint32_t>(i));
  }

  const std::uint8_t* bytes_;
  std::string_view text_;
  std::span<const ScanBlock> blocks_;
  std::vector<Span>& out_;
  std::vector<std::uint32_t>* odd_;
  segmenting::WordReader<ScanBlock> reader_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  std::size_t line_words_;
};

}  // namespace

void segmenting::find_words(std::string_view text, std::span<const ScanBlock> blocks,
                            std::vector<Span>& out, std::vector<std::uint32_t>* odd) {
  Scanner(text, blocks, out, odd).run();
}

void tokenize(std::string_view text, std::vector<Span>& out, const TokenizeOptions& options) {
  if (!options.force_icu) {
    std::vector<ScanBlock> blocks;
    segmenting::scan_bytes(text, blocks);
    segmenting::find_words(text, blocks, out);
    return;
  }
  // Line by line, as the fast path hands lines over.
  for (std::size_t line = 0; line < text.size();) {
    std::size_t end = line;
    while (end < text.size() && newline_size(text, end) == 0) ++end;
    segmenting::icu_words(text.substr(line, end - line), static_cast<std::uint32_t>(line), out);
    line = end + (end < text.size() ? newline_size(text, end) : 0);
  }
}

}  // namespace polyvocal
