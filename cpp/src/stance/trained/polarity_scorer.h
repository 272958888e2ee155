// Scores mentions by the polarity model, sentence by sentence. Private to the stance stage.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "english/syntax.h"
#include "polyvocal/stance/evidence.h"
#include "polyvocal/stance/polarity.h"
#include "stance/trained/polarity_terms.h"

namespace polyvocal::scoring {

/// The model's words in a corpus; looked up once, for all workers.
class PolarityWords {
 public:
  /// Both must outlive it.
  PolarityWords(const PolarityModel& model, const Segments& segments);

  [[nodiscard]] const PolarityModel& model() const { return model_; }
  /// Index into the model's words of the word at a token, -1 when the model does not know it.
  [[nodiscard]] std::int32_t at(TokenId token) const {
    return word_of_[segments_.tokens[token].type];
  }
  /// Factor of the column of nearness, so many words away.
  [[nodiscard]] double near(std::int32_t away) const {
    return near_[static_cast<std::size_t>(away < 0 ? -away : away)];
  }

 private:
  const PolarityModel& model_;
  const Segments& segments_;
  std::vector<std::int32_t> word_of_;           // per type: one look-up a token
  std::array<double, kTermWindow + 1> near_{};  // by words away
};

/// For one worker.
class PolarityScorer {
 public:
  explicit PolarityScorer(const PolarityWords& words) : words_(words) {}

  /// Prepares a sentence: what each of the finder's words adds whichever mention is scored.
  void set(const english::Syntax& syntax, const TermFinder& finder);

  /// Logits of a mention with these terms and with the cues of the rules in `cues`. Their weights
  /// become what each adds to logit(positive) - logit(negative); the words are appended to `out`.
  [[nodiscard]] Polarity score(std::span<const WordTerm> terms, std::span<StanceCue> cues,
                               std::vector<WordCue>& out) const;

 private:
  struct Word {
    std::int32_t index = -1;  ///< in the model
    Span span;
    PolarityModel::Common common;
  };
  [[nodiscard]] Polarity count_rules(std::span<StanceCue> cues) const;

  const PolarityWords& words_;
  std::vector<Word> sentence_;  // parallel to the finder's words
};

}  // namespace polyvocal::scoring
