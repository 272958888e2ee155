// Where the content behind a cue verb begins and ends, by what the verb can take: "that ...",
// "to ...", "O as ...", a quotation.
#pragma once

#include "voice/cue_table.h"
#include "voice/scene.h"

namespace polyvocal::voicing {

/// First item of a content that follows the cue and its particle, from item `from`, or kNone.
std::int32_t content_start(const Scene& scene, std::int32_t from, const Cue& cue,
                           const english::VerbGroup& group);
/// The byte where a content that begins at item `start` ends; `verb` is the cue's item.
std::uint32_t content_end(const Scene& scene, std::int32_t start, std::int32_t verb,
                          const Cue& cue);
/// "content, X said on Monday, and more content": where it goes on within `reach` words,
/// or kNone.
std::int32_t content_resumes(const Scene& scene, std::int32_t from, std::int32_t reach = 10);

}  // namespace polyvocal::voicing
