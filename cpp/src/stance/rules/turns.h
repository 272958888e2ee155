// What turns a word round: negation, concession, contrast, conditions, "failed to", scare quotes.
// Private to the stance stage.
#pragma once

#include <cstdint>

#include "polyvocal/core/span.h"
#include "stance/rules/sentence.h"

namespace polyvocal::scoring {

/// What becomes of a word's weight in its place.
struct Turn {
  double factor = 1;
  bool negated = false;
  Span negator;

  /// A factor of 0 or less turns the word round (again); the negator is what does so.
  void apply(double by, Span negator_span = {});
};

/// Of the words `first` to `last`, whose weight is `base`, where they stand.
Turn turn_of(const Sentence& sentence, std::int32_t first, std::int32_t last, double base);
/// Of a noun for an event: only the words next to it and its clause undo it, for "does not see
/// results of X's attack" does not deny the attack.
Turn turn_of_event(const Sentence& sentence, std::int32_t noun, double base);

}  // namespace polyvocal::scoring
