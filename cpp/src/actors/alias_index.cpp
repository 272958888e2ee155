#include "actors/alias_index.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "actors/romanise.h"

namespace polyvocal::naming {

namespace {

bool is_hyphen(std::string_view raw) { return raw == "-" || raw == "\u2010" || raw == "\u2011"; }

bool is_acronym_word(const Form& form) {
  return form.kind == NameKind::acronym && form.words.size() == 1;
}

Traits traits_of(const FormWord& word) { return naming::traits_of(word.key) | word.listed; }

bool is_spelled_out(const Form& form) {
  return form.origin == Origin::listed && form.kind == NameKind::name && form.actor >= 0 &&
         form.words.size() > 1;
}

// Only proper words of names are looked for under other spellings.
bool is_near_target(const Form& form, const FormWord& word) {
  constexpr std::size_t kShortest = 4;  // letters
  return word.capital && word.key.size() >= kShortest && form.origin != Origin::correction &&
         !form.joined_article && form.policy != CasePolicy::exact &&
         form.kind != NameKind::demonym && !is_acronym_word(form) && !is_weak(form.origin) &&
         (traits_of(word) & (kParticle | kCalendar | kOrdinary | kHeadNoun)) == 0;
}

// Tells something even where only some of its words occur: a description in a free order, a middle
// name, the part of a name that a word ends.
bool is_asked_for_by_part(const Form& form) {
  return form.kind == NameKind::description || form.given_words > 1 ||
         form.origin == Origin::fragment;
}

// A telling part of a name shows nobody when it is spelt otherwise, and many names share one.
bool is_only_as_listed(const Form& form) {
  return form.policy == CasePolicy::exact || form.kind == NameKind::demonym ||
         form.origin == Origin::initials || form.as_it_stands ||
         (form.words.size() == 1 && is_weak(form.origin));
}

// A proper word of a listed name, as it may stand in any script.
bool is_transliterable(const Form& form, const FormWord& word) {
  const bool proper = word.capital || writing_of(word.key) != Writing::latin;
  return proper && word.key.size() >= 2 && form.actor >= 0 && form.origin != Origin::correction &&
         form.policy != CasePolicy::exact && form.kind != NameKind::demonym &&
         form.kind != NameKind::description && !is_acronym_word(form) && !is_weak(form.origin) &&
         (traits_of(word) & (kCalendar | kHeadNoun)) == 0;
}

}  // namespace

Gap gap_at_large(const Segments& segments, std::string_view text, TokenId left, TokenId right) {
  const std::uint32_t to = segments.tokens[right].begin;
  Gap gap;
  const std::uint32_t from = segments.span(left).end;
  gap.raw = text.substr(from, to - from);
  if (gap.raw == " " || gap.raw.empty() || is_hyphen(gap.raw)) {
    gap.joins = true;
    return gap;
  }
  // Mostly a comma or the like.
  const auto front = static_cast<unsigned char>(gap.raw.front());
  if (front > ' ' && front < 0x7F && front != '.') return gap;
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

// What is kept of each form until it is known which words the corpus has.
struct AliasIndex::Sketches {
  WordsOfForms words;
  std::vector<std::uint32_t> batches = {0};  ///< per batch + 1: its forms
  std::vector<bool> by_some;                 ///< per form: asked for by one of its words
};

AliasIndex::AliasIndex(const Knowledge& knowledge, const Vocabulary& vocabulary,
                       const TraitTable& traits, bool variants, const Run& run)
    : traits_(traits), spelled_out_(knowledge.actors.size(), false), near_(vocabulary.keys.size()) {
  FormCompiler compiler(knowledge);
  const Sketches sketches = collect_words(compiler, knowledge);
  map_vocabulary(vocabulary);
  if (variants) near_ = NearWords(words_, exact_, vocabulary, traits, run);
  compile_possible(compiler, sketches);
  index_words();
  as_listed_.reserve(forms_.size());
  for (const Form& form : forms_) as_listed_.push_back(is_only_as_listed(form));
  trie_ = FormTrie(form_words_, index_head_nouns(), words_.size());
  index_descriptions();
  flag_types(vocabulary);
}

AliasIndex::Sketches AliasIndex::collect_words(FormCompiler& compiler, const Knowledge& knowledge) {
  std::unordered_map<std::string, WordId> ids;
  Sketches sketches;
  std::vector<Form> forms;
  for (std::size_t batch = 0; batch < compiler.batches(); ++batch) {
    forms.clear();
    compiler.compile(batch, forms);
    for (const Form& form : forms) {
      longest_ = std::max(longest_, form.words.size());
      const bool person =
          form.actor >= 0 &&
          knowledge.actors[static_cast<std::size_t>(form.actor)].type == ActorType::person;
      if (is_spelled_out(form)) spelled_out_[static_cast<std::size_t>(form.actor)] = true;
      for (const FormWord& word : form.words) {
        const auto [at, fresh] = ids.try_emplace(word.key, static_cast<WordId>(words_.size()));
        if (fresh) words_.push_back({.key = word.key});
        ListedFormWord& listed = words_[at->second];
        if (is_near_target(form, word)) listed.near_target = true;
        if (is_transliterable(form, word)) listed.name = true;
        if (is_acronym_word(form)) listed.acronym = true;
        if (person) listed.person = true;
        sketches.words.words.push_back(at->second);
      }
      sketches.words.end_form();
      sketches.by_some.push_back(is_asked_for_by_part(form));
    }
    sketches.batches.push_back(static_cast<std::uint32_t>(sketches.words.size()));
  }
  return sketches;
}

void AliasIndex::map_vocabulary(const Vocabulary& vocabulary) {
  exact_.assign(vocabulary.keys.size(), kNoWord);
  for (WordId w = 0; w < words_.size(); ++w) {
    if (const auto key = vocabulary.find_key(words_[w].key)) exact_[*key] = w;
  }
}

// Forms that can be found in the corpus, or that are asked for by one of their words. Of a long
// list these are few.
std::vector<bool> AliasIndex::list_possible(const Sketches& sketches) const {
  std::vector<bool> exact(words_.size(), false);
  std::vector<bool> near(words_.size(), false);
  for (const WordId word : exact_) {
    if (word != kNoWord) exact[word] = true;
  }
  for (const Near& other : near_.all()) near[other.word] = true;
  std::vector<bool> possible(sketches.words.size());
  for (FormId f = 0; f < possible.size(); ++f) {
    const auto words = sketches.words.of(f);
    const auto is_exact = [&](WordId word) { return exact[word]; };
    const auto is_near = [&](WordId word) { return near[word]; };
    const auto occurs = [&](WordId word) { return exact[word] || near[word]; };
    possible[f] = std::all_of(words.begin(), words.end(), occurs) ||
                  std::any_of(words.begin(), words.end(), is_near) ||
                  (sketches.by_some[f] && std::any_of(words.begin(), words.end(), is_exact));
  }
  return possible;
}

void AliasIndex::compile_possible(FormCompiler& compiler, const Sketches& sketches) {
  const std::vector<bool> possible = list_possible(sketches);
  std::vector<Form> forms;
  for (std::size_t batch = 0; batch < compiler.batches(); ++batch) {
    const std::uint32_t begin = sketches.batches[batch];
    const std::uint32_t end = sketches.batches[batch + 1];
    const auto first = possible.begin() + begin;
    if (std::find(first, possible.begin() + end, true) == possible.begin() + end) continue;
    forms.clear();
    compiler.compile(batch, forms);
    for (FormId f = begin; f < end; ++f) {
      if (!possible[f]) continue;
      forms_.push_back(std::move(forms[f - begin]));
      const auto words = sketches.words.of(f);
      form_words_.words.insert(form_words_.words.end(), words.begin(), words.end());
      form_words_.end_form();
    }
  }
}

void AliasIndex::index_words() {
  word_forms_begin_.assign(words_.size() + 1, 0);
  for (const WordId word : form_words_.words) ++word_forms_begin_[word + 1];
  for (std::size_t w = 0; w < words_.size(); ++w) word_forms_begin_[w + 1] += word_forms_begin_[w];
  word_forms_.resize(word_forms_begin_.back());
  std::vector<std::uint32_t> next(word_forms_begin_.begin(), word_forms_begin_.end() - 1);
  for (FormId f = 0; f < form_words_.size(); ++f) {
    for (const WordId word : form_words_.of(f)) word_forms_[next[word]++] = f;
  }
}

// Returns the forms that are no head nouns.
std::vector<FormId> AliasIndex::index_head_nouns() {
  std::vector<FormId> others;
  std::vector<std::pair<WordId, HeadNoun>> found;
  head_nouns_begin_.assign(words_.size() + 1, 0);
  for (FormId f = 0; f < forms_.size(); ++f) {
    if (forms_[f].origin != Origin::head_noun) {
      others.push_back(f);
      continue;
    }
    const WordId word = form_words_.of(f).front();
    found.push_back({word, {forms_[f].actor, f}});
    ++head_nouns_begin_[word + 1];
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first, a.second.actor, a.second.form) <
           std::tie(b.first, b.second.actor, b.second.form);
  });
  std::partial_sum(head_nouns_begin_.begin(), head_nouns_begin_.end(), head_nouns_begin_.begin());
  for (const auto& [word, noun] : found) head_nouns_.push_back(noun);
  return others;
}

std::span<const HeadNoun> AliasIndex::head_nouns(KeyId key) const {
  const WordId word = exact(key);
  if (word == kNoWord) return {};
  return std::span(head_nouns_)
      .subspan(head_nouns_begin_[word], head_nouns_begin_[word + 1] - head_nouns_begin_[word]);
}

std::span<const FormId> AliasIndex::forms_with(WordId word) const {
  return std::span(word_forms_)
      .subspan(word_forms_begin_[word], word_forms_begin_[word + 1] - word_forms_begin_[word]);
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
      const bool filler = (traits_of(form.words[i]) & (kFiller | kConnector)) != 0;
      if (!filler || form.words[i].capital) content.push_back(i);
    }
    if (content.size() != 2) continue;
    const auto is_anchor = [&](std::size_t i) {
      return form.words[i].capital &&
             (traits_of(form.words[i]) & (kOrdinary | kHeadNoun | kTitle)) == 0;
    };
    const std::size_t anchor = is_anchor(content[0]) ? content[0] : content[1];
    if (!is_anchor(anchor)) continue;
    const std::size_t other = anchor == content[0] ? content[1] : content[0];
    if (form.words[other].capital && is_anchor(other)) continue;
    descriptions_at_[form_words_.of(f)[anchor]].push_back({f, form_words_.of(f)[other]});
  }
}

void AliasIndex::flag_types(const Vocabulary& vocabulary) {
  flags_.assign(vocabulary.types.size(), 0);
  const auto may_start = [&](WordId word, Casing casing) {
    if (!descriptions_at_[word].empty()) return true;
    if (head_nouns_begin_[word] != head_nouns_begin_[word + 1]) return true;
    if (trie_.child(FormTrie::kRoot, word) == FormTrie::kRoot) return false;
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
        const bool ends =
            origin == Origin::fragment && form_words_.of(f).back() == exact_[info.key];
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

void AliasIndex::match(const Segments& segments, std::string_view text, TokenId token,
                       TokenId first, TokenId end, std::vector<Match>& out) const {
  const Walk walk{segments, text, token, first, end};
  step(walk, FormTrie::kRoot, token, {}, out);
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
    const std::uint32_t next = trie_.child(node, word);
    if (next == FormTrie::kRoot) return;
    accept(walk, next, token, now, out);
    if (trie_.has_children(next)) step(walk, next, token + 1, now, out);
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
  for (const FormId f : trie_.forms(node)) {
    if (likeness.near > 0 && as_listed_[f]) continue;
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
