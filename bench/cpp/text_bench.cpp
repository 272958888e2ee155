// The text stage and the matcher against the memory and against ICU, on generated news-like prose
// or on the first 16 MB of a text file:
//
//   cmake --preset dev && cmake --build build/dev --target text_bench && build/dev/text_bench
//   POLYVOCAL_BENCH_TEXT=articles.txt build/dev/text_bench
//   --benchmark_filter='words|sentences|find'
#include <benchmark/benchmark.h>
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "polyvocal/actors/matcher.h"
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

// Whole lines from the start of a file.
std::string read_text(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(std::size_t{16} << 20U, ' ');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  text.resize(text.rfind('\n') + 1);
  return text;
}

const std::string& sample() {
  static const std::string text = [] {
    const char* const path = std::getenv("POLYVOCAL_BENCH_TEXT");
    return path == nullptr ? prose(std::size_t{4} << 20U) : read_text(path);
  }();
  return text;
}

void count_bytes(benchmark::State& state) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(sample().size()));
}

void bm_copy(benchmark::State& state) {
  std::vector<char> to(sample().size());
  for ([[maybe_unused]] auto unused : state) {
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
  for ([[maybe_unused]] auto unused : state) {
    kernels[index].run(sample().data(), blocks);
    benchmark::DoNotOptimize(blocks.data());
  }
  count_bytes(state);
}
BENCHMARK(bm_scan)->DenseRange(0, 2);

void bm_words(benchmark::State& state) {
  const bool icu = state.range(0) != 0;
  state.SetLabel(icu ? "our rules by ICU" : "own");
  std::vector<Span> words;
  for ([[maybe_unused]] auto unused : state) {
    words.clear();
    tokenize(sample(), words, {.force_icu = icu});
    benchmark::DoNotOptimize(words.data());
  }
  count_bytes(state);
}
BENCHMARK(bm_words)->DenseRange(0, 1);

// ICU's own iterators over UTF-8, as a program without us would use them.
void bm_icu(benchmark::State& state, icu::BreakIterator* (*make)(const icu::Locale&, UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> iterator(make(icu::Locale::getEnglish(), status));
  UText* const text =
      utext_openUTF8(nullptr, sample().data(), static_cast<std::int64_t>(sample().size()), &status);
  if (U_FAILURE(status) != 0) state.SkipWithError(u_errorName(status));
  std::vector<Span> spans;
  for ([[maybe_unused]] auto unused : state) {
    spans.clear();
    iterator->setText(text, status);
    std::int32_t from = iterator->first();
    for (std::int32_t to = iterator->next(); to != icu::BreakIterator::DONE;
         to = iterator->next()) {
      spans.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)});
      from = to;
    }
    benchmark::DoNotOptimize(spans.data());
  }
  utext_close(text);
  count_bytes(state);
}
BENCHMARK_CAPTURE(bm_icu, words, &icu::BreakIterator::createWordInstance);
BENCHMARK_CAPTURE(bm_icu, sentences, &icu::BreakIterator::createSentenceInstance);

// The capitalised pairs of the text itself.
std::vector<std::string> list_names(std::size_t most) {
  std::vector<Span> words;
  tokenize(sample(), words);
  std::set<std::string> names;
  const std::string& text = sample();
  const auto is_capital = [&](Span word) {
    return text[word.begin] >= 'A' && text[word.begin] <= 'Z';
  };
  for (std::size_t i = 1; i < words.size() && names.size() < most; ++i) {
    if (is_capital(words[i - 1]) && is_capital(words[i]) &&
        words[i - 1].end + 1 == words[i].begin) {
      names.insert(text.substr(words[i - 1].begin, words[i].end - words[i - 1].begin));
    }
  }
  return {names.begin(), names.end()};
}

void bm_find(benchmark::State& state) {
  const std::vector<std::string> names = list_names(static_cast<std::size_t>(state.range(0)));
  std::vector<MatcherName> listed;
  listed.reserve(names.size());
  for (const std::string& name : names) listed.push_back({name, CasePolicy::smart, false});
  const Matcher matcher(listed);
  const auto path = static_cast<MatchPath>(state.range(1));
  MatchScratch scratch;
  std::vector<NameMatch> found;
  for ([[maybe_unused]] auto unused : state) {
    found.clear();
    matcher.find(sample(), scratch, found, path);
    benchmark::DoNotOptimize(found.data());
  }
  state.SetLabel(path == MatchPath::fastest ? "fastest" : "plain");
  state.counters["names"] = static_cast<double>(names.size());
  state.counters["found"] = static_cast<double>(found.size());
  count_bytes(state);
}
BENCHMARK(bm_find)->ArgsProduct({{1000, 100000}, {0, 1}});

void bm_segment(benchmark::State& state) {
  CorpusBuilder builder;
  constexpr std::size_t kArticle = 6000;
  const std::string_view text = sample();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at + kArticle), text.size() - 1) + 1;
    builder.add({.id = std::to_string(at), .text = text.substr(at, end - at)});
    at = end;
  }
  const Corpus corpus = std::move(builder).finish();
  for ([[maybe_unused]] auto unused : state) {
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
