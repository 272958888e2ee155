// Cosines from dot products of groups.
#pragma once

#include "square.h"

namespace polyvocal {

/// NaN when one of the two is empty.
double cosine(double dot, double square_a, double square_b);

/// Dot products to cosines, in place.
void to_cosines(Square& dots);

}  // namespace polyvocal
