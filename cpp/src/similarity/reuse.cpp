#include "polyvocal/similarity/reuse.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "align.h"
#include "fingerprints.h"
#include "garbled.h"
#include "garbled_pairs.h"
#include "match.h"
#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

std::vector<KeyId> keys_by_type(const Vocabulary& vocabulary) {
  std::vector<KeyId> keys(vocabulary.info.size());
  for (std::size_t type = 0; type < keys.size(); ++type) keys[type] = vocabulary.info[type].key;
  return keys;
}

/// Furniture of the page is boilerplate from the start.
void mark_regions(const Segments& segments, TokenBits& boilerplate) {
  constexpr std::uint32_t furniture = 1U << static_cast<unsigned>(Region::boilerplate) |
                                      1U << static_cast<unsigned>(Region::note) |
                                      1U << static_cast<unsigned>(Region::byline);
  for (SentenceId s = 0; s < segments.sentences.size(); ++s) {
    const auto region = static_cast<unsigned>(segments.sentences[s].region);
    if ((furniture >> region & 1) == 0) continue;
    for (TokenId t = segments.sentences[s].token_begin; t < segments.token_end(s); ++t) {
      boilerplate.set(t);
    }
  }
}

/// Tokens inside quotation marks that are not boilerplate.
TokenBits quoted_tokens(const Segments& segments, const TokenBits& boilerplate) {
  TokenBits quoted(segments.tokens.size());
  for (std::size_t d = 0; d < segments.documents(); ++d) {
    std::uint32_t quote = segments.doc_quotes[d];
    for (TokenId t = segments.doc_tokens[d]; t < segments.doc_tokens[d + 1]; ++t) {
      const std::uint32_t at = segments.tokens[t].begin;
      while (quote < segments.doc_quotes[d + 1] && segments.quotes[quote].span.end <= at) ++quote;
      if (quote == segments.doc_quotes[d + 1]) break;
      if (segments.quotes[quote].span.begin <= at && !boilerplate[t]) quoted.set(t);
    }
  }
  return quoted;
}

/// Words that two ranges of tokens share.
std::uint32_t common(std::uint32_t x_begin, std::uint32_t x_end, std::uint32_t y_begin,
                     std::uint32_t y_end) {
  const std::uint32_t begin = std::max(x_begin, y_begin);
  const std::uint32_t end = std::min(x_end, y_end);
  return end > begin ? end - begin : 0;
}

/// Matches of one pair, longest first; one that lies for the most part inside a longer one on
/// either side is the same words again.
void keep_longest(std::vector<Match>& tried, std::vector<Match>& out) {
  std::sort(tried.begin(), tried.end(), [](const Match& x, const Match& y) {
    return std::tuple(y.matched, x.a_begin, x.b_begin, x.a_end, x.b_end) <
           std::tuple(x.matched, y.a_begin, y.b_begin, y.a_end, y.b_end);
  });
  const std::size_t first = out.size();
  for (const Match& match : tried) {
    const bool repeated = std::any_of(
        out.begin() + static_cast<std::ptrdiff_t>(first), out.end(), [&](const Match& longer) {
          return 2 * common(match.a_begin, match.a_end, longer.a_begin, longer.a_end) >
                     match.a_end - match.a_begin ||
                 2 * common(match.b_begin, match.b_end, longer.b_begin, longer.b_end) >
                     match.b_end - match.b_begin;
        });
    if (!repeated) out.push_back(match);
  }
}

/// Matches of one pair of documents, from its seeds.
class PairMatcher {
 public:
  PairMatcher(const Segments& segments, std::span<const KeyId> key_of_type,
              std::uint32_t min_tokens)
      : segments_(segments),
        keys_{segments.tokens.data(), key_of_type.data()},
        min_tokens_(min_tokens) {}

  /// `seeds` sorted by (a_token, b_token).
  void match(std::span<const Seed> seeds, std::vector<Match>& out) {
    tried_.clear();
    for (const Seed& seed : seeds) {
      const bool known = std::any_of(tried_.begin(), tried_.end(), [&](const Match& match) {
        return match.holds(seed.a_token, seed.b_token);
      });
      if (!known) tried_.push_back(extend(seed));
    }
    std::erase_if(tried_, [&](const Match& match) { return match.matched < min_tokens_; });
    keep_longest(tried_, out);
  }

 private:
  Match extend(const Seed& seed) {
    const TokenId a_begin = segments_.doc_tokens[seed.a];
    const TokenId b_begin = segments_.doc_tokens[seed.b];
    const auto length = [](TokenId begin, TokenId end) {
      return static_cast<std::int32_t>(end - begin);
    };
    const TokenId a_end = segments_.doc_tokens[seed.a + 1];
    const TokenId b_end = segments_.doc_tokens[seed.b + 1];
    const std::int64_t a_at = seed.a_token;
    const std::int64_t b_at = seed.b_token;
    const Extension right = aligner_.extend({keys_, a_at, 1, length(seed.a_token, a_end)},
                                            {keys_, b_at, 1, length(seed.b_token, b_end)});
    const Extension left = aligner_.extend({keys_, a_at - 1, -1, length(a_begin, seed.a_token)},
                                           {keys_, b_at - 1, -1, length(b_begin, seed.b_token)});
    const auto size = [](std::int32_t words) { return static_cast<std::uint32_t>(words); };
    return {.a = seed.a,
            .b = seed.b,
            .a_begin = seed.a_token - size(left.a),
            .a_end = seed.a_token + size(right.a),
            .b_begin = seed.b_token - size(left.b),
            .b_end = seed.b_token + size(right.b),
            .matched = size(left.matched + right.matched),
            .differences = size(left.differences + right.differences)};
  }

  const Segments& segments_;
  TokenKeys keys_;
  std::uint32_t min_tokens_;
  Aligner aligner_;
  std::vector<Match> tried_;
};

void match_block(std::vector<Seed>& seeds, PairMatcher& matcher, std::vector<Match>& out,
                 const Run& run) {
  std::sort(seeds.begin(), seeds.end(), [](const Seed& x, const Seed& y) {
    return std::tie(x.a, x.b, x.a_token, x.b_token) < std::tie(y.a, y.b, y.a_token, y.b_token);
  });
  for (std::size_t i = 0; i < seeds.size();) {
    std::size_t j = i + 1;
    while (j < seeds.size() && seeds[j].a == seeds[i].a && seeds[j].b == seeds[i].b) ++j;
    // Twelve equal words in a row leave at least two fingerprints: one alone is chance.
    if (j - i > 1) {
      if (run.progress != nullptr) run.check();
      matcher.match({seeds.data() + i, j - i}, out);
    }
    i = j;
  }
  std::vector<Seed>().swap(seeds);
}

/// Matches found letter by letter.
std::vector<Match> match_garbled(const Corpus& corpus, const Segments& segments,
                                 std::span<const std::uint32_t> ranks, const TokenBits& boilerplate,
                                 const ReuseOptions& options, const Run& run) {
  constexpr std::size_t kGrain = 64;
  const auto pairs = garbled_pairs(corpus, segments, ranks, boilerplate, options, run);
  std::vector<std::vector<Match>> found((pairs.size() + kGrain - 1) / kGrain);
  parallel_for(run, pairs.size(), kGrain, [&](std::size_t begin, std::size_t end, int) {
    GarbledMatcher matcher(segments, boilerplate, options.min_tokens);
    for (std::size_t i = begin; i < end; ++i) {
      run.check();
      if (i == begin || pairs[i].first != pairs[i - 1].first) matcher.load(pairs[i].first);
      matcher.match(pairs[i].second, found[begin / kGrain]);
    }
  });
  std::vector<Match> all;
  for (const auto& chunk : found) all.insert(all.end(), chunk.begin(), chunk.end());
  return all;
}

/// Both kinds of matches, each passage once; by pair.
std::vector<Match> merge(std::vector<Match> all) {
  const auto pair = [](const Match& match) { return std::pair(match.a, match.b); };
  std::stable_sort(all.begin(), all.end(),
                   [&](const Match& x, const Match& y) { return pair(x) < pair(y); });
  std::vector<Match> kept;
  std::vector<Match> tried;
  for (std::size_t i = 0; i < all.size();) {
    tried.clear();
    const auto same = pair(all[i]);
    while (i < all.size() && pair(all[i]) == same) tried.push_back(all[i++]);
    keep_longest(tried, kept);
  }
  return kept;
}

/// Length of the union of [begin, end) ranges, leaving marked tokens out.
std::uint32_t covered(std::vector<std::pair<std::uint32_t, std::uint32_t>>& ranges,
                      const TokenBits& leave_out) {
  std::sort(ranges.begin(), ranges.end());
  std::uint32_t total = 0;
  std::uint32_t reached = 0;
  for (const auto& [begin, end] : ranges) {
    const std::uint32_t from = std::max(begin, reached);
    if (from >= end) continue;
    total += end - from - leave_out.count(from, end);
    reached = end;
  }
  return total;
}

class Collector {
 public:
  Collector(const Segments& segments, const TokenBits& boilerplate, const TokenBits& quoted,
            std::uint32_t min_tokens)
      : segments_(segments), boilerplate_(boilerplate), quoted_(quoted), min_tokens_(min_tokens) {
    reuse.tokens.reserve(segments.documents());
    for (std::size_t d = 0; d < segments.documents(); ++d) {
      const TokenId begin = segments.doc_tokens[d];
      const TokenId end = segments.doc_tokens[d + 1];
      reuse.tokens.push_back(end - begin - boilerplate.count(begin, end));
    }
  }

  /// All matches of one pair.
  void pair(std::span<const Match> matches) {
    a_ranges_.clear();
    b_ranges_.clear();
    std::uint32_t matched = 0;
    for (const Match& match : matches) {
      const std::uint32_t marked = std::max(boilerplate_.count(match.a_begin, match.a_end),
                                            boilerplate_.count(match.b_begin, match.b_end));
      const bool furniture = is_furniture(match.a_end - match.a_begin, marked) ||
                             is_furniture(match.b_end - match.b_begin, marked);
      const bool sourced = is_quoted(match.a_begin, match.a_end, marked) &&
                           is_quoted(match.b_begin, match.b_end, marked);
      row(match, sourced, furniture);
      if (furniture || sourced) continue;
      matched += match.matched;
      a_ranges_.emplace_back(match.a_begin, match.a_end);
      b_ranges_.emplace_back(match.b_begin, match.b_end);
    }
    if (a_ranges_.empty()) return;
    const Match& first = matches.front();
    reuse.pairs.a.push_back(first.a);
    reuse.pairs.b.push_back(first.b);
    reuse.pairs.matched.push_back(matched);
    reuse.pairs.share_a.push_back(part(covered(a_ranges_, boilerplate_), first.a));
    reuse.pairs.share_b.push_back(part(covered(b_ranges_, boilerplate_), first.b));
  }

  Reuse reuse;

 private:
  /// Half of it or more is boilerplate (of either outlet), or what remains is too short.
  [[nodiscard]] bool is_furniture(std::uint32_t words, std::uint32_t marked) const {
    return 2 * marked >= words || words - marked < min_tokens_;
  }
  /// Four fifths of what is not boilerplate are quoted; the rest is who said it, and ragged edges.
  [[nodiscard]] bool is_quoted(std::uint32_t begin, std::uint32_t end, std::uint32_t marked) const {
    return end - begin > marked && 5 * quoted_.count(begin, end) >= 4 * (end - begin - marked);
  }
  [[nodiscard]] double part(std::uint32_t words, std::uint32_t document) const {
    return static_cast<double>(words) / reuse.tokens[document];
  }

  void row(const Match& match, bool sourced, bool furniture) {
    Passages& p = reuse.passages;
    p.a.push_back(match.a);
    p.b.push_back(match.b);
    p.a_span.push_back({segments_.span(match.a_begin).begin, segments_.span(match.a_end - 1).end});
    p.b_span.push_back({segments_.span(match.b_begin).begin, segments_.span(match.b_end - 1).end});
    p.matched.push_back(match.matched);
    p.a_tokens.push_back(match.a_end - match.a_begin);
    p.b_tokens.push_back(match.b_end - match.b_begin);
    p.edited.push_back(match.differences > 0 ? 1 : 0);
    p.in_quotation.push_back(sourced ? 1 : 0);
    p.boilerplate.push_back(furniture ? 1 : 0);
  }

  const Segments& segments_;
  const TokenBits& boilerplate_;
  const TokenBits& quoted_;
  std::uint32_t min_tokens_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> a_ranges_, b_ranges_;
};

void check(const Corpus& corpus, const Segments& segments, const ReuseOptions& options) {
  if (segments.documents() != corpus.size()) {
    throw InputError("segments of " + std::to_string(segments.documents()) + " documents for " +
                     std::to_string(corpus.size()));
  }
  if (options.min_tokens < 8) {
    throw InputError("min_tokens is " + std::to_string(options.min_tokens) +
                     "; passages below 8 words are found by chance, give 8 or more");
  }
  if (options.boilerplate_documents < 2) {
    throw InputError("boilerplate_documents is " + std::to_string(options.boilerplate_documents) +
                     "; give 2 or more");
  }
}

}  // namespace

Reuse find_reuse(const Corpus& corpus, const Segments& segments, const ReuseOptions& options,
                 const Run& run) {
  check(corpus, segments, options);
  const std::vector<KeyId> keys = keys_by_type(segments.vocabulary);
  const std::vector<std::uint32_t> ranks = id_ranks(corpus);
  TokenBits boilerplate(segments.tokens.size());
  mark_regions(segments, boilerplate);
  std::vector<std::vector<Seed>> blocks =
      find_seeds(corpus, segments, ranks, options, boilerplate, run);

  std::vector<std::vector<Match>> found(blocks.size());
  parallel_for(run, blocks.size(), 1, [&](std::size_t begin, std::size_t end, int) {
    PairMatcher matcher(segments, keys, options.min_tokens);
    for (std::size_t block = begin; block < end; ++block) {
      match_block(blocks[block], matcher, found[block], run);
    }
  });
  std::vector<Match> matches;
  for (auto& block : found) {
    matches.insert(matches.end(), block.begin(), block.end());
    std::vector<Match>().swap(block);
  }
  if (options.garbled) {
    const std::vector<Match> more =
        match_garbled(corpus, segments, ranks, boilerplate, options, run);
    matches.insert(matches.end(), more.begin(), more.end());
    matches = merge(std::move(matches));
  }
  std::sort(matches.begin(), matches.end(), [&](const Match& x, const Match& y) {
    return std::tuple(ranks[x.a], ranks[x.b], x.a_begin, x.b_begin, x.a_end) <
           std::tuple(ranks[y.a], ranks[y.b], y.a_begin, y.b_begin, y.a_end);
  });

  const TokenBits quoted = quoted_tokens(segments, boilerplate);
  Collector collector(segments, boilerplate, quoted, options.min_tokens);
  for (std::size_t i = 0; i < matches.size();) {
    std::size_t j = i + 1;
    while (j < matches.size() && matches[j].a == matches[i].a && matches[j].b == matches[i].b) ++j;
    collector.pair({matches.data() + i, j - i});
    i = j;
  }
  return std::move(collector.reuse);
}

}  // namespace polyvocal
