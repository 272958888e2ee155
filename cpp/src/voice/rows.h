// The attributions of one document in the order in which they are found: each gets its speaker,
// and the quotations it holds are marked as covered.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "voice/document_quotes.h"
#include "voice/extract.h"
#include "voice/source.h"
#include "voice/speakers.h"

namespace polyvocal::voicing {

class Rows {
 public:
  Rows(const VoiceInput& input, std::uint32_t document, DocumentQuotes& quotes)
      : document_(document),
        text_(input.corpus.text(document)),
        segments_(input.segments),
        quotes_(quotes),
        speakers_(input, document) {}

  /// The sentence whose rows come next.
  void begin_sentence() { first_ = rows_.size(); }
  /// Index of the new row; kNoAttribution when nothing is said, or the reporter says it.
  std::int32_t add(const Source& source, Span cue, Span content, CueClass cue_class);
  /// A row whose content is one quotation.
  std::int32_t add_quote(const Source& source, std::uint32_t quote);
  /// A quotation that goes on with the speaker of an earlier row.
  void carry(std::uint32_t quote, std::int32_t from);
  /// The row whose speaker goes on in a quotation without a cue, or kNoAttribution.
  [[nodiscard]] std::int32_t speaker_before(const Quote& quote) const {
    return speakers_.before_quote(quote, rows_, segments_);
  }

  [[nodiscard]] Attribution& at(std::int32_t id) { return rows_[static_cast<std::size_t>(id)]; }
  [[nodiscard]] const Attribution& at(std::int32_t id) const {
    return rows_[static_cast<std::size_t>(id)];
  }
  [[nodiscard]] std::int32_t size() const { return static_cast<std::int32_t>(rows_.size()); }
  [[nodiscard]] bool in_sentence() const { return rows_.size() > first_; }
  /// The first row that still matters to the rest of the sentence; bounds the work in a text
  /// without full stops.
  [[nodiscard]] std::int32_t recent() const;
  /// Without the spaces and marks at both ends.
  [[nodiscard]] Span trim(Span span) const;
  std::vector<Attribution> take() { return std::move(rows_); }

 private:
  [[nodiscard]] Span close_bracket(Span span) const;
  void resolve(const Source& source, std::int32_t id);
  [[nodiscard]] std::int32_t holder_of(Span span, std::int32_t before) const;

  std::uint32_t document_;
  std::string_view text_;
  const Segments& segments_;
  DocumentQuotes& quotes_;
  Speakers speakers_;
  std::vector<Attribution> rows_;
  std::size_t first_ = 0;  // of the current sentence
};

}  // namespace polyvocal::voicing
