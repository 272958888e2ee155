// One article while it is being segmented: the text, and the rows found so far. Each worker has one
// and uses its memory again for the next article.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "polyvocal/core/span.h"
#include "polyvocal/text/segment.h"
#include "text/lexicon.h"
#include "text/marks.h"
#include "text/paragraphs.h"

namespace polyvocal::segmenting {

/// What stands in front of a paragraph's own text.
struct Lead {
  std::uint32_t end = 0;  ///< byte offset; 0 when there is none
  Region region = Region::body;
};

struct Draft {
  std::string_view text;
  std::string_view title;   ///< what the metadata says; "" when unknown
  std::string_view outlet;  ///< likewise
  std::vector<ScanBlock> blocks;
  std::vector<Mark> marks;
  std::vector<Line> lines;
  std::vector<Span> spans;         ///< of paragraphs
  std::vector<Span> words;         ///< tokens
  std::vector<TypeId> types;       ///< parallel to words; ids of the worker's interner
  std::vector<WordTraits> traits;  ///< parallel to words

  std::vector<Paragraph> paragraphs;
  std::vector<std::uint32_t> first_word;      ///< per paragraph, and one more at the end
  std::vector<std::uint32_t> first_mark;      ///< per paragraph, and one more at the end
  std::vector<Lead> leads;                    ///< per paragraph
  std::vector<Quote> quotes;                  ///< paragraph ids count from 0 in this document
  std::vector<Sentence> sentences;            ///< token_begin and paragraph count from 0 too
  std::vector<std::uint32_t> first_sentence;  ///< per paragraph, and one more at the end

  [[nodiscard]] WordTraits traits_of(std::size_t word) const { return traits[word]; }
  [[nodiscard]] std::string_view word(std::size_t index) const {
    return text.substr(words[index].begin, words[index].size());
  }
  [[nodiscard]] std::uint32_t word_count(std::size_t paragraph) const {
    return first_word[paragraph + 1] - first_word[paragraph];
  }
};

}  // namespace polyvocal::segmenting
