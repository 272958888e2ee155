#include "polyvocal/similarity/story.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "features.h"
#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

constexpr std::size_t kGrain = 128;  // documents a chunk

enum Part : std::uint8_t { kWords, kNames, kPairs, kNumbers, kParts };
constexpr std::array<double, kParts> kWeight{1, 1, 1, 0.3};

/// A feature of a document: part and key, or two keys.
struct Feature {
  std::uint64_t code;
  Part part;
  bool operator==(const Feature&) const = default;
  bool operator<(const Feature& other) const {
    return code != other.code ? code < other.code : part < other.part;
  }
};

struct Count {
  Feature feature;
  std::uint32_t times;
};

/// The features of some consecutive documents.
struct Chunk {
  std::vector<std::size_t> lengths;
  std::vector<Count> counts;
};

/// Ids for features in the order in which they are first seen, with the documents of each.
class Features {
 public:
  Features() : slots_(1U << 16U) {}

  std::int32_t add(const Feature& feature) {
    if (2 * documents.size() >= slots_.size()) grow();
    Slot& slot = find(feature);
    if (slot.id < 0) {
      slot = {feature, narrow_to_int32(static_cast<std::int64_t>(documents.size()),
                                       "the number of features")};
      documents.push_back(0);
    }
    ++documents[static_cast<std::size_t>(slot.id)];
    return slot.id;
  }

  std::vector<std::uint32_t> documents;  // per id

 private:
  struct Slot {
    Feature feature{};
    std::int32_t id = -1;
  };

  Slot& find(const Feature& feature) {
    std::uint64_t hash = (feature.code + feature.part) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 29;
    std::size_t place = hash & (slots_.size() - 1);
    while (slots_[place].id >= 0 && slots_[place].feature != feature) {
      place = (place + 1) & (slots_.size() - 1);
    }
    return slots_[place];
  }

  void grow() {
    std::vector<Slot> old(2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.id >= 0) find(slot.feature) = slot;
    }
  }

  std::vector<Slot> slots_;
};

bool is_name(Casing casing) {
  return casing == Casing::capitalized || casing == Casing::upper || casing == Casing::mixed;
}

class Reader {
 public:
  Reader(const Segments& segments, const std::vector<KeyId>& keys)
      : segments_(segments), keys_(keys) {}

  void read(std::size_t document, Chunk& chunk) {
    found_.clear();
    KeyId before = kNoKey;
    for (SentenceId s = segments_.doc_sentences[document];
         s < segments_.doc_sentences[document + 1]; ++s) {
      if ((kCountedRegions & region_bit(segments_.sentences[s].region)) == 0) continue;
      const TokenId end = segments_.token_end(s);
      for (TokenId t = segments_.sentences[s].token_begin; t < end; ++t) {
        const TypeId type = segments_.tokens[t].type;
        const KeyId key = keys_[type];
        if (key == kNoKey) continue;
        const TypeInfo& info = segments_.vocabulary.info[type];
        found_.push_back({key, kWords});
        if (is_name(info.casing)) found_.push_back({key, kNames});
        if (info.numeric) found_.push_back({key, kNumbers});
        if (before != kNoKey) found_.push_back({std::uint64_t{before} << 32 | key, kPairs});
        before = key;
      }
    }
    std::sort(found_.begin(), found_.end());
    const std::size_t first = chunk.counts.size();
    for (const Feature& feature : found_) {
      const bool again = chunk.counts.size() > first && chunk.counts.back().feature == feature;
      if (!again) chunk.counts.push_back({feature, 0});
      ++chunk.counts.back().times;
    }
    chunk.lengths.push_back(chunk.counts.size() - first);
  }

 private:
  const Segments& segments_;
  const std::vector<KeyId>& keys_;
  std::vector<Feature> found_;
};

/// Weights of one document, its parts in proportion; features of this document alone left out.
class Weigher {
 public:
  Weigher(const Features& features, std::size_t documents)
      : features_(features), documents_(documents) {}

  void weigh(std::span<const Count> counts, std::span<const std::int32_t> ids, Csr<float>& rows) {
    std::array<double, kParts> squares{};
    weights_.clear();
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const double df = features_.documents[static_cast<std::size_t>(ids[i])];
      const double idf = std::log((1. + static_cast<double>(documents_)) / (1. + df)) + 1;
      weights_.push_back((1 + std::log(static_cast<double>(counts[i].times))) * idf);
      squares[counts[i].feature.part] += weights_.back() * weights_.back();
    }
    double total = 0;
    for (std::size_t part = 0; part < kParts; ++part) {
      if (squares[part] > 0) total += kWeight[part];
    }
    cells_.clear();
    for (std::size_t i = 0; i < counts.size(); ++i) {
      if (features_.documents[static_cast<std::size_t>(ids[i])] < 2) continue;
      const Part part = counts[i].feature.part;
      cells_.emplace_back(ids[i], weights_[i] * std::sqrt(kWeight[part] / squares[part] / total));
    }
    std::sort(cells_.begin(), cells_.end());
    for (const auto& [column, value] : cells_) {
      rows.indices.push_back(column);
      rows.values.push_back(static_cast<float>(value));
    }
    rows.indptr.push_back(narrow_to_int32(static_cast<std::int64_t>(rows.indices.size()),
                                          "the number of stored weights"));
  }

 private:
  const Features& features_;
  std::size_t documents_;
  std::vector<double> weights_;
  std::vector<std::pair<std::int32_t, double>> cells_;
};

}  // namespace

Csr<float> story_vectors(const Segments& segments, const Run& run) {
  const std::vector<KeyId> keys = counted_keys(segments.vocabulary, {});
  const std::size_t documents = segments.documents();
  std::vector<Chunk> chunks((documents + kGrain - 1) / kGrain);
  parallel_for(run, documents, kGrain, [&](std::size_t begin, std::size_t end, int) {
    Reader reader(segments, keys);
    for (std::size_t document = begin; document < end; ++document) {
      run.check();
      reader.read(document, chunks[begin / kGrain]);
    }
  });
  Features features;
  std::vector<std::int32_t> ids;
  for (const Chunk& chunk : chunks) {
    run.check();
    for (const Count& count : chunk.counts) ids.push_back(features.add(count.feature));
  }
  Csr<float> rows;
  rows.rows = narrow_to_int32(static_cast<std::int64_t>(documents), "the number of documents");
  rows.columns = static_cast<std::int32_t>(features.documents.size());
  Weigher weigher(features, documents);
  std::span<const std::int32_t> left(ids);
  for (Chunk& chunk : chunks) {
    std::span<const Count> counts(chunk.counts);
    for (const std::size_t length : chunk.lengths) {
      weigher.weigh(counts.first(length), left.first(length), rows);
      counts = counts.subspan(length);
      left = left.subspan(length);
    }
    chunk = Chunk();
  }
  return rows;
}

}  // namespace polyvocal
