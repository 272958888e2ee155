#include "actors/near_words.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "actors/romanise.h"
#include "actors/spelling.h"
#include "actors/spelling_index.h"
#include "actors/transliteration.h"

namespace polyvocal::naming {

namespace {

constexpr std::size_t kShortestNear = 4;  // letters of a word that may have variants
constexpr std::size_t kShortestPlural = kShortestNear + 2;  // letters
constexpr double kPluralPenalty = 0.05;
constexpr float kMixedLetters = 0.2F;    // distance of "NLA" from "LNA"
constexpr std::size_t kMostForeign = 8;  // words of other scripts kept for one word
constexpr std::size_t kLongAcronym = 6;  // letters
constexpr std::size_t kShortAcronym = 3;
using Found = std::vector<Near>;  // of one word

// Same letters in another order: "NLA" for "LNA".
std::string letters_of(std::string_view word) {
  std::string letters(word);
  std::sort(letters.begin(), letters.end());
  return letters;
}

// A word made from a name is another word: "Clintonian", "Trumpism".
bool is_made_from(std::string_view word, std::string_view name) {
  constexpr std::array<std::string_view, 14> kEndings = {"y",    "er",    "ers",  "ian",    "ians",
                                                         "ism",  "isms",  "ist",  "ists",   "ite",
                                                         "ites", "ville", "land", "ization"};
  if (!word.starts_with(name)) return false;
  const std::string_view rest = word.substr(name.size());
  if (rest == "y" && (name.ends_with('y') || name.ends_with('i'))) return false;  // Zelenskyy
  return std::find(kEndings.begin(), kEndings.end(), rest) != kEndings.end();
}

// How the corpus writes a word.
struct Writings {
  std::vector<std::uint8_t> capital;  ///< per key: in letters with case, not only in lower case
  std::vector<std::uint8_t> upper;    ///< per key: in capitals
  std::vector<std::uint8_t> name;     ///< per key: as names are, in any script

  explicit Writings(const Vocabulary& vocabulary)
      : capital(vocabulary.keys.size(), 0),
        upper(vocabulary.keys.size(), 0),
        name(vocabulary.keys.size(), 0) {
    for (const TypeInfo& info : vocabulary.info) {
      if (info.key == kNoKey || info.numeric || info.casing == Casing::lower) continue;
      name[info.key] = 1;
      if (info.casing != Casing::none) capital[info.key] = 1;
      if (info.casing == Casing::upper) upper[info.key] = 1;
    }
  }
};

// The nearest listed words that were found for one word, each once.
class Nearest {
 public:
  void begin(const Found& found) {
    found_.clear();
    for (const Near& near : found) add(near.word, near.distance);
  }

  void add(WordId word, float distance) {
    const auto same =
        std::find_if(found_.begin(), found_.end(), [&](const Near& n) { return n.word == word; });
    if (same == found_.end()) {
      found_.push_back({word, distance, false});
    } else if (distance < same->distance) {
      same->distance = distance;
    } else {
      return;
    }
    std::sort(found_.begin(), found_.end(), [](const Near& a, const Near& b) {
      return a.distance != b.distance ? a.distance < b.distance : a.word < b.word;
    });
    if (found_.size() > kMostNear) found_.resize(kMostNear);
  }

  /// What is farther will not be kept.
  [[nodiscard]] double limit() const {
    return found_.size() < kMostNear ? kNearLimit : static_cast<double>(found_.back().distance);
  }
  [[nodiscard]] const Found& found() const { return found_; }

 private:
  Found found_;
};

// Finds spellings of listed words in their own script, for one word of the corpus after the other.
class SpellingFinder {
 public:
  explicit SpellingFinder(std::span<const ListedFormWord> listed) : listed_(listed) {
    std::vector<Sounds> sounds;
    for (WordId w = 0; w < listed.size(); ++w) {
      if (listed[w].near_target) {
        targets_.push_back(w);
        sounds.push_back(to_sounds(listed[w].key));
      }
      if (listed[w].acronym && listed[w].key.size() >= kShortAcronym) {
        acronyms_[letters_of(listed[w].key)].push_back(w);
      }
    }
    index_ = SpellingIndex(std::move(sounds));
  }

  /// Acronyms with their letters in another order.
  [[nodiscard]] Found acronyms(std::string_view key) const {
    Found found;
    if (key.size() < kShortAcronym || key.size() > kLongAcronym) return found;
    const auto same = acronyms_.find(letters_of(key));
    if (same == acronyms_.end()) return found;
    for (const WordId word : same->second) found.push_back({word, kMixedLetters, false});
    return found;
  }

  void words(std::string_view key, Nearest& nearest) const {
    look_for(key, 0, false, nearest);
    // "Hafters": a plural, or a possessive that lost its apostrophe
    if (key.size() >= kShortestPlural && key.ends_with('s')) {
      look_for(key.substr(0, key.size() - 1), kPluralPenalty, true, nearest);
    }
  }

 private:
  void look_for(std::string_view spelling, double penalty, bool persons, Nearest& nearest) const {
    const Sounds sounds = to_sounds(spelling);
    const auto take = [&](std::uint32_t target, double distance) {
      const WordId word = targets_[target];
      const double d = distance + penalty;
      const bool fits = !persons || listed_[word].person;
      if (fits && d < kNearLimit && !is_made_from(spelling, listed_[word].key)) {
        nearest.add(word, static_cast<float>(d));
      }
      return reach(nearest, penalty);
    };
    index_.find(sounds, reach(nearest, penalty), take);
  }

  // Distances without the penalty; a little more, for the nearest are held in single precision.
  static double reach(const Nearest& nearest, double penalty) {
    constexpr double kRounding = 1e-6;
    return nearest.limit() - penalty + kRounding;
  }

  std::span<const ListedFormWord> listed_;
  std::vector<WordId> targets_;  ///< words of the index
  SpellingIndex index_;
  std::unordered_map<std::string, std::vector<WordId>> acronyms_;  ///< by their letters in order
};

// Finds listed words in other scripts, and inflected ones. Romanised once per distinct word.
class ForeignFinder {
 public:
  explicit ForeignFinder(std::span<const ListedFormWord> listed)
      : names_(names_of(listed)), index_(keys_of(listed, names_)) {
    for (const WordId word : names_) ids_.emplace(listed[word].key, word);
  }

  /// Appends to what was found in the word's own script.
  void find(std::string_view key, std::vector<Transliterated>& near, Found& found) const {
    const Writing writing = writing_of(key);
    const bool foreign = index_.has_other_than(writing);
    if (writing == Writing::other || (writing == Writing::latin && !foreign)) return;
    const TransliteratedWord word(key);
    for (const Reading& reading : word.readings) {
      const auto listed = ids_.find(reading.stem);
      if (listed == ids_.end()) continue;
      std::erase_if(found, [&](const Near& n) { return n.word == listed->second; });
      found.push_back({listed->second, reading.penalty, true});
    }
    if (!foreign) return;
    index_.find(word, kTransliteratedLimit, near);
    std::stable_sort(near.begin(), near.end(),
                     [](const auto& a, const auto& b) { return a.distance < b.distance; });
    if (near.size() > kMostForeign) near.resize(kMostForeign);
    for (const Transliterated& other : near) {
      found.push_back({names_[other.word], other.distance, true});
    }
  }

 private:
  static std::vector<WordId> names_of(std::span<const ListedFormWord> listed) {
    std::vector<WordId> names;
    for (WordId w = 0; w < listed.size(); ++w) {
      if (listed[w].name) names.push_back(w);
    }
    return names;
  }

  static std::vector<std::string_view> keys_of(std::span<const ListedFormWord> listed,
                                               const std::vector<WordId>& names) {
    std::vector<std::string_view> keys;
    keys.reserve(names.size());
    for (const WordId word : names) keys.emplace_back(listed[word].key);
    return keys;
  }

  std::vector<WordId> names_;  ///< words of the index
  TransliterationIndex index_;
  std::unordered_map<std::string_view, WordId> ids_;
};

}  // namespace

// A key is looked at only when the corpus writes it like a name: not a listed word itself, not a
// word of the language, no month, no name of something else. Scripts without letter case give no
// sign that a word is a name: in the script of the list their words match exactly.
NearWords::NearWords(std::span<const ListedFormWord> listed, std::span<const WordId> exact,
                     const Vocabulary& vocabulary, const TraitTable& traits, const Run& run) {
  const SpellingFinder spellings(listed);
  const ForeignFinder foreign(listed);
  const Writings written(vocabulary);
  constexpr Traits kNoName = kOrdinary | kCalendar | kOtherName | kParticle | kTitle;
  constexpr std::size_t kGrain = 1024;
  std::vector<Found> found(exact.size());
  // Not reported as progress: it is not per document.
  const Run quiet{.threads = run.threads, .progress = nullptr};
  parallel_for(quiet, found.size(), kGrain, [&](std::size_t begin, std::size_t end, int) {
    Nearest nearest;
    std::vector<Transliterated> near;
    for (std::size_t k = begin; k < end; ++k) {
      if (written.name[k] == 0 || exact[k] != kNoWord) continue;
      run.check();
      const std::string_view key = vocabulary.keys[k];
      if (written.upper[k] != 0) found[k] = spellings.acronyms(key);
      const bool may_be_name =
          key.size() >= kShortestNear && !traits.is(static_cast<KeyId>(k), kNoName);
      if (written.capital[k] != 0 && may_be_name) {
        nearest.begin(found[k]);
        spellings.words(key, nearest);
        found[k] = nearest.found();
      }
      foreign.find(key, near, found[k]);
    }
  });
  begin_.reserve(found.size() + 1);
  for (const Found& near : found) {
    begin_.push_back(static_cast<std::uint32_t>(near_.size()));
    near_.insert(near_.end(), near.begin(), near.end());
  }
  begin_.push_back(static_cast<std::uint32_t>(near_.size()));
}

}  // namespace polyvocal::naming
