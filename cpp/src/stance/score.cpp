#include "stance/score.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace polyvocal::scoring {

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
constexpr double kAgentless = 0.5;    // "was accused": by whom is not said
constexpr double kPurpose = 0.5;      // "to restore order": meant, not done
constexpr double kNominal = 0.8;      // "X's attack" against "X attacked"
constexpr double kAgainstBad = -0.5;  // an attack on terrorists
constexpr double kFirm = 0.55;        // an attachment that tells whom a word is about
constexpr double kParty = 0.45;    // a name that stands for its phrase well enough for a relation
constexpr double kColours = 0.35;  // table weight from which a word colours its clause
constexpr double kFaint = 0.03;    // weights below this are noise
constexpr std::ptrdiff_t kRecent = 256;
constexpr std::int32_t kWindow = 40;  // words; bounds the work in a text without full stops

constexpr auto kLightVerbs = std::to_array<std::string_view>(
    {"launch",  "carr",  "wag",      "mount",  "conduct", "order",     "begin",
     "began",   "begun", "start",    "lead",   "led",     "stag",      "escalat",
     "renew",   "resum", "intensif", "offer",  "provid",  "giv",       "gave",
     "express", "voic",  "announc",  "extend", "commit",  "perpetrat", "unleash"});
constexpr auto kReceivingVerbs =
    std::to_array<std::string_view>({"hav", "ha", "receiv", "get", "got", "enjoy", "win", "won",
                                     "gain", "secur", "fac", "draw", "drew", "suffer", "risk"});

template <class List>
bool stem_of(std::string_view verb, const List& stems) {
  return std::any_of(stems.begin(), stems.end(),
                     [&](std::string_view stem) { return verb.starts_with(stem); });
}

}  // namespace

void SentenceScorer::clear() {
  cues_.clear();
  relations_.clear();
  acts_.clear();
  sides_.clear();
}

void SentenceScorer::run(std::string_view text, const Syntax& syntax,
                         const std::vector<std::int32_t>& voice_of,
                         const std::vector<std::int32_t>& cue_of,
                         const std::vector<std::uint8_t>& places) {
  text_ = text;
  places_ = &places;
  syntax_ = &syntax;
  voice_of_ = &voice_of;
  cue_of_ = &cue_of;
  clear();
  said_.clear();
  names_.clear();
  for (std::int32_t i = 0; i < syntax.size(); ++i) {
    if (syntax.at(i).mention != kNone) names_.push_back(i);
  }
  if (names_.empty()) return;
  if (subjects_.size() < syntax.verbs.size()) subjects_.resize(syntax.verbs.size());
  for (std::size_t v = 0; v < syntax.verbs.size(); ++v) {
    find_parties(text_, syntax, syntax.verbs[v].subject, subjects_[v]);
  }
  find_said();
  for (const Said& said : said_) attach_said(said);
  read_verbs();
}

// ---- words of praise and blame ------------------------------------------------------------------

void SentenceScorer::find_said() {
  for (std::int32_t i = 0; i < syntax_->size(); ++i) {
    if (!syntax_->at(i).word.is(english::kMarked)) continue;
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

std::span<const std::int32_t> SentenceScorer::names_near(std::int32_t item) const {
  const auto first = std::lower_bound(names_.begin(), names_.end(), item - kWindow);
  const auto last = std::upper_bound(first, names_.end(), item + kWindow);
  return {first, last};
}

void SentenceScorer::attach_said(const Said& said) {
  const std::span<const std::int32_t> near = names_near(said.first);
  if (near.empty()) return;
  const Turn turn = turn_of(said.first, said.last, said.base);
  double best = 0;
  for (const std::int32_t name : near) {
    if (!one_voice(name, said.first)) continue;
    best = std::max(best, attachment(said, name, turn.negated));
  }
  if (best <= 0) return;
  const Span span{syntax_->at(said.first).span.begin, syntax_->at(said.last).span.end};
  for (const std::int32_t name : near) {
    if (!one_voice(name, said.first)) continue;
    const double strength = attachment(said, name, turn.negated);
    // A word that is firmly about one name says nothing of its neighbours.
    if (strength <= 0 || (best >= kFirm && strength < kFirm)) continue;
    if (said.kind != CueKind::evaluation && strength < kFirm && !turn.negated) continue;
    if (said.kind == CueKind::evaluation && std::abs(said.base * strength * turn.factor) < kFaint)
      continue;
    add_cue(name, said.kind, span, said.base, said.base * strength * turn.factor, -1, turn);
  }
}

double SentenceScorer::attachment(const Said& said, std::int32_t name, bool reversed) const {
  double strength = phrase_attachment(said, name);
  if (strength > 0) return strength;
  strength = predicate_attachment(said, name);
  // "hosted various militias": a label is somebody else's unless the verb says "is" - or fights it.
  const bool other = said.kind == CueKind::label && !reversed && strength <= attach_.predicate_part;
  if (strength > 0 && !other) return strength;
  strength = command_link(said, name);
  if (strength > 0 || said.kind != CueKind::evaluation) return strength;
  return nearness(said, name);
}

// A word colours its clause, and faintly the sentence. States and places are often mere locations:
// not as owners ("Libya's coast") and not behind prepositions ("in Libya").
double SentenceScorer::nearness(const Said& said, std::int32_t name) const {
  const Syntax& s = *syntax_;
  if (std::abs(said.base) < kColours || s.at(name).chunk == kNone) return 0;
  const Chunk& phrase = s.chunk(s.at(name).chunk);
  if ((*places_)[static_cast<std::size_t>(name)] != 0) {
    if (phrase.head != name) return 0;
    if (phrase.preposition != kNone && word(phrase.preposition) != "by") return 0;
  }
  const double distance = std::abs(name - said.first);
  const bool same = s.at(said.first).clause == s.at(name).clause;
  return (same ? attach_.clause : attach_.sentence) * std::exp(-distance / attach_.clause_decay);
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
    const Item& noun = s.at(phrase.head);
    const bool glued = (s.at(name + 1).gap & english::kHyphen) != 0;
    if (glued) return attach_.commanded;
    if (noun.word.is(english::kOffice) || entry(phrase.head).noun_frame >= 0) return attach_.owned;
    // "X's failure" is X's; "X's brutal son" and "Libya's major oil fields" are not.
    if (noun.word.is(english::kPerson)) return 0;
    const bool itself = said.last == phrase.head && s.at(name).possessive;
    return itself && said.kind == CueKind::evaluation ? attach_.complement : 0;
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

// "X is brutal", "X, who made progress", "forces led by X have launched a successful ...".
double SentenceScorer::predicate_attachment(const Said& said, std::int32_t name) const {
  const Syntax& s = *syntax_;
  const std::int32_t clause = s.at(said.first).clause;
  const auto after =
      std::upper_bound(s.verbs.begin(), s.verbs.end(), said.first + 4,
                       [](std::int32_t item, const VerbGroup& verb) { return item < verb.first; });
  for (auto v = static_cast<std::size_t>(after - s.verbs.begin()); v > 0; --v) {
    const VerbGroup& verb = s.verbs[v - 1];
    if (said.first - verb.head > kWindow) break;
    if (verb.clause != clause) continue;
    const double factor = party_factor(subjects_[v - 1], name);
    if (factor <= 0) continue;
    const double strength = verb_attachment(said, verb);
    if (strength > 0) return strength * factor;
  }
  return 0;
}

// How firmly a word is said of the subject of a verb.
double SentenceScorer::verb_attachment(const Said& said, const VerbGroup& verb) const {
  const Syntax& s = *syntax_;
  // "recognised by the international community": the label is the participle itself.
  if (said.first == verb.head) {
    return verb.passive || said.kind == CueKind::outcome ? attach_.apposition : 0;
  }
  const bool adverb = s.at(said.first).tag == Tag::adverb;
  if (said.first < verb.head && !adverb) return 0;
  const Item& head = s.at(verb.head);
  const bool copula = head.tag == Tag::aux || head.word.is(english::kLinking);
  if (adverb) return attach_.adverb;
  const std::int32_t chunk = s.at(said.last).chunk;
  const bool aside = chunk != kNone && s.chunk(chunk).preposition != kNone &&
                     s.chunk(chunk).preposition > verb.head;
  if (aside) return attach_.predicate_aside;
  if (copula) return attach_.predicate;
  return verb.passive ? 0.7 * attach_.predicate_part : attach_.predicate_part;
}

// "militias led by X": the label is X's, in part.
double SentenceScorer::command_link(const Said& said, std::int32_t name) const {
  const std::int32_t chunk = syntax_->at(said.last).chunk;
  if (chunk == kNone || name < said.last || name - said.last > 6) return 0;
  const std::int32_t commander = commander_of(text_, *syntax_, syntax_->chunk(chunk).head);
  return commander == name ? attach_.commanded : 0;
}

// ---- who does what to whom ----------------------------------------------------------------------

void SentenceScorer::read_verbs() {
  const Syntax& s = *syntax_;
  for (std::int32_t i = 0; i < s.size(); ++i) {
    const Item& item = s.at(i);
    if (!item.word.is(english::kMarked)) continue;
    const StanceWord& word_entry = entry(i);
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
  bool agentless = false;
  std::int32_t object = kNone;
  if (verb.passive) {
    find_parties(text_, s, verb.subject, patients_);
    const std::int32_t agent = complement_after(text_, s, verb.head, "by", 9);
    agentless = agent == kNone;
    find_parties(text_, s, agent, agents_);
    // "allied with X", "supported by": a participle with its own preposition names the other party.
    if (preposition != kNone && preposition + 1 < s.size() && word(preposition) != "by") {
      agents_.swap(patients_);
      object = s.at(preposition + 1).chunk;
      find_parties(text_, s, object, patients_);
      agentless = false;
    }
  } else {
    find_parties(text_, s, verb.subject, agents_);
    object = preposition != kNone && preposition + 1 < s.size() ? s.at(preposition + 1).chunk
                                                                : object_after(s, verb.head);
    find_parties(text_, s, object, patients_);
    by_speaker =
        verb.subject != kNone && s.at(s.chunk(verb.subject).head).word.is(english::kFirstPerson);
  }
  const FrameView view = frame_at(frame);
  Turn turn = turn_of(verb.head, verb.head, view.agent);
  if (verb.infinitive && verb.governor != kNone) apply(turn, kPurpose, {});
  Turn agent_turn = turn;
  if (view.agent < 0 && condemned(object)) {
    apply(agent_turn, kAgainstBad, s.at(s.chunk(object).head).span);
  }
  note_acts({.frame = frame,
             .cue = s.at(verb.head).span,
             .passive = verb.passive,
             .agent_deleted = agentless,
             .negated = turn.negated});
  emit_frame(verb.head, frame, turn, agent_turn, agentless, by_speaker);
}

// The phrase is condemned by its own words ("terrorist group"): fighting it is no reproach.
bool SentenceScorer::condemned(std::int32_t chunk) const {
  if (chunk == kNone) return false;
  return std::any_of(said_.begin(), said_.end(), [&](const Said& said) {
    const std::int32_t own = syntax_->at(said.last).chunk;
    return said.base <= -0.6 && own != kNone &&
           (own == chunk || syntax_->chunk(own).apposed_to == chunk);
  });
}

void SentenceScorer::emit_frame(std::int32_t i, std::int16_t frame, const Turn& turn,
                                const Turn& agent_turn, bool agentless, bool by_speaker) {
  const FrameView view = frame_at(frame);
  const Span span = syntax_->at(i).span;
  if (view.agent != 0) {
    for (const Party& party : agents_) {
      add_cue(party.item, CueKind::agent, span, view.agent,
              view.agent * party.factor * agent_turn.factor, frame, agent_turn);
    }
  }
  const bool counted = by_speaker || options_.count_relations || agentless;
  const double share = agentless && !by_speaker ? kAgentless : 1.0;
  for (const Party& party : patients_) {
    if (view.patient != 0) {
      add_cue(party.item, CueKind::patient, span, view.patient,
              view.patient * party.factor * std::max(0.0, turn.factor), frame, turn);
    }
    if (view.relation == 0) continue;
    const double weight = view.regard * party.factor * turn.factor * share;
    add_cue(party.item, CueKind::relation, span, view.regard, counted ? weight : 0, frame, turn);
  }
  if (view.relation == 0) return;
  if (takes_side(frame) && !by_speaker && !patients_.empty()) sides_.push_back(i);
  if (by_speaker) {
    more_.assign(1, Party{-1, 1.0});
    relate(more_, patients_, view.relation * turn.factor, i);
  } else {
    relate(agents_, patients_, view.relation * turn.factor, i);
  }
}

// One for every agent and patient with a name; where one side has none, for each of the other.
void SentenceScorer::note_acts(StatedAct act) {
  const auto sure = [](const std::vector<Party>& parties) {
    std::vector<std::int32_t> items;
    for (const Party& party : parties) {
      if (party.factor >= kParty) items.push_back(party.item);
    }
    return items;
  };
  std::vector<std::int32_t> agents = sure(agents_);
  std::vector<std::int32_t> patients = sure(patients_);
  if (agents.empty() && patients.empty()) return;
  if (agents.empty()) agents.push_back(-1);
  if (patients.empty()) patients.push_back(-1);
  for (const std::int32_t agent : agents) {
    for (const std::int32_t patient : patients) {
      if (agent == patient) continue;
      act.agent = agent;
      act.patient = patient;
      acts_.push_back(act);
    }
  }
}

void SentenceScorer::relate(const std::vector<Party>& agents, const std::vector<Party>& patients,
                            double sign, std::int32_t i) {
  for (const Party& agent : agents) {
    for (const Party& patient : patients) {
      if (agent.item == patient.item || agent.factor < kParty || patient.factor < kParty) continue;
      relations_.push_back({agent.item, patient.item,
                            std::clamp(sign * agent.factor * patient.factor, -1.0, 1.0),
                            syntax_->at(i).span});
    }
  }
}

// "X's offensive against Y", "support for Y from X", "X launched an assault on Y".
void SentenceScorer::read_event_noun(std::int32_t i, std::int16_t frame) {
  agents_.clear();
  patients_.clear();
  event_parties(i, agents_, patients_);
  if (agents_.empty() && patients_.empty()) return;
  const FrameView view = frame_at(frame);
  if (view.relation == 0 && entry(i).evaluation != 0) return;  // read as an evaluation
  // "does not see results of X's attack": the attack took place; only words next to it undo it.
  Turn turn;
  turn_by_words(i, view.agent, turn);
  turn_by_clause(i, turn);
  apply(turn, kNominal, {});
  const std::int32_t against = complement_after(text_, *syntax_, i, "against", 2);
  const std::int32_t on = complement_after(text_, *syntax_, i, "on", 2);
  const std::int32_t aim = against != kNone ? against : on;
  Turn agent_turn = turn;
  if (view.agent < 0 && condemned(aim)) {
    apply(agent_turn, kAgainstBad, syntax_->at(syntax_->chunk(aim).head).span);
  }
  note_acts({.frame = frame, .cue = syntax_->at(i).span, .negated = turn.negated});
  emit_frame(i, frame, turn, agent_turn, false, false);
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
                         entry(i).noun_frame >= 0 && frame_at(entry(i).noun_frame).relation > 0;
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
  // "militias, with heavy Turkish support": what stands before "with".
  if (patients.empty() && !agents.empty() && chunk.preposition > 0 &&
      word(chunk.preposition) == "with") {
    find_parties(text_, s, s.at(chunk.preposition - 1).chunk, found);
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
  sides_.push_back(i);
  if (chunk.head != i && s.at(chunk.head).mention != kNone) {
    who.push_back({chunk.head, 1.0});
  } else {
    for (const std::int32_t name : names_near(i)) {
      const std::int32_t own = s.at(name).chunk;
      if (own == kNone || own == chunk_id || s.chunk(own).head != name) continue;
      const bool explains = s.chunk(own).apposed_to == chunk_id || chunk.apposed_to == own;
      bool predicate = false;
      for (std::size_t v = 0; v < s.verbs.size(); ++v) {
        const VerbGroup& verb = s.verbs[v];
        const Item& head = s.at(verb.head);
        predicate = predicate || (verb.clause == s.at(i).clause && verb.head < i &&
                                  (head.tag == Tag::aux || head.word.is(english::kLinking)) &&
                                  party_factor(subjects_[v], name) >= kParty);
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
  sides_.push_back(i);
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

SentenceScorer::Turn SentenceScorer::turn_of(std::int32_t i, std::int32_t last, double base) const {
  Turn turn;
  turn_by_words(i, base, turn);
  turn_by_clause(i, turn);
  const Item& item = syntax_->at(i);
  if (item.verb != kNone) {
    turn_by_verb(syntax_->verb(item.verb), turn);
  } else if (!turn.negated) {
    // "did not make progress": the verb that governs the word.
    const auto& verbs = syntax_->verbs;
    auto v =
        std::lower_bound(verbs.begin(), verbs.end(), i,
                         [](const VerbGroup& verb, std::int32_t at) { return verb.head < at; });
    while (v != verbs.begin()) {
      --v;
      if (i - v->head > 8) break;
      if (v->clause != item.clause) continue;
      turn_by_verb(*v, turn);
      break;
    }
  }
  // A word or two in quotation marks that nobody is quoted for.
  const bool opens = (item.gap & english::kOpenQuote) != 0;
  const english::Gap after =
      last + 1 < syntax_->size() ? syntax_->at(last + 1).gap : syntax_->end_gap;
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
    if (subject.word.is(english::kNegator))
      apply(turn, kNegated, subject.span);
    else if (first.word.is(english::kNegator))
      apply(turn, kNegated, first.span);
  }
}

// What a source says of somebody is not the outlet's view, and the other way round.
bool SentenceScorer::same_voice(std::int32_t name, Span span) const {
  const auto item =
      std::lower_bound(syntax_->items.begin(), syntax_->items.end(), span.begin,
                       [](const Item& it, std::uint32_t at) { return it.span.begin < at; });
  if (item == syntax_->items.end()) return true;
  const auto index = static_cast<std::size_t>(item - syntax_->items.begin());
  return one_voice(name, static_cast<std::int32_t>(index));
}

// Both stand in the words of one speaker, or the item is the cue of the words that hold the name.
bool SentenceScorer::one_voice(std::int32_t name, std::int32_t item) const {
  const std::int32_t voice = (*voice_of_)[static_cast<std::size_t>(name)];
  const auto index = static_cast<std::size_t>(item);
  return voice == (*voice_of_)[index] || (voice >= 0 && voice == (*cue_of_)[index]);
}

void SentenceScorer::add_cue(std::int32_t name, CueKind kind, Span span, double base, double weight,
                             std::int16_t frame, const Turn& turn) {
  if (name < 0) return;
  if (kind != CueKind::relation && !same_voice(name, span)) return;
  const auto at = [&](const MentionCue& c) {
    return c.item == name && c.cue.span == span && c.cue.kind == kind;
  };
  // A repetition comes from the same word, so it lies among the last cues.
  const auto recent =
      static_cast<std::ptrdiff_t>(cues_.size()) > kRecent ? cues_.end() - kRecent : cues_.begin();
  if (std::any_of(recent, cues_.end(), at)) return;
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

}  // namespace polyvocal::scoring
