#include "polyvocal/actors/name_similarity.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include "actors/name_words.h"
#include "polyvocal/core/error.h"

namespace polyvocal {

namespace {

using naming::NameWord;
using naming::NameWords;

// Rules of thumb, set on published pairs of names (bench/quality/name_pairs.py).
constexpr double kUnlike = 0.5;             // words this far apart have nothing in common
constexpr double kLetterShare = 0.2;        // of letters beside sounds, in a person's name
constexpr double kLetterShareBodies = 0.7;  // and in others
constexpr double kShortWord = 1.5;          // a letter is much of a word of three
constexpr double kInitial = 0.75;
constexpr double kShortForm = 0.9;
constexpr double kPaired = 0.15;  // words less alike are not paired
constexpr double kOtherOrder = 0.97;
constexpr double kTurnedPerson = 0.72;  // "Hans Friedrich", "Friedrich Hans"
constexpr double kMiddleName = 0.5;     // what words of one side only count for
constexpr double kExtraWord = 0.75;
constexpr double kBothExtra = 1.25;
constexpr double kBothDiffer = 0.75;  // each has a word that the other has not
constexpr double kWorstShare = 0.4;
constexpr double kOtherForm = 0.85;  // of law
constexpr double kOtherNumber = 0.75;
constexpr double kAcronym = 0.8;
constexpr double kOnlyInitials = 0.5;
constexpr double kJoined = 0.3;
constexpr std::size_t kMostWords = 16;

double weight(const NameWord& word) {
  if (word.particle) return 0.15;
  if (word.initial()) return 0.4;
  return std::min(1.3, 0.55 + 0.09 * static_cast<double>(word.key.size()));
}

// Levenshtein distance over the longer of the two.
template <typename Letters>
double letter_distance(Letters a, Letters b) {
  constexpr std::size_t kMost = 40;
  a = a.substr(0, kMost);
  b = b.substr(0, kMost);
  std::array<std::uint8_t, kMost + 1> row;
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<std::uint8_t>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::uint8_t corner = row[0];
    row[0] = static_cast<std::uint8_t>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int swap = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
      corner = row[j];
      row[j] = static_cast<std::uint8_t>(std::min(swap, std::min(row[j], row[j - 1]) + 1));
    }
  }
  return static_cast<double>(row[b.size()]) / static_cast<double>(std::max(a.size(), b.size()));
}

std::string drop_vowels(std::string_view key) {
  std::string kept;
  for (const char c : key) {
    if (std::string_view("aeiouwy").find(c) == std::string_view::npos) kept += c;
  }
  return kept;
}

// How two words are looked at.
struct View {
  bool person = false;
  bool consonants_only = false;
};

// Of words in a script that leaves vowels out.
double consonant_distance(const NameWord& a, const NameWord& b, double limit) {
  const std::string x = drop_vowels(a.key);
  const std::string y = drop_vowels(b.key);
  if (x.empty() || y.empty()) return 1;
  return naming::spelling_distance(naming::to_sounds(x), naming::to_sounds(y), limit);
}

// 0 for words that are not alike enough to be paired.
double word_similarity(const NameWord& a, const NameWord& b, View view) {
  if (a.key == b.key) return 1;
  if (view.person && (a.initial() || b.initial())) {
    return a.key.front() == b.key.front() ? kInitial : 0;
  }
  if (a.numeral || b.numeral || a.particle != b.particle) return 0;
  if (view.person && naming::is_short_form(a, b)) return kShortForm;
  const double factor = std::min(a.key.size(), b.key.size()) <= 3 ? kShortWord : 1;
  const double most = kUnlike * (1 - kPaired) / factor;
  double distance = 0;
  if (view.consonants_only) {
    distance = consonant_distance(a, b, most);
  } else {
    // The letters first: mostly they are enough to tell words apart.
    const double share = view.person ? kLetterShare : kLetterShareBodies;
    distance = share * letter_distance<std::string_view>(a.key, b.key);
    const double limit = (most - distance) / (1 - share);
    if (limit <= 0 || !naming::may_be_near(a.sounds, b.sounds, limit)) return 0;
    distance += (1 - share) * naming::spelling_distance(a.sounds, b.sounds, limit);
  }
  return distance < most ? 1 - distance * factor / kUnlike : 0;
}

// Which word of the other name each word goes with, and how alike the two are.
class Pairing {
 public:
  Pairing(const NameWords& a, const NameWords& b, View view) : a_(a.words), b_(b.words) {
    partner_.fill(kMostWords);
    for (std::size_t i = 0; i < a_.size(); ++i) {
      for (std::size_t j = 0; j < b_.size(); ++j) {
        alike_[i][j] = word_similarity(a_[i], b_[j], view);
      }
    }
    pair_best_first();
    while (improve()) {
    }
  }

  [[nodiscard]] std::size_t partner(std::size_t i) const { return partner_[i]; }
  [[nodiscard]] bool paired(std::size_t i) const { return partner_[i] < kMostWords; }
  [[nodiscard]] double alike(std::size_t i) const { return alike_[i][partner_[i]]; }

 private:
  [[nodiscard]] double gain(std::size_t i, std::size_t j) const {
    if (j >= kMostWords || alike_[i][j] <= kPaired) return 0;
    return alike_[i][j] * (weight(a_[i]) + weight(b_[j]));
  }

  void pair_best_first() {
    std::array<bool, kMostWords> taken{};
    for (;;) {
      double most = 0;
      std::size_t at = 0;
      std::size_t with = 0;
      for (std::size_t i = 0; i < a_.size(); ++i) {
        for (std::size_t j = 0; j < b_.size(); ++j) {
          if (paired(i) || taken[j] || gain(i, j) <= most) continue;
          most = gain(i, j);
          at = i;
          with = j;
        }
      }
      if (most <= 0) return;
      partner_[at] = with;
      taken[with] = true;
    }
  }

  // Two words change partners if that is better in sum.
  bool improve() {
    for (std::size_t i = 0; i < a_.size(); ++i) {
      for (std::size_t k = i + 1; k < a_.size(); ++k) {
        const double now = gain(i, partner_[i]) + gain(k, partner_[k]);
        const double then = gain(i, partner_[k]) + gain(k, partner_[i]);
        if (then <= now + 1e-9) continue;
        std::swap(partner_[i], partner_[k]);
        for (const std::size_t w : {i, k}) {
          if (gain(w, partner_[w]) <= 0) partner_[w] = kMostWords;
        }
        return true;
      }
    }
    return false;
  }

  const std::vector<NameWord>& a_;
  const std::vector<NameWord>& b_;
  std::array<std::array<double, kMostWords>, kMostWords> alike_;
  std::array<std::size_t, kMostWords> partner_;
};

// What pairs and left-over words add up to.
struct Sums {
  double got = 0;
  double lacking = 0;  ///< of paired words
  double left_a = 0;
  double left_b = 0;
  double worst = 1;  ///< of the paired words that count
  std::size_t paired = 0;
  bool full_word = false;  ///< more than initials and particles agree
  bool in_order = true;
  bool numbers_agree = true;
};

Sums add_up(const NameWords& a, const NameWords& b, const Pairing& pairing) {
  Sums sums;
  std::array<bool, kMostWords> taken{};
  std::size_t before = 0;
  for (std::size_t i = 0; i < a.words.size(); ++i) {
    const NameWord& word = a.words[i];
    if (!pairing.paired(i)) {
      sums.left_a += weight(word);
      sums.numbers_agree = sums.numbers_agree && !word.numeral;
      continue;
    }
    const std::size_t j = pairing.partner(i);
    const NameWord& other = b.words[j];
    taken[j] = true;
    const double both = weight(word) + weight(other);
    sums.got += pairing.alike(i) * both;
    sums.lacking += (1 - pairing.alike(i)) * both;
    const bool counts = !word.particle && !word.initial() && !other.particle && !other.initial();
    if (counts) sums.worst = std::min(sums.worst, pairing.alike(i));
    sums.full_word = sums.full_word || counts;
    sums.in_order = sums.in_order && j >= before;
    before = j;
    ++sums.paired;
  }
  for (std::size_t j = 0; j < b.words.size(); ++j) {
    if (taken[j]) continue;
    sums.left_b += weight(b.words[j]);
    sums.numbers_agree = sums.numbers_agree && !b.words[j].numeral;
  }
  return sums;
}

double score_pairs(const Sums& sums, bool person) {
  if (sums.got <= 0) return 0;
  const bool both_left = sums.left_a > 0 && sums.left_b > 0;
  const double share = both_left                    ? kBothExtra
                       : person && sums.paired >= 2 ? kMiddleName
                                                    : kExtraWord;
  double score = sums.got / (sums.got + sums.lacking + share * (sums.left_a + sums.left_b));
  if (both_left) score *= kBothDiffer;
  score *= 1 - kWorstShare + kWorstShare * sums.worst;
  if (person && !sums.in_order) score *= kOtherOrder;
  if (!sums.full_word) score *= kOnlyInitials;
  if (!sums.numbers_agree) score *= kOtherNumber;
  return score;
}

std::string join(const NameWords& name) {
  std::string joined;
  for (const NameWord& word : name.words) joined += word.key;
  return joined;
}

std::vector<std::string_view> sorted_keys(const NameWords& name) {
  std::vector<std::string_view> keys(name.words.size());
  std::transform(name.words.begin(), name.words.end(), keys.begin(),
                 [](const NameWord& word) -> std::string_view { return word.key; });
  std::sort(keys.begin(), keys.end());
  return keys;
}

// Joins two words of a name that the other writes as one: "Al Qaeda", "Alqaeda".
void join_as_in(const NameWords& other, NameWords& name) {
  for (std::size_t i = 0; i + 1 < name.words.size(); ++i) {
    const std::size_t size = name.words[i].key.size() + name.words[i + 1].key.size();
    const bool one = std::any_of(other.words.begin(), other.words.end(), [&](const NameWord& w) {
      return w.key.size() == size && w.key.starts_with(name.words[i].key) &&
             w.key.ends_with(name.words[i + 1].key);
    });
    if (!one) continue;
    name.words[i] = NameWord(name.words[i].key + name.words[i + 1].key);
    name.words.erase(name.words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

double compare_words(const NameWords& a, const NameWords& b, View view) {
  const std::string x = join(a);
  const std::string y = join(b);
  if (x == y) return 1;
  if (a.words.size() == b.words.size() && sorted_keys(a) == sorted_keys(b)) {
    return view.person && a.words.size() == 2 ? kTurnedPerson : kOtherOrder;
  }
  double score = score_pairs(add_up(a, b, Pairing(a, b, view)), view.person);
  if (a.words.size() != b.words.size() && std::min(a.words.size(), b.words.size()) == 1) {
    score = std::max(score, 1 - letter_distance<std::string_view>(x, y) / kJoined);
  }
  return score;
}

// Puts the lesser name first, so that both directions give one result.
bool goes_first(const NameWords& a, const NameWords& b) {
  return std::lexicographical_compare(
      a.words.begin(), a.words.end(), b.words.begin(), b.words.end(),
      [](const NameWord& x, const NameWord& y) { return x.key < y.key; });
}

double compare(NameWords a, NameWords b, bool person) {
  if (a.words.empty() || b.words.empty()) return 0;
  if (goes_first(b, a)) std::swap(a, b);
  join_as_in(b, a);
  join_as_in(a, b);
  for (NameWords* name : {&a, &b}) {
    if (name->words.size() > kMostWords)
      name->words.erase(name->words.begin() + kMostWords, name->words.end());
  }
  const View view{person, a.consonants_only != b.consonants_only};
  double score = compare_words(a, b, view);
  if (!person) {
    const bool acronym = (!a.acronym.empty() && a.acronym == b.initials) ||
                         (!b.acronym.empty() && b.acronym == a.initials);
    if (acronym) score = std::max(score, kAcronym);
    if (!a.legal.empty() && !b.legal.empty() && a.legal != b.legal) score *= kOtherForm;
  }
  // Where a letter is a word, romanisation makes one of many.
  if (!a.syllables.empty() && !b.syllables.empty()) {
    const double apart = letter_distance<std::u32string_view>(a.syllables, b.syllables);
    score = std::min(score, 1 - apart / kUnlike);
  }
  return std::clamp(score, 0.0, 1.0);
}

bool is_body(const NameWords& name) { return name.body || !name.acronym.empty(); }

// Names of persons are read in another way where they have initials or are turned round.
bool reads_alike(const std::string& name) { return name.find_first_of(".,") == std::string::npos; }

double compare_names(const std::string& a, const std::string& b, NamedThing thing) {
  if (thing == NamedThing::unknown) {
    NameWords x = naming::take_apart(a, thing);
    NameWords y = naming::take_apart(b, thing);
    const bool body = is_body(x) || is_body(y);
    if (body || (reads_alike(a) && reads_alike(b))) {
      return compare(std::move(x), std::move(y), !body);
    }
    thing = NamedThing::person;
  }
  return compare(naming::take_apart(a, thing), naming::take_apart(b, thing),
                 thing == NamedThing::person);
}

}  // namespace

double name_similarity(const std::string& a, const std::string& b, NamedThing thing) {
  if (a == b) return a.empty() ? 0 : 1;
  return compare_names(a, b, thing);
}

std::vector<double> name_similarities(const std::vector<std::string>& a,
                                      const std::vector<std::string>& b, NamedThing thing) {
  if (a.size() != b.size() && a.size() != 1 && b.size() != 1) {
    throw InputError("give as many names on the left as on the right, or one on either side");
  }
  const std::size_t count = a.empty() || b.empty() ? 0 : std::max(a.size(), b.size());
  std::vector<double> similarities(count);
  for (std::size_t i = 0; i < count; ++i) {
    similarities[i] = name_similarity(a[a.size() == 1 ? 0 : i], b[b.size() == 1 ? 0 : i], thing);
  }
  return similarities;
}

}  // namespace polyvocal
