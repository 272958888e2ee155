#include "voice/nominal.h"

#include "voice/content_before.h"

namespace polyvocal::voicing {

namespace {

using english::Item;
using english::kNone;
using english::Syntax;
using english::Tag;

class NominalCue {
 public:
  explicit NominalCue(Scene& scene)
      : scene_(scene),
        in_(scene.input),
        view_(scene.view),
        s_(scene.view.syntax()),
        rows_(scene.rows) {}

  void read_according(std::int32_t i) {
    if (i + 2 >= s_.size() || s_.at(i + 2).chunk == kNone) return;
    const Source source = read_source(in_, s_, s_.at(i + 2).chunk, s_.size(), true);
    const Span cue{s_.at(i).span.begin, s_.at(i + 1).span.end};
    const std::int32_t next = source.last + 1;
    const bool content_first = i > 0;
    if (content_first) {
      rows_.add(source, cue, {content_begin(scene_, i), s_.at(i - 1).span.end}, CueClass::neutral);
    }
    std::int32_t after = next;
    while (after < s_.size() && !view_.gap_has(after, english::kComma | english::kOpenQuote))
      ++after;
    if (after < s_.size()) {
      rows_.add(source, cue, {view_.item_begin(after), view_.end_from(after)}, CueClass::neutral);
    }
  }

  // "X's claim that ...", "X's decision to ...".
  void read_noun(std::int32_t i) {
    if (i + 2 >= s_.size() || s_.at(i).chunk == kNone || view_.gap_has(i + 1, english::kBreak)) {
      return;
    }
    const NounCue& cue = *in_.cues.find_noun(view_.key(i));
    if (!opens_content(cue, i + 1)) return;
    const english::Chunk& chunk = s_.chunk(s_.at(i).chunk);
    if (chunk.head != i) return;
    Source source;
    for (std::int32_t k = chunk.first; k < i; ++k) {
      const Item& owner = s_.at(k);
      if (!owner.possessive && !owner.word.is(english::kPossessive)) continue;
      source.first = chunk.first;
      source.last = k;
      source.span = {s_.at(chunk.first).span.begin, owner.span.end};
      source.actor = owner.mention == kNone
                         ? -1
                         : in_.mentions.rows[static_cast<std::size_t>(owner.mention)].actor;
      source.named = owner.capital && owner.tag == Tag::noun;
      source.pronoun = owner.word.is(english::kPossessive);
      source.first_person = owner.word.is(english::kFirstPerson);
    }
    if (source.span.empty()) return;  // "news that": whose is not said
    const bool clause = s_.at(i + 1).tag == Tag::that || s_.at(i + 1).tag == Tag::to;
    const std::int32_t start = clause ? i + 1 : i + 2;
    const Span content{view_.item_begin(start), end_of_content(start)};
    const std::int32_t id = rows_.add(source, s_.at(i).span, content, cue.cue_class);
    if (id >= 0) rows_.at(id).phrase = s_.at(start).tag != Tag::that;
  }

 private:
  [[nodiscard]] bool opens_content(const NounCue& cue, std::int32_t k) const {
    const std::string_view word = view_.word(k);
    bool listed = false;
    english::each_word(cue.openers, [&](std::string_view w) { listed = listed || w == word; });
    if (!listed) return false;
    if (word == "that") return s_.at(k).tag == Tag::that && !view_.relative(k);
    if (word == "to") return s_.at(k).tag == Tag::to && view_.verb_at(k + 1);
    return s_.at(k).tag == Tag::preposition;
  }

  // The mark that ends the phrase: what follows it goes on with the outlet's sentence.
  [[nodiscard]] std::uint32_t end_of_content(std::int32_t start) const {
    for (std::int32_t k = start + 1; k < s_.size(); ++k) {
      if (view_.gap_has(k, english::kBreak) && !s_.at(k).quoted) return view_.end_of_item(k - 1);
    }
    return view_.end_from(start);
  }

  Scene& scene_;
  const VoiceInput& in_;
  const SentenceView& view_;
  const Syntax& s_;
  Rows& rows_;
};

}  // namespace

void read_according(Scene& scene, std::int32_t i) { NominalCue(scene).read_according(i); }

void read_noun_cue(Scene& scene, std::int32_t i) { NominalCue(scene).read_noun(i); }

}  // namespace polyvocal::voicing
