// Stance evidence: what a sentence says of each actor it names, word by word, and who says it.
// One row a mention, neutral ones included (score 0), so that a mean has an honest denominator.
// Rules over our own word tables; no actor's name or faction enters the score.
//
//   Evidence e = find_evidence(corpus, segments, mentions, knowledge, voices, run);
//   for (const EvidenceRow& row : e.rows) use(row.score, e.cues_of(row));
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "polyvocal/actors/mentions.h"
#include "polyvocal/core/run.h"
#include "polyvocal/core/span.h"
#include "polyvocal/stance/polarity.h"
#include "polyvocal/text/segment.h"
#include "polyvocal/voice/attribution.h"

namespace polyvocal {

enum class CueKind : std::uint8_t {
  evaluation,  ///< a word of praise or blame said of the mention
  label,       ///< "self-proclaimed", "warlord": modifies the mention
  agent,       ///< the mention does something: "attacked", "X's assault"
  patient,     ///< something is done to it
  relation,    ///< another actor's attitude ("is supported by Egypt"): shown, not counted
  outcome,     ///< an event that went well or badly for it: shown, not counted
  word,        ///< a word of the trained model: a WordCue
};
inline constexpr int kCueKindCount = 7;
std::string_view cue_kind_name(CueKind kind);

/// One word or phrase that bears on a mention.
struct StanceCue {
  Span span;
  CueKind kind = CueKind::evaluation;
  float weight = 0;         ///< signed, after attachment, negation and contrast; 0 when not counted
  float base = 0;           ///< weight in the table
  std::int16_t frame = -1;  ///< frame_name(frame) for agent, patient and relation
  bool negated = false;     ///< turned round or cancelled by `negator`
  Span negator;             ///< the word that turns it; empty when none
};
std::string_view frame_name(std::int16_t frame);

/// One word of the trained model. Small: a mention has some twenty of them.
struct WordCue {
  std::uint32_t begin = 0;
  std::uint16_t size = 0;  ///< bytes
  bool negated = false;
  float weight = 0;  ///< what it adds to logit(positive) - logit(negative)
  float base = 0;    ///< before the number of words is allowed for

  [[nodiscard]] Span span() const { return {begin, begin + size}; }
};

struct EvidenceRow {
  MentionId mention = 0;
  std::uint32_t document = 0;
  SentenceId sentence = 0;
  ActorId actor = -1;
  FactionId faction = -1;
  Voice voice = Voice::outlet;
  ActorId holder = -1;  ///< the actor who speaks; -1: the outlet, or a source that is no actor
  /// By the rules tanh(1.75 x sum of the cue weights); by the trained model P(positive) -
  /// P(negative), whose log odds are its bias plus the weights of cues and words. In [-1, 1].
  float score = 0;
  float by_rules = 0;  ///< what the rules give, whoever scores
  float neutral = 0;   ///< P(neutral) of the trained model; 0 by the rules
  float weight = 1;    ///< confidence x region x metonym
  std::uint32_t cue_begin = 0;
  std::uint32_t cue_end = 0;
  std::uint32_t word_begin = 0;
  std::uint32_t word_end = 0;
};

/// A signed statement: source is for (1) or against (-1) target. Who states it is `voice`.
struct Relation {
  std::uint32_t document = 0;
  SentenceId sentence = 0;
  ActorId source = -1;
  ActorId target = -1;
  float sign = 0;  ///< in [-1, 1]; weakened under negation and conditions
  Voice voice = Voice::outlet;
  ActorId holder = -1;
  Span cue;
  Span source_span;
  Span target_span;
};

/// Who does what to whom, by a verb or the noun of an event.
struct Act {
  std::uint32_t document = 0;
  SentenceId sentence = 0;
  std::int16_t frame = -1;  ///< frame_name(frame)
  Span cue;
  ActorId agent = -1;  ///< -1: nobody with a name
  ActorId patient = -1;
  Span agent_span;
  Span patient_span;
  bool passive = false;
  bool agent_deleted = false;  ///< passive, and nobody is said to have done it
  bool negated = false;
  Voice voice = Voice::outlet;
  ActorId holder = -1;
};
/// 1: cooperative, -1: hostile, 0: neither.
int frame_class(std::int16_t frame);

/// Whether the scorer reads a document: the built-in ones read English.
enum class Language : std::uint8_t { english, other };

struct Evidence {
  std::vector<EvidenceRow> rows;        ///< ordered by (document, mention)
  std::vector<std::uint32_t> doc_rows;  ///< documents + 1
  std::vector<StanceCue> cues;          ///< ordered by row, then position
  std::vector<WordCue> words;           ///< of the trained model, in the same order
  std::vector<Relation> relations;      ///< ordered by (document, cue, source, target)
  std::vector<Act> acts;                ///< ordered by (document, cue, agent, patient)
  std::vector<Language> language;       ///< per document

  [[nodiscard]] std::span<const StanceCue> cues_of(const EvidenceRow& row) const {
    return {cues.data() + row.cue_begin, row.cue_end - row.cue_begin};
  }
  [[nodiscard]] std::span<const WordCue> words_of(const EvidenceRow& row) const {
    return {words.data() + row.word_begin, row.word_end - row.word_begin};
  }
};

struct EvidenceOptions {
  /// Bit per Region. A summary repeats the body and would count twice; captions and furniture carry
  /// no stance of their own.
  std::uint32_t regions = (1U << static_cast<unsigned>(Region::headline)) |
                          (1U << static_cast<unsigned>(Region::body)) |
                          (1U << static_cast<unsigned>(Region::slate)) |
                          (1U << static_cast<unsigned>(Region::subhead));
  double headline_weight = 1.0;
  double metonym_weight = 0.5;   ///< "Moscow", "Egyptian": the name of a place for a government
  bool count_relations = false;  ///< let what others think of the mention move its score
  const PolarityModel* polarity = nullptr;  ///< scores with it instead of the rules
  bool all_languages = false;  ///< rows, without cues, for other languages too: see with_scores
};

/// Rows for the mentions in the regions asked for; none for documents in other languages (see
/// Evidence::language). @throws Cancelled.
Evidence find_evidence(const Corpus& corpus, const Segments& segments, const Mentions& mentions,
                       const Knowledge& knowledge, const Voices& voices, const Run& run,
                       const EvidenceOptions& options = {});

/// The same rows with scores of another scorer, one a row; a row whose score is NaN is left out.
/// Cues stay to be shown and weigh nothing. Every document with a row counts as read.
/// @throws InputError for another number of scores, or scores beyond [-1, 1].
Evidence with_scores(const Evidence& evidence, std::span<const float> scores,
                     std::span<const float> neutral);

/// A word around a mention, as the trained polarity model reads it.
struct PolarityTerm {
  MentionId mention = 0;
  KeyId key = kNoKey;
  std::int16_t distance = 0;  ///< in words; negative before the name
  std::uint8_t place = 0;     ///< column of the model
  bool negated = false;
  bool other_voice = false;  ///< another speaker's words
};

/// The terms of all mentions, ordered by (mention, position), to train the model on.
std::vector<PolarityTerm> polarity_terms(const Corpus& corpus, const Segments& segments,
                                         const Mentions& mentions, const Knowledge& knowledge,
                                         const Voices& voices, const Run& run,
                                         const EvidenceOptions& options = {});

/// Mentions given by hand, for plug-in annotators and benchmarks: all of actor 0, without faction.
/// A span that holds no word is left out. `documents` rises; spans rise within a document.
Mentions mentions_at(const Segments& segments, std::span<const std::uint32_t> documents,
                     std::span<const Span> spans);

}  // namespace polyvocal
