// Which words count as features of a document.
#pragma once

#include <vector>

#include "polyvocal/similarity/vectors.h"
#include "polyvocal/text/segment.h"

namespace polyvocal {

/// Key of every type, kNoKey where it does not count.
std::vector<KeyId> counted_keys(const Vocabulary& vocabulary, const WordOptions& options);

/// Counts to weights by vectors.idf, each row of length 1.
void weigh_rows(WordVectors& vectors, const Run& run);

}  // namespace polyvocal
