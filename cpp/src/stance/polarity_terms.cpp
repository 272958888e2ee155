#include "stance/polarity_terms.h"

#include <algorithm>

namespace polyvocal::scoring {

namespace {

using english::Chunk;
using english::Item;
using english::kNone;
using english::Syntax;
using english::VerbGroup;

constexpr std::int32_t kWindow = 40;        // words; bounds the work in a text without full stops
constexpr std::int32_t kNegationReach = 4;  // words after a negator
constexpr std::int32_t kGovernedReach = 8;  // words after a negated verb
constexpr double kStands = 0.45;            // a name that stands for its phrase well enough

}  // namespace

void TermFinder::set(std::string_view text, const Syntax& syntax,
                     const std::vector<std::int32_t>& voice_of) {
  text_ = text;
  syntax_ = &syntax;
  voice_of_ = &voice_of;
  if (roles_.size() < syntax.verbs.size()) roles_.resize(syntax.verbs.size());
  for (std::size_t v = 0; v < syntax.verbs.size(); ++v) find_roles(syntax.verbs[v], roles_[v]);
  find_negated();
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

// Words after a negator up to the next break, a negated verb, and what it governs.
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
    if (verb.negator == kNone) continue;
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

void TermFinder::find(std::int32_t name, std::vector<WordTerm>& out) const {
  out.clear();
  const std::int32_t first = std::max(0, name - kWindow);
  const std::int32_t last = std::min(syntax_->size() - 1, name + kWindow);
  const std::int32_t voice = (*voice_of_)[static_cast<std::size_t>(name)];
  for (std::int32_t i = first; i <= last; ++i) {
    if (!is_word(i)) continue;
    WordTerm term;
    term.item = i;
    term.distance = i - name;
    term.place = place_of(i, name);
    term.negated = negated_[static_cast<std::size_t>(i)] != 0;
    term.other_voice = (*voice_of_)[static_cast<std::size_t>(i)] != voice;
    out.push_back(term);
  }
}

Place TermFinder::place_of(std::int32_t i, std::int32_t name) const {
  const Syntax& s = *syntax_;
  const Item& item = s.at(i);
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
  if (item.verb != kNone && s.verb(item.verb).head == i) {
    const Roles& roles = roles_[static_cast<std::size_t>(item.verb)];
    if (party_factor(roles.agents, name) >= kStands) return Place::deed;
    if (party_factor(roles.patients, name) >= kStands) return Place::suffering;
  }
  // The nearest verb before the word in its clause.
  const auto after =
      std::upper_bound(s.verbs.begin(), s.verbs.end(), i,
                       [](std::int32_t at, const VerbGroup& verb) { return at < verb.head; });
  for (auto v = after; v != s.verbs.begin();) {
    --v;
    if (i - v->head > kWindow) break;
    if (v->clause != item.clause || v->head == i) continue;
    const Roles& roles = roles_[static_cast<std::size_t>(v - s.verbs.begin())];
    if (party_factor(v->passive ? roles.patients : roles.agents, name) < kStands) break;
    const Item& head = s.at(v->head);
    const bool copula = head.tag == english::Tag::aux || head.word.is(english::kLinking);
    return copula ? Place::predicate : Place::argument;
  }
  if (item.clause == target.clause) return i < name ? Place::clause_before : Place::clause_after;
  return i < name ? Place::before : Place::after;
}

}  // namespace polyvocal::scoring
