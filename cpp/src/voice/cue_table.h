// Verbs and phrases that introduce somebody's words. One table (cue_table.cpp), written by hand.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "english/forms.h"
#include "polyvocal/text/vocabulary.h"
#include "polyvocal/voice/attribution.h"

namespace polyvocal::voicing {

/// What can follow the cue (bit set).
using CueFrames = std::uint16_t;
inline constexpr CueFrames kClause = 1;      ///< "said (that) the army ..."; may follow its content
inline constexpr CueFrames kListener = 2;    ///< "told O that": an object that listens
inline constexpr CueFrames kRequest = 4;     ///< "asked O to ..."
inline constexpr CueFrames kIntention = 8;   ///< "vowed to ..."
inline constexpr CueFrames kObject = 16;     ///< "announced the launch of ..."
inline constexpr CueFrames kThatOnly = 32;   ///< a clause only with "that": "showed that"
inline constexpr CueFrames kThought = 64;    ///< "believes": no quotation before "believed"
inline constexpr CueFrames kDenial = 128;    ///< what follows is said not to be so
inline constexpr CueFrames kRelay = 256;     ///< "quoted O as saying": O speaks through the subject
inline constexpr CueFrames kNaming = 512;    ///< "called O "a disaster"", "described O as ..."
inline constexpr CueFrames kBare = 1024;     ///< "said yes": whatever follows is its content
inline constexpr CueFrames kFinding = 2048;  ///< an object when a document speaks: "polls show X"

/// Without any frame a cue covers only a quotation that follows: "called it \"a disaster\"".

struct Cue {
  std::string_view lemma;  ///< with a particle: "point out", "call for"
  CueClass cue_class;
  CueFrames frames;
};

std::span<const Cue> cues();

/// Nouns with a content: "X's claim that ...", "X's decision to ...", "X's criticism of ...".
struct NounCue {
  CueClass cue_class;
  std::string_view nouns;
  std::string_view openers;  ///< words that begin the content
};
std::span<const NounCue> noun_cues();

/// Cue entries by key of a vocabulary.
class CueIndex {
 public:
  explicit CueIndex(const Vocabulary& vocabulary);
  /// Entry whose first word has this key, without or with a particle; `next` is the key after it.
  [[nodiscard]] const Cue* find(KeyId key, KeyId next) const;
  [[nodiscard]] bool is_cue(KeyId key) const {
    return key != kNoKey && (first_[key] >= 0 || with_particle_[key] >= 0 || noun_[key] >= 0);
  }
  /// Class of a noun with a content clause, or nullptr.
  [[nodiscard]] const NounCue* find_noun(KeyId key) const;
  /// May `next` begin the content of the noun `key`? By their folded spellings.
  [[nodiscard]] bool opens_content(KeyId key, KeyId next) const;
  /// "claim by", "calls from": does `next` name whose the noun `key` is?
  [[nodiscard]] bool names_agent(KeyId key, KeyId next) const;
  /// 1 for every key that begins an entry, "according" included.
  [[nodiscard]] std::span<const std::uint8_t> keys() const { return keys_; }
  [[nodiscard]] KeyId according() const { return according_; }
  [[nodiscard]] bool is_it(KeyId key) const { return key != kNoKey && key == it_; }
  [[nodiscard]] bool is_reporting(KeyId key) const;
  /// A poll, a study, a video: it shows and says things.
  [[nodiscard]] bool is_document(KeyId key) const;
  /// A statement, a letter, a lawsuit: somebody says things in it.
  [[nodiscard]] bool is_writing(KeyId key) const;
  /// A verb whose subject hears, reads or cites what others say.
  [[nodiscard]] bool takes_in(KeyId key) const;

 private:
  struct Particle {
    KeyId particle;
    std::int16_t entry;
    std::int32_t next;  // further particles of the same verb form, -1 = none
  };
  std::vector<std::int16_t> first_;
  std::vector<std::int16_t> noun_;
  std::vector<std::int32_t> with_particle_;
  std::vector<Particle> particles_;
  std::vector<std::vector<KeyId>> openers_;  ///< per NounCue
  std::vector<std::uint8_t> keys_;
  KeyId according_ = kNoKey;
  KeyId it_ = kNoKey;
  std::vector<KeyId> agent_words_;  ///< by, from, among
  std::vector<KeyId> reporting_;
  std::vector<KeyId> documents_;
  std::vector<KeyId> writings_;
  std::vector<KeyId> taking_in_;
};

}  // namespace polyvocal::voicing
