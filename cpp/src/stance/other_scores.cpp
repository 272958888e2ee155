// Evidence with the scores of a plug-in scorer.
#include <cmath>
#include <cstddef>
#include <string>

#include "polyvocal/core/error.h"
#include "polyvocal/stance/evidence.h"

namespace polyvocal {
namespace {

void check(const Evidence& evidence, std::span<const float> scores,
           std::span<const float> neutral) {
  if (scores.size() != evidence.rows.size() || neutral.size() != evidence.rows.size()) {
    throw InputError(std::to_string(scores.size()) + " scores and " +
                     std::to_string(neutral.size()) + " neutral ones for " +
                     std::to_string(evidence.rows.size()) + " rows of evidence");
  }
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (std::abs(scores[i]) > 1) {
      throw InputError("the score of row " + std::to_string(i) + " is beyond [-1, 1]");
    }
  }
}

}  // namespace

Evidence with_scores(const Evidence& evidence, std::span<const float> scores,
                     std::span<const float> neutral) {
  check(evidence, scores, neutral);
  Evidence scored;
  scored.relations = evidence.relations;
  scored.acts = evidence.acts;
  scored.language = evidence.language;
  scored.doc_rows.assign(1, 0);
  for (std::size_t d = 0; d + 1 < evidence.doc_rows.size(); ++d) {
    for (std::size_t i = evidence.doc_rows[d]; i < evidence.doc_rows[d + 1]; ++i) {
      if (std::isnan(scores[i])) continue;
      EvidenceRow row = evidence.rows[i];
      row.score = scores[i];
      row.neutral = neutral[i];
      const auto first = static_cast<std::uint32_t>(scored.cues.size());
      for (StanceCue cue : evidence.cues_of(row)) {
        cue.weight = 0;
        scored.cues.push_back(cue);
      }
      row.cue_begin = first;
      row.cue_end = static_cast<std::uint32_t>(scored.cues.size());
      row.word_begin = row.word_end = 0;
      scored.rows.push_back(row);
    }
    scored.doc_rows.push_back(static_cast<std::uint32_t>(scored.rows.size()));
    if (scored.doc_rows[d + 1] > scored.doc_rows[d]) scored.language[d] = Language::english;
  }
  return scored;
}

}  // namespace polyvocal
