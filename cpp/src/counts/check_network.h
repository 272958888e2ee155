// What communities and layouts ask of a matrix.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include "polyvocal/core/error.h"
#include "polyvocal/counts/csr.h"

namespace polyvocal {

inline double weight_of(CsrView<double> m, std::int32_t row, std::int32_t column) {
  const auto first = m.indices.begin() + static_cast<std::ptrdiff_t>(m.row_begin(row));
  const auto last = m.indices.begin() + static_cast<std::ptrdiff_t>(m.row_end(row));
  const auto at = std::lower_bound(first, last, column);
  return at != last && *at == column ? m.values[static_cast<std::size_t>(at - m.indices.begin())]
                                     : 0;
}

/// @throws InputError unless square and symmetric with weights of 0 or more.
inline void check_network(CsrView<double> m) {
  if (m.rows != m.columns) {
    throw InputError("a network needs as many rows as columns, not " + std::to_string(m.rows) +
                     " x " + std::to_string(m.columns));
  }
  for (std::int32_t row = 0; row < m.rows; ++row) {
    for (std::size_t k = m.row_begin(row); k < m.row_end(row); ++k) {
      const double weight = m.values[k];
      if (!(weight >= 0) || !std::isfinite(weight)) {
        throw InputError("an edge has the weight " + std::to_string(weight) +
                         "; weights are 0 or more");
      }
      if (weight != weight_of(m, m.indices[k], row)) {
        throw InputError("the network is directed: edge " + std::to_string(row) + " to " +
                         std::to_string(m.indices[k]) + " differs from the one back");
      }
    }
  }
}

}  // namespace polyvocal
