#include <vector>

#include "english/steps.h"

namespace polyvocal::english {

namespace {

class ClauseSplitter : private SyntaxStep {
 public:
  using SyntaxStep::SyntaxStep;

  void split_clauses() {
    s_.clauses.push_back({});
    stack_.clear();
    stack_.push_back({0, 0, false});
    for (std::int32_t i = 0; i < s_.size(); ++i) {
      Item& it = s_.at(i);
      if (may_divide(it)) {
        close_clauses(i);
        open_clauses(i);
      }
      it.clause = stack_.back().clause;
      if (it.verb != kNone && s_.verb(it.verb).head == i) {
        s_.verbs[static_cast<std::size_t>(it.verb)].clause = it.clause;
        if (s_.verb(it.verb).finite) stack_.back().has_verb = true;
      }
    }
  }

 private:
  // Most words stand inside a clause: no mark before them, no word that opens one.
  static bool may_divide(const Item& item) {
    return item.gap != 0 || item.word.is(kConcession | kRelative) ||
           any_of(item.tag, Tag::contrast, Tag::relative, Tag::that, Tag::subordinator,
                  Tag::coordinator);
  }

  std::int32_t add_clause(std::int32_t first, Gap closer) {
    const auto id = static_cast<std::int32_t>(s_.clauses.size());
    Clause clause;
    clause.first = first;
    s_.clauses.push_back(clause);
    if (stack_.size() > 24) stack_.erase(stack_.begin() + 1);
    stack_.push_back({id, closer, false});
    return id;
  }

  void close_clauses(std::int32_t i) {
    const Gap gap = s_.at(i).gap;
    if ((gap & kStop) != 0) {
      while (stack_.size() > 1) stack_.pop_back();
      if (stack_.back().has_verb) replace_base(i);
      return;
    }
    // "Ann Lee, who took over after he quit, | said": every clause inside the main one has ended.
    if ((gap & kBreak) == kComma && finite_begins(i) && !stack_.front().has_verb && !opening()) {
      stack_.resize(1);
      return;
    }
    while (stack_.size() > 1 && (gap & stack_.back().closer) != 0) {
      const bool comma_only = (gap & kBreak) == kComma;
      // A relative or introductory clause ends at the comma once it has its verb.
      if (comma_only && !stack_.back().has_verb) break;
      stack_.pop_back();
      if (comma_only) break;
    }
  }

  // "As Ann Lee, a lawyer, | put it": the clause that opens the sentence still waits for its verb.
  [[nodiscard]] bool opening() const {
    const OpenClause& last = stack_.back();
    return stack_.size() == 2 && !last.has_verb &&
           s_.clauses[static_cast<std::size_t>(last.clause)].first == 0;
  }

  [[nodiscard]] bool finite_begins(std::int32_t i) const {
    const Item& it = s_.at(i);
    return it.verb != kNone && s_.verb(it.verb).first == i && s_.verb(it.verb).finite;
  }

  // The sentence goes on with an independent clause.
  void replace_base(std::int32_t first) {
    stack_.clear();
    const auto id = static_cast<std::int32_t>(s_.clauses.size());
    Clause clause;
    clause.first = first;
    s_.clauses.push_back(clause);
    stack_.push_back({id, 0, false});
  }

  void open_clauses(std::int32_t i) {
    const Item& it = s_.at(i);
    const std::int32_t here = stack_.back().clause;
    if ((it.gap & kOpenParen) != 0 && (it.gap & kCloseParen) == 0) {
      add_clause(i, kCloseParen);
      return;
    }
    if ((it.gap & kDash) != 0) {
      open_at_dash(i);
      return;
    }
    if (it.tag == Tag::contrast && it.word.is(kContrast)) {
      open_contrast(i, here);
    } else if (it.tag == Tag::relative || whose(i) || (it.tag == Tag::that && relative_that(i))) {
      const std::int32_t id = add_clause(i, kComma | kDash | kCloseParen);
      s_.clauses[static_cast<std::size_t>(id)].antecedent = i;  // becomes a chunk in attach_chunks
      copy_flags(here, id);
    } else if (it.tag == Tag::subordinator || it.word.is(kConcession)) {
      const std::int32_t id = add_clause(i, kComma | kDash | kCloseParen);
      copy_flags(here, id);
      Clause& clause = s_.clauses[static_cast<std::size_t>(id)];
      clause.conceded = clause.conceded || it.word.is(kConcession) || in_spite_of(i);
      clause.conditional = clause.conditional || it.word.is(kCondition);
      // "despite NP" has no verb of its own: the next comma ends it.
      if (it.tag == Tag::preposition) stack_.back().has_verb = true;
    } else if (it.tag == Tag::that && stack_.back().has_verb) {
      const std::int32_t id = add_clause(i, 0);
      copy_flags(here, id);
    } else if (stack_.back().has_verb && coordinates_clause(i)) {
      start_coordinate(i);
    }
  }

  // "the parents whose appearance ..."
  [[nodiscard]] bool whose(std::int32_t i) const {
    const Item& it = s_.at(i);
    return it.tag == Tag::determiner && it.word.is(kRelative) && i > 0 && nominal(s_.at(i - 1));
  }

  void copy_flags(std::int32_t from, std::int32_t to) {
    const Clause source = s_.clauses[static_cast<std::size_t>(from)];
    Clause& target = s_.clauses[static_cast<std::size_t>(to)];
    target.conceded = source.conceded;
    target.conditional = source.conditional;
  }

  [[nodiscard]] bool in_spite_of(std::int32_t i) const {
    return i >= 2 && text_.substr(s_.at(i).span.begin, 2) == "of" &&
           words_of(s_.at(i - 1)) == "spite";
  }

  void open_at_dash(std::int32_t i) {
    // A pair of dashes encloses an aside; a single one starts a new part.
    if (stack_.size() > 1 && stack_.back().closer == kDash) return;
    bool pair = false;
    for (std::int32_t k = i + 1; k < s_.size() && k < i + kReach; ++k) {
      if ((s_.at(k).gap & kDash) != 0) pair = true;
    }
    if (closed_dash_ == i) return;
    if (pair) {
      add_clause(i, kDash);
      for (std::int32_t k = i + 1; k < s_.size() && k < i + kReach; ++k) {
        if ((s_.at(k).gap & kDash) != 0) {
          closed_dash_ = k;
          break;
        }
      }
    } else if (stack_.back().has_verb) {
      replace_base(i);
    }
  }

  void open_contrast(std::int32_t i, std::int32_t here) {
    if (!stack_.back().has_verb) return;
    s_.clauses[static_cast<std::size_t>(here)].before_contrast = true;
    start_coordinate(i);
    s_.clauses[static_cast<std::size_t>(stack_.back().clause)].after_contrast = true;
  }

  void start_coordinate(std::int32_t i) {
    const OpenClause open = stack_.back();
    const Clause before = s_.clauses[static_cast<std::size_t>(open.clause)];
    const auto id = static_cast<std::int32_t>(s_.clauses.size());
    Clause clause;
    clause.first = i;
    clause.conceded = before.conceded;
    clause.conditional = before.conditional;
    clause.antecedent = kNone;
    s_.clauses.push_back(clause);
    stack_.back() = {id, open.closer, false};
  }

  // "that" after a noun with a verb next: a relative clause.
  [[nodiscard]] bool relative_that(std::int32_t i) const {
    const Item* prev = item(i - 1);
    const Item* next = item(i + 1);
    if (prev == nullptr || next == nullptr || !nominal(*prev) || s_.at(i).gap != 0) return false;
    const bool adverb = next->tag == Tag::adverb;
    const Item* verb = adverb ? item(i + 2) : next;
    if (verb == nullptr || (verb->word.forms & kGerund) != 0) return false;  // "that leaving was"
    return verb->tag == Tag::verb || verb->tag == Tag::aux;
  }

  // "its chairman, | Ann Lee, added": an explanation between commas, then the verb.
  [[nodiscard]] bool explained_subject(std::int32_t from) const {
    if ((s_.at(from).gap & kBreak) != kComma) return false;
    for (std::int32_t k = from; k < s_.size() && k < from + 12; ++k) {
      const Item& it = s_.at(k);
      if (k > from && (it.gap & kBreak) != 0) return finite_begins(k);
      if (it.verb != kNone || it.tag == Tag::coordinator) return false;
    }
    return false;
  }

  // ", and the army" + finite verb: a new clause with its own subject.
  [[nodiscard]] bool coordinates_clause(std::int32_t i) const {
    const Item& it = s_.at(i);
    const bool comma = (it.gap & kComma) != 0;
    if (it.tag != Tag::coordinator && !comma) return false;
    bool subject = false;
    for (std::int32_t k = it.tag == Tag::coordinator ? i + 1 : i; k < s_.size() && k < i + 12;
         ++k) {
      const Item& word = s_.at(k);
      if (k > i && (word.gap & kBreak) != 0) return subject && explained_subject(k);
      if (word.verb != kNone) return subject && s_.verb(word.verb).finite;
      if (word.tag == Tag::relative || word.tag == Tag::that || word.tag == Tag::subordinator) {
        return false;
      }
      subject = subject || nominal(word);
    }
    return false;
  }

  std::vector<OpenClause>& stack_ = s_.open;
  std::int32_t closed_dash_ = kNone;
};

}  // namespace

void split_clauses(std::string_view text, Syntax& out) {
  ClauseSplitter(text, out).split_clauses();
}

}  // namespace polyvocal::english
