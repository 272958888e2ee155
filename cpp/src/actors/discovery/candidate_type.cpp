#include "actors/discovery/candidate_type.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "actors/discovery/name_cues.h"
#include "polyvocal/actors/mentions.h"

namespace polyvocal::naming {

namespace {

using Scores = decltype(Kinds::scores);

// What stands inside: rules of thumb, of the scale of log odds.
struct Weight {
  Inside flag;
  Scores votes;
};
constexpr std::array kInside = std::to_array<Weight>({
    {kHasHeadNoun, {0, 6, 6, 0, 0, 0, 0}},
    {kHasGround, {0, 0, 0, 5, 5, 0, 0}},
    {kHasGivenName, {5, 0, 0, 0, 0, 0, 0}},
    {kHasInitial, {4, 0, 0, 0, 0, 0, 0}},
    {kHasParticle, {2, 0, 0, 0, 0, 0, 0}},
    {kAcronymLike, {0, 4, 4, 0, 0, 0, 0}},
    {kIsCountry, {0, 0, 0, 20, 20, 0, 0}},
    {kIsCapital, {0, 0, 0, 8, 0, 0, 0}},
    {kIsPlaceName, {0, 0, 0, 5, 2, 0, 0}},
    {kEndsPlainly, {0, 2, 2, 0, 0, 0, 0}},
});
// Where little else speaks: how likely a name of one word, of two or three, of more, is each.
constexpr Scores kPriorOneWord = {0, -1, 0, 0.7F, -1, 0, -3};
constexpr Scores kPriorSomeWords = {1.5F, 0, 0, 0, -1, 0, -6};
constexpr Scores kPriorManyWords = {0, 1.5F, 1, 0, 0, 0, -6};
constexpr float kPeopleInside = 6;
constexpr float kOneAdjective = 5;  // more for one word: no body or firm is called "English"
constexpr float kOfPeople = 6;      // more where a name stands before it: "House Democratic"
constexpr float kNoPlural = -10;    // of a group whose name has no plural, in form or in its verbs
constexpr float kPluralVerbs = 0.05F;  // of its occurrences
constexpr float kMore = 0.1F;          // what stands inside says the same every time

// Occurrences of a name resemble each other: so many tell as much as apart.
float independent(std::uint32_t occurrences) {
  constexpr float kApart = 4;
  constexpr float kMost = 64;
  const auto n = static_cast<float>(occurrences);
  return n <= kApart ? n : std::sqrt(kApart * std::min(n, kMost));
}

void add(Scores& sum, const Scores& votes, float times) {
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += votes[i] * times;
}

// Adds what a slot's cues say at all occurrences, `times` in all.
template <std::size_t Count>
void add_slot(Scores& sum, const std::array<Scores, Count>& rates,
              const std::array<std::uint32_t, Count>& counts, std::uint32_t occurrences,
              float times) {
  const float each = times / static_cast<float>(occurrences);
  for (std::size_t i = 0; i < Count; ++i) {
    if (counts[i] != 0) add(sum, rates[i], each * static_cast<float>(counts[i]));
  }
}

template <class Slot>
std::size_t index_of(Slot slot) {
  return static_cast<std::size_t>(slot);
}

ActorType type_of_body(std::string_view head_word) {
  constexpr std::array<std::string_view, 12> kArmed = {
      "army",    "forces", "force",  "brigade", "brigades", "battalion",
      "militia", "guard",  "guards", "corps",   "navy",     "front"};
  if (std::find(kArmed.begin(), kArmed.end(), head_word) != kArmed.end()) return ActorType::armed;
  constexpr std::array<std::string_view, 21> kNobody = {
      "war",        "wars",      "act",          "bill",       "amendment", "treaty",   "accord",
      "accords",    "agreement", "deal",         "revolution", "summit",    "election", "elections",
      "conference", "award",     "constitution", "day",        "images",    "photo",    "photos"};
  if (std::find(kNobody.begin(), kNobody.end(), head_word) != kNobody.end()) {
    return ActorType::other;
  }
  if (head_word == "party") return ActorType::party;
  if (head_word == "parliament" || head_word == "congress" || head_word == "senate") {
    return ActorType::parliament;
  }
  if (head_word == "government" || head_word == "administration") return ActorType::government;
  return ActorType::organisation;
}

}  // namespace

void CueCounts::add(const Cues& cues) {
  ++occurrences;
  ++before[index_of(cues.before)];
  ++after[index_of(cues.after)];
  for (std::size_t i = 0; i < kInsideCount; ++i) {
    inside[i] += static_cast<std::uint32_t>(cues.inside >> i) & 1U;
  }
}

bool CueCounts::often(Inside flag) const {
  return 2 * inside[static_cast<std::size_t>(std::countr_zero(flag))] >= occurrences;
}

Kinds judge_kinds(const CueCounts& cues, std::size_t words, bool plural) {
  Kinds kinds;
  Scores& sum = kinds.scores;
  const float times = independent(cues.occurrences);
  add_slot(sum, kRatesBefore, cues.before, cues.occurrences, times);
  add_slot(sum, kRatesAfter, cues.after, cues.occurrences, times);
  for (const Weight& weight : kInside) {
    if (cues.often(weight.flag)) add(sum, weight.votes, 1 + kMore * times);
  }
  const bool one = cues.often(kOneWord);
  add(sum, one ? kPriorOneWord : words <= 3 ? kPriorSomeWords : kPriorManyWords, 1);
  const bool people = cues.often(kNamesPeople);
  const std::uint32_t several =
      cues.after[index_of(After::plural)] + cues.before[index_of(Before::quantifier)];
  const bool acts_so =
      static_cast<float>(several) >= kPluralVerbs * static_cast<float>(cues.occurrences);
  if (people && plural) {
    sum[kGroup] += kPeopleInside;
  } else if (!plural || !acts_so) {
    sum[kGroup] += kNoPlural;
  }
  if (people && !plural) sum[kAdjective] += kPeopleInside + (one ? kOneAdjective : kOfPeople);
  kinds.nobody = cues.often(kIsNobody);
  kinds.country = cues.often(kIsCountry);
  return kinds;
}

void judge_surname(Kinds& kinds, std::uint32_t bearers, std::uint32_t occurrences) {
  constexpr float kSurname = 2;
  constexpr std::uint32_t kEnough = 3;
  constexpr float kShare = 20;  // one in so many with a given name is enough
  const float share = static_cast<float>(bearers) / static_cast<float>(occurrences);
  kinds.scores[kPerson] += kSurname * static_cast<float>(std::min(bearers, kEnough)) *
                           std::min(1.0F, kShare * share) * (1 + kMore * independent(occurrences));
}

void judge_relatives(Kinds& kinds, std::uint32_t names, std::uint32_t occurrences) {
  constexpr std::uint32_t kEnough = 4;
  kinds.scores[kPerson] +=
      static_cast<float>(std::min(names, kEnough)) * (1 + kMore * independent(occurrences));
}

bool is_adjective(const Kinds& kinds) {
  return kinds.scores[kAdjective] >= *std::max_element(kinds.scores.begin(), kinds.scores.end());
}

bool is_person(const Kinds& kinds) {
  const auto most = std::max_element(kinds.scores.begin(), kinds.scores.end());
  return most - kinds.scores.begin() == kPerson;
}

ActorType type_of(const Kinds& kinds, std::string_view head_word) {
  if (kinds.nobody) return ActorType::other;
  const auto most = std::max_element(kinds.scores.begin(), kinds.scores.end());
  switch (most - kinds.scores.begin()) {
    case kPerson:
      return ActorType::person;
    case kBody:
    case kFirm:
      return type_of_body(head_word);
    case kPlace:
    case kRegion:
      return kinds.country ? ActorType::state : ActorType::place;
    default:
      return ActorType::group;
  }
}

}  // namespace polyvocal::naming

namespace polyvocal {

std::span<const std::string_view> cues_before_names() {
  static constexpr std::array<std::string_view, naming::kBeforeCount> kNames = {
      "none",  "title",   "place word",    "to or from", "of",
      "comma", "article", "place article", "quantifier", "object"};
  return kNames;
}

std::span<const std::string_view> cues_after_names() {
  static constexpr std::array<std::string_view, naming::kAfterCount> kNames = {
      "none",       "speech", "age",  "who",    "role", "comma", "possession",
      "place word", "agent",  "noun", "plural", "verb", "office"};
  return kNames;
}

std::span<const std::string_view> cues_inside_names() {
  static constexpr std::array<std::string_view, naming::kInsideCount> kNames = {
      "head noun", "ground",  "given name", "initial",    "particle",
      "acronym",   "country", "capital",    "plainly",    "one word",
      "people",    "unsure",  "listed",     "place name", "nobody"};
  return kNames;
}

}  // namespace polyvocal
