#include "voice/cue_table.h"

#include <algorithm>
#include <array>
#include <string>

#include "english/words.h"

namespace polyvocal::voicing {

namespace {

constexpr CueClass N = CueClass::neutral;
constexpr CueClass E = CueClass::endorsing;
constexpr CueClass D = CueClass::distancing;

// The words of the reporter. Endorsing: the reporter takes the content as true ("noted").
// Distancing: the reporter keeps it at arm's length ("claimed").
constexpr std::array kCues = std::to_array<Cue>({
    {"say", N, kClause},
    {"tell", N, kClause | kListener},
    {"add", N, kClause},
    {"state", N, kClause},
    {"report", N, kClause},
    {"announce", N, kClause | kObject | kIntention},
    {"declare", N, kClause | kObject},
    {"write", N, kClause},
    {"tweet", N, kClause},
    {"retweet", N, kClause},
    {"post", N, kThatOnly},
    {"comment", N, kClause},
    {"remark", N, kClause},
    {"explain", N, kClause},
    {"reply", N, kClause},
    {"answer", N, kClause},
    {"respond", N, kClause},
    {"retort", N, kClause},
    {"continue", N, 0},
    {"go on", N, 0},
    {"conclude", N, kClause},
    {"inform", N, kClause | kListener},
    {"notify", N, kClause | kListener},
    {"assure", N, kClause | kListener},
    {"brief", N, kThatOnly | kListener},
    {"advise", N, kClause | kListener | kRequest},
    {"warn", N, kClause | kListener},
    {"caution", N, kClause | kListener},
    {"predict", N, kClause | kObject},
    {"forecast", N, kClause},
    {"estimate", N, kClause | kThought},
    {"suggest", N, kClause},
    {"propose", N, kClause | kObject},
    {"argue", N, kClause},
    {"reason", N, kClause},
    {"hint", N, kThatOnly},
    {"indicate", N, kThatOnly},
    {"signal", N, kThatOnly},
    {"imply", D, kThatOnly},
    {"opine", D, kClause},
    {"speculate", D, kThatOnly},
    {"reiterate", N, kClause | kObject},
    {"repeat", N, kClause},
    {"recount", N, kClause},
    {"relate", N, kThatOnly},
    {"narrate", N, kClause},
    {"testify", N, kClause},
    {"swear", N, kThatOnly | kIntention},
    {"vow", N, kClause | kIntention},
    {"pledge", N, kClause | kIntention},
    {"promise", N, kClause | kIntention},
    {"threaten", N, kThatOnly | kIntention},
    {"agree", N, kClause | kIntention},
    {"disagree", N, kClause},
    {"decide", N, kThatOnly | kIntention},
    {"rule", N, kThatOnly},
    {"order", N, kRequest},
    {"instruct", N, kRequest},
    {"command", N, kRequest},
    {"ask", N, kClause | kRequest},
    {"request", N, kThatOnly | kRequest},
    {"urge", N, kRequest | kClause},
    {"exhort", N, kRequest},
    {"beg", N, kRequest},
    {"demand", N, kThatOnly | kObject},
    {"insist", D, kClause},
    {"call for", N, kObject},
    {"call on", N, kRequest},
    {"call", N, kNaming},
    {"appeal", N, kRequest},
    {"describe", N, kNaming},
    {"recommend", N, kThatOnly | kObject},
    {"question", D, kThatOnly},
    {"wonder", D, kClause | kThought},
    {"complain", D, kClause},
    {"lament", N, kClause},
    {"joke", N, kClause},
    {"quip", N, kClause},
    {"shout", N, kClause},
    {"chant", N, kClause},
    {"yell", N, kClause},
    {"scream", N, kClause},
    {"cry", N, kThatOnly},
    {"exclaim", N, kClause},
    {"mutter", N, kClause},
    {"whisper", N, kClause},
    {"echo", N, 0},
    {"utter", N, 0},
    {"read", N, 0},
    {"recall", N, kClause},
    {"remember", N, kClause | kThought},
    {"elaborate", N, kClause},
    {"clarify", N, kClause},
    {"mention", N, kThatOnly},
    {"affirm", E, kClause | kObject},
    {"reaffirm", E, kThatOnly | kObject},
    {"confirm", E, kClause | kObject},
    {"note", E, kClause},
    {"observe", E, kClause},
    {"point out", E, kClause},
    {"stress", E, kClause | kObject},
    {"emphasize", E, kClause | kObject},
    {"emphasise", E, kClause | kObject},
    {"underline", E, kClause | kObject},
    {"underscore", E, kThatOnly},
    {"highlight", E, kThatOnly},
    {"acknowledge", E, kClause},
    {"admit", E, kClause},
    {"concede", E, kClause},
    {"confess", E, kClause},
    {"recognize", E, kThatOnly},
    {"recognise", E, kThatOnly},
    {"reveal", E, kThatOnly},
    {"disclose", E, kThatOnly},
    {"show", E, kThatOnly},
    {"demonstrate", E, kThatOnly},
    {"prove", E, kThatOnly},
    {"find", E, kThatOnly},
    {"discover", E, kThatOnly},
    {"learn", E, kThatOnly},
    {"remind", E, kThatOnly | kListener},
    {"realize", E, kThatOnly},
    {"realise", E, kThatOnly},
    {"document", E, kThatOnly},
    {"certify", E, kThatOnly},
    {"attest", E, kThatOnly},
    {"make clear", E, kThatOnly},
    {"claim", D, kClause | kIntention},
    {"allege", D, kClause},
    {"assert", D, kClause},
    {"contend", D, kClause},
    {"maintain", D, kThatOnly},
    {"profess", D, kThatOnly | kIntention},
    {"boast", D, kClause},
    {"brag", D, kClause},
    {"pretend", D, kThatOnly | kIntention},
    {"purport", D, kIntention},
    {"rant", D, kClause},
    {"fume", D, kClause},
    {"scoff", D, kClause},
    {"gloat", D, kClause},
    {"deny", N, kThatOnly | kObject | kDenial},
    {"dispute", N, kThatOnly | kDenial},
    {"refute", N, kThatOnly | kDenial},
    {"doubt", N, kThatOnly | kThought | kDenial},
    {"counter", N, kClause},
    {"protest", N, kThatOnly},
    {"charge", D, kThatOnly},
    {"accuse", D, kNaming},
    {"blame", D, kNaming},
    {"denounce", N, kNaming},
    {"condemn", N, kNaming},
    {"criticize", N, kNaming},
    {"criticise", N, kNaming},
    {"praise", N, kNaming},
    {"characterize", N, kNaming},
    {"characterise", N, kNaming},
    {"label", N, kNaming},
    {"brand", N, kNaming},
    {"dub", N, kNaming},
    {"portray", N, kNaming},
    {"depict", N, kNaming},
    {"hail", N, kNaming},
    {"quote", N, kRelay},
    {"cite", N, kRelay},
    {"think", N, kClause | kThought},
    {"believe", N, kClause | kThought},
    {"hope", N, kClause | kThought | kIntention},
    {"fear", N, kThatOnly | kThought},
    {"worry", N, kThatOnly | kThought},
    {"expect", N, kThatOnly | kThought | kIntention},
    {"feel", N, kThatOnly | kThought},
    {"suspect", D, kClause | kThought},
    {"assume", D, kThatOnly | kThought},
    {"guess", D, kClause | kThought},
    {"consider", N, kThatOnly | kThought},
    {"plan", N, kIntention},
    {"intend", N, kIntention},
    {"want", N, kIntention},
});

constexpr std::array kNounCues = std::to_array<NounCue>({
    {N,
     "statement announcement report reports suggestion promise vow pledge warning argument belief "
     "declaration prediction view opinion comment conclusion decision demand hope hopes fear fears "
     "concern concerns rumor rumors rumour rumours news idea"},
    {E, "admission acknowledgment acknowledgement confirmation revelation reminder proof finding"},
    {D,
     "claim claims allegation allegations assertion assertions accusation accusations insistence "
     "contention speculation suspicion suspicions assumption complaint boast denial"},
});

constexpr std::array kReporting = std::to_array<std::string_view>(
    {"reporting", "speaking", "writing", "addressing", "testifying"});

}  // namespace

std::span<const Cue> cues() { return kCues; }

std::span<const NounCue> noun_cues() { return kNounCues; }

const NounCue* CueIndex::find_noun(KeyId key) const {
  return key == kNoKey || noun_[key] < 0 ? nullptr
                                         : &kNounCues[static_cast<std::size_t>(noun_[key])];
}

CueIndex::CueIndex(const Vocabulary& vocabulary)
    : first_(vocabulary.keys.size(), -1),
      noun_(vocabulary.keys.size(), -1),
      with_particle_(vocabulary.keys.size(), -1) {
  for (std::size_t n = 0; n < kNounCues.size(); ++n) {
    english::each_word(kNounCues[n].nouns, [&](std::string_view noun) {
      if (const auto key = vocabulary.find_key(noun)) noun_[*key] = static_cast<std::int16_t>(n);
    });
  }
  for (std::size_t i = 0; i < kCues.size(); ++i) {
    const std::string_view lemma = kCues[i].lemma;
    const std::size_t space = lemma.find(' ');
    english::each_form(lemma.substr(0, space), [&](std::string_view form, english::VerbForms) {
      const auto key = vocabulary.find_key(form);
      if (!key) return;
      if (space == std::string_view::npos) {
        first_[*key] = static_cast<std::int16_t>(i);
      } else if (const auto particle = vocabulary.find_key(lemma.substr(space + 1))) {
        particles_.push_back({*particle, static_cast<std::int16_t>(i), with_particle_[*key]});
        with_particle_[*key] = static_cast<std::int32_t>(particles_.size()) - 1;
      }
    });
  }
  according_ = vocabulary.find_key("according").value_or(kNoKey);
  keys_.resize(vocabulary.keys.size());
  for (std::size_t key = 0; key < keys_.size(); ++key) {
    keys_[key] = is_cue(static_cast<KeyId>(key)) ? 1 : 0;
  }
  if (according_ != kNoKey) keys_[according_] = 1;
  for (const std::string_view word : kReporting) {
    if (const auto key = vocabulary.find_key(word)) reporting_.push_back(*key);
  }
}

const Cue* CueIndex::find(KeyId key, KeyId next) const {
  if (key == kNoKey) return nullptr;
  for (std::int32_t p = with_particle_[key]; p >= 0;) {
    const Particle& particle = particles_[static_cast<std::size_t>(p)];
    if (particle.particle == next) return &kCues[static_cast<std::size_t>(particle.entry)];
    p = particle.next;
  }
  return first_[key] >= 0 ? &kCues[static_cast<std::size_t>(first_[key])] : nullptr;
}

bool CueIndex::is_reporting(KeyId key) const {
  return std::find(reporting_.begin(), reporting_.end(), key) != reporting_.end();
}

}  // namespace polyvocal::voicing
