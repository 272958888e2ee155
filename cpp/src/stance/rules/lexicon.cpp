#include "stance/rules/lexicon.h"

#include <algorithm>
#include <string>

#include "english/forms.h"
#include "english/words.h"
#include "stance/rules/tables.h"

namespace polyvocal::scoring {

namespace {

template <class Use>
void each_part(std::string_view list, char separator, Use&& use) {
  std::size_t begin = 0;
  while (begin <= list.size()) {
    const std::size_t end = std::min(list.find(separator, begin), list.size());
    if (end > begin) use(list.substr(begin, end - begin));
    begin = end + 1;
  }
}

}  // namespace

FrameView frame_at(std::int16_t frame) {
  const auto verbs = tables::frames();
  const auto index = static_cast<std::size_t>(frame);
  if (index < verbs.size()) {
    const tables::Frames& f = verbs[index];
    return {f.name, f.agent, f.patient, f.relation, f.regard};
  }
  const tables::EventNouns& n = tables::event_nouns()[index - verbs.size()];
  return {n.name, n.agent, 0, n.relation, n.relation * 0.4};
}

bool takes_side(std::int16_t frame) {
  const std::string_view name = frame_at(frame).name;
  return name == "support" || name == "opposition";
}

std::int16_t frame_count() {
  return static_cast<std::int16_t>(tables::frames().size() + tables::event_nouns().size());
}

StanceLexicon::StanceLexicon(const Vocabulary& vocabulary) : words_(vocabulary.keys.size()) {
  for (const tables::Evaluations& group : tables::evaluations()) {
    english::each_word(group.words, [&](std::string_view word) {
      if (const auto key = vocabulary.find_key(word)) {
        words_[*key].evaluation = static_cast<float>(group.weight);
      }
    });
  }
  add_verbs(vocabulary);
  add_nouns(vocabulary);
  add_labels(vocabulary);
  add_modifiers(vocabulary);
}

void StanceLexicon::add_verbs(const Vocabulary& vocabulary) {
  const auto groups = tables::frames();
  for (std::size_t f = 0; f < groups.size(); ++f) {
    each_part(groups[f].verbs, ';', [&](std::string_view entry) {
      const std::size_t space = entry.find(' ');
      const auto frame = static_cast<std::int16_t>(f);
      english::each_form(entry.substr(0, space), [&](std::string_view form, english::VerbForms) {
        const auto key = vocabulary.find_key(form);
        if (!key) return;
        StanceWord& word = words_[*key];
        if (space == std::string_view::npos) {
          if (word.verb_frame < 0) word.verb_frame = frame;
        } else if (const auto preposition = vocabulary.find_key(entry.substr(space + 1))) {
          particles_.push_back({*preposition, frame, word.particles});
          word.particles = static_cast<std::int32_t>(particles_.size()) - 1;
        }
      });
    });
  }
}

void StanceLexicon::add_nouns(const Vocabulary& vocabulary) {
  const auto mark = [&](std::string_view noun, auto&& set) {
    if (const auto key = vocabulary.find_key(noun)) set(words_[*key]);
    if (const auto key = vocabulary.find_key(english::plural(noun))) set(words_[*key]);
  };
  const auto verbs = tables::frames().size();
  const auto nouns = tables::event_nouns();
  for (std::size_t n = 0; n < nouns.size(); ++n) {
    english::each_word(nouns[n].nouns, [&](std::string_view noun) {
      mark(noun, [&](StanceWord& w) { w.noun_frame = static_cast<std::int16_t>(verbs + n); });
    });
  }
  for (const tables::PartyNouns& group : tables::party_nouns()) {
    english::each_word(group.nouns, [&](std::string_view noun) {
      mark(noun, [&](StanceWord& w) { w.party = static_cast<std::int8_t>(group.relation); });
    });
  }
  for (const tables::Compounds& group : tables::compounds()) {
    english::each_word(group.words, [&](std::string_view word) {
      if (const auto key = vocabulary.find_key(word)) {
        words_[*key].compound = static_cast<std::int8_t>(group.relation);
      }
    });
  }
}

void StanceLexicon::add_labels(const Vocabulary& vocabulary) {
  for (const tables::Labels& group : tables::labels()) {
    each_part(group.phrases, '|', [&](std::string_view phrase) {
      Label label{{}, group.weight, -1};
      bool complete = true;
      english::each_word(phrase, [&](std::string_view word) {
        std::size_t begin = 0;
        while (begin <= word.size()) {  // "internationally-recognized" is two tokens
          const std::size_t end = std::min(word.find('-', begin), word.size());
          const auto key = vocabulary.find_key(word.substr(begin, end - begin));
          complete = complete && key.has_value();
          label.keys.push_back(key.value_or(kNoKey));
          begin = end + 1;
        }
      });
      if (!complete) return;
      StanceWord& first = words_[label.keys.front()];
      label.next = first.label;
      first.label = static_cast<std::int32_t>(labels_.size());
      labels_.push_back(std::move(label));
    });
  }
}

void StanceLexicon::add_modifiers(const Vocabulary& vocabulary) {
  const auto each = [&](std::span<const tables::Modifiers> groups, auto&& set) {
    for (const tables::Modifiers& group : groups) {
      english::each_word(group.words, [&](std::string_view word) {
        if (const auto key = vocabulary.find_key(word)) {
          set(words_[*key], static_cast<float>(group.factor));
        }
      });
    }
  };
  each(tables::reversers(), [](StanceWord& w, float factor) { w.reverser = factor; });
  each(tables::degrees(), [](StanceWord& w, float factor) { w.degree = factor; });
  english::each_word(tables::outcomes(), [&](std::string_view word) {
    if (const auto key = vocabulary.find_key(word)) words_[*key].outcome = true;
  });
}

std::vector<std::uint8_t> StanceLexicon::bearing_keys() const {
  std::vector<std::uint8_t> keys(words_.size());
  for (std::size_t key = 0; key < keys.size(); ++key) keys[key] = words_[key].empty() ? 0 : 1;
  return keys;
}

StanceLexicon::LabelHit StanceLexicon::label_at(std::span<const KeyId> keys) const {
  LabelHit best;
  if (keys.empty() || keys[0] == kNoKey) return best;
  for (std::int32_t l = words_[keys[0]].label; l >= 0;
       l = labels_[static_cast<std::size_t>(l)].next) {
    const Label& label = labels_[static_cast<std::size_t>(l)];
    if (label.keys.size() > keys.size() || static_cast<int>(label.keys.size()) <= best.words) {
      continue;
    }
    if (std::equal(label.keys.begin(), label.keys.end(), keys.begin())) {
      best = {label.weight, static_cast<int>(label.keys.size())};
    }
  }
  return best;
}

std::int16_t StanceLexicon::frame_with(const StanceWord& word, KeyId preposition) const {
  if (preposition == kNoKey) return -1;
  for (std::int32_t p = word.particles; p >= 0; p = particles_[static_cast<std::size_t>(p)].next) {
    const Particle& particle = particles_[static_cast<std::size_t>(p)];
    if (particle.preposition == preposition) return particle.frame;
  }
  return -1;
}

}  // namespace polyvocal::scoring
