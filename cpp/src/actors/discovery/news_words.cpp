#include "actors/discovery/news_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "actors/discovery/place_names.h"
#include "actors/traits.h"
#include "actors/us_states.h"
#include "english/common_words.h"
#include "english/words.h"
#include "polyvocal/text/tokenize.h"

namespace polyvocal::naming {

namespace {

struct List {
  Hints hints;
  std::string_view words;
};

// Written for this project from general knowledge of news English.
constexpr std::array kLists = std::to_array<List>({
    {kEndsFirm,
     "inc ltd llc plc corp co gmbh ag nv bv spa srl oy ab pty pte kg jsc pjsc oao ooo llp company "
     "corporation limited incorporated cos bhd"},
    {kEndsBody,
     "affairs agencies archives centers centres chamber enforcement images intelligence "
     "laboratories laboratory photo photos police protection security treasury trust war wars"},
    {kNumeral, "ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii"},
    {kGround,
     "county river valley mountain mountains island islands isles street road avenue boulevard "
     "highway province governorate oblast prefecture camp dam airport airfield airbase base lake "
     "sea ocean bay gulf strait canal coast beach beaches hills heights hill bridge district town "
     "township "
     "village city square port harbour harbor peninsula plateau desert delta falls canyon forest "
     "park territory territories stadium arena hospital prison square gate region suburb "
     "east west north south creek springs plains crossing"},
    {kGroundBefore,
     "lake mount fort camp port cape wadi oued jebel jabal djebel deir dayr beit bir qasr"},
    {kTakesFor,
     "center centers centre centres institute institutes institution council committee agency "
     "association foundation "
     "alliance coalition campaign office society network department commission movement fund "
     "college school academy bank union group party organisation organization initiative front "
     "court service alternative"},
    {kRole,
     "ceo cfo cto coo dj mc vp chairman chairwoman chairperson president minister secretary "
     "senator governor mayor"},
    {kBeforePlaceName, "new north south east west northern southern eastern western"},
    {kHonour, "esq esqs"},
    {kPlaceOf,
     "state states island islands isle county city town village township parish province kingdom "
     "republic territory district gulf bay strait straits cape mouth river lake port"},
    {kWhither, "to from into toward towards through via off"},
    {kWho, "who whom whose"},
    {kThe, "the"},
    {kOf, "of"},
    {kAnd, "and"},
    {kFor, "for"},
    {kOn, "on"},
    {kAl, "al el"},
    {kBased, "based"},
    {kQuantifier,
     "a an some many most few fewer several both all other another every each no any these those "
     "two three four five six seven eight nine ten dozen dozens hundreds thousands millions more "
     "fellow"},
    // Peoples without a state of their own, faiths and schools of politics.
    {kCreed,
     "arab arabs arabic african africans european europeans asian asians eurasian hispanic "
     "hispanics latino latinos latina latinas latin nordic baltic balkan slavic caucasian "
     "arabian scandinavian scandinavians berber berbers tuareg pashtun pashtuns "
     "kurd kurds kurdish hazara hazaras uighur uighurs uyghur uyghurs rohingya hutu hutus tutsi "
     "tutsis tamil tamils "
     "chechen chechens catalan catalans basque basques tibetan tibetans yazidi yazidis assyrian "
     "assyrians "
     "muslim muslims islamic islamist islamists jihadist jihadists jihadi jihadis salafi salafis "
     "salafist salafists wahhabi wahhabis sunni sunnis shia shias shiite shiites alawite alawites "
     "druze sufi sufis christian christians catholic catholics protestant protestants evangelical "
     "evangelicals mormon mormons anglican anglicans coptic copt copts maronite maronites jew "
     "jews jewish hindu hindus sikh sikhs buddhist buddhists zionist zionists "
     "republican republicans democrat democrats democratic conservative conservatives liberal "
     "liberals socialist socialists communist communists marxist marxists nazi nazis fascist "
     "fascists baathist baathists maoist maoists nationalist nationalists unionist unionists"},
});

// Names of peoples that no ending gives away.
constexpr std::string_view kPeoples =
    "abkhaz argentine argentines basotho mosotho briton britons burkinabe croat croats cypriot "
    "cypriots czech czechs dane danes dutch dutchman dutchmen filipina filipino filipinos finn "
    "finns french frenchman frenchmen greek greeks irishman irishmen kazakh kazakhs kosovar "
    "kosovars kurd kurds kyrgyz lao malagasy monegasque monegasques montenegrin montenegrins "
    "nigerien nigeriens philippine pole poles serb serbs seychellois slovak slovaks slovene "
    "slovenes soviet soviets spaniard spaniards swede swedes swiss tajik tajiks turk turks turkmen "
    "turkmens uzbek uzbeks yugoslav yugoslavs liechtensteiner liechtensteiners luxembourger "
    "luxembourgers konger kongers kurdish greenlandic icelandic";

// Countries and capitals that end as the names of peoples do.
constexpr std::string_view kNoPeoples =
    "sudan iran japan oman jordan taiwan bhutan azerbaijan amman abidjan yerevan tehran teheran "
    "vatican haiti fiji mali malawi burundi djibouti kiribati nairobi dili helsinki tbilisi "
    "sukhumi kigali delhi moroni tunis paris belmopan hanoi brunei tripoli eswatini funafuti "
    "taipei "
    "tskhinvali bangui nevis sultan juan louis begawan dhabi";

template <class Use>
void each_word(std::string_view words, Use use) {
  while (!words.empty()) {
    const std::size_t space = std::min(words.find(' '), words.size());
    if (space > 0) use(words.substr(0, space));
    words.remove_prefix(std::min(space + 1, words.size()));
  }
}

bool contains(std::string_view words, std::string_view wanted) {
  bool found = false;
  each_word(words, [&](std::string_view word) { found = found || word == wanted; });
  return found;
}

// Of a word of Knowledge::other_names, which holds countries, capitals and peoples.
bool names_people(std::string_view key) {
  if (contains(kPeoples, key)) return true;
  if (key.ends_with("stan") || contains(kNoPeoples, key)) return false;
  constexpr std::array<std::string_view, 8> kEndings = {"an", "ans", "ese",    "ish",
                                                        "i",  "is",  "lander", "landers"};
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view e) { return key.ends_with(e); });
}

}  // namespace

std::uint64_t add_key(std::uint64_t hash, KeyId key) {
  hash ^= key + 0x9E3779B97F4A7C15ULL + (hash << 6U) + (hash >> 2U);
  hash *= 0xBF58476D1CE4E5B9ULL;
  return hash ^ (hash >> 29U);
}

void NewsWords::add(std::string_view word, Hints hints) {
  if (const auto key = vocabulary_.find_key(word)) by_key_[*key] |= hints;
}

NewsWords::NewsWords(const Vocabulary& vocabulary, const Knowledge& knowledge)
    : vocabulary_(vocabulary), by_key_(vocabulary.keys.size(), 0) {
  for (const List& list : kLists) {
    each_word(list.words, [&](std::string_view word) { add(word, list.hints); });
  }
  for (const std::string_view word : state_abbreviations()) add(word, kShortState);
  each_word(names_of_nobody(), [&](std::string_view word) { add(word, kNobody); });
  add_other_names(knowledge);
  add_places();
  add_common_words();
  add_word_classes();
  by_type_.reserve(vocabulary.info.size());
  for (const TypeInfo& info : vocabulary.info) {
    const Hints letter =
        info.key != kNoKey && vocabulary.keys[info.key].size() == 1 ? kOneLetter : 0;
    by_type_.push_back(info.key == kNoKey ? 0 : by_key_[info.key] | letter);
    if (is_strange(info)) by_type_.back() |= kStrange;
  }
}

std::optional<std::uint64_t> NewsWords::hash_of(std::string_view name) const {
  std::vector<Span> words;
  tokenize(name, words);
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string key = fold_key(name.substr(words[i].begin, words[i].size()));
    // As in runs, an article before other words is not counted: "El Salvador", "the Hague".
    const bool article = key == "the" || (traits_of(key) & kArticle) != 0;
    if (i == 0 && words.size() > 1 && article) continue;
    const auto known = vocabulary_.find_key(key);
    if (!known) return std::nullopt;
    hash = add_key(hash, *known);
  }
  if (words.empty()) return std::nullopt;
  return hash;
}

void NewsWords::add_other_names(const Knowledge& knowledge) {
  for (const std::string& name : knowledge.countries) {
    if (const auto hash = hash_of(name)) countries_.add(*hash);
  }
  std::vector<Span> words;
  for (const std::string& name : knowledge.other_names) {
    words.clear();
    tokenize(name, words);
    if (words.empty()) continue;
    const Span last = words.back();
    const std::string folded = fold_key(std::string_view(name).substr(last.begin, last.size()));
    if (!names_people(folded)) {
      if (const auto hash = hash_of(name)) lands_.add(*hash);
    } else if (words.size() == 1) {
      add(folded, kPeople);
    }
  }
}

void NewsWords::add_places() {
  each_place_name([this](std::string_view name) {
    if (const auto hash = hash_of(name)) places_.add(*hash);
  });
}

// Where the corpus has few places of a word, those of other news count; it overrules them once it
// has enough.
void NewsWords::add_common_words() {
  constexpr std::uint64_t kEnough = 5;
  for (const std::string_view list : english::common_words()) {
    each_word(list, [this](std::string_view word) {
      const auto key = vocabulary_.find_key(word);
      if (!key) return;
      by_key_[*key] |= kKnownWord;
      const std::uint64_t lower = vocabulary_.key_lower[*key];
      const std::uint64_t capital = vocabulary_.key_capital[*key];
      if (lower + capital < kEnough || 3 * lower > capital) by_key_[*key] |= kCommon;
    });
  }
}

bool NewsWords::is_strange(const TypeInfo& info) const {
  constexpr std::size_t kShortest = 3;  // bytes
  if (info.key == kNoKey || info.numeric || info.casing != Casing::lower) return false;
  const std::string_view key = vocabulary_.keys[info.key];
  if (key.size() < kShortest || (by_key_[info.key] & kKnownWord) != 0) return false;
  return (traits_of(key) & kOrdinary) == 0;
}

// From the English tables of function words and verbs. A capital may be a name's, so that nouns and
// verbs are told by their lower-case spellings.
void NewsWords::add_word_classes() {
  constexpr english::WordClasses kContent = english::kOffice | english::kSourceNoun |
                                            english::kAdjective | english::kAlsoNoun |
                                            english::kPerson | english::kTime;
  const english::Words words(vocabulary_);
  for (TypeId type = 0; type < vocabulary_.types.size(); ++type) {
    const TypeInfo& info = vocabulary_.info[type];
    if (info.key == kNoKey || info.numeric) continue;
    const english::Word& word = words[type];
    if ((word.classes & ~(kContent | english::kNumber)) != 0) by_key_[info.key] |= kGrammar;
    if (info.casing != Casing::lower) continue;
    const bool noun = word.forms == 0 || word.is(english::kAlsoNoun);
    if (noun && (word.classes & ~kContent) == 0) by_key_[info.key] |= kNounLike;
    const bool base = (word.forms & english::kBase) != 0 && (word.forms & english::kPast) == 0;
    if (base && !word.is(english::kAlsoNoun)) by_key_[info.key] |= kPluralVerb;
  }
  for (const std::string_view verb : {"are", "were", "have", "do", "aren't", "weren't", "don't"}) {
    add(verb, kPluralVerb);
  }
}

}  // namespace polyvocal::naming
