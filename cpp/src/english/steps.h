// The steps of `parse`, in order. Each reads what the ones before left in the Syntax and adds its
// own.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "english/syntax.h"

namespace polyvocal::english {

/// How far a look to the left or right may go: keeps a text without full stops linear.
inline constexpr std::int32_t kReach = 48;

/// Is it any of these? One test, without a branch for each.
template <class... Tags>
constexpr bool any_of(Tag tag, Tags... tags) {
  constexpr auto bit = [](Tag t) { return 1U << static_cast<unsigned>(t); };
  return (bit(tag) & (bit(tags) | ...)) != 0;
}

inline bool nominal(const Item& item) {
  return any_of(item.tag, Tag::noun, Tag::pronoun, Tag::number);
}

inline bool inside_phrase(Tag tag) {
  return any_of(tag, Tag::noun, Tag::adjective, Tag::determiner, Tag::number);
}

/// What every step looks at.
class SyntaxStep {
 public:
  SyntaxStep(std::string_view text, Syntax& out) : text_(text), s_(out) {}

 protected:
  [[nodiscard]] const Item* item(std::int32_t i) const {
    return i >= 0 && i < s_.size() ? &s_.at(i) : nullptr;
  }
  [[nodiscard]] std::string_view words_of(const Item& it) const {
    return text_.substr(it.span.begin, it.span.size());
  }

  std::string_view text_;
  Syntax& s_;
};

/// Items: words, and names as single ones, with the marks before them.
void read_items(std::string_view text, const Segments& segments, const Words& words,
                SentenceId sentence, std::span<const Mention> mentions, MentionId first_mention,
                Syntax& out);
/// Part of speech of every item.
void tag_items(std::string_view text, Syntax& out);
/// Auxiliaries with their main verb: voice, negation, finite or not.
void group_verbs(std::string_view text, Syntax& out);
/// Clauses, with what concession, condition and contrast say of them.
void split_clauses(std::string_view text, Syntax& out);
/// Noun phrases, and what they complete, explain or are joined to.
void build_phrases(std::string_view text, Syntax& out);
/// Subject and governor of every verb group.
void find_subjects(std::string_view text, Syntax& out);

}  // namespace polyvocal::english
