// One sentence as the rules of attribution read it: its words, the marks between them, where its
// clauses begin and end.
#pragma once

#include <cstdint>
#include <string_view>

#include "english/syntax.h"
#include "voice/document_quotes.h"
#include "voice/extract.h"

namespace polyvocal::voicing {

class SentenceView {
 public:
  SentenceView(const VoiceInput& input, std::uint32_t document, const DocumentQuotes& quotes)
      : in_(input),
        document_(document),
        text_(input.corpus.text(document)),
        quotes_(quotes),
        mention_(input.mentions.doc_rows[document]) {}

  /// Goes to a sentence after the present one; it is parsed when first asked for.
  void enter(SentenceId id);
  /// Whether any word may be a cue, as far as the words themselves tell.
  [[nodiscard]] bool has_cue() const;
  void parse();
  [[nodiscard]] SentenceId id() const { return id_; }
  [[nodiscard]] const english::Syntax& syntax() const { return s_; }

  [[nodiscard]] std::string_view word(std::int32_t i) const {
    return text_.substr(s_.at(i).span.begin, s_.at(i).span.size());
  }
  /// kNoKey for a name.
  [[nodiscard]] KeyId key(std::int32_t i) const {
    return i >= 0 && i < s_.size() && s_.at(i).mention == english::kNone
               ? in_.segments.key(s_.at(i).token)
               : kNoKey;
  }
  /// Any of the marks stands before item i, or after the last one.
  [[nodiscard]] bool gap_has(std::int32_t i, english::Gap gap) const {
    return i < s_.size() ? (s_.at(i).gap & gap) != 0 : (s_.end_gap & gap) != 0;
  }
  /// A verb group may begin here.
  [[nodiscard]] bool verb_at(std::int32_t i) const;
  /// "to" and a verb; a word that no table knows is taken as one.
  [[nodiscard]] bool infinitive_at(std::int32_t i) const;
  /// "replacing her would be hard": a gerund at item i begins the subject of a clause.
  [[nodiscard]] bool gerund_subject(std::int32_t i) const;
  /// A full clause stands before item i.
  [[nodiscard]] bool verb_before(std::int32_t i) const;
  /// A noun phrase at `from` (after adverbs and prepositional phrases) with its own finite verb.
  [[nodiscard]] bool clause_follows(std::int32_t from) const;
  /// "a deal that aims": the clause of a "that" at item k belongs to the noun.
  [[nodiscard]] bool relative(std::int32_t k) const;
  /// First byte of an item, with the quotation mark in front of it.
  [[nodiscard]] std::uint32_t item_begin(std::int32_t i) const;
  /// Last byte of an item, with the quotation mark behind it.
  [[nodiscard]] std::uint32_t end_of_item(std::int32_t i) const;
  /// End of the sentence, or of the quotation that begins after item i and runs on.
  [[nodiscard]] std::uint32_t end_from(std::int32_t i) const;

 private:
  [[nodiscard]] bool may_be_cue(const Token* token, const Token* end) const;

  const VoiceInput& in_;
  std::uint32_t document_;
  std::string_view text_;
  const DocumentQuotes& quotes_;
  english::Syntax s_;
  SentenceId id_ = 0;
  MentionId mention_;  // first of the sentence
  bool parsed_ = false;
};

}  // namespace polyvocal::voicing
