// One document under judgement: the forms found in it, in order, and what is known so far of who is
// named where. The judges (judges.h) read and settle the hits; buffers are reused from document to
// document.
//
//   Document doc(shared);
//   doc.open(7);
//   doc.add_hit(match, sentence);
//   doc.sort_hits();
//   if (doc.present(actor)) ...
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "actors/context.h"
#include "actors/judgement/hit.h"
#include "actors/shared.h"

namespace polyvocal::naming {

/// Letters in brackets behind a long form.
struct Definition {
  KeyId key;
  ActorId actor;  ///< -1: something else is meant
  FormId form;    ///< of the long form
};

/// Where an actor is named for certain.
struct Presence {
  TokenId token;
  SentenceId sentence;
};

class Document {
 public:
  explicit Document(const Shared& shared);

  /// Begins with another document of the corpus; nothing is known of it.
  void open(std::uint32_t document);

  [[nodiscard]] const Shared& shared() const { return shared_; }
  [[nodiscard]] std::uint32_t number() const { return number_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] Day day() const { return day_; }
  [[nodiscard]] TokenId first() const { return first_; }
  [[nodiscard]] TokenId end() const { return end_; }
  [[nodiscard]] bool generous() const {
    return shared_.options.short_names == ShortNames::generous;
  }

  /// The sentence last entered.
  [[nodiscard]] const Context& context() const { return context_; }
  void enter(SentenceId sentence) {
    if (entered_any_ && entered_ == sentence) return;
    entered_ = sentence;
    entered_any_ = true;
    context_.enter(sentence);
  }
  void enter(const Hit& hit) { enter(hit.sentence); }

  // Hits are sorted by first token, longer ones first; whoever adds or moves one sorts them again.
  [[nodiscard]] std::vector<Hit>& hits() { return hits_; }
  [[nodiscard]] const std::vector<Hit>& hits() const { return hits_; }
  void add_hit(const Match& match, SentenceId sentence);
  void sort_hits();
  /// First hit that begins at the token or after.
  [[nodiscard]] std::size_t hits_from(TokenId token) const;
  /// Calls use(index) for hits that begin early enough to reach the token, up to those at it.
  template <class Use>
  void each_reaching(TokenId token, const Use& use) const {
    const auto reach = static_cast<TokenId>(std::max(shared_.index.longest(), kDescriptionReach));
    const TokenId from = token > first_ + reach ? token - reach : first_;
    for (std::size_t i = hits_from(from); i < hits_.size() && hits_[i].begin() <= token; ++i) {
      use(i);
    }
  }
  [[nodiscard]] const Form& form(const Hit& hit) const {
    return shared_.index.form(hit.match.form);
  }
  [[nodiscard]] const Actor& actor(const Hit& hit) const {
    return shared_.knowledge.actors[static_cast<std::size_t>(hit.actor)];
  }
  /// An exact form of this origin that nothing has been said of.
  [[nodiscard]] bool is_open(const Hit& hit, Origin origin) const;
  /// Part of an accepted hit, or the same words.
  [[nodiscard]] bool inside_accepted(const Hit& hit) const;
  /// Actors that have the words as a form.
  [[nodiscard]] std::size_t owners(const Hit& hit) const;
  /// "Prime Minister" of three countries' is nobody's.
  [[nodiscard]] bool owned_by_many(const Hit& hit) const;

  // Who is named where. Questions are answered for what was sealed.
  void note_presence(const Hit& hit);
  void forget_presence(ActorId actor, TokenId token);
  void seal_presences();
  [[nodiscard]] bool present(ActorId actor) const;
  [[nodiscard]] std::span<const Presence> presences(ActorId actor) const {
    return presences_[static_cast<std::size_t>(actor)];
  }
  [[nodiscard]] bool faction_present(ActorId actor) const;
  /// 1 in the same sentence, less with every sentence back; a mention further on counts half.
  [[nodiscard]] float closeness(ActorId actor, SentenceId sentence) const;

  void add_definition(const Definition& definition) { definitions_.push_back(definition); }
  [[nodiscard]] std::span<const Definition> definitions() const { return definitions_; }
  /// Does the document say that the letters stand for somebody else?
  [[nodiscard]] bool defines_otherwise(KeyId acronym, ActorId actor) const;

  /// Surnames that the document gives to somebody else, listed ones and near spellings.
  void add_foreign(KeyId surname) { foreign_surnames_.push_back(surname); }
  [[nodiscard]] bool is_foreign(KeyId surname) const;

  /// The listed state that the document names most often, without a rival; -1 for none.
  [[nodiscard]] ActorId land() const { return land_; }
  void set_land(ActorId land) { land_ = land; }

 private:
  const Shared& shared_;
  std::uint32_t number_ = 0;
  std::string_view text_;
  Day day_ = kNoDate;
  TokenId first_ = 0;
  TokenId end_ = 0;
  Context context_{shared_.segments, shared_.traits, shared_.index, {}};
  SentenceId entered_ = 0;
  bool entered_any_ = false;
  std::vector<Hit> hits_;
  std::vector<std::vector<Presence>> presences_;  ///< per actor, by token once sealed
  std::vector<ActorId> present_;                  ///< actors with a presence
  std::vector<Definition> definitions_;
  std::vector<KeyId> foreign_surnames_;
  ActorId land_ = -1;
};

}  // namespace polyvocal::naming
