#include "actors/spelling.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include "actors/romanise.h"
#include "actors/spelling_costs.h"
#include "actors/spelling_edits.h"
#include "polyvocal/actors/spelling.h"
#include "polyvocal/text/vocabulary.h"
#include "text/utf8.h"

namespace polyvocal::naming {

namespace {

struct Joined {
  std::string_view letters;
  char sound;
};

// Upper-case letters stand for sounds that no single letter writes.
constexpr std::array kDigraphs = std::to_array<Joined>({
    {"kh", 'K'}, {"gh", 'G'}, {"sh", 'S'}, {"ch", 'C'}, {"dh", 'D'}, {"th", 'T'}, {"ph", 'f'},
    {"zh", 'Z'}, {"ck", 'k'}, {"ou", 'U'}, {"oo", 'U'}, {"ee", 'I'}, {"dj", 'J'}, {"tz", 'P'},
    {"ts", 'P'}, {"ai", 'A'}, {"ay", 'A'}, {"ei", 'E'}, {"ey", 'E'}, {"aa", 'a'}, {"iy", 'I'},
    {"ie", 'I'}, {"cz", 'C'}, {"sz", 'S'}, {"au", 'O'}, {"aw", 'O'}, {"eu", 'Y'}, {"qu", 'q'},
});
constexpr std::array kTrigraphs = std::to_array<Joined>({{"tch", 'C'}, {"sch", 'S'}});

constexpr bool is_plain(char c) { return c >= 'a' && c <= 'z'; }
constexpr std::size_t letter_index(char c) {
  return static_cast<unsigned char>(c) - std::size_t{'a'};
}

// By both letters; 0: no digraph.
constexpr std::array<std::array<char, 26>, 26> kDigraphSounds = [] {
  std::array<std::array<char, 26>, 26> made{};
  for (const Joined& digraph : kDigraphs) {
    made[letter_index(digraph.letters[0])][letter_index(digraph.letters[1])] = digraph.sound;
  }
  return made;
}();

// What digits stand for inside a word that was read by a machine: "A1i", "N0rth".
constexpr std::string_view kDigitLetters = "olzeasgtbg";

constexpr std::array<std::uint8_t, 128> kIds = [] {
  std::array<std::uint8_t, 128> made{};
  for (std::size_t c = 0; c < made.size(); ++c) made[c] = sound_id(static_cast<char>(c));
  return made;
}();

constexpr std::uint8_t id_of(char letter) { return kIds[static_cast<unsigned char>(letter)]; }

void append(Sounds& sounds, std::uint8_t id) {
  const bool doubled = sounds.size > 0 && sounds.ids[sounds.size - 1U] == id && id < kSounds;
  if (doubled || sounds.size == kMostSounds) return;
  sounds.ids[sounds.size++] = id;
  sounds.weight = static_cast<std::uint16_t>(sounds.weight + kSoundWeights[known_sound(id)]);
}

// The least that each sound costs against a word, wherever it stands: left out, or written as one
// of the word's sounds.
CostRow find_least(const Sounds& sounds) {
  CostRow least = kGapCosts;
  bool r = false;
  bool n = false;
  bool m = false;
  for (std::size_t i = 0; i < sounds.size; ++i) {
    const std::uint8_t id = sounds.ids[i];
    const CostRow& swaps = kSwaps[known_sound(id)];
    for (std::size_t s = 0; s < least.size(); ++s) least[s] = std::min(least[s], swaps[s]);
    if (id >= kSounds) least[kSounds] = 0;  // the same letter, perhaps
    r = r || id == kR;
    n = n || id == kN;
    m = m || id == kM;
  }
  const auto lower = [&](std::uint8_t id, EditCost cost) {
    least[id] = static_cast<std::uint8_t>(std::min<EditCost>(least[id], cost));
  };
  if (m) lower(kR, kMisread / 2);
  if (m) lower(kN, kMisread / 2);
  if (r && n) lower(kM, kMisread);
  return least;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Is it a word with a digit read in it, rather than a number or a type ("Mi24")?
bool is_misread_word(std::string_view key) {
  const auto digits = std::count_if(key.begin(), key.end(), is_digit);
  return digits > 0 && 3 * static_cast<std::size_t>(digits) <= key.size();
}

// What costs are divided by.
double divisor(const Sounds& a, const Sounds& b) {
  return cost_divisor(unsigned{a.weight} + b.weight);
}

// Are they of about the same length?
bool alike_in_size(const Sounds& a, const Sounds& b) {
  return std::abs(a.size - b.size) <= kMostExtra;
}

// The digraph, letter or digit that the key begins with, as a sound, and its bytes.
struct Piece {
  std::uint8_t id = 0;
  std::size_t bytes = 0;
  bool silent = false;
};

Piece first_piece(std::string_view key, bool misread) {
  for (const Joined& three : kTrigraphs) {
    if (key.starts_with(three.letters)) return {id_of(three.sound), 3};
  }
  if (key.size() > 1 && is_plain(key[0]) && is_plain(key[1])) {
    const char sound = kDigraphSounds[letter_index(key[0])][letter_index(key[1])];
    if (sound != 0) return {id_of(sound), 2};
  }
  const segmenting::Character c = segmenting::next_character(key, 0);
  if (c.code >= 0x80) {
    // Letters of one script lie side by side: the remainder tells them apart.
    return {static_cast<std::uint8_t>(kSounds + c.code % (256 - kSounds)), c.size};
  }
  const char letter = key.front();
  if (letter == '\'' || letter == '-' || letter == '.') return {0, 1, true};
  if (misread && is_digit(letter)) {
    return {id_of(kDigitLetters[static_cast<std::size_t>(letter - '0')]), 1};
  }
  return {is_plain(letter) ? id_of(letter) : static_cast<std::uint8_t>(kSounds + c.code), 1};
}

}  // namespace

Sounds to_sounds(std::string_view key) {
  Sounds sounds;
  const bool misread = is_misread_word(key);
  while (!key.empty()) {
    const Piece piece = first_piece(key, misread);
    if (!piece.silent) append(sounds, piece.id);
    key.remove_prefix(std::min(piece.bytes, key.size()));
  }
  sounds.least = find_least(sounds);
  return sounds;
}

std::string mend_digits(std::string_view key) {
  std::string mended(key);
  if (!is_misread_word(key)) return mended;
  for (char& c : mended) {
    if (is_digit(c)) c = kDigitLetters[static_cast<std::size_t>(c - '0')];
  }
  return mended;
}

EditCost least_cost(const Sounds& word, const CostRow& least) {
  EditCost sum = 0;
  for (std::size_t i = 0; i < word.size; ++i) sum += least[known_sound(word.ids[i])];
  return sum;
}

double spelling_distance(const Sounds& a, const Sounds& b, double limit) {
  if (a.size == 0 || b.size == 0) return a.size == b.size ? 0 : std::min(limit, 1.0);
  if (!alike_in_size(a, b)) return std::min(limit, 1.0);
  const double whole = divisor(a, b);
  const double most = limit * whole;
  EditRows rows(b);
  EditCost before = 0;
  EditCost ahead = least_cost(a, b.least);  // of the sounds of `a` that are still to come
  for (std::size_t i = 1; i <= a.size; ++i) {
    const EditCost least = rows.fill(i, a.ids[i - 1]);
    ahead -= b.least[known_sound(a.ids[i - 1])];
    // An edit of two sounds may jump over one row, but not over two.
    if (std::min(before, least) + ahead >= most) return limit;
    before = least;
  }
  return rows.total(a.size) / whole;
}

bool may_be_near(const Sounds& a, const Sounds& b, double limit) {
  if (!alike_in_size(a, b)) return limit >= 1;
  const double most = limit * divisor(a, b);
  return least_cost(a, b.least) <= most && least_cost(b, a.least) <= most;
}

}  // namespace polyvocal::naming

namespace polyvocal {

double name_distance(std::string_view a, std::string_view b) {
  return naming::spelling_distance(naming::to_sounds(fold_key(a)), naming::to_sounds(fold_key(b)));
}

std::string name_sounds(std::string_view word) {
  const naming::Sounds sounds = naming::to_sounds(fold_key(word));
  std::string letters;
  for (std::size_t i = 0; i < sounds.size; ++i) {
    const std::uint8_t id = sounds.ids[i];
    letters += id < naming::kSoundLetters.size() ? naming::kSoundLetters[id] : '?';
  }
  return letters;
}

std::string romanised(std::string_view word) { return naming::spell_in_latin(fold_key(word)); }

}  // namespace polyvocal
