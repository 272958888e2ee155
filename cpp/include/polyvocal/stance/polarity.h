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
inline constexpr int kPolarityAnywhere = kPolarityPlaces + 5;  ///< for every word
inline constexpr int kPolarityColumns = kPolarityPlaces + 6;
inline constexpr int kPolarityJust = 3;   ///< words
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
  [[nodiscard]] Polarity operator+(const Polarity& other) const {
    return {negative + other.negative, positive + other.positive};
  }
  [[nodiscard]] Polarity operator*(double factor) const {
    return {negative * factor, positive * factor};
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

  /// Where a word stands beside a name. `words_away` is negative before the name.
  struct Position {
    int place = 0;
    int words_away = 0;
    bool other_voice = false;
  };
  /// What a word adds whichever name of the sentence is looked at.
  struct Common {
    Polarity always;
    Polarity near;  ///< times nearness()
  };
  /// What a word adds in the column of its place, and in the others together, before the norms.
  struct Parts {
    Polarity place;
    Polarity sentence;
  };
  [[nodiscard]] Common common(std::size_t word, bool negated) const;
  /// Of `word`, an index into `words`; `nearness` is that of at.words_away.
  [[nodiscard]] Parts parts(std::size_t word, const Common& common, const Position& at,
                            double nearness) const {
    Parts out{column(word, at.place), common.always + common.near * nearness};
    const int away = at.words_away;
    if (away < 0 && away >= -kPolarityJust) out.sentence += column(word, kPolarityJustBefore);
    if (away > 0 && away <= kPolarityJust) out.sentence += column(word, kPolarityJustAfter);
    if (at.other_voice) out.sentence += column(word, kPolarityOtherVoice);
    return out;
  }
  /// Factors of the column of the place and of the others: the more words there are, the less each
  /// says.
  static double place_norm(std::size_t words_in_place);
  static double sentence_norm(std::size_t words_in_sentence);
  /// Factor of the column of nearness.
  [[nodiscard]] double nearness(int words_away) const;

  [[nodiscard]] std::string to_bytes() const;
  /// @throws InputError for a damaged block.
  static PolarityModel from_bytes(std::string_view block);

 private:
  [[nodiscard]] Polarity column(std::size_t word, int number) const {
    const auto c = static_cast<std::size_t>(number);
    const std::int8_t* const row = weights.data() + word * 2 * kPolarityColumns;
    return {static_cast<double>(scales.negative[c]) * row[2 * c],
            static_cast<double>(scales.positive[c]) * row[2 * c + 1]};
  }
};

}  // namespace polyvocal
