// The articles: immutable columns, texts in one block of memory.
// Built once by CorpusBuilder, then shared read-only between threads and with Python.
//
//   CorpusBuilder builder;
//   builder.add({.id = "a1", .outlet = "TASS", .text = "MOSCOW, April 6. ..."});
//   Corpus corpus = std::move(builder).finish();
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "polyvocal/core/strings.h"

namespace polyvocal {

/// Days since 1970-01-01 (proleptic Gregorian); kNoDate when unknown.
using Day = std::int32_t;
inline constexpr Day kNoDate = std::numeric_limits<Day>::min();

/// One article as it comes in. Views need to live only during CorpusBuilder::add.
struct Article {
  std::string_view id;        ///< unique, not empty
  std::string_view outlet;    ///< "" when unknown
  std::string_view agency;    ///< wire agency that wrote the text, "" when none or unknown
  Day date = kNoDate;
  std::string_view title;     ///< metadata; analysed only where it is part of `text`
  std::string_view language;  ///< BCP 47 ("en", "ar"), "" when unknown
  std::string_view text;      ///< UTF-8, at most 2^31 bytes; kept byte for byte
};

class Corpus {
 public:
  [[nodiscard]] std::size_t size() const { return ids.size(); }
  [[nodiscard]] std::string_view text(std::size_t doc) const {
    return {bytes.data() + offsets[doc],
            static_cast<std::size_t>(offsets[doc + 1] - offsets[doc])};
  }
  /// Total UTF-8 bytes of text.
  [[nodiscard]] std::uint64_t text_bytes() const { return offsets.back(); }

  StringColumn ids, titles;
  StringColumn outlet_names;                 ///< distinct, sorted; "" is never one of them
  std::vector<std::int32_t> outlets;         ///< per document, index into outlet_names or -1
  StringColumn agency_names;                 ///< distinct, sorted
  std::vector<std::int32_t> agencies;        ///< per document, or -1
  StringColumn language_names;               ///< distinct, sorted
  std::vector<std::int32_t> languages;       ///< per document, or -1
  std::vector<Day> dates;
  std::vector<std::uint8_t> ascii;           ///< 1 when the text is pure ASCII: bytes = code points
  std::vector<std::uint64_t> offsets{0};     ///< size() + 1, into bytes
  std::vector<char> bytes;                   ///< all texts, then 64 zero bytes of padding
};

class CorpusBuilder {
 public:
  /// @throws EncodingError when a field is not valid UTF-8 (names document and byte offset),
  ///         InputError when the id is empty or repeated, CapacityError when a text is too long.
  ///         A failed add leaves the builder as it was.
  void add(const Article& article);
  [[nodiscard]] std::size_t size() const { return corpus_.ids.size(); }
  /// The corpus in the order of adding. The builder is empty afterwards.
  Corpus finish() &&;

 private:
  Corpus corpus_;
  // id -> seen, name -> index tables live in corpus.cpp's implementation type
  struct Names;
  std::vector<std::uint64_t> id_hash_table_;  // open addressing over ids; see corpus.cpp
};

}  // namespace polyvocal
