// Small corpora made by hand, already segmented and with mentions: tests of the later stages need
// no tokenizer. A document is a list of sentences; a sentence that starts with "/" opens a
// paragraph. A word of one capital letter is a mention of that actor (A = 0, B = 1, ...). Words
// between double quotes as tokens of their own ( " x y " ) are a quotation.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "polyvocal/actors/mentions.h"
#include "polyvocal/corpus/corpus.h"
#include "polyvocal/text/segment.h"

namespace polyvocal::testing {

struct SampleDocument {
  std::vector<std::string> sentences = {};
  std::string outlet = {};
  Day date = kNoDate;
  std::string id = {};  ///< "d0", "d1", ... when empty
};

struct Sample {
  Corpus corpus;
  Segments segments;
  Mentions mentions;
};

class SampleBuilder {
 public:
  void add(const SampleDocument& document) {
    const auto number = static_cast<std::uint32_t>(sample_.segments.doc_tokens.size() - 1);
    std::string text;
    bool in_quote = false;
    for (const std::string& sentence : document.sentences) {
      add_sentence(sentence, number, text, in_quote);
    }
    const std::string id = document.id.empty() ? "d" + std::to_string(number) : document.id;
    corpus_.add({.id = id,
                 .outlet = document.outlet,
                 .agency = {},
                 .date = document.date,
                 .title = {},
                 .language = {},
                 .text = text.empty() ? " " : text});
    Segments& s = sample_.segments;
    s.doc_tokens.push_back(static_cast<TokenId>(s.tokens.size()));
    s.doc_sentences.push_back(static_cast<SentenceId>(s.sentences.size()));
    s.doc_paragraphs.push_back(static_cast<ParagraphId>(s.paragraphs.size()));
    s.doc_quotes.push_back(static_cast<std::uint32_t>(s.quotes.size()));
    sample_.mentions.doc_rows.push_back(static_cast<MentionId>(sample_.mentions.rows.size()));
  }

  Sample finish() && {
    Vocabulary& v = sample_.segments.vocabulary;
    v.types_by_bytes.resize(v.types.size());
    std::iota(v.types_by_bytes.begin(), v.types_by_bytes.end(), 0U);
    std::sort(v.types_by_bytes.begin(), v.types_by_bytes.end(),
              [&](TypeId a, TypeId b) { return v.types[a] < v.types[b]; });
    v.keys_by_bytes = v.types_by_bytes;
    sample_.corpus = std::move(corpus_).finish();
    return std::move(sample_);
  }

  SampleBuilder() {
    sample_.segments.doc_tokens = {0};
    sample_.segments.doc_sentences = {0};
    sample_.segments.doc_paragraphs = {0};
    sample_.segments.doc_quotes = {0};
    sample_.mentions.doc_rows = {0};
  }

 private:
  void add_sentence(const std::string& sentence, std::uint32_t document, std::string& text,
                    bool& in_quote) {
    Segments& s = sample_.segments;
    const bool opens = sentence.starts_with("/");
    const std::string words = opens ? sentence.substr(1) : sentence;
    if (opens || s.paragraphs.size() == s.doc_paragraphs.back()) {
      if (!text.empty()) text += "\n\n";
      s.paragraphs.push_back({.span = {size(text), size(text)}, .region = Region::body});
    } else if (!text.empty()) {
      text += ' ';
    }
    const auto paragraph = static_cast<ParagraphId>(s.paragraphs.size() - 1);
    s.sentences.push_back({.span = {size(text), size(text)},
                           .token_begin = static_cast<TokenId>(s.tokens.size()),
                           .paragraph = paragraph});
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t end = std::min(words.find(' ', at), words.size());
      const std::string word = words.substr(at, end - at);
      at = end + 1;
      if (word.empty()) continue;
      if (size(text) != s.sentences.back().span.begin) text += ' ';
      if (word == "\"") {
        quote(text, paragraph, in_quote);
        continue;
      }
      add_token(word, document, text);
    }
    s.sentences.back().span.end = size(text);
    s.paragraphs.back().span.end = size(text);
  }

  void quote(std::string& text, ParagraphId paragraph, bool& in_quote) {
    Segments& s = sample_.segments;
    if (!in_quote) {
      s.quotes.push_back({.span = {size(text), size(text)}, .inner = {}, .paragraph = paragraph});
      text += '"';
    } else {
      text += '"';
      s.quotes.back().span.end = size(text);
      s.quotes.back().inner = {s.quotes.back().span.begin + 1, size(text) - 1};
    }
    in_quote = !in_quote;
  }

  void add_token(const std::string& word, std::uint32_t document, std::string& text) {
    Segments& s = sample_.segments;
    const bool is_mention = word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z';
    if (is_mention) {
      Mention mention;
      mention.document = document;
      mention.span = {size(text), size(text) + 1};
      mention.actor = word[0] - 'A';
      mention.faction = mention.actor % 2;
      mention.sentence = static_cast<SentenceId>(s.sentences.size() - 1);
      mention.token_begin = static_cast<TokenId>(s.tokens.size());
      mention.token_count = 1;
      sample_.mentions.rows.push_back(mention);
    }
    s.tokens.push_back({.begin = size(text), .type = type(word)});
    text += word;
  }

  TypeId type(const std::string& word) {
    const auto [place, is_new] = types_.try_emplace(word, static_cast<TypeId>(types_.size()));
    if (is_new) {
      Vocabulary& v = sample_.segments.vocabulary;
      v.types.push_back(word);
      v.keys.push_back(word);
      TypeInfo info;
      info.key = place->second;
      v.info.push_back(info);
      v.counts.push_back(1);
      v.key_documents.push_back(1);
      v.key_lower.push_back(1);
      v.key_capital.push_back(0);
    }
    return place->second;
  }

  static std::uint32_t size(const std::string& text) {
    return static_cast<std::uint32_t>(text.size());
  }

  CorpusBuilder corpus_;
  Sample sample_;
  std::map<std::string, TypeId> types_;
};

inline Sample make_sample(const std::vector<SampleDocument>& documents) {
  SampleBuilder builder;
  for (const SampleDocument& document : documents) builder.add(document);
  return std::move(builder).finish();
}

}  // namespace polyvocal::testing
