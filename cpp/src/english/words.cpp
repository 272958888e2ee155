#include "english/words.h"

#include <algorithm>
#include <string>

namespace polyvocal::english {

namespace {

// Keys may hold a curly apostrophe ("don’t"); the tables are written with the straight one.
std::string with_curly(std::string_view word) {
  std::string out;
  for (const char c : word) {
    if (c == '\'') {
      out += "\xE2\x80\x99";
    } else {
      out += c;
    }
  }
  return out;
}

class Builder {
 public:
  explicit Builder(const Vocabulary& vocabulary)
      : vocabulary_(vocabulary), by_key_(vocabulary.keys.size()) {}

  void add(std::string_view word, WordClasses classes, VerbForms forms) {
    mark(word, classes, forms);
    if (word.find('\'') != std::string_view::npos) mark(with_curly(word), classes, forms);
  }
  [[nodiscard]] std::vector<Word> by_type(std::span<const std::uint8_t> marked) const {
    std::vector<Word> words(vocabulary_.types.size());
    for (std::size_t type = 0; type < words.size(); ++type) {
      const TypeInfo& info = vocabulary_.info[type];
      const std::string_view spelling = vocabulary_.types[type];
      Word& word = words[type];
      if (info.key != kNoKey) word = by_key_[info.key];
      if (info.numeric) word.classes |= kNumber;
      add_by_ending(spelling, info, word);
      const bool known = info.key != kNoKey && info.key < marked.size();
      if (known && marked[info.key] != 0) word.classes |= kMarked;
      word.casing = info.casing;
      word.possessive = info.possessive;
      word.size = static_cast<std::uint8_t>(std::min<std::size_t>(spelling.size(), Word::kLong));
    }
    return words;
  }

 private:
  void mark(std::string_view word, WordClasses classes, VerbForms forms) {
    if (const auto key = vocabulary_.find_key(word)) {
      by_key_[*key].classes |= classes;
      by_key_[*key].forms |= forms;
    }
  }
  // Words that no table knows: adverbs in -ly, participles in -ed and -ing (lower case only, so
  // that names keep out).
  static void add_by_ending(std::string_view type, const TypeInfo& info, Word& word) {
    if (word.classes != 0 || word.forms != 0 || info.casing != Casing::lower) return;
    if (type.size() > 4 && type.ends_with("ly")) word.classes |= kAdverb;
    if (type.size() > 4 && type.ends_with("ed") && !type.ends_with("eed")) {
      word.forms = kPast | kParticiple;
    }
    if (type.size() > 5 && type.ends_with("ing")) {
      word.forms = kGerund;
      word.classes |= kAlsoNoun;
    }
  }

  const Vocabulary& vocabulary_;
  std::vector<Word> by_key_;
};

void add_verb(Builder& builder, std::string_view lemma) {
  const bool also_noun = lemma.ends_with("/n");
  if (also_noun) lemma.remove_suffix(2);
  each_form(lemma, [&](std::string_view form, VerbForms which) {
    const bool noun_form = also_noun && (which & (kBase | kThird)) != 0;
    builder.add(form, noun_form ? kAlsoNoun : 0, which);
  });
}

}  // namespace

Words::Words(const Vocabulary& vocabulary, std::span<const std::uint8_t> marked) {
  Builder builder(vocabulary);
  for (const WordList& list : function_words()) {
    each_word(list.words, [&](std::string_view word) { builder.add(word, list.classes, 0); });
  }
  each_word(verb_lemmas(), [&](std::string_view lemma) { add_verb(builder, lemma); });
  by_type_ = builder.by_type(marked);
  marked_.resize(by_type_.size() / 64 + 1);
  for (std::size_t type = 0; type < by_type_.size(); ++type) {
    if (by_type_[type].is(kMarked)) marked_[type >> 6U] |= std::uint64_t{1} << (type & 63U);
  }
}

}  // namespace polyvocal::english
