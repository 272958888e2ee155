#include "polyvocal/counts/term_counts.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace polyvocal {
namespace {

constexpr std::size_t kGrain = 128;  // documents a chunk

struct Rows {
  std::vector<std::int32_t> lengths;
  std::vector<std::int32_t> columns;
  std::vector<std::int32_t> values;
};

class Counter {
 public:
  explicit Counter(std::size_t keys) : counts_(keys, 0) {}

  void add(KeyId key) {
    if (counts_[key]++ == 0) touched_.push_back(static_cast<std::int32_t>(key));
  }
  void emit(Rows& rows) {
    std::sort(touched_.begin(), touched_.end());
    rows.lengths.push_back(static_cast<std::int32_t>(touched_.size()));
    for (const std::int32_t key : touched_) {
      rows.columns.push_back(key);
      rows.values.push_back(std::exchange(counts_[static_cast<std::size_t>(key)], 0));
    }
    touched_.clear();
  }

 private:
  std::vector<std::int32_t> counts_;
  std::vector<std::int32_t> touched_;
};

Csr<std::int32_t> join(const std::vector<Rows>& chunks, std::size_t columns) {
  Csr<std::int32_t> all;
  all.columns = narrow_to_int32(static_cast<std::int64_t>(columns), "the number of words");
  std::int64_t stored = 0;
  for (const Rows& chunk : chunks) {
    for (const std::int32_t length : chunk.lengths) {
      stored += length;
      all.indptr.push_back(narrow_to_int32(stored, "the number of stored counts"));
    }
  }
  all.rows = static_cast<std::int32_t>(all.indptr.size()) - 1;
  all.indices.reserve(static_cast<std::size_t>(stored));
  all.values.reserve(static_cast<std::size_t>(stored));
  for (const Rows& chunk : chunks) {
    all.indices.insert(all.indices.end(), chunk.columns.begin(), chunk.columns.end());
    all.values.insert(all.values.end(), chunk.values.begin(), chunk.values.end());
  }
  return all;
}

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
  std::vector<Rows> chunks((documents + kGrain - 1) / kGrain);
  std::vector<Counter> counters(static_cast<std::size_t>(run.threads),
                                Counter(segments.vocabulary.keys.size()));
  parallel_for(run, documents, kGrain, [&](std::size_t begin, std::size_t end, int worker) {
    Counter& counter = counters[static_cast<std::size_t>(worker)];
    Rows& rows = chunks[begin / kGrain];
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
  return join(chunks, segments.vocabulary.keys.size());
}

}  // namespace polyvocal
