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
    {"say", N, kClause | kBare},
    {"tell", N, kClause | kListener | kRequest},
    {"add", N, kClause},
    {"state", N, kClause},
    {"report", N, kClause | kObject | kFinding},
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
    {"warn", N, kClause | kListener | kRequest},
    {"caution", N, kClause | kListener},
    {"predict", N, kClause | kObject | kBare},
    {"forecast", N, kClause},
    {"estimate", N, kClause | kThought | kObject},
    {"suggest", N, kClause | kObject | kFinding},
    {"propose", N, kClause | kObject},
    {"argue", N, kClause | kBare},
    {"reason", N, kClause},
    {"hint", N, kThatOnly},
    {"indicate", N, kThatOnly | kFinding},
    {"signal", N, kThatOnly},
    {"imply", D, kClause},
    {"opine", D, kClause | kBare},
    {"speculate", D, kThatOnly},
    {"reiterate", N, kClause | kObject},
    {"repeat", N, kClause},
    {"recount", N, kClause | kObject},
    {"relate", N, kThatOnly},
    {"narrate", N, kClause},
    {"testify", N, kClause},
    {"swear", N, kThatOnly | kIntention},
    {"vow", N, kClause | kIntention | kObject},
    {"pledge", N, kClause | kIntention | kObject},
    {"promise", N, kClause | kIntention | kObject},
    {"threaten", N, kThatOnly | kIntention},
    {"agree", N, kClause | kIntention},
    {"disagree", N, kClause},
    {"decide", N, kThatOnly | kIntention},
    {"rule", N, kThatOnly},
    {"order", N, kRequest | kObject},
    {"instruct", N, kRequest},
    {"command", N, kRequest},
    {"ask", N, kClause | kRequest},
    {"request", N, kThatOnly | kRequest | kObject},
    {"urge", N, kRequest | kClause | kObject},
    {"exhort", N, kRequest},
    {"beg", N, kRequest},
    {"demand", N, kThatOnly | kObject},
    {"insist", D, kClause | kBare},
    {"call for", N, kObject},
    {"call on", N, kRequest},
    {"call", N, kNaming},
    {"appeal", N, kRequest},
    {"describe", N, kNaming | kObject},
    {"recommend", N, kThatOnly | kObject},
    {"question", D, kThatOnly | kObject},
    {"wonder", D, kClause | kThought},
    {"complain", D, kClause},
    {"lament", N, kClause},
    {"joke", N, kClause | kBare},
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
    {"mention", N, kThatOnly | kObject},
    {"affirm", E, kClause | kObject},
    {"reaffirm", E, kThatOnly | kObject},
    {"confirm", E, kClause | kObject | kFinding},
    {"note", E, kClause | kObject},
    {"observe", E, kClause},
    {"point out", E, kClause},
    {"stress", E, kClause | kObject},
    {"emphasize", E, kClause | kObject},
    {"emphasise", E, kClause | kObject},
    {"underline", E, kClause | kObject},
    {"underscore", E, kThatOnly | kObject},
    {"highlight", E, kThatOnly | kObject},
    {"acknowledge", E, kClause | kObject},
    {"admit", E, kClause | kObject},
    {"concede", E, kClause},
    {"confess", E, kClause},
    {"recognize", E, kThatOnly},
    {"recognise", E, kThatOnly},
    {"reveal", E, kThatOnly | kObject | kFinding},
    {"disclose", E, kThatOnly | kObject},
    {"show", E, kThatOnly | kFinding},
    {"demonstrate", E, kThatOnly | kFinding},
    {"prove", E, kThatOnly},
    {"find", E, kThatOnly | kFinding},
    {"discover", E, kThatOnly},
    {"learn", E, kThatOnly},
    {"remind", E, kThatOnly | kListener},
    {"realize", E, kThatOnly},
    {"realise", E, kThatOnly},
    {"document", E, kThatOnly | kFinding},
    {"certify", E, kThatOnly},
    {"attest", E, kThatOnly},
    {"make clear", E, kThatOnly},
    {"put it", N, kThatOnly},
    {"claim", D, kClause | kIntention},
    {"allege", D, kClause | kObject},
    {"assert", D, kClause | kBare},
    {"contend", D, kClause | kBare},
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
    {"dispute", N, kThatOnly | kDenial | kObject},
    {"refute", N, kThatOnly | kDenial | kObject},
    {"doubt", N, kThatOnly | kThought | kDenial | kObject},
    {"counter", N, kClause},
    {"protest", N, kThatOnly},
    {"charge", D, kThatOnly},
    {"accuse", D, kNaming | kObject},
    {"blame", D, kNaming | kObject},
    {"denounce", N, kNaming | kObject},
    {"condemn", N, kNaming | kObject},
    {"criticize", N, kNaming | kObject},
    {"criticise", N, kNaming | kObject},
    {"praise", N, kNaming | kObject},
    {"characterize", N, kNaming | kObject},
    {"characterise", N, kNaming | kObject},
    {"label", N, kNaming},
    {"brand", N, kNaming},
    {"dub", N, kNaming},
    {"portray", N, kNaming | kObject},
    {"depict", N, kNaming | kObject},
    {"hail", N, kNaming | kObject},
    {"quote", N, kRelay},
    {"cite", N, kRelay | kObject},
    {"think", N, kClause | kThought | kBare},
    {"believe", N, kClause | kThought | kBare},
    {"hope", N, kClause | kThought | kIntention | kBare},
    {"fear", N, kThatOnly | kThought | kObject},
    {"worry", N, kThatOnly | kThought},
    {"expect", N, kThatOnly | kThought | kIntention | kObject},
    {"feel", N, kClause | kThought},
    {"suspect", D, kClause | kThought | kBare},
    {"assume", D, kThatOnly | kThought},
    {"guess", D, kClause | kThought},
    {"consider", N, kThatOnly | kThought | kNaming},
    {"plan", N, kIntention},
    {"intend", N, kIntention},
    {"want", N, kIntention | kObject},
    {"proclaim", N, kClause | kObject},
    {"decree", N, kClause | kObject},
    {"stipulate", N, kThatOnly},
    {"specify", N, kThatOnly},
    {"posit", N, kThatOnly},
    {"surmise", D, kClause},
    {"muse", N, kClause},
    {"interject", N, kClause},
    {"rejoin", N, 0},
    {"chime in", N, 0},
    {"snap", N, 0},
    {"concur", N, kThatOnly},
    {"object", N, kThatOnly},
    {"apologize for", N, kObject},
    {"apologise for", N, kObject},
    {"regret", N, kThatOnly | kThought | kObject},
    {"bemoan", N, kObject},
    {"deplore", N, kObject},
    {"decry", N, kObject},
    {"deride", N, kNaming | kObject},
    {"mock", N, kNaming | kObject},
    {"ridicule", N, kNaming | kObject},
    {"slam", N, kNaming | kObject},
    {"blast", N, kNaming},
    {"lambast", N, kNaming | kObject},
    {"lambaste", N, kNaming | kObject},
    {"rebuke", N, kNaming | kObject},
    {"berate", N, kNaming | kObject},
    {"chastise", N, kNaming | kObject},
    {"scold", N, kNaming | kObject},
    {"laud", N, kNaming | kObject},
    {"applaud", N, kNaming | kObject},
    {"commend", N, kNaming | kObject},
    {"extol", N, kNaming | kObject},
    {"tout", N, kNaming | kObject},
    {"welcome", N, kObject},
    {"congratulate", N, kObject},
    {"thank", N, kObject},
    {"endorse", N, kObject},
    {"advocate", N, kThatOnly | kObject},
    {"defend", N, kNaming},
    {"reject", N, kNaming | kObject},
    {"chide", N, kNaming | kObject},
    {"fault", N, kNaming | kObject},
    {"dismiss", N, kNaming},
    {"rule out", N, kObject},
    {"discuss", N, kObject},
    {"outline", N, kObject},
    {"detail", N, kFinding},
    {"feature", N, kFinding},
    {"express", N, kObject},
    {"voice", N, kObject},
    {"compare", N, kObject},
    {"liken", N, kObject},
    {"refer to", N, kObject},
    {"speak of", N, kObject},
    {"speak about", N, kObject},
    {"talk about", N, kObject},
    {"talk of", N, kObject},
    {"point to", N, kObject},
    {"hint at", N, kObject},
    {"allude to", N, kObject},
    {"warn of", N, kObject},
    {"warn against", N, kObject},
    {"caution against", N, kObject},
    {"call out", N, kObject},
    {"spell out", N, kObject},
    {"lay out", N, kObject},
    {"rail against", N, kObject},
    {"speak out", N, 0},
    {"speak against", N, kObject},
    {"complain about", D, kObject},
    {"complain of", D, kObject},
    {"push for", N, kObject},
    {"press for", N, kObject},
    {"argue for", N, kObject},
    {"argue against", N, kObject},
    {"insist on", D, kObject},
    {"comment on", N, kObject},
    {"object to", N, kObject},
    {"agree with", N, kThatOnly | kObject},
    {"disagree with", N, kThatOnly | kObject},
    {"admit to", E, kObject},
    {"boast of", D, kObject},
    {"boast about", D, kObject},
    {"brag about", D, kObject},
    {"joke about", N, kObject},
    {"worry about", N, kObject},
    {"dream of", N, kObject},
    {"see", N, kNaming},
    {"view", N, kNaming},
    {"regard", N, kNaming},
    {"perceive", N, kNaming},
    {"deem", N, kNaming},
    {"know", E, kThatOnly | kThought},
    {"understand", N, kThatOnly | kThought},
    {"anticipate", N, kThatOnly | kObject},
    {"foresee", N, kThatOnly | kObject},
    {"envision", N, kThatOnly | kObject},
    {"imagine", N, kThatOnly},
    {"wish", N, kThatOnly | kIntention | kThought},
    {"prefer", N, kThatOnly | kIntention},
    {"favor", N, kObject},
    {"favour", N, kObject},
    {"aim", N, kIntention},
    {"seek", N, kIntention},
    {"aspire", N, kIntention},
    {"mean", N, kIntention},
    {"vote", N, kIntention},
    {"opt", N, kIntention},
    {"convince", N, kThatOnly | kListener | kRequest},
    {"persuade", N, kThatOnly | kListener | kRequest},
    {"reassure", N, kClause | kListener},
    {"implore", N, kRequest},
    {"plead", N, kThatOnly | kRequest},
    {"encourage", N, kRequest},
    {"invite", N, kRequest},
    {"challenge", N, kRequest},
    {"dare", N, kRequest},
    {"forbid", N, kRequest},
    {"call upon", N, kRequest},
});

constexpr std::array kNounCues = std::to_array<NounCue>({
    {N,
     "statement announcement report reports suggestion warning warnings argument belief "
     "declaration prediction view opinion conclusion hope hopes fear fears "
     "concern concerns rumor rumors rumour rumours news idea insight message",
     "that"},
    {N, "comment comments remark remarks question questions", "that about on"},
    {N,
     "decision plan plans promise promises pledge pledges vow vows threat threats offer offers "
     "proposal proposals intention intentions desire commitment willingness eagerness readiness "
     "unwillingness request requests demand demands call calls plea pleas appeal appeals order "
     "orders",
     "to that for"},
    {N,
     "criticism criticisms praise condemnation denunciation description descriptions assessment "
     "characterization depiction support opposition objection objections",
     "of for to"},
    {E,
     "admission acknowledgment acknowledgement confirmation revelation reminder proof finding "
     "findings",
     "that"},
    {D,
     "claim claims allegation allegations assertion assertions accusation accusations insistence "
     "contention speculation suspicion suspicions assumption complaint complaints boast denial "
     "denials",
     "that of"},
});

constexpr std::array kReporting = std::to_array<std::string_view>(
    {"reporting", "speaking", "writing", "addressing", "testifying"});

constexpr std::array kDocuments = std::to_array<std::string_view>(
    {"poll",        "polls",    "survey",    "surveys",    "study",      "studies",    "report",
     "reports",     "analysis", "data",      "figures",    "statistics", "video",      "videos",
     "footage",     "document", "documents", "records",    "research",   "review",     "memo",
     "letter",      "letters",  "email",     "emails",     "files",      "audit",      "ad",
     "ads",         "image",    "images",    "photo",      "photos",     "pictures",   "filing",
     "filings",     "evidence", "complaint", "indictment", "census",     "map",        "maps",
     "article",     "articles", "editorial", "editorials", "recording",  "recordings", "transcript",
     "transcripts", "average",  "averages",  "tally",      "testimony",  "book",       "spot"});

// What somebody writes or says as one piece.
constexpr std::string_view kWritings =
    "statement statements letter letters email emails memo memos message messages tweet tweets "
    "post posts note notes lawsuit lawsuits suit complaint petition brief motion resolution "
    "resolutions report editorial op-ed column press release speech ad ads video videos website "
    "communique declaration order warning warnings decree notice ruling opinion";

// Verbs of hearing, reading and citing, in all their forms.
constexpr std::string_view kTakingIn =
    "cite quote see hear watch find read receive get obtain review share retweet circulate";

std::vector<KeyId> keys_of(const Vocabulary& vocabulary, std::string_view words) {
  std::vector<KeyId> keys;
  english::each_word(words, [&](std::string_view word) {
    if (const auto key = vocabulary.find_key(word)) keys.push_back(*key);
  });
  return keys;
}

}  // namespace

std::span<const Cue> cues() { return kCues; }

std::span<const NounCue> noun_cues() { return kNounCues; }

const NounCue* CueIndex::find_noun(KeyId key) const {
  return key == kNoKey || noun_[key] < 0 ? nullptr
                                         : &kNounCues[static_cast<std::size_t>(noun_[key])];
}

bool CueIndex::opens_content(KeyId key, KeyId next) const {
  if (key == kNoKey || noun_[key] < 0) return false;
  const std::vector<KeyId>& openers = openers_[static_cast<std::size_t>(noun_[key])];
  return std::find(openers.begin(), openers.end(), next) != openers.end();
}

bool CueIndex::names_agent(KeyId key, KeyId next) const {
  if (key == kNoKey || noun_[key] < 0) return false;
  return std::find(agent_words_.begin(), agent_words_.end(), next) != agent_words_.end();
}

CueIndex::CueIndex(const Vocabulary& vocabulary)
    : first_(vocabulary.keys.size(), -1),
      noun_(vocabulary.keys.size(), -1),
      with_particle_(vocabulary.keys.size(), -1) {
  for (std::size_t n = 0; n < kNounCues.size(); ++n) {
    english::each_word(kNounCues[n].nouns, [&](std::string_view noun) {
      if (const auto key = vocabulary.find_key(noun)) noun_[*key] = static_cast<std::int16_t>(n);
    });
    openers_.emplace_back();
    english::each_word(kNounCues[n].openers, [&](std::string_view opener) {
      if (const auto key = vocabulary.find_key(opener)) openers_.back().push_back(*key);
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
  it_ = vocabulary.find_key("it").value_or(kNoKey);
  keys_.resize(vocabulary.keys.size());
  for (std::size_t key = 0; key < keys_.size(); ++key) {
    keys_[key] = is_cue(static_cast<KeyId>(key)) ? 1 : 0;
  }
  if (according_ != kNoKey) keys_[according_] = 1;
  for (const std::string_view word : kReporting) {
    if (const auto key = vocabulary.find_key(word)) reporting_.push_back(*key);
  }
  for (const std::string_view word : kDocuments) {
    if (const auto key = vocabulary.find_key(word)) documents_.push_back(*key);
  }
  agent_words_ = keys_of(vocabulary, "by from among");
  writings_ = keys_of(vocabulary, kWritings);
  english::each_word(kTakingIn, [&](std::string_view lemma) {
    english::each_form(lemma, [&](std::string_view form, english::VerbForms) {
      if (const auto key = vocabulary.find_key(form)) taking_in_.push_back(*key);
    });
  });
}

bool CueIndex::is_writing(KeyId key) const {
  return std::find(writings_.begin(), writings_.end(), key) != writings_.end();
}

bool CueIndex::takes_in(KeyId key) const {
  return std::find(taking_in_.begin(), taking_in_.end(), key) != taking_in_.end();
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

bool CueIndex::is_document(KeyId key) const {
  return std::find(documents_.begin(), documents_.end(), key) != documents_.end();
}

bool CueIndex::is_reporting(KeyId key) const {
  return std::find(reporting_.begin(), reporting_.end(), key) != reporting_.end();
}

}  // namespace polyvocal::voicing
