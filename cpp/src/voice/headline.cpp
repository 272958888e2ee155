#include "voice/headline.h"

namespace polyvocal::voicing {

namespace {

using english::Item;
using english::kNone;
using english::Syntax;
using english::Tag;

class Headline {
 public:
  explicit Headline(Scene& scene)
      : in_(scene.input), view_(scene.view), s_(scene.view.syntax()), rows_(scene.rows) {}

  void read_title() {
    const Sentence& sentence = in_.segments.sentences[view_.id()];
    if (s_.size() < 3) return;
    // The last dash or colon.
    std::int32_t cut = kNone;
    for (std::int32_t k = 1; k < s_.size(); ++k) {
      if (view_.gap_has(k, english::kDash | english::kStop)) cut = k;
    }
    if (cut == kNone) return;
    const bool tail_named =
        view_.gap_has(cut, english::kDash) && named_only(cut, s_.size(), true) && verb_in(0, cut);
    if (tail_named && s_.size() - cut <= 5) {
      rows_.add(title_source(cut, s_.size()), {}, {s_.at(0).span.begin, view_.end_of_item(cut - 1)},
                CueClass::neutral);
      return;
    }
    std::int32_t first = 1;
    while (first < s_.size() && !view_.gap_has(first, english::kStop)) ++first;
    // "Ann Lee: 'I will stay'": whoever that is, it is one who speaks.
    const bool speaks = view_.gap_has(first, english::kOpenQuote) || first_person(first);
    if (first <= 4 && first + 1 < s_.size() && named_only(0, first, speaks) &&
        verb_in(first, s_.size())) {
      rows_.add(title_source(0, first), {}, {view_.item_begin(first), sentence.span.end},
                CueClass::neutral);
    }
  }

 private:
  [[nodiscard]] bool first_person(std::int32_t from) const {
    for (std::int32_t k = from; k < s_.size(); ++k) {
      const Item& it = s_.at(k);
      if (it.tag == Tag::pronoun && it.word.is(english::kFirstPerson)) return true;
    }
    return false;
  }
  [[nodiscard]] bool verb_in(std::int32_t from, std::int32_t to) const {
    for (std::int32_t k = from; k < to; ++k) {
      if (s_.at(k).word.forms != 0 || s_.at(k).word.is(english::kBe | english::kModal)) return true;
    }
    return false;
  }
  // A name of a person or body, and no verb. With `unknown_too` other capitalised words will do:
  // after a dash they can hardly be anything but the source.
  [[nodiscard]] bool named_only(std::int32_t from, std::int32_t to, bool unknown_too) const {
    bool named = false;
    bool capital = true;
    for (std::int32_t k = from; k < to; ++k) {
      const Item& it = s_.at(k);
      capital = capital && it.capital;
      if (it.mention != kNone) {
        const ActorId actor = in_.mentions.rows[static_cast<std::size_t>(it.mention)].actor;
        named = named ||
                (actor >= 0 &&
                 in_.knowledge.actors[static_cast<std::size_t>(actor)].type != ActorType::place);
      } else if (it.tag == Tag::verb || it.tag == Tag::aux) {
        return false;
      } else if (k + 1 == to) {  // "Police: ...", "Poll: ..."
        named = named || it.word.is(english::kOffice | english::kSourceNoun) ||
                in_.cues.is_document(view_.key(k));
      }
    }
    return named || (unknown_too && capital && to - from <= 3);
  }
  [[nodiscard]] Source title_source(std::int32_t from, std::int32_t to) const {
    Source source;
    source.named = true;
    source.first = from;
    source.last = to - 1;
    source.span = {s_.at(from).span.begin, s_.at(to - 1).span.end};
    for (std::int32_t k = from; k < to; ++k) {
      if (s_.at(k).mention != kNone) {
        source.actor = in_.mentions.rows[static_cast<std::size_t>(s_.at(k).mention)].actor;
      }
    }
    return source;
  }

  const VoiceInput& in_;
  const SentenceView& view_;
  const Syntax& s_;
  Rows& rows_;
};

}  // namespace

void read_headline(Scene& scene) {
  scene.view.parse();
  Headline(scene).read_title();
}

}  // namespace polyvocal::voicing
