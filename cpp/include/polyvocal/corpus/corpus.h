// The articles: immutable columns, texts in one block of memory.
// Built once by CorpusBuilder, then shared read-only between threads and with Python.
//
//   CorpusBuilder builder;
//   builder.add({.id = "a1", .outlet = "TASS", .text = "MOSCOW, April 6. ..."});
//   Corpus corpus = std::move(builder).finish();
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "polyvocal/core/strings.h"

namespace polyvocal {

/// Days since 1970-01-01 (proleptic Gregorian); kNoDate when unknown.
using Day = std::int32_t;
inline constexpr Day kNoDate = std::numeric_limits<Day>::min();

/// One article as it comes in. Views need to live only during CorpusBuilder::add.
struct Article {
  std::string_view id = {};      ///< unique, not empty
  std::string_view outlet = {};  ///< "" when unknown
  std::string_view agency = {};  ///< wire agency that wrote the text, "" when none or unknown
  Day date = kNoDate;
  std::string_view title = {};     ///< metadata; analysed only where it is part of `text`
  std::string_view language = {};  ///< BCP 47 ("en", "ar"), "" when unknown
  std::string_view text = {};      ///< UTF-8, at most 2^31 - 1 bytes; kept byte for byte
};

class Corpus {
 public:
  [[nodiscard]] std::size_t size() const { return ids.size(); }
  [[nodiscard]] std::string_view text(std::size_t doc) const {
    return {bytes.data() + offsets[doc], static_cast<std::size_t>(offsets[doc + 1] - offsets[doc])};
  }
  /// Total UTF-8 bytes of text.
  [[nodiscard]] std::uint64_t text_bytes() const { return offsets.back(); }

  StringColumn ids, titles;
  StringColumn outlet_names;            ///< distinct, sorted; "" is never one of them
  std::vector<std::int32_t> outlets;    ///< per document, index into outlet_names or -1
  StringColumn agency_names;            ///< distinct, sorted
  std::vector<std::int32_t> agencies;   ///< per document, or -1
  StringColumn language_names;          ///< distinct, sorted
  std::vector<std::int32_t> languages;  ///< per document, or -1
  std::vector<Day> dates;
  std::vector<std::uint8_t> ascii;        ///< 1 when the text is pure ASCII: bytes = code points
  std::vector<std::uint64_t> offsets{0};  ///< size() + 1, into bytes
  std::vector<char> bytes;                ///< all texts, then 64 zero bytes of padding
};

class CorpusBuilder {
 public:
  CorpusBuilder();
  CorpusBuilder(CorpusBuilder&&) noexcept;
  CorpusBuilder& operator=(CorpusBuilder&&) noexcept;
  ~CorpusBuilder();

  /// Room for so many more bytes of text, where it is to be had; saves copies while the corpus
  /// grows. Memory that stays unused costs nothing.
  void reserve(std::size_t text_bytes);
  /// @throws EncodingError when a field is not valid UTF-8 (names document and byte offset),
  ///         InputError when the id is empty or repeated, CapacityError when a text is too long.
  ///         A failed add leaves the builder as it was.
  void add(const Article& article);
  [[nodiscard]] std::size_t size() const;
  /// Bytes of text added so far.
  [[nodiscard]] std::uint64_t text_bytes() const;
  /// The corpus in the order of adding. The builder is empty afterwards.
  Corpus finish() &&;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The documents `docs` (indices, each at most once), in that order.
/// @throws InputError when an index is out of range or repeated.
Corpus subset(const Corpus& corpus, std::span<const std::uint32_t> docs);

/// For every document the index of the first document with the same text, byte for byte; its own
/// index when it is the first.
std::vector<std::uint32_t> first_of_same_text(const Corpus& corpus);

/// One block of bytes that from_bytes turns back into an equal corpus: magic, version, columns,
/// checksum. Equal corpora give equal bytes.
std::string to_bytes(const Corpus& corpus);
/// @throws InputError when the block is of another kind or version, cut off or damaged.
Corpus corpus_from_bytes(std::string_view block);

}  // namespace polyvocal
