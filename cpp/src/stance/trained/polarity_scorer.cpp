#include "stance/trained/polarity_scorer.h"

#include <optional>

namespace polyvocal::scoring {

static_assert(kPolarityRules + 1 == kCueKindCount, "all kinds but `word` are of the rules");

PolarityWords::PolarityWords(const PolarityModel& model, const Segments& segments)
    : model_(model), segments_(segments), word_of_(segments.vocabulary.info.size(), -1) {
  std::vector<std::int32_t> of_key(segments.vocabulary.keys.size(), -1);
  for (std::size_t w = 0; w < model.words.size(); ++w) {
    const std::optional<KeyId> key = segments.vocabulary.find_key(model.words[w]);
    if (key) of_key[*key] = static_cast<std::int32_t>(w);
  }
  for (std::size_t type = 0; type < word_of_.size(); ++type) {
    const KeyId key = segments.vocabulary.info[type].key;
    if (key != kNoKey) word_of_[type] = of_key[key];
  }
  for (std::size_t away = 0; away < near_.size(); ++away) {
    near_[away] = model.nearness(static_cast<int>(away));
  }
}

void PolarityScorer::set(const english::Syntax& syntax, const TermFinder& finder) {
  const std::span<const std::int32_t> items = finder.words();
  sentence_.resize(items.size());
  for (std::size_t w = 0; w < items.size(); ++w) {
    const english::Item& item = syntax.at(items[w]);
    Word& word = sentence_[w];
    word.index = words_.at(item.token);
    word.span = item.span;
    if (word.index < 0) continue;
    word.common = words_.model().common(static_cast<std::size_t>(word.index), finder.negated(w));
  }
}

Polarity PolarityScorer::count_rules(std::span<StanceCue> cues) const {
  Polarity sum;
  for (StanceCue& cue : cues) {
    const Polarity& rule = words_.model().rules[static_cast<std::size_t>(cue.kind)];
    const auto weight = static_cast<double>(cue.weight);
    sum += rule * weight;
    cue.weight = static_cast<float>((rule.positive - rule.negative) * weight);
  }
  return sum;
}

Polarity PolarityScorer::score(std::span<const WordTerm> terms, std::span<StanceCue> cues,
                               std::vector<WordCue>& out) const {
  const PolarityModel& model = words_.model();
  Polarity sum = model.bias + count_rules(cues);
  std::array<std::size_t, kPolarityPlaces> in_place{};
  for (const WordTerm& term : terms) ++in_place[static_cast<std::size_t>(term.place)];
  std::array<double, kPolarityPlaces> place_norm{};
  for (std::size_t p = 0; p < place_norm.size(); ++p) {
    place_norm[p] = PolarityModel::place_norm(in_place[p]);
  }
  const double sentence_norm = PolarityModel::sentence_norm(terms.size());
  for (const WordTerm& term : terms) {
    const Word& word = sentence_[static_cast<std::size_t>(term.word)];
    if (word.index < 0) continue;
    const PolarityModel::Parts parts =
        model.parts(static_cast<std::size_t>(word.index), word.common,
                    {static_cast<int>(term.place), term.distance, term.other_voice},
                    words_.near(term.distance));
    const Polarity base = parts.place + parts.sentence;
    const Polarity weight = parts.place * place_norm[static_cast<std::size_t>(term.place)] +
                            parts.sentence * sentence_norm;
    sum += weight;
    out.push_back({.begin = word.span.begin,
                   .size = static_cast<std::uint16_t>(word.span.size()),
                   .negated = term.negated,
                   .weight = static_cast<float>(weight.positive - weight.negative),
                   .base = static_cast<float>(base.positive - base.negative)});
  }
  return sum;
}

}  // namespace polyvocal::scoring
