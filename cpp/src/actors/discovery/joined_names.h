// Names that "and" joins, told by the corpus: "U.S. Immigration and Customs Enforcement" is one
// name, since "Customs Enforcement" hardly ever stands elsewhere. "Trump and Pence" are two.
//
//   join_fixed_pairs(shared, occurrences);
#pragma once

#include <vector>

#include "actors/discovery/occurrence.h"
#include "actors/shared.h"

namespace polyvocal::naming {

/// Puts two occurrences, which are in order of place, together where their names are one.
void join_fixed_pairs(const Shared& shared, std::vector<Occurrence>& occurrences);

}  // namespace polyvocal::naming
