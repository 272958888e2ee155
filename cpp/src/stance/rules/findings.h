// What the rules find in one sentence. Private to the stance stage.
#pragma once

#include <cstdint>
#include <vector>

#include "polyvocal/stance/evidence.h"
#include "stance/rules/sentence.h"
#include "stance/rules/turns.h"

namespace polyvocal::scoring {

/// A cue of one mention.
struct MentionCue {
  std::int32_t item = 0;  ///< of the name
  StanceCue cue;
};

/// A statement between two names of the sentence; an item of -1 is the speaker ("we support ...").
struct StatedRelation {
  std::int32_t source = -1;
  std::int32_t target = -1;
  double sign = 0;
  Span cue;
};

/// Who does what to whom; an item of -1 is nobody with a name.
struct StatedAct {
  std::int32_t agent = -1;
  std::int32_t patient = -1;
  std::int16_t frame = -1;
  Span cue;
  bool passive = false;
  bool agent_deleted = false;
  bool negated = false;
};

struct Findings {
  std::vector<MentionCue> cues;
  std::vector<StatedRelation> relations;
  std::vector<StatedAct> acts;
  /// Items that say who sides with whom ("supported by", "ally of", "opposes" with a name): what
  /// others think of a name, which the tone of the text is not.
  std::vector<std::int32_t> sides;

  void clear();
  /// Once for a name, span and kind; not for a name of another voice, unless it is a relation.
  void add_cue(const Sentence& sentence, std::int32_t name, const StanceCue& cue);
  /// Between all parties that stand well enough for their phrases; `item` says so.
  void relate(const Sentence& sentence, const std::vector<Party>& agents,
              const std::vector<Party>& patients, double sign, std::int32_t item);
};

/// A name that stands for its phrase well enough for a relation or an act.
inline constexpr double kSurelyMeant = 0.45;

/// A cue without its frame.
StanceCue make_cue(CueKind kind, Span span, double base, double weight, const Turn& turn);

}  // namespace polyvocal::scoring
