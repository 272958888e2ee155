// The listed actor that an unknown name may mean.
#pragma once

#include "actors/discovery/occurrence.h"
#include "actors/shared.h"
#include "polyvocal/actors/mentions.h"

namespace polyvocal::naming {

/// Fills nearest, similarity and reason of the candidate, whose name is at `first`.
void relate(const Shared& shared, const Occurrence& first, Candidate& candidate);

}  // namespace polyvocal::naming
