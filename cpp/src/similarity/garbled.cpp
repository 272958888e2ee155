#include "garbled.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <numeric>

namespace polyvocal {
namespace {

constexpr std::int32_t kGramLetters = 6;
constexpr std::int32_t kGap = 64;       // letters without an anchor that a chain survives
constexpr double kGapCost = 0.05;       // a letter
constexpr double kShiftCost = 0.3;      // a letter that one side is ahead
constexpr double kFewestAnchors = 8;    // what a chain must score
constexpr double kDensity = 0.04;       // score a letter of a chain
constexpr std::size_t kLookBack = 64;   // stretches before one that may lead to it
constexpr std::int32_t kWordBand = 24;  // words one side may be ahead when words are counted

}  // namespace

GarbledMatcher::GarbledMatcher(const Segments& segments, const TokenBits& boilerplate,
                               std::uint32_t min_tokens)
    : segments_(segments), boilerplate_(boilerplate), min_tokens_(min_tokens) {}

GarbledMatcher::Slot& GarbledMatcher::slot(std::uint64_t gram) {
  std::size_t place = gram & (slots_.size() - 1);
  while (slots_[place].a != kFree && slots_[place].gram != gram) {
    place = (place + 1) & (slots_.size() - 1);
  }
  return slots_[place];
}

void GarbledMatcher::load(std::uint32_t document) {
  a_.read(segments_, boilerplate_, document);
  slots_.assign(std::bit_ceil(2 * a_.letter.size() + 2), Slot{});
  pass_ = 0;
  each_run(a_.letter, kGramLetters, [&](std::int32_t at, std::uint64_t gram) {
    Slot& found = slot(gram);
    found.gram = gram;
    found.a = found.a == kFree ? at : kRepeated;
  });
}

/// Letters that occur once in either document, joined where both run on.
void GarbledMatcher::find_stretches() {
  ++pass_;
  partner_.assign(a_.letter.size(), kFree);
  each_run(b_.letter, kGramLetters, [&](std::int32_t at, std::uint64_t gram) {
    Slot& found = slot(gram);
    if (found.a < 0) return;
    const auto place = static_cast<std::size_t>(found.a);
    partner_[place] = found.pass == pass_ ? kRepeated : at;
    found.pass = pass_;
  });
  stretches_.clear();
  for (std::int32_t at = 0; at < static_cast<std::int32_t>(partner_.size()); ++at) {
    const std::int32_t b = partner_[static_cast<std::size_t>(at)];
    if (b < 0) continue;
    Stretch* last = stretches_.empty() ? nullptr : &stretches_.back();
    if (last != nullptr && last->a + last->length == at && last->b + last->length == b) {
      ++last->length;
    } else {
      stretches_.push_back({.a = at, .b = b, .length = 1});
    }
  }
}

void GarbledMatcher::chain() {
  for (std::size_t i = 0; i < stretches_.size(); ++i) {
    Stretch& here = stretches_[i];
    here.score = here.length;
    const std::size_t first = i > kLookBack ? i - kLookBack : 0;
    for (std::size_t j = i; j-- > first;) {
      const Stretch& before = stretches_[j];
      const std::int32_t gap_a = here.a - before.a - before.length;
      const std::int32_t gap_b = here.b - before.b - before.length;
      // A letter too many or too few leaves stretches that overlap by less than a run.
      if (gap_a > kGap) break;
      if (gap_b > kGap || gap_b <= -kGramLetters) continue;
      const double cost =
          kGapCost * std::max({gap_a, gap_b, 0}) + kShiftCost * std::abs(gap_a - gap_b);
      const double score = before.score - cost + here.length;
      if (score > here.score) {
        here.score = score;
        here.before = static_cast<std::int32_t>(j);
      }
    }
  }
}

/// The word next to a span, at or after `at` (or before it); kNoKey where there is none.
KeyId GarbledMatcher::next_word(TokenId& at, TokenId bound, bool forward) const {
  while (at != bound) {
    const TokenId token = forward ? at++ : --at;
    const KeyId key = segments_.vocabulary.info[segments_.tokens[token].type].key;
    if (boilerplate_[token]) return kNoKey;
    if (key != kNoKey) return key;
  }
  return kNoKey;
}

/// Takes in the words next to a span that are the same on both sides: runs of letters that occur
/// twice are no anchors, and may stand at the edge of a passage.
void GarbledMatcher::extend(Match& match) const {
  const auto& bounds = segments_.doc_tokens;
  const auto grow = [&](TokenId& of_a, TokenId a_bound, TokenId& of_b, TokenId b_bound,
                        bool forward) {
    TokenId a = of_a;
    TokenId b = of_b;
    while (true) {
      const KeyId key = next_word(a, a_bound, forward);
      if (key == kNoKey || key != next_word(b, b_bound, forward)) return;
      of_a = a;
      of_b = b;
    }
  };
  grow(match.a_end, bounds[match.a + 1], match.b_end, bounds[match.b + 1], true);
  grow(match.a_begin, bounds[match.a], match.b_begin, bounds[match.b], false);
}

/// Words that stand in both spans in the same order, by the longest common subsequence of a band.
std::uint32_t GarbledMatcher::equal_words(const Match& match) {
  const auto key = [&](std::uint32_t token) {
    return segments_.vocabulary.info[segments_.tokens[token].type].key;
  };
  const std::int64_t rows = match.a_end - match.a_begin;
  const std::int64_t columns = match.b_end - match.b_begin;
  row_.assign(static_cast<std::size_t>(columns) + 1, 0);
  next_row_ = row_;
  for (std::int64_t i = 0; i < rows; ++i) {
    const std::int64_t middle = i * columns / rows;
    const std::int64_t low = std::max<std::int64_t>(0, middle - kWordBand);
    const std::int64_t high = std::min(columns, middle + kWordBand + 1);
    next_row_[static_cast<std::size_t>(low)] = row_[static_cast<std::size_t>(low)];
    const KeyId mine = key(match.a_begin + static_cast<std::uint32_t>(i));
    for (std::int64_t j = low; j < high; ++j) {
      const auto at = static_cast<std::size_t>(j);
      const KeyId other = key(match.b_begin + static_cast<std::uint32_t>(j));
      next_row_[at + 1] =
          mine == other && mine != kNoKey ? row_[at] + 1 : std::max(row_[at + 1], next_row_[at]);
    }
    // The band moves right: what lies beyond it so far is what its last cell knows.
    std::fill(next_row_.begin() + high + 1, next_row_.end(),
              next_row_[static_cast<std::size_t>(high)]);
    std::swap(row_, next_row_);
  }
  return row_.back();
}

void GarbledMatcher::emit(std::int32_t last, std::vector<Match>& out) {
  const auto stretch = [&](std::int32_t i) -> Stretch& {
    return stretches_[static_cast<std::size_t>(i)];
  };
  const Stretch& end = stretch(last);
  std::int32_t first = last;
  double beyond = 0;  // what a longer chain already took has earned
  for (std::int32_t i = last; i != kFree; i = stretch(i).before) {
    if (stretch(i).used) {
      beyond = stretch(i).score;
      break;
    }
    stretch(i).used = true;
    first = i;
  }
  const double score = end.score - beyond;
  const std::int32_t letters = end.a + end.length + kGramLetters - 1 - stretch(first).a;
  if (score < kFewestAnchors || score < kDensity * letters) return;
  const auto token = [](const Letters& side, std::int32_t at) {
    return side.token[static_cast<std::size_t>(at)];
  };
  const std::int32_t reach = end.length + kGramLetters - 2;
  Match match{.a = a_.document,
              .b = b_.document,
              .a_begin = token(a_, stretch(first).a),
              .a_end = token(a_, end.a + reach) + 1,
              .b_begin = token(b_, stretch(first).b),
              .b_end = token(b_, end.b + reach) + 1,
              .matched = 0,
              .differences = 0};
  extend(match);
  const std::uint32_t shorter = std::min(match.a_end - match.a_begin, match.b_end - match.b_begin);
  const std::uint32_t longer = std::max(match.a_end - match.a_begin, match.b_end - match.b_begin);
  if (shorter < min_tokens_) return;
  match.matched = equal_words(match);
  match.differences = longer - match.matched;
  out.push_back(match);
}

void GarbledMatcher::match(std::uint32_t document, std::vector<Match>& out) {
  b_.read(segments_, boilerplate_, document);
  find_stretches();
  chain();
  order_.resize(stretches_.size());
  std::iota(order_.begin(), order_.end(), 0);
  const auto score = [&](std::int32_t i) { return stretches_[static_cast<std::size_t>(i)].score; };
  std::erase_if(order_, [&](std::int32_t i) { return score(i) < kFewestAnchors; });
  std::stable_sort(order_.begin(), order_.end(),
                   [&](std::int32_t x, std::int32_t y) { return score(x) > score(y); });
  for (const std::int32_t last : order_) {
    if (!stretches_[static_cast<std::size_t>(last)].used) emit(last, out);
  }
}

}  // namespace polyvocal
