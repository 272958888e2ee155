#include "stance/trained/polarity_terms.h"

#include <algorithm>

namespace polyvocal::scoring {

namespace {

using english::Chunk;
using english::Item;
using english::kNone;
using english::Syntax;
using english::VerbGroup;

constexpr std::int32_t kNegationReach = 4;  // words after a negator
constexpr std::int32_t kGovernedReach = 8;  // words after a negated verb
constexpr float kFailing = -0.55F;          // factor of a word that cancels what it governs
constexpr double kStands = 0.45;            // a name that stands for its phrase well enough

}  // namespace

void TermFinder::set(std::string_view text, const Syntax& syntax,
                     const std::vector<std::int32_t>& voice_of,
                     const std::vector<std::int32_t>& sides) {
  text_ = text;
  syntax_ = &syntax;
  voice_of_ = &voice_of;
  if (roles_.size() < syntax.verbs.size()) roles_.resize(syntax.verbs.size());
  for (std::size_t v = 0; v < syntax.verbs.size(); ++v) find_roles(syntax.verbs[v], roles_[v]);
  find_negated();
  find_words(sides);
}

void TermFinder::find_roles(const VerbGroup& verb, Roles& roles) const {
  if (verb.passive) {
    find_parties(text_, *syntax_, verb.subject, roles.patients);
    find_parties(text_, *syntax_, complement_after(text_, *syntax_, verb.head, "by", 9),
                 roles.agents);
  } else {
    find_parties(text_, *syntax_, verb.subject, roles.agents);
    find_parties(text_, *syntax_, object_after(*syntax_, verb.head), roles.patients);
  }
}

// "failed", "refused": what they govern did not happen.
bool TermFinder::fails(std::int32_t i) const {
  const Item& item = syntax_->at(i);
  return item.mention == kNone && lexicon_[segments_.key(item.token)].reverser < kFailing;
}

// Words after a negator up to the next break; a negated or failed verb, and what it governs.
void TermFinder::find_negated() {
  const Syntax& s = *syntax_;
  negated_.assign(s.items.size(), 0);
  const auto turn = [&](std::int32_t from, std::int32_t reach) {
    for (std::int32_t k = from + 1; k < s.size() && k <= from + reach; ++k) {
      if ((s.at(k).gap & english::kBreak) != 0 || s.at(k).clause != s.at(from).clause) break;
      negated_[static_cast<std::size_t>(k)] = 1;
    }
  };
  for (std::int32_t i = 0; i < s.size(); ++i) {
    if (s.at(i).mention == kNone && s.at(i).word.is(english::kNegator)) turn(i, kNegationReach);
  }
  for (const VerbGroup& verb : s.verbs) {
    const bool failed = verb.governor != kNone && fails(s.verb(verb.governor).head);
    if (verb.negator == kNone && !failed) continue;
    negated_[static_cast<std::size_t>(verb.head)] = 1;
    turn(verb.head, kGovernedReach);
  }
}

// A capital inside a sentence makes a name; at its start or in a headline it says nothing.
bool TermFinder::is_word(std::int32_t i) const {
  const Item& item = syntax_->at(i);
  if (item.mention != kNone || item.word.is(english::kNumber)) return false;
  return !item.capital || i == 0 || syntax_->title_case;
}

// Every word with the nearest verb before it in its clause, whoever the name is.
void TermFinder::find_words(const std::vector<std::int32_t>& sides) {
  const Syntax& s = *syntax_;
  words_.clear();
  verb_of_.clear();
  last_.assign(s.clauses.size(), kNone);
  std::size_t next = 0;
  for (std::int32_t i = 0; i < s.size(); ++i) {
    for (; next < s.verbs.size() && s.verbs[next].head < i; ++next) {
      last_[static_cast<std::size_t>(s.verbs[next].clause)] = static_cast<std::int32_t>(next);
    }
    if (!is_word(i) || std::find(sides.begin(), sides.end(), i) != sides.end()) continue;
    const std::int32_t verb = last_[static_cast<std::size_t>(s.at(i).clause)];
    words_.push_back(i);
    verb_of_.push_back(verb != kNone && i - s.verb(verb).head <= kTermWindow ? verb : kNone);
  }
}

void TermFinder::find_sides(std::int32_t name) const {
  sides_.resize(syntax_->verbs.size());
  for (std::size_t v = 0; v < sides_.size(); ++v) {
    sides_[v] = {party_factor(roles_[v].agents, name) >= kStands,
                 party_factor(roles_[v].patients, name) >= kStands};
  }
}

void TermFinder::find(std::int32_t name, std::vector<WordTerm>& out) const {
  out.clear();
  find_sides(name);
  const std::int32_t voice = (*voice_of_)[static_cast<std::size_t>(name)];
  const auto first = std::lower_bound(words_.begin(), words_.end(), name - kTermWindow);
  for (auto w = static_cast<std::size_t>(first - words_.begin()); w < words_.size(); ++w) {
    WordTerm term;
    term.word = static_cast<std::int32_t>(w);
    term.item = words_[w];
    if (term.item > name + kTermWindow) break;
    term.distance = term.item - name;
    term.place = place_of(term, verb_of_[w], name);
    term.negated = negated(w);
    term.other_voice = (*voice_of_)[static_cast<std::size_t>(term.item)] != voice;
    out.push_back(term);
  }
}

Place TermFinder::place_of(const WordTerm& word, std::int32_t verb, std::int32_t name) const {
  const Syntax& s = *syntax_;
  const Item& item = s.at(word.item);
  const Item& target = s.at(name);
  if (item.chunk != kNone && target.chunk != kNone) {
    if (item.chunk == target.chunk) return Place::phrase;
    const Chunk& own = s.chunk(target.chunk);
    const Chunk& other = s.chunk(item.chunk);
    if (own.head == name) {
      if (other.apposed_to == target.chunk || own.apposed_to == item.chunk)
        return Place::apposition;
      if (own.parent == item.chunk) return Place::phrase;
    }
  }
  if (item.verb != kNone && s.verb(item.verb).head == word.item) {
    const Side& side = sides_[static_cast<std::size_t>(item.verb)];
    if (side.agent) return Place::deed;
    if (side.patient) return Place::suffering;
  }
  if (verb != kNone) {
    const VerbGroup& group = s.verb(verb);
    const Side& side = sides_[static_cast<std::size_t>(verb)];
    if (group.passive ? side.patient : side.agent) {
      const Item& head = s.at(group.head);
      const bool copula = head.tag == english::Tag::aux || head.word.is(english::kLinking);
      return copula ? Place::predicate : Place::argument;
    }
  }
  if (item.clause == target.clause) {
    return word.distance < 0 ? Place::clause_before : Place::clause_after;
  }
  return word.distance < 0 ? Place::before : Place::after;
}

}  // namespace polyvocal::scoring
