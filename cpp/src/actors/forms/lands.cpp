#include "actors/forms/lands.h"

#include <algorithm>
#include <vector>

#include "actors/forms/form_words.h"
#include "actors/traits.h"

namespace polyvocal::naming {

namespace {

Countries list_countries(const Knowledge& knowledge) {
  std::vector<std::string> names(knowledge.actors.size());
  for (const Name& name : knowledge.names) {
    const auto actor = static_cast<std::size_t>(name.actor);
    if (name.kind != NameKind::name || knowledge.actors[actor].type != ActorType::state) continue;
    const Form form = split(name.surface);
    if (names[actor].empty() && form.words.size() == 1) names[actor] = form.words[0].key;
  }
  Countries countries;
  for (const Name& name : knowledge.names) {
    const std::string& country = names[static_cast<std::size_t>(name.actor)];
    if (name.kind != NameKind::demonym || country.empty()) continue;
    const Form form = split(name.surface);
    if (form.words.size() != 1) continue;
    countries.country_of.emplace(form.words[0].key, country);
    countries.demonyms_of[country].push_back(form.words[0].key);
  }
  return countries;
}

}  // namespace

Lands::Lands(const Knowledge& knowledge) : countries_(list_countries(knowledge)) {
  for (const Name& name : knowledge.names) {
    const ActorType type = knowledge.actors[static_cast<std::size_t>(name.actor)].type;
    if (type != ActorType::state && type != ActorType::place) continue;
    const Form form = split(name.surface);
    if (form.words.empty() || form.words.size() > kLongest) continue;
    const auto [at, fresh] = lands_.emplace(join(form.words), name.actor);
    if (!fresh && at->second != name.actor) at->second = -1;
  }
}

ActorId Lands::in(std::span<const FormWord> words) const {
  for (std::size_t begin = 0; begin < words.size() && !lands_.empty(); ++begin) {
    for (std::size_t count = std::min(kLongest, words.size() - begin); count > 0; --count) {
      const auto found = lands_.find(join(words.subspan(begin, count)));
      if (found != lands_.end() && found->second >= 0) return found->second;
    }
  }
  return -1;
}

bool Lands::is_country_word(const FormWord& word) const {
  return countries_.country_of.contains(word.key) || countries_.demonyms_of.contains(word.key);
}

std::size_t Lands::country_prefix(const Form& form) const {
  const FormWord& first = form.words[0];
  if (is_country_word(first) || has(first, kNationality)) return 1;
  if (first.key == "u.s" || first.key == "u.k" || first.key == "us" || first.key == "uk") return 1;
  const bool united = first.key == "united" && form.words.size() > 1;
  return united && (form.words[1].key == "states" || form.words[1].key == "kingdom") ? 2 : 0;
}

Form Lands::without_land(Form part, const Form& whole) const {
  const ActorId land = in(whole.words);
  if (land != whole.actor && in(part.words) != land) part.land = land;
  return part;
}

}  // namespace polyvocal::naming
