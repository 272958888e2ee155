#include "stance/rules/findings.h"

#include <algorithm>

namespace polyvocal::scoring {

namespace {

constexpr std::ptrdiff_t kRecent = 256;

}  // namespace

void Findings::clear() {
  cues.clear();
  relations.clear();
  acts.clear();
  sides.clear();
}

void Findings::add_cue(const Sentence& sentence, std::int32_t name, const StanceCue& cue) {
  if (name < 0) return;
  if (cue.kind != CueKind::relation && !sentence.one_voice(name, cue.span)) return;
  const auto same = [&](const MentionCue& c) {
    return c.item == name && c.cue.span == cue.span && c.cue.kind == cue.kind;
  };
  // A repetition comes from the same word, so it lies among the last cues.
  const auto recent =
      static_cast<std::ptrdiff_t>(cues.size()) > kRecent ? cues.end() - kRecent : cues.begin();
  if (std::none_of(recent, cues.end(), same)) cues.push_back({name, cue});
}

void Findings::relate(const Sentence& sentence, const std::vector<Party>& agents,
                      const std::vector<Party>& patients, double sign, std::int32_t item) {
  for (const Party& agent : agents) {
    for (const Party& patient : patients) {
      if (agent.item == patient.item || agent.factor < kSurelyMeant ||
          patient.factor < kSurelyMeant) {
        continue;
      }
      relations.push_back({agent.item, patient.item,
                           std::clamp(sign * agent.factor * patient.factor, -1.0, 1.0),
                           sentence.syntax().at(item).span});
    }
  }
}

StanceCue make_cue(CueKind kind, Span span, double base, double weight, const Turn& turn) {
  StanceCue cue;
  cue.span = span;
  cue.kind = kind;
  cue.weight = static_cast<float>(weight);
  cue.base = static_cast<float>(base);
  cue.negated = turn.negated;
  cue.negator = turn.negator;
  return cue;
}

}  // namespace polyvocal::scoring
