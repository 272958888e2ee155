#include "story_features.h"

#include <algorithm>

#include "features.h"
#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

constexpr std::size_t kGrain = 128;   // documents a chunk
constexpr std::size_t kOpening = 60;  // tokens: a headline and one or two sentences

/// A feature of a document: part and key, or two keys.
struct Feature {
  std::uint64_t code;
  StoryPart part;
  bool operator==(const Feature&) const = default;
};

/// One place where a feature stands.
struct Place {
  Feature feature;
  bool opening;
  bool operator<(const Place& other) const {
    return feature.code != other.feature.code ? feature.code < other.feature.code
                                              : feature.part < other.feature.part;
  }
};

struct Count {
  Feature feature;
  std::uint32_t times;
  std::uint32_t opening;
};

/// The features of some consecutive documents.
struct Chunk {
  std::vector<std::size_t> lengths;
  std::vector<Count> counts;
};

/// Ids for features in the order in which they are first seen, with the documents of each.
class Ids {
 public:
  explicit Ids(StoryFeatures& found) : found_(found), slots_(1U << 16U) {}

  std::int32_t add(const Feature& feature) {
    if (2 * found_.documents.size() >= slots_.size()) grow();
    Slot& slot = find(feature);
    if (slot.id < 0) {
      slot = {feature, narrow_to_int32(static_cast<std::int64_t>(found_.documents.size()),
                                       "the number of features")};
      found_.documents.push_back(0);
      found_.part.push_back(feature.part);
    }
    ++found_.documents[static_cast<std::size_t>(slot.id)];
    return slot.id;
  }

 private:
  struct Slot {
    Feature feature{};
    std::int32_t id = -1;
  };

  Slot& find(const Feature& feature) {
    std::uint64_t hash =
        (feature.code + static_cast<std::uint64_t>(feature.part)) * 0x9E3779B97F4A7C15ULL;
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

  StoryFeatures& found_;
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
    before_ = kNoKey;
    std::size_t position = 0;
    for (SentenceId s = segments_.doc_sentences[document];
         s < segments_.doc_sentences[document + 1]; ++s) {
      if ((kCountedRegions & region_bit(segments_.sentences[s].region)) == 0) continue;
      const TokenId end = segments_.token_end(s);
      for (TokenId t = segments_.sentences[s].token_begin; t < end; ++t) {
        add(segments_.tokens[t].type, position++ < kOpening);
      }
    }
    count(chunk);
  }

 private:
  void add(TypeId type, bool opening) {
    const KeyId key = keys_[type];
    if (key == kNoKey) return;
    const TypeInfo& info = segments_.vocabulary.info[type];
    found_.push_back({{key, StoryPart::words}, opening});
    if (is_name(info.casing)) found_.push_back({{key, StoryPart::names}, opening});
    if (info.numeric) found_.push_back({{key, StoryPart::numbers}, opening});
    if (before_ != kNoKey) {
      found_.push_back({{std::uint64_t{before_} << 32 | key, StoryPart::pairs}, opening});
    }
    before_ = key;
  }

  void count(Chunk& chunk) {
    std::sort(found_.begin(), found_.end());
    const std::size_t first = chunk.counts.size();
    for (const Place& place : found_) {
      const bool again =
          chunk.counts.size() > first && chunk.counts.back().feature == place.feature;
      if (!again) chunk.counts.push_back({place.feature, 0, 0});
      ++chunk.counts.back().times;
      chunk.counts.back().opening += place.opening ? 1 : 0;
    }
    chunk.lengths.push_back(chunk.counts.size() - first);
  }

  const Segments& segments_;
  const std::vector<KeyId>& keys_;
  KeyId before_ = kNoKey;
  std::vector<Place> found_;
};

}  // namespace

StoryFeatures story_features(const Segments& segments, const Run& run) {
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
  StoryFeatures found;
  Ids ids(found);
  for (Chunk& chunk : chunks) {
    run.check();
    for (const Count& count : chunk.counts) {
      found.counts.push_back({ids.add(count.feature), count.times, count.opening});
    }
    for (const std::size_t length : chunk.lengths) {
      found.begin.push_back(found.begin.back() + length);
    }
    chunk = Chunk();
  }
  return found;
}

}  // namespace polyvocal
