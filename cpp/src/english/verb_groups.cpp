#include "english/steps.h"

namespace polyvocal::english {

namespace {

class VerbGrouper : private SyntaxStep {
 public:
  using SyntaxStep::SyntaxStep;

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

 private:
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
    if (contracted) be = be || (owner->word.is(kBe) && !has_spoken(head));
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
    // "lawsuits being heard", "having said"
    const bool gerund = !contracted && opens_as_gerund(s_.at(group.first));
    if (group.infinitive || gerund || (alone && (verb.word.forms & kGerund) != 0)) {
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

  [[nodiscard]] bool opens_as_gerund(const Item& it) const {
    if (it.tag != Tag::aux || !it.word.is(kBe | kHave | kDo)) return false;
    return words_of(it).ends_with("ing");
  }

  // "he's said the border is shut", not "he's said to be ill": 's of a verb of speech is "has".
  [[nodiscard]] bool has_spoken(std::int32_t head) const {
    const Item* next = item(head + 1);
    return s_.at(head).word.is(kSpeech) && next != nullptr && next->tag != Tag::to &&
           next->tag != Tag::preposition && (next->gap & kBreak) == 0;
  }

  // A participle without auxiliary: "forces led by", "fighters, allied with".
  [[nodiscard]] bool reduced_passive(std::int32_t i) const {
    const Item& it = s_.at(i);
    if ((it.word.forms & kParticiple) == 0 || (it.word.forms & kBase) != 0) return false;
    if ((it.word.forms & kPast) == 0) return true;
    const Item* those = item(i - 1);  // "those surveyed say"
    if (those != nullptr && those->tag == Tag::pronoun && it.gap == 0 &&
        those->word.is(kDeterminer) &&
        (words_of(*those) == "those" || words_of(*those) == "Those")) {
      return true;
    }
    const Item* next = item(i + 1);
    const bool prep_next = next != nullptr &&
                           (next->tag == Tag::preposition || next->tag == Tag::to) &&
                           (next->gap & kBreak) == 0;
    if (!prep_next) return false;
    if (words_of(*next) == "by") return !by_telephone(it, i + 2);
    if (it.word.is(kSpeech)) return false;
    const bool after_comma = (it.gap & (kComma | kDash | kOpenParen)) != 0;
    if (i == 0 || (after_comma && other_finite(i))) return true;
    if (after_comma) return false;
    if (inside_object(i)) return true;
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

  // "held a rally with supporters | slated for", "said in an interview | taped before": the phrases
  // before it belong to a verb further left, so it can only be said of the last of them. After a
  // verb of speech a clause may begin there instead, unless a preposition comes first.
  [[nodiscard]] bool inside_object(std::int32_t i) const {
    for (std::int32_t k = i - 1; k >= 0 && k > i - 12; --k) {
      if ((s_.at(k + 1).gap & (kBreak | kOpenQuote | kCloseQuote)) != 0) return false;
      const Item& it = s_.at(k);
      if (it.verb != kNone || any_of(it.tag, Tag::verb, Tag::aux)) {
        const bool apart = k + 1 == i || it.tag != Tag::verb || it.verb == kNone;
        if (apart || !s_.verb(it.verb).finite) return false;
        return !it.word.is(kSpeech | kMarked) || s_.at(k + 1).tag == Tag::preposition;
      }
      if (!inside_phrase(it.tag) && !any_of(it.tag, Tag::preposition, Tag::adverb)) return false;
    }
    return false;
  }

  // "Ann Lee, the chairwoman, said by telephone"
  [[nodiscard]] bool by_telephone(const Item& verb, std::int32_t i) const {
    const Item* means = item(i);
    if (means == nullptr || !verb.word.is(kSpeech)) return false;
    const std::string_view word = words_of(*means);
    return word == "telephone" || word == "phone" || word == "email" || word == "e" ||
           word == "text" || word == "video";
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
};

}  // namespace

void group_verbs(std::string_view text, Syntax& out) { VerbGrouper(text, out).group_verbs(); }

}  // namespace polyvocal::english
