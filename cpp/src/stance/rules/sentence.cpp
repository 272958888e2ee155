#include "stance/rules/sentence.h"

#include <algorithm>

namespace polyvocal::scoring {

namespace {

constexpr std::int32_t kReach = 40;  // words; bounds the work in a text without full stops

}  // namespace

void Sentence::set(std::string_view text, const english::Syntax& syntax,
                   const std::vector<std::int32_t>& voice_of,
                   const std::vector<std::int32_t>& cue_of,
                   const std::vector<std::uint8_t>& places) {
  text_ = text;
  syntax_ = &syntax;
  voice_of_ = &voice_of;
  cue_of_ = &cue_of;
  places_ = &places;
  names_.clear();
  for (std::int32_t i = 0; i < syntax.size(); ++i) {
    if (is_name(i)) names_.push_back(i);
  }
  if (names_.empty()) return;
  if (subjects_.size() < syntax.verbs.size()) subjects_.resize(syntax.verbs.size());
  for (std::size_t v = 0; v < syntax.verbs.size(); ++v) {
    find_parties(syntax.verbs[v].subject, subjects_[v]);
  }
}

std::span<const std::int32_t> Sentence::names_near(std::int32_t item) const {
  const auto first = std::lower_bound(names_.begin(), names_.end(), item - kReach);
  const auto last = std::upper_bound(first, names_.end(), item + kReach);
  return {first, last};
}

bool Sentence::one_voice(std::int32_t name, std::int32_t item) const {
  const std::int32_t voice = (*voice_of_)[static_cast<std::size_t>(name)];
  const auto index = static_cast<std::size_t>(item);
  return voice == (*voice_of_)[index] || (voice >= 0 && voice == (*cue_of_)[index]);
}

bool Sentence::one_voice(std::int32_t name, Span span) const {
  const auto& items = syntax_->items;
  const auto item = std::lower_bound(
      items.begin(), items.end(), span.begin,
      [](const english::Item& it, std::uint32_t at) { return it.span.begin < at; });
  return item == items.end() || one_voice(name, static_cast<std::int32_t>(item - items.begin()));
}

}  // namespace polyvocal::scoring
