// Unknown names from their places: grouped, typed, counted.
//
//   list_unknown_names(shared, std::move(occurrences), run, result);
#pragma once

#include <vector>

#include "actors/discovery/occurrence.h"
#include "actors/shared.h"
#include "polyvocal/actors/mentions.h"

namespace polyvocal::naming {

/// Fills the candidates and unknown names of `result`. Names with enough occurrences are
/// candidates, most frequent first: in a corpus of fewer than 50 documents one occurrence is
/// enough; else two documents or three occurrences. What stands only where capitals tell little
/// is no name.
void list_unknown_names(const Shared& shared, std::vector<Occurrence> occurrences, const Run& run,
                        MentionResult& result);

}  // namespace polyvocal::naming
