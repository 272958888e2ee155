#include "english/forms.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace polyvocal::english {

namespace {

struct Irregular {
  std::string_view lemma, past, participle;
};

// Sorted by lemma: looked up by binary search.
constexpr std::array kIrregular = std::to_array<Irregular>({
    {"arise", "arose", "arisen"},
    {"bear", "bore", "borne"},
    {"beat", "beat", "beaten"},
    {"become", "became", "become"},
    {"begin", "began", "begun"},
    {"bend", "bent", "bent"},
    {"bid", "bid", "bid"},
    {"bind", "bound", "bound"},
    {"bite", "bit", "bitten"},
    {"bleed", "bled", "bled"},
    {"blow", "blew", "blown"},
    {"break", "broke", "broken"},
    {"breed", "bred", "bred"},
    {"bring", "brought", "brought"},
    {"broadcast", "broadcast", "broadcast"},
    {"build", "built", "built"},
    {"burst", "burst", "burst"},
    {"buy", "bought", "bought"},
    {"cast", "cast", "cast"},
    {"catch", "caught", "caught"},
    {"choose", "chose", "chosen"},
    {"cling", "clung", "clung"},
    {"come", "came", "come"},
    {"cost", "cost", "cost"},
    {"creep", "crept", "crept"},
    {"cut", "cut", "cut"},
    {"deal", "dealt", "dealt"},
    {"dig", "dug", "dug"},
    {"do", "did", "done"},
    {"draw", "drew", "drawn"},
    {"drink", "drank", "drunk"},
    {"drive", "drove", "driven"},
    {"eat", "ate", "eaten"},
    {"fall", "fell", "fallen"},
    {"feed", "fed", "fed"},
    {"feel", "felt", "felt"},
    {"fight", "fought", "fought"},
    {"find", "found", "found"},
    {"flee", "fled", "fled"},
    {"fly", "flew", "flown"},
    {"forbid", "forbade", "forbidden"},
    {"foresee", "foresaw", "foreseen"},
    {"forget", "forgot", "forgotten"},
    {"forgive", "forgave", "forgiven"},
    {"freeze", "froze", "frozen"},
    {"get", "got", "gotten"},
    {"give", "gave", "given"},
    {"go", "went", "gone"},
    {"grow", "grew", "grown"},
    {"hang", "hung", "hung"},
    {"have", "had", "had"},
    {"hear", "heard", "heard"},
    {"hide", "hid", "hidden"},
    {"hit", "hit", "hit"},
    {"hold", "held", "held"},
    {"hurt", "hurt", "hurt"},
    {"keep", "kept", "kept"},
    {"know", "knew", "known"},
    {"lay", "laid", "laid"},
    {"lead", "led", "led"},
    {"leave", "left", "left"},
    {"lend", "lent", "lent"},
    {"let", "let", "let"},
    {"lie", "lied", "lied"},
    {"light", "lit", "lit"},
    {"lose", "lost", "lost"},
    {"make", "made", "made"},
    {"mean", "meant", "meant"},
    {"meet", "met", "met"},
    {"mislead", "misled", "misled"},
    {"overcome", "overcame", "overcome"},
    {"override", "overrode", "overridden"},
    {"overrun", "overran", "overrun"},
    {"oversee", "oversaw", "overseen"},
    {"overthrow", "overthrew", "overthrown"},
    {"pay", "paid", "paid"},
    {"put", "put", "put"},
    {"quit", "quit", "quit"},
    {"read", "read", "read"},
    {"rebuild", "rebuilt", "rebuilt"},
    {"retake", "retook", "retaken"},
    {"rewrite", "rewrote", "rewritten"},
    {"ride", "rode", "ridden"},
    {"ring", "rang", "rung"},
    {"rise", "rose", "risen"},
    {"run", "ran", "run"},
    {"say", "said", "said"},
    {"see", "saw", "seen"},
    {"seek", "sought", "sought"},
    {"sell", "sold", "sold"},
    {"send", "sent", "sent"},
    {"set", "set", "set"},
    {"shake", "shook", "shaken"},
    {"shed", "shed", "shed"},
    {"shoot", "shot", "shot"},
    {"show", "showed", "shown"},
    {"shrink", "shrank", "shrunk"},
    {"shut", "shut", "shut"},
    {"sing", "sang", "sung"},
    {"sink", "sank", "sunk"},
    {"sit", "sat", "sat"},
    {"slay", "slew", "slain"},
    {"sleep", "slept", "slept"},
    {"slide", "slid", "slid"},
    {"speak", "spoke", "spoken"},
    {"speed", "sped", "sped"},
    {"spend", "spent", "spent"},
    {"split", "split", "split"},
    {"spread", "spread", "spread"},
    {"stand", "stood", "stood"},
    {"steal", "stole", "stolen"},
    {"stick", "stuck", "stuck"},
    {"strike", "struck", "struck"},
    {"strive", "strove", "striven"},
    {"swear", "swore", "sworn"},
    {"sweep", "swept", "swept"},
    {"swing", "swung", "swung"},
    {"take", "took", "taken"},
    {"teach", "taught", "taught"},
    {"tear", "tore", "torn"},
    {"tell", "told", "told"},
    {"think", "thought", "thought"},
    {"throw", "threw", "thrown"},
    {"undergo", "underwent", "undergone"},
    {"understand", "understood", "understood"},
    {"undertake", "undertook", "undertaken"},
    {"undo", "undid", "undone"},
    {"uphold", "upheld", "upheld"},
    {"upset", "upset", "upset"},
    {"wear", "wore", "worn"},
    {"win", "won", "won"},
    {"withdraw", "withdrew", "withdrawn"},
    {"withhold", "withheld", "withheld"},
    {"withstand", "withstood", "withstood"},
    {"write", "wrote", "written"},
});

static_assert(std::is_sorted(kIrregular.begin(), kIrregular.end(),
                             [](const Irregular& a, const Irregular& b) {
                               return a.lemma < b.lemma;
                             }));

// Verbs of more than one syllable that double the last consonant (stress on the last syllable).
constexpr std::array kDoubling = std::to_array<std::string_view>(
    {"abet",    "abhor",    "admit",  "allot",  "begin",  "commit", "compel",   "concur",
     "confer",  "control",  "defer",  "deter",  "dispel", "embed",  "equip",    "excel",
     "expel",   "forbid",   "forget", "incur",  "infer",  "kidnap", "occur",    "omit",
     "overrun", "overstep", "patrol", "permit", "prefer", "propel", "rebel",    "rebut",
     "recur",   "refer",    "regret", "remit",  "repel",  "submit", "transfer", "transmit",
     "unplug",  "unwrap",   "upset"});

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

bool ends_with_sibilant(std::string_view w) {
  return w.ends_with('s') || w.ends_with('x') || w.ends_with('z') || w.ends_with("ch") ||
         w.ends_with("sh");
}

bool ends_consonant_y(std::string_view w) {
  return w.size() > 1 && w.back() == 'y' && !is_vowel(w[w.size() - 2]);
}

int syllables(std::string_view w) {
  int count = 0;
  for (std::size_t i = 0; i < w.size(); ++i) {
    const bool vowel = is_vowel(w[i]) || (w[i] == 'y' && i > 0);
    const bool before = i > 0 && (is_vowel(w[i - 1]) || w[i - 1] == 'y');
    if (vowel && !before) ++count;
  }
  return count;
}

bool doubles(std::string_view w) {
  if (w.size() < 3) return false;
  const char last = w.back();
  if (is_vowel(last) || last == 'w' || last == 'x' || last == 'y') return false;
  if (!is_vowel(w[w.size() - 2]) || is_vowel(w[w.size() - 3])) return w == "quit" || w == "equip";
  return syllables(w) == 1 || std::find(kDoubling.begin(), kDoubling.end(), w) != kDoubling.end();
}

std::string gerund(std::string_view w) {
  std::string stem(w);
  if (w.ends_with("ie")) {
    stem.resize(w.size() - 2);
    return stem + "ying";
  }
  if (w.ends_with('e') && !w.ends_with("ee") && !w.ends_with("oe") && !w.ends_with("ye")) {
    stem.pop_back();
  } else if (doubles(w)) {
    stem += w.back();
  }
  return stem + "ing";
}

std::string regular_past(std::string_view w) {
  std::string stem(w);
  if (w.ends_with('e')) return stem + "d";
  if (ends_consonant_y(w)) {
    stem.back() = 'i';
  } else if (doubles(w)) {
    stem += w.back();
  }
  return stem + "ed";
}

}  // namespace

std::string plural(std::string_view noun) {
  std::string stem(noun);
  if (ends_consonant_y(noun)) {
    stem.back() = 'i';
    return stem + "es";
  }
  if (ends_with_sibilant(noun)) return stem + "es";
  return stem + "s";
}

void each_form(std::string_view lemma,
               const std::function<void(std::string_view form, VerbForms which)>& use) {
  const auto at = std::lower_bound(
      kIrregular.begin(), kIrregular.end(), lemma,
      [](const Irregular& entry, std::string_view word) { return entry.lemma < word; });
  const bool irregular = at != kIrregular.end() && at->lemma == lemma;
  std::string third = lemma == "have" ? "has" : plural(lemma);
  if (lemma == "do" || lemma == "go" || lemma == "undergo" || lemma == "undo" || lemma == "veto") {
    third = std::string(lemma) + "es";
  }
  const std::string past = irregular ? std::string(at->past) : regular_past(lemma);
  const std::string participle = irregular ? std::string(at->participle) : past;
  const std::array<std::pair<std::string, VerbForms>, 5> forms = {{{std::string(lemma), kBase},
                                                                   {std::move(third), kThird},
                                                                   {gerund(lemma), kGerund},
                                                                   {past, kPast},
                                                                   {participle, kParticiple}}};
  for (std::size_t i = 0; i < forms.size(); ++i) {
    VerbForms which = forms[i].second;
    bool seen = false;
    for (std::size_t j = 0; j < forms.size(); ++j) {
      if (forms[j].first != forms[i].first) continue;
      if (j < i) seen = true;
      which = static_cast<VerbForms>(which | forms[j].second);
    }
    if (!seen) use(forms[i].first, which);
  }
}

}  // namespace polyvocal::english
