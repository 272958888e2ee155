// All mentions of one document: collects every form found, judges each by what the document says
// elsewhere, settles overlaps. One object a worker; buffers are reused from document to document.
//
// Order of judgement, strongest evidence first: corrections; listed names and near spellings of
// full names; acronyms defined in the document; surnames and parts of names; single words spelt
// nearly alike; demonyms and capitals; head nouns ("the army").
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "actors/alias_index.h"
#include "actors/context.h"
#include "actors/traits.h"
#include "polyvocal/actors/mentions.h"

namespace polyvocal::naming {

/// What the whole corpus says of a spelling (or surname) and an actor, in documents. Sums:
/// independent of order.
struct CorpusEvidence {
  struct Count {
    std::uint32_t agree = 0;       ///< beside a first name of the actor
    std::uint32_t contradict = 0;  ///< beside another first name
    std::uint32_t seen = 0;        ///< the spelling occurs
    std::uint32_t with_actor = 0;  ///< and the actor is named too
  };
  std::unordered_map<std::uint64_t, Count> counts;

  static std::uint64_t id(KeyId key, ActorId actor) {
    return (static_cast<std::uint64_t>(key) << 32U) | static_cast<std::uint32_t>(actor);
  }
  [[nodiscard]] Count of(KeyId key, ActorId actor) const {
    const auto found = counts.find(id(key, actor));
    return found == counts.end() ? Count{} : found->second;
  }
  /// First names beside the spelling are mostly the actor's.
  [[nodiscard]] bool supports(KeyId key, ActorId actor) const {
    const Count count = of(key, actor);
    return count.agree > 0 && 2 * count.agree >= count.contradict;
  }
  /// First names beside the spelling are the actor's again and again.
  [[nodiscard]] bool known(KeyId key, ActorId actor) const {
    const Count count = of(key, actor);
    return count.agree >= 3 && count.agree >= 2 * count.contradict;
  }
  /// First names beside it are mostly another's.
  [[nodiscard]] bool opposes(KeyId key, ActorId actor) const {
    const Count count = of(key, actor);
    return count.contradict > 2 * count.agree;
  }
  /// It hardly occurs but where the actor is named in full.
  [[nodiscard]] bool bound(KeyId key, ActorId actor) const {
    const Count count = of(key, actor);
    return count.with_actor >= 3 && 10 * count.with_actor >= 9 * count.seen;
  }
  /// Four in five of many documents with it name the actor in full.
  [[nodiscard]] bool mostly(KeyId key, ActorId actor) const {
    const Count count = of(key, actor);
    return count.with_actor >= 10 && 5 * count.with_actor >= 4 * count.seen;
  }
  /// A large corpus has it mostly where the actor is not named.
  [[nodiscard]] bool elsewhere(KeyId key, ActorId actor) const {
    const Count count = of(key, actor);
    return count.seen >= 20 && 2 * count.with_actor < count.seen;
  }
  /// It often occurs where the actor does not: a word of its own, no spelling of the name.
  [[nodiscard]] bool independent(KeyId key, ActorId actor) const {
    const Count count = of(key, actor);
    return count.seen >= 3 && 5 * count.with_actor < 3 * count.seen;
  }
};

struct Shared {
  const Corpus& corpus;
  const Segments& segments;
  const Knowledge& knowledge;
  const TraitTable& traits;
  const AliasIndex& index;
  const CorpusEvidence& evidence;
  const MentionOptions& options;
  /// Per type: 1 for a near spelling that the corpus shows to be a word of its own; empty: none.
  std::vector<std::uint8_t> idle = {};
};

/// What the corrections did in the documents of one worker.
struct CorrectionLog {
  std::vector<CorrectionEffect> effects;  ///< per correction
  std::vector<BlockedPlace> blocked;
};

/// A match under judgement.
struct Hit {
  Match match;
  SentenceId sentence = 0;
  ActorId actor = -1;
  ActorId runner_up = -1;
  NameKind kind = NameKind::name;
  Method method = Method::exact;
  float confidence = 0;  ///< 0: not accepted
  float preference = 0;  ///< settles between actors of one surface, not reported
  bool metonym = false;
  bool ambiguous = false;
  bool nested = false;

  [[nodiscard]] TokenId begin() const { return match.begin; }
  [[nodiscard]] TokenId end() const { return match.begin + match.count; }
  [[nodiscard]] bool accepted() const { return confidence > 0; }
};

/// Is this near spelling of a full name (two words or more) good by itself, or with the exact name
/// elsewhere in the article (`here`)? Its confidence, or 0.
float judge_near_name(const Shared& shared, const Match& match, bool here = false);

class DocumentPass {
 public:
  explicit DocumentPass(const Shared& shared);

  /// Appends the mentions of a document in order.
  void run(std::uint32_t document, std::vector<Mention>& out, CorrectionLog& log);

 private:
  struct Presence {
    TokenId token;
    SentenceId sentence;
  };
  struct Definition {
    KeyId key;
    ActorId actor;  ///< -1: something else is meant
    FormId form;    ///< of the long form
  };

  void collect(std::uint32_t document);
  void add_hit(const Match& match, SentenceId sentence);
  void collect_head_nouns();
  void judge_listed();
  void judge_near_names();
  void find_definitions();
  void apply_definitions();
  void forget_acronym(const Definition& definition);
  void judge_middle_initials();
  void judge_short_forms();
  [[nodiscard]] bool is_open(const Hit& hit, Origin origin) const;
  void judge_weak_forms();
  void judge_near_words();
  void judge_metonyms();
  void judge_head_nouns();
  [[nodiscard]] bool applies(const Correction& correction, std::uint32_t document) const;
  [[nodiscard]] ActorId actor_without(const Hit& corrected) const;
  void apply_corrections(std::uint32_t document, CorrectionLog& log);
  void extend_names();
  void settle();
  void drop_leading_descriptions();
  void choose_senses();
  void settle_overlaps();
  void emit(std::uint32_t document, std::vector<Mention>& out) const;

  float judge_listed_one(Hit& hit);
  float judge_short_form(Hit& hit);
  float judge_stem(Hit& hit);
  float judge_initials(Hit& hit);
  float judge_first_word(Hit& hit);
  float judge_given(Hit& hit);
  float judge_part(Hit& hit);
  float judge_abbreviation(Hit& hit);
  [[nodiscard]] float judge_plain_surname(const Hit& hit, bool opening) const;
  [[nodiscard]] bool owned_by_many(const Hit& hit) const;
  [[nodiscard]] std::size_t owners(const Hit& hit) const;
  [[nodiscard]] TokenId from_country(const Hit& hit) const;
  [[nodiscard]] bool generous() const {
    return shared_.options.short_names == ShortNames::generous;
  }
  float judge_near_word(Hit& hit);
  float judge_acronym_variant(Hit& hit);
  float judge_transliterated_word(Hit& hit);
  [[nodiscard]] bool is_foreign(KeyId surname) const;
  [[nodiscard]] bool is_legal_form(TokenId token) const;
  [[nodiscard]] bool is_designator(TokenId token) const;
  [[nodiscard]] bool bare_body(const Hit& hit) const;
  [[nodiscard]] bool names_again(const Hit& hit) const;
  [[nodiscard]] TokenId after_legal_form(TokenId end) const;
  [[nodiscard]] bool inside_accepted(const Hit& hit) const;
  [[nodiscard]] std::uint32_t end_of_name(const Hit& hit) const;
  [[nodiscard]] const Form& form(const Hit& hit) const {
    return shared_.index.form(hit.match.form);
  }
  [[nodiscard]] const Actor& actor(const Hit& hit) const {
    return shared_.knowledge.actors[static_cast<std::size_t>(hit.actor)];
  }
  enum class Title : std::uint8_t { none, own, other_office, other };
  [[nodiscard]] Title title_before(const Hit& hit) const;
  [[nodiscard]] bool present(ActorId actor) const;
  [[nodiscard]] bool is_contradicted(const Hit& hit) const;
  [[nodiscard]] bool has_body_role(const Hit& hit) const;
  [[nodiscard]] bool is_telling_part(const Hit& hit);
  void judge_telling_parts();
  void count_lands();
  [[nodiscard]] bool in_its_land(const Hit& hit) const;
  [[nodiscard]] bool faction_present(ActorId actor) const;
  [[nodiscard]] float closeness(ActorId actor, SentenceId sentence) const;
  void note_presence(const Hit& hit);
  void seal_presences();
  void sort_hits();
  /// First hit that begins at the token or after. Hits are sorted by begin.
  [[nodiscard]] std::size_t hits_from(TokenId token) const;
  /// Calls use(index) for hits that begin early enough to reach the token, up to those at it.
  template <class Use>
  void each_reaching(TokenId token, const Use& use) const;
  void enter(const Hit& hit);
  [[nodiscard]] bool leads_a_side(const Hit& hit) const;
  [[nodiscard]] bool has_foreign_given_name(const Hit& hit) const;
  [[nodiscard]] bool begins_name(TokenId token) const;
  bool reaches_surname(Hit& hit);
  [[nodiscard]] bool has_other_initial(ActorId actor, TokenId initial, TokenId surname) const;
  [[nodiscard]] bool is_garbled_name(const Hit& hit) const;
  [[nodiscard]] bool exactly_named(ActorId actor) const;
  [[nodiscard]] bool half_named(ActorId actor) const;
  void define(TokenId acronym, SentenceId sentence);

  const Shared& shared_;
  std::string_view text_;
  TokenId doc_begin_ = 0;
  TokenId doc_end_ = 0;
  Context context_{shared_.segments, shared_.traits, shared_.index, {}};
  SentenceId entered_ = 0;
  bool entered_any_ = false;
  Day day_ = kNoDate;
  std::vector<Match> matches_;
  std::vector<std::pair<TokenId, SentenceId>> head_nouns_;
  std::vector<Hit> hits_;
  std::vector<Hit> added_;
  std::vector<std::vector<Presence>> presences_;  ///< per actor, by token once sealed
  std::vector<ActorId> present_;                  ///< actors with a presence
  std::vector<Definition> definitions_;
  ActorId land_ = -1;  ///< the listed state that the document names most often, without a rival
  std::vector<KeyId> foreign_surnames_;  ///< surnames that the document gives to somebody else,
                                         ///< listed ones and near spellings
};

}  // namespace polyvocal::naming
