#include "polyvocal/counts/term_counts.h"

#include <cstddef>
#include <vector>

#include "counts/row_counter.h"

namespace polyvocal {
namespace {

constexpr std::size_t kGrain = 128;  // documents a chunk

/// The column of each spelling, kNoKey for those that do not count.
std::vector<KeyId> columns_of_types(const Vocabulary& vocabulary, bool numbers) {
  std::vector<KeyId> columns(vocabulary.info.size(), kNoKey);
  for (std::size_t type = 0; type < columns.size(); ++type) {
    const TypeInfo& info = vocabulary.info[type];
    if (numbers || !info.numeric) columns[type] = info.key;
  }
  return columns;
}

/// 1 for tokens inside a mention.
std::vector<std::uint8_t> tokens_of_names(const Segments& segments, const Mentions* mentions) {
  if (mentions == nullptr) return {};
  std::vector<std::uint8_t> named(segments.tokens.size(), 0);
  for (const Mention& mention : mentions->rows) {
    for (TokenId t = 0; t < mention.token_count; ++t) named[mention.token_begin + t] = 1;
  }
  return named;
}

}  // namespace

Csr<std::int32_t> count_terms(const Segments& segments, const Mentions* mentions,
                              const TermCountOptions& options, const Run& run) {
  const std::vector<KeyId> columns = columns_of_types(segments.vocabulary, options.numbers);
  const std::vector<std::uint8_t> named = tokens_of_names(segments, mentions);
  const std::size_t documents = segments.documents();
  std::vector<CountedRows<std::int32_t>> chunks((documents + kGrain - 1) / kGrain);
  std::vector<RowCounter> counters(static_cast<std::size_t>(run.threads),
                                   RowCounter(segments.vocabulary.keys.size()));
  parallel_for(run, documents, kGrain, [&](std::size_t begin, std::size_t end, int worker) {
    RowCounter& counter = counters[static_cast<std::size_t>(worker)];
    CountedRows<std::int32_t>& rows = chunks[begin / kGrain];
    for (std::size_t document = begin; document < end; ++document) {
      for (SentenceId s = segments.doc_sentences[document];
           s < segments.doc_sentences[document + 1]; ++s) {
        const Sentence& sentence = segments.sentences[s];
        const bool counts = (options.regions & region_bit(sentence.region)) != 0;
        const TokenId token_end = counts ? segments.token_end(s) : sentence.token_begin;
        for (TokenId t = sentence.token_begin; t < token_end; ++t) {
          const KeyId key = columns[segments.tokens[t].type];
          if (key != kNoKey && (named.empty() || named[t] == 0)) counter.add(key);
        }
        if (options.by_sentence) counter.emit(rows);
      }
      if (!options.by_sentence) counter.emit(rows);
    }
  });
  return join_rows(chunks, segments.vocabulary.keys.size());
}

}  // namespace polyvocal
