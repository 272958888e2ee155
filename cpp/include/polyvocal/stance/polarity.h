// The trained polarity model: a linear model of negative, neutral and positive whose terms are the
// words around a mention, each by its place relative to the name, and the cues of the rules.
// Two logits against neutral; every word adds a number to each, so a score is explained exactly.
// tools/train_polarity.py makes the table.
//
//   PolarityModel model = PolarityModel::from_bytes(block);
//   EvidenceOptions options;
//   options.polarity = &model;
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "polyvocal/core/strings.h"

namespace polyvocal {

/// What a word's weight depends on besides the word: columns of the table. A word adds the columns
/// that hold for it.
inline constexpr int kPolarityPlaces = 10;  ///< scoring::Place
inline constexpr int kPolarityNear = kPolarityPlaces;
inline constexpr int kPolarityNegated = kPolarityPlaces + 1;
inline constexpr int kPolarityOtherVoice = kPolarityPlaces + 2;
inline constexpr int kPolarityJustBefore = kPolarityPlaces + 3;  ///< within three words
inline constexpr int kPolarityJustAfter = kPolarityPlaces + 4;
inline constexpr int kPolarityColumns = kPolarityPlaces + 5;
inline constexpr int kPolarityRules = 6;  ///< kinds of cues of the rules

/// Sum of what bears on the two logits: against neutral, log P(negative) and log P(positive).
struct Polarity {
  double negative = 0;
  double positive = 0;
  Polarity& operator+=(const Polarity& other) {
    negative += other.negative;
    positive += other.positive;
    return *this;
  }
  /// P(negative), P(neutral), P(positive).
  [[nodiscard]] std::array<double, 3> probabilities() const;
};

class PolarityModel {
 public:
  struct Scales {
    std::array<float, kPolarityColumns> negative{};
    std::array<float, kPolarityColumns> positive{};
  };
  StringColumn words;                ///< ascending
  std::vector<std::int8_t> weights;  ///< words x columns x (negative, positive), times the scales
  Scales scales;
  std::array<Polarity, kPolarityRules> rules{};  ///< per unit of weight of a rule's cue
  Polarity bias;
  double distance = 12;       ///< words over which nearness falls to 1/e
  double measurement_sd = 0;  ///< of a label around a score, found by cross-validation

  /// What `word` adds, before the norm of its sentence. `word` is an index into `words`.
  /// `words_away` is negative before the name.
  [[nodiscard]] Polarity weight(std::size_t word, int place, int words_away, bool negated,
                                bool other_voice) const;
  /// Factor of all words of a mention that has `terms` of them: long sentences say less a word.
  static double norm(std::size_t terms);

  [[nodiscard]] std::string to_bytes() const;
  /// @throws InputError for a damaged block.
  static PolarityModel from_bytes(std::string_view block);
};

}  // namespace polyvocal
