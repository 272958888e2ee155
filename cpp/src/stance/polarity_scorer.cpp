#include "stance/polarity_scorer.h"

#include <array>
#include <optional>

namespace polyvocal::scoring {

static_assert(kPolarityRules + 1 == kCueKindCount, "all kinds but `word` are of the rules");

PolarityScorer::PolarityScorer(const PolarityModel& model, const Segments& segments)
    : model_(model), segments_(segments), word_of_(segments.vocabulary.keys.size(), -1) {
  for (std::size_t w = 0; w < model.words.size(); ++w) {
    const std::optional<KeyId> key = segments.vocabulary.find_key(model.words[w]);
    if (key) word_of_[*key] = static_cast<std::int32_t>(w);
  }
}

Polarity PolarityScorer::score(const english::Syntax& syntax, const std::vector<WordTerm>& terms,
                               std::vector<StanceCue>& cues, std::size_t first) const {
  Polarity sum = model_.bias;
  for (std::size_t c = first; c < cues.size(); ++c) {
    const Polarity& rule = model_.rules[static_cast<std::size_t>(cues[c].kind)];
    const auto weight = static_cast<double>(cues[c].weight);
    sum += {rule.negative * weight, rule.positive * weight};
    cues[c].weight = static_cast<float>((rule.positive - rule.negative) * weight);
  }
  std::array<std::size_t, kPolarityPlaces> in_place{};
  for (const WordTerm& term : terms) ++in_place[static_cast<std::size_t>(term.place)];
  for (const WordTerm& term : terms) {
    const english::Item& item = syntax.at(term.item);
    const KeyId key = segments_.key(item.token);
    const std::int32_t word = key == kNoKey ? -1 : word_of_[key];
    if (word < 0) continue;
    const auto row = static_cast<std::size_t>(word);
    const PolarityModel::Position at{static_cast<int>(term.place), term.distance, term.negated,
                                     term.other_voice};
    const PolarityModel::Norms norms =
        PolarityModel::norms(terms.size(), in_place[static_cast<std::size_t>(term.place)]);
    const Polarity weight = model_.weight(row, at, norms);
    const Polarity base = model_.weight(row, at, {});
    sum += weight;
    StanceCue cue;
    cue.span = item.span;
    cue.kind = CueKind::word;
    cue.base = static_cast<float>(base.positive - base.negative);
    cue.weight = static_cast<float>(weight.positive - weight.negative);
    cue.negated = term.negated;
    cues.push_back(cue);
  }
  return sum;
}

}  // namespace polyvocal::scoring
