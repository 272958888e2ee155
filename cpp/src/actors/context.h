// What stands around a token: the sentence, the words before and after, titles, places.
// A view of one document; cheap to make, nothing is copied.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "actors/alias_index.h"
#include "actors/traits.h"
#include "polyvocal/text/segment.h"

namespace polyvocal::naming {

class Context {
 public:
  Context(const Segments& segments, const TraitTable& traits, const AliasIndex& index,
          std::string_view text)
      : segments_(&segments), traits_(&traits), index_(&index), text_(text) {}

  /// Set before asking about tokens of a sentence.
  void enter(SentenceId sentence);

  [[nodiscard]] TokenId first() const { return first_; }
  [[nodiscard]] TokenId end() const { return end_; }
  [[nodiscard]] Region region() const { return segments_->sentences[sentence_].region; }
  /// Most words begin with a capital: capitals tell nothing here.
  [[nodiscard]] bool title_case() const { return title_case_; }
  /// Most words are in capitals.
  [[nodiscard]] bool all_caps() const { return all_caps_; }

  /// The token before or after, in the sentence, with nothing but a joining gap between.
  [[nodiscard]] std::optional<TokenId> before(TokenId token) const;
  [[nodiscard]] std::optional<TokenId> after(TokenId token) const;
  /// As above, whatever punctuation stands between.
  [[nodiscard]] std::optional<TokenId> previous(TokenId token) const;
  [[nodiscard]] std::optional<TokenId> next(TokenId token) const;

  [[nodiscard]] bool is(TokenId token, Traits any) const {
    return (traits_->of_type(segments_->tokens[token].type) & any) != 0;
  }
  [[nodiscard]] std::string_view key(TokenId token) const;
  [[nodiscard]] bool name_like(TokenId token) const {
    return index_->name_like(segments_->tokens[token].type);
  }
  [[nodiscard]] bool possessive(TokenId token) const {
    return segments_->info(token).possessive != 0;
  }
  [[nodiscard]] std::string_view gap(TokenId left, TokenId right) const {
    return gap_between(*segments_, text_, left, right).raw;
  }

  /// Right behind "#".
  [[nodiscard]] bool hashtag(TokenId token) const {
    const std::uint32_t begin = segments_->tokens[token].begin;
    return begin > 0 && text_[begin - 1] == '#';
  }

  /// A capitalised word that is part of nobody's listed name and no word of the language.
  [[nodiscard]] bool stranger(TokenId token) const;

  /// The words beside [first, last] show that the name is another one's: another first name before,
  /// a further name after ("Ali Saleh", "Saleh Street"). `given` are first names that agree.
  [[nodiscard]] bool contradicted(TokenId first, TokenId last) const;

  /// Part of a longer capitalised name that is not listed ("Libya Observer").
  [[nodiscard]] bool inside_name(TokenId first, TokenId last) const;

  /// No capitalised word beside it, and none of a body's name behind "of" or "and": it is a name as
  /// it stands ("Protection Agency" is not, in "Civil Protection Agency").
  [[nodiscard]] bool stands_free(TokenId first, TokenId last) const;

  /// Part of the name of a university, newspaper or company ("Tripoli University").
  [[nodiscard]] bool inside_institution(TokenId last) const;

  /// Where a place is meant: "in Cairo", "arrived Cairo".
  [[nodiscard]] bool placed(TokenId first) const;

  /// A capital that acts: a government is meant, not a place.
  [[nodiscard]] bool acts(TokenId first, TokenId last) const;

 private:
  [[nodiscard]] bool followed_by_verb(TokenId last) const;

  const Segments* segments_;
  const TraitTable* traits_;
  const AliasIndex* index_;
  std::string_view text_;
  SentenceId sentence_ = 0;
  TokenId first_ = 0;
  TokenId end_ = 0;
  bool title_case_ = false;
  bool all_caps_ = false;
};

}  // namespace polyvocal::naming
