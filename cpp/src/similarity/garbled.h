// Aligns two documents letter by letter where too few words survive for fingerprints: scanned or
// retyped text, changed names, other spellings.
//
//   GarbledMatcher matcher(segments, boilerplate, min_tokens);
//   matcher.load(a);                    // once for all partners of a
//   matcher.match(b, out);              // chains of a and b, as spans of tokens
//
// Runs of six letters (word breaks left out) that occur once in either document are anchors. Runs
// of anchors on one diagonal are chained while gaps are small (as sequence aligners chain their
// seeds: Li 2018); what is moved elsewhere becomes a chain of its own. With a fifth of the letters
// wrong a quarter of the anchors is left, many times what two articles on one subject share.
#pragma once

#include <cstdint>
#include <vector>

#include "fingerprints.h"
#include "letters.h"
#include "match.h"
#include "polyvocal/text/segment.h"

namespace polyvocal {

class GarbledMatcher {
 public:
  GarbledMatcher(const Segments& segments, const TokenBits& boilerplate, std::uint32_t min_tokens);

  void load(std::uint32_t document);
  /// Appends the chains of the loaded document and this one, best first.
  void match(std::uint32_t document, std::vector<Match>& out);

 private:
  /// A run of letters and where the loaded document has it.
  struct Slot {
    std::uint64_t gram = 0;
    std::int32_t a = kFree;
    std::int32_t b = kFree;
    std::uint32_t pass = 0;  // the partner that b belongs to
  };
  /// Letters [a, a + length) and [b, b + length) are equal.
  struct Stretch {
    std::int32_t a, b, length;
    double score = 0;
    std::int32_t before = kFree;  // the stretch that the best chain comes from
    bool used = false;
  };
  static constexpr std::int32_t kFree = -1;
  static constexpr std::int32_t kRepeated = -2;

  Slot& slot(std::uint64_t gram);
  void find_stretches();
  void chain();
  void emit(std::int32_t last, std::vector<Match>& out);
  [[nodiscard]] KeyId next_word(TokenId& at, TokenId bound, bool forward) const;
  void extend(Match& match) const;
  std::uint32_t equal_words(const Match& match);

  const Segments& segments_;
  const TokenBits& boilerplate_;
  std::uint32_t min_tokens_;
  Letters a_, b_;
  std::vector<Slot> slots_;  // open addressing; a power of two
  std::uint32_t pass_ = 0;
  std::vector<std::int32_t> partner_;  // per letter of a: the place in b, or kFree
  std::vector<Stretch> stretches_;
  std::vector<std::int32_t> order_;
  std::vector<std::uint32_t> row_, next_row_;
};

}  // namespace polyvocal
