#include "stance/rules/scorer.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace polyvocal::scoring {

namespace {

using english::Item;
using english::Syntax;
using english::Tag;

constexpr double kFaint = 0.03;  // weights below this are noise

}  // namespace

void RuleScorer::run(std::string_view text, const Syntax& syntax,
                     const std::vector<std::int32_t>& voice_of,
                     const std::vector<std::int32_t>& cue_of,
                     const std::vector<std::uint8_t>& places) {
  found_.clear();
  said_.clear();
  sentence_.set(text, syntax, voice_of, cue_of, places);
  if (sentence_.names_nobody()) return;
  find_said();
  for (const Said& said : said_) attach(said);
  deeds_.read(sentence_, said_, found_);
}

void RuleScorer::find_said() {
  const Syntax& s = sentence_.syntax();
  for (std::int32_t i = 0; i < s.size(); ++i) {
    if (!s.at(i).word.is(english::kMarked)) continue;
    const StanceWord& entry = sentence_.entry(i);
    if (entry.label >= 0 && find_label(i)) {
      i = said_.back().last;
      continue;
    }
    if (sentence_.proper(i)) continue;
    const Item& item = s.at(i);
    const bool verb = item.tag == Tag::verb && entry.verb_frame >= 0;
    const bool event = entry.noun_frame >= 0 && frame_at(entry.noun_frame).relation != 0;
    if (entry.evaluation != 0 && !verb && !event) {
      said_.push_back({i, i, CueKind::evaluation, entry.evaluation});
    } else if (entry.outcome && item.tag == Tag::verb) {
      said_.push_back({i, i, CueKind::outcome, 0});
    }
  }
}

bool RuleScorer::find_label(std::int32_t i) {
  const Syntax& s = sentence_.syntax();
  std::array<KeyId, 8> keys{};
  std::size_t count = 0;
  for (std::int32_t k = i; k < s.size() && count < keys.size(); ++k) {
    if (sentence_.is_name(k) || (k > i && (s.at(k).gap & english::kBreak) != 0)) break;
    keys[count++] = sentence_.key(k);
  }
  const StanceLexicon::LabelHit hit = sentence_.lexicon().label_at({keys.data(), count});
  if (hit.words == 0) return false;
  // A label that acts as a verb is none: "rivals", "moderates the debate".
  if (hit.words == 1 && (s.at(i).tag == Tag::verb || sentence_.proper(i))) return false;
  said_.push_back({i, i + hit.words - 1, CueKind::label, hit.weight});
  return true;
}

void RuleScorer::attach(const Said& said) {
  const std::span<const std::int32_t> near = sentence_.names_near(said.first);
  if (near.empty()) return;
  const Turn turn = turn_of(sentence_, said.first, said.last, said.base);
  double best = 0;
  for (const std::int32_t name : near) {
    if (!sentence_.one_voice(name, said.first)) continue;
    best = std::max(best, attachment(sentence_, said, name, turn.negated));
  }
  if (best <= 0) return;
  const Syntax& s = sentence_.syntax();
  const Span span{s.at(said.first).span.begin, s.at(said.last).span.end};
  const bool evaluation = said.kind == CueKind::evaluation;
  for (const std::int32_t name : near) {
    if (!sentence_.one_voice(name, said.first)) continue;
    const double strength = attachment(sentence_, said, name, turn.negated);
    // A word that is firmly about one name says nothing of its neighbours.
    if (strength <= 0 || (best >= kFirm && strength < kFirm)) continue;
    if (!evaluation && strength < kFirm && !turn.negated) continue;
    const double weight = said.base * strength * turn.factor;
    if (evaluation && std::abs(weight) < kFaint) continue;
    found_.add_cue(sentence_, name, make_cue(said.kind, span, said.base, weight, turn));
  }
}

}  // namespace polyvocal::scoring
