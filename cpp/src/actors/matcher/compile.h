// From a list of names to the tables they are found by.
#pragma once

#include <span>

#include "actors/matcher/walk.h"
#include "polyvocal/actors/matcher.h"

namespace polyvocal::matching {

Compiled compile(std::span<const MatcherName> names, Overlap overlap);

}  // namespace polyvocal::matching
