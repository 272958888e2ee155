#include "actors/discovery/nearest_actor.h"

#include <cstddef>
#include <set>

#include "polyvocal/actors/name_similarity.h"

namespace polyvocal::naming {

namespace {

constexpr float kPersonLimit = 0.29F;  // a spelling further off is not shown beside the actor
constexpr float kThingLimit = 0.15F;
constexpr float kLeastSimilar = 0.5F;   // of whole names
constexpr std::size_t kMostForms = 64;  // asked of one word

// Actors that a name may mean: those with a form that ends in `word`, or has it anywhere.
void add_owners(const Shared& shared, WordId word, bool at_end, std::set<ActorId>& actors) {
  std::size_t asked = 0;
  for (const FormId f : shared.index.forms_with(word)) {
    if (++asked > kMostForms) return;
    const Form& form = shared.index.form(f);
    const bool ends = form.words.back().key == shared.index.word(word);
    if (form.actor >= 0 && (ends || !at_end)) actors.insert(form.actor);
  }
}

NamedThing thing_of(ActorType type) {
  return type == ActorType::person ? NamedThing::person : NamedThing::organisation;
}

// A name of several words: the actor whose whole name is most like it.
void relate_name(const Shared& shared, const Occurrence& first, Candidate& candidate) {
  std::set<ActorId> actors;
  for (TokenId t = first.begin; t < first.begin + first.count; ++t) {
    const KeyId key = shared.segments.key(t);
    for (const Near& near : shared.index.near(key)) add_owners(shared, near.word, false, actors);
    const bool last = t + 1 == first.begin + first.count;
    if (last && shared.index.listed(key)) add_owners(shared, shared.index.exact(key), true, actors);
  }
  for (const ActorId id : actors) {
    const Actor& actor = shared.knowledge.actors[static_cast<std::size_t>(id)];
    const auto similarity =
        static_cast<float>(name_similarity(candidate.name, actor.name, thing_of(actor.type)));
    if (similarity < kLeastSimilar || similarity <= candidate.similarity) continue;
    candidate.nearest = id;
    candidate.similarity = similarity;
    candidate.reason = "like the name of " + actor.name + ", but may be somebody else's";
  }
}

// One word: the actor with a name that ends in a word spelt like it.
void relate_word(const Shared& shared, const Occurrence& first, Candidate& candidate) {
  const KeyId key = shared.segments.key(first.begin);
  const auto near = shared.index.near(key);
  if (near.empty()) return;
  for (const FormId f : shared.index.forms_with(near.front().word)) {
    const Form& form = shared.index.form(f);
    if (form.actor < 0) continue;
    const bool end_of_name = form.words.back().key == shared.index.word(near.front().word);
    const Actor& actor = shared.knowledge.actors[static_cast<std::size_t>(form.actor)];
    const float limit = actor.type == ActorType::person ? kPersonLimit : kThingLimit;
    if (!end_of_name || near.front().distance > limit) continue;
    candidate.nearest = form.actor;
    candidate.similarity = 1 - near.front().distance;
    candidate.reason =
        shared.traits.is(key, kGivenName)
            ? "spelt like " + actor.name + ", but a common name of its own"
            : "spelt like " + actor.name +
                  ", but too far off without a title, first name or mention of that actor";
    return;
  }
}

}  // namespace

void relate(const Shared& shared, const Occurrence& first, Candidate& candidate) {
  candidate.reason = "unknown name";
  if (first.count > 1) {
    relate_name(shared, first, candidate);
  } else {
    relate_word(shared, first, candidate);
  }
}

}  // namespace polyvocal::naming
