#include "english/syntax.h"

#include <algorithm>

namespace polyvocal::english {

namespace {

// How far a look to the left or right may go: keeps a text without full stops linear.
constexpr std::int32_t kReach = 48;

bool starts_with_at(std::string_view text, std::size_t at, std::string_view mark) {
  return text.substr(at, mark.size()) == mark;
}

struct QuoteState {
  bool double_open = false;
  bool single_open = false;
};

// Reads the bytes between two words.
Gap read_gap(std::string_view gap, QuoteState& quotes) {
  Gap found = 0;
  bool space = false;
  bool hyphen = false;
  for (std::size_t i = 0; i < gap.size(); ++i) {
    const char c = gap[i];
    switch (c) {
      case ' ':
      case '\n':
      case '\t':
      case '\r':
        space = true;
        break;
      case ',':
        found |= kComma;
        break;
      case ';':
      case ':':
      case '!':
      case '?':
        found |= kStop;
        break;
      case '.':
        break;  // inside a sentence it ends an abbreviation
      case '(':
      case '[':
        found |= kOpenParen;
        break;
      case ')':
      case ']':
        found |= kCloseParen;
        break;
      case '-':
        if (i + 1 < gap.size() && gap[i + 1] == '-') found |= kDash;
        hyphen = true;
        break;
      case '"':
        quotes.double_open = !quotes.double_open;
        found |= quotes.double_open ? kOpenQuote : kCloseQuote;
        break;
      case '\'':
        if (i + 1 < gap.size() && gap[i + 1] == '\'') {
          found |= kCloseQuote;
          ++i;
        } else {
          const bool opens = i + 1 == gap.size() && !quotes.single_open;
          quotes.single_open = opens;
          found |= opens ? kOpenQuote : kCloseQuote;
        }
        break;
      case '`':
        found |= kOpenQuote;
        break;
      case '\xC2':
        if (starts_with_at(gap, i, "\xC2\xA0")) space = true;
        if (starts_with_at(gap, i, "\xC2\xAB")) found |= kOpenQuote;
        if (starts_with_at(gap, i, "\xC2\xBB")) found |= kCloseQuote;
        ++i;
        break;
      case '\xE2':
        if (starts_with_at(gap, i, "\xE2\x80\x9C") || starts_with_at(gap, i, "\xE2\x80\x98")) {
          found |= kOpenQuote;
        } else if (starts_with_at(gap, i, "\xE2\x80\x9D") ||
                   starts_with_at(gap, i, "\xE2\x80\x99")) {
          found |= kCloseQuote;
        } else if (starts_with_at(gap, i, "\xE2\x80\x93") ||
                   starts_with_at(gap, i, "\xE2\x80\x94") ||
                   starts_with_at(gap, i, "\xE2\x80\x95")) {
          found |= kDash;
        } else if (starts_with_at(gap, i, "\xE2\x80\x90") ||
                   starts_with_at(gap, i, "\xE2\x80\x91")) {
          hyphen = true;
        }
        i += 2;
        break;
      default:
        break;
    }
  }
  if (hyphen && space) found |= kDash;
  if (hyphen && !space && found == 0) found |= kHyphen;
  return found;
}

bool nominal(const Item& item) {
  return item.tag == Tag::noun || item.tag == Tag::pronoun || item.tag == Tag::number;
}

bool inside_phrase(Tag tag) {
  return tag == Tag::noun || tag == Tag::adjective || tag == Tag::determiner || tag == Tag::number;
}

class Parser {
 public:
  Parser(std::string_view text, const Segments& segments, const Words& words, Syntax& out)
      : text_(text), segments_(segments), words_(words), s_(out), stack_(out.open) {}

  void run(SentenceId id, std::span<const Mention> mentions, MentionId first_mention) {
    s_.items.clear();
    s_.chunks.clear();
    s_.verbs.clear();
    s_.clauses.clear();
    read_items(id, mentions, first_mention);
    tag_items();
    group_verbs();
    split_clauses();
    build_chunks();
    attach_chunks();
    find_subjects();
  }

 private:
  // ---- words and names -------------------------------------------------------------------------

  void read_items(SentenceId id, std::span<const Mention> mentions, MentionId first_mention) {
    const polyvocal::Sentence& sentence = segments_.sentences[id];
    s_.span = sentence.span;
    std::uint32_t at = sentence.span.begin;
    QuoteState quotes;
    std::size_t next = 0;
    std::int32_t capitals = 0;
    const TokenId end = segments_.token_end(id);
    bool in_quote = false;
    const Token* const tokens = segments_.tokens.data();
    words_.prefetch(tokens + sentence.token_begin, tokens + end);
    for (TokenId token = sentence.token_begin; token < end;) {
      while (next < mentions.size() &&
             (mentions[next].nested || mentions[next].token_begin < token)) {
        ++next;
      }
      s_.items.emplace_back();
      Item& item = s_.items.back();
      item.token = token;
      TokenId last = token;
      Word word = words_[segments_.tokens[token].type];
      if (next < mentions.size() && mentions[next].token_begin == token) {
        item.mention = static_cast<std::int32_t>(first_mention + next);
        last = std::min(end, token + std::max<TokenId>(1, mentions[next].token_count)) - 1;
        item.capital = true;
        word = words_[segments_.tokens[last].type];
      } else {
        item.word = word;
        item.capital = word.casing == Casing::capitalized || word.casing == Casing::upper ||
                       word.casing == Casing::mixed;
        capitals += item.capital ? 1 : 0;
      }
      const std::uint32_t stop = end_of(last, word);
      item.span = {segments_.tokens[token].begin, stop - word.possessive};
      item.possessive = word.possessive > 0;
      if (item.possessive && item.mention == kNone && contracts(item.word)) {
        item.possessive = false;  // "he’s": "is" or "has", never a possessive
        item.word.classes |= kBe;
      }
      item.gap = gap_between(at, item.span.begin, quotes);
      if ((item.gap & kCloseQuote) != 0) in_quote = false;
      if ((item.gap & kOpenQuote) != 0) in_quote = true;
      item.quoted = in_quote;
      at = stop;
      token = last + 1;
    }
    s_.end_gap = read_gap(between(at, sentence.span.end), quotes);
    // In a headline every word is capitalised, so capitals say nothing.
    s_.title_case =
        s_.items.size() > 3 && 2 * capitals > static_cast<std::int32_t>(s_.items.size());
  }

  static bool contracts(const Word& word) {
    return word.is(kPronoun) && !word.is(kDeterminer | kNumber) &&
           word.is(kThirdPerson | kPronoun) && word.casing != Casing::upper;
  }

  [[nodiscard]] std::uint32_t end_of(TokenId token, const Word& word) const {
    if (word.size == Word::kLong) return segments_.span(token).end;
    return segments_.tokens[token].begin + word.size;
  }

  // One space is what stands between most words.
  [[nodiscard]] Gap gap_between(std::uint32_t begin, std::uint32_t end, QuoteState& quotes) const {
    if (end == begin + 1 && text_[begin] == ' ') return 0;
    return read_gap(between(begin, end), quotes);
  }

  [[nodiscard]] std::string_view between(std::uint32_t begin, std::uint32_t end) const {
    return begin < end ? text_.substr(begin, end - begin) : std::string_view();
  }

  // ---- parts of speech -------------------------------------------------------------------------

  void tag_items() {
    for (std::int32_t i = 0; i < s_.size(); ++i) s_.at(i).tag = tag_of(i);
  }

  [[nodiscard]] const Item* item(std::int32_t i) const {
    return i >= 0 && i < s_.size() ? &s_.at(i) : nullptr;
  }
  [[nodiscard]] bool next_is(std::int32_t i, WordClasses classes) const {
    const Item* next = item(i + 1);
    return next != nullptr && next->word.is(classes);
  }

  // The item before, passing over adverbs and negators, not over punctuation.
  [[nodiscard]] const Item* before(std::int32_t i) const {
    std::int32_t k = i;
    for (std::int32_t step = 0; step < 4 && k > 0; ++step) {
      if ((s_.at(k).gap & kBreak) != 0) return nullptr;
      --k;
      if (s_.at(k).tag != Tag::adverb) return &s_.at(k);
    }
    return nullptr;
  }

  [[nodiscard]] bool noun_like_next(std::int32_t i, bool or_time = false) const {
    const Item* next = item(i + 1);
    if (next == nullptr || (next->gap & kBreak) != 0) return false;
    if (next->mention != kNone || (or_time && next->word.is(kTime))) return true;
    if (next->word.is(kAdjective | kOffice | kSourceNoun | kPerson)) return true;
    constexpr WordClasses kClosed = kDeterminer | kPossessive | kPronoun | kPreposition | kBe |
                                    kHave | kDo | kModal | kTo | kCoordinator | kContrast |
                                    kSubordinator | kRelative | kThat | kAdverb | kNegator | kTime |
                                    kNumber;
    return !next->word.is(kClosed) && (next->word.forms == 0 || next->word.is(kAlsoNoun));
  }

  Tag tag_of(std::int32_t i) const {
    const Item& it = s_.at(i);
    const Word& w = it.word;
    if (it.mention != kNone) return Tag::noun;
    // In no table, as most words: decided at once.
    if ((w.classes & ~kMarked) == 0 && w.forms == 0) return Tag::noun;
    if ((it.gap & kHyphen) != 0) return w.forms != 0 ? Tag::adjective : Tag::noun;
    const bool proper =
        it.capital && i > 0 && !s_.title_case && (it.gap & (kOpenQuote | kStop)) == 0;
    if (proper && w.forms != 0 && !w.is(kBe | kHave | kDo | kModal)) return Tag::noun;
    if (proper && w.is(kTime | kOffice)) return Tag::noun;
    if (proper && w.is(kPronoun) && w.casing == Casing::upper && w.size > 1) return Tag::noun;
    if (w.is(kTo)) return after_according(i) ? Tag::preposition : Tag::to;
    if (w.is(kThat)) return that_tag(i);
    if (w.is(kBe | kHave | kDo) && !w.is(kPronoun)) return Tag::aux;
    if (w.is(kModal) && !w.is(kPronoun)) return proper ? Tag::noun : Tag::aux;
    if (w.is(kPossessive)) {
      return w.is(kPronoun) && !noun_like_next(i, true) ? Tag::pronoun : Tag::determiner;
    }
    if (w.is(kRelative)) return Tag::relative;
    const bool counts = w.is(kDeterminer | kNumber);  // "one source"
    if (w.is(kPronoun) && (!counts || !noun_like_next(i, true))) return Tag::pronoun;
    if (w.is(kDeterminer)) return Tag::determiner;
    if (w.is(kContrast)) {
      const Item* prev = item(i - 1);  // "have not yet announced"
      const bool inside = prev != nullptr && (it.gap & kBreak) == 0 &&
                          (prev->tag == Tag::aux || prev->tag == Tag::adverb);
      return inside && w.is(kAdverb) ? Tag::adverb : Tag::contrast;
    }
    if (w.is(kCoordinator)) return Tag::coordinator;
    if (w.is(kPreposition)) {
      return w.is(kSubordinator) && starts_clause(i) ? Tag::subordinator : Tag::preposition;
    }
    if (w.is(kSubordinator) && !w.is(kAdverb)) return Tag::subordinator;
    if (w.is(kNegator) && !w.is(kDeterminer)) return Tag::adverb;
    if (w.forms != 0 && is_verb(i)) return Tag::verb;
    if ((w.forms & kGerund) != 0) return noun_like_next(i) ? Tag::adjective : Tag::noun;
    if ((w.forms & kParticiple) != 0 && !w.is(kAlsoNoun)) return Tag::adjective;
    if (w.is(kAdjective)) {
      // "a department official said", "the general": also nouns.
      const bool person = w.is(kOffice | kSourceNoun | kPerson);
      return person && !noun_like_next(i) ? Tag::noun : Tag::adjective;
    }
    if (w.is(kAdverb)) return Tag::adverb;
    if (w.is(kNumber)) return Tag::number;
    return Tag::noun;
  }

  // "according to", "due to": no infinitive follows.
  [[nodiscard]] bool after_according(std::int32_t i) const {
    const Item* prev = item(i - 1);
    if (prev == nullptr || (s_.at(i).gap & kBreak) != 0) return false;
    const std::string_view word = text_.substr(prev->span.begin, prev->span.size());
    return word == "According" || word == "according" || word == "due" || word == "Due" ||
           word == "thanks" || word == "Thanks" || word == "prior" || word == "owing";
  }

  // "that parliament": after a preposition or at the start of a clause.
  [[nodiscard]] Tag that_tag(std::int32_t i) const {
    const Item* prev = item(i - 1);
    const bool starts = prev == nullptr || (s_.at(i).gap & kBreak) != 0;
    const bool governed =
        prev != nullptr && (prev->tag == Tag::preposition || prev->tag == Tag::to);
    return (starts || governed) && noun_like_next(i) ? Tag::determiner : Tag::that;
  }

  // "after", "as": a clause when a finite verb comes before the next punctuation.
  [[nodiscard]] bool starts_clause(std::int32_t i) const {
    bool subject = false;
    for (std::int32_t k = i + 1; k < s_.size() && k < i + 12; ++k) {
      const Item& it = s_.at(k);
      if (k > i + 1 && (it.gap & kBreak) != 0) return false;
      const bool verb_only = it.mention == kNone && it.word.forms != 0 && !it.word.is(kAlsoNoun) &&
                             (it.word.forms & (kPast | kThird)) != 0;
      if (it.word.is(kBe | kHave | kDo | kModal) || verb_only) return subject;
      constexpr WordClasses kPlain = kMarked | kAlsoNoun;
      if (it.mention != kNone || (it.word.classes & ~kPlain) == 0 ||
          it.word.is(kPronoun | kOffice | kSourceNoun | kPerson)) {
        subject = true;
      }
    }
    return false;
  }

  [[nodiscard]] bool is_verb(std::int32_t i) const {
    const Item& it = s_.at(i);
    const Word& w = it.word;
    const Item* prev = before(i);
    const bool glued_noun = noun_like_next(i);
    if (prev != nullptr && prev->possessive) return false;
    if (prev != nullptr && (prev->tag == Tag::to || prev->word.is(kModal))) {
      return (w.forms & kBase) != 0;
    }
    if (prev != nullptr && prev->tag == Tag::aux) return verb_after_aux(*prev, w, glued_noun);
    const bool modifies =
        prev != nullptr &&
        (prev->tag == Tag::determiner || prev->tag == Tag::adjective || prev->tag == Tag::number);
    if ((w.forms & kGerund) != 0) return !modifies && !(w.is(kAdjective) && glued_noun);
    if ((w.forms & (kPast | kParticiple)) != 0 && (w.forms & kBase) == 0) {
      return past_is_verb(i, prev, modifies, glued_noun);
    }
    return present_is_verb(i, prev, modifies);
  }

  [[nodiscard]] static bool verb_after_aux(const Item& aux, const Word& w, bool glued_noun) {
    if (aux.word.is(kBe)) {
      return (w.forms & kGerund) != 0 || ((w.forms & kParticiple) != 0 && !glued_noun);
    }
    if (aux.word.is(kHave)) return (w.forms & kParticiple) != 0;
    return (w.forms & kBase) != 0;
  }

  [[nodiscard]] bool past_is_verb(std::int32_t i, const Item* prev, bool modifies,
                                  bool glued_noun) const {
    const Word& w = s_.at(i).word;
    if (prev != nullptr && prev->tag == Tag::preposition) return false;
    if (modifies && prev->tag != Tag::determiner) {
      // "in 2008 questioned", "the official said".
      const Item* left = item(i - 2);
      const bool year =
          prev->tag == Tag::number && left != nullptr && left->tag == Tag::preposition;
      if (year || w.is(kSpeech)) return true;
    }
    if (modifies) return false;
    if (prev != nullptr && prev->tag == Tag::coordinator) {
      const Item* other = item(i - 2);
      if (other != nullptr && other->tag == Tag::adjective) return false;
      return !glued_noun || (other != nullptr && other->tag == Tag::verb);
    }
    if (prev == nullptr && glued_noun && !next_is(i, kAdjective)) {
      return s_.at(i).word.forms != (kPast | kParticiple) || i > 0;
    }
    return true;
  }

  [[nodiscard]] bool present_is_verb(std::int32_t i, const Item* prev, bool modifies) const {
    const Word& w = s_.at(i).word;
    if (modifies) return false;
    const bool third = (w.forms & kThird) != 0;
    if (prev == nullptr) return i > 0 && (!w.is(kAlsoNoun) || (third && object_next(i)));
    if (prev->tag == Tag::pronoun || prev->tag == Tag::relative || prev->tag == Tag::that) {
      return !(prev->tag == Tag::that && w.is(kAlsoNoun) && !object_next(i));
    }
    if (prev->tag == Tag::preposition) return false;
    if (prev->tag == Tag::coordinator) {
      const Item* other = item(i - 2);
      return other != nullptr && other->tag == Tag::verb && (w.forms & other->word.forms) != 0;
    }
    if (prev->tag == Tag::verb) return !w.is(kAlsoNoun) && (w.forms & kBase) != 0;
    if (prev->tag == Tag::noun || prev->tag == Tag::number) {
      if (!w.is(kAlsoNoun) || object_next(i)) return true;
      // "Smith urges supporters": a name, and a plain noun as object.
      return third && prev->capital && prev->tag == Tag::noun && !prev->possessive &&
             noun_like_next(i) && !s_.at(i).capital;
    }
    return !w.is(kAlsoNoun);
  }

  // What follows looks like an object or a complement clause.
  [[nodiscard]] bool object_next(std::int32_t i) const {
    const Item* next = item(i + 1);
    if (next == nullptr || (next->gap & kBreak) != 0) return false;
    const bool third = (s_.at(i).word.forms & kThird) != 0;
    return next->word.is(kDeterminer | kPossessive | kPronoun | kThat) ||
           (third && next->word.is(kTo)) || next->mention != kNone ||
           (next->capital && !s_.title_case);
  }

  // ---- verb groups -----------------------------------------------------------------------------

  void group_verbs() {
    for (std::int32_t i = 0; i < s_.size(); ++i) {
      const Tag tag = s_.at(i).tag;
      if (tag != Tag::aux && tag != Tag::verb) continue;
      VerbGroup group;
      group.first = i;
      const Item* prev = item(i - 1);
      if (prev != nullptr && prev->tag == Tag::to && (s_.at(i).gap & kBreak) == 0) {
        group.infinitive = true;
        group.first = i - 1;
      }
      std::int32_t head = i;
      std::int32_t k = i;
      bool be = false;
      for (; k < s_.size() && k < i + 9; ++k) {
        const Item& it = s_.at(k);
        if (k > i && (it.gap & kBreak) != 0) break;
        if (it.tag == Tag::aux) {
          head = k;
          be = be || it.word.is(kBe);
          if (it.word.is(kModal)) note_modal(it, group);
          if (it.word.is(kNegator) && group.negator == kNone) group.negator = k;
        } else if (it.tag == Tag::verb) {
          head = k;
          break;
        } else if (it.tag != Tag::adverb) {
          break;
        } else if (it.word.is(kNegator) && group.negator == kNone) {
          group.negator = k;
        }
      }
      finish_group(group, head, be);
      i = head;
    }
  }

  static void note_modal(const Item& modal, VerbGroup& group) {
    group.finite = true;
    group.hypothetical = group.hypothetical || modal.word.classes == kModal;
  }

  void finish_group(VerbGroup& group, std::int32_t head, bool be) {
    const Item& verb = s_.at(head);
    group.head = head;
    group.forms = verb.word.forms;
    const Item* owner = item(group.first - 1);  // "he's claiming", "they've said"
    const bool contracted = owner != nullptr && owner->tag == Tag::pronoun &&
                            (s_.at(group.first).gap & kBreak) == 0 &&
                            owner->word.is(kBe | kHave | kModal);
    if (contracted) be = be || owner->word.is(kBe);
    const bool auxiliary = contracted || head > group.first + (group.infinitive ? 1 : 0);
    const bool main_verb = verb.tag == Tag::verb;
    group.passive =
        main_verb && be && (verb.word.forms & kParticiple) != 0 && (verb.word.forms & kGerund) == 0;
    const Item* prev = item(group.first - 1);
    if (group.negator == kNone && prev != nullptr && prev->word.is(kNegator) &&
        prev->tag == Tag::adverb && (s_.at(group.first).gap & kBreak) == 0) {
      group.negator = group.first - 1;
    }
    const bool alone = main_verb && !auxiliary;
    if (group.infinitive || (alone && (verb.word.forms & kGerund) != 0)) {
      group.finite = false;
    } else if (!alone) {
      group.finite = true;
    } else {
      group.passive = reduced_passive(head);
      group.finite = !group.passive;
    }
    const auto index = static_cast<std::int32_t>(s_.verbs.size());
    for (std::int32_t k = group.first; k <= head; ++k) s_.at(k).verb = index;
    s_.verbs.push_back(group);
  }

  // A participle without auxiliary: "forces led by", "fighters, allied with".
  [[nodiscard]] bool reduced_passive(std::int32_t i) const {
    const Item& it = s_.at(i);
    if ((it.word.forms & kParticiple) == 0 || (it.word.forms & kBase) != 0) return false;
    if ((it.word.forms & kPast) == 0) return true;
    const Item* next = item(i + 1);
    const bool prep_next = next != nullptr &&
                           (next->tag == Tag::preposition || next->tag == Tag::to) &&
                           (next->gap & kBreak) == 0;
    if (!prep_next) return false;
    if (text_.substr(next->span.begin, next->span.size()) == "by") return true;
    if (it.word.is(kSpeech)) return false;
    const bool after_comma = (it.gap & (kComma | kDash | kOpenParen)) != 0;
    if (i == 0 || (after_comma && other_finite(i))) return true;
    if (after_comma) return false;
    // "the talks held in Cairo collapsed": another finite verb follows in the same clause.
    for (std::int32_t k = i + 1; k < s_.size() && k < i + 10; ++k) {
      if ((s_.at(k).gap & kBreak) != 0) break;
      const Tag tag = s_.at(k).tag;
      if (tag == Tag::that || tag == Tag::relative || tag == Tag::coordinator ||
          tag == Tag::contrast || tag == Tag::subordinator || tag == Tag::to) {
        break;
      }
      if (tag == Tag::aux) return true;
    }
    return false;
  }

  // Another verb of the sentence may be its main verb: "fighters, allied with X, left".
  [[nodiscard]] bool other_finite(std::int32_t i) const {
    for (const VerbGroup& group : s_.verbs) {
      if (group.finite) return true;
    }
    for (std::int32_t k = i + 1; k < s_.size() && k < i + kReach; ++k) {
      const Item& it = s_.at(k);
      if (it.tag == Tag::aux) return true;
      if (it.tag == Tag::verb && s_.at(k - 1).tag != Tag::to && (it.word.forms & kGerund) == 0) {
        return true;
      }
    }
    return false;
  }

  // ---- clauses ---------------------------------------------------------------------------------

  struct Open {
    std::int32_t clause;
    Gap closer;  // punctuation that ends it
    bool has_verb;
  };

  // Most words stand inside a clause: no mark before them, no word that opens one.
  static bool may_divide(const Item& item) {
    constexpr std::uint32_t kDividers =
        1U << static_cast<unsigned>(Tag::contrast) | 1U << static_cast<unsigned>(Tag::relative) |
        1U << static_cast<unsigned>(Tag::that) | 1U << static_cast<unsigned>(Tag::subordinator) |
        1U << static_cast<unsigned>(Tag::coordinator);
    return item.gap != 0 || (kDividers >> static_cast<unsigned>(item.tag) & 1U) != 0 ||
           item.word.is(kConcession);
  }

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
    while (stack_.size() > 1 && (gap & stack_.back().closer) != 0) {
      const bool comma_only = (gap & kBreak) == kComma;
      // A relative or introductory clause ends at the comma once it has its verb.
      if (comma_only && !stack_.back().has_verb) break;
      stack_.pop_back();
      if (comma_only) break;
    }
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
    } else if (it.tag == Tag::relative || (it.tag == Tag::that && relative_that(i))) {
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

  void copy_flags(std::int32_t from, std::int32_t to) {
    const Clause source = s_.clauses[static_cast<std::size_t>(from)];
    Clause& target = s_.clauses[static_cast<std::size_t>(to)];
    target.conceded = source.conceded;
    target.conditional = source.conditional;
  }

  [[nodiscard]] bool in_spite_of(std::int32_t i) const {
    return i >= 2 && text_.substr(s_.at(i).span.begin, 2) == "of" &&
           text_.substr(s_.at(i - 1).span.begin, s_.at(i - 1).span.size()) == "spite";
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
    return verb != nullptr && (verb->tag == Tag::verb || verb->tag == Tag::aux);
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
      if (k > i && (word.gap & kBreak) != 0) return false;
      if (word.verb != kNone) return subject && s_.verb(word.verb).finite;
      if (word.tag == Tag::relative || word.tag == Tag::that || word.tag == Tag::subordinator) {
        return false;
      }
      subject = subject || nominal(word);
    }
    return false;
  }

  // ---- noun phrases ----------------------------------------------------------------------------

  void build_chunks() {
    std::int32_t i = 0;
    while (i < s_.size()) {
      const Item& it = s_.at(i);
      if (it.tag == Tag::pronoun) {
        add_chunk(i, i);
        ++i;
      } else if (inside_phrase(it.tag) && it.verb == kNone) {
        i = add_phrase(i);
      } else {
        ++i;
      }
    }
  }

  std::int32_t add_phrase(std::int32_t first) {
    std::int32_t head = kNone;
    std::int32_t k = first;
    for (; k < s_.size(); ++k) {
      const Item& it = s_.at(k);
      const bool adverb = it.tag == Tag::adverb && it.word.forms == 0 && k + 1 < s_.size() &&
                          s_.at(k + 1).tag == Tag::adjective && head == kNone && k > first;
      if ((!inside_phrase(it.tag) && !adverb) || it.verb != kNone) break;
      if (k > first && (it.gap & kBreak) != 0) break;
      if (k > first && it.clause != s_.at(first).clause) break;
      // A determiner starts the next phrase: "gave the army | a free hand".
      const bool time = it.tag == Tag::noun && it.word.is(kTime) && (it.gap & kHyphen) == 0;
      const bool restarts = it.tag == Tag::determiner || time;
      const bool after_time = k > first && s_.at(k - 1).tag == Tag::noun &&
                              s_.at(k - 1).word.is(kTime) && it.capital && it.gap == 0;
      if (k > first && restarts && head != kNone && !s_.at(k - 1).possessive) break;
      if (after_time && !s_.at(k - 1).capital && head != kNone) break;  // "last week | Ann Lee"
      if (it.tag == Tag::noun || it.tag == Tag::number) head = k;
    }
    if (head != kNone) {
      add_chunk(first, head);
      return std::max(head + 1, first + 1);
    }
    return std::max(k, first + 1);
  }

  void add_chunk(std::int32_t first, std::int32_t head) {
    Chunk chunk;
    chunk.first = first;
    chunk.head = head;
    chunk.clause = s_.at(head).clause;
    const auto id = static_cast<std::int32_t>(s_.chunks.size());
    for (std::int32_t k = first; k <= head; ++k) s_.at(k).chunk = id;
    s_.chunks.push_back(chunk);
  }

  void attach_chunks() {
    for (std::size_t c = 0; c < s_.chunks.size(); ++c) {
      Chunk& chunk = s_.chunks[c];
      const Item* prev = item(chunk.first - 1);
      const Gap gap = s_.at(chunk.first).gap;
      const auto previous = static_cast<std::int32_t>(c) - 1;
      if (prev != nullptr && (gap & kBreak) == 0 &&
          (prev->tag == Tag::preposition || prev->tag == Tag::to)) {
        chunk.preposition = chunk.first - 1;
        attach_complement(chunk, previous);
      } else if (previous >= 0) {
        attach_neighbour(chunk, previous, gap, prev);
      }
    }
    attach_relatives();
  }

  void attach_complement(Chunk& chunk, std::int32_t previous) {
    const Item& prep = s_.at(chunk.preposition);
    const std::string_view word = text_.substr(prep.span.begin, prep.span.size());
    if (previous >= 0 && word == "of" && s_.chunk(previous).head + 1 == chunk.preposition &&
        (prep.gap & kBreak) == 0) {
      chunk.parent = previous;
    }
  }

  void attach_neighbour(Chunk& chunk, std::int32_t previous, Gap gap, const Item* prev) {
    const Chunk& before = s_.chunk(previous);
    const bool joined = prev != nullptr && prev->tag == Tag::coordinator &&
                        before.head + 2 == chunk.first && (gap & (kBreak & ~kComma)) == 0;
    const bool adjacent = before.head + 1 == chunk.first;
    // "by the community, and the army ...": after a comma two phrases are no pair of one
    // preposition.
    const bool apart = joined && (prev->gap & kComma) != 0 && before.joined_to == kNone &&
                       before.preposition != kNone;
    if ((joined && !apart) || (adjacent && (gap & kComma) != 0 && list_goes_on(chunk.head))) {
      chunk.joined_to = previous;
      chunk.preposition = before.preposition;
      chunk.parent = before.parent;
    } else if (adjacent && gap == 0 && s_.at(chunk.head).capital &&
               s_.at(chunk.head).tag == Tag::noun && !s_.at(before.head).word.is(kTime)) {
      chunk.apposed_to = previous;  // "the group The Interest"
      chunk.preposition = before.preposition;
    } else if (adjacent && can_explain(chunk, before, gap)) {
      chunk.apposed_to = previous;
    } else if (!adjacent && (gap & (kComma | kDash)) != 0) {
      attach_after_complements(chunk, previous);
    }
  }

  // ", the minister," after "Lavrov"; not a subject of its own, a pronoun, a time or other words
  // behind a quotation mark.
  [[nodiscard]] bool can_explain(const Chunk& chunk, const Chunk& before, Gap gap) const {
    if ((gap & (kComma | kDash | kOpenParen)) == 0) return false;
    if ((gap & (kOpenQuote | kCloseQuote)) != 0) return false;
    const Item& head = s_.at(chunk.head);
    const Item& left = s_.at(before.head);
    if (head.tag == Tag::pronoun || left.tag == Tag::pronoun) return false;
    if (head.word.is(kTime) || left.word.is(kTime)) return false;
    if (before_finite_verb(chunk.head)) return false;
    return before.preposition == kNone || left.mention != kNone || head.mention != kNone ||
           left.capital;
  }

  // A finite verb follows without punctuation: the phrase is its subject.
  [[nodiscard]] bool before_finite_verb(std::int32_t head) const {
    std::int32_t from = head + 1;
    if (from < s_.size() && (s_.at(from).gap & kOpenParen) != 0) {  // "Ann Lee (R-Ohio) said"
      while (from < s_.size() && (s_.at(from).gap & kCloseParen) == 0) ++from;
    }
    for (std::int32_t k = from; k < s_.size() && k < from + 2; ++k) {
      const Item& it = s_.at(k);
      const Gap ends = k == from && from > head + 1 ? kBreak & ~kCloseParen : kBreak;
      if ((it.gap & (ends | kCloseQuote)) != 0) return false;
      if (it.verb != kNone) return s_.verb(it.verb).finite;
      if (it.tag != Tag::adverb) return false;
    }
    return false;
  }

  // "X, head of the council of Y, ...": the phrase after the complements explains X's phrase.
  void attach_after_complements(Chunk& chunk, std::int32_t previous) {
    std::int32_t k = previous;
    while (k >= 0 && s_.chunk(k).parent != kNone) k = s_.chunk(k).parent;
    if (k < 0 || k == previous || s_.chunk(k).apposed_to == kNone) return;
    if (s_.chunk(previous).head + 1 == chunk.first && s_.chunk(k).clause == chunk.clause) {
      chunk.apposed_to = s_.chunk(k).apposed_to;
    }
  }

  // "Egypt, the Emirates and Russia": another ", X" or "and X" follows this phrase.
  [[nodiscard]] bool list_goes_on(std::int32_t head) const {
    for (std::int32_t k = head + 1; k < s_.size() && k < head + 8; ++k) {
      const Item& it = s_.at(k);
      if (it.tag == Tag::coordinator) {
        const Item* next = item(k + 1);
        return next != nullptr && next->verb == kNone &&
               (inside_phrase(next->tag) || next->tag == Tag::pronoun);
      }
      if (!inside_phrase(it.tag) || it.verb != kNone) return false;
      if ((it.gap & (kBreak & ~kComma)) != 0) return false;
    }
    return false;
  }

  // Clause::antecedent held the item of the relative pronoun until now.
  void attach_relatives() {
    for (Clause& clause : s_.clauses) {
      if (clause.antecedent == kNone) continue;
      std::int32_t k = clause.antecedent - 1;
      clause.antecedent = kNone;
      for (std::int32_t step = 0; k >= 0 && step < 3; --k, ++step) {
        if (s_.at(k).verb != kNone) break;
        if (s_.at(k).chunk != kNone) {
          clause.antecedent = s_.at(k).chunk;
          break;
        }
      }
    }
  }

  // ---- subjects --------------------------------------------------------------------------------

  void find_subjects() {
    for (std::size_t v = 0; v < s_.verbs.size(); ++v) {
      VerbGroup& verb = s_.verbs[v];
      const auto id = static_cast<std::int32_t>(v);
      if (verb.infinitive || (!verb.finite && !verb.passive)) {
        find_governor(verb, id);
        continue;
      }
      if (verb.finite) {
        verb.subject = subject_of_finite(verb, id);
      } else {
        verb.subject = subject_of_participle(verb, id);
      }
    }
  }

  // "forces led by X and recognised by Y", "X, who is acting here and supported by Y".
  [[nodiscard]] std::int32_t subject_of_participle(const VerbGroup& verb, std::int32_t id) const {
    const Item* prev = item(verb.first - 1);
    if (prev != nullptr && prev->tag == Tag::coordinator && id > 0) {
      const VerbGroup& other = s_.verb(id - 1);
      const std::int32_t left = chunk_before(verb.first - 1);
      const bool names_it =
          left != kNone && s_.chunk(left).preposition == kNone && s_.chunk(left).first > other.head;
      if (!names_it) return other.subject;
    }
    std::int32_t chunk = chunk_before(verb.first);
    // "the council of elders, backed by": what the phrase completes.
    const bool comma = (s_.at(verb.first).gap & kBreak) != 0;
    for (int step = 0; step < 6 && chunk != kNone; ++step) {
      const Chunk& c = s_.chunk(chunk);
      if (c.apposed_to != kNone) {
        chunk = c.apposed_to;
      } else if (comma && c.parent != kNone && s_.at(c.head).mention == kNone) {
        chunk = c.parent;
      } else {
        break;
      }
    }
    return chunk;
  }

  // Infinitives and gerunds take the subject of the verb they hang on.
  void find_governor(VerbGroup& verb, std::int32_t id) {
    for (std::int32_t k = id - 1; k >= 0 && k > id - 4; --k) {
      const VerbGroup& other = s_.verb(k);
      if (other.clause != verb.clause) continue;
      const bool touches = verb.first - other.head <= 12;
      if (!touches) break;
      verb.governor = k;
      verb.subject = other.subject;
      return;
    }
    if (!verb.infinitive) verb.subject = chunk_before(verb.first);
  }

  // The phrase that ends right before item i (a comma may stand between).
  [[nodiscard]] std::int32_t chunk_before(std::int32_t i) const {
    std::int32_t k = i - 1;
    while (k >= 0 && k > i - 3 && s_.at(k).tag == Tag::adverb) --k;
    return k >= 0 ? s_.at(k).chunk : kNone;
  }

  [[nodiscard]] std::int32_t subject_of_finite(const VerbGroup& verb, std::int32_t id) const {
    std::int32_t found = kNone;
    for (std::int32_t k = verb.first - 1; k >= 0 && k > verb.first - kReach; --k) {
      const Item& it = s_.at(k);
      if (it.clause != verb.clause) continue;
      if (it.verb != kNone && it.verb != id) {
        const VerbGroup& other = s_.verb(it.verb);
        // "attacked and killed": shared subject. A participle inside the subject is passed over.
        if (!other.finite) {
          // "a union representing nurses": what the participle or infinitive takes is no subject.
          const bool modifies = other.first > 0 && s_.at(other.first - 1).chunk != kNone;
          const bool object = found != kNone && modifies && s_.chunk(found).preposition == kNone &&
                              (s_.at(s_.chunk(found).first).gap & kBreak) == 0 &&
                              (s_.at(other.first).gap & kBreak) == 0;
          if (object) found = kNone;
          continue;
        }
        if (found == kNone) {
          const std::int32_t noun = k + 1 == verb.first ? relative_noun(other) : kNone;
          return noun != kNone ? noun : other.subject;
        }
        break;
      }
      if (it.chunk == kNone) continue;
      const Chunk& chunk = s_.chunk(it.chunk);
      k = chunk.first;
      if (chunk.preposition != kNone || s_.at(chunk.head).word.is(kTime)) continue;
      if (found != kNone && !continues_left(it.chunk, found)) break;
      found = it.chunk;
    }
    if (found != kNone) {
      // "X, the minister, said": the comma before the verb closes the explanation.
      const bool closed = (s_.at(verb.first).gap & (kBreak & ~kCloseParen)) != 0;
      return closed ? completed_by(head_of_apposition(found)) : found;
    }
    return s_.clauses[static_cast<std::size_t>(verb.clause)].antecedent;
  }

  [[nodiscard]] bool continues_left(std::int32_t left, std::int32_t right) const {
    const Chunk& chunk = s_.chunk(right);
    return chunk.joined_to == left || chunk.apposed_to == left;
  }

  // "the experts I interviewed | said": the noun before the subject of a relative clause that no
  // word opens.
  [[nodiscard]] std::int32_t relative_noun(const VerbGroup& verb) const {
    if (verb.subject == kNone) return kNone;
    const std::int32_t first = s_.chunk(verb.subject).first;
    if (first < 1 || first > verb.first || s_.at(first).gap != 0) return kNone;
    return s_.at(s_.chunk(verb.subject).head).tag == Tag::pronoun ? s_.at(first - 1).chunk : kNone;
  }

  // "officials at the ministry, ...", "Ann Lee, 59, of the capital, ...": the phrase that a
  // prepositional one completes.
  [[nodiscard]] std::int32_t completed_by(std::int32_t chunk) const {
    for (int step = 0; step < 8; ++step) {
      const Chunk& c = s_.chunk(chunk);
      if (c.preposition < 1 || s_.at(c.preposition - 1).chunk == kNone) return chunk;
      const Item& prep = s_.at(c.preposition);
      const bool of = text_.substr(prep.span.begin, prep.span.size()) == "of";
      if ((prep.gap & (of ? kBreak & ~kComma : kBreak)) != 0) return chunk;
      chunk = head_of_apposition(s_.at(c.preposition - 1).chunk);
    }
    return chunk;
  }

  [[nodiscard]] std::int32_t head_of_apposition(std::int32_t chunk) const {
    for (int step = 0; step < 8 && s_.chunk(chunk).apposed_to != kNone; ++step) {
      chunk = s_.chunk(chunk).apposed_to;
    }
    return chunk;
  }

  std::string_view text_;
  const Segments& segments_;
  const Words& words_;
  Syntax& s_;
  std::vector<OpenClause>& stack_;
  std::int32_t closed_dash_ = kNone;
};

}  // namespace

void parse(std::string_view text, const Segments& segments, const Words& words, SentenceId sentence,
           std::span<const Mention> mentions, MentionId first_mention, Syntax& out) {
  Parser(text, segments, words, out).run(sentence, mentions, first_mention);
}

}  // namespace polyvocal::english
