#include "polyvocal/similarity/sketches.h"

#include <algorithm>
#include <limits>
#include <string>
#include <unordered_map>

#include "min_hash.h"
#include "polyvocal/core/bytes.h"
#include "polyvocal/core/error.h"
#include "word_hashes.h"

namespace polyvocal {
namespace {

constexpr std::size_t kGrain = 64;  // texts a chunk
constexpr std::uint32_t kMostWords = 32;
constexpr std::string_view kMagic = "PVSKETCH";
constexpr std::uint32_t kVersion = 1;

constexpr std::uint64_t kBase = 0xA24BAED4963EE407ULL;  // odd: every word keeps its weight mod 2^64

const SketchOptions& checked(const SketchOptions& options) {
  check_slots(options.slots);
  if (options.words < 1 || options.words > kMostWords) {
    throw InputError("words is " + std::to_string(options.words) + "; give 1 to " +
                     std::to_string(kMostWords) + " words a run");
  }
  return options;
}

/// Hashes of runs of words, rolled on from word to word.
class Runs {
 public:
  explicit Runs(std::uint32_t words) : words_(words) {
    for (std::uint32_t i = 0; i < words; ++i) leaving_ *= kBase;
  }

  std::span<const std::uint64_t> of(std::span<const std::uint64_t> words) {
    runs_.clear();
    std::uint64_t run = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
      run = run * kBase + words[i];
      if (i >= words_) run -= words[i - words_] * leaving_;
      if (i + 1 >= words_) runs_.push_back(run);
    }
    if (runs_.empty() && !words.empty()) runs_.push_back(run);
    return runs_;
  }

 private:
  std::size_t words_;
  std::uint64_t leaving_ = 1;
  std::vector<std::uint64_t> runs_;
};

struct Worker {
  explicit Worker(std::uint32_t words) : runs(words) {}
  WordHashes reader;
  Runs runs;
};

bool is_sketch(std::span<const std::uint32_t> row) {
  const auto empty = std::count(row.begin(), row.end(), kEmptySlot);
  return empty == 0 || empty == static_cast<std::ptrdiff_t>(row.size());
}

}  // namespace

Sketches::Sketches(const SketchOptions& options) : options_(checked(options)) {}

void Sketches::add(const StringColumn& ids, std::span<const std::string_view> texts,
                   const Run& run) {
  if (ids.size() != texts.size()) {
    throw InputError("sketches: " + std::to_string(ids.size()) + " ids for " +
                     std::to_string(texts.size()) + " texts; give one for each");
  }
  const MinHash hash(options_.slots, options_.seed);
  std::vector<std::uint32_t> values(texts.size() * options_.slots);
  std::vector<Worker> workers(static_cast<std::size_t>(run.threads), Worker(options_.words));
  parallel_for(run, texts.size(), kGrain, [&](std::size_t begin, std::size_t end, int number) {
    Worker& worker = workers[static_cast<std::size_t>(number)];
    for (std::size_t i = begin; i < end; ++i) {
      hash.sketch(worker.runs.of(worker.reader.read(texts[i])), &values[i * options_.slots]);
    }
  });
  unite(ids, values);
}

void Sketches::merge(const Sketches& other) {
  if (!(options_ == other.options_)) {
    throw InputError("sketches of " + std::to_string(other.options_.slots) + " slots, " +
                     std::to_string(other.options_.words) + " words and seed " +
                     std::to_string(other.options_.seed) + " do not merge with those of " +
                     std::to_string(options_.slots) + ", " + std::to_string(options_.words) +
                     " and " + std::to_string(options_.seed) + "; make both alike");
  }
  if (&other == this) return;
  unite(other.ids_, other.values_);
}

void Sketches::unite(const StringColumn& ids, std::span<const std::uint32_t> values) {
  std::unordered_map<std::string_view, std::size_t> places;
  const StringColumn held = ids_;  // ids_ grows while its strings are keys
  places.reserve(held.size() + ids.size());
  for (std::size_t i = 0; i < held.size(); ++i) places.emplace(held[i], i);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto row = values.subspan(i * options_.slots, options_.slots);
    const auto [place, is_new] = places.emplace(ids[i], ids_.size());
    if (is_new) {
      ids_.push_back(ids[i]);
      values_.insert(values_.end(), row.begin(), row.end());
      continue;
    }
    std::uint32_t* const mine = &values_[place->second * options_.slots];
    for (std::size_t slot = 0; slot < row.size(); ++slot) {
      mine[slot] = std::min(mine[slot], row[slot]);
    }
  }
}

std::string Sketches::to_bytes() const {
  return ByteWriter(kMagic, kVersion)
      .number(options_.slots)
      .number(options_.words)
      .number(options_.seed)
      .strings(ids_)
      .column(values_)
      .finish();
}

Sketches Sketches::from_bytes(std::string_view block) {
  ByteReader in(block, kMagic, kVersion, "sketches");
  SketchOptions options;
  options.slots = in.number<std::uint32_t>();
  options.words = in.number<std::uint32_t>();
  options.seed = in.number<std::uint64_t>();
  Sketches sketches(options);
  sketches.ids_ = in.strings();
  sketches.values_ = in.column<std::uint32_t>();
  in.finish();
  if (sketches.values_.size() / options.slots != sketches.size() ||
      sketches.values_.size() % options.slots != 0) {
    in.fail();
  }
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < sketches.size(); ++i) {
    const bool is_new = places.emplace(sketches.ids_[i], i).second;
    if (!is_new || !is_sketch(sketches.row(i))) in.fail();
  }
  return sketches;
}

std::vector<std::uint32_t> sketch_sets(std::span<const std::uint64_t> hashes,
                                       std::span<const std::int64_t> begin, std::uint32_t slots,
                                       std::uint64_t seed, const Run& run) {
  const bool within = !begin.empty() && begin.front() >= 0 &&
                      begin.back() <= static_cast<std::int64_t>(hashes.size()) &&
                      std::is_sorted(begin.begin(), begin.end());
  if (!within) {
    throw InputError("begin: give where each set begins among the " +
                     std::to_string(hashes.size()) +
                     " hashes, and where the last one ends, none before the one before");
  }
  const MinHash hash(slots, seed);
  const std::size_t sets = begin.size() - 1;
  std::vector<std::uint32_t> values(sets * slots);
  parallel_for(run, sets, kGrain, [&](std::size_t first, std::size_t last, int) {
    for (std::size_t i = first; i < last; ++i) {
      const auto from = static_cast<std::size_t>(begin[i]);
      const auto to = static_cast<std::size_t>(begin[i + 1]);
      hash.sketch(hashes.subspan(from, to - from), &values[i * slots]);
    }
  });
  return values;
}

}  // namespace polyvocal
