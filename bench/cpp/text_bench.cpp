// The text stage against the memory and against ICU, on generated news-like prose.
//
//   cmake --preset dev && cmake --build build/dev --target text_bench && build/dev/text_bench
#include <benchmark/benchmark.h>

#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "polyvocal/corpus/corpus.h"
#include "polyvocal/text/segment.h"
#include "polyvocal/text/tokenize.h"
#include "text/byte_scan.h"

namespace polyvocal {
namespace {

// Words of 1 to 12 letters, common ones short, as in English; capitals, commas, full stops, a curly
// apostrophe now and then, a blank line every few sentences.
std::string prose(std::size_t bytes) {
  std::mt19937 random(7);
  std::geometric_distribution<unsigned> extra(0.25);
  std::string text;
  unsigned word = 0;
  while (text.size() < bytes) {
    const unsigned letters = 1 + std::min(11U, extra(random));
    for (unsigned i = 0; i < letters; ++i) {
      const char letter = static_cast<char>('a' + random() % 26);
      text += i == 0 && (word % 18 == 0 || random() % 20 == 0) ? static_cast<char>(letter - 32)
                                                               : letter;
    }
    if (random() % 60 == 0) text += "\u2019s";
    ++word;
    if (word % 18 == 0) {
      text += word % 90 == 0 ? ".\n\n" : ". ";
    } else {
      text += random() % 15 == 0 ? ", " : " ";
    }
  }
  return text;
}

const std::string& sample() {
  static const std::string text = prose(std::size_t{4} << 20U);
  return text;
}

void count_bytes(benchmark::State& state) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(sample().size()));
}

void bm_copy(benchmark::State& state) {
  std::vector<char> to(sample().size());
  for (auto unused : state) {
    std::memcpy(to.data(), sample().data(), to.size());
    benchmark::DoNotOptimize(to.data());
  }
  count_bytes(state);
}
BENCHMARK(bm_copy);

void bm_scan(benchmark::State& state) {
  const auto kernels = segmenting::scan_kernels();
  const auto index = static_cast<std::size_t>(state.range(0));
  if (index >= kernels.size()) {
    state.SkipWithError("this processor has no such instructions");
    return;
  }
  state.SetLabel(kernels[index].name);
  std::vector<segmenting::ScanBlock> blocks(sample().size() / 64);
  for (auto unused : state) {
    kernels[index].run(sample().data(), blocks);
    benchmark::DoNotOptimize(blocks.data());
  }
  count_bytes(state);
}
BENCHMARK(bm_scan)->DenseRange(0, 2);

void bm_tokenize(benchmark::State& state) {
  const bool icu = state.range(0) != 0;
  state.SetLabel(icu ? "icu" : "own");
  std::vector<Span> words;
  for (auto unused : state) {
    words.clear();
    tokenize(sample(), words, {.force_icu = icu});
    benchmark::DoNotOptimize(words.data());
  }
  count_bytes(state);
}
BENCHMARK(bm_tokenize)->DenseRange(0, 1);

void bm_segment(benchmark::State& state) {
  CorpusBuilder builder;
  constexpr std::size_t kArticle = 6000;
  for (std::size_t at = 0; at + kArticle <= sample().size(); at += kArticle) {
    builder.add({.id = std::to_string(at), .text = prose(kArticle)});
  }
  const Corpus corpus = std::move(builder).finish();
  for (auto unused : state) {
    const Segments segments = segment(corpus, {.threads = 1});
    benchmark::DoNotOptimize(segments.tokens.data());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(corpus.text_bytes()));
}
BENCHMARK(bm_segment);

}  // namespace
}  // namespace polyvocal

BENCHMARK_MAIN();
