#include "actors/alias_index.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <utility>

#include "actors/romanise.h"
#include "actors/spelling.h"
#include "actors/transliteration.h"

namespace polyvocal::naming {

namespace {

constexpr std::size_t kShortestNear = 4;  // letters of a word that may have variants

bool is_ascii_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_hyphen(std::string_view raw) { return raw == "-" || raw == "\u2010" || raw == "\u2011"; }

// Same letters in another order: "NLA" for "LNA".
bool same_letters(std::string a, std::string b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

// A word made from a name is another word: "Clintonian", "Trumpism".
bool is_derived(std::string_view word, std::string_view name) {
  constexpr std::array<std::string_view, 14> kEndings = {"y",    "er",    "ers",  "ian",    "ians",
                                                         "ism",  "isms",  "ist",  "ists",   "ite",
                                                         "ites", "ville", "land", "ization"};
  if (!word.starts_with(name)) return false;
  const std::string_view rest = word.substr(name.size());
  if (rest == "y" && (name.ends_with('y') || name.ends_with('i'))) return false;  // Zelenskyy
  return std::find(kEndings.begin(), kEndings.end(), rest) != kEndings.end();
}

bool is_acronym_word(const Form& form) {
  return form.kind == NameKind::acronym && form.words.size() == 1;
}

// A proper word of a listed name, as it may stand in any script.
bool is_transliterable(const Form& form, const FormWord& word) {
  const bool proper = word.capital || writing_of(word.key) != Writing::latin;
  return proper && word.key.size() >= 2 && form.actor >= 0 && form.origin != Origin::correction &&
         form.policy != CasePolicy::exact && form.kind != NameKind::demonym &&
         form.kind != NameKind::description && !is_acronym_word(form) && !is_weak(form.origin) &&
         (traits_of(word.key) & (kCalendar | kHeadNoun)) == 0;
}

}  // namespace

Gap gap_between(const Segments& segments, std::string_view text, TokenId left, TokenId right) {
  const std::uint32_t to = segments.tokens[right].begin;
  Gap gap;
  // Mostly one space after a letter, which the text alone can tell.
  if (to >= 2 && text[to - 1] == ' ' && is_ascii_word(text[to - 2])) {
    gap.raw = text.substr(to - 1, 1);
    gap.joins = true;
    return gap;
  }
  const std::uint32_t from = segments.span(left).end;
  gap.raw = text.substr(from, to - from);
  if (gap.raw == " " || gap.raw.empty() || is_hyphen(gap.raw)) {
    gap.joins = true;
    return gap;
  }
  const std::string kept = without_space(gap.raw);
  const auto breaks = std::count(gap.raw.begin(), gap.raw.end(), '\n');
  if (kept.empty()) {
    gap.joins = breaks <= 1 && gap.raw.size() <= 8;
  } else if (kept == ".") {
    // "Gen. Haftar", "J. Smith", "St. Petersburg": the stop follows the word at once
    gap.joins = breaks == 0 && gap.raw.front() == '.' && segments.span(left).size() <= 4;
  }
  return gap;
}

struct AliasIndex::Walk {
  const Segments& segments;
  std::string_view text;
  TokenId begin;
  TokenId first;  ///< of the sentence
  TokenId end;    ///< of the sentence
};

AliasIndex::AliasIndex(const Knowledge& knowledge, const Vocabulary& vocabulary,
                       const TraitTable& traits, bool variants, const Run& run)
    : traits_(traits), forms_(compile_forms(knowledge)) {
  collect_words(knowledge);
  build_trie();
  map_vocabulary(vocabulary);
  near_begin_.assign(vocabulary.keys.size() + 1, 0);
  if (variants) find_near(vocabulary, traits, run);
  index_descriptions();
  flag_types(vocabulary);
}

void AliasIndex::collect_words(const Knowledge& knowledge) {
  std::map<std::string, WordId, std::less<>> ids;
  form_words_.resize(forms_.size());
  for (FormId f = 0; f < forms_.size(); ++f) {
    longest_ = std::max(longest_, forms_[f].words.size());
    for (const FormWord& word : forms_[f].words) {
      const auto [at, fresh] = ids.emplace(word.key, static_cast<WordId>(words_.size()));
      if (fresh) {
        words_.push_back(word.key);
        near_target_.push_back(false);
        person_word_.push_back(false);
        name_word_.push_back(false);
      }
      form_words_[f].push_back(at->second);
      // Only proper words of names are looked for under other spellings.
      const Form& form = forms_[f];
      const bool eligible = word.capital && word.key.size() >= kShortestNear &&
                            form.origin != Origin::correction && !form.joined_article &&
                            form.policy != CasePolicy::exact && form.kind != NameKind::demonym &&
                            !is_acronym_word(form) && !is_weak(form.origin);
      if (eligible &&
          (traits_of(word.key) & (kParticle | kCalendar | kOrdinary | kHeadNoun)) == 0) {
        near_target_[at->second] = true;
      }
      if (is_transliterable(form, word)) name_word_[at->second] = true;
      const bool person =
          form.actor >= 0 &&
          knowledge.actors[static_cast<std::size_t>(form.actor)].type == ActorType::person;
      if (person) person_word_[at->second] = true;
    }
  }
  word_forms_begin_.assign(words_.size() + 1, 0);
  for (const auto& words : form_words_) {
    for (const WordId word : words) ++word_forms_begin_[word + 1];
  }
  for (std::size_t w = 0; w < words_.size(); ++w) word_forms_begin_[w + 1] += word_forms_begin_[w];
  word_forms_.resize(word_forms_begin_.back());
  std::vector<std::uint32_t> next(word_forms_begin_.begin(), word_forms_begin_.end() - 1);
  for (FormId f = 0; f < form_words_.size(); ++f) {
    for (const WordId word : form_words_[f]) word_forms_[next[word]++] = f;
  }
}

std::span<const FormId> AliasIndex::forms_with(WordId word) const {
  return std::span(word_forms_)
      .subspan(word_forms_begin_[word], word_forms_begin_[word + 1] - word_forms_begin_[word]);
}

void AliasIndex::build_trie() {
  struct Draft {
    std::map<WordId, std::uint32_t> children;
    std::vector<FormId> forms;
  };
  std::vector<Draft> drafts(1);
  for (FormId f = 0; f < forms_.size(); ++f) {
    std::uint32_t at = 0;
    for (const WordId word : form_words_[f]) {
      const auto found = drafts[at].children.find(word);
      if (found != drafts[at].children.end()) {
        at = found->second;
        continue;
      }
      const auto fresh = static_cast<std::uint32_t>(drafts.size());
      drafts[at].children.emplace(word, fresh);
      drafts.emplace_back();
      at = fresh;
    }
    drafts[at].forms.push_back(f);
  }
  for (const Draft& draft : drafts) {
    Node node;
    node.edges_begin = static_cast<std::uint32_t>(edges_.size());
    for (const auto& [word, to] : draft.children) edges_.push_back({word, to});
    node.edges_end = static_cast<std::uint32_t>(edges_.size());
    node.forms_begin = static_cast<std::uint32_t>(node_forms_.size());
    node_forms_.insert(node_forms_.end(), draft.forms.begin(), draft.forms.end());
    node.forms_end = static_cast<std::uint32_t>(node_forms_.size());
    nodes_.push_back(node);
  }
}

void AliasIndex::map_vocabulary(const Vocabulary& vocabulary) {
  exact_.assign(vocabulary.keys.size(), kNoWord);
  for (WordId w = 0; w < words_.size(); ++w) {
    if (const auto key = vocabulary.find_key(words_[w])) exact_[*key] = w;
  }
}

// Spellings near to a listed word, once per distinct key. A key is looked at only when the corpus
// writes it like a name: not a listed word itself, not a word of the language, no month, no name of
// something else.
void AliasIndex::find_near(const Vocabulary& vocabulary, const TraitTable& traits, const Run& run) {
  struct Target {
    WordId word;
    Sounds sounds;
    bool person;
  };
  std::vector<Target> targets;
  std::vector<WordId> acronyms;
  for (WordId w = 0; w < words_.size(); ++w) {
    if (near_target_[w]) {
      targets.push_back({w, to_sounds(words_[w]), person_word_[w]});
    }
    const auto within = forms_with(w);
    const bool acronym = std::any_of(within.begin(), within.end(),
                                     [&](FormId f) { return is_acronym_word(forms_[f]); });
    if (acronym && words_[w].size() >= 3) acronyms.push_back(w);
  }
  std::vector<std::uint8_t> upper(vocabulary.keys.size(), 0);
  std::vector<std::uint8_t> named(vocabulary.keys.size(), 0);
  for (const TypeInfo& info : vocabulary.info) {
    if (info.key == kNoKey || info.numeric) continue;
    if (info.casing == Casing::upper) upper[info.key] = 1;
    // Scripts without letter case give no sign that a word is a name: their forms match exactly.
    if (info.casing != Casing::lower && info.casing != Casing::none) named[info.key] = 1;
  }
  std::vector<std::vector<Near>> found(vocabulary.keys.size());
  constexpr std::size_t kGrain = 4096;
  // Not reported as progress: it is not per document.
  const Run quiet{.threads = run.threads, .progress = nullptr};
  parallel_for(quiet, found.size(), kGrain, [&](std::size_t begin, std::size_t end, int) {
    run.check();
    for (std::size_t k = begin; k < end; ++k) {
      const auto key = static_cast<KeyId>(k);
      if (named[k] == 0 || exact_[k] != kNoWord) continue;
      std::string_view text = vocabulary.keys[k];
      if (upper[k] != 0 && text.size() >= 3 && text.size() <= 6) {
        for (const WordId w : acronyms) {
          if (same_letters(std::string(text), words_[w])) found[k].push_back({w, 0.2F, false});
        }
      }
      if (text.size() < kShortestNear ||
          traits.is(key, kOrdinary | kCalendar | kOtherName | kParticle | kTitle)) {
        continue;
      }
      const auto compare = [&](std::string_view spelling, double penalty, bool persons) {
        const Sounds sounds = to_sounds(spelling);
        for (const Target& target : targets) {
          if (persons && !target.person) continue;
          if (!may_be_near(sounds, target.sounds, kNearLimit)) continue;
          const double d = spelling_distance(sounds, target.sounds, kNearLimit) + penalty;
          if (d >= kNearLimit || is_derived(spelling, words_[target.word])) continue;
          const auto same = std::find_if(found[k].begin(), found[k].end(),
                                         [&](const Near& n) { return n.word == target.word; });
          if (same == found[k].end()) {
            found[k].push_back({target.word, static_cast<float>(d), false});
          } else {
            same->distance = std::min(same->distance, static_cast<float>(d));
          }
        }
      };
      compare(text, 0, false);
      // "Hafters": a plural, or a possessive that lost its apostrophe
      if (text.size() > kShortestNear + 1 && text.ends_with('s')) {
        compare(text.substr(0, text.size() - 1), 0.05, true);
      }
      std::sort(found[k].begin(), found[k].end(), [](const Near& a, const Near& b) {
        return a.distance != b.distance ? a.distance < b.distance : a.word < b.word;
      });
      if (found[k].size() > 4) found[k].resize(4);
    }
  });
  find_transliterated(vocabulary, run, found);
  for (std::size_t k = 0; k < found.size(); ++k) {
    near_begin_[k] = static_cast<std::uint32_t>(near_.size());
    near_.insert(near_.end(), found[k].begin(), found[k].end());
  }
  near_begin_.back() = static_cast<std::uint32_t>(near_.size());
}

// Words of other scripts that a key may be. Romanised once per distinct key.
void AliasIndex::find_transliterated(const Vocabulary& vocabulary, const Run& run,
                                     std::vector<std::vector<Near>>& found) const {
  constexpr std::size_t kMostWords = 8;
  std::vector<std::string_view> names;
  std::vector<WordId> ids;
  for (WordId w = 0; w < words_.size(); ++w) {
    if (!name_word_[w]) continue;
    names.push_back(words_[w]);
    ids.push_back(w);
  }
  const TransliterationIndex index(names);
  std::unordered_map<std::string_view, WordId> name_ids;
  for (std::size_t i = 0; i < names.size(); ++i) name_ids.emplace(names[i], ids[i]);
  std::vector<std::uint8_t> named(vocabulary.keys.size(), 0);
  for (const TypeInfo& info : vocabulary.info) {
    if (info.key != kNoKey && !info.numeric && info.casing != Casing::lower) named[info.key] = 1;
  }
  const Run quiet{.threads = run.threads, .progress = nullptr};
  parallel_for(quiet, found.size(), 1024, [&](std::size_t begin, std::size_t end, int) {
    run.check();
    std::vector<Transliterated> near;
    for (std::size_t k = begin; k < end; ++k) {
      const std::string_view key = vocabulary.keys[k];
      if (named[k] == 0 || exact_[k] != kNoWord) continue;
      const Writing writing = writing_of(key);
      const bool foreign = index.has_other_than(writing);
      if (writing == Writing::other || (writing == Writing::latin && !foreign)) continue;
      const TransliteratedWord word(key);
      for (const Reading& reading : word.readings) {
        const auto listed = name_ids.find(reading.stem);
        if (listed == name_ids.end()) continue;
        std::erase_if(found[k], [&](const Near& n) { return n.word == listed->second; });
        found[k].push_back({listed->second, reading.penalty, true});
      }
      if (!foreign) continue;
      index.find(word, kTransliteratedLimit, near);
      std::stable_sort(near.begin(), near.end(),
                       [](const auto& a, const auto& b) { return a.distance < b.distance; });
      if (near.size() > kMostWords) near.resize(kMostWords);
      for (const Transliterated& other : near) {
        found[k].push_back({ids[other.word], other.distance, true});
      }
    }
  });
}

std::span<const Near> AliasIndex::near(KeyId key) const {
  if (key == kNoKey) return {};
  return std::span(near_).subspan(near_begin_[key], near_begin_[key + 1] - near_begin_[key]);
}

// Descriptions with two content words are also found in a freer order, around a capitalised word
// that is no word of the language ("Tripoli").
void AliasIndex::index_descriptions() {
  descriptions_at_.resize(words_.size());
  for (FormId f = 0; f < forms_.size(); ++f) {
    const Form& form = forms_[f];
    if (form.kind != NameKind::description || form.policy != CasePolicy::insensitive) continue;
    std::vector<std::size_t> content;
    for (std::size_t i = 0; i < form.words.size(); ++i) {
      const bool filler = (traits_of(form.words[i].key) & (kFiller | kConnector)) != 0;
      if (!filler || form.words[i].capital) content.push_back(i);
    }
    if (content.size() != 2) continue;
    const auto is_anchor = [&](std::size_t i) {
      return form.words[i].capital &&
             (traits_of(form.words[i].key) & (kOrdinary | kHeadNoun | kTitle)) == 0;
    };
    const std::size_t anchor = is_anchor(content[0]) ? content[0] : content[1];
    if (!is_anchor(anchor)) continue;
    const std::size_t other = anchor == content[0] ? content[1] : content[0];
    if (form.words[other].capital && is_anchor(other)) continue;
    descriptions_at_[form_words_[f][anchor]].push_back({f, form_words_[f][other]});
  }
}

void AliasIndex::flag_types(const Vocabulary& vocabulary) {
  flags_.assign(vocabulary.types.size(), 0);
  const auto may_start = [&](WordId word, Casing casing) {
    if (!descriptions_at_[word].empty()) return true;
    const std::uint32_t node = child(0, word);
    if (node == 0) return false;
    if (casing != Casing::lower) return true;
    // In lower case only what is listed in lower case, or long enough to be plain in any case.
    const auto within = forms_with(word);
    return std::any_of(within.begin(), within.end(), [&](FormId f) {
      const Form& form = forms_[f];
      return form.policy == CasePolicy::insensitive || !form.words[0].capital ||
             form.words.size() >= 3;
    });
  };
  for (TypeId type = 0; type < flags_.size(); ++type) {
    const TypeInfo& info = vocabulary.info[type];
    if (info.key == kNoKey) continue;
    std::uint8_t flags = 0;
    if (info.casing != Casing::none && vocabulary.keys[info.key].size() >= 4) {
      flags |= kLong;
      if (info.casing == Casing::upper) flags |= kLongUpper;
      const bool plain =
          traits_.is(info.key, kOrdinary) && !traits_.is(info.key, kTitle | kConnector | kLocative);
      if (plain) flags |= info.casing == Casing::lower ? kPlainLower : kPlainCapital;
    }
    if (info.casing != Casing::lower && !info.numeric) flags |= kNameLike;
    if (exact_[info.key] != kNoWord && may_start(exact_[info.key], info.casing)) flags |= kStart;
    if (info.casing != Casing::lower && exact_[info.key] != kNoWord) {
      const auto within = forms_with(exact_[info.key]);
      const bool alone = std::any_of(within.begin(), within.end(), [&](FormId f) {
        const Origin origin = forms_[f].origin;
        const bool part = origin == Origin::lead || origin == Origin::fragment ||
                          origin == Origin::initials || origin == Origin::given;
        const bool ends = origin == Origin::fragment && form_words_[f].back() == exact_[info.key];
        if (ends && forms_[f].words.size() > 1) return true;
        return forms_[f].words.size() == 1 && (!is_weak(origin) || part) &&
               forms_[f].origin != Origin::correction && forms_[f].kind != NameKind::demonym &&
               forms_[f].kind != NameKind::capital;
      });
      if (alone) flags |= kNamesAlone;
    }
    if (info.casing != Casing::lower) {
      for (const Near& near : this->near(info.key)) {
        flags |= kHasNear;
        if (may_start(near.word, info.casing)) flags |= kStart;
      }
    }
    flags_[type] = flags;
  }
}

std::uint32_t AliasIndex::child(std::uint32_t node, WordId word) const {
  const auto first = edges_.begin() + nodes_[node].edges_begin;
  const auto last = edges_.begin() + nodes_[node].edges_end;
  const auto found =
      std::lower_bound(first, last, word, [](const Edge& edge, WordId w) { return edge.word < w; });
  return found != last && found->word == word ? found->node : 0;
}

void AliasIndex::match(const Segments& segments, std::string_view text, TokenId token,
                       TokenId first, TokenId end, std::vector<Match>& out) const {
  const Walk walk{segments, text, token, first, end};
  step(walk, 0, token, {}, out);
  const KeyId key = segments.key(token);
  if (key == kNoKey) return;
  const auto try_descriptions = [&](WordId word) {
    for (const Description& d : descriptions_at_[word]) match_description(walk, d, out);
  };
  if (exact_[key] != kNoWord) try_descriptions(exact_[key]);
  for (const Near& near : this->near(key)) {
    if (!near.transliterated) try_descriptions(near.word);
  }
}

AliasIndex::Likeness AliasIndex::Likeness::with(const Near& other) const {
  return {static_cast<std::uint8_t>(near + 1), transliterated || other.transliterated,
          std::max(distance, other.distance)};
}

void AliasIndex::step(const Walk& walk, std::uint32_t node, TokenId token, const Likeness& likeness,
                      std::vector<Match>& out) const {
  if (token >= walk.end) return;
  if (token != walk.begin) {
    const Gap gap = gap_between(walk.segments, walk.text, token - 1, token);
    // What does not join may still stand in a listed name ("AT&T"): compared at the end.
    if (!gap.joins && (gap.raw.size() > 5 || gap.raw.find('\n') != std::string_view::npos)) return;
  }
  const TypeInfo& info = walk.segments.info(token);
  if (info.key == kNoKey) return;
  const auto enter = [&](WordId word, const Likeness& now) {
    const std::uint32_t next = child(node, word);
    if (next == 0) return;
    accept(walk, next, token, now, out);
    if (nodes_[next].edges_begin != nodes_[next].edges_end) step(walk, next, token + 1, now, out);
  };
  if (exact_[info.key] != kNoWord) {
    enter(exact_[info.key], likeness);
  } else if (info.casing != Casing::lower) {
    for (const Near& other : this->near(info.key)) {
      enter(other.word, likeness.with(other));
    }
  }
}

void AliasIndex::accept(const Walk& walk, std::uint32_t node, TokenId last,
                        const Likeness& likeness, std::vector<Match>& out) const {
  for (std::uint32_t i = nodes_[node].forms_begin; i < nodes_[node].forms_end; ++i) {
    const FormId f = node_forms_[i];
    if (likeness.near > 0 &&
        (forms_[f].policy == CasePolicy::exact || forms_[f].kind == NameKind::demonym ||
         forms_[f].origin == Origin::initials || forms_[f].as_it_stands)) {
      continue;
    }
    if (!fits(walk, forms_[f], last)) continue;
    Match match;
    match.begin = walk.begin;
    match.count = static_cast<std::uint16_t>(last - walk.begin + 1);
    match.near = likeness.near;
    match.transliterated = likeness.transliterated;
    match.form = f;
    match.distance = likeness.distance;
    out.push_back(match);
  }
}

// Gaps, possessives and letter case of a whole candidate.
bool AliasIndex::fits(const Walk& walk, const Form& form, TokenId last) const {
  const Segments& s = walk.segments;
  for (TokenId t = walk.begin; t < last; ++t) {
    const std::size_t i = t - walk.begin;
    const Gap gap = gap_between(s, walk.text, t, t + 1);
    const std::string& listed = form.gaps[i];
    if (!gap.joins) {
      if (listed.empty() || without_space(gap.raw) != listed) return false;
    }
    if (s.info(t).possessive != 0 && !form.words[i].possessive && !form.loose_possessive) {
      return false;
    }
  }
  if (form.policy == CasePolicy::insensitive) return true;
  if (form.policy == CasePolicy::exact) {
    const std::uint32_t from = s.tokens[walk.begin].begin;
    const std::string_view whole = walk.text.substr(from, s.span(last).end - from);
    const std::string_view stem = walk.text.substr(from, s.stem(last).end - from);
    return whole == form.surface || stem == form.surface;
  }
  // smart
  std::size_t capital = 0;
  while (capital < form.words.size() && !form.words[capital].capital) ++capital;
  if (capital == form.words.size()) return true;
  const Casing casing = s.info(walk.begin + static_cast<TokenId>(capital)).casing;
  if (form.kind == NameKind::acronym && form.words[capital].key.size() <= 5 &&
      form.words.size() == 1) {
    return casing == Casing::upper || casing == Casing::none;
  }
  if (casing != Casing::lower) return true;
  // "the house of representatives": a long name of a body is plain in lower case too
  return form.words.size() >= 3 && form.origin == Origin::listed && form.given_words == 0 &&
         form.kind == NameKind::name;
}

// The two content words of a description near each other, with nothing but fillers, directions and
// demonyms between: "government based in the eastern city of Tobruk" for "Tobruk-based government".
void AliasIndex::match_description(const Walk& walk, const Description& description,
                                   std::vector<Match>& out) const {
  const Segments& s = walk.segments;
  const auto is_other = [&](TokenId t) {
    return s.key(t) != kNoKey && exact_[s.key(t)] == description.other;
  };
  const auto may_pass = [&](TokenId t) { return traits_.is(s.key(t), kFiller | kDirection); };
  const KeyId anchor = s.key(walk.begin);
  const bool is_near = exact_[anchor] == kNoWord;
  const auto emit = [&](TokenId from, TokenId to) {
    Match match;
    match.begin = from;
    match.count = static_cast<std::uint16_t>(to - from + 1);
    match.near = is_near ? 1 : 0;
    match.reordered = true;
    match.form = description.form;
    match.distance = is_near ? near(anchor).front().distance : 0.0F;
    const bool known = std::any_of(out.begin(), out.end(), [&](const Match& m) {
      return m.form == match.form && m.begin == match.begin && m.count == match.count;
    });
    if (!known) out.push_back(match);
  };
  // place first: "Tobruk-based government", "Tobruk's government"
  for (TokenId t = walk.begin + 1; t < walk.end && t - walk.begin < kDescriptionReach; ++t) {
    if (!gap_between(s, walk.text, t - 1, t).joins) break;
    if (is_other(t)) {
      emit(walk.begin, t);
      break;
    }
    if (!may_pass(t)) break;
  }
  // place last: "parliament in Tobruk", "government, based in the city of Tobruk"
  bool located = false;
  for (TokenId t = walk.begin; t-- > walk.first && walk.begin - t < kDescriptionReach;) {
    const Gap gap = gap_between(s, walk.text, t, t + 1);
    if (!gap.joins && !(located && gap.raw == ", ")) break;
    if (is_other(t)) {
      if (located) emit(t, walk.begin);
      break;
    }
    if (s.key(t) == kNoKey) break;
    const bool demonym = name_like(s.tokens[t].type) && listed(s.key(t));
    if (!may_pass(t) && !demonym) break;
    const std::string_view key = s.vocabulary.keys[s.key(t)];
    located = located || key == "based" || key == "in";
  }
}

}  // namespace polyvocal::naming
