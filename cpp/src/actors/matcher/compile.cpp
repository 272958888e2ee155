#include "actors/matcher/compile.h"

#include <algorithm>
#include <string>
#include <utility>

#include "polyvocal/core/error.h"
#include "polyvocal/corpus/encoding.h"
#include "polyvocal/text/tokenize.h"
#include "polyvocal/text/vocabulary.h"

namespace polyvocal::matching {
namespace {

// A row of words that a name begins with, or all of its words.
struct Row {
  WordHash hash = 0;
  std::uint32_t name = 0;
  NextWords next;  ///< nothing when these are all words of the name
};

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }
char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c; }

bool is_plain(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return is_ascii_letter(c) || (c >= '0' && c <= '9'); });
}

// May a word of a text that fits a word of a name begin with a small ASCII letter?
bool may_be_small(std::string_view word, CasePolicy policy) {
  const char c = word.front();
  const bool is_capital = is_ascii_letter(c) && c != small(c);
  return policy == CasePolicy::insensitive || !is_capital;
}

class Compiler {
 public:
  explicit Compiler(Overlap overlap) { compiled_.overlap = overlap; }

  void reserve(std::size_t names, std::size_t bytes) {
    compiled_.names.reserve(names, bytes);
    roots_.reserve(names);
    rows_.reserve(names * 2);
  }

  void add(std::size_t position, const MatcherName& name) {
    where_ = "names[" + std::to_string(position) + "]";
    if (first_invalid_utf8(name.surface) != name.surface.size()) {
      throw EncodingError(where_ + " is not valid UTF-8");
    }
    surface_ = normal_surface(name.surface);
    tokens_.clear();
    tokenize(surface_, tokens_);
    if (tokens_.empty()) {
      throw InputError(where_ + ": '" + std::string(name.surface) +
                       "' has no word; a name needs a letter or a digit");
    }
    compiled_.names.add(surface_, name.policy, name.plural);
    add_start(name);
    add_rows(name);
  }

  Compiled finish() {
    std::sort(fours_.begin(), fours_.end());
    fours_.erase(std::unique(fours_.begin(), fours_.end()), fours_.end());
    compiled_.starts = StartFilter(fours_);
    compiled_.roots = table_of(roots_);
    compiled_.rows = table_of(rows_);
    return std::move(compiled_);
  }

 private:
  [[nodiscard]] std::string_view token(std::size_t i) const {
    return std::string_view(surface_).substr(tokens_[i].begin, tokens_[i].size());
  }

  // What a word of a text may begin with to fit the first word of the name. Words that begin with
  // a character beyond ASCII are always looked at.
  void add_start(const MatcherName& name) {
    const std::string_view word = token(0);
    std::string key = fold_key(word);
    if (!key.empty() && static_cast<unsigned char>(key.front()) < 0x80) {
      compiled_.first.add(capital(key.front()));
      if (may_be_small(word, name.policy)) compiled_.first.add(small(key.front()));
    }
    add_four(key);
    if (name.plural) add_four(key + 's');
  }

  void add_four(std::string_view key) {
    if (key.size() >= 4 && is_plain(key.substr(0, 4))) {
      fours_.push_back(StartFilter::read(key.data()));
    }
  }

  void add_rows(const MatcherName& name) {
    const auto id = static_cast<std::uint32_t>(compiled_.names.size() - 1);
    const TokenWords words(surface_, tokens_, nullptr, hasher_);
    Word word = words.at(0);
    WordHash row = word.hash;
    for (std::size_t i = 1; i < tokens_.size(); ++i) {
      rows_at(i).push_back({row, id, next_words(token(i), name.policy)});
      const WordHash before = row;
      word = words.at(i);
      const Gap gap = gap_before(i);
      row = row_hash(before, gap, word);
      if (i + 1 == tokens_.size())
        add_plural(name, word, [&](const Word& plural) {
          rows_.push_back({row_hash(before, gap, plural), id, {}});
        });
    }
    if (tokens_.size() == 1)
      add_plural(name, word, [&](const Word& plural) { roots_.push_back({plural.hash, id, {}}); });
    rows_at(tokens_.size()).push_back({row, id, {}});
  }

  std::vector<Row>& rows_at(std::size_t words) { return words == 1 ? roots_ : rows_; }

  template <class Add>
  void add_plural(const MatcherName& name, Word word, Add add) const {
    if (!name.plural || word.stem_end != word.end) return;
    const std::string key = fold_key(std::string_view(surface_).substr(word.begin));
    if (!takes_plural(key)) return;
    word.hash = hash_plain(key + 's');
    add(word);
  }

  static NextWords next_words(std::string_view word, CasePolicy policy) {
    NextWords next;
    next.add(fold_key(word), may_be_small(word, policy));
    return next;
  }

  Gap gap_before(std::size_t i) {
    const Gap gap = read_gap(surface_, tokens_[i - 1].end, tokens_[i].begin, token(i - 1));
    if (gap.size != 0 && static_cast<unsigned char>(gap.sign[0]) < 0x80) {
      compiled_.signs.add(gap.sign[0]);
    }
    if (gap.passable) return gap;
    throw InputError(where_ + ": '" + surface_ + "' has more than " + std::to_string(kLongestGap) +
                     " bytes between two words");
  }

  // Rows in order of their hashes, which is the order of the table: it is filled from front to
  // back.
  PrefixTable table_of(std::vector<Row>& rows) {
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
      return a.hash != b.hash ? a.hash < b.hash : a.name < b.name;
    });
    std::size_t count = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      count += i == 0 || rows[i - 1].hash != rows[i].hash ? 1U : 0U;
    }
    PrefixTable table(count);
    std::vector<std::uint32_t> names;
    for (std::size_t i = 0; i < rows.size();) {
      const WordHash hash = rows[i].hash;
      NextWords next;
      names.clear();
      for (; i < rows.size() && rows[i].hash == hash; ++i) {
        const bool whole = rows[i].next.bits() == 0;
        const bool known = !names.empty() && names.back() == rows[i].name;
        if (whole && !known) names.push_back(rows[i].name);
        next.add(rows[i].next);
      }
      table.add(hash, next, names, compiled_.lists);
    }
    rows = {};
    return table;
  }

  Compiled compiled_;
  WordHasher hasher_;
  std::string where_;    ///< of the name that is being added
  std::string surface_;  ///< its own
  std::vector<Span> tokens_;
  std::vector<std::uint32_t> fours_;
  std::vector<Row> roots_;
  std::vector<Row> rows_;
};

}  // namespace

Compiled compile(std::span<const MatcherName> names, Overlap overlap) {
  Compiler compiler(overlap);
  std::size_t bytes = 0;
  for (const MatcherName& name : names) bytes += name.surface.size();
  compiler.reserve(names.size(), bytes);
  for (std::size_t i = 0; i < names.size(); ++i) compiler.add(i, names[i]);
  return compiler.finish();
}

}  // namespace polyvocal::matching
