// Documents as vectors whose cosine tells whether they report the same events, and what else tells
// it of two of them.
//
//   StoryProfiles profiles = story_profiles(segments, run);
//   ScoredPairs near = top_cosine(profiles.vectors, options, run);
//   StoryEvidence evidence = story_evidence(profiles, near.a, near.b, run);
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/counts/csr.h"
#include "polyvocal/text/segment.h"

namespace polyvocal {

/// What a document shares with others: features that two documents have at least.
struct StoryProfiles {
  /// Four parts side by side, each by TF-IDF as in word_vectors and scaled to length 1: words;
  /// words with a capital (names); pairs of words that follow one another, function words left out;
  /// and numbers. The parts weigh 1, 1, 1 and .3 in the cosine. A feature of one document alone
  /// counts in the length and is not stored: it has no match. Rows have length 1 or less, or are
  /// empty.
  Csr<float> vectors;

  /// Words, names and numbers apart: each part of a row, and of the document's first 60 words, has
  /// length 1 or less by itself.
  Csr<float> whole;
  std::vector<float> opening;         ///< parallel to whole.values; 0 where not among the first
  std::vector<std::uint8_t> part;     ///< of each column of `whole`: 0 words, 1 names, 2 numbers
  std::vector<float> rarity;          ///< of each column: its idf, of the largest possible
  std::vector<std::int32_t> words;    ///< of each document: words that count as features
  std::vector<std::int32_t> numbers;  ///< of each document: distinct numbers
};

/// @throws CapacityError above 2^31-1 stored weights; Cancelled.
StoryProfiles story_profiles(const Segments& segments, const Run& run);

/// Of each pair, what tells that both report one event.
struct StoryEvidence {
  std::vector<float> names;            ///< cosine of the names
  std::vector<float> numbers;          ///< cosine of the numbers
  std::vector<float> opening_numbers;  ///< cosine of the openings' numbers
  std::vector<float> opening;          ///< mean cosine of the one's opening with the other's words
  std::vector<float> shared;           ///< sum of the rarities of shared words
};

/// @throws InputError for a document out of range, or unequal lengths of a and b; Cancelled.
StoryEvidence story_evidence(const StoryProfiles& profiles, std::span<const std::int32_t> a,
                             std::span<const std::int32_t> b, const Run& run);

}  // namespace polyvocal
