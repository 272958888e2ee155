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
  Scanner(std::string_view text, std::span<const ScanBlock> blocks, std::vector<Span>& out)
      : bytes_(reinterpret_cast<const std::uint8_t*>(text.data())),
        text_(text),
        blocks_(blocks),
        out_(out),
        reader_(text, blocks),
        line_words_(out.size()) {}

  void run() {
    std::uint64_t before = 0;  // 1 when the block before ends in a word
    for (std::size_t block = 0; block < blocks_.size(); ++block) {
      const std::uint64_t word = blocks_[block].word;
      std::uint64_t stops = (word & ~(word << 1U | before)) | blocks_[block].event;
      before = word >> 63U;
      for (; stops != 0; stops &= stops - 1) {
        const std::size_t at = block * 64 + static_cast<std::size_t>(std::countr_zero(stops));
        if (at < at_) continue;  // inside a word or line that has been dealt with
        at_ = at;
        if ((word >> at % 64 & 1U) == 0 || !plain_word()) step();
      }
    }
  }

 private:
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
    at_ = end < text_.size() ? end + newline_size(text_, end) : end;
    start_line();
  }

  // False when the word runs into a hard character.
  bool word() {
    const ReadWord word = reader_.read(at_);
    if (word.hard) return false;
    if (word.content) {
      out_.push_back({static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(word.end)});
    }
    at_ = word.end;
    return true;
  }

  const std::uint8_t* bytes_;
  std::string_view text_;
  std::span<const ScanBlock> blocks_;
  std::vector<Span>& out_;
  segmenting::WordReader<ScanBlock> reader_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  std::size_t line_words_;
};

}  // namespace

void segmenting::find_words(std::string_view text, std::span<const ScanBlock> blocks,
                            std::vector<Span>& out) {
  Scanner(text, blocks, out).run();
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
