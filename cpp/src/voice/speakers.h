// Who spoke last: resolves "he said", "the minister added" and quotations without a cue.
#pragma once

#include <string_view>
#include <vector>

#include "voice/extract.h"
#include "voice/source.h"

namespace polyvocal::voicing {

/// The first mention, or token, of a document that begins at or after a byte.
MentionId first_mention(const Mentions& mentions, std::uint32_t document, std::uint32_t at);
TokenId first_token(const Segments& segments, std::uint32_t document, std::uint32_t at);

struct Speaker {
  ActorId actor = -1;
  bool carried = false;
  std::int32_t row = kNoAttribution;  ///< attribution that names the speaker
};

class Speakers {
 public:
  Speakers(const VoiceInput& input, std::uint32_t document) : in_(input), document_(document) {}

  /// The actor of a source, looking back for pronouns and descriptions.
  [[nodiscard]] Speaker resolve(const Source& source, const Attribution& row, bool inside_quote);
  /// Remembers the source of a row as the last speaker.
  void note(const Source& source, const Attribution& row, std::int32_t id);
  /// An organisation, a group, a state: what "it" can stand for.
  [[nodiscard]] bool is_body(ActorId actor) const;
  /// The row goes on with the last speaker.
  void continue_with(const Attribution& row, std::int32_t id);
  /// The attribution whose speaker goes on in a quotation without a cue, or kNoAttribution.
  [[nodiscard]] std::int32_t before_quote(const Quote& quote, const std::vector<Attribution>& rows,
                                          const Segments& segments) const;

 private:
  struct Last {
    std::int32_t row = kNoAttribution;    // the latest attribution
    std::int32_t named = kNoAttribution;  // the one that names the speaker
    ActorId actor = -1;
    Span source;  // where the speaker is named
    ParagraphId paragraph = 0;
  };
  [[nodiscard]] ActorId subject_person(std::uint32_t before, std::uint32_t after) const;
  [[nodiscard]] bool fits(const Source& source) const;
  [[nodiscard]] ParagraphId paragraph_at(std::uint32_t at) const;

  const VoiceInput& in_;
  std::uint32_t document_;
  Last last_;
};

}  // namespace polyvocal::voicing
