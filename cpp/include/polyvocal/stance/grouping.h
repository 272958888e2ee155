// Which documents a score is made of: one, those of an outlet, or any slices; and which documents
// are not independent: copies of one text count once, articles on one story are resampled together.
//
//   Grouping grouping = group_by_outlet(corpus);
//   grouping.story = story_of_document;
//   StanceScores scores = score_stance(grouping, factions, evidence, run);
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "polyvocal/corpus/corpus.h"

namespace polyvocal {

struct Grouping {
  std::vector<std::int32_t> group;  ///< per document; -1: in none
  std::int32_t groups = 0;
  bool each_document = false;  ///< a group is one document, resampled by sentence
  /// Per document, or empty. Documents of a group with the same number >= 0 are copies of one text:
  /// their mean is one observation.
  std::vector<std::int32_t> copy;
  /// Per document, or empty. Documents with the same number >= 0 are on one story.
  std::vector<std::int32_t> story;
  /// Take out what a story does to every group that covers it (see StanceRow::centring).
  bool center = false;

  [[nodiscard]] std::size_t documents() const { return group.size(); }
};

Grouping group_by_document(const Corpus& corpus);
Grouping group_by_outlet(const Corpus& corpus);

/// @throws InputError for columns of other lengths or a group that does not exist.
void check_grouping(const Grouping& grouping, std::size_t documents);

}  // namespace polyvocal
