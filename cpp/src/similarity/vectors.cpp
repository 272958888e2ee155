#include "polyvocal/similarity/vectors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "counts/row_counter.h"
#include "english/words.h"
#include "features.h"
#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

constexpr std::size_t kGrain = 128;  // documents a chunk

/// Classes of words that hold a sentence together and say nothing of its subject.
constexpr english::WordClasses kFunctionWords =
    english::kDeterminer | english::kPossessive | english::kPronoun | english::kPreposition |
    english::kBe | english::kHave | english::kDo | english::kModal | english::kTo |
    english::kNegator | english::kCoordinator | english::kContrast | english::kSubordinator |
    english::kRelative | english::kThat | english::kQuestion;

/// 1 for keys that count as features.
std::vector<std::uint8_t> feature_keys(const Vocabulary& vocabulary, const WordOptions& options) {
  std::vector<std::uint8_t> keep(vocabulary.keys.size(), 1);
  if (!options.function_words) {
    for (const english::WordList& list : english::function_words()) {
      if ((list.classes & kFunctionWords) == 0) continue;
      english::each_word(list.words, [&](std::string_view word) {
        if (const auto key = vocabulary.find_key(fold_key(word))) keep[*key] = 0;
      });
    }
  }
  return keep;
}

std::vector<float> inverse_document_frequencies(const Csr<float>& counts) {
  std::vector<std::int64_t> documents(static_cast<std::size_t>(counts.columns), 0);
  for (const std::int32_t column : counts.indices) ++documents[static_cast<std::size_t>(column)];
  std::vector<float> idf(documents.size(), 0);
  for (std::size_t key = 0; key < idf.size(); ++key) {
    if (documents[key] == 0) continue;
    const double ratio = (1. + counts.rows) / (1. + static_cast<double>(documents[key]));
    idf[key] = static_cast<float>(std::log(ratio) + 1);
  }
  return idf;
}

void weigh_row(Csr<float>& rows, std::size_t row, const std::vector<float>& idf) {
  const auto begin = static_cast<std::size_t>(rows.indptr[row]);
  const auto end = static_cast<std::size_t>(rows.indptr[row + 1]);
  static const std::array<double, 64> small_logs = [] {
    std::array<double, 64> logs{};
    for (std::size_t tf = 1; tf < logs.size(); ++tf) {
      logs[tf] = 1 + std::log(static_cast<double>(tf));
    }
    return logs;
  }();
  double squares = 0;
  for (std::size_t k = begin; k < end; ++k) {
    const auto tf = static_cast<std::size_t>(rows.values[k]);
    const double sublinear =
        tf < small_logs.size() ? small_logs[tf] : 1 + std::log(static_cast<double>(tf));
    const double weight =
        sublinear * static_cast<double>(idf[static_cast<std::size_t>(rows.indices[k])]);
    squares += weight * weight;
    rows.values[k] = static_cast<float>(weight);
  }
  if (squares == 0) return;
  const double scale = 1 / std::sqrt(squares);
  for (std::size_t k = begin; k < end; ++k) {
    rows.values[k] = static_cast<float>(static_cast<double>(rows.values[k]) * scale);
  }
}

}  // namespace

void weigh_rows(WordVectors& vectors, const Run& run) {
  const auto rows = static_cast<std::size_t>(vectors.rows.rows);
  parallel_for(run, rows, kGrain, [&](std::size_t begin, std::size_t end, int) {
    for (std::size_t row = begin; row < end; ++row) weigh_row(vectors.rows, row, vectors.idf);
  });
}

std::vector<KeyId> counted_keys(const Vocabulary& vocabulary, const WordOptions& options) {
  const std::vector<std::uint8_t> keep = feature_keys(vocabulary, options);
  std::vector<KeyId> keys(vocabulary.info.size(), kNoKey);
  for (std::size_t type = 0; type < keys.size(); ++type) {
    const KeyId key = vocabulary.info[type].key;
    if (key != kNoKey && keep[key] != 0) keys[type] = key;
  }
  return keys;
}

namespace {

WordVectors weighed(Csr<float> counts, const Run& run) {
  WordVectors vectors;
  vectors.rows = std::move(counts);
  vectors.idf = inverse_document_frequencies(vectors.rows);
  weigh_rows(vectors, run);
  return vectors;
}

}  // namespace

Csr<float> word_counts(const Segments& segments, const Run& run, const WordOptions& options) {
  const Vocabulary& vocabulary = segments.vocabulary;
  const std::vector<KeyId> key_of_type = counted_keys(vocabulary, options);

  const std::size_t documents = segments.documents();
  std::vector<CountedRows<float>> chunks((documents + kGrain - 1) / kGrain);
  std::vector<RowCounter> counters(static_cast<std::size_t>(run.threads),
                                   RowCounter(vocabulary.keys.size()));
  parallel_for(run, documents, kGrain, [&](std::size_t begin, std::size_t end, int worker) {
    RowCounter& counter = counters[static_cast<std::size_t>(worker)];
    for (std::size_t document = begin; document < end; ++document) {
      for (SentenceId s = segments.doc_sentences[document];
           s < segments.doc_sentences[document + 1]; ++s) {
        const Sentence& sentence = segments.sentences[s];
        if ((options.regions & region_bit(sentence.region)) == 0) continue;
        const TokenId token_end = segments.token_end(s);
        for (TokenId t = sentence.token_begin; t < token_end; ++t) {
          const KeyId key = key_of_type[segments.tokens[t].type];
          if (key != kNoKey) counter.add(key);
        }
      }
      counter.emit(chunks[begin / kGrain]);
    }
  });

  return join_rows(chunks, vocabulary.keys.size());
}

WordVectors word_vectors(const Segments& segments, const Run& run, const WordOptions& options) {
  return weighed(word_counts(segments, run, options), run);
}

WordVectors word_vectors(const TypeCounts& counts, const Run& run, bool function_words) {
  const std::vector<KeyId> key_of_type =
      counted_keys(counts.vocabulary, {.function_words = function_words});
  const std::size_t keys = counts.vocabulary.keys.size();
  std::vector<CountedRows<float>> chunks((counts.documents() + kGrain - 1) / kGrain);
  std::vector<RowCounter> counters(static_cast<std::size_t>(run.threads), RowCounter(keys));
  parallel_for(run, counts.documents(), kGrain, [&](std::size_t begin, std::size_t end, int index) {
    RowCounter& counter = counters[static_cast<std::size_t>(index)];
    for (std::size_t document = begin; document < end; ++document) {
      for (std::size_t k = counts.doc_begin[document]; k < counts.doc_begin[document + 1]; ++k) {
        const KeyId key = key_of_type[counts.types[k]];
        if (key != kNoKey) counter.add(key, counts.counts[k]);
      }
      counter.emit(chunks[begin / kGrain]);
    }
  });
  return weighed(join_rows(chunks, keys), run);
}

Csr<float> actor_vectors(const Mentions& mentions, std::span<const std::int32_t> nodes,
                         std::int32_t node_count, std::size_t documents) {
  if (nodes.size() != mentions.rows.size() || mentions.doc_rows.size() != documents + 1) {
    throw InputError("actor_vectors: " + std::to_string(nodes.size()) + " nodes for " +
                     std::to_string(mentions.rows.size()) + " mentions");
  }
  std::vector<CountedRows<float>> chunk(1);
  RowCounter counter(static_cast<std::size_t>(node_count));
  for (std::size_t document = 0; document < documents; ++document) {
    for (MentionId m = mentions.doc_rows[document]; m < mentions.doc_rows[document + 1]; ++m) {
      if (nodes[m] >= node_count) {
        throw InputError("actor_vectors: node " + std::to_string(nodes[m]) + " is not below " +
                         std::to_string(node_count));
      }
      if (nodes[m] >= 0) counter.add(static_cast<KeyId>(nodes[m]));
    }
    counter.emit(chunk.front());
  }
  return join_rows(chunk, static_cast<std::size_t>(node_count));
}

}  // namespace polyvocal
