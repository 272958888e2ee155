// Mentions that a plug-in found, put among our own by a stated precedence: corrections, then listed
// names and what an article makes of them in full (definitions, back-references), then the plug-ins
// in the order given, then short forms and spellings that rest on likeness.
//
//   std::vector<Outcome> outcomes = add_annotations(corpus, segments, knowledge, found, result);
//   if (outcomes[i] == Outcome::accepted) ...  // found[i] is a row of result.mentions
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "polyvocal/actors/mentions.h"

namespace polyvocal {

struct Annotation {
  std::uint32_t document = 0;
  Span span;
  ActorId actor = -1;          ///< -1: nobody listed, a name for review
  std::uint8_t annotator = 0;  ///< place in the order of precedence
  float confidence = 1;
};

enum class Outcome : std::uint8_t {
  accepted,   ///< is a mention now
  overruled,  ///< stronger evidence, or an earlier annotation, holds the place
  unlisted,   ///< no actor, and no mention there: a candidate
  known,      ///< no actor given, but a mention is there
  wordless,   ///< holds no word of a sentence
};
inline constexpr int kOutcomeCount = 5;
std::string_view outcome_name(Outcome outcome);

/// Adds annotations, ordered by (document, annotator, begin), to the mentions of a result, which
/// stay ordered. One outcome per annotation.
std::vector<Outcome> add_annotations(const Corpus& corpus, const Segments& segments,
                                     const Knowledge& knowledge,
                                     std::span<const Annotation> annotations,
                                     MentionResult& result);

}  // namespace polyvocal
