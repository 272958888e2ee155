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
    if (!opens_content(cue, i + 1)) {
      read_noun_of_agent(i, cue);
      return;
    }
    const english::Chunk& chunk = s_.chunk(s_.at(i).chunk);
    if (chunk.head != i) return;
    Source source;
    for (std::int32_t k = chunk.first; k < i; ++k) {
      const Item& owner = s_.at(k);
      if (!owner.possessive && !owner.word.is(english::kPossessive)) continue;
      if (owner.word.is(english::kTime)) continue;  // "Friday's remarks"
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
    add_noun(i, source, i + 1, cue);
  }

 private:
  // "calls from Ann Lee for ...", "a complaint by the ministry that ...".
  void read_noun_of_agent(std::int32_t i, const NounCue& cue) {
    const std::string_view word = view_.word(i + 1);
    if (word != "by" && word != "from" && word != "among") return;
    const std::int32_t chunk = s_.at(i + 2).chunk;
    if (chunk == kNone || view_.gap_has(i + 2, english::kBreak)) return;
    const Source source = read_source(in_, s_, chunk, opener_after(chunk, cue), true);
    const std::int32_t opener = source.last + 1;
    if (source.span.empty() || opener + 1 >= s_.size() || view_.gap_has(opener, english::kBreak) ||
        !opens_content(cue, opener)) {
      return;
    }
    add_noun(i, source, opener, cue);
  }

  // The first opener of a content behind a phrase, which belongs to it no more.
  [[nodiscard]] std::int32_t opener_after(std::int32_t chunk, const NounCue& cue) const {
    std::int32_t k = s_.chunk(chunk).head + 1;
    while (k < s_.size() && (view_.word(k) == "of" || !opens_content(cue, k))) ++k;
    return k;
  }

  void add_noun(std::int32_t i, const Source& source, std::int32_t opener, const NounCue& cue) {
    const bool clause = s_.at(opener).tag == Tag::that || s_.at(opener).tag == Tag::to;
    const std::int32_t start = clause ? opener : opener + 1;
    const Span content{view_.item_begin(start), end_of_content(start, clause ? kNone : i)};
    const std::int32_t id = rows_.add(source, s_.at(i).span, content, cue.cue_class);
    if (id >= 0) rows_.at(id).phrase = s_.at(start).tag != Tag::that;
  }

  [[nodiscard]] bool opens_content(const NounCue& cue, std::int32_t k) const {
    const std::string_view word = view_.word(k);
    bool listed = false;
    english::each_word(cue.openers, [&](std::string_view w) { listed = listed || w == word; });
    if (!listed) return false;
    if (word == "that") return s_.at(k).tag == Tag::that && !view_.relative(k);
    if (word == "to") return s_.at(k).tag == Tag::to && view_.verb_at(k + 1);
    if (s_.at(k).tag != Tag::preposition || k + 1 >= s_.size()) return false;
    const std::int32_t chunk = s_.at(k + 1).chunk;  // not "remarks on Monday"
    return chunk == kNone || !s_.at(s_.chunk(chunk).head).word.is(english::kTime);
  }

  // The mark that ends the phrase: what follows it goes on with the outlet's sentence. A phrase
  // that completes the noun at item `noun` ends before the verb that the noun is subject of.
  [[nodiscard]] std::uint32_t end_of_content(std::int32_t start, std::int32_t noun) const {
    for (std::int32_t k = start + 1; k < s_.size(); ++k) {
      const Item& it = s_.at(k);
      const bool verb = noun != kNone && it.verb != kNone && s_.verb(it.verb).finite &&
                        s_.verb(it.verb).first == k && it.clause == s_.at(noun).clause;
      if (verb && !view_.verb_at(k - 1)) return view_.end_of_item(k - 1);
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
