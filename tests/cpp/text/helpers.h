// Short articles segmented for a test, with the rows as strings.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/corpus/corpus.h"
#include "polyvocal/text/segment.h"

namespace polyvocal::testing {

struct Segmented {
  Corpus corpus;
  Segments segments;

  [[nodiscard]] std::string text(Span span, std::size_t doc = 0) const {
    return std::string(corpus.text(doc).substr(span.begin, span.size()));
  }
  [[nodiscard]] std::vector<std::string> sentences() const {
    std::vector<std::string> out;
    for (const Sentence& s : segments.sentences) out.push_back(text(s.span));
    return out;
  }
  [[nodiscard]] std::vector<std::string> paragraphs() const {
    std::vector<std::string> out;
    for (const Paragraph& p : segments.paragraphs) out.push_back(text(p.span));
    return out;
  }
  /// Inner text of each quotation.
  [[nodiscard]] std::vector<std::string> quotes() const {
    std::vector<std::string> out;
    for (const Quote& q : segments.quotes) out.push_back(text(q.inner));
    return out;
  }
  /// Region name of each paragraph.
  [[nodiscard]] std::vector<std::string> regions() const {
    std::vector<std::string> out;
    for (const Paragraph& p : segments.paragraphs) out.emplace_back(region_name(p.region));
    return out;
  }
  [[nodiscard]] std::vector<std::string> sentence_regions() const {
    std::vector<std::string> out;
    for (const Sentence& s : segments.sentences) out.emplace_back(region_name(s.region));
    return out;
  }
  [[nodiscard]] std::vector<std::string> tokens() const {
    std::vector<std::string> out;
    for (TokenId t = 0; t < segments.tokens.size(); ++t) out.push_back(text(segments.span(t)));
    return out;
  }
};

inline Corpus make_corpus(const std::vector<std::string>& texts) {
  CorpusBuilder builder;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Article article;
    const std::string id = "d" + std::to_string(i);
    article.id = id;
    article.text = texts[i];
    builder.add(article);
  }
  return std::move(builder).finish();
}

inline Segmented segment_all(const std::vector<std::string>& texts, int threads = 1,
                             const SegmentOptions& options = {}) {
  Segmented s;
  s.corpus = make_corpus(texts);
  s.segments = segment(s.corpus, Run{.threads = threads}, options);
  return s;
}

inline Segmented segment_text(std::string_view text) { return segment_all({std::string(text)}); }

/// The text as one body paragraph between two others, so that no rule for titles applies to it.
inline std::vector<std::string> sentences_of(std::string_view paragraph) {
  const Segmented s = segment_text("This is the first paragraph of it all.\n\n" +
                                   std::string(paragraph) + "\n\nThis is the last one of it.");
  std::vector<std::string> all = s.sentences();
  return {all.begin() + 1, all.end() - 1};
}

inline std::vector<std::string> quotes_of(std::string_view paragraph) {
  return segment_text(paragraph).quotes();
}

}  // namespace polyvocal::testing
