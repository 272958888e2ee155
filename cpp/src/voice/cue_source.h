// Who uses a cue verb: its subject, the agent of a passive, the phrase behind an inverted verb, the
// subject of what a participle hangs on.
#pragma once

#include "voice/cue_table.h"
#include "voice/rows.h"
#include "voice/sentence_view.h"
#include "voice/source.h"

namespace polyvocal::voicing {

struct CueSource {
  Source source;
  bool relative = false;  ///< "X, who said"
  bool inverted = false;
  std::int32_t boundary = 0;  ///< item before which a preceding content ends
  std::int32_t after = 0;     ///< item at which a following content may begin
};

/// `i` is the verb of the cue, `last` its particle or itself.
CueSource find_cue_source(const VoiceInput& input, const SentenceView& view, const Rows& rows,
                          std::int32_t i, std::int32_t last, const Cue& cue);

}  // namespace polyvocal::voicing
