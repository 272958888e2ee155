// Who says what: source, cue and content of every attribution, and from these the voice of a
// mention.
//
//   Voices v = attribute(corpus, segments, mentions, knowledge, run);
//   v.of_mention[m].voice == Voice::reported
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "polyvocal/actors/mentions.h"
#include "polyvocal/core/run.h"
#include "polyvocal/text/segment.h"

namespace polyvocal {

/// outlet: the article's own words. quoted: inside quotation marks (or TeX, slate speech) of a
/// source. reported: attributed to a source in the article's words ("X said that ...").
enum class Voice : std::uint8_t { outlet, quoted, reported };
std::string_view voice_name(Voice voice);

enum class Directness : std::uint8_t { direct, indirect, mixed };
std::string_view directness_name(Directness directness);

/// The reporter's stance in the cue: said (neutral), noted (endorsing), claimed (distancing).
enum class CueClass : std::uint8_t { neutral, endorsing, distancing };
std::string_view cue_class_name(CueClass cue_class);

inline constexpr std::int32_t kNoAttribution = -1;

struct Attribution {
  std::uint32_t document = 0;
  Span source;  ///< empty when no words in the article name it (carried over, slate-less quote)
  ActorId source_actor = -1;  ///< -1: not one of the actors (source text still given), or unknown
  Span cue;                   ///< empty for slates and bare carry-over
  Span content;
  Directness directness = Directness::direct;
  CueClass cue_class = CueClass::neutral;
  bool carried =
      false;  ///< source taken over from an earlier attribution (pronoun or next quotation)
  bool own_voice = false;  ///< quotation marks, but the reporter speaks (stand-up): voice is outlet
  bool named = false;      ///< the source has a name; false: only described ("two officials")
  /// The content is no statement of its own but what the cue takes: "criticised Y for the delay",
  /// "wants to leave". The cue's words and these are one clause of the article.
  bool phrase = false;
  std::int32_t parent = kNoAttribution;  ///< the attribution whose content holds this one (chains)
  std::int32_t antecedent = kNoAttribution;  ///< carried: the attribution that names the source
};

struct MentionVoice {
  Voice voice = Voice::outlet;
  std::int32_t attribution = kNoAttribution;  ///< innermost that covers the mention
  ActorId speaker = -1;                       ///< actor who speaks, if it is one
};

struct Voices {
  std::vector<Attribution> rows;         ///< ordered by (document, content begin)
  std::vector<std::uint32_t> doc_rows;   ///< documents + 1
  std::vector<std::uint32_t> reach;      ///< per row: largest content end of the document so far
  std::vector<MentionVoice> of_mention;  ///< parallel to Mentions::rows
  std::vector<Span> quotations;          ///< inside of the quotation marks that attributions cover
  std::vector<std::uint32_t> doc_quotations;  ///< documents + 1
};

/// @throws Cancelled.
Voices attribute(const Corpus& corpus, const Segments& segments, const Mentions& mentions,
                 const Knowledge& knowledge, const Run& run);

/// Voice of any byte range of a document (the innermost attribution whose content holds it).
MentionVoice voice_at(const Voices& voices, std::uint32_t document, Span span);

/// Whether any content of the document overlaps the span.
bool any_attribution(const Voices& voices, std::uint32_t document, Span span);

}  // namespace polyvocal
