// Text that stands in two articles: found by winnowed fingerprints, extended to maximal passages.
//
//   Reuse reuse = find_reuse(corpus, segments, {}, run);
//   reuse.passages.a_span[k], reuse.passages.b_span[k];   // the two places, in bytes
//   reuse.pairs.share_a[p];                               // how much of a stands in b
//
// 1. Every run of five keys (folded words) is hashed and winnowed (Schleimer, Wilkerson and Aiken
//    2003): of each four in a row the smallest hash stays. Two texts that share eight words in a
//    row share a fingerprint; twelve, two.
// 2. A fingerprint that one outlet prints in many documents is that outlet's boilerplate and makes
//    no pair with them; one that very many documents share is an idiom and makes none at all.
// 3. From the shared fingerprints of a pair the match is extended both ways, word by word, allowing
//    substitutions, insertions and deletions as long as it pays (furthest-reaching paths with an
//    X-drop: Myers 1986; Zhang, Schwartz, Wagner and Miller 2000). Passages may come in another
//    order.
// 4. Scanned, retyped or respelled copies have too few equal words in a row for 1: pairs that share
//    several runs of twelve letters are aligned letter by letter, by chains of shared runs of six.
#pragma once

#include <cstdint>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/core/span.h"
#include "polyvocal/corpus/corpus.h"
#include "polyvocal/text/segment.h"

namespace polyvocal {

struct ReuseOptions {
  std::uint32_t min_tokens = 12;    ///< matched words a passage needs
  bool other_outlets_only = false;  ///< leave out pairs of one outlet
  std::int32_t days = -1;           ///< only pairs at most so many days apart; -1: any
  std::uint32_t boilerplate_documents =
      5;                               ///< an outlet repeats it in so many documents: boilerplate
  std::uint32_t idiom_documents = 64;  ///< shared by more documents: an idiom, not copying
  bool garbled = true;                 ///< align letter by letter too, where many letters are wrong
};

/// One row a passage. a comes before b in the order of document ids; rows by (a, b, a_span).
struct Passages {
  std::vector<std::uint32_t> a, b;                ///< documents
  std::vector<Span> a_span, b_span;               ///< bytes
  std::vector<std::uint32_t> matched;             ///< words equal in both
  std::vector<std::uint32_t> a_tokens, b_tokens;  ///< words of the passage on either side
  std::vector<std::uint8_t> edited;               ///< 1: some words differ
  /// 1: four fifths of it (boilerplate apart) are quoted in both: a shared source.
  std::vector<std::uint8_t> in_quotation;
  /// 1: on either side half of it is boilerplate, or the rest shorter than min_tokens.
  std::vector<std::uint8_t> boilerplate;
};

/// One row a pair with at least one passage that is neither boilerplate nor a shared quotation.
struct ReusePairs {
  std::vector<std::uint32_t> a, b;
  std::vector<std::uint32_t> matched;    ///< words equal in both
  std::vector<double> share_a, share_b;  ///< reused words of a (of b) over its words; in [0, 1]
};

struct Reuse {
  Passages passages;
  ReusePairs pairs;
  std::vector<std::uint32_t> tokens;  ///< per document: words that are not boilerplate
};

/// @throws InputError for min_tokens below 8; Cancelled.
Reuse find_reuse(const Corpus& corpus, const Segments& segments, const ReuseOptions& options,
                 const Run& run);

}  // namespace polyvocal
