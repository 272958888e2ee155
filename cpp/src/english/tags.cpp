#include <algorithm>
#include <array>

#include "english/steps.h"

namespace polyvocal::english {

namespace {

// Verbs with an infinitive that has no "to": "help create", "made the army leave".
constexpr auto kBareInfinitive = std::to_array<std::string_view>(
    {"help", "let", "make", "making", "made", "see", "saw", "watch", "hear"});

class Tagger : private SyntaxStep {
 public:
  using SyntaxStep::SyntaxStep;

  void tag_items() {
    for (std::int32_t i = 0; i < s_.size(); ++i) s_.at(i).tag = tag_of(i);
  }

 private:
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
    const Item* second = item(i + 2);
    if (second != nullptr && second->gap != 0) {
      if ((second->gap & kHyphen) != 0) return true;  // "some far-right parties"
    } else if (second != nullptr && next->word.is(kAdjective) && completed(*next, *second)) {
      return false;
    }
    if (next->word.is(kAdjective | kOffice | kSourceNoun | kPerson)) return true;
    constexpr WordClasses kClosed = kDeterminer | kPossessive | kPronoun | kPreposition | kBe |
                                    kHave | kDo | kModal | kTo | kCoordinator | kContrast |
                                    kSubordinator | kRelative | kThat | kAdverb | kNegator | kTime |
                                    kNumber;
    return !next->word.is(kClosed) && (next->word.forms == 0 || next->word.is(kAlsoNoun));
  }

  // "an official | familiar with the plan", "a source | close to Ann Lee": said of the noun before.
  static bool completed(const Item& adjective, const Item& link) {
    return link.word.is(kPreposition | kTo) &&
           !adjective.word.is(kOffice | kSourceNoun | kPerson | kAlsoNoun | kNumber);
  }

  Tag tag_of(std::int32_t i) const {
    const Item& it = s_.at(i);
    const Word& w = it.word;
    if (it.mention != kNone) return Tag::noun;
    // In no table, as most words: decided at once.
    const WordClasses classes = w.classes & ~kMarked;
    if (classes == 0 && w.forms == 0) return Tag::noun;
    if ((it.gap & kHyphen) != 0) return w.forms != 0 ? Tag::adjective : Tag::noun;
    // "the", "of", "and": nothing else, whatever stands beside them.
    if (w.forms == 0) {
      if (classes == kDeterminer) return Tag::determiner;
      if (classes == kPreposition) return rounds_number(i) ? Tag::adverb : Tag::preposition;
      if (classes == kCoordinator) return Tag::coordinator;
    }
    const bool proper =
        it.capital && i > 0 && !s_.title_case && (it.gap & (kOpenQuote | kStop)) == 0;
    if (proper && w.forms != 0 && !w.is(kBe | kHave | kDo | kModal)) return Tag::noun;
    if (proper && w.is(kTime | kOffice)) return Tag::noun;
    if (proper && w.is(kPronoun)) {
      const bool in_name = i > 0 && s_.at(i - 1).capital && s_.at(i - 1).tag == Tag::noun &&
                           it.gap == 0;  // "United Mine Workers"
      if ((w.casing == Casing::upper || in_name) && w.size > 1) return Tag::noun;
    }
    if (i == 0 && w.is(kFirstPerson) && abbreviation()) return Tag::noun;
    if (w.is(kTo)) return after_according(i) ? Tag::preposition : Tag::to;
    if (w.is(kThat)) return that_tag(i);
    if (w.is(kBe | kHave | kDo) && !w.is(kPronoun)) return Tag::aux;
    if (w.is(kModal) && !w.is(kPronoun)) return proper ? Tag::noun : Tag::aux;
    if (w.is(kPossessive)) {
      return w.is(kPronoun) && !noun_like_next(i, true) ? Tag::pronoun : Tag::determiner;
    }
    if (w.is(kRelative)) return Tag::relative;
    const bool counts = w.is(kDeterminer | kNumber);  // "one source"
    if (w.is(kPronoun) && (!counts || !noun_like_next(i, true)) && !before_determiner(i)) {
      return Tag::pronoun;
    }
    if (w.is(kDeterminer)) return Tag::determiner;
    if (w.is(kContrast)) {
      const Item* prev = item(i - 1);  // "have not yet announced"
      const bool inside = prev != nullptr && (it.gap & kBreak) == 0 &&
                          (prev->tag == Tag::aux || prev->tag == Tag::adverb);
      return inside && w.is(kAdverb) ? Tag::adverb : Tag::contrast;
    }
    if (w.is(kCoordinator)) return Tag::coordinator;
    if (w.is(kSubordinator) && since_then(i)) return Tag::adverb;
    if (w.is(kPreposition)) {
      return w.is(kSubordinator) && starts_clause(i) ? Tag::subordinator : Tag::preposition;
    }
    if (w.is(kSubordinator) && !w.is(kAdverb) && !predicate(i)) {
      const Item* next = item(i + 1);  // "because of"
      return next != nullptr && words_of(*next) == "of" ? Tag::preposition : Tag::subordinator;
    }
    if (w.is(kNegator) && !w.is(kDeterminer)) return Tag::adverb;
    if (w.forms != 0 && is_verb(i)) return Tag::verb;
    if ((w.forms & kGerund) != 0) return noun_like_next(i) ? Tag::adjective : Tag::noun;
    if ((w.forms & kParticiple) != 0 && !w.is(kAlsoNoun)) return Tag::adjective;
    if (w.is(kAdjective) && before_participle(i)) return Tag::adverb;
    if (w.is(kAdjective)) {
      const Item* said = item(i + 1);  // "Small | said": a name that opens the sentence
      if (i == 0 && said != nullptr && said->gap == 0 && said->word.is(kSpeech) &&
          (said->word.forms & (kPast | kThird)) != 0 && !noun_like_next(i + 1)) {
        return Tag::noun;
      }
      // "a department official said", "the general": also nouns.
      // "a Republican,": in capitals at the end of its phrase.
      const bool person = w.is(kOffice | kSourceNoun | kPerson);
      const bool last = !noun_like_next(i) && !participle_next(i);
      const Item* prev = item(i - 1);  // "a third say"
      if (w.is(kNumber) && last && prev != nullptr && prev->tag == Tag::determiner) {
        return Tag::noun;
      }
      return (person && !noun_like_next(i)) || (proper && last) ? Tag::noun : Tag::adjective;
    }
    if (w.is(kAdverb)) return Tag::adverb;
    if (w.is(kNumber)) return Tag::number;
    return Tag::noun;
  }

  // "About | half of them say": where nothing stands that could be said about a number.
  [[nodiscard]] bool rounds_number(std::int32_t i) const {
    const std::string_view word = words_of(s_.at(i));
    if (word != "about" && word != "About") return false;
    const Item* next = item(i + 1);
    const Item* prev = item(i - 1);
    const bool number = next != nullptr && next->gap == 0 && next->word.is(kNumber);
    return number && (prev == nullptr || (s_.at(i).gap & kBreak) != 0 || prev->tag == Tag::that ||
                      prev->tag == Tag::coordinator || prev->tag == Tag::subordinator);
  }

  // "U.S. officials said": in capitals at the start of a sentence that is not.
  [[nodiscard]] bool abbreviation() const {
    const Word& w = s_.at(0).word;
    const Item* next = item(1);
    return w.casing == Casing::upper && w.size > 1 && next != nullptr &&
           next->word.casing != Casing::upper;
  }

  // "has | since said"
  [[nodiscard]] bool since_then(std::int32_t i) const {
    const Item* next = item(i + 1);
    const Item* prev = item(i - 1);
    return prev != nullptr && prev->word.is(kHave) && prev->tag == Tag::aux && next != nullptr &&
           s_.at(i).gap == 0 && next->gap == 0 && (next->word.forms & kParticiple) != 0 &&
           words_of(s_.at(i)) == "since";
  }

  // "was | first reported by", ", | first told in 1990,": not "the first reported case".
  [[nodiscard]] bool before_participle(std::int32_t i) const {
    const Item* next = item(i + 1);
    const Item* prev = item(i - 1);
    if (words_of(s_.at(i)) != "first" || next == nullptr || next->gap != 0) return false;
    const bool place = (s_.at(i).gap & kComma) != 0 || (prev != nullptr && prev->tag == Tag::aux);
    return place && (next->word.forms & kParticiple) != 0 && !noun_like_next(i + 1);
  }

  // "Democratic | registered voters"
  [[nodiscard]] bool participle_next(std::int32_t i) const {
    const Item* next = item(i + 1);
    return next != nullptr && next->gap == 0 && (next->word.forms & kParticiple) != 0 &&
           noun_like_next(i + 1);
  }

  // "Ann Lee | provided the proof": a subordinator that is a verb form, right behind a noun.
  [[nodiscard]] bool predicate(std::int32_t i) const {
    if ((s_.at(i).word.forms & kPast) == 0) return false;
    const Item* prev = before(i);
    const Item* next = item(i + 1);
    return prev != nullptr && any_of(prev->tag, Tag::noun, Tag::pronoun, Tag::aux, Tag::relative) &&
           next != nullptr && !next->word.is(kThat);
  }

  // "all the experts", "both his sons"
  [[nodiscard]] bool before_determiner(std::int32_t i) const {
    const Item* next = item(i + 1);
    if (!s_.at(i).word.is(kDeterminer) || next == nullptr || next->gap != 0) return false;
    const std::string_view word = words_of(s_.at(i));  // "all three sides"
    const bool number =
        next->word.is(kNumber) || (!next->word.is(~WordClasses{0}) && digits(*next));
    if (number && (word == "all" || word == "All")) return true;
    return next->word.is(kDeterminer | kPossessive) && !next->word.is(kPronoun);
  }

  [[nodiscard]] bool digits(const Item& it) const {
    const char first = text_[it.span.begin];
    return first >= '0' && first <= '9';
  }

  // "according to", "due to": no infinitive follows.
  [[nodiscard]] bool after_according(std::int32_t i) const {
    const Item* prev = item(i - 1);
    if (prev == nullptr || (s_.at(i).gap & kBreak) != 0) return false;
    const std::string_view word = words_of(*prev);
    return word == "According" || word == "according" || word == "due" || word == "Due" ||
           word == "thanks" || word == "Thanks" || word == "prior" || word == "owing";
  }

  // "that parliament": after a preposition or at the start of a clause.
  [[nodiscard]] Tag that_tag(std::int32_t i) const {
    const Item* prev = item(i - 1);
    const bool starts = prev == nullptr || (s_.at(i).gap & kBreak) != 0;
    const bool governed =
        prev != nullptr && (prev->tag == Tag::preposition || prev->tag == Tag::to);
    if (!noun_like_next(i)) return Tag::that;
    const Item& next = s_.at(i + 1);
    const std::string_view noun = words_of(next);
    const bool plural = noun.ends_with('s') && !noun.ends_with("ss") && !next.possessive;
    const bool name = next.capital && !s_.title_case;
    // ", that states can", ", that Ann Lee": no determiner of a plural or a name.
    if (i > 0 && starts && (plural || name)) return Tag::that;
    return starts || governed ? Tag::determiner : Tag::that;
  }

  // "after", "as": a clause when a finite verb comes before the next punctuation.
  [[nodiscard]] bool starts_clause(std::int32_t i) const {
    bool subject = false;
    for (std::int32_t k = i + 1; k < s_.size() && k < i + 12; ++k) {
      const Item& it = s_.at(k);
      if (k > i + 1 && (it.gap & kBreak) != 0)
        return subject && verb_after_aside(k, opens_with_as(i));
      if (subject && it.word.is(kThat)) return false;  // "before the attacks that he had won"
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

  [[nodiscard]] bool opens_with_as(std::int32_t i) const {
    const std::string_view word = words_of(s_.at(i));
    return word == "As" || word == "as";
  }

  // "after both sides, | under heavy pressure, agreed", "as Ann Lee, | a lawyer, has put it"
  [[nodiscard]] bool verb_after_aside(std::int32_t from, bool as) const {
    const Item& aside = s_.at(from);
    const bool opens = aside.word.is(as ? kPreposition | kDeterminer : kPreposition);
    if ((aside.gap & kBreak) != kComma || !opens) return false;
    for (std::int32_t k = from + 1; k < s_.size() && k < from + 14; ++k) {
      const bool ended = (s_.at(k).gap & kBreak) != 0;
      if (as && ended && s_.at(k).word.is(kAdverb) && k + 1 < s_.size()) ++k;
      const Item& it = s_.at(k);
      const bool verb = it.mention == kNone && it.word.is(kBe | kHave | kDo | kModal);
      if (as && ended && verb) return true;
      if (verb || (!ended && k >= from + 10)) return false;
      if (!ended) continue;
      const Item* next = item(k + 1);  // not ", in Cairo, said Ann Lee"
      const bool inverted =
          it.word.is(kSpeech) && next != nullptr && (next->capital || next->word.is(kDeterminer));
      const bool past = (it.word.forms & kPast) != 0 && !it.word.is(kAlsoNoun) && !inverted;
      return it.mention == kNone && (past || it.word.is(kBe | kHave | kDo | kModal));
    }
    return false;
  }

  [[nodiscard]] bool is_verb(std::int32_t i) const {
    const Item& it = s_.at(i);
    const Word& w = it.word;
    const Item* prev = before(i);
    const bool glued_noun = noun_like_next(i);
    if (prev != nullptr && prev->possessive) return false;
    const bool modal = prev != nullptr && prev->word.is(kModal) && prev->tag != Tag::noun;
    if (prev != nullptr && (prev->tag == Tag::to || modal)) {
      return (w.forms & kBase) != 0;
    }
    if (prev != nullptr && prev->tag == Tag::aux) return verb_after_aux(*prev, w, glued_noun);
    const bool counted = prev != nullptr && prev->tag == Tag::number &&
                         !(w.is(kMarked) && object_next(i));  // not in "six in ten say they"
    const bool modifies =
        prev != nullptr && (prev->tag == Tag::determiner || prev->tag == Tag::adjective || counted);
    // "last week", "told the Star last fall"
    if (w.is(kAdjective) && (next_is(i, kTime) || (glued_noun && words_of(it) == "last"))) {
      return false;
    }
    if ((w.forms & kGerund) != 0) {
      // "says meeting participants outlined"
      const bool reported = glued_noun && w.is(kAlsoNoun) && prev != nullptr &&
                            prev->tag == Tag::verb && prev->word.is(kSpeech);
      return !modifies && !reported && !(w.is(kAdjective) && glued_noun);
    }
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
    if (prev != nullptr && prev->tag == Tag::preposition) {
      return words_of(s_.at(i)) == "said";  // "people I have spoken with | said"
    }
    if (glued_noun && prev != nullptr && prev->tag == Tag::verb && !prev->word.is(kSpeech)) {
      return false;  // "treat polluted water"
    }
    if (glued_noun && (s_.at(i).gap & kCloseQuote) != 0 && !w.is(kSpeech | kMarked)) {
      return false;  // '"...," retired general Ann Lee said'
    }
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
      if (other != nullptr && (other->tag == Tag::adjective || other->tag == Tag::number)) {
        return false;  // "now 81 and retired"
      }
      return !glued_noun || (other != nullptr && other->tag == Tag::verb);
    }
    if (i == 0 && words_of(s_.at(i)) == "Said" && item(1)->capital) return true;  // "Said Ann Lee"
    if (prev == nullptr && glued_noun && !next_is(i, kAdjective)) {
      return s_.at(i).word.forms != (kPast | kParticiple) || i > 0;
    }
    return true;
  }

  [[nodiscard]] bool present_is_verb(std::int32_t i, const Item* prev, bool modifies) const {
    const Word& w = s_.at(i).word;
    if (modifies) return false;
    const bool third = (w.forms & kThird) != 0;
    if (w.is(kAdjective) && next_is(i, kTo) && prev != nullptr && nominal(*prev)) {
      return false;  // "sources close to the talks"
    }
    if (prev == nullptr) return i > 0 && (!w.is(kAlsoNoun) || (third && object_next(i)));
    if (prev->tag == Tag::pronoun || prev->tag == Tag::relative || prev->tag == Tag::that) {
      return !(prev->tag == Tag::that && w.is(kAlsoNoun) && !object_next(i));
    }
    if (prev->tag == Tag::preposition) return false;
    if (prev->tag == Tag::coordinator) {
      const Item* other = item(i - 2);
      if (other != nullptr && other->tag == Tag::verb && (w.forms & other->word.forms) != 0) {
        return true;
      }
      return w.is(kMarked) && object_next(i) && verb_further_left(i);
    }
    if (prev->tag == Tag::verb) {  // "help create", not "want lower rates"
      if (i > 1 && w.is(kMarked) && questioned(i - 1)) return true;
      return !w.is(kAlsoNoun) && (w.forms & kBase) != 0 &&
             (takes_bare_infinitive(*prev) || !noun_like_next(i));
    }
    if (prev->tag == Tag::noun || prev->tag == Tag::number) {
      if (!w.is(kAlsoNoun)) return w.forms != kBase || may_be_plural(i);
      if (ends_sentence(i) && third && w.is(kMarked) && prev->capital) return true;
      if (w.is(kMarked) && !third && between_marks(i)) return true;
      if (object_next(i)) return w.forms != kBase || may_be_plural(i);
      if (third && w.is(kMarked) && (clause_behind(i) || only_verb(i))) return true;
      // "Smith urges supporters": a name, and a plain noun as object.
      return third && prev->capital && prev->tag == Tag::noun && !prev->possessive &&
             noun_like_next(i) && !s_.at(i).capital;
    }
    return !w.is(kAlsoNoun);
  }

  // "The firm runs a plant and | says it will": a verb in the same form, before any mark.
  [[nodiscard]] bool verb_further_left(std::int32_t i) const {
    for (std::int32_t k = i - 2; k >= 0 && k > i - 16; --k) {
      if ((s_.at(k + 1).gap & kBreak) != 0) return false;
      const Item& left = s_.at(k);
      if (left.tag != Tag::verb) continue;
      return (left.word.forms & s_.at(i).word.forms & (kThird | kBase)) != 0;
    }
    return false;
  }

  // "a poll | finds immigration is": behind a singular, with a noun and its "is" to follow.
  [[nodiscard]] bool clause_behind(std::int32_t i) const {
    if (plural(s_.at(i - 1))) return false;
    for (std::int32_t k = i + 1; k < s_.size() && k < i + 5; ++k) {
      const Item& it = s_.at(k);
      if ((it.gap & ~kHyphen) != 0) return false;
      if (it.word.is(kBe | kHave | kModal)) return k > i + 1;
      constexpr WordClasses kClosed = kPreposition | kCoordinator | kContrast | kSubordinator |
                                      kRelative | kThat | kTo | kPronoun;
      if (it.word.is(kClosed) || (it.word.forms != 0 && !it.word.is(kAlsoNoun))) return false;
    }
    return false;
  }

  // "Ann Lee | calls for calm": else there is no verb between the marks. Not "Ann Lee's calls".
  [[nodiscard]] bool only_verb(std::int32_t i) const {
    const Item* next = item(i + 1);
    if (next == nullptr || next->gap != 0 || !next->word.is(kPreposition)) return false;
    std::int32_t k = i;
    for (; k > 0 && k > i - kReach && (s_.at(k).gap & (kStop | kOpenQuote)) == 0; --k) {
      if (s_.at(k - 1).possessive || may_be_finite(s_.at(k - 1))) return false;
    }
    for (k = i + 1; k < s_.size() && k < i + kReach; ++k) {
      if ((s_.at(k).gap & kStop) != 0) break;
      if (may_be_finite(s_.at(k))) return false;
    }
    return true;
  }

  static bool may_be_finite(const Item& it) {
    if (it.mention != kNone) return false;
    return it.word.is(kBe | kHave | kDo | kModal | kThat | kRelative | kSubordinator) ||
           ((it.word.forms & (kPast | kThird)) != 0 && !it.word.is(kAlsoNoun));
  }

  [[nodiscard]] bool takes_bare_infinitive(const Item& verb) const {
    const std::string_view word = words_of(verb);
    return std::any_of(kBareInfinitive.begin(), kBareInfinitive.end(),
                       [word](std::string_view stem) { return word.starts_with(stem); });
  }

  // "those surveyed | say"
  [[nodiscard]] bool questioned(std::int32_t i) const {
    const Item& those = s_.at(i - 1);
    const bool participle = (s_.at(i).word.forms & kParticiple) != 0 && s_.at(i).gap == 0;
    return participle && those.tag == Tag::pronoun && !those.word.is(kThirdPerson) &&
           those.word.is(kDeterminer);
  }

  // "The border, court records show, was shut": a plural and its verb between marks.
  [[nodiscard]] bool between_marks(std::int32_t i) const {
    const Item* next = item(i + 1);
    const Gap end = next != nullptr ? next->gap : s_.end_gap;
    if ((next != nullptr && (end & kBreak) == 0) || !plural(s_.at(i - 1))) return false;
    for (std::int32_t k = i - 1; k > 0 && k > i - 4 && inside_phrase(s_.at(k).tag); --k) {
      if ((s_.at(k).gap & (kComma | kDash | kCloseQuote)) != 0) return true;
    }
    return false;
  }

  // "..., The Daily News reports."
  [[nodiscard]] bool ends_sentence(std::int32_t i) const { return i + 1 == s_.size(); }

  // Can the words before a base form be its subject? "climate | change" is not: one noun, no
  // ending in s, nothing joined to it, no verb that takes a bare infinitive.
  [[nodiscard]] bool may_be_plural(std::int32_t i) const {
    while (i > 1 && s_.at(i - 1).tag == Tag::adverb) --i;  // "officials now say"
    const Item& noun = s_.at(i - 1);
    if (noun.mention == kNone && !plural(noun) && one_thing(i - 1)) return false;
    if (noun.mention != kNone || noun.capital || noun.tag == Tag::number) return true;
    if (plural(noun)) return true;
    // "the government want", not "told the radio | host Ann Lee"
    const bool body = noun.word.is(kOffice | kSourceNoun);
    for (std::int32_t k = i - 2; k >= 0 && k > i - 7; --k) {
      const Item& left = s_.at(k);
      if (left.tag == Tag::coordinator || left.tag == Tag::aux) return true;
      if (left.tag == Tag::verb) return takes_bare_infinitive(left);
      if (body) continue;
      if (left.tag == Tag::preposition) {  // "the leaders of the group want"
        if (k == 0) return false;
        const Item& head = s_.at(k - 1);
        return nominal(head) && (head.tag != Tag::noun || head.capital || plural(head));
      }
    }
    return body;
  }

  // "an Indiana | rally": after "a" or "an" no word is a plural.
  [[nodiscard]] bool one_thing(std::int32_t i) const {
    for (std::int32_t k = i - 1; k >= 0 && k > i - 4; --k) {
      if (s_.at(k).tag == Tag::determiner) {
        const std::string_view word = words_of(s_.at(k));
        return word == "a" || word == "an" || word == "A" || word == "An";
      }
      if (!inside_phrase(s_.at(k).tag) || (s_.at(k + 1).gap & kBreak) != 0) return false;
    }
    return false;
  }

  [[nodiscard]] bool plural(const Item& noun) const {
    const std::string_view word = words_of(noun);
    constexpr std::string_view kIrregular =
        " people police men women children media data staff percent half majority third quarter ";
    const std::size_t place = kIrregular.find(word);
    const bool listed = place != std::string_view::npos && kIrregular[place - 1] == ' ' &&
                        kIrregular[place + word.size()] == ' ';
    return word.ends_with('s') || listed;
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
};

}  // namespace

void tag_items(std::string_view text, Syntax& out) { Tagger(text, out).tag_items(); }

}  // namespace polyvocal::english
