// A parsed sentence as the rules read it: its names, what the tables say of its words, and in whose
// voice each stands. Private to the stance stage.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "english/syntax.h"
#include "polyvocal/text/segment.h"
#include "stance/rules/lexicon.h"
#include "stance/rules/parties.h"

namespace polyvocal::scoring {

class Sentence {
 public:
  Sentence(const Segments& segments, const StanceLexicon& lexicon)
      : segments_(segments), lexicon_(lexicon) {}

  /// All must outlive the reading. `voice_of[item]` tells words of different speakers apart;
  /// `cue_of[item]` is the voice that a cue introduces ("criticised" of "X criticised Y": it is
  /// about Y), kNoAttribution elsewhere; `places[item]` is 1 for names of states and places.
  void set(std::string_view text, const english::Syntax& syntax,
           const std::vector<std::int32_t>& voice_of, const std::vector<std::int32_t>& cue_of,
           const std::vector<std::uint8_t>& places);

  [[nodiscard]] const english::Syntax& syntax() const { return *syntax_; }
  [[nodiscard]] const StanceLexicon& lexicon() const { return lexicon_; }
  [[nodiscard]] bool names_nobody() const { return names_.empty(); }
  /// Names within reach of an item, in order.
  [[nodiscard]] std::span<const std::int32_t> names_near(std::int32_t item) const;
  [[nodiscard]] bool is_place(std::int32_t name) const {
    return (*places_)[static_cast<std::size_t>(name)] != 0;
  }

  /// What the tables say of an item; nothing of names.
  [[nodiscard]] const StanceWord& entry(std::int32_t i) const {
    return is_name(i) ? lexicon_[kNoKey] : lexicon_[key(i)];
  }
  [[nodiscard]] bool is_name(std::int32_t i) const {
    return syntax_->at(i).mention != english::kNone;
  }
  /// Is it part of a name, by its capital?
  [[nodiscard]] bool proper(std::int32_t i) const {
    return syntax_->at(i).capital && i > 0 && !syntax_->title_case;
  }
  [[nodiscard]] KeyId key(std::int32_t i) const { return segments_.key(syntax_->at(i).token); }
  [[nodiscard]] std::string_view word(std::int32_t i) const {
    const Span span = syntax_->at(i).span;
    return text_.substr(span.begin, span.size());
  }

  /// Whom the subject of a verb group, an index into Syntax::verbs, stands for.
  [[nodiscard]] const std::vector<Party>& subject(std::size_t verb) const {
    return subjects_[verb];
  }
  /// Fills `out` with whom a phrase stands for.
  void find_parties(std::int32_t chunk, std::vector<Party>& out) const {
    scoring::find_parties(text_, *syntax_, chunk, out);
  }
  /// The phrase behind a preposition within `reach` words after an item, or kNone.
  [[nodiscard]] std::int32_t complement_after(std::int32_t after, std::string_view preposition,
                                              int reach) const {
    return scoring::complement_after(text_, *syntax_, after, preposition, reach);
  }
  /// The name behind "militias led by X" for the phrase that ends at `head`, or kNone.
  [[nodiscard]] std::int32_t commander_of(std::int32_t head) const {
    return scoring::commander_of(text_, *syntax_, head);
  }

  [[nodiscard]] bool outlet_speaks(std::int32_t item) const {
    return (*voice_of_)[static_cast<std::size_t>(item)] < 0;
  }
  /// Both stand in the words of one speaker, or the item is the cue of the words that hold the
  /// name.
  [[nodiscard]] bool one_voice(std::int32_t name, std::int32_t item) const;
  /// The same of the item at a span.
  [[nodiscard]] bool one_voice(std::int32_t name, Span span) const;

 private:
  const Segments& segments_;
  const StanceLexicon& lexicon_;
  std::string_view text_;
  const english::Syntax* syntax_ = nullptr;
  const std::vector<std::int32_t>* voice_of_ = nullptr;
  const std::vector<std::int32_t>* cue_of_ = nullptr;
  const std::vector<std::uint8_t>* places_ = nullptr;
  std::vector<std::int32_t> names_;           // items that are names
  std::vector<std::vector<Party>> subjects_;  // per verb group
};

}  // namespace polyvocal::scoring
