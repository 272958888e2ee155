// Who does what to whom, and who sides with whom: verbs, nouns for events, "an ally of Y",
// "Turkey-backed". Private to the stance stage.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "stance/rules/attachment.h"
#include "stance/rules/findings.h"
#include "stance/rules/sentence.h"

namespace polyvocal::scoring {

class DeedReader {
 public:
  /// `count_relations`: what others think of a name counts in its score.
  explicit DeedReader(bool count_relations) : count_relations_(count_relations) {}

  /// Adds to `out`. `said` are the words of praise and blame of the sentence.
  void read(const Sentence& sentence, std::span<const Said> said, Findings& out);

 private:
  struct Deed {
    std::int32_t item = 0;
    std::int16_t frame = -1;
    Turn turn = {};
    Turn agent_turn = {};    // the same for the agent: fighting what is condemned is no reproach
    bool agentless = false;  // "was accused": by whom is not said
    bool by_speaker = false;
  };
  void read_item(std::int32_t i);
  void read_verb(const english::VerbGroup& verb, std::int16_t frame, std::int32_t preposition);
  void read_passive(const english::VerbGroup& verb, std::int32_t preposition, Deed& deed,
                    std::int32_t& object);
  void read_active(const english::VerbGroup& verb, std::int32_t preposition, Deed& deed,
                   std::int32_t& object);
  void read_event_noun(std::int32_t i, std::int16_t frame);
  void find_event_parties(std::int32_t i);
  void find_by_governing_verb(const english::Chunk& chunk);
  void read_party_noun(std::int32_t i, int relation);
  [[nodiscard]] std::vector<Party> owners_of(std::int32_t i) const;
  [[nodiscard]] std::vector<Party> called_by(std::int32_t i) const;
  [[nodiscard]] bool predicated_of(std::int32_t i, std::int32_t name) const;
  void read_compound(std::int32_t i, int relation);
  [[nodiscard]] bool condemned(std::int32_t chunk) const;
  void find_agent_turn(Deed& deed, std::int32_t object) const;
  void emit(const Deed& deed);
  void emit_patients(const Deed& deed);
  void note_acts(StatedAct act);

  const bool count_relations_;
  const Sentence* sentence_ = nullptr;
  std::span<const Said> said_;
  Findings* out_ = nullptr;
  std::vector<Party> agents_, patients_, found_;
};

}  // namespace polyvocal::scoring
