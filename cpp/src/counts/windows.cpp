#include "polyvocal/counts/windows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "polyvocal/core/error.h"
#include "window_rows.h"

namespace polyvocal {
namespace {

constexpr std::array<std::string_view, 3> kWeights = {"flat", "harmonic", "exponential"};

double weight_at(const WindowOptions& options, std::uint32_t distance) {
  switch (options.weight) {
    case WindowWeight::flat:
      return 1;
    case WindowWeight::harmonic:
      return 1. / distance;
    case WindowWeight::exponential:
      return std::exp(-static_cast<double>(distance - 1) / options.decay);
  }
  return 0;
}

void check(const TokenStream& tokens) {
  const auto& begin = tokens.document_begin;
  if (begin.empty() || begin.front() != 0 || !std::is_sorted(begin.begin(), begin.end()) ||
      begin.back() != static_cast<std::int64_t>(tokens.ids.size())) {
    throw InputError("the documents do not cover the " + std::to_string(tokens.ids.size()) +
                     " words one after the other");
  }
  const auto bad = std::find_if(tokens.ids.begin(), tokens.ids.end(),
                                [&](std::int32_t id) { return id < -1 || id >= tokens.nodes; });
  if (bad != tokens.ids.end()) {
    throw InputError("word " + std::to_string(bad - tokens.ids.begin()) + " has the number " +
                     std::to_string(*bad) + "; give -1 to " + std::to_string(tokens.nodes - 1));
  }
}

/// The words with `gap` empty places around every document, so that a window needs no bounds; rare
/// words are empty places too.
std::vector<std::int32_t> with_gaps(const TokenStream& tokens, std::size_t gap,
                                    std::int64_t min_count) {
  std::vector<std::int64_t> counts(static_cast<std::size_t>(tokens.nodes), 0);
  for (const std::int32_t id : tokens.ids) {
    if (id >= 0) ++counts[static_cast<std::size_t>(id)];
  }
  std::vector<std::int32_t> padded;
  padded.reserve(tokens.ids.size() + gap * tokens.document_begin.size());
  padded.assign(gap, -1);
  for (std::size_t d = 0; d + 1 < tokens.document_begin.size(); ++d) {
    const auto first = static_cast<std::size_t>(tokens.document_begin[d]);
    const auto last = static_cast<std::size_t>(tokens.document_begin[d + 1]);
    for (std::size_t t = first; t < last; ++t) {
      const std::int32_t id = tokens.ids[t];
      padded.push_back(id >= 0 && counts[static_cast<std::size_t>(id)] >= min_count ? id : -1);
    }
    padded.insert(padded.end(), gap, -1);
  }
  return padded;
}

}  // namespace

WindowWeight window_weight_from(std::string_view name) {
  const auto found = std::find(kWeights.begin(), kWeights.end(), name);
  if (found != kWeights.end()) return static_cast<WindowWeight>(found - kWeights.begin());
  throw InputError("no weight '" + std::string(name) +
                   "'; choose one of flat, harmonic, exponential");
}

std::vector<std::int64_t> window_weights(const WindowOptions& options) {
  if (options.size < 1 || options.size > kMaxWindow) {
    throw InputError("a window of " + std::to_string(options.size) + " words; give 1 to " +
                     std::to_string(kMaxWindow));
  }
  if (!(options.decay > 0) || !std::isfinite(options.decay)) {
    throw InputError("decay is " + std::to_string(options.decay) +
                     "; give the words after which a weight has fallen to 1/e, above 0");
  }
  std::vector<std::int64_t> weights(options.size + 1, 0);
  for (std::uint32_t d = 1; d <= options.size; ++d) {
    weights[d] = std::llround(weight_at(options, d) * kFixedOne);
  }
  return weights;
}

Csr<std::int64_t> count_token_windows(const TokenStream& tokens, const WindowOptions& window,
                                      const WindowLimits& limits, const Run& run) {
  check(tokens);
  const std::vector<std::int64_t> weights = window_weights(window);
  const auto size = static_cast<std::int64_t>(window.size);
  const std::vector<std::int32_t> words = with_gaps(tokens, window.size, limits.min_count);
  const NodePlaces postings = places_of_nodes(words, tokens.nodes);
  for (std::size_t node = 0; node + 1 < postings.begin.size(); ++node) {
    check_sums((postings.begin[node + 1] - postings.begin[node]) * 2 * window.size);
  }
  return sum_rows(postings, tokens.nodes, tokens.nodes, limits.upper, limits.max_bytes, run,
                  [&](std::size_t row, RowAccumulator& sums) {
                    constexpr std::uint64_t kAhead = 16;  // places are far apart: fetch them early
                    const std::int64_t near =
                        std::min<std::int64_t>(size, 15);  // a line to either side
                    const std::uint64_t end = postings.begin[row + 1];
                    for (std::uint64_t p = postings.begin[row]; p < end; ++p) {
                      if (p + kAhead < postings.places.size()) {  // also of the next row
                        const std::int32_t* const ahead = &words[postings.places[p + kAhead]];
                        __builtin_prefetch(ahead + near);
                        __builtin_prefetch(ahead - near);
                      }
                      const std::int32_t* const here = &words[postings.places[p]];
                      for (std::int64_t d = 1; d <= size; ++d) {
                        if (here[d] >= 0) sums.add(here[d], weights[static_cast<std::size_t>(d)]);
                      }
                      if (window.directed) continue;
                      for (std::int64_t d = 1; d <= size; ++d) {
                        if (here[-d] >= 0) sums.add(here[-d], weights[static_cast<std::size_t>(d)]);
                      }
                    }
                  });
}

}  // namespace polyvocal
