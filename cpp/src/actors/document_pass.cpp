#include "actors/document_pass.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "actors/confidence.h"
#include "actors/globs.h"
#include "actors/transliterated_names.h"

namespace polyvocal::naming {

namespace {

// Strengths: rules of thumb, ordered by evidence; confidence.h makes shares of them. The distance
// of a spelling is subtracted.
constexpr float kFullName = 0.98F;
constexpr float kRespelled = 0.96F;
constexpr float kAcronym = 0.95F;
constexpr float kDefined = 0.93F;
constexpr float kBackReference = 0.95F;
constexpr float kSingleName = 0.93F;
constexpr float kDescription = 0.85F;
constexpr float kFreeDescription = 0.75F;
constexpr float kLowerCaseName = 0.75F;
constexpr float kShortWithTitle = 0.9F;
constexpr float kShortWithSomeTitle = 0.8F;
constexpr float kShortAlone = 0.7F;
constexpr float kGuessed = 0.6F;
constexpr float kHeadNounOnly = 0.7F;
constexpr float kAmbiguous = 0.5F;
constexpr float kInsideOtherName = 0.6F;
constexpr float kOfficialDemonym = 0.85F;
constexpr float kPlainDemonym = 0.6F;
constexpr float kActingCapital = 0.75F;

// Largest distances accepted, by evidence.
constexpr float kAloneLimit = 0.08F;
constexpr float kCorpusLimit = 0.14F;
constexpr float kDocumentLimit = 0.24F;
constexpr float kSideLimit = 0.20F;
constexpr float kCommonGivenLimit = 0.225F;
constexpr float kGivenNameLimit = 0.14F;  // of one common given name from another
constexpr float kThingLimit = 0.15F;      // states, places, bodies
constexpr float kParticleBonus = 0.03F;   // "al-" before both spellings
constexpr float kShortenedLess = 0.1F;    // "Earl Boe" of "Earl Boe Jr."
constexpr float kSenseMargin = 0.08F;     // two actors closer than this: ambiguous
constexpr SentenceId kHeadNounReach = 3;  // sentences back to the full name

bool is_thing(ActorType type) { return type != ActorType::person; }

// In a short word one letter is much of the name.
float document_limit(std::string_view key, std::string_view listed) {
  const std::size_t letters = key.size() + listed.size();
  if (letters < 10) return 0.12F;
  return letters < 11 ? 0.18F : kDocumentLimit;
}

// A slip of the pen: one letter wrong, missing or too many, or the same letters in another order.
// Names of countries differ from other words by a vowel ("Russo", "Rosa"), so sound is no guide.
bool is_slip(std::string_view a, std::string_view b) {
  std::string x(a);
  std::string y(b);
  std::sort(x.begin(), x.end());
  std::sort(y.begin(), y.end());
  if (x == y) return true;
  if (std::min(a.size(), b.size()) < 6) return false;
  if (a.ends_with('s') && !b.ends_with('s')) return false;  // "the Americas", "francs"
  const auto front = static_cast<std::size_t>(
      std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  const auto back = static_cast<std::size_t>(
      std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend()).first - a.rbegin());
  const std::size_t longer = std::max(a.size(), b.size());
  const std::size_t shorter = std::min(a.size(), b.size());
  return longer - shorter <= 1 && front + back + 1 >= longer;
}

bool is_content(const FormWord& word) {
  return ((traits_of(word.key) | word.listed) & (kParticle | kConnector)) == 0;
}

}  // namespace

// The plural of a name means the family, and "Trumpish" a following: words made of a name, or of
// which the name is made ("Democrat", "Democrats"), are no spellings of it.
bool is_derived(std::string_view key, std::string_view listed) {
  const std::string_view longer = key.size() > listed.size() ? key : listed;
  std::string_view stem = key.size() > listed.size() ? listed : key;
  if (longer.size() == stem.size() || stem.size() < 3) return false;
  if (longer.substr(0, stem.size()) != stem) {
    // "Democratic", "Democracy": without the last letter
    stem.remove_suffix(1);
    if (stem.size() < 4 || longer.substr(0, stem.size()) != stem) return false;
  }
  constexpr std::array<std::string_view, 31> kEndings = {
      "n",    "ns",  "i",    "'ed", "d",    "s",     "es",  "ed",   "er",   "ers", "ism",
      "isms", "ist", "ists", "ish", "ian",  "ians",  "ic",  "ics",  "ical", "ies", "ing",
      "ly",   "an",  "ans",  "ite", "ites", "esque", "ize", "ized", "us"};
  const std::string_view ending = longer.substr(stem.size());
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

// "FFFourth", "Nooo": said in a drawl, or laughed at.
bool is_drawn_out(std::string_view key) {
  for (std::size_t i = 2; i < key.size(); ++i) {
    if (key[i] == key[i - 1] && key[i] == key[i - 2]) return true;
  }
  return false;
}

// "TrumpYe", "KavaNO": made of a part of the name and something else, on purpose. A whole word run
// into the name ("MuellerCNN", "PelosiOn") is an accident of the page.
bool is_compound(const Shared& shared, std::string_view surface, std::string_view listed) {
  constexpr std::size_t kShortestHead = 4;  // "McConnell", "DeVos"
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  for (std::size_t i = kShortestHead; i < surface.size(); ++i) {
    const bool upper = surface[i] >= 'A' && surface[i] <= 'Z';
    if (!upper || !is_lower(surface[i - 1])) continue;
    const std::string_view tail = surface.substr(i);
    const auto key = shared.segments.vocabulary.find_key(fold_key(tail));
    const bool word = key && shared.traits.is(*key, kOrdinary);
    const bool letters = tail.size() >= 2 && std::none_of(tail.begin(), tail.end(), is_lower);
    return fold_key(surface.substr(0, i)) != listed || (!word && !letters);
  }
  return false;
}

// Of the words spelt otherwise, is one derived from what is listed, or a surname in lower case?
bool is_no_spelling(const Shared& shared, const Match& match) {
  const Form& form = shared.index.form(match.form);
  const Segments& s = shared.segments;
  if (match.count != form.words.size()) return false;  // a description in free order
  for (std::uint16_t i = 0; i < match.count; ++i) {
    const KeyId key = s.key(match.begin + i);
    if (shared.index.listed(key)) continue;
    if (is_derived(s.vocabulary.keys[key], form.words[i].key)) return true;
    if (is_drawn_out(s.vocabulary.keys[key])) return true;
    const std::string_view surface = s.vocabulary.types[s.tokens[match.begin + i].type];
    if (is_compound(shared, surface, form.words[i].key)) return true;
    if (form.words[i].capital && s.info(match.begin + i).casing == Casing::lower) return true;
  }
  return false;
}

// How far a full name may be spelt otherwise where the exact one stands in the article too.
float garbled_limit(const Shared& shared, const Match& match) {
  const Segments& s = shared.segments;
  const KeyId surname = s.key(match.begin + match.count - 1U);
  // With the surname as listed it is the given name that differs: "Ivana" is not "Ivanka".
  if (shared.index.listed(surname)) return kGivenNameLimit;
  // "Loretta Lynn" is not "Loretta Lynch": in a short surname a letter is much.
  const Form& form = shared.index.form(match.form);
  return std::min(kCommonGivenLimit,
                  document_limit(s.vocabulary.keys[surname], form.words.back().key));
}

float judge_near_name(const Shared& shared, const Match& match, bool here) {
  if (match.transliterated) return judge_transliterated_name(shared, match);
  const Form& form = shared.index.form(match.form);
  const Segments& s = shared.segments;
  const auto actor = static_cast<std::size_t>(form.actor);
  const bool person = shared.knowledge.actors[actor].type == ActorType::person;
  std::size_t content = 0;
  for (const FormWord& word : form.words) content += is_content(word) ? 1U : 0U;
  if (content < 2 || is_no_spelling(shared, match)) return 0;
  const std::size_t exact = content > match.near ? content - match.near : 0;
  if (!person) {
    return exact >= 1 && match.distance <= kThingLimit ? 0.88F - match.distance : 0;
  }
  if (form.given_words == 0) return 0;
  for (std::uint16_t i = 0; i < match.count; ++i) {
    const KeyId key = s.key(match.begin + i);
    if (shared.index.listed(key)) continue;
    // A common first name is a spelling of another one only when nearly the same, and never a
    // spelling of a surname: "Ahmed Hassan" is not "Ahmed Hussein".
    if (!shared.traits.is(key, kGivenName)) continue;
    const bool given = i < form.given_words;
    if (!given || shared.index.near(key).front().distance > kGivenNameLimit) return 0;
  }
  if (exact == 0) return match.distance <= 0.15F ? 0.88F - match.distance : 0;
  // Many people are called John: only with the exact name in the
  // article is a "John Kirby" anybody but himself.
  const bool common_given =
      (traits_of(form.words[0].key) & kGivenName) != 0 && shared.index.listed(s.key(match.begin));
  if (common_given && !here) return match.distance <= kAloneLimit ? 0.92F - match.distance : 0;
  const float limit = garbled_limit(shared, match);
  return match.distance <= limit ? 0.92F - match.distance : 0;
}

DocumentPass::DocumentPass(const Shared& shared)
    : shared_(shared), presences_(shared.knowledge.actors.size()) {}

// ---- Collecting
// -----------------------------------------------------------------------------------

void DocumentPass::collect(std::uint32_t document) {
  const Segments& s = shared_.segments;
  hits_.clear();
  head_nouns_.clear();
  for (const ActorId actor : present_) presences_[static_cast<std::size_t>(actor)].clear();
  present_.clear();
  definitions_.clear();
  foreign_surnames_.clear();
  entered_any_ = false;
  text_ = shared_.corpus.text(document);
  day_ = shared_.corpus.dates[document];
  context_ = Context(s, shared_.traits, shared_.index, text_);
  doc_begin_ = s.doc_tokens[document];
  doc_end_ = s.doc_tokens[document + 1];
  SentenceId sentence = s.doc_sentences[document];
  for (TokenId t = doc_begin_; t < doc_end_; ++t) {
    const TypeId type = s.tokens[t].type;
    if (!shared_.index.starts(type) || (!shared_.idle.empty() && shared_.idle[type] != 0)) continue;
    while (s.token_end(sentence) <= t) ++sentence;
    matches_.clear();
    shared_.index.match(s, text_, t, s.sentences[sentence].token_begin, s.token_end(sentence),
                        matches_);
    for (const Match& match : matches_) add_hit(match, sentence);
    if (!shared_.index.head_nouns(s.key(t)).empty()) head_nouns_.emplace_back(t, sentence);
  }
  collect_head_nouns();
  sort_hits();
}

void DocumentPass::add_hit(const Match& match, SentenceId sentence) {
  Hit hit;
  hit.match = match;
  hit.sentence = sentence;
  hit.actor = shared_.index.form(match.form).actor;
  hit.kind = shared_.index.form(match.form).kind;
  hits_.push_back(hit);
}

// "the army" can only stand for an actor that the document may name in another way: in a long list
// thousands of others have an army.
void DocumentPass::collect_head_nouns() {
  if (head_nouns_.empty()) return;
  std::vector<ActorId> named;
  named.reserve(hits_.size());
  for (const Hit& hit : hits_) named.push_back(hit.actor);
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  for (const auto& [token, sentence] : head_nouns_) {
    const auto nouns = shared_.index.head_nouns(shared_.segments.key(token));
    auto at = nouns.begin();
    for (const ActorId actor : named) {
      at = std::lower_bound(at, nouns.end(), actor, [](const HeadNoun& noun, ActorId wanted) {
        return noun.actor < wanted;
      });
      for (; at != nouns.end() && at->actor == actor; ++at) {
        add_hit({.begin = token, .count = 1, .form = at->form}, sentence);
      }
    }
  }
}

void DocumentPass::sort_hits() {
  std::stable_sort(hits_.begin(), hits_.end(), [](const Hit& a, const Hit& b) {
    if (a.begin() != b.begin()) return a.begin() < b.begin();
    if (a.match.count != b.match.count) return a.match.count > b.match.count;
    return a.match.form < b.match.form;
  });
}

std::size_t DocumentPass::hits_from(TokenId token) const {
  const auto found = std::lower_bound(hits_.begin(), hits_.end(), token,
                                      [](const Hit& hit, TokenId t) { return hit.begin() < t; });
  return static_cast<std::size_t>(found - hits_.begin());
}

template <class Use>
void DocumentPass::each_reaching(TokenId token, const Use& use) const {
  const auto reach = static_cast<TokenId>(std::max(shared_.index.longest(), kDescriptionReach));
  const TokenId from = token > doc_begin_ + reach ? token - reach : doc_begin_;
  for (std::size_t i = hits_from(from); i < hits_.size() && hits_[i].begin() <= token; ++i) use(i);
}

bool DocumentPass::inside_accepted(const Hit& hit) const {
  bool inside = false;
  each_reaching(hit.begin(), [&](std::size_t i) {
    inside = inside || (hits_[i].accepted() && hits_[i].end() >= hit.end());
  });
  return inside;
}

void DocumentPass::enter(const Hit& hit) {
  if (entered_any_ && entered_ == hit.sentence) return;
  entered_ = hit.sentence;
  entered_any_ = true;
  context_.enter(hit.sentence);
}

void DocumentPass::note_presence(const Hit& hit) {
  auto& held = presences_[static_cast<std::size_t>(hit.actor)];
  if (held.empty()) present_.push_back(hit.actor);
  held.push_back({hit.begin(), hit.sentence});
}

void DocumentPass::seal_presences() {
  for (const ActorId actor : present_) {
    auto& held = presences_[static_cast<std::size_t>(actor)];
    std::sort(held.begin(), held.end(),
              [](const Presence& a, const Presence& b) { return a.token < b.token; });
  }
}

bool DocumentPass::present(ActorId actor) const {
  return !presences_[static_cast<std::size_t>(actor)].empty();
}

bool DocumentPass::faction_present(ActorId actor) const {
  const FactionId faction = shared_.knowledge.faction_of(actor, day_);
  return faction >= 0 && std::any_of(present_.begin(), present_.end(), [&](ActorId other) {
           return shared_.knowledge.faction_of(other, day_) == faction;
         });
}

// 1 in the same sentence, less with every sentence back; a mention further on counts half.
float DocumentPass::closeness(ActorId actor, SentenceId sentence) const {
  const auto& held = presences_[static_cast<std::size_t>(actor)];
  const auto after =
      std::upper_bound(held.begin(), held.end(), sentence,
                       [](SentenceId wanted, const Presence& p) { return wanted < p.sentence; });
  float best = 0;
  if (after != held.begin()) {
    best = 1.0F / (1.0F + static_cast<float>(sentence - std::prev(after)->sentence));
  }
  if (after != held.end()) {
    best = std::max(best, 0.5F / (1.0F + static_cast<float>(after->sentence - sentence)));
  }
  return best;
}

// ---- Names as listed
// ------------------------------------------------------------------------------

float DocumentPass::judge_listed_one(Hit& hit) {
  const Form& f = form(hit);
  const TokenId last = hit.end() - 1;
  hit.method = Method::exact;
  const ActorType type = actor(hit).type;
  if (f.kind == NameKind::description || f.kind == NameKind::title) {
    return hit.match.reordered ? kFreeDescription : kDescription;
  }
  if (f.kind == NameKind::acronym) {
    // In a line of capitals "US" and "WHO" may be words.
    if (context_.all_caps() && hit.match.count == 1 && context_.is(hit.begin(), kOrdinary))
      return 0;
    return kAcronym;
  }
  if (f.origin == Origin::respelled) hit.method = Method::variant_alone;
  const float full = f.origin == Origin::listed ? kFullName : kRespelled;
  // Whoever is listed by this very name is meant, not the one whose longer name holds it.
  if (f.origin == Origin::shortened) hit.preference -= kShortenedLess;
  const std::size_t capital = static_cast<std::size_t>(
      std::find_if(f.words.begin(), f.words.end(), [](const FormWord& w) { return w.capital; }) -
      f.words.begin());
  if (f.policy == CasePolicy::smart && capital < f.words.size() &&
      shared_.segments.info(hit.begin() + static_cast<TokenId>(capital)).casing == Casing::lower) {
    return type == ActorType::outlet || type == ActorType::person ? 0 : kLowerCaseName;
  }
  if (f.words.size() > 1 && type != ActorType::state) return full;
  if (type == ActorType::person) {
    return context_.contradicted(hit.begin(), last) ? 0 : kSingleName;
  }
  if (type == ActorType::state || type == ActorType::place) {
    const auto before = context_.before(hit.begin());
    const bool after_given = before && context_.is(*before, kGivenName) &&
                             context_.name_like(*before) && !context_.possessive(*before) &&
                             !context_.is(*before, kOrdinary | kCalendar | kTitle);
    if (after_given && hit.match.count == 1 && !context_.title_case()) return 0;  // Michael Jordan
  }
  const bool land = type == ActorType::state || type == ActorType::place;
  if (land && f.policy == CasePolicy::smart && context_.inside_institution(last)) return 0;
  return context_.inside_name(hit.begin(), last) ? kInsideOtherName : full;
}

void DocumentPass::judge_listed() {
  for (Hit& hit : hits_) {
    if (hit.match.near > 0) continue;
    const Origin origin = form(hit).origin;
    const bool stem = origin == Origin::stem;
    if (origin != Origin::listed && origin != Origin::respelled && origin != Origin::shortened &&
        !stem) {
      continue;
    }
    if (hit.kind == NameKind::demonym || hit.kind == NameKind::capital) continue;
    enter(hit);
    hit.confidence = stem ? judge_stem(hit) : judge_listed_one(hit);
    const bool strong = hit.confidence >= kFreeDescription && hit.kind != NameKind::description;
    if (strong) note_presence(hit);
  }
  seal_presences();
}

void DocumentPass::judge_near_names() {
  for (Hit& hit : hits_) {
    if (hit.match.near == 0 || hit.kind == NameKind::capital) continue;
    const Form& f = form(hit);
    if (f.words.size() < 2 || f.origin == Origin::family || f.origin == Origin::correction ||
        is_weak(f.origin)) {
      continue;
    }
    if (f.kind == NameKind::description) {
      if (hit.match.distance > kThingLimit) continue;
      hit.method = Method::variant_document;
      hit.confidence = kFreeDescription - hit.match.distance;
      continue;
    }
    const float confidence = judge_near_name(shared_, hit.match, present(hit.actor));
    if (confidence <= 0) continue;
    hit.method =
        hit.match.distance <= kAloneLimit ? Method::variant_alone : Method::variant_document;
    if (hit.match.transliterated) hit.method = Method::transliteration;
    hit.kind = NameKind::variant;
    hit.confidence = confidence;
  }
  // Only now: one garbled name is no evidence for the next.
  for (const Hit& hit : hits_) {
    if (hit.match.near > 0 && hit.accepted() && hit.kind == NameKind::variant) note_presence(hit);
  }
  seal_presences();
}

// ---- Acronyms defined in the document
// ---------------------------------------------------------------

// Is `acronym` made of first letters of the words [first, last], in any order?
bool spells(const Segments& s, TokenId first, TokenId last, std::string_view acronym) {
  std::string initials;
  for (TokenId t = first; t <= last; ++t) {
    if (s.key(t) != kNoKey && !s.vocabulary.keys[s.key(t)].empty()) {
      initials += s.vocabulary.keys[s.key(t)].front();
    }
  }
  for (const char c : acronym) {
    const auto at = initials.find(c);
    if (at == std::string::npos) return false;
    initials.erase(at, 1);
  }
  return true;
}

void DocumentPass::define(TokenId acronym, SentenceId sentence) {
  const Segments& s = shared_.segments;
  const std::string_view key = s.vocabulary.keys[s.key(acronym)];
  const TokenId first = s.sentences[sentence].token_begin;
  // The accepted name that ends right before the bracket.
  const std::size_t known = definitions_.size();
  // An actor listed by its acronym alone: this is what the letters stand for.
  const auto unspelled = [&]() -> const Hit* {
    for (std::size_t i = hits_from(acronym); i < hits_.size() && hits_[i].begin() == acronym; ++i) {
      const Hit& hit = hits_[i];
      const bool alone = hit.accepted() && hit.match.count == 1 && hit.match.near == 0;
      if (alone && !shared_.index.spelled_out(hit.actor)) return &hit;
    }
    return nullptr;
  };
  each_reaching(acronym, [&](std::size_t i) {
    const Hit& hit = hits_[i];
    if (!hit.accepted() || hit.end() != acronym || hit.match.count < 2) return;
    if (hit.kind == NameKind::demonym || hit.kind == NameKind::capital) return;
    if (definitions_.size() > known || !spells(s, hit.begin(), hit.end() - 1, key)) return;
    definitions_.push_back({s.key(acronym), hit.actor, hit.match.form});
  });
  if (definitions_.size() > known) return;
  // Somebody else's long form: as many capitalised words as letters, in order.
  if (acronym < first + key.size()) return;
  TokenId t = acronym;
  std::size_t left = key.size();
  while (left > 0 && t > first) {
    --t;
    if (context_.is(t, kConnector) && s.info(t).casing == Casing::lower) continue;
    const std::string_view word = context_.key(t);
    if (!context_.name_like(t) || word.empty() || word.front() != key[left - 1]) return;
    --left;
  }
  if (left != 0 || key.size() < 2) return;
  const Hit* const own = unspelled();
  if (own == nullptr) {
    definitions_.push_back({s.key(acronym), -1, 0});
    return;
  }
  Hit spelled = *own;
  spelled.match.begin = t;
  spelled.match.count = static_cast<std::uint16_t>(acronym - t);
  spelled.kind = NameKind::variant;
  spelled.method = Method::definition;
  spelled.confidence = kDefined;
  added_.push_back(spelled);
}

void DocumentPass::find_definitions() {
  const Segments& s = shared_.segments;
  if (doc_begin_ == doc_end_) return;
  for (std::size_t at = text_.find('('); at != std::string_view::npos;
       at = text_.find('(', at + 1)) {
    const auto first = s.tokens.begin() + doc_begin_;
    const auto last = s.tokens.begin() + doc_end_;
    const auto found = std::lower_bound(
        first, last, at + 1,
        [](const Token& token, std::size_t offset) { return token.begin < offset; });
    if (found == last || found->begin != at + 1 || found == first) continue;
    const auto token = static_cast<TokenId>(found - s.tokens.begin());
    const TypeInfo& info = s.info(token);
    const std::uint32_t end = s.span(token).end;
    const bool bracketed = end < text_.size() && text_[end] == ')';
    if (!bracketed || info.casing != Casing::upper || s.span(token).size() > 8) continue;
    Hit here;
    here.sentence = shared_.segments.sentence_of(token);
    enter(here);
    define(token, here.sentence);
  }
}

void DocumentPass::apply_definitions() {
  if (definitions_.empty() && added_.empty()) return;
  const Segments& s = shared_.segments;
  for (Hit& hit : hits_) {
    if (hit.kind != NameKind::acronym || hit.match.count != 1 || !hit.accepted()) continue;
    for (const Definition& d : definitions_) {
      if (d.key != s.key(hit.begin()) || d.actor == hit.actor) continue;
      hit.confidence = 0;  // the document says what its acronym means
    }
  }
  for (const Definition& d : definitions_) forget_acronym(d);
  const std::size_t count = hits_.size();
  for (TokenId t = doc_begin_; t < doc_end_; ++t) {
    if (s.info(t).casing != Casing::upper) continue;
    const auto d = std::find_if(definitions_.begin(), definitions_.end(), [&](const Definition& x) {
      return x.key == s.key(t) && x.actor >= 0;
    });
    if (d == definitions_.end()) continue;
    bool known = false;
    for (std::size_t i = hits_from(t); i < count && hits_[i].begin() == t; ++i) {
      known = known || (hits_[i].accepted() && hits_[i].actor == d->actor);
    }
    if (known) continue;
    Hit hit;
    hit.match.begin = t;
    hit.match.count = 1;
    hit.match.form = d->form;
    hit.sentence = s.sentence_of(t);
    hit.actor = d->actor;
    hit.kind = NameKind::acronym;
    hit.method = Method::definition;
    hit.confidence = kDefined;
    added_.push_back(hit);
    note_presence(hit);
  }
  hits_.insert(hits_.end(), added_.begin(), added_.end());
  added_.clear();
  sort_hits();
  seal_presences();
}

// Mentions by an acronym that the document gives to somebody else are no presence of its owner.
void DocumentPass::forget_acronym(const Definition& definition) {
  for (const Hit& hit : hits_) {
    if (hit.kind != NameKind::acronym || hit.accepted() || hit.match.count != 1) continue;
    if (shared_.segments.key(hit.begin()) != definition.key) continue;
    auto& held = presences_[static_cast<std::size_t>(hit.actor)];
    std::erase_if(held, [&](const Presence& p) { return p.token == hit.begin(); });
  }
  std::erase_if(present_,
                [&](ActorId actor) { return presences_[static_cast<std::size_t>(actor)].empty(); });
}

// ---- Surnames and parts of names
// ----------------------------------------------------------------------

// What title stands right before: one of the actor's, an office that only another holds, or some.
DocumentPass::Title DocumentPass::title_before(const Hit& hit) const {
  const auto t = context_.before(hit.begin());
  if (!t || !context_.is(*t, kTitle) || context_.possessive(*t)) return Title::none;
  const std::string_view word = full_title(context_.key(*t));
  for (const std::string& title : actor(hit).titles) {
    const std::size_t cut = title.find_last_of(" -");
    const std::string last = fold_key(cut == std::string::npos ? title : title.substr(cut + 1));
    if (full_title(last) == word) return Title::own;
  }
  // Whose file lists no title may hold any office, but is no mullah.
  if (context_.is(*t, kClergy)) return Title::other_office;
  if (context_.is(*t, kHighOffice) && !actor(hit).titles.empty()) return Title::other_office;
  return Title::other;
}

float DocumentPass::judge_short_form(Hit& hit) {
  const Form& f = form(hit);
  const TokenId last = hit.end() - 1;
  const KeyId surname = shared_.segments.key(last);
  if (f.origin == Origin::part) {
    hit.method = Method::back_reference;
    if (present(hit.actor)) return kDescription;
    // "Securities and Exchange Commission", not "Ministry of Defence": every country has one.
    hit.method = Method::unique_short;
    if (f.words.size() >= 3 && !context_.is(hit.begin(), kHeadNoun)) return kShortAlone;
    if (in_its_land(hit)) return kShortAlone;
    return generous() && context_.name_like(hit.begin()) ? kGuessed : 0;
  }
  if (context_.contradicted(hit.begin(), last)) {
    foreign_surnames_.push_back(surname);
    return 0;
  }
  const Title title = title_before(hit);
  if (title == Title::own) hit.preference += 0.25F;
  if (title == Title::other_office) hit.preference -= 0.3F;
  hit.preference += 0.3F * closeness(hit.actor, hit.sentence);
  const bool first = hit.begin() == context_.first();
  const bool word = context_.is(last, kOrdinary) && hit.match.count == 1;
  if (present(hit.actor)) {
    hit.method = Method::back_reference;
    return word && first ? kShortAlone : kBackReference;
  }
  hit.method = Method::unique_short;
  const bool given = context_.is(last, kGivenName) && hit.match.count == 1;
  if (title == Title::own) return kShortWithTitle;
  if (title == Title::other_office || is_foreign(surname)) return 0;
  if (shared_.evidence.opposes(surname, hit.actor)) return 0;
  if (word || given) return judge_plain_surname(hit, word && first);
  if (title == Title::other) return kShortWithSomeTitle;
  return context_.key(last).size() >= 4 || hit.match.count > 1 || generous() ? kShortAlone : 0;
}

// "Ryan", "Miller": a given name or a word of the language too. The corpus must know it as the
// surname, or the list be all there is.
float DocumentPass::judge_plain_surname(const Hit& hit, bool opening) const {
  const TokenId last = hit.end() - 1;
  if (opening || context_.title_case() || context_.all_caps()) return 0;
  if (context_.is(last, kCalendar) || !context_.stands_free(hit.begin(), last)) return 0;
  // 'William "Ryan" Owens'
  const auto previous = context_.previous(hit.begin());
  const bool quoted =
      previous && context_.name_like(*previous) &&
      context_.gap(*previous, hit.begin()).find_first_of("\"(\xE2") != std::string_view::npos;
  const auto next = context_.after(last);
  const std::string_view word = next ? context_.key(*next) : std::string_view();
  const bool longer = word == "of" || word == "al" || word == "el" || word.starts_with("al-") ||
                      word.starts_with("el-");
  if (quoted || longer) return 0;
  if (shared_.evidence.known(shared_.segments.key(last), hit.actor)) return kShortAlone;
  return generous() ? kGuessed : 0;
}

bool DocumentPass::is_foreign(KeyId surname) const {
  return std::find(foreign_surnames_.begin(), foreign_surnames_.end(), surname) !=
         foreign_surnames_.end();
}

void DocumentPass::judge_short_forms() {
  if (!shared_.options.short_forms) return;
  const auto is_short = [&](const Hit& hit) {
    const Origin origin = form(hit).origin;
    return hit.match.near == 0 && !hit.accepted() && hit.method != Method::definition &&
           (origin == Origin::family || origin == Origin::part);
  };
  // Twice: whoever carries the surname in full further down must be known from the start.
  for (Hit& hit : hits_) {
    const bool near = hit.match.near > 0 && !hit.accepted();
    if ((!is_short(hit) && !near) || form(hit).origin != Origin::family) continue;
    enter(hit);
    const TokenId last = hit.end() - 1;
    if (!inside_accepted(hit) && context_.contradicted(hit.begin(), last)) {
      foreign_surnames_.push_back(shared_.segments.key(last));
    }
  }
  for (Hit& hit : hits_) {
    if (!is_short(hit)) continue;
    enter(hit);
    hit.confidence = judge_short_form(hit);
  }
  for (const Hit& hit : hits_) {
    const bool strong = hit.method == Method::unique_short && hit.confidence >= kShortAlone;
    if (strong && form(hit).origin == Origin::family) note_presence(hit);
  }
  seal_presences();
}

// ---- Single words spelt nearly alike
// --------------------------------------------------------------------

// "X's forces", "forces loyal to X", "led by X": what is said of the leader of a side.
bool DocumentPass::leads_a_side(const Hit& hit) const {
  const TokenId last = hit.end() - 1;
  if (const auto next = context_.after(last)) {
    if (context_.is(*next, kSideNoun)) return true;
  }
  const auto before = context_.before(hit.begin());
  if (!before) return false;
  const std::string_view word = context_.key(*before);
  const auto earlier = context_.before(*before);
  if (!earlier) return false;
  if (word == "by") {
    const std::string_view verb = context_.key(*earlier);
    return verb == "led" || verb == "lead" || verb == "headed" || verb == "commanded";
  }
  if (word == "to") return context_.key(*earlier) == "loyal" || context_.key(*earlier) == "allied";
  return word == "of" && context_.is(*earlier, kSideNoun);
}

float DocumentPass::judge_acronym_variant(Hit& hit) {
  // The letters of a listed acronym in another order: the long form must stand in the document in
  // that order, or the leader beside it.
  const Segments& s = shared_.segments;
  hit.kind = NameKind::variant;
  hit.method = Method::variant_document;
  const std::string_view letters = context_.key(hit.begin());
  for (const Hit& other : hits_) {
    if (!other.accepted() || other.actor != hit.actor || other.match.count < 2) continue;
    std::string initials;
    for (TokenId t = other.begin(); t < other.end(); ++t) {
      if (s.info(t).casing != Casing::lower) initials += s.vocabulary.keys[s.key(t)].front();
    }
    if (initials == letters) return 0.8F;
  }
  const bool leader_beside = std::any_of(hits_.begin(), hits_.end(), [&](const Hit& other) {
    const FactionId faction = shared_.knowledge.faction_of(hit.actor, day_);
    return other.accepted() && other.sentence == hit.sentence && faction >= 0 &&
           actor(other).type == ActorType::person &&
           shared_.knowledge.faction_of(other.actor, day_) == faction;
  });
  return leader_beside && present(hit.actor) ? 0.6F : 0;
}

// A surname in another script: with the full name or the title in the article.
float DocumentPass::judge_transliterated_word(Hit& hit) {
  const TokenId last = hit.end() - 1;
  if (actor(hit).type != ActorType::person || letters_of(form(hit)) < kShortestSurname) return 0;
  const bool cased = shared_.segments.info(last).casing != Casing::none;
  if (cased && (shared_.segments.info(last).casing == Casing::lower ||
                context_.contradicted(hit.begin(), last))) {
    return 0;
  }
  const bool supported = present(hit.actor) || title_before(hit) == Title::own;
  if (!supported || hit.match.distance > kTransliteratedLimit) return 0;
  hit.kind = NameKind::variant;
  hit.method = Method::transliteration;
  hit.preference = 0.3F * closeness(hit.actor, hit.sentence) - hit.match.distance;
  return 0.85F - hit.match.distance;
}

float DocumentPass::judge_near_word(Hit& hit) {
  if (hit.match.transliterated) return judge_transliterated_word(hit);
  const Form& f = form(hit);
  const TokenId last = hit.end() - 1;
  const float d = hit.match.distance;
  if (f.kind == NameKind::acronym) return judge_acronym_variant(hit);
  const KeyId key = shared_.segments.key(last);
  if (shared_.index.listed(key)) return 0;  // only the particle is spelt otherwise
  if (is_no_spelling(shared_, hit.match)) return 0;
  if (is_foreign(key) || shared_.evidence.independent(key, hit.actor)) return 0;
  if (shared_.evidence.opposes(key, hit.actor)) return 0;
  if (context_.hashtag(hit.begin())) return 0;  // a play on the name
  if (context_.is(last, kGivenName) || context_.contradicted(hit.begin(), last)) return 0;
  hit.kind = NameKind::variant;
  const bool here = present(hit.actor);
  if (is_thing(actor(hit).type)) {
    const auto before = context_.before(hit.begin());
    if (before && context_.is(*before, kTitle) && context_.name_like(*before)) return 0;
    hit.method = Method::variant_document;
    const bool state = actor(hit).type == ActorType::state || actor(hit).type == ActorType::place;
    if (here && d <= kThingLimit && (!state || is_slip(context_.key(last), f.words[0].key))) {
      return 0.75F - d;
    }
    return 0;
  }
  const float bonus = hit.match.count > 1 ? kParticleBonus : 0;
  const float limit = document_limit(context_.key(last), f.words.back().key) + bonus;
  hit.preference = 0.3F * closeness(hit.actor, hit.sentence) - d;
  const Title title = title_before(hit);
  if (title == Title::other_office && !here) return 0;
  hit.method = Method::variant_document;
  if ((title == Title::own || here) && d <= limit) return 0.85F - d;
  if (leads_a_side(hit) && faction_present(hit.actor) && d <= kSideLimit + bonus) return 0.65F - d;
  hit.method = Method::variant_corpus;
  if (shared_.evidence.supports(key, hit.actor) && d <= kCorpusLimit + bonus) return 0.75F - d;
  // One word alone, spelt otherwise, is mostly somebody else; but "Tarek Meghesi" and "Megarisi"
  // bear each other out.
  hit.method = Method::variant_document;
  return half_named(hit.actor) && d <= kAloneLimit ? 0.7F - d : 0;
}

// The article has the given name of the actor before a surname that is too far off by itself.
bool DocumentPass::half_named(ActorId actor) const {
  return std::any_of(hits_.begin(), hits_.end(),
                     [&](const Hit& hit) { return hit.actor == actor && is_garbled_name(hit); });
}

// The article has the full name or the surname as listed: who wrote it knows how it is spelt.
bool DocumentPass::exactly_named(ActorId actor) const {
  return std::any_of(hits_.begin(), hits_.end(), [&](const Hit& hit) {
    const bool name = hit.kind != NameKind::description && hit.kind != NameKind::title;
    return hit.actor == actor && hit.match.near == 0 && hit.accepted() && name;
  });
}

// Part of the full name is exact, the rest is spelt otherwise; not accepted so far.
bool DocumentPass::is_garbled_name(const Hit& hit) const {
  // "John Kirby" beside "John Kerry" is a second John.
  const bool same_surname = shared_.index.listed(shared_.segments.key(hit.end() - 1));
  const bool known = context_.is(hit.begin(), kGivenName) &&
                     shared_.index.listed(shared_.segments.key(hit.begin())) &&
                     exactly_named(hit.actor);
  const float limit =
      same_surname || known ? garbled_limit(shared_, hit.match) : static_cast<float>(kNearLimit);
  return hit.match.near > 0 && !hit.match.transliterated && !hit.accepted() &&
         form(hit).given_words > 0 && hit.match.distance <= limit &&
         hit.match.near < hit.match.count && !has_foreign_given_name(hit) &&
         !is_no_spelling(shared_, hit.match);
}

void DocumentPass::judge_near_words() {
  for (Hit& hit : hits_) {
    if (hit.match.near == 0 || hit.accepted()) continue;
    const Form& f = form(hit);
    const bool single =
        f.origin == Origin::family ||
        (f.words.size() == 1 && f.origin != Origin::correction && !is_weak(f.origin));
    if (!single || f.kind == NameKind::capital || f.kind == NameKind::description) continue;
    if (f.origin == Origin::family && !shared_.options.short_forms) continue;
    enter(hit);
    hit.confidence = judge_near_word(hit);
    if (hit.accepted() && actor(hit).type == ActorType::person) note_presence(hit);
  }
  seal_presences();
  // A garbled full name that was too far off by itself, of an actor who is here under another name.
  for (Hit& hit : hits_) {
    if (!is_garbled_name(hit) || !present(hit.actor)) continue;
    hit.kind = NameKind::variant;
    hit.method = Method::variant_document;
    hit.confidence = 0.85F - hit.match.distance;
  }
}

// A word spelt otherwise is a common first name of its own ("Mahmoud" is not "Mohamed").
bool DocumentPass::has_foreign_given_name(const Hit& hit) const {
  for (TokenId t = hit.begin(); t < hit.end(); ++t) {
    const KeyId key = shared_.segments.key(t);
    if (!shared_.index.listed(key) && shared_.traits.is(key, kGivenName)) return true;
  }
  return false;
}

// ---- Demonyms, capitals, head nouns
// -----------------------------------------------------------------------

void DocumentPass::judge_metonyms() {
  for (Hit& hit : hits_) {
    if (hit.match.near > 0) continue;
    if (hit.kind != NameKind::demonym && hit.kind != NameKind::capital) continue;
    enter(hit);
    const TokenId last = hit.end() - 1;
    hit.metonym = true;
    hit.method = Method::exact;
    if (hit.kind == NameKind::demonym) {
      const auto next = context_.after(last);
      const bool official = next && context_.is(*next, kAgentNoun);
      hit.confidence = official ? kOfficialDemonym : kPlainDemonym;
    } else if (context_.acts(hit.begin(), last)) {
      hit.confidence = kActingCapital;
    }
  }
}

void DocumentPass::judge_head_nouns() {
  if (!shared_.options.short_forms) return;
  for (Hit& hit : hits_) {
    if (form(hit).origin != Origin::head_noun || hit.match.near > 0 || !present(hit.actor))
      continue;
    enter(hit);
    const auto the = context_.before(hit.begin());
    if (!the || context_.key(*the) != "the" || context_.possessive(hit.begin() - 1)) continue;
    const auto next = context_.after(hit.end() - 1);
    if (next && context_.key(*next) == "of") continue;
    if (context_.name_like(hit.begin()) && next && context_.name_like(*next)) continue;
    const auto& held = presences_[static_cast<std::size_t>(hit.actor)];
    const auto later = std::lower_bound(held.begin(), held.end(), hit.begin(),
                                        [](const Presence& p, TokenId t) { return p.token < t; });
    const bool recent =
        later != held.begin() && hit.sentence - std::prev(later)->sentence <= kHeadNounReach;
    bool only = true;
    for (std::size_t i = hits_from(hit.begin());
         i < hits_.size() && hits_[i].begin() == hit.begin(); ++i) {
      only = only && (hits_[i].actor == hit.actor || form(hits_[i]).origin != Origin::head_noun ||
                      !present(hits_[i].actor));
    }
    if (!recent || !only) continue;
    hit.method = Method::back_reference;
    hit.confidence = kHeadNounOnly;
  }
}

// ---- Corrections
// -----------------------------------------------------------------------------------------

bool DocumentPass::applies(const Correction& correction, std::uint32_t document) const {
  const Corpus& corpus = shared_.corpus;
  if (!correction.document.empty() && !glob_matches(correction.document, corpus.ids[document])) {
    return false;
  }
  if (correction.outlet.empty()) return true;
  const std::int32_t outlet = corpus.outlets[document];
  return outlet >= 0 &&
         glob_matches(correction.outlet, corpus.outlet_names[static_cast<std::size_t>(outlet)]);
}

// The actor that a corrected surface would have without the correction, -1 for none.
ActorId DocumentPass::actor_without(const Hit& corrected) const {
  const Hit* best = nullptr;
  each_reaching(corrected.begin(), [&](std::size_t i) {
    const Hit& hit = hits_[i];
    if (!hit.accepted() || hit.end() != corrected.end() || hit.method == Method::correction) return;
    const bool better =
        best == nullptr || hit.confidence + hit.preference > best->confidence + best->preference;
    if (better) best = &hit;
  });
  return best == nullptr ? -1 : best->actor;
}

void DocumentPass::apply_corrections(std::uint32_t document, CorrectionLog& log) {
  if (shared_.knowledge.corrections.empty()) return;
  const std::size_t count = hits_.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Form& f = form(hits_[i]);
    if (f.origin != Origin::correction || hits_[i].match.near > 0) continue;
    const auto index = static_cast<std::size_t>(f.correction);
    const Correction& correction = shared_.knowledge.corrections[index];
    if (!applies(correction, document)) continue;
    Hit& hit = hits_[i];
    // Inside a longer mention ("Lea" in "Ann Lea") the surface is another one.
    bool inside = false;
    each_reaching(hit.begin(), [&](std::size_t j) {
      inside = inside || (hits_[j].accepted() && hits_[j].end() >= hit.end() &&
                          hits_[j].match.count > hit.match.count);
    });
    if (inside) continue;
    const ActorId otherwise = actor_without(hit);
    if (correction.from >= 0 && otherwise != correction.from) continue;
    CorrectionEffect& effect = log.effects[index];
    ++effect.matched;
    effect.changed += otherwise != correction.actor ? 1U : 0U;
    if (correction.actor < 0) {
      const Segments& s = shared_.segments;
      log.blocked.push_back({document, {s.tokens[hit.begin()].begin, s.stem(hit.end() - 1).end}});
    }
    const auto reach = static_cast<TokenId>(std::max(shared_.index.longest(), kDescriptionReach));
    const TokenId from = hit.begin() > doc_begin_ + reach ? hit.begin() - reach : doc_begin_;
    for (std::size_t j = hits_from(from); j < hits_.size() && hits_[j].begin() < hit.end(); ++j) {
      Hit& other = hits_[j];
      if (j == i || !other.accepted() || other.method == Method::correction) continue;
      const bool apart = other.end() <= hit.begin() || other.begin() >= hit.end();
      if (!apart) other.confidence = 0;
    }
    if (correction.actor < 0) continue;
    hit.actor = correction.actor;
    hit.method = Method::correction;
    hit.confidence = 1;
  }
}

// ---- Settling
// --------------------------------------------------------------------------------------------

// "Secretary General Ann Lee", "Valetta's Government of Malta": what leads to the name of the same
// actor goes with it and is no second mention.
void DocumentPass::drop_leading_descriptions() {
  for (Hit& hit : hits_) {
    if (!hit.accepted()) continue;
    if (hit.kind != NameKind::description && hit.kind != NameKind::capital) continue;
    bool named = false;
    for (std::size_t i = hits_from(hit.end()); i < hits_.size() && hits_[i].begin() == hit.end();
         ++i) {
      named = named || (hits_[i].accepted() && hits_[i].actor == hit.actor);
    }
    named = named && gap_between(shared_.segments, text_, hit.end() - 1, hit.end()).joins;
    if (named) hit.confidence = 0;
  }
}

// One row for a surface: the best actor, and the next best as runner-up.
void DocumentPass::choose_senses() {
  for (std::size_t begin = 0; begin < hits_.size();) {
    std::size_t end = begin + 1;
    while (end < hits_.size() && hits_[end].begin() == hits_[begin].begin() &&
           hits_[end].match.count == hits_[begin].match.count) {
      ++end;
    }
    const auto weight = [&](std::size_t i) { return hits_[i].confidence + hits_[i].preference; };
    const auto better = [&](std::size_t a, std::size_t b) {
      const bool fixed_a = hits_[a].method == Method::correction;
      const bool fixed_b = hits_[b].method == Method::correction;
      if (fixed_a != fixed_b) return fixed_a;
      if (weight(a) != weight(b)) return weight(a) > weight(b);
      return hits_[a].match.form < hits_[b].match.form;
    };
    std::size_t best = begin;
    for (std::size_t i = begin + 1; i < end; ++i) {
      if (better(i, best)) best = i;
    }
    std::size_t second = end;
    for (std::size_t i = begin; i < end; ++i) {
      if (hits_[i].actor == hits_[best].actor) continue;
      if (second == end || better(i, second)) second = i;
    }
    if (second != end && hits_[best].method != Method::correction) {
      hits_[best].runner_up = hits_[second].actor;
      if (weight(best) - weight(second) < kSenseMargin) {
        hits_[best].ambiguous = true;
        hits_[best].confidence = std::min(hits_[best].confidence, kAmbiguous);
      }
    }
    for (std::size_t i = begin; i < end; ++i) {
      if (i != best) hits_[i].confidence = 0;
    }
    begin = end;
  }
  std::erase_if(hits_, [](const Hit& hit) { return !hit.accepted(); });
}

// The longest mention stands; shorter ones inside it are nested; of two that overlap only in part
// the longer one stays, else the first.
void DocumentPass::settle_overlaps() {
  std::vector<Hit>& hits = hits_;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (!hits[i].accepted()) continue;
    for (std::size_t j = i + 1; j < hits.size() && hits[j].begin() < hits[i].end(); ++j) {
      if (!hits[j].accepted()) continue;
      if (hits[j].end() > hits[i].end()) {
        const bool fixed = hits[j].method == Method::correction;
        const bool stronger = is_weak(form(hits[i]).origin) && !is_weak(form(hits[j]).origin);
        if (fixed || stronger || hits[j].match.count > hits[i].match.count) {
          hits[i].confidence = 0;
          break;
        }
        hits[j].confidence = 0;
      }
    }
  }
  std::erase_if(hits, [](const Hit& hit) { return !hit.accepted(); });
  TokenId outer_end = 0;
  const Hit* outer = nullptr;
  for (Hit& hit : hits) {
    if (outer != nullptr && hit.end() <= outer_end) {
      const Origin origin = form(hit).origin;
      const bool part = origin == Origin::family || origin == Origin::part || is_weak(origin) ||
                        hit.match.near > 0;
      const bool own = hit.actor == outer->actor || (part && hit.method != Method::correction);
      hit.nested = true;
      if (own || !shared_.options.keep_nested) hit.confidence = 0;
    } else {
      outer = &hit;
      outer_end = hit.end();
    }
  }
  std::erase_if(hits, [](const Hit& hit) { return !hit.accepted(); });
}

void DocumentPass::settle() {
  std::erase_if(hits_, [](const Hit& hit) { return !hit.accepted(); });
  drop_leading_descriptions();
  std::erase_if(hits_, [](const Hit& hit) { return !hit.accepted(); });
  extend_names();
  choose_senses();
  settle_overlaps();
}

void DocumentPass::emit(std::uint32_t document, std::vector<Mention>& out) const {
  const Segments& s = shared_.segments;
  for (const Hit& hit : hits_) {
    Mention mention;
    mention.document = document;
    mention.span = {s.tokens[hit.begin()].begin, end_of_name(hit)};
    mention.actor = hit.actor;
    mention.kind = hit.kind;
    mention.method = hit.method;
    mention.confidence =
        hit.ambiguous ? hit.confidence : calibrated(hit.method, form(hit).origin, hit.confidence);
    mention.confidence = std::max(mention.confidence, 0.05F);
    mention.sentence = hit.sentence;
    mention.token_begin = hit.begin();
    mention.token_count = hit.match.count;
    mention.metonym = hit.metonym;
    mention.nested = hit.nested;
    mention.ambiguous = hit.ambiguous;
    mention.runner_up = hit.runner_up;
    mention.faction = shared_.knowledge.faction_of(hit.actor, day_);
    out.push_back(mention);
  }
}

void DocumentPass::run(std::uint32_t document, std::vector<Mention>& out, CorrectionLog& log) {
  collect(document);
  if (hits_.empty()) return;
  judge_listed();
  judge_near_names();
  find_definitions();
  apply_definitions();
  judge_middle_initials();
  count_lands();
  judge_short_forms();
  judge_weak_forms();
  judge_near_words();
  judge_metonyms();
  judge_head_nouns();
  apply_corrections(document, log);
  settle();
  emit(document, out);
}

}  // namespace polyvocal::naming
