#include "polyvocal/corpus/offsets.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <string>

#include "polyvocal/core/error.h"

namespace polyvocal {

namespace {

constexpr std::size_t kBlock = 64;
constexpr std::size_t kRowsAtOnce = 1 << 14;

// A character starts at every byte that is not 10xxxxxx.
bool starts_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

// Characters that start in the first `size` <= 8 bytes at `data`.
std::uint32_t starts_in_word(const char* data, std::size_t size) {
  std::uint64_t word = 0x8080808080808080;  // what is not read counts as continuation
  std::memcpy(&word, data, size);
  const std::uint64_t continuation = (word >> 7) & ~(word >> 6) & 0x0101010101010101;
  return 8 - static_cast<std::uint32_t>(std::popcount(continuation));
}

std::uint32_t starts_in(const char* data, std::size_t size) {
  std::uint32_t count = 0;
  for (; size >= 8; data += 8, size -= 8) count += starts_in_word(data, 8);
  return size == 0 ? count : count + starts_in_word(data, size);
}

// One document's text with the number of characters before each block of 64 bytes.
class Checkpoints {
 public:
  void reset(std::string_view text) {
    text_ = text;
    before_.assign(1, 0);
  }

  std::uint32_t characters_before(std::size_t byte) {
    const std::size_t block = byte / kBlock;
    extend(block);
    return before_[block] + starts_in(text_.data() + block * kBlock, byte % kBlock);
  }

  // Byte where character `index` starts; text size for one past the last; npos beyond that.
  std::size_t byte_of(std::uint32_t index) {
    // ASCII puts character i at byte i, nothing puts it earlier: look from there on.
    while (before_.back() <= index && before_.size() * kBlock <= text_.size()) {
      extend(before_.size());
    }
    const auto after = std::upper_bound(before_.begin(), before_.end(), index);
    std::size_t at = static_cast<std::size_t>(after - before_.begin() - 1) * kBlock;
    std::uint32_t left = index - *(after - 1);
    for (; at < text_.size(); ++at) {
      if (!starts_character(text_[at])) continue;
      if (left == 0) return at;
      --left;
    }
    return left == 0 ? at : std::string_view::npos;
  }

 private:
  void extend(std::size_t block) {
    while (before_.size() <= block) {
      const std::size_t at = (before_.size() - 1) * kBlock;
      before_.push_back(before_.back() + starts_in(text_.data() + at, kBlock));
    }
  }

  std::string_view text_;
  std::vector<std::uint32_t> before_;
};

[[noreturn]] void fail(const Corpus& corpus, std::size_t doc, std::int64_t offset, const char* unit,
                       const char* problem) {
  throw InputError("document '" + std::string(corpus.ids[doc]) + "': " + unit + " offset " +
                   std::to_string(offset) + " is " + problem);
}

void check_sizes(std::size_t docs, std::size_t offsets) {
  if (docs == offsets) return;
  throw InputError("offsets: " + std::to_string(docs) + " documents but " +
                   std::to_string(offsets) + " offsets; give one document for each offset");
}

void check_document(const Corpus& corpus, std::size_t doc) {
  if (doc < corpus.size()) return;
  throw InputError("offsets: document index " + std::to_string(doc) +
                   " is out of range: the corpus has " + std::to_string(corpus.size()) +
                   " documents");
}

// Byte offsets of one document at a time.
class ToCodePoints {
 public:
  explicit ToCodePoints(const Corpus& corpus) : corpus_(corpus) {}

  void enter(std::size_t doc) {
    doc_ = doc;
    text_ = corpus_.text(doc);
    ascii_ = corpus_.ascii[doc] != 0;
    checkpoints_.reset(text_);
  }

  std::int32_t operator()(std::uint32_t byte) {
    if (byte > text_.size()) fail(corpus_, doc_, byte, "byte", "beyond the end of the text");
    if (ascii_) return static_cast<std::int32_t>(byte);
    if (byte < text_.size() && !starts_character(text_[byte])) {
      fail(corpus_, doc_, byte, "byte", "inside a character");
    }
    return static_cast<std::int32_t>(checkpoints_.characters_before(byte));
  }

 private:
  const Corpus& corpus_;
  std::size_t doc_ = 0;
  std::string_view text_;
  bool ascii_ = false;
  Checkpoints checkpoints_;
};

// Calls on_document(doc, begin, end) for each run of rows of one document.
template <class OnDocument>
void for_each_document(const Corpus& corpus, std::span<const std::uint32_t> docs,
                       OnDocument&& on_document) {
  for (std::size_t begin = 0; begin < docs.size();) {
    check_document(corpus, docs[begin]);
    std::size_t end = begin + 1;
    while (end < docs.size() && docs[end] == docs[begin]) ++end;
    on_document(docs[begin], begin, end);
    begin = end;
  }
}

}  // namespace

std::uint32_t count_characters(std::string_view text) {
  return starts_in(text.data(), text.size());
}

std::vector<std::int32_t> to_code_points(const Corpus& corpus, std::span<const std::uint32_t> docs,
                                         std::span<const std::uint32_t> bytes) {
  check_sizes(docs.size(), bytes.size());
  std::vector<std::int32_t> result(bytes.size());
  ToCodePoints convert(corpus);
  for_each_document(corpus, docs, [&](std::size_t doc, std::size_t begin, std::size_t end) {
    convert.enter(doc);
    for (std::size_t row = begin; row < end; ++row) result[row] = convert(bytes[row]);
  });
  return result;
}

CodePointSpans spans_to_code_points(const Corpus& corpus, std::span<const std::uint32_t> docs,
                                    std::span<const Span> spans, const Run& run) {
  check_sizes(docs.size(), spans.size());
  CodePointSpans result{.begins = std::vector<std::int32_t>(spans.size()),
                        .ends = std::vector<std::int32_t>(spans.size())};
  parallel_for(run, spans.size(), kRowsAtOnce, [&](std::size_t from, std::size_t to, int) {
    ToCodePoints convert(corpus);
    const auto sweep = [&](std::size_t doc, std::size_t begin, std::size_t end) {
      convert.enter(doc);
      for (std::size_t row = from + begin; row < from + end; ++row) {
        result.begins[row] = convert(spans[row].begin);
        result.ends[row] = convert(spans[row].end);
      }
    };
    for_each_document(corpus, docs.subspan(from, to - from), sweep);
  });
  return result;
}

std::vector<std::uint32_t> to_bytes(const Corpus& corpus, std::span<const std::uint32_t> docs,
                                    std::span<const std::int32_t> code_points) {
  check_sizes(docs.size(), code_points.size());
  std::vector<std::uint32_t> result(code_points.size());
  Checkpoints checkpoints;
  for_each_document(corpus, docs, [&](std::size_t doc, std::size_t begin, std::size_t end) {
    const std::string_view text = corpus.text(doc);
    const bool ascii = corpus.ascii[doc] != 0;
    checkpoints.reset(text);
    for (std::size_t row = begin; row < end; ++row) {
      const std::int32_t index = code_points[row];
      if (index < 0) fail(corpus, doc, index, "character", "negative");
      const std::size_t byte = ascii ? static_cast<std::size_t>(index)
                                     : checkpoints.byte_of(static_cast<std::uint32_t>(index));
      if (byte > text.size()) fail(corpus, doc, index, "character", "beyond the end of the text");
      result[row] = static_cast<std::uint32_t>(byte);
    }
  });
  return result;
}

}  // namespace polyvocal
