// Mentions: who is named where, one row a mention, with method and confidence.
//
//   MentionResult r = find_mentions(corpus, segments, knowledge, run);
//   for (const Mention& m : r.mentions.rows) use(m.actor, m.span, m.confidence);
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "polyvocal/actors/knowledge.h"
#include "polyvocal/core/run.h"
#include "polyvocal/corpus/corpus.h"
#include "polyvocal/text/segment.h"

namespace polyvocal {

using MentionId = std::uint32_t;  ///< index into Mentions::rows

/// How a mention was found, strongest evidence first.
enum class Method : std::uint8_t {
  correction,        ///< a human said so
  exact,             ///< a listed name
  definition,        ///< acronym or short form defined in the document: "Long Form (LF)"
  back_reference,    ///< part of a name that the document gives in full
  unique_short,      ///< part of a name that fits one listed actor only
  variant_alone,     ///< nearly identical spelling
  variant_corpus,    ///< other spelling, corroborated in the corpus
  variant_document,  ///< other spelling, corroborated by actor, title or first name in the document
  transliteration,   ///< the name in another script, by its sounds
  annotator,         ///< a plug-in
};
inline constexpr int kMethodCount = 10;
std::string_view method_name(Method method);

struct Mention {
  std::uint32_t document = 0;
  Span span;  ///< without possessive, title or article
  ActorId actor = -1;
  NameKind kind = NameKind::name;
  Method method = Method::exact;
  float confidence = 1;  ///< in (0, 1]
  SentenceId sentence = 0;
  TokenId token_begin = 0;
  std::uint16_t token_count = 0;
  bool metonym = false;    ///< demonym or capital standing for a state or government
  bool nested = false;     ///< lies inside a longer mention ("Libyan" in "Libyan National Army")
  bool ambiguous = false;  ///< another actor fits nearly as well; see the runner-up
  std::uint8_t annotator = 0;  ///< which one, for Method::annotator
  ActorId runner_up = -1;
  FactionId faction = -1;  ///< of the actor on the document's date
};

/// Ordered by (document, begin, longer first).
struct Mentions {
  std::vector<Mention> rows;
  std::vector<MentionId> doc_rows;  ///< documents + 1
};

/// How readily a part of a name stands for the name where the article does not give it in full.
enum class ShortNames : std::uint8_t {
  cautious,  ///< only what fits one listed actor and hardly anybody else: surnames, long acronyms
  generous,  ///< any telling part that one listed actor owns: given names, "Stanford"; for lists
             ///< whose actors are known to be those of the corpus
};

struct MentionOptions {
  bool variants = true;     ///< near spellings by evidence tiers
  bool short_forms = true;  ///< back-reference and unique short forms
  ShortNames short_names = ShortNames::cautious;
  bool keep_nested = true;  ///< rows flagged `nested`; co-occurrence leaves them out by default
  bool candidates = true;   ///< look for unknown names
  bool places = false;      ///< and keep every place of each: doubles what candidates cost
  std::uint32_t max_candidates =
      2000;  ///< most frequent first; `candidates_left_out` counts the rest
};

/// An unknown name, or a spelling too uncertain to merge: for a human to decide.
struct Candidate {
  std::string name;                   ///< most frequent spelling
  ActorType type = ActorType::other;  ///< guessed from cues
  std::vector<std::string> variants;  ///< other spellings with the same key, most frequent first
  std::uint32_t count = 0;
  std::uint32_t documents = 0;
  std::uint32_t outlets = 0;
  ActorId nearest = -1;
  float similarity = 0;  ///< in [0, 1] to the nearest actor's nearest name
  std::string reason;    ///< "unknown name", "one vowel from ...", ...
  std::uint32_t example_document = 0;
  Span example;  ///< the sentence
};

/// An unknown name, listed as a candidate or not: in a corpus of 50 documents or more a candidate
/// needs two documents or three occurrences, its place in a text does not.
struct UnknownName {
  std::string name;  ///< most frequent spelling
  ActorType type = ActorType::other;
  std::int32_t candidate = -1;  ///< index into MentionResult::candidates
};

/// Where an unknown name stands.
struct UnknownMention {
  std::uint32_t document = 0;
  Span span;                 ///< without possessive, title or article
  std::uint32_t name = 0;    ///< index into MentionResult::unknown_names
  std::uint8_t before = 0;   ///< what stands before it: index into cues_before_names
  std::uint8_t after = 0;    ///< index into cues_after_names
  std::uint16_t inside = 0;  ///< bits, named by cues_inside_names
};

/// What stands beside and inside names, in a word or two: tells their type.
std::span<const std::string_view> cues_before_names();
std::span<const std::string_view> cues_after_names();
std::span<const std::string_view> cues_inside_names();

/// What a correction did.
struct CorrectionEffect {
  std::uint32_t matched = 0;  ///< places with its words
  std::uint32_t changed = 0;  ///< of these: the actor would have been another, or none
};

/// Words that a correction blocks.
struct BlockedPlace {
  std::uint32_t document = 0;
  Span span;
};

struct MentionResult {
  Mentions mentions;
  std::vector<Candidate> candidates;             ///< by count descending, then name
  std::vector<UnknownName> unknown_names;        ///< by first occurrence
  std::vector<UnknownMention> unknown_mentions;  ///< ordered by (document, begin)
  std::uint32_t candidates_left_out = 0;         ///< beyond MentionOptions::max_candidates
  std::vector<CorrectionEffect> corrections;     ///< per correction
  std::vector<BlockedPlace> blocked;             ///< ordered by (document, begin)
};

/// @throws InputError for a name without any word; Cancelled.
MentionResult find_mentions(const Corpus& corpus, const Segments& segments,
                            const Knowledge& knowledge, const Run& run,
                            const MentionOptions& options = {});

}  // namespace polyvocal
