// Any text: both tokenizer paths agree, and the rows of segment() are ordered, nested and inside
// the text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "polyvocal/corpus/corpus.h"
#include "polyvocal/corpus/encoding.h"
#include "polyvocal/text/segment.h"
#include "polyvocal/text/tokenize.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void check_words(std::string_view text) {
  std::vector<polyvocal::Span> fast;
  std::vector<polyvocal::Span> slow;
  polyvocal::tokenize(text, fast);
  polyvocal::tokenize(text, slow, {.force_icu = true});
  require(fast == slow);
}

void check_rows(std::string_view text) {
  polyvocal::CorpusBuilder builder;
  polyvocal::Article article;
  article.id = "fuzz";
  article.text = text;
  builder.add(article);
  const polyvocal::Corpus corpus = std::move(builder).finish();
  const polyvocal::Segments s = polyvocal::segment(corpus, polyvocal::Run{});
  polyvocal::TokenId token = 0;
  std::uint32_t end = 0;
  for (polyvocal::SentenceId i = 0; i < s.sentences.size(); ++i) {
    const polyvocal::Sentence& sentence = s.sentences[i];
    require(sentence.span.begin >= end && sentence.span.end <= text.size());
    require(s.paragraphs[sentence.paragraph].span.contains(sentence.span));
    require(sentence.token_begin == token);
    for (; token < s.token_end(i); ++token) require(sentence.span.contains(s.span(token)));
    end = sentence.span.end;
  }
  require(token == s.tokens.size());
  end = 0;
  for (const polyvocal::Quote& quote : s.quotes) {
    require(quote.span.begin >= end && quote.span.contains(quote.inner));
    require(s.paragraphs[quote.paragraph].span.contains(quote.span));
    end = quote.span.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  text = text.substr(0, polyvocal::first_invalid_utf8(text));
  if (text.empty()) return 0;
  check_words(text);
  check_rows(text);
  return 0;
}
