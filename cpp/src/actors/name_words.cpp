#include "actors/name_words.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "actors/romanise.h"
#include "polyvocal/text/vocabulary.h"
#include "text/utf8.h"

namespace polyvocal::naming {

namespace {

// Letters of a word in lower case, and what it is taken for.
struct Canonical {
  std::string_view word;
  std::string_view form;
};

// Legal forms that companies carry by habit rather than by name; forms of like liability are one.
constexpr auto kLegalForms = std::to_array<Canonical>({
    {"inc", "corp"},   {"incorporated", "corp"}, {"corp", "corp"}, {"corporation", "corp"},
    {"co", "company"}, {"company", "company"},   {"ltd", "ltd"},   {"limited", "ltd"},
    {"pte", "ltd"},    {"pty", "ltd"},           {"pvt", "ltd"},   {"sdn", "ltd"},
    {"bhd", "ltd"},    {"llc", "llc"},           {"ooo", "llc"},   {"tov", "llc"},
    {"srl", "llc"},    {"sarl", "llc"},          {"gmbh", "llc"},  {"ltda", "llc"},
    {"spzoo", "llc"},  {"doo", "llc"},           {"kft", "llc"},   {"bv", "llc"},
    {"oy", "llc"},     {"aps", "llc"},           {"plc", "plc"},   {"jsc", "jsc"},
    {"ao", "jsc"},     {"oao", "jsc"},           {"ojsc", "jsc"},  {"pao", "jsc"},
    {"pjsc", "jsc"},   {"zao", "jsc"},           {"cjsc", "jsc"},  {"ag", "jsc"},
    {"sa", "jsc"},     {"spa", "jsc"},           {"nv", "jsc"},    {"as", "jsc"},
    {"ab", "jsc"},     {"asa", "jsc"},           {"oyj", "jsc"},   {"sacv", "jsc"},
    {"se", "se"},      {"llp", "llp"},           {"lp", "lp"},     {"kg", "lp"},
    {"holding", ""},   {"holdings", ""},         {"group", ""},
});

// Legal forms of several words, longest first, as they stand after folding.
struct Phrase {
  std::array<std::string_view, 4> words;
  std::string_view form;
};
constexpr std::array kLegalPhrases = std::to_array<Phrase>({
    {{"gesellschaft", "mit", "beschrankter", "haftung"}, "gmbh"},
    {{"public", "joint", "stock", "company"}, "pjsc"},
    {{"open", "joint", "stock", "company"}, "ojsc"},
    {{"closed", "joint", "stock", "company"}, "cjsc"},
    {{"sa", "de", "cv", ""}, "sacv"},
    {{"sp", "z", "oo", ""}, "spzoo"},
    {{"sp", "z", "o", "o"}, "spzoo"},
    {{"limited", "liability", "company", ""}, "llc"},
    {{"joint", "stock", "company", ""}, "jsc"},
    {{"public", "limited", "company", ""}, "plc"},
    {{"a", "s", "", ""}, "as"},
    {{"aktiengesellschaft", "", "", ""}, "ag"},
});

constexpr auto kTitles = std::to_array<std::string_view>(
    {"mr",     "mrs",    "ms",        "dr",     "prof",    "sir",    "sheikh",
     "shaikh", "shaykh", "sayyid",    "king",   "queen",   "prince", "princess",
     "lord",   "lady",   "president", "gen",    "general", "col",    "colonel",
     "haji",   "hajji",  "minister",  "senator"});

// Said by little; those of one meaning are one.
constexpr auto kParticles = std::to_array<Canonical>({
    {"al", "al"},   {"el", "al"},    {"ul", "al"},   {"bin", "bin"}, {"ben", "bin"}, {"ibn", "bin"},
    {"abu", "abu"}, {"abou", "abu"}, {"de", "de"},   {"di", "de"},   {"da", "de"},   {"du", "de"},
    {"la", "la"},   {"le", "la"},    {"von", "van"}, {"van", "van"}, {"der", "der"}, {"den", "der"},
    {"s", "s"},     {"of", "of"},    {"and", "and"}, {"the", "the"},
});

constexpr auto kSpelledOut = std::to_array<Canonical>({
    {"1st", "1"},
    {"2nd", "2"},
    {"3rd", "3"},
    {"first", "1"},
    {"second", "2"},
    {"third", "3"},
    {"one", "1"},
    {"two", "2"},
    {"three", "3"},
    {"four", "4"},
    {"five", "5"},
    {"six", "6"},
    {"seven", "7"},
    {"eight", "8"},
    {"nine", "9"},
    {"ten", "10"},
    {"ii", "2"},
    {"iii", "3"},
    {"iv", "4"},
    {"vi", "6"},
    {"vii", "7"},
    {"viii", "8"},
    {"ix", "9"},
    {"abd", "abdul"},
    {"abdal", "abdul"},
    {"abdel", "abdul"},
    {"abdoul", "abdul"},
    {"intl", "international"},
    {"natl", "national"},
    {"dept", "department"},
    {"govt", "government"},
    {"univ", "university"},
    {"bros", "brothers"},
    {"assn", "association"},
    {"us", "unitedstates"},
    {"usa", "unitedstates"},
    {"uk", "unitedkingdom"},
    {"mfg", "manufacturing"},
    {"saint", "st"},
});

constexpr auto kTens = std::to_array<Canonical>({
    {"twenty", "2"},
    {"thirty", "3"},
    {"forty", "4"},
    {"fifty", "5"},
    {"sixty", "6"},
    {"seventy", "7"},
    {"eighty", "8"},
    {"ninety", "9"},
});

constexpr auto kBodies = std::to_array<std::string_view>(
    {"agency",     "army",       "association",  "authority",    "bank",          "brigade",
     "bureau",     "centre",     "center",       "commission",   "committee",     "council",
     "department", "federation", "force",        "forces",       "foundation",    "front",
     "fund",       "government", "industries",   "institute",    "international", "ministry",
     "movement",   "office",     "organisation", "organization", "partners",      "party",
     "republic",   "school",     "services",     "society",      "solutions",     "state",
     "states",     "systems",    "technologies", "trust",        "union",         "university"});

// English short forms of given names, by what they are short for.
constexpr auto kShortForms = std::to_array<Canonical>({
    {"abe", "abraham"},    {"al", "albert"},       {"alex", "alexander"},    {"andy", "andrew"},
    {"barry", "barack"},   {"ben", "benjamin"},    {"bernie", "bernard"},    {"beth", "elizabeth"},
    {"bibi", "benjamin"},  {"bill", "william"},    {"billy", "william"},     {"bob", "robert"},
    {"bobby", "robert"},   {"charlie", "charles"}, {"chris", "christopher"}, {"chuck", "charles"},
    {"dan", "daniel"},     {"danny", "daniel"},    {"dave", "david"},        {"dick", "richard"},
    {"don", "donald"},     {"ed", "edward"},       {"fred", "frederick"},    {"greg", "gregory"},
    {"hank", "henry"},     {"harry", "henry"},     {"jack", "john"},         {"jeff", "jeffrey"},
    {"jim", "james"},      {"jimmy", "james"},     {"joe", "joseph"},        {"jon", "jonathan"},
    {"kate", "katherine"}, {"ken", "kenneth"},     {"larry", "lawrence"},    {"liz", "elizabeth"},
    {"matt", "matthew"},   {"mike", "michael"},    {"mitch", "mitchell"},    {"nick", "nicholas"},
    {"pat", "patrick"},    {"peggy", "margaret"},  {"pete", "peter"},        {"phil", "philip"},
    {"rick", "richard"},   {"ron", "ronald"},      {"sam", "samuel"},        {"steve", "steven"},
    {"sue", "susan"},      {"ted", "theodore"},    {"tim", "timothy"},       {"tom", "thomas"},
    {"tony", "anthony"},   {"vic", "victor"},      {"will", "william"},      {"zack", "zachary"},
});

// All that the tables say of a word.
struct Meaning {
  bool is_legal = false;
  bool is_title = false;
  bool is_body = false;
  std::string_view legal;
  std::string_view particle;
  std::string_view spelled;
  std::string_view ten;
  std::string_view full_name;
};

using Meanings = std::unordered_map<std::string_view, Meaning>;

Meanings collect_meanings() {
  Meanings made;
  for (const auto& [word, form] : kLegalForms) {
    made[word].is_legal = true;
    made[word].legal = form;
  }
  for (const std::string_view word : kTitles) made[word].is_title = true;
  for (const std::string_view word : kBodies) made[word].is_body = true;
  for (const auto& [word, form] : kParticles) made[word].particle = form;
  for (const auto& [word, form] : kSpelledOut) made[word].spelled = form;
  for (const auto& [word, form] : kTens) made[word].ten = form;
  for (const auto& [word, form] : kShortForms) made[word].full_name = form;
  return made;
}

const Meaning& meaning_of(std::string_view word) {
  static const Meanings meanings = collect_meanings();
  static const Meaning none;
  const auto found = meanings.find(word);
  return found == meanings.end() ? none : found->second;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (static_cast<unsigned char>(c) & 0x80U) == 0; });
}

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool has_letter(std::string_view text, char32_t first, char32_t end) {
  for (std::size_t i = 0; i < text.size();) {
    const auto c = segmenting::next_character(text, i);
    if (c.code >= first && c.code < end) return true;
    i += c.size;
  }
  return false;
}

std::u32string syllables_of(std::string_view text) {
  std::u32string syllables;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = segmenting::next_character(text, i);
    if (c.code >= 0x2E80) syllables += c.code;
    i += c.size;
  }
  return syllables;
}

// "J.K." of a person is two words; elsewhere full stops go with folding: "U.S." is one.
std::string part_initials(std::string_view name) {
  std::string parted;
  for (const char c : name) {
    parted += c;
    if (c == '.') parted += ' ';
  }
  return parted;
}

// "Smith, John" in the order of speech.
std::string unfold_order(const std::string& name) {
  const std::size_t comma = name.find(',');
  if (comma == std::string::npos) return name;
  return name.substr(comma + 1) + " " + name.substr(0, comma);
}

// Words of a folded name. Apostrophes stand inside words, all else but letters and digits between.
std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(std::exchange(word, {}));
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_letter(c) || is_digit(c)) {
      word += c;
    } else if (c == '\'' || c == '`') {
      const bool possessive = text.substr(i + 1).starts_with("s ") || text.substr(i + 1) == "s";
      if (possessive && !word.empty()) ++i;
    } else {
      end_word();
    }
  }
  end_word();
  return words;
}

// Writes canonical words; "forty 4" becomes "44".
void canonise(std::vector<std::string>& words) {
  std::vector<std::string> made;
  for (std::string& word : words) {
    const std::string_view form = meaning_of(word).spelled;
    if (!form.empty()) word = form;
    const bool one_digit = word.size() == 1 && is_digit(word[0]);
    const std::string_view ten = one_digit && !made.empty() ? meaning_of(made.back()).ten : "";
    if (!ten.empty()) {
      made.back() = std::string(ten) + word;
    } else if (!made.empty() && made.back() == "abdul" && meaning_of(word).particle == "al") {
      continue;  // "Abd al-Aziz"
    } else {
      made.push_back(std::move(word));
    }
  }
  words = std::move(made);
}

// Takes legal forms of several words together.
void join_phrases(std::vector<std::string>& words) {
  for (const Phrase& phrase : kLegalPhrases) {
    if (std::find(words.begin(), words.end(), phrase.words.front()) == words.end()) continue;
    const auto size = static_cast<std::ptrdiff_t>(
        std::find(phrase.words.begin(), phrase.words.end(), "") - phrase.words.begin());
    const auto found =
        std::search(words.begin(), words.end(), phrase.words.begin(), phrase.words.begin() + size);
    if (found == words.end()) continue;
    *found = phrase.form;
    words.erase(found + 1, found + size);
  }
}

// All but titles or legal forms, unless nothing is left.
void drop_habits(std::vector<std::string>& words, NamedThing thing, NameWords& name) {
  std::vector<std::string> kept;
  for (const std::string& word : words) {
    const Meaning& meaning = meaning_of(word);
    const bool legal = thing != NamedThing::person && meaning.is_legal;
    if (legal && !meaning.legal.empty()) name.legal.push_back(meaning.legal);
    const bool title = thing != NamedThing::organisation && meaning.is_title;
    const bool filler = word == "of" || word == "and" || word == "the";
    const bool again = !kept.empty() && kept.back() == word;
    if (!legal && !title && !filler && !again) kept.push_back(word);
  }
  std::sort(name.legal.begin(), name.legal.end());
  name.legal.erase(std::unique(name.legal.begin(), name.legal.end()), name.legal.end());
  if (!kept.empty()) words = std::move(kept);
}

// "PLA": capitals only.
std::string read_acronym(const std::string& name) {
  std::string letters;
  for (const char c : name) {
    if (c == '.') continue;
    if (c < 'A' || c > 'Z') return {};
    letters += static_cast<char>(c - 'A' + 'a');
  }
  return letters.size() >= 2 && letters.size() <= 6 ? letters : std::string{};
}

}  // namespace

NameWord::NameWord(std::string_view letters)
    : key(mend_digits(letters)),
      sounds(to_sounds(key)),
      numeral(std::any_of(key.begin(), key.end(), is_digit)) {
  const Meaning& meaning = meaning_of(key);
  full_name = meaning.full_name;
  particle = !meaning.particle.empty();
  if (particle) key = meaning.particle;
}

NameWords take_apart(const std::string& name, NamedThing thing) {
  NameWords made;
  made.acronym = read_acronym(name);
  const bool person = thing == NamedThing::person;
  const std::string ordered = person ? part_initials(unfold_order(name)) : name;
  std::string folded = fold_key(ordered + " ");  // no possessive at the end of a name
  if (!is_ascii(folded)) {
    made.consonants_only = has_letter(folded, 0x590, 0x780);
    if (has_letter(folded, 0x2E80, 0xD7FF)) made.syllables = syllables_of(folded);
    folded = romanise(folded);
  }
  std::vector<std::string> words = split(folded);
  canonise(words);
  if (!person) join_phrases(words);
  for (const std::string& word : words) {
    const bool filler = word == "of" || word == "and" || word == "the";
    if (!filler) made.initials += word.front();
    made.body = made.body || meaning_of(word).is_body;
  }
  drop_habits(words, thing, made);
  made.body = made.body || !made.legal.empty();
  for (const std::string& word : words) made.words.emplace_back(word);
  return made;
}

bool is_short_form(const NameWord& a, const NameWord& b) {
  return (!a.full_name.empty() && (a.full_name == b.key || a.full_name == b.full_name)) ||
         (!b.full_name.empty() && b.full_name == a.key);
}

}  // namespace polyvocal::naming
