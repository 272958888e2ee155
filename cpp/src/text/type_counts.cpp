#include "polyvocal/text/type_counts.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

#include "text/byte_scan.h"
#include "text/interner.h"
#include "text/vocabulary_builder.h"
#include "text/words.h"

namespace polyvocal {
namespace {

using namespace segmenting;

constexpr std::size_t kGrain = 16;  // articles a worker takes at a time

// Rows of some consecutive documents; types are ids of the worker that counted them.
struct Chunk {
  int worker = 0;
  std::vector<std::uint32_t> lengths;
  std::vector<TypeId> types;
  std::vector<std::uint32_t> counts;
};

class Worker {
 public:
  void count(std::string_view text, Chunk& chunk) {
    scan_bytes(text, blocks_);
    words_.clear();
    find_words(text, blocks_, words_);
    types_.resize(words_.size());
    traits_.resize(words_.size());
    interner_.add(text.data(), words_, types_.data(), traits_.data());
    counts_.resize(interner_.size(), 0);
    const std::size_t first = chunk.types.size();
    for (const TypeId type : types_) {
      if (counts_[type]++ == 0) chunk.types.push_back(type);
    }
    for (std::size_t k = first; k < chunk.types.size(); ++k) {
      chunk.counts.push_back(std::exchange(counts_[chunk.types[k]], 0));
    }
    chunk.lengths.push_back(static_cast<std::uint32_t>(chunk.types.size() - first));
  }

  [[nodiscard]] const Interner& interner() const { return interner_; }

 private:
  Interner interner_;
  std::vector<ScanBlock> blocks_;
  std::vector<Span> words_;
  std::vector<TypeId> types_;
  std::vector<WordTraits> traits_;
  std::vector<std::uint32_t> counts_;  // per type of the interner; 0 between documents
};

// The chunks in order, each freed once it is copied.
void join(std::vector<Chunk>& chunks, const std::vector<std::vector<TypeId>>& final_ids,
          TypeCounts& out) {
  std::size_t stored = 0;
  for (const Chunk& chunk : chunks) stored += chunk.types.size();
  out.types.reserve(stored);
  out.counts.reserve(stored);
  for (Chunk& chunk : chunks) {
    const std::vector<TypeId>& ids = final_ids[static_cast<std::size_t>(chunk.worker)];
    for (const std::uint32_t length : chunk.lengths) {
      out.doc_begin.push_back(out.doc_begin.back() + length);
    }
    for (const TypeId type : chunk.types) out.types.push_back(ids[type]);
    out.counts.insert(out.counts.end(), chunk.counts.begin(), chunk.counts.end());
    chunk = {};
  }
}

}  // namespace

TypeCounts count_types(const Corpus& corpus, const Run& run) {
  const auto threads = static_cast<std::size_t>(std::max(1, run.threads));
  std::vector<Chunk> chunks((corpus.size() + kGrain - 1) / kGrain);
  std::vector<std::unique_ptr<Worker>> workers(threads);
  parallel_for(run, corpus.size(), kGrain, [&](std::size_t begin, std::size_t end, int index) {
    auto& worker = workers[static_cast<std::size_t>(index)];
    if (!worker) worker = std::make_unique<Worker>();
    Chunk& chunk = chunks[begin / kGrain];
    chunk.worker = index;
    for (std::size_t doc = begin; doc < end; ++doc) {
      run.check();
      worker->count(corpus.text(doc), chunk);
    }
  });
  // What follows is short: no steps of the progress bar.
  run.check();
  std::vector<const Interner*> interners;
  interners.reserve(threads);
  for (const auto& worker : workers) interners.push_back(worker ? &worker->interner() : nullptr);
  TypeCounts out;
  std::vector<std::vector<TypeId>> final_ids;
  out.vocabulary = build_vocabulary(interners, {.threads = run.threads}, final_ids);
  join(chunks, final_ids, out);
  return out;
}

}  // namespace polyvocal
