// Unknown names: capitalised runs that are no mention of a listed actor, counted over the corpus.
// A run joins capitalised words, across small words where a name may hold them ("Bank of England",
// "Securities and Exchange Commission"); titles, months and words of the language at its edges do
// not count.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "actors/context.h"
#include "actors/discovery/news_words.h"
#include "actors/discovery/occurrence.h"
#include "actors/shared.h"
#include "polyvocal/actors/mentions.h"

namespace polyvocal::naming {

class RunFinder {
 public:
  RunFinder(const Shared& shared, const NewsWords& words) : shared_(shared), words_(words) {}

  /// Appends the runs of a document outside its `mentions` (ordered).
  void run(std::uint32_t document, std::span<const Mention> mentions, std::vector<Occurrence>& out);

 private:
  struct Part {
    TokenId begin = 0;
    TokenId end = 0;
  };

  void run_sentence(SentenceId sentence, std::vector<Occurrence>& out);
  [[nodiscard]] bool skip_mentions(TokenId& token);
  [[nodiscard]] bool names_state(const Mention& mention) const;
  [[nodiscard]] bool in_mention(TokenId token) const;
  [[nodiscard]] TokenId stop_before(TokenId token, TokenId end, bool at_peoples) const;
  [[nodiscard]] TokenId run_at(TokenId token, TokenId end) const;
  [[nodiscard]] TokenId named_after_state(const Mention& mention, TokenId end) const;

  [[nodiscard]] bool joins_run(TokenId token) const;
  [[nodiscard]] bool hint(TokenId token, Hints any) const {
    return words_.is(shared_.segments.tokens[token].type, any);
  }
  [[nodiscard]] bool is_body(TokenId token) const;
  [[nodiscard]] bool begins_body(TokenId token) const;
  [[nodiscard]] bool ends_firm(TokenId token) const;
  [[nodiscard]] TokenId extend(TokenId first, TokenId end, TokenId stop) const;
  [[nodiscard]] TokenId longer(TokenId first, TokenId end, TokenId stop) const;
  [[nodiscard]] TokenId across_and(TokenId first, TokenId end, TokenId stop) const;
  [[nodiscard]] TokenId across_bridge(TokenId first, TokenId end, TokenId stop) const;
  [[nodiscard]] bool takes_of(TokenId first, TokenId last) const;
  [[nodiscard]] bool takes_for(TokenId last, TokenId link) const;
  [[nodiscard]] bool after_article(TokenId token) const;

  void keep(Part run, std::vector<Occurrence>& out) const;
  void keep_part(Part part, std::vector<Occurrence>& out) const;
  [[nodiscard]] TokenId after_office_of(Part run) const;
  [[nodiscard]] TokenId end_of_office(Part run) const;
  [[nodiscard]] Part trim(Part part) const;
  [[nodiscard]] bool worth_keeping(Part part) const;
  [[nodiscard]] bool only_office(Part part) const;
  [[nodiscard]] bool is_constituency(Part part) const;
  [[nodiscard]] bool is_letters(Part part) const;
  [[nodiscard]] TokenId second_name(Part run) const;
  [[nodiscard]] bool is_country(Part part) const;
  [[nodiscard]] bool has_own_article(TokenId token) const;
  [[nodiscard]] bool begins_place(Part part) const;
  [[nodiscard]] bool is_short_state(TokenId token) const;
  [[nodiscard]] bool noisy() const;
  [[nodiscard]] bool is_noise(TokenId token) const;
  [[nodiscard]] bool is_emphasis(Part part) const;
  [[nodiscard]] bool is_short_acronym(TokenId token) const;
  [[nodiscard]] bool worth_keeping_alone(TokenId token) const;
  [[nodiscard]] bool empty_word(TokenId token) const;
  [[nodiscard]] bool listed_alone(TokenId token) const;
  void add(Part part, std::vector<Occurrence>& out) const;
  [[nodiscard]] Before what_before(TokenId begin) const;
  [[nodiscard]] After what_after(TokenId last) const;
  [[nodiscard]] After what_after_comma(TokenId next) const;
  [[nodiscard]] bool is_of_land(Part part) const;
  [[nodiscard]] Inside what_inside(Part part) const;

  const Shared& shared_;
  const NewsWords& words_;
  Context context_{shared_.segments, shared_.traits, shared_.index, {}};
  std::uint32_t document_ = 0;
  std::span<const Mention> mentions_;
  std::size_t next_mention_ = 0;       ///< the first that does not end before the token looked at
  mutable std::optional<bool> noisy_;  ///< of the document, once it was asked for
  bool unsure_ = false;                ///< capitals tell little in this sentence
};

}  // namespace polyvocal::naming
