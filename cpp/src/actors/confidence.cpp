#include "actors/confidence.h"

#include <algorithm>
#include <cmath>

namespace polyvocal::naming {

namespace {

// Right of those checked, drawn to the nearest .05 below where few were.
constexpr float kHeadNounShare = 0.85F;    // 11 of 11: "the army"
constexpr float kPartShare = 0.92F;        // 45 of 48: given names, first words of bodies
constexpr float kTitledShare = 0.95F;      // 30 of 30: "President Obama"
constexpr float kSurnameShare = 0.88F;     // 110 of 124
constexpr float kInitialsShare = 0.9F;     // 25 of 26
constexpr float kTwoLettersShare = 0.45F;  // 3 of 7
constexpr float kGuessedShare = 0.68F;     // 156 of 228, where what nobody labelled counts as wrong

// Strengths of the rules, which tell them apart.
constexpr float kSure = 0.9F;
constexpr float kTitled = 0.8F;
constexpr float kPlain = 0.65F;

// Spellings borne out by the article: a logistic curve through 23 right of 33 at a mean strength of
// .63, and 35 of 35 at .80.
float variant_share(float strength) {
  constexpr float kMiddle = 0.577F;
  constexpr float kSlope = 16;
  constexpr float kMost = 0.95F;
  return std::min(kMost, 1 / (1 + std::exp(-kSlope * (strength - kMiddle))));
}

float unique_share(Origin origin, float strength) {
  if (origin == Origin::initials) {
    return strength >= kSure ? strength : strength >= kPlain ? kInitialsShare : kTwoLettersShare;
  }
  if (strength >= kTitled) return std::max(strength, kTitledShare);
  return strength >= kPlain ? kSurnameShare : kGuessedShare;
}

}  // namespace

float calibrated(Method method, Origin origin, float strength) {
  switch (method) {
    case Method::back_reference:
      if (origin == Origin::head_noun) return kHeadNounShare;
      return std::max(strength, kPartShare);
    case Method::unique_short:
      return unique_share(origin, strength);
    case Method::variant_document:
      return variant_share(strength);
    default:
      return strength;
  }
}

}  // namespace polyvocal::naming
