#include "garbled_pairs.h"

#include <algorithm>
#include <array>

#include "letters.h"

namespace polyvocal {
namespace {

constexpr std::size_t kRunLetters = 12;
constexpr std::uint64_t kSampled = 8;       // one run in so many is indexed
constexpr std::size_t kMostDocuments = 16;  // a run of more documents is common speech
constexpr std::size_t kFewestRuns = 6;      // what two documents share to be compared
constexpr std::size_t kParts = 64;
constexpr std::size_t kGrain = 256;  // documents a chunk

/// 32 bits of the hash above, the document below.
using Entry = std::uint64_t;
using Parts = std::array<std::vector<Entry>, kParts>;

std::vector<Parts> index_chunks(const Segments& segments, const TokenBits& boilerplate,
                                const Run& run) {
  const std::size_t documents = segments.documents();
  std::vector<Parts> chunks((documents + kGrain - 1) / kGrain);
  parallel_for(run, documents, kGrain, [&](std::size_t begin, std::size_t end, int) {
    Letters letters;
    Parts& parts = chunks[begin / kGrain];
    for (std::size_t document = begin; document < end; ++document) {
      run.check();
      letters.read(segments, boilerplate, static_cast<std::uint32_t>(document));
      each_run(letters.letter, kRunLetters, [&](std::int32_t, std::uint64_t hash) {
        if (hash % kSampled != 0) return;
        parts[hash >> 58].push_back((hash >> 26 << 32) | document);
      });
    }
  });
  return chunks;
}

/// All pairs of the documents of one run; `entries` are sorted, a document may come twice.
template <class Use>
void each_pair(std::span<const Entry> entries, Use&& use) {
  std::array<std::uint32_t, kMostDocuments> documents{};
  std::size_t count = 0;
  for (const Entry entry : entries) {
    const auto document = static_cast<std::uint32_t>(entry);
    if (count > 0 && documents[count - 1] == document) continue;
    if (count == kMostDocuments) return;
    documents[count++] = document;
  }
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j) use(documents[i], documents[j]);
  }
}

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> garbled_pairs(
    const Corpus& corpus, const Segments& segments, std::span<const std::uint32_t> ranks,
    const TokenBits& boilerplate, const ReuseOptions& options, const Run& run) {
  std::vector<Parts> chunks = index_chunks(segments, boilerplate, run);
  std::array<std::vector<std::uint64_t>, kParts> shared;  // pairs, once for every run they share
  parallel_for(run, kParts, 1, [&](std::size_t part, std::size_t, int) {
    std::vector<Entry> entries;
    for (Parts& chunk : chunks) {
      entries.insert(entries.end(), chunk[part].begin(), chunk[part].end());
      std::vector<Entry>().swap(chunk[part]);
    }
    std::sort(entries.begin(), entries.end());
    for (std::size_t i = 0; i < entries.size();) {
      std::size_t j = i + 1;
      while (j < entries.size() && entries[j] >> 32 == entries[i] >> 32) ++j;
      each_pair(std::span(entries).subspan(i, j - i), [&](std::uint32_t x, std::uint32_t y) {
        if (!may_pair(corpus, options, x, y)) return;
        const bool in_order = ranks[x] < ranks[y];
        shared[part].push_back(in_order ? std::uint64_t{x} << 32 | y : std::uint64_t{y} << 32 | x);
      });
      i = j;
    }
  });
  std::vector<std::uint64_t> all;
  for (auto& part : shared) {
    all.insert(all.end(), part.begin(), part.end());
    std::vector<std::uint64_t>().swap(part);
  }
  std::sort(all.begin(), all.end());
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t j = i + 1;
    while (j < all.size() && all[j] == all[i]) ++j;
    if (j - i >= kFewestRuns) {
      pairs.emplace_back(static_cast<std::uint32_t>(all[i] >> 32),
                         static_cast<std::uint32_t>(all[i]));
    }
    i = j;
  }
  return pairs;
}

}  // namespace polyvocal
