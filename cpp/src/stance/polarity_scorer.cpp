#include "stance/polarity_scorer.h"

#include <array>
#include <cstdlib>
#include <optional>

namespace polyvocal::scoring {

static_assert(kPolarityRules + 1 == kCueKindCount, "all kinds but `word` are of the rules");

PolarityScorer::PolarityScorer(const PolarityModel& model, const Segments& segments)
    : model_(model), segments_(segments), word_of_(segments.vocabulary.keys.size(), -1) {
  for (std::size_t w = 0; w < model.words.size(); ++w) {
    const std::optional<KeyId> key = segments.vocabulary.find_key(model.words[w]);
    if (key) word_of_[*key] = static_cast<std::int32_t>(w);
  }
  for (std::size_t away = 0; away < near_.size(); ++away) {
    near_[away] = model.nearness(static_cast<int>(away));
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
  std::array<PolarityModel::Norms, kPolarityPlaces> norms;
  for (std::size_t p = 0; p < norms.size(); ++p) {
    norms[p] = PolarityModel::norms(terms.size(), in_place[p]);
  }
  for (const WordTerm& term : terms) {
    const english::Item& item = syntax.at(term.item);
    const KeyId key = segments_.key(item.token);
    const std::int32_t word = key == kNoKey ? -1 : word_of_[key];
    if (word < 0) continue;
    const PolarityModel::Parts parts =
        model_.parts(static_cast<std::size_t>(word),
                     {static_cast<int>(term.place), term.distance, term.negated, term.other_voice},
                     near_[static_cast<std::size_t>(std::abs(term.distance))]);
    const PolarityModel::Norms& norm = norms[static_cast<std::size_t>(term.place)];
    const Polarity base = parts.place + parts.sentence;
    const Polarity weight = parts.place * norm.place + parts.sentence * norm.sentence;
    sum += weight;
    StanceCue& cue = cues.emplace_back();
    cue.span = item.span;
    cue.kind = CueKind::word;
    cue.base = static_cast<float>(base.positive - base.negative);
    cue.weight = static_cast<float>(weight.positive - weight.negative);
    cue.negated = term.negated;
  }
  return sum;
}

}  // namespace polyvocal::scoring
