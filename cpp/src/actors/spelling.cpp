#include "actors/spelling.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "polyvocal/actors/spelling.h"
#include "polyvocal/text/vocabulary.h"

namespace polyvocal::naming {

namespace {

constexpr double kVowelGap = 0.35;
constexpr double kVowelSwap = 0.3;
constexpr double kBreathGap = 0.5;  // h
constexpr double kConfusable = 0.4;
constexpr double kOther = 1.0;
constexpr std::size_t kLongest = 40;  // sounds compared; no name part is longer

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

// Upper-case letters stand for the sounds of digraphs.
struct Digraph {
  std::string_view letters;
  char sound;
};
constexpr std::array kDigraphs = std::to_array<Digraph>({
    {"kh", 'K'},
    {"gh", 'G'},
    {"sh", 'S'},
    {"ch", 'C'},
    {"dh", 'D'},
    {"th", 'T'},
    {"ph", 'f'},
    {"zh", 'Z'},
    {"ck", 'k'},
    {"ou", 'u'},
    {"oo", 'u'},
    {"ee", 'i'},
    {"dj", 'j'},
    {"tz", 'z'},
    {"ts", 'z'},
});

char joined(std::string_view rest) {
  for (const Digraph& digraph : kDigraphs) {
    if (rest.starts_with(digraph.letters)) return digraph.sound;
  }
  return 0;
}

// Consonants of one class are confusable; a consonant may be in two groups.
constexpr std::array<std::string_view, 9> kGroups = {"kqcgGK", "KhG",  "dtDT", "szSTZC", "bp",
                                                     "fvw",    "jgyZ", "jzZs", "Dz"};

bool confusable(char a, char b) {
  return std::any_of(kGroups.begin(), kGroups.end(), [&](std::string_view group) {
    return group.find(a) != std::string_view::npos && group.find(b) != std::string_view::npos;
  });
}

// Coarser: a partition, so that a set of classes is a bit mask.
std::uint8_t sound_class(char c) {
  switch (c) {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
      return 0;
    case 'k':
    case 'q':
    case 'c':
    case 'g':
    case 'G':
    case 'K':
      return 1;
    case 'd':
    case 't':
    case 'D':
    case 'T':
      return 2;
    case 's':
    case 'z':
    case 'S':
    case 'Z':
    case 'C':
    case 'j':
      return 3;
    case 'b':
    case 'p':
      return 4;
    case 'f':
    case 'v':
    case 'w':
      return 5;
    case 'm':
      return 6;
    case 'n':
      return 7;
    case 'l':
      return 8;
    case 'r':
      return 9;
    case 'h':
      return 10;
    case 'y':
      return 11;
    default:
      return static_cast<std::uint8_t>(12 + static_cast<unsigned char>(c) % 18);
  }
}

double gap_cost(char c) {
  if (is_vowel(c)) return kVowelGap;
  return c == 'h' ? kBreathGap : kOther;
}

double swap_cost(char a, char b) {
  if (a == b) return 0;
  if (is_vowel(a) && is_vowel(b)) return kVowelSwap;
  if ((a == 'y' && is_vowel(b)) || (b == 'y' && is_vowel(a))) return kVowelGap;
  return confusable(a, b) ? kConfusable : kOther;
}

}  // namespace

std::string to_sounds(std::string_view key) {
  std::string sounds;
  sounds.reserve(key.size());
  for (std::size_t i = 0; i < key.size();) {
    const char c = key[i];
    if (c == '\'' || c == '-' || c == '.') {
      ++i;
      continue;
    }
    const char pair = joined(key.substr(i));
    char sound = pair != 0 ? pair : c;
    i += pair != 0 ? 2 : 1;
    // y between or after consonants is a vowel
    if (sound == 'y' && !sounds.empty() && !is_vowel(sounds.back()) &&
        (i >= key.size() || !is_vowel(key[i]))) {
      sound = 'i';
    }
    if (sound == 'y' && !sounds.empty() && sounds.back() == 'i') continue;  // -yy, -iy
    if (sound == 'x') {
      sounds += 'k';
      sound = 's';
    }
    if (sounds.empty() || sounds.back() != sound || (static_cast<unsigned char>(sound) & 0x80U)) {
      sounds += sound;
    }
  }
  return sounds;
}

double spelling_distance(std::string_view a, std::string_view b, double limit) {
  a = a.substr(0, kLongest);
  b = b.substr(0, kLongest);
  if (a.empty() || b.empty()) return a.size() == b.size() ? 0 : 1;
  const double mean = (static_cast<double>(a.size()) + static_cast<double>(b.size())) / 2;
  const double most = limit * mean;
  std::array<std::array<double, kLongest + 1>, 3> rows;
  rows[0][0] = 0;
  for (std::size_t j = 1; j <= b.size(); ++j) rows[0][j] = rows[0][j - 1] + gap_cost(b[j - 1]);
  std::size_t now = 0;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const std::size_t before = now;
    const std::size_t earlier = (now + 2) % 3;
    now = (now + 1) % 3;
    auto& row = rows[now];
    row[0] = rows[before][0] + gap_cost(a[i - 1]);
    double best = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      double cost = rows[before][j - 1] + swap_cost(a[i - 1], b[j - 1]);
      cost = std::min(cost, rows[before][j] + gap_cost(a[i - 1]));
      cost = std::min(cost, row[j - 1] + gap_cost(b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost = std::min(cost, rows[earlier][j - 2] + kOther);
      }
      row[j] = cost;
      best = std::min(best, cost);
    }
    // A transposition may still jump over this row, but never for less than its own cost.
    if (best >= most + kOther) return limit;
  }
  return rows[now][b.size()] / mean;
}

std::uint32_t consonant_classes(std::string_view sounds) {
  std::uint32_t set = 0;
  for (const char c : sounds) {
    const std::uint8_t group = sound_class(c);
    if (group != 0 && group != 10) set |= 1U << group;  // vowels and h come and go
  }
  return set;
}

std::uint8_t first_sound_class(std::string_view sounds) {
  return sounds.empty() ? std::uint8_t{31} : sound_class(sounds.front());
}

}  // namespace polyvocal::naming

namespace polyvocal {

NameDistance name_distance(std::string_view a, std::string_view b) {
  const std::string x = naming::to_sounds(fold_key(a));
  const std::string y = naming::to_sounds(fold_key(b));
  const auto ascii = [](std::string_view sounds) {
    return std::all_of(sounds.begin(), sounds.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0x80U) == 0; });
  };
  constexpr double kNoLimit = 10;
  NameDistance distance;
  distance.value = naming::spelling_distance(x, y, kNoLimit) * (ascii(x) ? 1 : 2);
  const auto sizes = static_cast<std::ptrdiff_t>(x.size()) - static_cast<std::ptrdiff_t>(y.size());
  const std::uint32_t other = naming::consonant_classes(x) ^ naming::consonant_classes(y);
  distance.comparable = naming::first_sound_class(x) == naming::first_sound_class(y) &&
                        sizes <= 3 && sizes >= -3 && __builtin_popcount(other) <= 2;
  return distance;
}

}  // namespace polyvocal
