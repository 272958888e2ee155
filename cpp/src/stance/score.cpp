#include "stance/score.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace polyvocal {

namespace {

using english::Chunk;
using english::Item;
using english::kNone;
using english::Syntax;
using english::Tag;
using english::VerbGroup;

// What negation, concession and the like leave of a weight.
constexpr double kNegated = -0.6;
constexpr double kConceded = 0.4;
constexpr double kBeforeContrast = 0.6;
constexpr double kConditional = 0.5;
constexpr double kHypothetical = 0.6;
constexpr double kScareQuoted = -0.3;
constexpr double kAgentless = 0.5;   // "was accused": by whom is not said
constexpr double kPurpose = 0.5;     // "to restore order": meant, not done
constexpr double kNominal = 0.8;     // "X's attack" against "X attacked"
constexpr double kFirm = 0.45;       // an attachment that tells whom a word is about
constexpr std::int32_t kWindow = 40; // words; bounds the work in a text without full stops

constexpr auto kLightVerbs = std::to_array<std::string_view>(
    {"launch", "carr", "wag", "mount", "conduct", "order", "begin", "began", "begun", "start",
     "lead", "led", "stag", "escalat", "renew", "resum", "intensif", "offer", "provid", "giv",
     "gave", "express", "voic", "announc", "extend", "commit", "perpetrat", "unleash"});
constexpr auto kReceivingVerbs = std::to_array<std::string_view>(
    {"hav", "ha", "receiv", "get", "got", "enjoy", "win", "won", "gain", "secur", "fac", "draw",
     "drew", "suffer", "risk"});

template <class List>
bool stem_of(std::string_view verb, const List& stems) {
  return std::any_of(stems.begin(), stems.end(),
                     [&](std::string_view stem) { return verb.starts_with(stem); });
}

}  // namespace

void SentenceScorer::run(std::string_view text, const Syntax& syntax,
                         const std::vector<std::int32_t>& voice_of) {
  text_ = text;
  syntax_ = &syntax;
  voice_of_ = &voice_of;
  cues_.clear();
  relations_.clear();
  said_.clear();
  names_.clear();
  for (std::int32_t i = 0; i < syntax.size(); ++i) {
    if (syntax.at(i).mention != kNone) names_.push_back(i);
  }
  if (names_.empty()) return;
  find_said();
  for (const Said& said : said_) attach_said(said);
  read_verbs();
}

// ---- words of praise and blame ------------------------------------------------------------------

void SentenceScorer::find_said() {
  for (std::int32_t i = 0; i < syntax_->size(); ++i) {
    const StanceWord& word_entry = entry(i);
    if (word_entry.label >= 0 && find_label(i)) {
      i = said_.back().last;
      continue;
    }
    if (proper(i)) continue;
    const Item& item = syntax_->at(i);
    const bool verb = item.tag == Tag::verb && word_entry.verb_frame >= 0;
    const bool event = word_entry.noun_frame >= 0 && frame_at(word_entry.noun_frame).relation != 0;
    if (word_entry.evaluation != 0 && !verb && !event) {
      said_.push_back({i, i, CueKind::evaluation, word_entry.evaluation});
    } else if (word_entry.outcome && item.tag == Tag::verb) {
      said_.push_back({i, i, CueKind::outcome, 0});
    }
  }
}

bool SentenceScorer::find_label(std::int32_t i) {
  std::array<KeyId, 8> keys{};
  std::size_t count = 0;
  for (std::int32_t k = i; k < syntax_->size() && count < keys.size(); ++k) {
    const Item& item = syntax_->at(k);
    const english::Gap gap = item.gap;
    if (item.mention != kNone || (k > i && (gap & english::kBreak) != 0)) break;
    keys[count++] = segments_.key(item.token);
  }
  const StanceLexicon::LabelHit hit = lexicon_.label_at({keys.data(), count});
  if (hit.words == 0) return false;
  const std::int32_t last = i + hit.words - 1;
  // A label that acts as a verb is none: "rivals", "moderates the debate".
  if (hit.words == 1 && (syntax_->at(i).tag == Tag::verb || proper(i))) return false;
  said_.push_back({i, last, CueKind::label, hit.weight});
  return true;
}

void SentenceScorer::attach_said(const Said& said) {
  const std::int32_t voice = (*voice_of_)[static_cast<std::size_t>(said.first)];
  double best = 0;
  for (const std::int32_t name : names_) {
    if (std::abs(name - said.first) > kWindow) continue;
    if ((*voice_of_)[static_cast<std::size_t>(name)] != voice) continue;
    best = std::max(best, attachment(said, name));
  }
  if (best <= 0) return;
  const Turn turn = turn_of(said.first, said.last, said.base);
  const Span span{syntax_->at(said.first).span.begin, syntax_->at(said.last).span.end};
  for (const std::int32_t name : names_) {
    if (std::abs(name - said.first) > kWindow) continue;
    if ((*voice_of_)[static_cast<std::size_t>(name)] != voice) continue;
    const double strength = attachment(said, name);
    // A word that is firmly about one name says nothing of its neighbours.
    if (strength <= 0 || (best >= kFirm && strength < kFirm)) continue;
    if (said.kind != CueKind::evaluation && strength < kFirm) continue;
    add_cue(name, said.kind, span, said.base, said.base * strength * turn.factor, -1, turn);
  }
}

double SentenceScorer::attachment(const Said& said, std::int32_t name) const {
  double strength = phrase_attachment(said, name);
  if (strength <= 0) strength = predicate_attachment(said, name);
  if (strength <= 0) strength = command_link(said, name);
  if (strength <= 0 && said.kind == CueKind::evaluation &&
      syntax_->at(said.first).clause == syntax_->at(name).clause) {
    const double distance = std::abs(name - said.first);
    strength = attach_.clause * std::exp(-distance / attach_.clause_decay);
  }
  return strength;
}

// In the phrase of the name, in one that explains it, or in one that it completes.
double SentenceScorer::phrase_attachment(const Said& said, std::int32_t name) const {
  const Syntax& s = *syntax_;
  const std::int32_t cue_chunk = s.at(said.last).chunk;
  const std::int32_t name_chunk = s.at(name).chunk;
  if (cue_chunk == kNone || name_chunk == kNone) return 0;
  const Chunk& phrase = s.chunk(name_chunk);
  if (cue_chunk == name_chunk) {
    const bool head = phrase.head == name;
    if (s.at(phrase.head).mention != kNone && !head) return 0;  // "Russia's brutal X"
    // "X's rival militia leader": what stands before another name's possessive is not about it.
    for (std::int32_t k = said.last + 1; k < name; ++k) {
      if (s.at(k).mention != kNone && s.at(k).possessive) return 0;
    }
    if (head) return attach_.same_phrase;
    const bool glued = (s.at(name + 1).gap & english::kHyphen) != 0;
    return glued ? 0.5 : attach_.owned;
  }
  const Chunk& cue_phrase = s.chunk(cue_chunk);
  if (phrase.head != name) return 0;
  if (cue_phrase.apposed_to == name_chunk || phrase.apposed_to == cue_chunk) {
    return attach_.apposition;
  }
  if (phrase.parent == cue_chunk && s.at(cue_phrase.head).mention == kNone) {
    return attach_.complement;
  }
  return 0;
}

// The name takes part in the phrase (alone, as owner, in coordination or apposition).
bool SentenceScorer::linked(std::int32_t chunk, std::int32_t name) const {
  const Syntax& s = *syntax_;
  const std::int32_t own = s.at(name).chunk;
  if (chunk == kNone || own == kNone) return false;
  const Chunk& phrase = s.chunk(own);
  if (phrase.head != name && s.at(phrase.head).mention != kNone) return false;
  std::int32_t k = own;
  for (int step = 0; step < 6 && k != kNone; ++step) {
    if (k == chunk) return true;
    const Chunk& c = s.chunk(k);
    k = c.joined_to != kNone ? c.joined_to : c.apposed_to;
  }
  return phrase.parent == chunk && s.at(s.chunk(chunk).head).mention == kNone;
}

// "X is brutal", "X, who made progress".
double SentenceScorer::predicate_attachment(const Said& said, std::int32_t name) const {
  const Syntax& s = *syntax_;
  const std::int32_t clause = s.at(said.first).clause;
  double best = 0;
  for (auto v = s.verbs.rbegin(); v != s.verbs.rend(); ++v) {
    if (v->clause != clause || v->first > said.first + 4) continue;
    if (said.first - v->head > kWindow) break;
    if (!linked(v->subject, name)) continue;
    const bool after = said.first > v->head;
    if (!after && s.at(said.first).tag != Tag::adverb) continue;
    // A later verb of the clause is nearer to the word.
    const Item& head = s.at(v->head);
    const bool copula = head.tag == Tag::aux || head.word.is(english::kLinking);
    const std::int32_t chunk = s.at(said.last).chunk;
    const bool aside = chunk != kNone && s.chunk(chunk).preposition != kNone &&
                       s.chunk(chunk).preposition > v->head;
    double strength = attach_.predicate_part;
    if (s.at(said.first).tag == Tag::adverb) {
      strength = attach_.adverb;
    } else if (aside) {
      strength = attach_.predicate_aside;
    } else if (copula) {
      strength = attach_.predicate;
    }
    if (v->passive && !copula) strength *= 0.7;
    best = std::max(best, strength);
    break;
  }
  return best;
}

// "militias led by X": the label is X's, in part.
double SentenceScorer::command_link(const Said& said, std::int32_t name) const {
  const std::int32_t chunk = syntax_->at(said.last).chunk;
  if (chunk == kNone || syntax_->at(name).chunk == chunk) return 0;
  if (name - said.last > 6 || name < said.last) return 0;
  std::vector<Party> parties;
  find_parties(text_, *syntax_, chunk, parties);
  for (const Party& party : parties) {
    if (party.item == name) return party.factor * 0.8;
  }
  return 0;
}

// ---- who does what to whom ----------------------------------------------------------------------

void SentenceScorer::read_verbs() {
  const Syntax& s = *syntax_;
  for (std::int32_t i = 0; i < s.size(); ++i) {
    const StanceWord& word_entry = entry(i);
    if (word_entry.empty()) continue;
    const Item& item = s.at(i);
    if (item.tag == Tag::verb && item.verb != kNone && s.verb(item.verb).head == i) {
      std::int16_t frame = word_entry.verb_frame;
      std::int32_t preposition = kNone;
      for (std::int32_t k = i + 1; k < s.size() && k <= i + 2; ++k) {
        if (s.at(k).mention != kNone || word_entry.particles < 0) break;
        const std::int16_t with = lexicon_.frame_with(word_entry, segments_.key(s.at(k).token));
        if (with >= 0) {
          frame = with;
          preposition = k;
          break;
        }
      }
      if (frame >= 0) read_verb(s.verb(item.verb), frame, preposition);
    } else if (item.tag == Tag::noun && word_entry.noun_frame >= 0 && !proper(i)) {
      read_event_noun(i, word_entry.noun_frame);
    }
    if (item.tag != Tag::verb && word_entry.party != 0) read_party_noun(i, word_entry.party);
    if ((item.gap & english::kHyphen) != 0 && word_entry.compound != 0) {
      read_compound(i, word_entry.compound);
    }
  }
}

void SentenceScorer::read_verb(const VerbGroup& verb, std::int16_t frame,
                               std::int32_t preposition) {
  const Syntax& s = *syntax_;
  agents_.clear();
  patients_.clear();
  bool by_speaker = false;
  if (verb.passive) {
    find_parties(text_, s, verb.subject, patients_);
    find_parties(text_, s, complement_after(text_, s, verb.head, "by", 3), agents_);
    // "allied with X", "supported by": a participle with its own preposition names the other party.
    if (preposition != kNone && preposition + 1 < s.size() && word(preposition) != "by") {
      agents_.swap(patients_);
      find_parties(text_, s, s.at(preposition + 1).chunk, patients_);
    }
  } else {
    find_parties(text_, s, verb.subject, agents_);
    const std::int32_t object = preposition != kNone && preposition + 1 < s.size()
                                    ? s.at(preposition + 1).chunk
                                    : object_after(s, verb.head);
    find_parties(text_, s, object, patients_);
    by_speaker = verb.subject != kNone &&
                 s.at(s.chunk(verb.subject).head).word.is(english::kFirstPerson);
  }
  const FrameView view = frame_at(frame);
  Turn turn = turn_of(verb.head, verb.head, view.agent);
  if (verb.infinitive && verb.governor != kNone) apply(turn, kPurpose, {});
  emit_frame(verb.head, frame, turn, agents_, patients_, verb.passive, by_speaker);
}

void SentenceScorer::emit_frame(std::int32_t i, std::int16_t frame, const Turn& turn,
                                const std::vector<Party>& agents,
                                const std::vector<Party>& patients, bool passive,
                                bool by_speaker) {
  const FrameView view = frame_at(frame);
  const Span span = syntax_->at(i).span;
  if (view.agent != 0) {
    for (const Party& party : agents) {
      add_cue(party.item, CueKind::agent, span, view.agent,
              view.agent * party.factor * turn.factor, frame, turn);
    }
  }
  const bool agentless = passive && agents.empty();
  const bool counted = by_speaker || options_.count_relations || agentless;
  const double share = agentless && !by_speaker ? kAgentless : 1.0;
  for (const Party& party : patients) {
    if (view.patient != 0) {
      add_cue(party.item, CueKind::patient, span, view.patient,
              view.patient * party.factor * std::max(0.0, turn.factor), frame, turn);
    }
    if (view.relation == 0) continue;
    const double weight = view.regard * party.factor * turn.factor * share;
    add_cue(party.item, CueKind::relation, span, view.regard, counted ? weight : 0, frame, turn);
  }
  if (view.relation == 0) return;
  if (by_speaker) {
    more_.assign(1, Party{-1, 1.0});
    relate(more_, patients, view.relation * turn.factor, i);
  } else {
    relate(agents, patients, view.relation * turn.factor, i);
  }
}

void SentenceScorer::relate(const std::vector<Party>& agents, const std::vector<Party>& patients,
                            double sign, std::int32_t i) {
  for (const Party& agent : agents) {
    for (const Party& patient : patients) {
      if (agent.item == patient.item || agent.factor < kFirm || patient.factor < kFirm) continue;
      relations_.push_back({agent.item, patient.item,
                            std::clamp(sign * agent.factor * patient.factor, -1.0, 1.0),
                            syntax_->at(i).span});
    }
  }
}

// "X's offensive against Y", "support for Y from X", "X launched an assault on Y".
void SentenceScorer::read_event_noun(std::int32_t i, std::int16_t frame) {
  std::vector<Party> agents;
  std::vector<Party> patients;
  event_parties(i, agents, patients);
  if (agents.empty() && patients.empty()) return;
  const FrameView view = frame_at(frame);
  if (view.relation == 0 && entry(i).evaluation != 0) return;  // read as an evaluation
  Turn turn = turn_of(i, i, view.agent);
  apply(turn, kNominal, {});
  emit_frame(i, frame, turn, agents, patients, false, false);
}

void SentenceScorer::event_parties(std::int32_t i, std::vector<Party>& agents,
                                   std::vector<Party>& patients) const {
  const Syntax& s = *syntax_;
  const std::int32_t chunk_id = s.at(i).chunk;
  if (chunk_id == kNone) return;
  const Chunk& chunk = s.chunk(chunk_id);
  for (std::int32_t k = chunk.first; k < i; ++k) {
    // "the Tripoli offensive" does not tell whose it is; "Haftar's" and "Turkish" do.
    const bool demonym = s.at(k).mention != kNone && !s.at(k).possessive && k + 1 == i &&
                         entry(i).noun_frame >= 0 &&
                         frame_at(entry(i).noun_frame).relation > 0;
    if (s.at(k).mention != kNone && (s.at(k).possessive || demonym)) agents.push_back({k, 1.0});
  }
  std::vector<Party> found;
  for (const std::string_view preposition : {"by", "from"}) {
    find_parties(text_, s, complement_after(text_, s, i, preposition, 6), found);
    agents.insert(agents.end(), found.begin(), found.end());
  }
  for (const std::string_view preposition : {"on", "against", "for", "to", "of"}) {
    find_parties(text_, s, complement_after(text_, s, i, preposition, 3), found);
    patients.insert(patients.end(), found.begin(), found.end());
  }
  // The verb that the noun completes: who launches it, who receives it.
  for (std::int32_t k = chunk.first - 1; k >= 0 && k > chunk.first - 5; --k) {
    if (s.at(k).verb == kNone) continue;
    const VerbGroup& verb = s.verb(s.at(k).verb);
    const std::string_view head = word(verb.head);
    const bool light = stem_of(head, kLightVerbs);
    const bool receiving = !light && stem_of(head, kReceivingVerbs);
    if (!light && !receiving) break;
    find_parties(text_, s, verb.subject, found);
    std::vector<Party>& side = light != verb.passive ? agents : patients;
    side.insert(side.end(), found.begin(), found.end());
    break;
  }
}

// "X, an ally of Y", "Y's rival X", "Y ally X", "X is a supporter of Y".
void SentenceScorer::read_party_noun(std::int32_t i, int relation) {
  const Syntax& s = *syntax_;
  const std::int32_t chunk_id = s.at(i).chunk;
  if (chunk_id == kNone) return;
  const Chunk& chunk = s.chunk(chunk_id);
  std::vector<Party> whose;
  std::vector<Party> who;
  for (std::int32_t k = chunk.first; k < i; ++k) {
    if (s.at(k).mention != kNone) whose.push_back({k, 1.0});
  }
  if (whose.empty()) find_parties(text_, s, complement_after(text_, s, i, "of", 2), whose);
  if (whose.empty()) find_parties(text_, s, complement_after(text_, s, i, "to", 2), whose);
  if (whose.empty()) return;
  if (chunk.head != i && s.at(chunk.head).mention != kNone) {
    who.push_back({chunk.head, 1.0});
  } else {
    for (const std::int32_t name : names_) {
      const std::int32_t own = s.at(name).chunk;
      if (own == kNone || own == chunk_id || s.chunk(own).head != name) continue;
      const bool explains =
          s.chunk(own).apposed_to == chunk_id || chunk.apposed_to == own;
      bool predicate = false;
      for (const VerbGroup& verb : s.verbs) {
        const Item& head = s.at(verb.head);
        predicate = predicate || (verb.clause == s.at(i).clause && verb.head < i &&
                                  (head.tag == Tag::aux || head.word.is(english::kLinking)) &&
                                  verb.subject != kNone && linked(verb.subject, name));
      }
      if (explains || predicate) who.push_back({name, 1.0});
    }
  }
  relate(who, whose, relation * turn_of(i, i, relation).factor, i);
}

// "Turkey-backed militias of Y": the name before the hyphen supports what follows.
void SentenceScorer::read_compound(std::int32_t i, int relation) {
  const Syntax& s = *syntax_;
  if (i == 0 || s.at(i - 1).mention == kNone || s.at(i).chunk == kNone) return;
  std::vector<Party> backed;
  find_parties(text_, s, s.at(i).chunk, backed);
  std::erase_if(backed, [&](const Party& party) { return party.item < i; });
  more_.assign(1, Party{i - 1, 1.0});
  relate(more_, backed, relation, i);
}

// ---- what turns a word round --------------------------------------------------------------------

void SentenceScorer::apply(Turn& turn, double factor, Span negator) {
  turn.factor *= factor;
  if (factor <= 0) {
    turn.negated = !turn.negated;
    turn.negator = negator;
  }
}

SentenceScorer::Turn SentenceScorer::turn_of(std::int32_t i, std::int32_t last,
                                             double base) const {
  Turn turn;
  turn_by_words(i, base, turn);
  turn_by_clause(i, turn);
  const Item& item = syntax_->at(i);
  if (item.verb != kNone) {
    turn_by_verb(syntax_->verb(item.verb), turn);
  } else if (!turn.negated) {
    // "did not make progress": the verb that governs the word.
    for (auto v = syntax_->verbs.rbegin(); v != syntax_->verbs.rend(); ++v) {
      if (v->head >= i || v->clause != item.clause) continue;
      if (i - v->head <= 8) turn_by_verb(*v, turn);
      break;
    }
  }
  // A word or two in quotation marks that nobody is quoted for.
  const bool opens = (item.gap & english::kOpenQuote) != 0;
  const english::Gap after = last + 1 < syntax_->size() ? syntax_->at(last + 1).gap
                                                        : syntax_->end_gap;
  if (opens && (after & english::kCloseQuote) != 0 &&
      (*voice_of_)[static_cast<std::size_t>(i)] < 0 && base > 0) {
    apply(turn, kScareQuoted, item.span);
  }
  return turn;
}

void SentenceScorer::turn_by_words(std::int32_t i, double base, Turn& turn) const {
  const Syntax& s = *syntax_;
  const bool own_verb = s.at(i).verb != kNone;
  for (std::int32_t k = i - 1; k >= 0 && k >= i - 5; --k) {
    if ((s.at(k + 1).gap & english::kBreak) != 0) break;
    const Item& item = s.at(k);
    if (item.mention != kNone || item.clause != s.at(i).clause) break;
    if (own_verb && item.verb == s.at(i).verb) continue;
    const StanceWord& word_entry = entry(k);
    if (k == i - 1 && word_entry.degree != 0) apply(turn, word_entry.degree, item.span);
    const bool auxiliary = item.tag == Tag::aux;
    if (item.word.is(english::kNegator) && !auxiliary) {
      apply(turn, kNegated, item.span);
      return;
    }
    if (word_entry.reverser == 0) continue;
    // "avert" cancels what is bad, "fail to" what is good.
    const bool failing = word_entry.reverser < -0.55F;
    if (failing == (base > 0)) {
      apply(turn, word_entry.reverser, item.span);
    } else if (failing) {
      apply(turn, 0.0, item.span);
    }
    return;
  }
}

void SentenceScorer::turn_by_clause(std::int32_t i, Turn& turn) const {
  const english::Clause& clause = syntax_->clause_of(i);
  if (clause.conceded) apply(turn, kConceded, {});
  if (clause.conditional) apply(turn, kConditional, {});
  if (clause.before_contrast) apply(turn, kBeforeContrast, {});
}

void SentenceScorer::turn_by_verb(const VerbGroup& verb, Turn& turn) const {
  if (verb.negator != kNone && !turn.negated) {
    apply(turn, kNegated, syntax_->at(verb.negator).span);
  }
  if (verb.hypothetical) apply(turn, kHypothetical, {});
  if (verb.subject != kNone && !turn.negated) {
    const Item& subject = syntax_->at(syntax_->chunk(verb.subject).head);
    const Item& first = syntax_->at(syntax_->chunk(verb.subject).first);
    if (subject.word.is(english::kNegator)) apply(turn, kNegated, subject.span);
    else if (first.word.is(english::kNegator)) apply(turn, kNegated, first.span);
  }
}

void SentenceScorer::add_cue(std::int32_t name, CueKind kind, Span span, double base,
                             double weight, std::int16_t frame, const Turn& turn) {
  if (name < 0) return;
  const auto at = [&](const MentionCue& c) {
    return c.item == name && c.cue.span == span && c.cue.kind == kind;
  };
  if (std::any_of(cues_.begin(), cues_.end(), at)) return;
  StanceCue cue;
  cue.span = span;
  cue.kind = kind;
  cue.weight = static_cast<float>(weight);
  cue.base = static_cast<float>(base);
  cue.frame = frame;
  cue.negated = turn.negated;
  cue.negator = turn.negator;
  cues_.push_back({name, cue});
}

}  // namespace polyvocal
