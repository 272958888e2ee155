// Scores the mentions of one parsed sentence: finds the words of the tables, decides what each is
// said of, and turns it round under negation. Private to the stance stage.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "english/syntax.h"
#include "polyvocal/stance/evidence.h"
#include "stance/lexicon.h"
#include "stance/parties.h"

namespace polyvocal::scoring {

/// A cue of one mention (Item::mention of the syntax).
struct MentionCue {
  std::int32_t item = 0;  ///< of the name
  StanceCue cue;
};

/// A statement between two names of the sentence; an item of -1 is the speaker ("we support ...").
struct StatedRelation {
  std::int32_t source = -1;
  std::int32_t target = -1;
  double sign = 0;
  Span cue;
};

/// Who does what to whom; an item of -1 is nobody with a name.
struct StatedAct {
  std::int32_t agent = -1;
  std::int32_t patient = -1;
  std::int16_t frame = -1;
  Span cue;
  bool passive = false;
  bool agent_deleted = false;
  bool negated = false;
};

/// How firmly a word is attached to a mention. Set by hand, checked against NewsMTSC
/// (`python -m bench.quality newsmtsc`): the order matters, the second decimal does not.
struct Attachment {
  double same_phrase = 1.0;      ///< "the brutal X"
  double owned = 0.9;            ///< "X's brutal campaign"
  double apposition = 0.9;       ///< "X, a warlord"
  double commanded = 0.56;       ///< "militias led by X", "X-allied militias"
  double complement = 0.7;       ///< "the success of X"
  double predicate = 1.0;        ///< "X is brutal"
  double predicate_part = 0.6;   ///< "X made progress"
  double predicate_aside = 0.5;  ///< "X is in an awkward position"
  double adverb = 0.5;           ///< "X brutally ..."
  double clause = 0.35;          ///< elsewhere in the clause, falling with distance
  double sentence = 0.15;        ///< in another clause of the sentence
  double clause_decay = 12;      ///< words
};

class SentenceScorer {
 public:
  SentenceScorer(const Segments& segments, const StanceLexicon& lexicon,
                 const EvidenceOptions& options)
      : segments_(segments), lexicon_(lexicon), options_(options) {}

  /// `voice_of[item]` tells words of different speakers apart; `cue_of[item]` is the voice that a
  /// cue introduces ("criticised" of "X criticised Y": it is about Y), kNoAttribution elsewhere;
  /// `places[item]` is 1 for names of states and places. Fills cues(), relations() and acts().
  void run(std::string_view text, const english::Syntax& syntax,
           const std::vector<std::int32_t>& voice_of, const std::vector<std::int32_t>& cue_of,
           const std::vector<std::uint8_t>& places);
  /// Forgets the last sentence: for one without any word of the tables.
  void clear();
  [[nodiscard]] const std::vector<MentionCue>& cues() const { return cues_; }
  [[nodiscard]] const std::vector<StatedRelation>& relations() const { return relations_; }
  [[nodiscard]] const std::vector<StatedAct>& acts() const { return acts_; }
  /// Items that say who sides with whom ("supported by", "ally of", "opposes" with a name): what
  /// others think of a name, which the tone of the text is not.
  [[nodiscard]] const std::vector<std::int32_t>& sides() const { return sides_; }

 private:
  struct Said {  // a word or phrase of the tables
    std::int32_t first = 0;
    std::int32_t last = 0;
    CueKind kind = CueKind::evaluation;
    double base = 0;
  };
  struct Turn {  // what becomes of a word's weight in its place
    double factor = 1;
    bool negated = false;
    Span negator;
  };

  void find_said();
  bool find_label(std::int32_t i);
  void attach_said(const Said& said);
  /// Names within reach of an item, in order.
  [[nodiscard]] std::span<const std::int32_t> names_near(std::int32_t item) const;
  [[nodiscard]] double attachment(const Said& said, std::int32_t name, bool reversed) const;
  [[nodiscard]] double nearness(const Said& said, std::int32_t name) const;
  [[nodiscard]] double phrase_attachment(const Said& said, std::int32_t name) const;
  [[nodiscard]] double predicate_attachment(const Said& said, std::int32_t name) const;
  [[nodiscard]] double verb_attachment(const Said& said, const english::VerbGroup& verb) const;
  [[nodiscard]] bool condemned(std::int32_t chunk) const;
  [[nodiscard]] double command_link(const Said& said, std::int32_t name) const;

  void read_verbs();
  void read_verb(const english::VerbGroup& verb, std::int16_t frame, std::int32_t preposition);
  void read_event_noun(std::int32_t i, std::int16_t frame);
  void read_party_noun(std::int32_t i, int relation);
  void read_compound(std::int32_t i, int relation);
  void event_parties(std::int32_t i, std::vector<Party>& agents,
                     std::vector<Party>& patients) const;
  void emit_frame(std::int32_t i, std::int16_t frame, const Turn& turn, const Turn& agent_turn,
                  bool agentless, bool by_speaker);
  void note_acts(StatedAct act);
  void relate(const std::vector<Party>& agents, const std::vector<Party>& patients, double sign,
              std::int32_t i);

  [[nodiscard]] Turn turn_of(std::int32_t i, std::int32_t last, double base) const;
  void turn_by_words(std::int32_t i, double base, Turn& turn) const;
  void turn_by_clause(std::int32_t i, Turn& turn) const;
  void turn_by_verb(const english::VerbGroup& verb, Turn& turn) const;
  static void apply(Turn& turn, double factor, Span negator);

  [[nodiscard]] const StanceWord& entry(std::int32_t i) const {
    const english::Item& item = syntax_->at(i);
    return item.mention != english::kNone ? lexicon_[kNoKey] : lexicon_[segments_.key(item.token)];
  }
  [[nodiscard]] bool proper(std::int32_t i) const {
    return syntax_->at(i).capital && i > 0 && !syntax_->title_case;
  }
  [[nodiscard]] std::string_view word(std::int32_t i) const {
    const Span span = syntax_->at(i).span;
    return text_.substr(span.begin, span.size());
  }
  [[nodiscard]] bool same_voice(std::int32_t name, Span span) const;
  [[nodiscard]] bool one_voice(std::int32_t name, std::int32_t item) const;
  void add_cue(std::int32_t name, CueKind kind, Span span, double base, double weight,
               std::int16_t frame, const Turn& turn);

  const Segments& segments_;
  const StanceLexicon& lexicon_;
  const EvidenceOptions& options_;
  Attachment attach_;
  std::string_view text_;
  const english::Syntax* syntax_ = nullptr;
  const std::vector<std::int32_t>* voice_of_ = nullptr;
  const std::vector<std::int32_t>* cue_of_ = nullptr;
  const std::vector<std::uint8_t>* places_ = nullptr;
  std::vector<std::int32_t> names_;  // items that are names
  std::vector<Said> said_;
  std::vector<MentionCue> cues_;
  std::vector<StatedRelation> relations_;
  std::vector<StatedAct> acts_;
  std::vector<std::int32_t> sides_;
  std::vector<Party> agents_, patients_, more_;
  std::vector<std::vector<Party>> subjects_;  // per verb group: who its subject stands for
};

}  // namespace polyvocal::scoring
