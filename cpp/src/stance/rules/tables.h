// Word tables of the stance scorer: our own words and weights, written by hand for news about
// conflicts. A weight is the writer's view of what the word is said of: -1 (condemns) to 1
// (praises). To change the instrument change these tables; the scorer holds no words of its own.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace polyvocal::scoring::tables {

/// Evaluative words of equal weight, separated by spaces; every written form is listed.
struct Evaluations {
  double weight;
  std::string_view words;
};
std::span<const Evaluations> evaluations();

/// Verbs that share what they say of who acts and who is acted upon. Lemmas, separated by ';'; a
/// second word is the preposition that brings the other party ("side with").
struct Frames {
  std::string_view name;  ///< "attack", "support", ...
  double agent;           ///< view of who acts
  double patient;         ///< view of who is acted upon
  int relation;           ///< who acts is for (1) or against (-1) the other; 0: neither
  double regard;          ///< what a relation says of the other party, in the agent's eyes
  std::string_view verbs;
};
std::span<const Frames> frames();

/// Nouns of events: "X's offensive against Y". Singular; plurals are made by rule.
struct EventNouns {
  std::string_view name;
  double agent;
  int relation;
  std::string_view nouns;
};
std::span<const EventNouns> event_nouns();

/// Nouns for somebody's friend or foe: "an ally of Y", "Y's rival X".
struct PartyNouns {
  int relation;
  std::string_view nouns;
};
std::span<const PartyNouns> party_nouns();

/// Participles that glue a name to what it backs or opposes: "Turkey-backed", "anti-X".
struct Compounds {
  int relation;  ///< of the name to the phrase
  std::string_view words;
};
std::span<const Compounds> compounds();

/// Labels and marks of legitimacy: phrases of one word or more, '|' between entries.
struct Labels {
  double weight;
  std::string_view phrases;
};
std::span<const Labels> labels();

/// Words that turn or weaken what follows them.
struct Modifiers {
  double factor;
  std::string_view words;
};
/// "avert", "combat", "without": the word they govern counts the other way, weakened.
std::span<const Modifiers> reversers();
/// "very", "slightly", "less"
std::span<const Modifiers> degrees();
/// Words of outcome: reported, never counted ("collapsed", "gained the upper hand").
std::string_view outcomes();

}  // namespace polyvocal::scoring::tables
