// Shallow syntax of one sentence: names as single items, noun phrases, verb groups with voice and
// negation, clauses. Rules only, linear in the number of words; good enough to tell who does what
// to whom in news English, and it never looks at who is named.
//
//   Syntax s;                       // reuse it: the vectors keep their memory
//   parse(corpus.text(d), segments, words, mentions, sentence_id, s);
//   for (const VerbGroup& v : s.verbs) use(s.items[v.head]);
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "english/words.h"
#include "polyvocal/actors/mentions.h"
#include "polyvocal/text/segment.h"

namespace polyvocal::english {

enum class Tag : std::uint8_t {
  noun,
  verb,
  aux,
  adjective,
  adverb,
  determiner,
  preposition,
  pronoun,
  coordinator,
  contrast,
  subordinator,
  relative,
  that,
  to,
  number,
};

/// What stands between an item and the one before it (bit set).
using Gap = std::uint8_t;
inline constexpr Gap kComma = 1;
inline constexpr Gap kStop = 2;  ///< ; : and sentence-final marks inside a sentence
inline constexpr Gap kDash = 4;
inline constexpr Gap kOpenQuote = 8;
inline constexpr Gap kCloseQuote = 16;
inline constexpr Gap kOpenParen = 32;
inline constexpr Gap kCloseParen = 64;
inline constexpr Gap kHyphen = 128;  ///< glued to the word before: "Turkey-backed"
inline constexpr Gap kBreak = kComma | kStop | kDash | kOpenParen | kCloseParen;

inline constexpr std::int32_t kNone = -1;

struct Item {
  Span span;          ///< without possessive
  TokenId token = 0;  ///< first token
  std::int32_t mention = kNone;
  std::int32_t chunk = kNone;
  std::int32_t verb = kNone;  ///< group whose head or auxiliary it is
  std::int32_t clause = 0;
  Word word;  ///< of the first token; empty for a name
  Tag tag = Tag::noun;
  Gap gap = 0;
  bool possessive = false;  ///< ends in 's
  bool capital = false;
  bool quoted = false;  ///< inside quotation marks
};

/// A noun phrase without what follows its head: "the renegade general", "Haftar's media unit".
struct Chunk {
  std::int32_t first = 0;
  std::int32_t head = 0;             ///< last item
  std::int32_t preposition = kNone;  ///< item that governs it
  std::int32_t parent = kNone;       ///< chunk it complements through "of" ("army of Haftar")
  std::int32_t apposed_to = kNone;   ///< chunk it explains: "Lavrov, the minister"
  std::int32_t joined_to = kNone;    ///< chunk it is coordinated with: "France and Russia"
  std::int32_t clause = 0;
};

struct VerbGroup {
  std::int32_t first = 0;
  std::int32_t head = 0;  ///< main verb, or the auxiliary when there is none
  VerbForms forms = 0;
  bool passive = false;
  bool finite = false;
  bool infinitive = false;        ///< "to restore"
  bool hypothetical = false;      ///< would, could, might
  std::int32_t negator = kNone;   ///< item
  std::int32_t subject = kNone;   ///< chunk (logical object when passive)
  std::int32_t governor = kNone;  ///< group it depends on: "failed" of "failed to restore"
  std::int32_t clause = 0;
};

struct Clause {
  std::int32_t first = 0;           ///< item
  std::int32_t antecedent = kNone;  ///< chunk a relative clause explains
  bool conceded = false;            ///< under "although", "despite"
  bool conditional = false;         ///< under "if", "unless"
  bool before_contrast = false;     ///< "but" follows it
  bool after_contrast = false;
};

/// Scratch of the parser: a clause that may still go on.
struct OpenClause {
  std::int32_t clause = 0;
  Gap closer = 0;  ///< punctuation that ends it
  bool has_verb = false;
};

struct Syntax {
  std::vector<Item> items;
  std::vector<Chunk> chunks;
  std::vector<VerbGroup> verbs;
  std::vector<Clause> clauses;
  std::vector<OpenClause> open;
  Span span;
  Gap end_gap = 0;          ///< after the last item
  bool title_case = false;  ///< a headline: capitals say nothing

  [[nodiscard]] std::int32_t size() const { return static_cast<std::int32_t>(items.size()); }
  [[nodiscard]] const Item& at(std::int32_t i) const { return items[static_cast<std::size_t>(i)]; }
  [[nodiscard]] Item& at(std::int32_t i) { return items[static_cast<std::size_t>(i)]; }
  [[nodiscard]] const Chunk& chunk(std::int32_t i) const {
    return chunks[static_cast<std::size_t>(i)];
  }
  [[nodiscard]] const VerbGroup& verb(std::int32_t i) const {
    return verbs[static_cast<std::size_t>(i)];
  }
  [[nodiscard]] const Clause& clause_of(std::int32_t item) const {
    return clauses[static_cast<std::size_t>(at(item).clause)];
  }
};

/// `mentions` are the rows of the document that lie in this sentence; nested ones are passed over.
/// Item::mention is an index into Mentions::rows: first_mention + position in `mentions`.
void parse(std::string_view text, const Segments& segments, const Words& words, SentenceId sentence,
           std::span<const Mention> mentions, MentionId first_mention, Syntax& out);

}  // namespace polyvocal::english
