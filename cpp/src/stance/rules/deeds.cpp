#include "stance/rules/deeds.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace polyvocal::scoring {

namespace {

using english::Chunk;
using english::Item;
using english::kNone;
using english::Syntax;
using english::Tag;
using english::VerbGroup;

constexpr double kAgentless = 0.5;    // "was accused": by whom is not said
constexpr double kPurpose = 0.5;      // "to restore order": meant, not done
constexpr double kNominal = 0.8;      // "X's attack" against "X attacked"
constexpr double kAgainstBad = -0.5;  // an attack on terrorists
constexpr double kBad = -0.6;         // weight from which a word condemns

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

std::vector<std::int32_t> surely_meant(const std::vector<Party>& parties) {
  std::vector<std::int32_t> items;
  for (const Party& party : parties) {
    if (party.factor >= kSurelyMeant) items.push_back(party.item);
  }
  return items;
}

void append(std::vector<Party>& parties, const std::vector<Party>& more) {
  parties.insert(parties.end(), more.begin(), more.end());
}

}  // namespace

void DeedReader::read(const Sentence& sentence, std::span<const Said> said, Findings& out) {
  sentence_ = &sentence;
  said_ = said;
  out_ = &out;
  for (std::int32_t i = 0; i < sentence.syntax().size(); ++i) {
    if (sentence.syntax().at(i).word.is(english::kMarked)) read_item(i);
  }
}

void DeedReader::read_item(std::int32_t i) {
  const Syntax& s = sentence_->syntax();
  const Item& item = s.at(i);
  const StanceWord& entry = sentence_->entry(i);
  if (item.tag == Tag::verb && item.verb != kNone && s.verb(item.verb).head == i) {
    std::int16_t frame = entry.verb_frame;
    std::int32_t preposition = kNone;
    for (std::int32_t k = i + 1; k < s.size() && k <= i + 2; ++k) {
      if (sentence_->is_name(k) || entry.particles < 0) break;
      const std::int16_t with = sentence_->lexicon().frame_with(entry, sentence_->key(k));
      if (with < 0) continue;
      frame = with;
      preposition = k;
      break;
    }
    if (frame >= 0) read_verb(s.verb(item.verb), frame, preposition);
  } else if (item.tag == Tag::noun && entry.noun_frame >= 0 && !sentence_->proper(i)) {
    read_event_noun(i, entry.noun_frame);
  }
  if (item.tag != Tag::verb && entry.party != 0) read_party_noun(i, entry.party);
  if ((item.gap & english::kHyphen) != 0 && entry.compound != 0) read_compound(i, entry.compound);
}

// ---- verbs --------------------------------------------------------------------------------------

void DeedReader::read_verb(const VerbGroup& verb, std::int16_t frame, std::int32_t preposition) {
  const Syntax& s = sentence_->syntax();
  Deed deed{.item = verb.head, .frame = frame};
  std::int32_t object = kNone;
  agents_.clear();
  patients_.clear();
  if (verb.passive) {
    read_passive(verb, preposition, deed, object);
  } else {
    read_active(verb, preposition, deed, object);
  }
  deed.turn = turn_of(*sentence_, verb.head, verb.head, frame_at(frame).agent);
  if (verb.infinitive && verb.governor != kNone) deed.turn.apply(kPurpose);
  find_agent_turn(deed, object);
  note_acts({.frame = frame,
             .cue = s.at(verb.head).span,
             .passive = verb.passive,
             .agent_deleted = deed.agentless,
             .negated = deed.turn.negated});
  emit(deed);
}

void DeedReader::read_passive(const VerbGroup& verb, std::int32_t preposition, Deed& deed,
                              std::int32_t& object) {
  const Syntax& s = sentence_->syntax();
  sentence_->find_parties(verb.subject, patients_);
  const std::int32_t agent = sentence_->complement_after(verb.head, "by", 9);
  deed.agentless = agent == kNone;
  sentence_->find_parties(agent, agents_);
  // "allied with X", "supported by": a participle with its own preposition names the other party.
  if (preposition == kNone || preposition + 1 >= s.size() || sentence_->word(preposition) == "by") {
    return;
  }
  agents_.swap(patients_);
  object = s.at(preposition + 1).chunk;
  sentence_->find_parties(object, patients_);
  deed.agentless = false;
}

void DeedReader::read_active(const VerbGroup& verb, std::int32_t preposition, Deed& deed,
                             std::int32_t& object) {
  const Syntax& s = sentence_->syntax();
  sentence_->find_parties(verb.subject, agents_);
  const bool behind = preposition != kNone && preposition + 1 < s.size();
  object = behind ? s.at(preposition + 1).chunk : object_after(s, verb.head);
  sentence_->find_parties(object, patients_);
  deed.by_speaker =
      verb.subject != kNone && s.at(s.chunk(verb.subject).head).word.is(english::kFirstPerson);
}

// ---- nouns for events ---------------------------------------------------------------------------

// "X's offensive against Y", "support for Y from X", "X launched an assault on Y".
void DeedReader::read_event_noun(std::int32_t i, std::int16_t frame) {
  agents_.clear();
  patients_.clear();
  find_event_parties(i);
  if (agents_.empty() && patients_.empty()) return;
  const FrameView view = frame_at(frame);
  if (view.relation == 0 && sentence_->entry(i).evaluation != 0) return;  // read as an evaluation
  Deed deed{.item = i, .frame = frame, .turn = turn_of_event(*sentence_, i, view.agent)};
  deed.turn.apply(kNominal);
  const std::int32_t against = sentence_->complement_after(i, "against", 2);
  find_agent_turn(deed, against != kNone ? against : sentence_->complement_after(i, "on", 2));
  note_acts({.frame = frame, .cue = sentence_->syntax().at(i).span, .negated = deed.turn.negated});
  emit(deed);
}

void DeedReader::find_event_parties(std::int32_t i) {
  const Syntax& s = sentence_->syntax();
  const std::int32_t chunk_id = s.at(i).chunk;
  if (chunk_id == kNone) return;
  const Chunk& chunk = s.chunk(chunk_id);
  const std::int16_t frame = sentence_->entry(i).noun_frame;
  const bool friendly = frame >= 0 && frame_at(frame).relation > 0;
  for (std::int32_t k = chunk.first; k < i; ++k) {
    // "the Tripoli offensive" does not tell whose it is; "Haftar's" and "Turkish support" do.
    const bool demonym = !s.at(k).possessive && k + 1 == i && friendly;
    if (sentence_->is_name(k) && (s.at(k).possessive || demonym)) agents_.push_back({k, 1.0});
  }
  for (const std::string_view preposition : {"by", "from"}) {
    sentence_->find_parties(sentence_->complement_after(i, preposition, 6), found_);
    append(agents_, found_);
  }
  for (const std::string_view preposition : {"on", "against", "for", "to", "of"}) {
    sentence_->find_parties(sentence_->complement_after(i, preposition, 3), found_);
    append(patients_, found_);
  }
  // "militias, with heavy Turkish support": what stands before "with".
  if (patients_.empty() && !agents_.empty() && chunk.preposition > 0 &&
      sentence_->word(chunk.preposition) == "with") {
    sentence_->find_parties(s.at(chunk.preposition - 1).chunk, found_);
    append(patients_, found_);
  }
  find_by_governing_verb(chunk);
}

// The verb that the noun completes: who launches it, who receives it.
void DeedReader::find_by_governing_verb(const Chunk& chunk) {
  const Syntax& s = sentence_->syntax();
  for (std::int32_t k = chunk.first - 1; k >= 0 && k > chunk.first - 5; --k) {
    if (s.at(k).verb == kNone) continue;
    const VerbGroup& verb = s.verb(s.at(k).verb);
    const std::string_view head = sentence_->word(verb.head);
    const bool light = stem_of(head, kLightVerbs);
    if (!light && !stem_of(head, kReceivingVerbs)) return;
    sentence_->find_parties(verb.subject, found_);
    append(light != verb.passive ? agents_ : patients_, found_);
    return;
  }
}

// ---- allies and rivals --------------------------------------------------------------------------

// "X, an ally of Y", "Y's rival X", "Y ally X", "X is a supporter of Y".
void DeedReader::read_party_noun(std::int32_t i, int relation) {
  if (sentence_->syntax().at(i).chunk == kNone) return;
  const std::vector<Party> whose = owners_of(i);
  if (whose.empty()) return;
  out_->sides.push_back(i);
  out_->relate(*sentence_, called_by(i), whose,
               relation * turn_of(*sentence_, i, i, relation).factor, i);
}

std::vector<Party> DeedReader::owners_of(std::int32_t i) const {
  const Syntax& s = sentence_->syntax();
  std::vector<Party> whose;
  for (std::int32_t k = s.chunk(s.at(i).chunk).first; k < i; ++k) {
    if (sentence_->is_name(k)) whose.push_back({k, 1.0});
  }
  for (const std::string_view preposition : {"of", "to"}) {
    if (!whose.empty()) break;
    sentence_->find_parties(sentence_->complement_after(i, preposition, 2), whose);
  }
  return whose;
}

// The names that the noun at item `i` is said of.
std::vector<Party> DeedReader::called_by(std::int32_t i) const {
  const Syntax& s = sentence_->syntax();
  const std::int32_t chunk_id = s.at(i).chunk;
  const Chunk& chunk = s.chunk(chunk_id);
  if (chunk.head != i && sentence_->is_name(chunk.head)) return {{chunk.head, 1.0}};
  std::vector<Party> who;
  for (const std::int32_t name : sentence_->names_near(i)) {
    const std::int32_t own = s.at(name).chunk;
    if (own == kNone || own == chunk_id || s.chunk(own).head != name) continue;
    const bool explains = s.chunk(own).apposed_to == chunk_id || chunk.apposed_to == own;
    if (explains || predicated_of(i, name)) who.push_back({name, 1.0});
  }
  return who;
}

bool DeedReader::predicated_of(std::int32_t i, std::int32_t name) const {
  const Syntax& s = sentence_->syntax();
  for (std::size_t v = 0; v < s.verbs.size(); ++v) {
    const VerbGroup& verb = s.verbs[v];
    const Item& head = s.at(verb.head);
    if (verb.clause == s.at(i).clause && verb.head < i &&
        (head.tag == Tag::aux || head.word.is(english::kLinking)) &&
        party_factor(sentence_->subject(v), name) >= kSurelyMeant) {
      return true;
    }
  }
  return false;
}

// "Turkey-backed militias of Y": the name before the hyphen supports what follows.
void DeedReader::read_compound(std::int32_t i, int relation) {
  const Syntax& s = sentence_->syntax();
  if (i == 0 || !sentence_->is_name(i - 1) || s.at(i).chunk == kNone) return;
  out_->sides.push_back(i);
  std::vector<Party> backed;
  sentence_->find_parties(s.at(i).chunk, backed);
  std::erase_if(backed, [&](const Party& party) { return party.item < i; });
  out_->relate(*sentence_, {{i - 1, 1.0}}, backed, relation, i);
}

// ---- what a deed says of its parties ------------------------------------------------------------

// The phrase is condemned by its own words ("terrorist group"): fighting it is no reproach.
bool DeedReader::condemned(std::int32_t chunk) const {
  if (chunk == kNone) return false;
  const Syntax& s = sentence_->syntax();
  return std::any_of(said_.begin(), said_.end(), [&](const Said& said) {
    const std::int32_t own = s.at(said.last).chunk;
    return said.base <= kBad && own != kNone && (own == chunk || s.chunk(own).apposed_to == chunk);
  });
}

void DeedReader::find_agent_turn(Deed& deed, std::int32_t object) const {
  const Syntax& s = sentence_->syntax();
  deed.agent_turn = deed.turn;
  if (frame_at(deed.frame).agent < 0 && condemned(object)) {
    deed.agent_turn.apply(kAgainstBad, s.at(s.chunk(object).head).span);
  }
}

void DeedReader::emit(const Deed& deed) {
  const FrameView view = frame_at(deed.frame);
  const Span span = sentence_->syntax().at(deed.item).span;
  if (view.agent != 0) {
    for (const Party& party : agents_) {
      const double weight = view.agent * party.factor * deed.agent_turn.factor;
      StanceCue cue = make_cue(CueKind::agent, span, view.agent, weight, deed.agent_turn);
      cue.frame = deed.frame;
      out_->add_cue(*sentence_, party.item, cue);
    }
  }
  emit_patients(deed);
  if (view.relation == 0) return;
  if (takes_side(deed.frame) && !deed.by_speaker && !patients_.empty()) {
    out_->sides.push_back(deed.item);
  }
  out_->relate(*sentence_, deed.by_speaker ? std::vector<Party>{{-1, 1.0}} : agents_, patients_,
               view.relation * deed.turn.factor, deed.item);
}

void DeedReader::emit_patients(const Deed& deed) {
  const FrameView view = frame_at(deed.frame);
  const Span span = sentence_->syntax().at(deed.item).span;
  const bool counted = deed.by_speaker || count_relations_ || deed.agentless;
  const double share = deed.agentless && !deed.by_speaker ? kAgentless : 1.0;
  for (const Party& party : patients_) {
    if (view.patient != 0) {
      const double weight = view.patient * party.factor * std::max(0.0, deed.turn.factor);
      StanceCue cue = make_cue(CueKind::patient, span, view.patient, weight, deed.turn);
      cue.frame = deed.frame;
      out_->add_cue(*sentence_, party.item, cue);
    }
    if (view.relation == 0) continue;
    const double weight = view.regard * party.factor * deed.turn.factor * share;
    StanceCue cue = make_cue(CueKind::relation, span, view.regard, counted ? weight : 0, deed.turn);
    cue.frame = deed.frame;
    out_->add_cue(*sentence_, party.item, cue);
  }
}

// One for every agent and patient with a name; where one side has none, for each of the other.
void DeedReader::note_acts(StatedAct act) {
  std::vector<std::int32_t> agents = surely_meant(agents_);
  std::vector<std::int32_t> patients = surely_meant(patients_);
  if (agents.empty() && patients.empty()) return;
  if (agents.empty()) agents.push_back(-1);
  if (patients.empty()) patients.push_back(-1);
  for (const std::int32_t agent : agents) {
    for (const std::int32_t patient : patients) {
      if (agent == patient) continue;
      act.agent = agent;
      act.patient = patient;
      out_->acts.push_back(act);
    }
  }
}

}  // namespace polyvocal::scoring
