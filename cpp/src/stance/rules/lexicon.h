// The stance tables by key of a vocabulary: one look-up a token.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "polyvocal/text/vocabulary.h"

namespace polyvocal::scoring {

/// What the tables say of one word.
struct StanceWord {
  float evaluation = 0;
  float reverser = 0;  ///< factor for what the word governs; 0: none
  float degree = 0;    ///< factor for the next word; 0: none
  std::int16_t verb_frame = -1;
  std::int16_t noun_frame = -1;
  std::int32_t particles = -1;  ///< first entry of verbs with a preposition
  std::int32_t label = -1;      ///< first entry of labels that begin with the word
  std::int8_t party = 0;        ///< supporter 1, opponent -1
  std::int8_t compound = 0;     ///< "-backed"
  bool outcome = false;
  [[nodiscard]] bool empty() const {
    return evaluation == 0 && verb_frame < 0 && noun_frame < 0 && particles < 0 && label < 0 &&
           party == 0 && compound == 0 && !outcome;
  }
};

class StanceLexicon {
 public:
  explicit StanceLexicon(const Vocabulary& vocabulary);
  [[nodiscard]] const StanceWord& operator[](KeyId key) const {
    return key == kNoKey ? none_ : words_[key];
  }

  struct LabelHit {
    double weight = 0;
    int words = 0;  ///< 0: no label begins here
  };
  /// The longest label that begins at keys[0].
  [[nodiscard]] LabelHit label_at(std::span<const KeyId> keys) const;
  /// Frame of a verb with one of its prepositions, or -1.
  [[nodiscard]] std::int16_t frame_with(const StanceWord& word, KeyId preposition) const;
  /// 1 for every key that can bear on a mention: sentences without one need no parse.
  [[nodiscard]] std::vector<std::uint8_t> bearing_keys() const;

 private:
  struct Label {
    std::vector<KeyId> keys;
    double weight;
    std::int32_t next;
  };
  struct Particle {
    KeyId preposition;
    std::int16_t frame;
    std::int32_t next;
  };
  void add_verbs(const Vocabulary& vocabulary);
  void add_nouns(const Vocabulary& vocabulary);
  void add_labels(const Vocabulary& vocabulary);
  void add_modifiers(const Vocabulary& vocabulary);

  std::vector<StanceWord> words_;
  std::vector<Label> labels_;
  std::vector<Particle> particles_;
  StanceWord none_;
};

/// One numbering for verb frames and event nouns.
struct FrameView {
  std::string_view name;
  double agent;
  double patient;
  int relation;
  double regard;
};
FrameView frame_at(std::int16_t frame);
/// Who acts supports or opposes the other, and no more is said ("backs", "rejects").
bool takes_side(std::int16_t frame);
std::int16_t frame_count();

}  // namespace polyvocal::scoring
