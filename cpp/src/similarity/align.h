// Extends a shared word to the longest passage that pays: greedy alignment with an X-drop.
//
//   Aligner aligner;
//   Extension e = aligner.extend(forward_a, forward_b);   // e.a, e.b words taken on either side
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "polyvocal/text/segment.h"

namespace polyvocal {

/// Key of every token, looked up by its type: a column of them would be 4 bytes a token more.
struct TokenKeys {
  const Token* tokens;
  const KeyId* key_of_type;
  [[nodiscard]] KeyId operator[](std::int64_t token) const {
    return key_of_type[tokens[token].type];
  }
};

/// Words of a document read forward or backward from a place.
struct Walk {
  TokenKeys keys;
  std::int64_t start;   // index of word 0
  std::int32_t step;    // +1 or -1
  std::int32_t length;  // words available
  [[nodiscard]] KeyId operator[](std::int32_t i) const {
    return keys[start + std::int64_t{i} * step];
  }
};

struct Extension {
  std::int32_t a = 0;  // words taken
  std::int32_t b = 0;
  std::int32_t matched = 0;
  std::int32_t differences = 0;
};

/// A match earns 1, a substitution costs 1, an inserted or deleted word 1.5. With these costs the
/// score of a path depends only on how far it got and its differences: (a + b)/2 - 2 differences,
/// so for each number of differences and each diagonal only the furthest path matters.
class Aligner {
 public:
  Extension extend(const Walk& a, const Walk& b) {
    const std::size_t width = 2 * static_cast<std::size_t>(kBand) + 3;
    now_.assign(width, Front{});
    next_.assign(width, Front{});
    Front start;
    start.reach = 0;
    slide(a, b, 0, start);
    at(now_, 0) = start;
    Extension best = extension(0, start, 0);
    std::int32_t best_score = score(best);
    std::int32_t low = 0;
    std::int32_t high = 0;
    for (std::int32_t differences = 1; low <= high; ++differences) {
      const std::int32_t from = std::max(low - 1, -kBand);
      const std::int32_t to = std::min(high + 1, kBand);
      std::int32_t new_low = kBand + 1;
      std::int32_t new_high = -kBand - 1;
      for (std::int32_t diagonal = from; diagonal <= to; ++diagonal) {
        Front front = furthest(diagonal, a.length, b.length);
        if (front.reach >= 0) {
          slide(a, b, diagonal, front);
          const Extension here = extension(diagonal, front, differences);
          const std::int32_t value = score(here);
          if (value > best_score) {
            best_score = value;
            best = here;
          }
          if (value < best_score - kDrop) {
            front = Front{};
          } else {
            new_low = std::min(new_low, diagonal);
            new_high = std::max(new_high, diagonal);
          }
        }
        at(next_, diagonal) = front;
      }
      // The next round reads up to two cells beyond this range: no paths of an earlier round there.
      for (std::int32_t beyond = 1; beyond <= 2; ++beyond) {
        if (from - beyond >= -kBand - 1) at(next_, from - beyond) = Front{};
        if (to + beyond <= kBand + 1) at(next_, to + beyond) = Front{};
      }
      std::swap(now_, next_);
      low = new_low;
      high = new_high;
    }
    return best;
  }

 private:
  static constexpr std::int32_t kBand = 16;  // words one side may be ahead of the other
  static constexpr std::int32_t kDrop = 16;  // in half points: eight words without a match end it

  struct Front {
    std::int32_t reach = -1;  // words of a taken; -1: no path
    std::int32_t matched = 0;
  };

  static Front& at(std::vector<Front>& fronts, std::int32_t diagonal) {
    const std::int32_t place = diagonal + kBand + 1;
    return fronts[static_cast<std::size_t>(place)];
  }
  static Extension extension(std::int32_t diagonal, Front front, std::int32_t differences) {
    return {front.reach, front.reach - diagonal, front.matched, differences};
  }
  static std::int32_t score(const Extension& e) { return e.a + e.b - 4 * e.differences; }

  static void slide(const Walk& a, const Walk& b, std::int32_t diagonal, Front& front) {
    const std::int32_t limit = std::min(a.length, b.length + diagonal);
    while (front.reach < limit && a[front.reach] == b[front.reach - diagonal]) {
      ++front.reach;
      ++front.matched;
    }
  }

  /// Best way to be on a diagonal (words of a minus words of b) with one more difference.
  Front furthest(std::int32_t diagonal, std::int32_t a_length, std::int32_t b_length) {
    Front best;
    const auto offer = [&](Front front, std::int32_t step) {
      if (front.reach < 0) return;
      front.reach += step;
      const std::int32_t b_reach = front.reach - diagonal;
      if (front.reach > a_length || b_reach > b_length || b_reach < 0) return;
      if (front.reach > best.reach) best = front;
    };
    offer(at(now_, diagonal), 1);      // substitution
    offer(at(now_, diagonal - 1), 1);  // a word only in a
    offer(at(now_, diagonal + 1), 0);  // a word only in b
    return best;
  }

  std::vector<Front> now_, next_;
};

}  // namespace polyvocal
