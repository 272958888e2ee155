#include "text/lexicon.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <unordered_map>

#include "text/cues.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace polyvocal::segmenting {
namespace {

struct List {
  WordTraits trait;
  std::string_view words;  // separated by spaces
};

// Spellings as in running text. Abbreviations stand without their full stop. Titles match in
// capitals too.
constexpr std::array kLists = {
    List{kTitle,
         "Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Prof Profs Rev Revd Fr Sr Msgr Mgr Hon Rt Amb Sen "
         "Sens "
         "Rep Reps Gov Govs Pres Vice Supt Insp Det Cllr Atty Gen Gens Lt Lieut Col Cols Maj Majs "
         "Capt Capts Cpl Sgt Sgts Pvt Pfc Spc Cmdr Cdr Cmdt Comdr Adm Adms Brig Ens CWO Off Ald "
         "Esq Ing Dott Sig Hrn Fr Mme Sheik St Ste Gend Ret Asst Assoc Dep Sec Min Secy Treas "
         "Chmn Dir Mt Ft capt lieut maj col gen hon "
         "Wm Thos Chas Benj Saml Robt Danl Edw Jno Geo Jas"},  // given names in old print
    List{kShortened,
         "Inc Corp Co Cos Ltd Bros LLC PLC plc Intl Assn Dept Univ Inst Bldg Jr Ave Blvd Rd Hwy "
         "Pkwy "
         "Sq Apt Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs "
         "Fri Sat Sun Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn "
         "Miss Mo Mont Neb Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo etc est al incl ed eds "
         "misc approx dept govt intl Ph.D M.D B.A M.A Esq"},
    List{kBeforeNumber,
         "No Nos Art Arts Sec Secs Vol Vols Ch Fig Figs Eq pp Par para Para Sect Nr nr Bd ca Res "
         "Rs Rd Ser Tel"},
    List{kNeverLast, "vs v e.g i.e cf viz resp ca c"},
    List{kClock, "a.m p.m A.M P.M am pm"},
    List{
        kStarter,
        "The He It She They We I You This That These Those There Here His Her Its Their Our My "
        "Your "
        "A An In On At By For From With After Before During Since While When Where What Who Why "
        "How "
        "If As And But Or So Yet Nor However Moreover Meanwhile Although Though Because Despite "
        "According Then Now Also Both Some Many Most All No Not Only Even Still Such One Two Last "
        "Earlier Later Under Over Until Once Is Are Was Were Do Does Did Has Have Had Can Could "
        "Will Would Should Let Please Another Other Others Each Every Several Few Among Between "
        "Through Without Within Against About Instead Indeed Thus Therefore Hence Besides "
        "Nevertheless Nonetheless Otherwise Perhaps Today Yesterday Tomorrow Asked It's He's She's "
        "They're We're I'm That's There's Don't Didn't Currently Recently Finally Previously "
        "Additionally Furthermore Similarly Overall Given Whether Neither Either More Less Much"},
    List{kSpeech,
         "said says say asked asks told tells added adds wrote writes tweeted shouted chanted "
         "replied responded continued declared exclaimed wondered insisted noted quipped yelled "
         "joked explained recalled demanded cried answered mused posted queried"},
    List{kMonth,
         "January February March April May June July August September October November December "
         "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"},
    // As they stand in dates of other languages.
    List{kMonth,
         "января февраля марта апреля мая июня июля августа сентября октября ноября декабря "
         "janvier février mars avril mai juin juillet août septembre octobre novembre décembre "
         "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
         "Januar Februar März Mai Juni Juli Oktober Dezember "
         "يناير فبراير مارس أبريل ابريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"},
    List{kWeekday,
         "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs "
         "Fri Sat Sun"},
    List{kZone,
         "GMT UTC EST EDT ET CST CDT CT MST MDT MT PST PDT PT BST CET CEST EET EEST MSK IST JST "
         "AEST "
         "Eastern Central Mountain Pacific Greenwich Beijing Moscow local"},
    List{kArticle,
         "al el ad an ar as ash at az bin ibn abu de del della der den di da du la le van von"},
    List{kAgency,
         "AP AFP Reuters TASS UPI ANI PTI IANS DPA dpa EFE ANSA KUNA SPA WAM MENA SANA LANA IRNA "
         "Xinhua Interfax Sputnik Bloomberg CNN BBC Anadolu Yonhap Kyodo RIA NPR"},
    List{
        kLabel,
        "BREAKING UPDATE UPDATED UPDATES WATCH READ RELATED MORE NOTE NB PHOTO PHOTOS VIDEO VIDEOS "
        "EXCLUSIVE OPINION ANALYSIS CORRECTION EDITOR EDITORIAL FILE SOURCE SOURCES IMAGE IMAGES "
        "MUST ALSO SEE LIVE PODCAST GALLERY EXPLAINER FACT REVIEW COMMENT LISTEN TRENDING PS"},
};

using Dictionary = std::unordered_map<std::string_view, WordTraits>;

const Dictionary& dictionary() {
  static const Dictionary words = [] {
    Dictionary made;
    for (const List& list : kLists) {
      std::string_view rest = list.words;
      while (!rest.empty()) {
        const std::size_t space = rest.find(' ');
        made[rest.substr(0, space)] |= list.trait;
        rest.remove_prefix(space == std::string_view::npos ? rest.size() : space + 1);
      }
    }
    return made;
  }();
  return words;
}

WordTraits listed(std::string_view token) {
  const auto found = dictionary().find(token);
  return found == dictionary().end() ? 0 : found->second;
}

bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_ascii_letter(char c) { return is_ascii_upper(c) || (c >= 'a' && c <= 'z'); }

// U.S, J.K, i.a: single letters with stops between.
bool is_dotted_letters(std::string_view token) {
  if (token.size() < 3 || token.size() % 2 == 0) return false;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (i % 2 == 0 ? !is_ascii_letter(token[i]) : token[i] != '.') return false;
  }
  return true;
}

bool is_year(std::string_view token) {
  return token.size() == 4 && (token.starts_with("19") || token.starts_with("20")) &&
         token[2] >= '0' && token[2] <= '9' && token[3] >= '0' && token[3] <= '9';
}

// In lower case from byte `from` on.
std::string lowered(std::string_view token, std::size_t from) {
  std::string lower(token);
  for (std::size_t i = from; i < lower.size(); ++i) {
    if (is_ascii_upper(lower[i])) lower[i] = static_cast<char>(lower[i] + 32);
  }
  return lower;
}

WordTraits shape(std::string_view token) {
  WordTraits traits = 0;
  const Character first = next_character(token, 0);
  if (is_upper(first.code)) {
    traits |= kUpperFirst;
    if (first.size == token.size()) traits |= kInitial;
  } else if (is_lower(first.code)) {
    traits |= kLowerFirst;
  } else if (is_digit(first.code)) {
    traits |= kDigitFirst;
  } else {
    traits |= kCaseless;
  }
  std::size_t letters = 0;
  bool lower = false;
  for (std::size_t i = 0; i < token.size();) {
    const Character c = next_character(token, i);
    if (is_upper(c.code)) ++letters;
    lower = lower || is_lower(c.code);
    i += c.size;
  }
  if (letters >= 2 && !lower) traits |= kAllCapitals;
  return traits;
}

// A word in capitals before "'s" in small letters is in capitals still.
std::string_view without_possessive(std::string_view token) {
  for (const std::string_view ending : {"'s", "\u2019s"}) {
    if (token.size() > ending.size() && token.ends_with(ending)) {
      return token.substr(0, token.size() - ending.size());
    }
  }
  return token;
}

}  // namespace

WordTraits word_traits(std::string_view token) {
  WordTraits traits = shape(without_possessive(token)) | listed(token);
  if (is_dotted_letters(token) && (traits & (kNeverLast | kClock)) == 0) traits |= kShortened;
  if (is_year(token)) traits |= kYear;
  if (is_cue_word(lowered(token, 0))) traits |= kCueWord;
  if ((traits & kAllCapitals) != 0 && token.size() <= 5)
    traits |= listed(lowered(token, 1)) & kTitle;
  return traits;
}

}  // namespace polyvocal::segmenting
