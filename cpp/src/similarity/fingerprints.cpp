#include "fingerprints.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <utility>

#include "polyvocal/core/error.h"
#include "polyvocal/core/raw_vector.h"

namespace polyvocal {
namespace {

constexpr std::size_t kPartitions = 256;       // by the top bits of the hash
constexpr std::size_t kChunkTokens = 1 << 17;  // tokens a chunk, about
constexpr std::size_t kSeedBlocks = 128;

std::uint64_t mix(std::uint64_t x) {  // the finaliser of splitmix64
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

/// Hash of the bytes of the key of every type: the same word hashes alike in every corpus.
std::vector<std::uint64_t> hash_types(const Vocabulary& vocabulary) {
  std::vector<std::uint64_t> hashes(vocabulary.info.size());
  for (std::size_t type = 0; type < hashes.size(); ++type) {
    const KeyId key = vocabulary.info[type].key;
    if (key == kNoKey) continue;
    std::uint64_t hash = 0x9E3779B97F4A7C15ULL;
    for (const char c : vocabulary.keys[key]) {
      hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;  // FNV-1a
    }
    hashes[type] = mix(hash);
  }
  return hashes;
}

/// A place in the sorted lists: 32 more bits of the hash above, the token below.
using Place = std::uint64_t;

/// Winnows one document: calls keep(hash, token) for each fingerprint, in text order; `token`
/// counts within the document.
template <class Keep>
void winnow(std::span<const std::uint64_t> type_hashes, std::span<const Token> tokens,
            Keep&& keep) {
  if (tokens.size() < kGramTokens) return;
  constexpr int kShift = 9;
  const auto of = [&](std::size_t token) { return type_hashes[tokens[token].type]; };
  const std::size_t runs = tokens.size() - kGramTokens + 1;
  std::uint64_t rolling = 0;  // of the last kGramTokens words, each rotated by its age
  for (std::size_t t = 0; t + 1 < kGramTokens; ++t) rolling = std::rotl(rolling, kShift) ^ of(t);
  std::array<std::uint64_t, kWinnowWindow> recent{};  // hashes of the last runs, by run % window
  std::size_t smallest = 0;
  std::size_t kept = runs;  // none yet
  for (std::size_t run = 0; run < runs; ++run) {
    rolling = std::rotl(rolling, kShift) ^ of(run + kGramTokens - 1);
    const std::uint64_t hash = mix(rolling);
    rolling ^= std::rotl(of(run), kShift * static_cast<int>(kGramTokens - 1));
    recent[run % kWinnowWindow] = hash;
    // The rightmost smallest of the window, as robust winnowing takes it.
    if (smallest + kWinnowWindow <= run) {  // it has left the window
      smallest = run + 1 - kWinnowWindow;
      for (std::size_t r = smallest + 1; r <= run; ++r) {
        if (recent[r % kWinnowWindow] <= recent[smallest % kWinnowWindow]) smallest = r;
      }
    } else if (hash <= recent[smallest % kWinnowWindow]) {
      smallest = run;
    }
    if (smallest == kept || (run + 1 < kWinnowWindow && run + 1 < runs)) continue;
    kept = smallest;
    keep(recent[smallest % kWinnowWindow], smallest);
  }
}

/// Documents [chunks[i], chunks[i + 1]) hold about kChunkTokens tokens each.
std::vector<std::size_t> token_chunks(const Segments& segments) {
  std::vector<std::size_t> ends{0};
  std::size_t from = 0;
  for (std::size_t d = 0; d < segments.documents(); ++d) {
    if (segments.doc_tokens[d + 1] - from >= kChunkTokens || d + 1 == segments.documents()) {
      ends.push_back(d + 1);
      from = segments.doc_tokens[d + 1];
    }
  }
  return ends;
}

/// Sorts by hash; equal hashes keep their order, which is that of the tokens. Three passes of
/// eleven bits are several times as fast as comparing.
void sort_by_hash(std::span<Place> places, std::vector<Place>& scratch) {
  constexpr int kBits = 11;
  constexpr std::uint64_t kMask = (std::uint64_t{1} << kBits) - 1;
  scratch.resize(places.size());
  std::span<Place> from = places;
  std::span<Place> to = scratch;
  for (int shift = 32; shift < 64; shift += kBits) {
    std::array<std::uint32_t, kMask + 1> next{};
    for (const Place place : from) ++next[place >> shift & kMask];
    std::uint32_t total = 0;
    for (std::uint32_t& slot : next) total += std::exchange(slot, total);
    for (const Place place : from) to[next[place >> shift & kMask]++] = place;
    std::swap(from, to);
  }
  std::copy(from.begin(), from.end(), places.begin());  // an odd number of passes ends in scratch
}

struct Partitions {
  std::vector<std::size_t> begin;  // kPartitions + 1
  RawVector<Place> places;         // by partition, each sorted
};

/// Winnows chunks of documents, one thread a chunk: use(chunk, hash, token).
class ChunkWinnower {
 public:
  ChunkWinnower(const Segments& segments, const Run& run)
      : segments_(segments),
        run_(run),
        type_hashes_(hash_types(segments.vocabulary)),
        ends_(token_chunks(segments)) {}

  [[nodiscard]] std::size_t chunks() const { return ends_.size() - 1; }

  template <class Use>
  void each(Use&& use) const {
    parallel_for(run_, chunks(), 1, [&](std::size_t begin, std::size_t end, int) {
      for (std::size_t c = begin; c < end; ++c) {
        for (std::size_t d = ends_[c]; d < ends_[c + 1]; ++d) {
          run_.check();
          const std::size_t first = segments_.doc_tokens[d];
          const std::size_t size = segments_.doc_tokens[d + 1] - first;
          winnow(type_hashes_, {segments_.tokens.data() + first, size},
                 [&](std::uint64_t hash, std::size_t token) { use(c, hash, first + token); });
        }
      }
    });
  }

 private:
  const Segments& segments_;
  const Run& run_;
  std::vector<std::uint64_t> type_hashes_;
  std::vector<std::size_t> ends_;
};

using PartitionCounts = std::array<std::size_t, kPartitions>;

/// Turns the counts of each chunk into where it writes in each partition: chunks in order, so no
/// lock and no race.
std::vector<std::size_t> lay_out(std::vector<PartitionCounts>& chunks) {
  std::vector<std::size_t> begin(kPartitions + 1);
  std::size_t total = 0;
  for (std::size_t p = 0; p < kPartitions; ++p) {
    begin[p] = total;
    for (PartitionCounts& counts : chunks) total += std::exchange(counts[p], total);
  }
  begin[kPartitions] = total;
  return begin;
}

// Winnows twice, first to count: that costs less than fresh memory for all fingerprints once more.
Partitions list_places(const Segments& segments, const Run& run) {
  const ChunkWinnower winnower(segments, run);
  std::vector<PartitionCounts> next(winnower.chunks());
  winnower.each([&](std::size_t c, std::uint64_t hash, std::size_t) { ++next[c][hash >> 56]; });
  Partitions partitions;
  partitions.begin = lay_out(next);
  partitions.places.resize(partitions.begin.back());
  winnower.each([&](std::size_t c, std::uint64_t hash, std::size_t token) {
    partitions.places[next[c][hash >> 56]++] = (hash >> 24 << 32) | token;
  });
  parallel_for(run, kPartitions, 1, [&](std::size_t begin, std::size_t end, int) {
    std::vector<Place> scratch;
    for (std::size_t p = begin; p < end; ++p) {
      sort_by_hash({partitions.places.data() + partitions.begin[p],
                    partitions.begin[p + 1] - partitions.begin[p]},
                   scratch);
    }
  });
  return partitions;
}

/// Which document a token is in, by a table of every 64th token.
class DocumentOf {
 public:
  explicit DocumentOf(const Segments& segments)
      : starts_(segments.doc_tokens), first_(segments.tokens.size() / 64 + 1) {
    std::uint32_t document = 0;
    for (std::size_t block = 0; block < first_.size(); ++block) {
      while (document + 2 < starts_.size() && starts_[document + 1] <= block * 64) ++document;
      first_[block] = document;
    }
  }
  std::uint32_t operator()(std::uint32_t token) const {
    std::uint32_t document = first_[token / 64];
    while (starts_[document + 1] <= token) ++document;
    return document;
  }

 private:
  const std::vector<TokenId>& starts_;
  std::vector<std::uint32_t> first_;
};

struct Member {
  std::uint32_t document;
  std::uint32_t token;
  std::int32_t outlet;
  bool boilerplate = false;
};

class SeedFinder {
 public:
  SeedFinder(const Corpus& corpus, const DocumentOf& document_of,
             std::span<const std::uint32_t> ranks, const ReuseOptions& options,
             TokenBits& boilerplate)
      : corpus_(corpus),
        document_of_(document_of),
        ranks_(ranks),
        options_(options),
        boilerplate_(boilerplate) {}

  /// One fingerprint's places, in token order.
  void group(std::span<const Place> places, std::vector<Seed>& seeds) {
    members_.clear();
    for (const Place place : places) {
      const auto token = static_cast<std::uint32_t>(place);
      const std::uint32_t document = document_of_(token);
      members_.push_back({document, token, corpus_.outlets[document]});
    }
    if (members_.front().document == members_.back().document) return;
    mark_boilerplate();
    // Of each document its first place stands for all: repeating oneself is no reuse.
    std::erase_if(members_, [](const Member& member) { return member.boilerplate; });
    members_.erase(
        std::unique(members_.begin(), members_.end(),
                    [](const Member& x, const Member& y) { return x.document == y.document; }),
        members_.end());
    if (members_.size() < 2 || members_.size() > options_.idiom_documents) return;
    for (std::size_t i = 0; i < members_.size(); ++i) {
      for (std::size_t j = i + 1; j < members_.size(); ++j) pair(members_[i], members_[j], seeds);
    }
  }

 private:
  void mark_boilerplate() {
    if (members_.size() < options_.boilerplate_documents) return;
    by_outlet_.clear();
    for (std::size_t i = 0; i < members_.size(); ++i) {
      const bool new_document = i == 0 || members_[i].document != members_[i - 1].document;
      if (new_document && members_[i].outlet >= 0) by_outlet_.push_back(members_[i].outlet);
    }
    std::sort(by_outlet_.begin(), by_outlet_.end());
    for (Member& member : members_) {
      const auto [low, high] =
          std::equal_range(by_outlet_.begin(), by_outlet_.end(), member.outlet);
      if (static_cast<std::size_t>(high - low) < options_.boilerplate_documents) continue;
      member.boilerplate = true;
      for (std::size_t t = 0; t < kGramTokens; ++t) boilerplate_.set(member.token + t);
    }
  }

  void pair(const Member& x, const Member& y, std::vector<Seed>& seeds) const {
    if (!may_pair(corpus_, options_, x.document, y.document)) return;
    const bool in_order = ranks_[x.document] < ranks_[y.document];
    const Member& a = in_order ? x : y;
    const Member& b = in_order ? y : x;
    seeds.push_back({a.document, b.document, a.token, b.token});
  }

  const Corpus& corpus_;
  const DocumentOf& document_of_;
  std::span<const std::uint32_t> ranks_;
  const ReuseOptions& options_;
  TokenBits& boilerplate_;
  std::vector<Member> members_;
  std::vector<std::int32_t> by_outlet_;
};

}  // namespace

bool may_pair(const Corpus& corpus, const ReuseOptions& options, std::uint32_t x, std::uint32_t y) {
  if (options.other_outlets_only && corpus.outlets[x] == corpus.outlets[y]) return false;
  if (options.days < 0) return true;
  const std::int64_t day_x = corpus.dates[x];
  const std::int64_t day_y = corpus.dates[y];
  return day_x != kNoDate && day_y != kNoDate && std::abs(day_x - day_y) <= options.days;
}

std::uint32_t TokenBits::count(std::size_t begin, std::size_t end) const {
  std::uint32_t total = 0;
  while (begin < end) {
    const std::size_t stop = std::min(end, (begin / 64 + 1) * 64);
    std::uint64_t word = words_[begin / 64] >> (begin % 64);
    if (stop - begin < 64) word &= (std::uint64_t{1} << (stop - begin)) - 1;
    total += static_cast<std::uint32_t>(std::popcount(word));
    begin = stop;
  }
  return total;
}

std::vector<std::uint32_t> id_ranks(const Corpus& corpus) {
  std::vector<std::uint32_t> order(corpus.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return corpus.ids[a] < corpus.ids[b]; });
  std::vector<std::uint32_t> ranks(corpus.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) ranks[order[rank]] = rank;
  return ranks;
}

std::vector<std::vector<Seed>> find_seeds(const Corpus& corpus, const Segments& segments,
                                          std::span<const std::uint32_t> ranks,
                                          const ReuseOptions& options, TokenBits& boilerplate,
                                          const Run& run) {
  const Partitions partitions = list_places(segments, run);
  const DocumentOf document_of(segments);
  std::vector<std::vector<Seed>> found(kPartitions);
  parallel_for(run, kPartitions, 1, [&](std::size_t begin, std::size_t end, int) {
    SeedFinder finder(corpus, document_of, ranks, options, boilerplate);
    for (std::size_t p = begin; p < end; ++p) {
      run.check();
      const std::span<const Place> places(partitions.places.data() + partitions.begin[p],
                                          partitions.begin[p + 1] - partitions.begin[p]);
      for (std::size_t i = 0; i < places.size();) {
        std::size_t j = i + 1;
        while (j < places.size() && places[j] >> 32 == places[i] >> 32) ++j;
        if (j - i > 1) finder.group(places.subspan(i, j - i), found[p]);
        i = j;
      }
    }
  });

  const std::size_t per_block = corpus.size() / kSeedBlocks + 1;
  std::vector<std::vector<Seed>> blocks(kSeedBlocks);
  std::vector<std::size_t> sizes(kSeedBlocks, 0);
  for (const auto& seeds : found) {
    for (const Seed& seed : seeds) ++sizes[seed.a / per_block];
  }
  for (std::size_t block = 0; block < kSeedBlocks; ++block) blocks[block].reserve(sizes[block]);
  for (auto& seeds : found) {
    for (const Seed& seed : seeds) blocks[seed.a / per_block].push_back(seed);
    std::vector<Seed>().swap(seeds);
  }
  return blocks;
}

}  // namespace polyvocal
