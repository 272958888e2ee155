// What a story does to every group that covers it: some news is bad for a faction, whoever tells
// it. Private to the stance stage.
#pragma once

#include <cstddef>

#include "stance/scores/groups.h"

namespace polyvocal::scoring {

/// The mean of each document less the mean of its group is what it says more or less than usual.
/// A story adds to the documents of one group what it adds, on average, to those of the other
/// groups that cover it, times n v / (n v + u): n of these groups, v the variance between stories,
/// u the rest (a random effect; variances by analysis of variance). Group means and effects in
/// turn, eight rounds. Empty unless the grouping has stories and asks for it.
StoryOffsets story_offsets(const Grouping& grouping, std::size_t factions,
                           const Evidence& evidence);

}  // namespace polyvocal::scoring
