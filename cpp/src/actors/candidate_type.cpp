#include "actors/candidate_type.h"

#include <algorithm>

namespace polyvocal::naming {

namespace {

struct Weight {
  Cues cue;
  Votes votes;
};

// Weights: rules of thumb, roughly log odds. What stands around counts at each occurrence, what
// stands inside says the same every time: it counts in full a few times only, and then as much as
// outweighs the places and verbs that stand around any name now and then ("at CNN").
constexpr std::array kAround = std::to_array<Weight>({
    {kAfterTitle, {.person = 4}},
    {kSpeaks, {.person = 1.5F, .organisation = 0.5F}},
    {kWithAge, {.person = 4}},
    {kBeforeWho, {.person = 2.5F}},
    {kBeforeRole, {.person = 3}},
    {kLeads, {.person = 1.5F}},
    {kAfterPlaceWord, {.place = 2}},
    {kAfterWhither, {.place = 0.7F}},
    {kBeforePlaceWord, {.place = 1.5F}},
    {kBeforeComma, {.place = 1}},
    {kAfterArticle, {.organisation = 1}},
});
constexpr std::array kInside = std::to_array<Weight>({
    {kHasHeadNoun, {.organisation = 6}},
    {kHasGround, {.place = 5}},
    {kHasGivenName, {.person = 5}},
    {kIsGivenName, {.person = 3}},
    {kHasInitial, {.person = 4}},
    {kHasParticle, {.person = 2}},
    {kAcronymLike, {.organisation = 3}},
    {kIsLand, {.place = 8}},
    {kEndsPlainly, {.organisation = 1.5F}},
});
constexpr std::uint32_t kInFull = 3;
constexpr float kThenAs = 0.1F;

void add(Votes& sum, const Votes& votes, float times) {
  sum.person += votes.person * times;
  sum.organisation += votes.organisation * times;
  sum.place += votes.place * times;
}

ActorType type_of_body(std::string_view last_word) {
  constexpr std::array<std::string_view, 12> kArmed = {
      "army",    "forces", "force",  "brigade", "brigades", "battalion",
      "militia", "guard",  "guards", "corps",   "navy",     "front"};
  if (std::find(kArmed.begin(), kArmed.end(), last_word) != kArmed.end()) return ActorType::armed;
  if (last_word == "party") return ActorType::party;
  if (last_word == "parliament" || last_word == "congress" || last_word == "senate") {
    return ActorType::parliament;
  }
  if (last_word == "government" || last_word == "administration") return ActorType::government;
  return ActorType::organisation;
}

}  // namespace

Votes count_votes(const CueCounts& cues, std::uint32_t occurrences) {
  Votes votes;
  const auto count = [&](Cues cue) {
    std::size_t bit = 0;
    while ((cue >> bit) != 1U) ++bit;
    return cues[bit];
  };
  const auto often = [&](Cues cue) { return 2 * count(cue) >= occurrences; };
  for (const Weight& weight : kAround) {
    add(votes, weight.votes, static_cast<float>(count(weight.cue)));
  }
  const auto full = static_cast<float>(std::min(occurrences, kInFull));
  const float times = full + kThenAs * (static_cast<float>(occurrences) - full);
  for (const Weight& weight : kInside) {
    if (often(weight.cue)) add(votes, weight.votes, times);
  }
  // Where nothing else speaks: a name of one word is most often a place's, one of two or three a
  // person's, a longer one a body's.
  constexpr float kFaint = 0.4F;
  (often(kOneWord) ? votes.place : often(kLongName) ? votes.organisation : votes.person) += kFaint;
  return votes;
}

void vote_surname(Votes& votes, std::uint32_t bearers) {
  constexpr float kSurname = 4;
  votes.person += kSurname * static_cast<float>(std::min(bearers, kInFull));
}

ActorType type_of(const Votes& votes, std::string_view last_word) {
  const float most = std::max({votes.person, votes.organisation, votes.place});
  if (most <= 0) return ActorType::other;
  if (votes.organisation == most) return type_of_body(last_word);
  return votes.person == most ? ActorType::person : ActorType::place;
}

}  // namespace polyvocal::naming
