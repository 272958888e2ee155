#include "actors/forms.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <numeric>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "actors/body_names.h"
#include "actors/given_names.h"
#include "actors/name_parts.h"
#include "actors/traits.h"
#include "polyvocal/core/error.h"
#include "polyvocal/text/tokenize.h"

namespace polyvocal::naming {

namespace {

constexpr std::size_t kMostReordered = 4;  // words of a name whose order may vary

// Bytes of the invisible mark at `at` (zero-width, direction), 0 for anything else.
std::size_t invisible_mark(std::string_view text, std::size_t at) {
  if (text.size() < at + 3) return 0;
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i]));
  };
  const std::uint32_t mark = byte(0) << 16U | byte(1) << 8U | byte(2);  // in UTF-8
  const bool is_mark = (mark >= 0xE2808B && mark <= 0xE2808F) ||        // U+200B to U+200F
                       (mark >= 0xE280AA && mark <= 0xE280AE) ||        // U+202A to U+202E
                       (mark >= 0xE281A0 && mark <= 0xE281A9) ||        // U+2060 to U+2069
                       mark == 0xEFBBBF;                                // U+FEFF
  return is_mark ? 3 : 0;
}

Form split(std::string_view surface) {
  Form form;
  form.surface = surface;
  std::vector<Span> spans;
  tokenize(surface, spans);
  std::uint32_t previous = 0;
  for (const Span span : spans) {
    const std::string_view word = surface.substr(span.begin, span.size());
    FormWord made{.key = fold_key(word)};
    if (made.key.empty()) continue;
    const TypeInfo info = classify_token(word);
    made.capital = info.casing != Casing::lower && info.casing != Casing::none;
    made.possessive = info.possessive != 0;
    if (!form.words.empty()) {
      form.gaps.push_back(without_space(surface.substr(previous, span.begin - previous)));
    }
    previous = span.end;
    form.words.push_back(std::move(made));
  }
  return form;
}

void drop_word(Form& form, std::size_t at) {
  form.words.erase(form.words.begin() + static_cast<std::ptrdiff_t>(at));
  if (form.gaps.empty()) return;
  const std::size_t gap = std::min(at, form.gaps.size() - 1);
  form.gaps.erase(form.gaps.begin() + static_cast<std::ptrdiff_t>(gap));
}

bool has(const FormWord& word, Traits any) {
  return ((traits_of(word.key) | word.listed) & any) != 0;
}

Countries list_countries(const Knowledge& knowledge) {
  std::vector<std::string> names(knowledge.actors.size());
  for (const Name& name : knowledge.names) {
    const auto actor = static_cast<std::size_t>(name.actor);
    if (name.kind != NameKind::name || knowledge.actors[actor].type != ActorType::state) continue;
    const Form form = split(name.surface);
    if (names[actor].empty() && form.words.size() == 1) names[actor] = form.words[0].key;
  }
  Countries countries;
  for (const Name& name : knowledge.names) {
    const std::string& country = names[static_cast<std::size_t>(name.actor)];
    if (name.kind != NameKind::demonym || country.empty()) continue;
    const Form form = split(name.surface);
    if (form.words.size() != 1) continue;
    countries.country_of.emplace(form.words[0].key, country);
    countries.demonyms_of[country].push_back(form.words[0].key);
  }
  return countries;
}

std::string join(std::span<const FormWord> words) {
  std::string surface;
  for (const FormWord& word : words) {
    if (!surface.empty()) surface += ' ';
    surface += word.key;
  }
  return surface;
}

// States and places by their names, demonyms and letters; none for what several share.
class Lands {
 public:
  explicit Lands(const Knowledge& knowledge) {
    for (const Name& name : knowledge.names) {
      const ActorType type = knowledge.actors[static_cast<std::size_t>(name.actor)].type;
      if (type != ActorType::state && type != ActorType::place) continue;
      const Form form = split(name.surface);
      if (form.words.empty() || form.words.size() > kLongest) continue;
      const auto [at, fresh] = lands_.emplace(join(form.words), name.actor);
      if (!fresh && at->second != name.actor) at->second = -1;
    }
  }

  // The first that the words name, -1 for none.
  [[nodiscard]] ActorId in(std::span<const FormWord> words) const {
    for (std::size_t begin = 0; begin < words.size() && !lands_.empty(); ++begin) {
      for (std::size_t count = std::min(kLongest, words.size() - begin); count > 0; --count) {
        const auto found = lands_.find(join(words.subspan(begin, count)));
        if (found != lands_.end() && found->second >= 0) return found->second;
      }
    }
    return -1;
  }

 private:
  static constexpr std::size_t kLongest = 4;  // words of a name
  std::map<std::string, ActorId> lands_;
};

// Positions of the names in Knowledge::names, actor by actor, and where each actor begins.
struct NamesByActor {
  std::vector<std::uint32_t> names;
  std::vector<std::uint32_t> begins;

  explicit NamesByActor(const std::vector<Name>& listed) : names(listed.size()) {
    std::iota(names.begin(), names.end(), 0U);
    std::stable_sort(names.begin(), names.end(), [&](std::uint32_t a, std::uint32_t b) {
      return listed[a].actor < listed[b].actor;
    });
    for (std::uint32_t i = 0; i < names.size(); ++i) {
      const bool same = i > 0 && listed[names[i]].actor == listed[names[i - 1]].actor;
      if (!same) begins.push_back(i);
    }
    begins.push_back(static_cast<std::uint32_t>(names.size()));
  }

  [[nodiscard]] std::size_t actors() const { return begins.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t actor) const {
    return std::span(names).subspan(begins[actor], begins[actor + 1] - begins[actor]);
  }
};

}  // namespace

class FormCompiler::Rules {
 public:
  explicit Rules(const Knowledge& knowledge)
      : knowledge_(knowledge),
        countries_(list_countries(knowledge)),
        lands_(knowledge),
        names_(knowledge.names) {
    for (const ListedWord& listed : knowledge.words) {
      listed_[fold_key(listed.word)] |= traits_of(listed.what);
    }
  }

  [[nodiscard]] std::size_t batches() const { return 2 * names_.actors() + 1; }

  void compile(std::size_t batch, std::vector<Form>& out) {
    seen_.clear();
    forms_.clear();
    const std::size_t actors = names_.actors();
    if (batch < 2 * actors) {
      // Listed names first: what rules derive never takes their place.
      const auto names = names_.of(batch % actors);
      for (const std::uint32_t name : names) add(listed_form(knowledge_.names[name]));
      if (batch >= actors) {
        forms_.clear();
        for (const std::uint32_t name : names) add_derived(listed_form(knowledge_.names[name]));
      }
    } else {
      for (std::size_t i = 0; i < knowledge_.corrections.size(); ++i) add_correction(i);
    }
    std::move(forms_.begin(), forms_.end(), std::back_inserter(out));
  }

 private:
  const Actor& actor_of(const Form& form) const {
    return knowledge_.actors[static_cast<std::size_t>(form.actor)];
  }

  void add(Form form) {
    // A form that an earlier, better origin already gave is not repeated.
    std::string signature = std::to_string(form.actor) + '/' + std::to_string(form.correction);
    if (form.origin == Origin::correction || form.policy == CasePolicy::exact) {
      signature += '=' + form.surface;
    }
    // "the Navy" is judged otherwise than "the navy", and both are forms.
    const bool bare = form.origin == Origin::fragment && form.words.size() == 1;
    if (bare && has(form.words[0], kHeadNoun)) signature += '^';
    for (const FormWord& word : form.words) {
      signature += ' ';
      signature += word.key;
      if (word.possessive) signature += "'s";
    }
    if (seen_.insert(std::move(signature)).second) forms_.push_back(std::move(form));
  }

  void add_correction(std::size_t index) {
    const Correction& correction = knowledge_.corrections[index];
    Form form = split(correction.surface);
    if (form.words.empty()) {
      throw InputError("correction " + std::to_string(index + 1) + ": surface '" +
                       correction.surface + "' has no word");
    }
    form.actor = correction.actor;
    form.kind = NameKind::variant;
    form.policy = CasePolicy::exact;
    form.origin = Origin::correction;
    form.correction = static_cast<std::int32_t>(index);
    form.loose_possessive = true;
    add(std::move(form));
  }

  Form listed_form(const Name& name) const {
    Form form = split(name.surface);
    if (form.words.empty()) {
      throw InputError("actor '" + knowledge_.actors[static_cast<std::size_t>(name.actor)].id +
                       "': the name '" + name.surface + "' has no word");
    }
    for (FormWord& word : form.words) {
      const auto found = listed_.find(word.key);
      if (found != listed_.end()) word.listed = found->second;
    }
    if (form.words.size() > 1 && form.words[0].key == "the") {
      drop_word(form, 0);
      form.article = true;
    }
    form.actor = name.actor;
    form.kind = name.kind;
    form.policy = name.policy;
    if (actor_of(form).type == ActorType::person && form.kind == NameKind::name) {
      form.given_words = static_cast<std::uint16_t>(family_begin(own_name(form)));
    }
    return form;
  }

  void add_derived(const Form& form) {
    const ActorType type = actor_of(form).type;
    const bool person = type == ActorType::person;
    add_with_articles(form);
    if (form.kind != NameKind::name || form.policy == CasePolicy::exact) return;
    if (!person) {
      for (Form& other : without_apostrophe(form)) {
        mark_respelled(other);
        add(other);
        const bool land = type == ActorType::state || type == ActorType::place;
        if (!land && form.policy == CasePolicy::smart) add_parts(other);
      }
    }
    if (person) {
      add_person_forms(form);
    } else if (type == ActorType::place) {
      add_place_forms(form);
    } else if (type != ActorType::state) {
      add_name_parts(form);
    }
    if (type == ActorType::armed || type == ActorType::government ||
        type == ActorType::parliament || type == ActorType::organisation ||
        type == ActorType::party || type == ActorType::group) {
      add_body_forms(form);
    }
    // Last: what the rules above derive is the stronger evidence.
    if (person || type == ActorType::state || type == ActorType::place) return;
    if (form.policy != CasePolicy::smart) return;  // a part in lower case is a plain word
    add_parts(form);
    const std::size_t stem = stem_end(form);
    if (stem > 1 && stem < form.words.size()) add_parts(slice(form, 0, stem));
  }

  // Index of the first word of the family name: the last word with the particles before it.
  static std::size_t family_begin(const Form& form) {
    std::size_t begin = form.words.size() - 1;
    while (begin > 1 && has(form.words[begin - 1], kParticle)) --begin;
    return begin;
  }

  static Form slice(const Form& form, std::size_t begin, std::size_t end) {
    Form part = form;
    part.words.assign(form.words.begin() + static_cast<std::ptrdiff_t>(begin),
                      form.words.begin() + static_cast<std::ptrdiff_t>(end));
    part.gaps.assign(form.gaps.begin() + static_cast<std::ptrdiff_t>(begin),
                     form.gaps.begin() + static_cast<std::ptrdiff_t>(end - 1));
    part.given_words = 0;
    part.surface = join(part);
    return part;
  }

  static std::string join(const Form& form) { return naming::join(form.words); }

  // The name without what is added to it: "Catherine" of "Catherine, Princess of Wales", "Earl Boe"
  // of "Earl Boe Jr.".
  static Form own_name(const Form& form) {
    constexpr std::array<std::string_view, 10> kAdditions = {"jr", "sr", "ii",  "iii", "iv",
                                                             "v",  "md", "phd", "mp",  "esq"};
    std::size_t end = 1;
    while (end < form.words.size() && form.gaps[end - 1].find(',') == std::string::npos) ++end;
    while (end > 2 && std::find(kAdditions.begin(), kAdditions.end(), form.words[end - 1].key) !=
                          kAdditions.end()) {
      --end;
    }
    return end == form.words.size() ? form : slice(form, 0, end);
  }

  void add_person_forms(const Form& listed) {
    const Form form = own_name(listed);
    const std::size_t words = form.words.size();
    if (listed.words.size() > words && words > 1) {
      Form plain = form;
      plain.origin = Origin::shortened;
      plain.given_words = static_cast<std::uint16_t>(family_begin(plain));
      add_with_articles(std::move(plain));
    }
    if (words < 2 && listed.words.size() == words) return;
    add_given_forms(form);
    if (words < 2) return;
    for (const std::string_view given : other_given_names(form.words[0].key)) {
      Form other = form;
      other.words[0].key = given;
      other.as_it_stands = true;
      other.origin = Origin::shortened;
      other.given_words = static_cast<std::uint16_t>(family_begin(other));
      other.surface = join(other);
      add_with_articles(std::move(other));
    }
    const std::size_t family = family_begin(form);
    if (family > 1 && form.words[1].capital && form.words[1].key.size() > 2 &&
        !has(form.words[1], kParticle)) {
      Form later = slice(form, 1, words);  // "Bradford Wilcox" of "William Bradford Wilcox"
      later.origin = Origin::shortened;
      later.given_words = static_cast<std::uint16_t>(family - 1);
      add_with_articles(std::move(later));
    }
    if (family > 1) {
      Form shorter = form;
      for (std::size_t i = family; i-- > 1;) drop_word(shorter, i);
      shorter.origin = Origin::shortened;
      shorter.given_words = 1;
      shorter.surface = join(shorter);
      add_with_articles(std::move(shorter));
    }
    for (std::size_t begin = family; begin < words; ++begin) {
      Form part = slice(form, begin, words);
      part.kind = NameKind::short_form;
      part.origin = Origin::family;
      if (part.words.front().key.size() < 2) continue;
      add_with_articles(std::move(part));
    }
    if (has(form.words[0], kFamilyFirst) && words <= 3 && !has(form.words[0], kGivenName)) {
      Form part = slice(form, 0, 1);
      part.kind = NameKind::short_form;
      part.origin = Origin::family;
      add(std::move(part));
    }
  }

  // "Khalifa" of "Khalifa Haftar"; "JK Rowling" and "J.K. Rowling" of "J. K. Rowling".
  void add_given_forms(const Form& form) {
    const FormWord& first = form.words[0];
    if (first.key.size() >= 3 && first.capital && !has(first, kFamilyFirst | kParticle | kTitle)) {
      add(part_of(form, 0, 1, Origin::given));
    }
    std::size_t letters = 0;
    while (letters + 1 < form.words.size() && form.words[letters].key.size() == 1) ++letters;
    if (letters < 2) return;
    for (const std::string_view between : {"", "."}) {
      Form joined = form;
      for (std::size_t i = 1; i < letters; ++i) {
        joined.words[0].key += std::string(between) + form.words[i].key;
      }
      for (std::size_t i = letters; i-- > 1;) drop_word(joined, i);
      joined.given_words = 1;
      mark_respelled(joined);
      add(std::move(joined));
    }
  }

  static Form part_of(const Form& form, std::size_t begin, std::size_t end, Origin origin) {
    Form part = slice(form, begin, end);
    part.kind = NameKind::short_form;
    part.origin = origin;
    part.article = false;
    return part;
  }

  // What the name of a body or thing is shortened to.
  void add_name_parts(const Form& form) {
    const ActorType type = actor_of(form).type;
    const bool company =
        type == ActorType::organisation || type == ActorType::outlet || type == ActorType::other;
    if (company) add_without_legal_form(form);
    add_ampersand(form);
    add_initials(form);
    const std::size_t country = country_prefix(form);
    if (country > 0 && country < form.words.size()) {
      add_initials(slice(form, country, form.words.size()));  // "SEC"
    }
  }

  void add_parts(const Form& form) {
    for (Form& part : name_parts(form, country_prefix(form))) {
      const bool country = part.words.size() == 1 && is_country_word(part.words[0]);
      if (country && part.words[0].key == form.words.back().key) continue;  // "Bank of Malta"
      if (country) part.origin = Origin::fragment;
      add(without_land(std::move(part), form));
    }
  }

  // "Cordoba" of "Cordoba Province"; "Calif." for California.
  void add_place_forms(const Form& form) {
    if (form.words.size() > 1 && is_generic_end(form.words.back().key)) {
      add(part_of(form, 0, form.words.size() - 1, Origin::fragment));
    }
    for (const std::string_view letters : state_abbreviations(join(form))) {
      Form shorter = part_of(form, 0, 1, Origin::abbreviation);
      shorter.words[0] = {.key = std::string(letters), .capital = true};
      shorter.surface = letters;
      add(std::move(shorter));
    }
  }

  // "Paxar" of "Paxar Corp", "Goldman, Sachs" of "Goldman, Sachs and Co".
  void add_without_legal_form(const Form& form) {
    const std::size_t end = stem_end(form);
    if (end == form.words.size()) return;
    Form part = part_of(form, 0, end, Origin::stem);
    part.kind = NameKind::variant;
    add_initials(part);
    if (end > 1) add_ampersand(part);
    add(std::move(part));
  }

  static std::size_t stem_end(const Form& form) {
    std::size_t end = form.words.size();
    while (end > 1 && may_fall(form.words[end - 1])) --end;
    return end;
  }

  // "Inc", "Group", "F.C.": comes and goes at the end of a company's or club's name.
  static bool may_fall(const FormWord& word) {
    constexpr std::array<std::string_view, 13> kDesignators = {
        "company", "and", "group", "holding", "holdings", "f.c", "fc",
        "a.f.c",   "afc", "c.f",   "cf",      "s.c",      "sc"};
    return has(word, kLegalForm) ||
           std::find(kDesignators.begin(), kDesignators.end(), word.key) != kDesignators.end();
  }

  // "Rice and Beans" of "Rice & Beans", and the other way round.
  void add_ampersand(const Form& form) {
    for (std::size_t i = 0; i < form.gaps.size(); ++i) {
      if (form.gaps[i] != "&") continue;
      Form spelled = form;
      spelled.words.insert(spelled.words.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                           FormWord{.key = "and"});
      spelled.gaps[i] = "";
      spelled.gaps.insert(spelled.gaps.begin() + static_cast<std::ptrdiff_t>(i), "");
      mark_respelled(spelled);
      add(std::move(spelled));
      return;
    }
    for (std::size_t i = 1; i + 1 < form.words.size(); ++i) {
      if (form.words[i].key != "and") continue;
      Form sign = form;
      drop_word(sign, i);
      sign.gaps[i - 1] = "&";
      mark_respelled(sign);
      add(std::move(sign));
      return;
    }
  }

  // "ACLU" of "American Civil Liberties Union"; connectors give no letter.
  void add_initials(const Form& form) {
    std::string letters;
    for (const FormWord& word : form.words) {
      if (has(word, kConnector) || !word.capital) continue;
      if (word.key.size() < 2) return;  // is made of letters itself
      letters += word.key.front();
    }
    if (letters.size() < 2 || letters.size() > 7) return;
    Form short_name = part_of(form, 0, 1, Origin::initials);
    short_name.kind = NameKind::acronym;
    short_name.words[0] = {.key = letters, .capital = true};
    short_name.surface = letters;
    add(std::move(short_name));
  }

  // "al-Sisi" also as "el-Sisi", "Elsisi"; before s, sh, r, d, n, t, z the article is assimilated.
  void add_with_articles(Form form) {
    const Form original = form;
    add(std::move(form));
    for (std::size_t i = 0; i + 1 < original.words.size(); ++i) {
      if (!has(original.words[i], kArticle)) continue;
      const std::string& next = original.words[i + 1].key;
      for (const std::string& article : articles_before(next)) {
        if (article == original.words[i].key) continue;
        Form other = original;
        other.words[i].key = article;
        mark_respelled(other);
        add(std::move(other));
      }
      for (const std::string_view article : {"al", "el"}) {
        Form joined = original;
        joined.words[i + 1].key = std::string(article) + next;
        joined.words[i + 1].capital = true;
        drop_word(joined, i);
        joined.given_words = std::min<std::uint16_t>(
            joined.given_words, static_cast<std::uint16_t>(joined.words.size() - 1));
        joined.joined_article = true;
        mark_respelled(joined);
        add(std::move(joined));
      }
      if (i > 0 && original.words.size() > 2) {  // "Fayez Sarraj"
        Form bare = original;
        drop_word(bare, i);
        mark_respelled(bare);
        add(std::move(bare));
      }
      break;  // one article a name is varied; more would multiply
    }
  }

  static void mark_respelled(Form& form) {
    if (form.origin == Origin::listed) {
      form.origin = Origin::respelled;
      if (form.kind == NameKind::name) form.kind = NameKind::variant;
    }
    form.surface = join(form);
  }

  static std::vector<std::string> articles_before(std::string_view next) {
    std::vector<std::string> articles = {"al", "el", "ul"};
    const char first = next.empty() ? '\0' : next.front();
    if (first == 's') {
      articles.emplace_back("as");
      if (next.starts_with("sh")) articles.emplace_back("ash");
    } else if (first == 'r' || first == 'd' || first == 'n' || first == 't' || first == 'z') {
      articles.push_back(std::string("a") + first);
    }
    return articles;
  }

  void add_body_forms(const Form& form) {
    add_head_noun(form);
    const std::size_t words = form.words.size();
    if (words < 2) return;
    add_country_forms(form);
    for (Form& other : reworded(form, countries_)) {
      mark_respelled(other);
      add_country_part(other);
      add(std::move(other));
    }
    const bool plain = std::none_of(form.words.begin(), form.words.end(), [](const FormWord& w) {
      return has(w, kConnector) || !w.capital;
    });
    if (!plain || words < 3 || words > kMostReordered) return;
    add_orders(form);
  }

  // All orders of the words before the head noun, which stays last.
  void add_orders(const Form& form) {
    std::vector<std::size_t> order(form.words.size() - 1);
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    while (std::next_permutation(order.begin(), order.end())) {
      Form other = form;
      for (std::size_t i = 0; i < order.size(); ++i) other.words[i] = form.words[order[i]];
      mark_respelled(other);
      add_countries_swapped(other);
      add(std::move(other));
    }
    add_countries_swapped(form);
  }

  // "Libyan National Army" as "Libya National Army" or "Libya's National Army".
  void add_countries_swapped(const Form& form) {
    for (std::size_t i = 0; i < form.words.size(); ++i) {
      const auto country = countries_.country_of.find(form.words[i].key);
      if (country == countries_.country_of.end()) continue;
      Form other = form;
      other.words[i].key = country->second;
      other.loose_possessive = true;
      mark_respelled(other);
      add(std::move(other));
    }
  }

  bool is_country_word(const FormWord& word) const {
    return countries_.country_of.contains(word.key) || countries_.demonyms_of.contains(word.key);
  }

  void add_country_forms(const Form& form) {
    add_countries_swapped(form);
    add_country_part(form);
  }

  // "Justice Department" of "U.S. Justice Department".
  void add_country_part(const Form& form) {
    const std::size_t prefix = country_prefix(form);
    if (prefix == 0 || form.words.size() < prefix + 2) return;
    add(without_land(part_of(form, prefix, form.words.size(), Origin::part), form));
  }

  // Notes whose body it is, where the part does not say so itself.
  Form without_land(Form part, const Form& whole) const {
    const ActorId land = lands_.in(whole.words);
    if (land != whole.actor && lands_.in(part.words) != land) part.land = land;
    return part;
  }

  // Leading words that tell whose body it is: "Libyan", "U.S.", "United States".
  std::size_t country_prefix(const Form& form) const {
    const FormWord& first = form.words[0];
    if (is_country_word(first) || has(first, kNationality)) return 1;
    if (first.key == "u.s" || first.key == "u.k" || first.key == "us" || first.key == "uk")
      return 1;
    const bool united = first.key == "united" && form.words.size() > 1;
    return united && (form.words[1].key == "states" || form.words[1].key == "kingdom") ? 2 : 0;
  }

  // The word that says what the body is: before "of", else the last one.
  void add_head_noun(const Form& form) {
    std::size_t at = form.words.size() - 1;
    for (std::size_t i = 1; i < form.words.size(); ++i) {
      if (form.words[i].key == "of" || form.words[i].key == "for") {
        at = i - 1;
        break;
      }
    }
    if (form.words.size() < 2 || !has(form.words[at], kHeadNoun)) return;
    // "the state", "the house", "the times" rarely stand for the body just named.
    constexpr std::array<std::string_view, 15> kVague = {
        "board", "state", "republic", "kingdom",  "emirate", "house",  "press",  "times",
        "post",  "news",  "cross",    "crescent", "school",  "office", "service"};
    if (std::find(kVague.begin(), kVague.end(), form.words[at].key) != kVague.end()) return;
    Form part = slice(form, at, at + 1);
    part.kind = NameKind::short_form;
    part.origin = Origin::head_noun;
    part.policy = CasePolicy::insensitive;
    add(std::move(part));
  }

  const Knowledge& knowledge_;
  std::map<std::string, Traits, std::less<>> listed_;  ///< words of language tables
  Countries countries_;
  Lands lands_;
  NamesByActor names_;
  std::vector<Form> forms_;     ///< of the batch
  std::set<std::string> seen_;  ///< of one actor
};

std::string without_space(std::string_view gap) {
  std::string kept;
  for (std::size_t i = 0; i < gap.size(); ++i) {
    const char c = gap[i];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') continue;
    if (gap.substr(i).starts_with("\u00A0")) {
      ++i;
      continue;
    }
    if (const std::size_t mark = invisible_mark(gap, i); mark > 0) {
      i += mark - 1;
      continue;
    }
    kept += c;
  }
  return kept;
}

FormCompiler::FormCompiler(const Knowledge& knowledge)
    : rules_(std::make_unique<Rules>(knowledge)) {}
FormCompiler::~FormCompiler() = default;

std::size_t FormCompiler::batches() const { return rules_->batches(); }

void FormCompiler::compile(std::size_t batch, std::vector<Form>& out) {
  rules_->compile(batch, out);
}

}  // namespace polyvocal::naming
