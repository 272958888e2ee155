#include "polyvocal/similarity/background.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>
#include <utility>

#include "features.h"
#include "polyvocal/core/bytes.h"
#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

constexpr std::string_view kMagic = "PVDOCFRQ";
constexpr std::uint32_t kVersion = 1;

void check_columns(const Vocabulary& vocabulary, const Csr<float>& rows) {
  if (static_cast<std::size_t>(rows.columns) == vocabulary.keys.size()) return;
  throw InputError("rows of " + std::to_string(rows.columns) + " columns for " +
                   std::to_string(vocabulary.keys.size()) + " words; give the rows of this corpus");
}

}  // namespace

void DocumentFrequencies::add(const Segments& segments, const Run& run) {
  const Csr<float> counted = word_counts(segments, run);
  std::vector<std::int64_t> documents(static_cast<std::size_t>(counted.columns), 0);
  for (const std::int32_t column : counted.indices) ++documents[static_cast<std::size_t>(column)];
  DocumentFrequencies batch;
  batch.documents_ = counted.rows;
  for (const KeyId key : segments.vocabulary.keys_by_bytes) {
    if (documents[key] == 0) continue;
    batch.words_.push_back(segments.vocabulary.keys[key]);
    batch.counts_.push_back(documents[key]);
  }
  merge(batch);
}

void DocumentFrequencies::merge(const DocumentFrequencies& other) {
  DocumentFrequencies sum;
  sum.documents_ = documents_ + other.documents_;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < counts_.size() || j < other.counts_.size()) {
    const bool mine =
        i < counts_.size() && (j == other.counts_.size() || words_[i] <= other.words_[j]);
    const bool theirs =
        j < other.counts_.size() && (i == counts_.size() || other.words_[j] <= words_[i]);
    sum.words_.push_back(mine ? words_[i] : other.words_[j]);
    sum.counts_.push_back((mine ? counts_[i] : 0) + (theirs ? other.counts_[j] : 0));
    i += mine ? 1 : 0;
    j += theirs ? 1 : 0;
  }
  *this = std::move(sum);
}

std::int64_t DocumentFrequencies::count(std::string_view word) const {
  std::size_t low = 0;
  std::size_t high = words_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (words_[middle] < word) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < words_.size() && words_[low] == word ? counts_[low] : 0;
}

double DocumentFrequencies::idf(std::string_view word) const {
  const auto all = static_cast<double>(documents_);
  return std::log((1 + all) / (1 + static_cast<double>(count(word)))) + 1;
}

std::string DocumentFrequencies::to_bytes() const {
  return ByteWriter(kMagic, kVersion).number(documents_).strings(words_).column(counts_).finish();
}

DocumentFrequencies DocumentFrequencies::from_bytes(std::string_view block) {
  ByteReader in(block, kMagic, kVersion, "document frequencies");
  DocumentFrequencies read;
  read.documents_ = in.number<std::int64_t>();
  read.words_ = in.strings();
  read.counts_ = in.column<std::int64_t>();
  in.finish();
  if (read.documents_ < 0 || read.counts_.size() != read.words_.size()) in.fail();
  for (std::size_t i = 0; i < read.counts_.size(); ++i) {
    const bool rises = i == 0 || read.words_[i - 1] < read.words_[i];
    if (!rises || read.counts_[i] < 1 || read.counts_[i] > read.documents_) in.fail();
  }
  return read;
}

WordVectors word_vectors(const Segments& segments, const DocumentFrequencies& background,
                         const Run& run, const WordOptions& options) {
  WordVectors vectors;
  vectors.rows = word_counts(segments, run, options);
  vectors.idf.assign(segments.vocabulary.keys.size(), 0);
  std::vector<std::uint8_t> used(vectors.idf.size(), 0);
  for (const std::int32_t column : vectors.rows.indices) used[static_cast<std::size_t>(column)] = 1;
  for (std::size_t key = 0; key < used.size(); ++key) {
    if (used[key] == 0) continue;
    vectors.idf[key] = static_cast<float>(background.idf(segments.vocabulary.keys[key]));
  }
  weigh_rows(vectors, run);
  return vectors;
}

void share_columns(const Vocabulary& of_a, const Vocabulary& of_b, Csr<float>& a, Csr<float>& b) {
  check_columns(of_a, a);
  check_columns(of_b, b);
  std::vector<std::int32_t> column(of_b.keys.size());
  auto columns = static_cast<std::int64_t>(of_a.keys.size());
  for (std::size_t key = 0; key < column.size(); ++key) {
    const auto found = of_a.find_key(of_b.keys[key]);
    column[key] = found ? static_cast<std::int32_t>(*found)
                        : narrow_to_int32(columns++, "the number of columns");
  }
  std::vector<std::pair<std::int32_t, float>> cells;
  for (std::int32_t row = 0; row < b.rows; ++row) {
    cells.clear();
    for (std::size_t k = b.row_begin(row); k < b.row_end(row); ++k) {
      cells.emplace_back(column[static_cast<std::size_t>(b.indices[k])], b.values[k]);
    }
    std::sort(cells.begin(), cells.end());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      std::tie(b.indices[b.row_begin(row) + i], b.values[b.row_begin(row) + i]) = cells[i];
    }
  }
  a.columns = b.columns = narrow_to_int32(columns, "the number of columns");
}

}  // namespace polyvocal
