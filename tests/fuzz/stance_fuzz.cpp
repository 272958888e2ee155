// Any text through voice and stance: nothing crashes, spans stay inside, scores stay bounded.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "polyvocal/corpus/encoding.h"
#include "polyvocal/stance/aggregate.h"
#include "polyvocal/stance/evidence.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

polyvocal::Knowledge some_actors() {
  using namespace polyvocal;
  Knowledge k;
  k.factions = {{"east", "East"}, {"west", "West"}};
  const std::string_view names[] = {"Haftar", "Saleh", "Sarraj", "Libya", "Egypt", "The"};
  for (std::size_t a = 0; a < std::size(names); ++a) {
    Actor actor;
    actor.id = names[a];
    actor.name = names[a];
    actor.type = a < 3 ? ActorType::person : ActorType::state;
    if (a < 3) actor.memberships = {{static_cast<FactionId>(a / 2), kNoDate, kNoDate}};
    k.actors.push_back(actor);
    k.names.push_back({.actor = static_cast<ActorId>(a), .surface = std::string(names[a])});
  }
  return k;
}

polyvocal::PolarityModel some_words() {
  polyvocal::PolarityModel model;
  for (const std::string_view word : {"a", "and", "army", "in", "of", "the"}) {
    model.words.push_back(word);
    for (int i = 0; i < 2 * polyvocal::kPolarityColumns; ++i) {
      model.weights.push_back(static_cast<std::int8_t>(37 * i - 100));
    }
  }
  model.scales.negative.fill(0.05F);
  model.scales.positive.fill(0.03F);
  return model;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace polyvocal;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (size == 0 || first_invalid_utf8(text) != size) return 0;
  static const Knowledge knowledge = some_actors();
  CorpusBuilder builder;
  builder.add({.id = "a", .language = "en", .text = text});
  const Corpus corpus = std::move(builder).finish();
  const Run run;
  const Segments segments = segment(corpus, run);
  const Mentions mentions = find_mentions(corpus, segments, knowledge, run).mentions;
  const Voices voices = attribute(corpus, segments, mentions, knowledge, run);
  std::uint32_t before = 0;
  for (const Attribution& row : voices.rows) {
    require(row.content.begin < row.content.end && row.content.end <= size);
    require(row.source.begin <= row.source.end && row.source.end <= size);
    require(row.cue.begin <= row.cue.end && row.cue.end <= size);
    require(before <= row.content.begin);
    before = row.content.begin;
  }
  static const PolarityModel model = some_words();
  EvidenceOptions trained;
  trained.polarity = &model;
  for (const EvidenceRow& row :
       find_evidence(corpus, segments, mentions, knowledge, voices, run, trained).rows) {
    require(row.neutral >= 0 && std::abs(row.score) + row.neutral <= 1.0001F);
  }
  const Evidence evidence = find_evidence(corpus, segments, mentions, knowledge, voices, run);
  for (const EvidenceRow& row : evidence.rows) {
    require(std::abs(row.score) <= 1 && row.weight >= 0 && row.weight <= 1);
    const Span sentence = segments.sentences[row.sentence].span;
    for (const StanceCue& cue : evidence.cues_of(row)) require(sentence.contains(cue.span));
  }
  const StanceScores scores = score_stance(corpus, knowledge, evidence, run, {.replicates = 16});
  for (const StanceRow& row : scores.rows)
    require(std::isnan(row.score) || std::abs(row.score) <= 1);
  return 0;
}
