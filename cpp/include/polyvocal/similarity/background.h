// In how many documents of a reference corpus each word stands: weights of words that do not depend
// on the articles compared.
//
//   DocumentFrequencies background;
//   background.add(segments, run);                              // as often as there are batches
//   WordVectors vectors = word_vectors(other, background, run);
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/core/strings.h"
#include "polyvocal/counts/csr.h"
#include "polyvocal/similarity/vectors.h"
#include "polyvocal/text/segment.h"

namespace polyvocal {

/// Counts add up: the sum of parts is the whole, in any order, also as bytes.
class DocumentFrequencies {
 public:
  /// Counts the documents of a corpus. Words are keys (see vocabulary.h); function words and
  /// regions that do not count are left out, as in word_vectors. @throws Cancelled.
  void add(const Segments& segments, const Run& run);
  void merge(const DocumentFrequencies& other);

  [[nodiscard]] std::int64_t documents() const { return documents_; }
  /// Documents that have the word; 0 when none does.
  [[nodiscard]] std::int64_t count(std::string_view word) const;
  /// ln((1 + N) / (1 + documents with the word)) + 1.
  [[nodiscard]] double idf(std::string_view word) const;
  /// In byte order, with their counts.
  [[nodiscard]] const StringColumn& words() const { return words_; }
  [[nodiscard]] const std::vector<std::int64_t>& counts() const { return counts_; }

  /// Magic, version, documents, words, counts, checksum.
  [[nodiscard]] std::string to_bytes() const;
  /// @throws InputError when the block is something else, of another version, or damaged.
  static DocumentFrequencies from_bytes(std::string_view block);

 private:
  std::int64_t documents_ = 0;
  StringColumn words_;
  std::vector<std::int64_t> counts_;
};

/// As word_vectors, with the idf of another corpus.
WordVectors word_vectors(const Segments& segments, const DocumentFrequencies& background,
                         const Run& run, const WordOptions& options = {});

/// The rows of b, whose columns are the KeyIds of `of_b`, with the columns that the same words have
/// in `of_a`; words that only b has get columns behind those of a. Both then have as many columns.
/// @throws InputError when rows have other columns than their vocabulary has keys.
void share_columns(const Vocabulary& of_a, const Vocabulary& of_b, Csr<float>& a, Csr<float>& b);

}  // namespace polyvocal
