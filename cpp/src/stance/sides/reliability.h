// How far one statement of each kind can be trusted to tell who is on whose side. Private to the
// stance stage.
#pragma once

#include "polyvocal/stance/alignment.h"
#include "stance/sides/belief.h"

namespace polyvocal::scoring {

/// Logarithms of the likelihoods of one statement. With r how often statements of its kind are
/// right: support has same = r, different = 1 - r, and an actor outside is supported less than the
/// own side and more than the other, r^(1/4) (1 - r)^(3/4); opposition has different = r, same =
/// 1 - r, and an outsider is opposed as readily as the other side; of an affiliation both ends are
/// on one side, outside included, with r, or not, with 1 - r.
Potential log_likelihood(const Statement& statement);

}  // namespace polyvocal::scoring
