#include "actors/traits.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "english/words.h"
#include "polyvocal/text/tokenize.h"

namespace polyvocal::naming {

namespace {

struct List {
  Traits traits;
  std::string_view words;
};

// Written for this project from general knowledge of news English and of names.
constexpr std::array kLists = std::to_array<List>({
    {kTitle,
     "mr mrs ms miss mx messrs hon dr prof professor sir dame lord lady baron baroness madam gen "
     "general lt "
     "lieutenant "
     "col colonel maj major brig brigadier capt captain cmdr commander cpl corporal sgt sergeant "
     "adm "
     "admiral marshal commodore officer inspector constable superintendent chief sen senator rep "
     "representative congressman congresswoman mp mep deputy gov governor mayor councillor "
     "alderman "
     "minister premier chancellor secretary undersecretary ambassador envoy consul commissioner "
     "counsel solicitor comptroller treasurer speaker spokesman spokeswoman spokesperson chairman "
     "chairwoman chairperson chair director "
     "head leader judge "
     "justice prosecutor lawyer attorney sheikh sheik shaykh imam ayatollah mufti mullah maulana "
     "sayyid "
     "emir amir caliph rabbi father rev reverend bishop archbishop cardinal pastor brother sister "
     "hajj haji "
     "warlord strongman dictator oligarch analyst editor journalist reporter correspondent "
     "activist economist historian author actor player coach manager candidate frontrunner "
     "vice former ex fm pm comrade citizen colleague rival ally"},
    {kTitle | kHighOffice,
     "president king queen prince princess sultan pope emperor shah tsar monarch pres rep "
     "representative congressman congresswoman sen senator gov governor mayor judge justice"},
    {kTitle | kClergy,
     "ayatollah mufti mullah maulana imam caliph rabbi rev reverend bishop archbishop cardinal "
     "pastor pope"},
    {kParticle | kArticle, "al el ul as ash ar ad an at az"},
    {kParticle,
     "bin ben ibn bint abu abou umm abd abdel abdul abdoul ould ait van von der den de del della "
     "di da do dos das du la "
     "le les ter ten zu st saint san santa mac mc al-din eddin uddin y e"},
    {kCalendar,
     "monday tuesday wednesday thursday friday saturday sunday january february march april may "
     "june "
     "july august september october november december mon tue tues wed thu thur thurs fri sat sun "
     "jan feb "
     "mar apr jun jul aug sept sep oct nov dec ramadan eid easter christmas"},
    {kHeadNoun,
     "army navy forces force guard guards brigade brigades battalion militia militias corps "
     "command front "
     "movement party parliament congress senate assembly council cabinet government administration "
     "authority authorities ministry department agency bureau office commission committee court "
     "organisation organization union alliance coalition league federation association foundation "
     "institute university college school academy bank fund company corporation group network "
     "television channel newspaper times post press news radio tv daily tribune herald journal "
     "gazette "
     "observer observatory house mission office service services centre center society club "
     "campaign initiative crescent cross state republic kingdom emirate tribe brotherhood board "
     "caucus tribunal secretariat directorate regiment"},
    {kInstitution,
     "university college school academy institute hospital bank company corporation exchange "
     "airlines airways museum theatre theater orchestra news newspaper times post press tribune "
     "herald journal gazette observer chronicle globe daily television radio club stadium "
     "festival"},
    {kNationality,
     "afghan albanian algerian american angolan arab argentine argentinian armenian asian "
     "australian "
     "austrian azerbaijani bahraini bangladeshi belarusian belgian bolivian bosnian brazilian "
     "british bulgarian burmese burundian cambodian cameroonian canadian catalan chadian chechen "
     "chilean chinese colombian congolese croatian cuban cypriot czech danish dutch ecuadorian "
     "egyptian emirati english eritrean estonian ethiopian european filipino finnish french "
     "gambian "
     "georgian german ghanaian greek guatemalan guinean haitian honduran hungarian icelandic "
     "indian "
     "indonesian iranian iraqi irish israeli italian ivorian jamaican japanese jordanian kazakh "
     "kenyan korean kosovar kurdish kuwaiti kyrgyz lao latvian lebanese liberian libyan lithuanian "
     "macedonian malaysian malian maltese mauritanian mexican moldovan mongolian montenegrin "
     "moroccan mozambican namibian nepalese nicaraguan nigerian nigerien norwegian omani ottoman "
     "pakistani palestinian panamanian paraguayan persian peruvian polish portuguese qatari "
     "romanian "
     "russian rwandan salvadoran saudi scottish senegalese serbian singaporean slovak slovenian "
     "somali soviet spanish sudanese swedish swiss syrian taiwanese tajik tanzanian thai tibetan "
     "tunisian turkish turkmen ugandan ukrainian uruguayan uzbek venezuelan vietnamese welsh "
     "yemeni "
     "zambian zimbabwean"},
    {kLegalForm,
     "inc ltd llc plc corp co gmbh sa ag nv bv spa srl oy ab as pty pte kg jsc pjsc oao ooo llp "
     "incorporated limited corporation"},
    {kLocative | kFiller, "in at"},
    {kLocative,
     "near from to into toward towards outside inside around across through throughout via over "
     "above "
     "beyond within onto outskirts off along amid beneath under northeast northwest southeast "
     "southwest"},
    {kLocative | kDirection, "north south east west downtown central"},
    {kDirection | kFiller,
     "eastern western northern southern northeastern northwestern southeastern southwestern"},
    {kFiller, "the of based city"},
    {kMotion,
     "arrive arrives arrived arriving visit visits visited visiting leave leaves left leaving "
     "reach reaches "
     "reached reaching enter enters entered entering capture captures captured capturing retake "
     "retakes retook "
     "retaken retaking seize seizes seized seizing storm stormed besiege besieged besieging bomb "
     "bombs "
     "bombed bombing shell shells shelled shelling bombard bombarded attack attacked attacking "
     "liberate "
     "liberated liberating flee fled fleeing surround surrounded surrounding occupy occupied "
     "occupying "
     "recapture recaptured recapturing reclaim tour toured live lives lived born"},
    {kPlaceNoun,
     "city capital town village airport airports port suburb suburbs outskirts street streets "
     "square district "
     "districts province region area areas neighbourhood neighborhood border borders resort base "
     "hospital hotel "
     "embassy talks talk meeting meetings conference summit forum congress offensive battle "
     "fighting clashes siege war "
     "attack attacks bombing visit trip airstrike airstrikes stop agreement accord accords "
     "declaration protocol treaty "
     "communique process peace round time stadium university museum residents resident frontline "
     "front lines"},
    {kSpeech,
     "say says said saying tell tells told telling add adds added adding note noted notes announce "
     "announces announced "
     "warn warns warned state stated declare declared claim claims claimed insist insisted explain "
     "explained argue "
     "argued comment commented reply replied respond responded tweet tweeted write wrote writes "
     "confirm confirmed deny "
     "denied report reported reports stress stressed reiterate reiterated urge urged vow vowed "
     "promise promised accuse accused"},
    {kSideNoun,
     "forces force fighters fighter militia militias militiamen troops troop army armies soldiers "
     "soldier men man "
     "gunmen rebels loyalists loyalist allies ally supporters supporter backers camp side regime "
     "government cabinet "
     "administration offensive campaign advance assault attack army's battalion battalions "
     "brigades brigade units unit "
     "warplanes jets rule project spokesman spokesperson spokeswoman aides aide followers party "
     "commander commanders"},
    {kConnector, "of for on and the to in de du la des del della y et"},
    {kBridge,
     "of the al el ul bin ben ibn bint abu abou van von der den de del della di da do dos das du "
     "la le y"},
    {kAgentNoun,
     "government governments official officials minister ministers ministry president premier "
     "foreign interior "
     "defense defence finance authorities authority regime administration leaders leader support "
     "backing "
     "help aid role policy policies decision decisions position stance offer proposal demand "
     "demands relations ties tie "
     "allies ally interests interest ambassador envoy parliament army military troops forces "
     "intelligence "
     "security diplomat diplomats diplomacy sanctions interference intervention involvement "
     "influence efforts "
     "effort response reaction statement message warning pressure goals aims intentions ambitions "
     "spokesman spokeswoman "
     "spokesperson lawmakers delegation mediation mediators initiative prime deputy chief state "
     "media"},
    {kObjectVerb,
     "with between by against accuse accuses accused accusing urge urges urged urging tell tells "
     "told ask asks asked "
     "asking blame blames blamed blaming support supports supported supporting back backs backed "
     "backing "
     "criticise criticised criticize criticized thank thanked thanks warn warns warned warning "
     "press pressed "
     "pressure pressured pressuring persuade persuaded convince convinced invite invited help "
     "helps helped "
     "oppose opposes opposed opposing sanction sanctioned lobby lobbied"},
    {kGivenName,
     "wm thos chas benj saml robt danl edw jno "  // as old print shortens them
     "mohammed mohamed muhammad mohammad mohamad muhammed mehmet ahmed ahmad ahmet ali hassan "
     "hasan hussein hossein "
     "hussain husain omar umar osama usama khaled khalid mahmoud mahmud mustafa mostafa ibrahim "
     "ismail yousef youssef yusuf "
     "abdullah abdallah abdulla abdel abdul abdelaziz abdulaziz abdelrahman abdulrahman "
     "abderrahman tariq tarek tarik "
     "karim kareem said saeed saad salem salim saleem samir sami sameer nasser naser jamal gamal "
     "jalal bashar bashir faisal "
     "fahd hamad hamid hamed hamza haider haydar hadi hani hisham imad jaber jabir kamal kamel "
     "majid majed malik "
     "mansour marwan nabil nadia nasir nour noor omer qasim rashid rami riyad salman salah saleh "
     "sultan tamim "
     "walid waleed yahya yasin yasser zaid ziad zuhair fatima fatma aisha layla leila maryam "
     "mariam zainab zeinab amina khadija "
     "huda hanan rania salma samira yasmin fathi fayez fawzi adel amr anwar ayman aziz badr bilal "
     "john james robert michael mike william bill david richard rick joseph joe thomas tom charles "
     "chuck christopher chris daniel dan matthew matt "
     "anthony tony mark donald don steven steve stephen paul andrew andy joshua kenneth ken kevin "
     "brian george edward ed ronald timothy tim jason "
     "jeffrey jeff ryan jacob gary nicholas nick eric jonathan jon larry justin scott brandon "
     "benjamin samuel sam gregory greg "
     "frank alexander alex raymond patrick jack dennis jerry tyler aaron jose adam nathan henry "
     "douglas zachary peter "
     "kyle walter ethan jeremy harold keith christian roger noah gerald carl terry sean austin "
     "arthur lawrence jesse dylan "
     "bryan joe jordan billy bruce albert willie gabriel logan alan juan wayne roy ralph randy "
     "eugene vincent russell "
     "louis philip bobby johnny bradley mary patricia jennifer jen linda elizabeth liz barbara "
     "susan jessica sarah karen nancy lisa betty "
     "margaret sandra ashley kimberly kim emily donna michelle carol amanda dorothy melissa "
     "deborah stephanie rebecca "
     "sharon laura cynthia kathleen amy angela shirley anna ann anne brenda pamela emma nicole "
     "helen samantha katherine christine "
     "debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia "
     "victoria kelly lauren christina "
     "joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa theresa sara "
     "janice marie julia grace "
     "bob bobby rob jim jimmy ben dave danny eddie ted fred frederick jerry joey pete phil ron "
     "drew bernie charlie kenny tommy debbie betsy cathy cindy donna ellen erin jane jill "
     "julian kate katie kristen kristin lori lucy lynn meghan molly monica nina paula peggy "
     "rita sally sheila susanna suzanne tammy tina valerie vanessa wanda wendy brad bradford "
     "clarence darren derek doug ernest glen jimmie josh joel kurt luke marvin maurice oscar "
     "rodney theodore todd travis trevor "
     "judy tony nigel gordon boris jeremy keir rishi liam simon graham ian colin neil craig stuart "
     "duncan "
     "vladimir dmitry dmitri sergei sergey alexei aleksei alexey andrei andrey mikhail nikolai "
     "ivan igor oleg yuri boris viktor victor "
     "vasily pavel petr pyotr maxim roman ruslan anatoly konstantin yevgeny evgeny oleksandr "
     "volodymyr petro yulia olga irina "
     "natalia tatiana elena svetlana anna ekaterina maria "
     "jean pierre jacques francois michel philippe alain bernard claude nicolas laurent olivier "
     "emmanuel marine "
     "hans klaus jurgen wolfgang angela helmut karl heinz stefan thomas andreas christian markus "
     "giuseppe giovanni matteo luigi marco mario paolo silvio sergio antonio francesco roberto "
     "carlo "
     "carlos luis jorge miguel pedro manuel francisco fernando jesus javier rafael alejandro pablo "
     "hugo evo nicolas "
     "ricardo eduardo diego andres felipe alvaro enrique joao paulo luiz jair dilma "
     "narendra rahul amit rajiv sanjay anil sunil raj ravi vijay arun ashok manmohan indira sonia "
     "priya imran nawaz asif bilawal "
     "recep tayyip abdullah ahmet binali mevlut hulusi suleyman kemal "
     "hassan ali mohammad mahmoud javad ebrahim qasem "
     "min jae hyun jung soo yong shinzo taro yoshihide fumio naoto "
     "kofi kwame nelson thabo jacob cyril julius uhuru raila goodluck muhammadu yoweri paul joseph "
     "robert "
     "adama moussa amadou mamadou ousmane ibrahima abdoulaye macky alassane laurent"},
    {kBodyRole,
     "spokesman spokeswoman spokesperson spokesmen chairman chairwoman chairperson ceo cfo coo "
     "coach captain manager quarterback midfielder striker defender goalkeeper receiver "
     "linebacker pitcher shortstop teammate teammates shares stock shareholders shareholder "
     "stockholders subsidiary founder co-founder cofounder professor professors alumni trustees"},
    {kFamilyFirst,
     "xi li wang zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng "
     "liang xie tang "
     "deng mao hua wen kim lee park choi jung kang cho yoon chang moon ban roh nguyen tran pham "
     "hun"},
    {kFiniteVerb,
     "has have had is are was were will would can could may might must should does did do won"},
    {kAdverb,
     "also now already still never always then thus however meanwhile therefore yesterday today "
     "again"},
    // Nouns and adjectives that news capitalises in headlines; verbs and function words come from
    // the shared English tables.
    {kOrdinary,
     "delegation leaders visit visits security source sources country countries city cities town "
     "people person persons man "
     "men woman women child children world war wars peace talks deal deals crisis conflict news "
     "report reports video "
     "photo photos image footage story stories world's week weeks month months year years day days "
     "time times hour "
     "today tomorrow yesterday tonight morning evening night afternoon first second third last "
     "next new old good bad "
     "great big small large high low long short young early late top best worst right left north "
     "south east west "
     "northern southern eastern western central international national local regional global "
     "foreign public "
     "private political military economic social civil human legal official officials special "
     "general prime "
     "major minor main key chief senior former interim acting current future past present recent "
     "final "
     "full free open close closed dead alive injured wounded killed missing least most many much "
     "several few more less some "
     "any all both each every other another such same different own no not none nothing something "
     "anything everything "
     "one two three four five six seven eight nine ten hundred thousand million billion trillion "
     "dozens hundreds "
     "thousands millions half quarter percent number numbers amount rate rates price prices cost "
     "costs market "
     "markets trade economy business company companies industry bank money tax taxes budget oil "
     "gas energy water food "
     "health hospital doctor doctors patient patients virus vaccine disease school schools student "
     "students teacher "
     "university education science technology internet phone social media press television radio "
     "newspaper "
     "article opinion analysis editorial comment comments letter interview speech statement "
     "statements quote "
     "law laws court courts judge trial case cases crime crimes police officer officers prison "
     "prisoner prisoners "
     "army navy force forces troops soldier soldiers fighter fighters rebel rebels militant "
     "militants terrorist "
     "terrorists terror terrorism attack attacks bomb bombs blast explosion strike strikes "
     "airstrike gun guns weapon "
     "weapons arms missile missiles rocket rockets tank tanks drone drones plane planes jet jets "
     "ship ships border borders "
     "government governments minister ministers president parliament lawmakers lawmaker party "
     "parties election "
     "elections vote votes voter voters candidate candidates campaign poll polls protest protests "
     "protester protesters "
     "rally demonstration demonstrators opposition power powers leader leadership rights freedom "
     "democracy revolution "
     "coup regime state states union council committee commission agency office ministry "
     "department member members "
     "group groups team teams family families father mother son daughter brother sister wife "
     "husband friend friends home "
     "house houses street road roads building buildings church mosque area areas region region's "
     "province village capital "
     "situation issue issues problem problems question questions answer answers reason reasons "
     "result results "
     "plan plans program programme project projects effort efforts move moves step steps decision "
     "decisions agreement "
     "agreements treaty accord truce ceasefire resolution sanctions embargo aid support help "
     "relief refugees refugee "
     "migrants migrant residents resident civilians civilian citizens citizen victims victim "
     "witnesses witness "
     "survivors survivor casualties death deaths toll fire fires flood floods storm earthquake "
     "weather climate change "
     "game games match matches season league cup goal goals player players coach sport sports film "
     "films movie music "
     "book books show shows star stars life love heart hand hands eye eyes face head body back way "
     "ways part parts end "
     "beginning start middle side sides line lines point points view views place places thing "
     "things lot kind sort type "
     "field sea gulf coast island islands river mountain mountains valley desert mps reckless "
     "adventure important benefits benefit conference meeting meetings summit tensions tension "
     "background "
     "spokesman spokeswoman spokesperson representative representatives according meanwhile "
     "however although "
     "despite since until besides moreover furthermore therefore thus hence instead rather overall "
     "currently recently "
     "finally eventually additionally similarly indeed perhaps maybe please thanks dear read click "
     "share follow subscribe "
     "photo caption file copyright reserved advertisement related post posts link short email "
     "newsletter sign login "
     "exclusive breaking update updated live watch listen latest"},
});

struct Abbreviation {
  std::string_view word, title;
};
constexpr std::array kAbbreviations = std::to_array<Abbreviation>({
    {"gen", "general"},
    {"col", "colonel"},
    {"lt", "lieutenant"},
    {"maj", "major"},
    {"brig", "brigadier"},
    {"capt", "captain"},
    {"sgt", "sergeant"},
    {"adm", "admiral"},
    {"sen", "senator"},
    {"gov", "governor"},
    {"pres", "president"},
    {"prof", "professor"},
    {"cmdr", "commander"},
    {"rep", "representative"},
    {"premier", "minister"},
    {"pm", "minister"},
    {"fm", "minister"},
    {"spokeswoman", "spokesman"},
    {"spokesperson", "spokesman"},
    {"chairwoman", "chairman"},
    {"chairperson", "chairman"},
    {"chair", "chairman"},
});

using Map = std::unordered_map<std::string_view, Traits>;

Map make_map() {
  Map map;
  for (const List& list : kLists) {
    english::each_word(list.words, [&](std::string_view word) { map[word] |= list.traits; });
  }
  for (const english::WordList& list : english::function_words()) {
    english::each_word(list.words, [&](std::string_view word) { map[word] |= kOrdinary; });
  }
  return map;
}

// Verb forms are made at run time, so their texts need a home of their own.
std::unordered_map<std::string, Traits> make_verbs() {
  std::unordered_map<std::string, Traits> verbs;
  english::each_word(english::verb_lemmas(), [&](std::string_view lemma) {
    if (lemma.ends_with("/n")) lemma.remove_suffix(2);
    english::each_form(lemma, [&](std::string_view form, english::VerbForms which) {
      Traits& traits = verbs[std::string(form)];
      traits |= kOrdinary;
      if ((which & (english::kBase | english::kThird | english::kPast)) != 0) {
        traits |= kFiniteVerb;
      }
    });
  });
  return verbs;
}

const Map& table() {
  static const Map map = make_map();
  return map;
}

const std::unordered_map<std::string, Traits>& verb_table() {
  static const auto verbs = make_verbs();
  return verbs;
}

bool has_english_ending(std::string_view key) {
  constexpr std::array<std::string_view, 10> kEndings = {"ing",  "tion", "tions", "ment",  "ments",
                                                         "ness", "ship", "ally",  "ities", "ized"};
  return key.size() >= 7 && std::any_of(kEndings.begin(), kEndings.end(),
                                        [&](std::string_view e) { return key.ends_with(e); });
}

// The corpus overrules the tables once it has seen enough of a word.
bool ordinary_in(const Vocabulary& vocabulary, KeyId key, bool listed) {
  const std::uint64_t lower = vocabulary.key_lower[key];
  const std::uint64_t capital = vocabulary.key_capital[key];
  const std::string_view text = vocabulary.keys[key];
  if (text == "i" || text.starts_with("i'") || text.starts_with("i\u2019")) return true;
  if (lower + capital >= 5) return listed ? 3 * lower > capital : lower > capital;
  return listed || lower > capital ||
         (lower >= capital && has_english_ending(vocabulary.keys[key]));
}

}  // namespace

std::string_view full_title(std::string_view key) {
  for (const Abbreviation& abbreviation : kAbbreviations) {
    if (abbreviation.word == key) return abbreviation.title;
  }
  return key;
}

Traits traits_of(WordClass what) {
  switch (what) {
    case WordClass::title:
      return kTitle;
    case WordClass::particle:
      return kParticle | kBridge;
    case WordClass::legal_form:
      return kLegalForm;
    case WordClass::month:
      break;
  }
  return kCalendar;
}

Traits traits_of(std::string_view key) {
  Traits traits = 0;
  if (const auto found = table().find(key); found != table().end()) traits |= found->second;
  const auto verb = verb_table().find(std::string(key));
  if (verb != verb_table().end()) traits |= verb->second;
  return traits;
}

TraitTable::TraitTable(const Vocabulary& vocabulary, const Knowledge& knowledge)
    : by_key_(vocabulary.keys.size(), 0) {
  for (const auto& [word, traits] : table()) {
    if (const auto key = vocabulary.find_key(word)) by_key_[*key] |= traits;
  }
  for (const auto& [word, traits] : verb_table()) {
    if (const auto key = vocabulary.find_key(word)) by_key_[*key] |= traits;
  }
  // Contractions with a curly apostrophe are those with a straight one.
  for (KeyId key = 0; key < by_key_.size(); ++key) {
    const std::string_view curly = vocabulary.keys[key];
    const std::size_t at = curly.find("\u2019");
    if (at == std::string_view::npos) continue;
    std::string plain(curly.substr(0, at));
    plain += '\'';
    plain += curly.substr(at + 3);
    by_key_[key] |= traits_of(plain);
  }
  for (KeyId key = 0; key < by_key_.size(); ++key) {
    const bool listed = (by_key_[key] & kOrdinary) != 0;
    if (ordinary_in(vocabulary, key, listed)) {
      by_key_[key] |= kOrdinary;
    } else {
      by_key_[key] &= ~kOrdinary;
    }
  }
  for (const ListedWord& listed : knowledge.words) {
    if (const auto key = vocabulary.find_key(fold_key(listed.word))) {
      by_key_[*key] |= traits_of(listed.what);
    }
  }
  std::vector<Span> words;
  for (const std::string& name : knowledge.other_names) {
    words.clear();
    tokenize(name, words);
    if (words.size() != 1) continue;
    const std::string folded =
        fold_key(std::string_view(name).substr(words[0].begin, words[0].size()));
    if (const auto key = vocabulary.find_key(folded)) by_key_[*key] |= kOtherName;
  }
  by_type_.reserve(vocabulary.info.size());
  for (const TypeInfo& info : vocabulary.info) by_type_.push_back((*this)[info.key]);
}

}  // namespace polyvocal::naming

namespace polyvocal {

bool is_common_word(std::string_view word) {
  return (naming::traits_of(fold_key(word)) & naming::kOrdinary) != 0;
}

}  // namespace polyvocal
