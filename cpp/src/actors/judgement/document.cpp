#include "actors/judgement/document.h"

#include <iterator>

namespace polyvocal::naming {

namespace {

constexpr std::size_t kMostOwners = 2;  // of a part that may still be told apart

}  // namespace

Document::Document(const Shared& shared)
    : shared_(shared), presences_(shared.knowledge.actors.size()) {}

void Document::open(std::uint32_t document) {
  const Segments& s = shared_.segments;
  hits_.clear();
  for (const ActorId actor : present_) presences_[static_cast<std::size_t>(actor)].clear();
  present_.clear();
  definitions_.clear();
  foreign_surnames_.clear();
  land_ = -1;
  entered_any_ = false;
  number_ = document;
  text_ = shared_.corpus.text(document);
  day_ = shared_.corpus.dates[document];
  context_ = Context(s, shared_.traits, shared_.index, text_);
  first_ = s.doc_tokens[document];
  end_ = s.doc_tokens[document + 1];
}

void Document::add_hit(const Match& match, SentenceId sentence) {
  Hit hit;
  hit.match = match;
  hit.sentence = sentence;
  hit.actor = shared_.index.form(match.form).actor;
  hit.kind = shared_.index.form(match.form).kind;
  hits_.push_back(hit);
}

void Document::sort_hits() {
  std::stable_sort(hits_.begin(), hits_.end(), [](const Hit& a, const Hit& b) {
    if (a.begin() != b.begin()) return a.begin() < b.begin();
    if (a.match.count != b.match.count) return a.match.count > b.match.count;
    return a.match.form < b.match.form;
  });
}

std::size_t Document::hits_from(TokenId token) const {
  const auto found = std::lower_bound(hits_.begin(), hits_.end(), token,
                                      [](const Hit& hit, TokenId t) { return hit.begin() < t; });
  return static_cast<std::size_t>(found - hits_.begin());
}

bool Document::inside_accepted(const Hit& hit) const {
  bool inside = false;
  each_reaching(hit.begin(), [&](std::size_t i) {
    inside = inside || (hits_[i].accepted() && hits_[i].end() >= hit.end());
  });
  return inside;
}

bool Document::is_open(const Hit& hit, Origin origin) const {
  return form(hit).origin == origin && hit.match.near == 0 && !hit.accepted() &&
         hit.method != Method::definition;
}

// Actors that have the words as a form.
std::size_t Document::owners(const Hit& hit) const {
  std::size_t owners = 0;
  ActorId latest = -1;
  for (std::size_t i = hits_from(hit.begin()); i < hits_.size() && hits_[i].begin() == hit.begin();
       ++i) {
    const Hit& other = hits_[i];
    if (other.match.count != hit.match.count || other.match.near > 0 || other.actor == latest) {
      continue;
    }
    latest = other.actor;
    ++owners;
  }
  return owners;
}

// "Prime Minister" of three countries' is nobody's.
bool Document::owned_by_many(const Hit& hit) const { return owners(hit) > kMostOwners; }

void Document::note_presence(const Hit& hit) {
  auto& held = presences_[static_cast<std::size_t>(hit.actor)];
  if (held.empty()) present_.push_back(hit.actor);
  held.push_back({hit.begin(), hit.sentence});
}

void Document::seal_presences() {
  for (const ActorId actor : present_) {
    auto& held = presences_[static_cast<std::size_t>(actor)];
    std::sort(held.begin(), held.end(),
              [](const Presence& a, const Presence& b) { return a.token < b.token; });
  }
}

bool Document::present(ActorId actor) const {
  return !presences_[static_cast<std::size_t>(actor)].empty();
}

bool Document::faction_present(ActorId actor) const {
  const FactionId faction = shared_.knowledge.faction_of(actor, day_);
  return faction >= 0 && std::any_of(present_.begin(), present_.end(), [&](ActorId other) {
           return shared_.knowledge.faction_of(other, day_) == faction;
         });
}

// 1 in the same sentence, less with every sentence back; a mention further on counts half.
float Document::closeness(ActorId actor, SentenceId sentence) const {
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

bool Document::is_foreign(KeyId surname) const {
  return std::find(foreign_surnames_.begin(), foreign_surnames_.end(), surname) !=
         foreign_surnames_.end();
}

// Mentions by an acronym that the document gives to somebody else are no presence of its owner.
void Document::forget_presence(ActorId actor, TokenId token) {
  auto& held = presences_[static_cast<std::size_t>(actor)];
  std::erase_if(held, [&](const Presence& p) { return p.token == token; });
  if (held.empty()) std::erase(present_, actor);
}

bool Document::defines_otherwise(KeyId acronym, ActorId actor) const {
  return std::any_of(definitions_.begin(), definitions_.end(),
                     [&](const Definition& d) { return d.key == acronym && d.actor != actor; });
}

}  // namespace polyvocal::naming
