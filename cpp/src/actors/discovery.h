// Unknown names: capitalised runs that are no mention of a listed actor, counted over the corpus.
// A run joins capitalised words, across connectors ("of", "al", "bin"); titles, months and words of
// the language at its edges do not count.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "actors/context.h"
#include "actors/document_pass.h"
#include "polyvocal/actors/mentions.h"

namespace polyvocal::naming {

/// What stands beside or inside a run.
using Cues = std::uint8_t;
inline constexpr Cues kAfterTitle = 1;
inline constexpr Cues kSpeaks = 2;
inline constexpr Cues kHasHeadNoun = 4;
inline constexpr Cues kAfterPlaceWord = 8;
inline constexpr Cues kHasGivenName = 16;
inline constexpr Cues kHasParticle = 32;
inline constexpr Cues kAcronymLike = 64;

struct Occurrence {
  std::uint64_t name = 0;  ///< hash of the keys of the run
  std::uint32_t document = 0;
  TokenId begin = 0;
  std::uint16_t count = 0;
  Cues cues = 0;
};

class RunFinder {
 public:
  explicit RunFinder(const Shared& shared) : shared_(shared) {}

  /// Appends the runs of a document outside its `mentions` (ordered).
  void run(std::uint32_t document, std::span<const Mention> mentions, std::vector<Occurrence>& out);

 private:
  [[nodiscard]] bool joins_run(TokenId token) const;
  TokenId extend(TokenId first, TokenId stop) const;
  void keep(std::uint32_t document, TokenId begin, TokenId end, std::vector<Occurrence>& out) const;
  [[nodiscard]] bool empty_word(TokenId token) const;
  [[nodiscard]] Cues cues_of(TokenId begin, TokenId end) const;

  const Shared& shared_;
  Context context_{shared_.segments, shared_.traits, shared_.index, {}};
};

/// Names with enough occurrences, most frequent first. In a corpus of fewer than 50 documents one
/// occurrence is enough; else two documents or three occurrences. `left_out`: those beyond the
/// limit.
std::vector<Candidate> list_candidates(const Shared& shared, std::vector<Occurrence> occurrences,
                                       const Run& run, std::uint32_t& left_out);

}  // namespace polyvocal::naming
