#include "actors/transliteration.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

#include "actors/transliteration_costs.h"
#include "polyvocal/actors/spelling.h"
#include "polyvocal/text/vocabulary.h"
#include "text/utf8.h"

namespace polyvocal::naming {

namespace {

using Cost = std::int32_t;
using Row = std::array<Cost, kMostSounds + 1>;

constexpr std::size_t kSounds = kSoundLetters.size();
constexpr double kScale = 2.5;  // as for spellings

constexpr std::size_t known(std::uint8_t id) { return std::min<std::size_t>(id, kSounds); }

constexpr LearnedTransliteration turned(const LearnedTransliteration& costs) {
  LearnedTransliteration made{
      costs.native_weights, costs.latin_weights, costs.native_gaps, costs.latin_gaps, {}};
  for (std::size_t a = 0; a <= kSounds; ++a) {
    for (std::size_t b = 0; b <= kSounds; ++b) made.swaps[b][a] = costs.swaps[a][b];
  }
  return made;
}

constexpr LearnedTransliteration kAlphabetFirst = turned(kAlphabetCosts);
constexpr LearnedTransliteration kConsonantsFirst = turned(kConsonantCosts);

// Costs with the first kind of script in the rows; null for two of one kind.
const LearnedTransliteration* costs_for(Writing rows, Writing columns) {
  if (rows == columns || rows == Writing::other || columns == Writing::other) return nullptr;
  if (columns == Writing::consonants) return &kConsonantCosts;
  if (rows == Writing::consonants) return &kConsonantsFirst;
  return columns == Writing::alphabet ? &kAlphabetCosts : &kAlphabetFirst;
}

Cost weigh(const Sounds& sounds, const std::array<std::uint8_t, kSounds + 1>& weights) {
  Cost sum = 0;
  for (std::size_t i = 0; i < sounds.size; ++i) sum += weights[known(sounds.ids[i])];
  return sum;
}

// The edit table against one word: a row for each sound of the other.
class Columns {
 public:
  Columns(const Sounds& word, const LearnedTransliteration& costs) : word_(word), costs_(costs) {
    rows_[0][0] = 0;
    for (std::size_t j = 1; j <= word.size; ++j) {
      gaps_[j] = costs.native_gaps[known(word.ids[j - 1])];
      rows_[0][j] = rows_[0][j - 1] + gaps_[j];
    }
  }

  /// Fills row `depth` from the one before; returns the least in it.
  Cost fill(std::size_t depth, std::uint8_t sound) {
    const auto& swaps = costs_.swaps[known(sound)];
    const Cost gap = costs_.latin_gaps[known(sound)];
    const Row& before = rows_[depth - 1];
    Row& row = rows_[depth];
    Cost left = row[0] = before[0] + gap;
    Cost least = left;
    for (std::size_t j = 1; j <= word_.size; ++j) {
      const Cost swap = swaps[known(word_.ids[j - 1])];
      left = row[j] = std::min({before[j - 1] + swap, before[j] + gap, left + gaps_[j]});
      least = std::min(least, left);
    }
    return least;
  }

  [[nodiscard]] Cost total(std::size_t depth) const { return rows_[depth][word_.size]; }

 private:
  const Sounds& word_;
  const LearnedTransliteration& costs_;
  std::array<Cost, kMostSounds + 1> gaps_{};
  std::array<Row, kMostSounds + 1> rows_;
};

double divisor(Cost a, Cost b) { return kScale * 0.5 * static_cast<double>(a + b); }

double distance(const Sounds& a, const Sounds& b, const LearnedTransliteration& costs) {
  if (a.size == 0 || b.size == 0) return 1;
  Columns columns(b, costs);
  for (std::size_t i = 1; i <= a.size; ++i) columns.fill(i, a.ids[i - 1]);
  const Cost total = columns.total(a.size);
  return total / divisor(weigh(a, costs.latin_weights), weigh(b, costs.native_weights));
}

// ---- What grammar adds to a name
// ------------------------------------------------------------------------

constexpr std::size_t kLeastStem = 3;  // letters

// A prefix or ending says little against a name; that there are more ways to read a word does.
constexpr float kPrefixPenalty = 0.01F;
constexpr float kEndingPenalty = 0.015F;

struct Ending {
  std::string_view from, to;
};

// Longest first. Surnames in -sky decline as adjectives.
constexpr std::array kSlavicEndings = std::to_array<Ending>({
    {"ского", "ский"},  {"скому", "ский"}, {"ским", "ский"},    {"ском", "ский"},
    {"ской", "ская"},   {"скую", "ская"},  {"ського", "ський"}, {"ському", "ський"},
    {"ським", "ський"}, {"ської", "ська"}, {"ській", "ська"},   {"ську", "ська"},
    {"ською", "ська"},  {"ого", "ый"},     {"ому", "ый"},       {"ові", ""},
    {"еві", ""},        {"ою", "а"},       {"ею", "я"},         {"ом", ""},
    {"ем", ""},         {"єм", ""},        {"ым", ""},          {"им", ""},
    {"ой", "а"},        {"ей", "я"},       {"а", ""},           {"у", ""},
    {"е", ""},          {"ы", ""},         {"и", ""},           {"і", ""},
    {"ю", ""},          {"я", ""},
});

constexpr std::string_view kArabicArticle = "ال";
constexpr std::array<std::string_view, 2> kArabicAnd = {"و", "ف"};
constexpr std::array<std::string_view, 3> kArabicPrepositions = {"ب", "ل", "ك"};
constexpr std::array<std::string_view, 7> kHebrewPrefixes = {"ו", "ה", "ב", "ל", "כ", "מ", "ש"};

std::size_t letters_in(std::string_view word) {
  return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

void add_reading(std::vector<Reading>& readings, std::string stem, float penalty) {
  if (letters_in(stem) < kLeastStem) return;
  const bool known = std::any_of(readings.begin(), readings.end(),
                                 [&](const Reading& r) { return r.stem == stem; });
  if (!known) readings.push_back({std::move(stem), {}, penalty});
}

void add_without_ending(std::string_view word, std::vector<Reading>& readings) {
  for (const Ending& ending : kSlavicEndings) {
    if (!word.ends_with(ending.from)) continue;
    const std::string_view stem = word.substr(0, word.size() - ending.from.size());
    add_reading(readings, std::string(stem).append(ending.to), kEndingPenalty);
    if (ending.to.size() > 2) return;  // an adjective is nothing else
  }
}

void add_without_article(std::string_view word, float penalty, std::vector<Reading>& readings) {
  if (word.starts_with(kArabicArticle)) {
    add_reading(readings, std::string(word.substr(kArabicArticle.size())), penalty);
  }
  // "for the": the article loses its first letter.
  if (word.starts_with("لل")) {
    add_reading(readings, std::string(word.substr(4)), penalty + kPrefixPenalty);
  }
}

void add_without_prefixes(std::string_view word, std::vector<Reading>& readings) {
  const auto strip_preposition = [&](std::string_view rest, float penalty) {
    add_without_article(rest, penalty, readings);
    for (const std::string_view prefix : kArabicPrepositions) {
      if (!rest.starts_with(prefix)) continue;
      const std::string_view more = rest.substr(prefix.size());
      add_reading(readings, std::string(more), penalty + kPrefixPenalty);
      add_without_article(more, penalty + kPrefixPenalty, readings);
    }
  };
  strip_preposition(word, 0);
  for (const std::string_view prefix : kArabicAnd) {
    if (!word.starts_with(prefix)) continue;
    const std::string_view rest = word.substr(prefix.size());
    add_reading(readings, std::string(rest), kPrefixPenalty);
    strip_preposition(rest, kPrefixPenalty);
  }
  for (const std::string_view prefix : kHebrewPrefixes) {
    if (!word.starts_with(prefix)) continue;
    add_reading(readings, std::string(word.substr(prefix.size())), kPrefixPenalty);
  }
}

}  // namespace

TransliteratedWord::TransliteratedWord(std::string_view key) : writing(writing_of(key)) {
  if (writing == Writing::other) return;
  readings.push_back({std::string(key), {}, 0});
  if (writing == Writing::alphabet) add_without_ending(key, readings);
  if (writing == Writing::consonants) add_without_prefixes(key, readings);
  for (Reading& reading : readings) {
    reading.sounds =
        to_sounds(writing == Writing::latin ? reading.stem : spell_in_latin(reading.stem));
  }
}

double transliteration_distance(const TransliteratedWord& a, const TransliteratedWord& b) {
  const LearnedTransliteration* costs = costs_for(a.writing, b.writing);
  double least = 1;
  if (costs == nullptr) return least;
  for (const Reading& left : a.readings) {
    for (const Reading& right : b.readings) {
      const double d = distance(left.sounds, right.sounds, *costs);
      least = std::min(least, d + static_cast<double>(left.penalty + right.penalty));
    }
  }
  return least;
}

TransliterationIndex::TransliterationIndex(const std::vector<std::string_view>& keys) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const TransliteratedWord word(keys[i]);
    if (word.writing == Writing::other) continue;
    Shelf& shelf = shelves_[static_cast<std::size_t>(word.writing)];
    const auto add = [&](const Sounds& sounds) {
      shelf.words.push_back(static_cast<std::uint32_t>(i));
      shelf.sounds.push_back(sounds);
    };
    // A listed name has no case ending, but perhaps an article that other scripts leave out.
    add(word.readings.front().sounds);
    if (keys[i].starts_with(kArabicArticle) && word.readings.size() > 1) {
      add(word.readings[1].sounds);
    }
  }
  for (Shelf& shelf : shelves_) shelf.trie = SpellingTrie(shelf.sounds);
}

bool TransliterationIndex::has_other_than(Writing writing) const {
  if (writing == Writing::other) return false;
  for (std::size_t w = 0; w < std::size(shelves_); ++w) {
    if (w != static_cast<std::size_t>(writing) && !shelves_[w].words.empty()) return true;
  }
  return false;
}

void TransliterationIndex::find(const TransliteratedWord& word, double limit,
                                std::vector<Transliterated>& out) const {
  out.clear();
  for (std::size_t w = 0; w < std::size(shelves_); ++w) {
    const Shelf& shelf = shelves_[w];
    const LearnedTransliteration* costs = costs_for(static_cast<Writing>(w), word.writing);
    if (costs == nullptr || shelf.words.empty()) continue;
    // The weights of a listed word are never more than these: only a bound for the search.
    const Cost heaviest =
        *std::max_element(costs->latin_weights.begin(), costs->latin_weights.end());
    for (const Reading& reading : word.readings) {
      if (reading.sounds.size == 0) continue;
      const double rest = limit - static_cast<double>(reading.penalty);
      const Cost weight = weigh(reading.sounds, costs->native_weights);
      Columns columns(reading.sounds, *costs);
      shelf.trie.walk([&](const SpellingTrie::Node& node) {
        const Cost least = columns.fill(node.depth, node.sound);
        if (least > rest * divisor(heaviest * node.most_size, weight)) return false;
        for (const std::uint32_t i : shelf.trie.words(node)) {
          const Cost own = weigh(shelf.sounds[i], costs->latin_weights);
          const double d = columns.total(node.depth) / divisor(own, weight);
          if (d < rest) {
            out.push_back({shelf.words[i], static_cast<float>(d) + reading.penalty});
          }
        }
        return true;
      });
    }
  }
  std::sort(out.begin(), out.end(), [](const Transliterated& a, const Transliterated& b) {
    return a.word != b.word ? a.word < b.word : a.distance < b.distance;
  });
  const auto same = [](const Transliterated& a, const Transliterated& b) {
    return a.word == b.word;
  };
  out.erase(std::unique(out.begin(), out.end(), same), out.end());
}

}  // namespace polyvocal::naming

namespace polyvocal {

double transliteration_distance(std::string_view a, std::string_view b) {
  return naming::transliteration_distance(naming::TransliteratedWord(fold_key(a)),
                                          naming::TransliteratedWord(fold_key(b)));
}

}  // namespace polyvocal
