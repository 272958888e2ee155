#include "actors/transliterated_names.h"

#include <string_view>

namespace polyvocal::naming {

namespace {

constexpr std::size_t kLeastLetters = 7;  // of a whole name: "Xi Jin" is too little
// Names of bodies are mostly translated; what only sounds alike must sound the same.
constexpr float kBodyLimit = 0.1F;
constexpr float kNearlySure = 0.92F;

std::size_t letters_in(std::string_view word) {
  std::size_t count = 0;
  for (const char c : word) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
  return count;
}

}  // namespace

std::size_t letters_of(const Form& form) {
  std::size_t letters = 0;
  for (const FormWord& word : form.words) letters += letters_in(word.key);
  return letters;
}

float judge_transliterated_name(const Shared& shared, const Match& match) {
  const Form& form = shared.index.form(match.form);
  if (form.actor < 0 || form.words.size() < 2 || letters_of(form) < kLeastLetters) return 0;
  for (TokenId t = match.begin; t < match.begin + match.count; ++t) {
    const Casing casing = shared.segments.info(t).casing;
    if (casing == Casing::lower && !shared.traits.is(shared.segments.key(t), kParticle)) return 0;
  }
  const auto actor = static_cast<std::size_t>(form.actor);
  const bool person = shared.knowledge.actors[actor].type == ActorType::person;
  if (person && form.given_words == 0 && form.origin != Origin::listed) return 0;
  if (!person && match.distance > kBodyLimit) return 0;
  return match.distance <= static_cast<float>(kTransliteratedLimit) ? kNearlySure - match.distance
                                                                    : 0;
}

}  // namespace polyvocal::naming
