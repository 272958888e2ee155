// Segmentation of a corpus: paragraphs with regions, sentences, quotations, word tokens.
// All arrays are flat over the corpus; doc_*[d] .. doc_*[d + 1] are the rows of document d.
// Sentences partition the tokens of a document; a token outside every sentence does not exist.
//
//   Segments s = segment(corpus, run);
//   for (SentenceId i = s.doc_sentences[d]; i < s.doc_sentences[d + 1]; ++i) use(s.sentences[i]);
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/core/span.h"
#include "polyvocal/corpus/corpus.h"
#include "polyvocal/text/vocabulary.h"

namespace polyvocal {

using TokenId = std::uint32_t;      ///< index into Segments::tokens
using SentenceId = std::uint32_t;   ///< index into Segments::sentences
using ParagraphId = std::uint32_t;  ///< index into Segments::paragraphs

/// What part of an article a stretch of text is. Counts and stance use headline and body by
/// default.
enum class Region : std::uint8_t {
  headline,
  summary,   ///< lead or standfirst that the body repeats (word for word or nearly)
  dateline,  ///< "MOSCOW, April 6. /TASS/."
  byline,    ///< "AP , Tuesday 29 Sep 2020"
  caption,   ///< "File photo from AFP: ..."
  subhead,
  slate,  ///< speaker line in capitals before a statement
  body,
  boilerplate,  ///< navigation, sharing, subscription; what an outlet repeats in many articles
  note,         ///< "*This story was edited by ..."
};
inline constexpr int kRegionCount = 10;
std::string_view region_name(Region region);

struct Token {
  std::uint32_t begin = 0;  ///< byte offset in its document
  TypeId type = 0;
};

struct Sentence {
  Span span;                ///< without surrounding white space
  TokenId token_begin = 0;  ///< its tokens end where the next sentence's begin
  ParagraphId paragraph = 0;
  Region region = Region::body;
  bool complete = true;  ///< false when the text breaks off inside it
};

struct Paragraph {
  Span span;
  Region region =
      Region::body;  ///< of most of it; a dateline or slate in front has its own sentence
};

enum class QuoteMark : std::uint8_t { straight, curly, single, guillemet, tex, low };

/// A quotation. An apostrophe is not a quote; one-word scare quotes are quotations with few tokens.
struct Quote {
  Span span;   ///< with its marks
  Span inner;  ///< without them
  ParagraphId paragraph = 0;
  QuoteMark mark = QuoteMark::straight;
  bool closed = true;      ///< false: opened and never closed, ends with its paragraph
  bool continues = false;  ///< continues the quotation of the paragraph before (mark opened again)
};

struct Segments {
  Vocabulary vocabulary;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;  ///< ordered by position
  std::vector<Paragraph> paragraphs;
  std::vector<Quote> quotes;                ///< ordered by begin; not nested (outermost only)
  std::vector<TokenId> doc_tokens;          ///< documents + 1
  std::vector<SentenceId> doc_sentences;    ///< documents + 1
  std::vector<ParagraphId> doc_paragraphs;  ///< documents + 1
  std::vector<std::uint32_t> doc_quotes;    ///< documents + 1

  [[nodiscard]] std::size_t documents() const { return doc_tokens.size() - 1; }
  [[nodiscard]] TokenId token_end(SentenceId sentence) const {
    return sentence + 1 < sentences.size() ? sentences[sentence + 1].token_begin
                                           : static_cast<TokenId>(tokens.size());
  }
  /// Sentence of a token: the last one that begins at it or before.
  [[nodiscard]] SentenceId sentence_of(TokenId token) const {
    const auto after = std::upper_bound(
        sentences.begin(), sentences.end(), token,
        [](TokenId t, const Sentence& sentence) { return t < sentence.token_begin; });
    return static_cast<SentenceId>(after - sentences.begin() - 1);
  }
  [[nodiscard]] const TypeInfo& info(TokenId token) const {
    return vocabulary.info[tokens[token].type];
  }
  [[nodiscard]] KeyId key(TokenId token) const { return info(token).key; }
  /// Byte range of a token in its document, with a possessive ending if it has one.
  [[nodiscard]] Span span(TokenId token) const {
    const Token& t = tokens[token];
    return {t.begin, t.begin + static_cast<std::uint32_t>(vocabulary.types[t.type].size())};
  }
  /// The same without the possessive.
  [[nodiscard]] Span stem(TokenId token) const {
    Span s = span(token);
    s.end -= info(token).possessive;
    return s;
  }
};

/// What a word of a language table says about the ends of sentences, spelt as in running text.
enum class StopClass : std::uint8_t {
  title,         ///< "Hr" before a full stop: a name follows
  abbreviation,  ///< "Mio" before a full stop: a sentence ends there only before a starter
  starter,       ///< "Der": often begins a sentence
  month,         ///< in datelines
};
inline constexpr int kStopClassCount = 4;
std::string_view stop_class_name(StopClass what);

struct StopWord {
  std::string word;
  StopClass what = StopClass::abbreviation;
};

struct SegmentOptions {
  bool force_icu = false;            ///< see TokenizeOptions
  std::vector<StopWord> words = {};  ///< add to the built-in English ones
  /// A sentence that one outlet prints in so many articles is furniture: boilerplate; 0: none is.
  std::uint32_t repeated_articles = 5;
};

/// @throws CapacityError above 2^32-1 tokens; Cancelled.
Segments segment(const Corpus& corpus, const Run& run, const SegmentOptions& options = {});

}  // namespace polyvocal
