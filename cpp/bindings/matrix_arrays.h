// Three arrays from Python as a sparse matrix, checked.
#pragma once

#include <cstdint>

#include "arrays.h"
#include "polyvocal/counts/csr.h"

namespace polyvocal {

template <class Value>
struct MatrixArrays {
  /// Square unless `columns` is given.
  MatrixArrays(const ArrayIn<std::int32_t>& indptr, const ArrayIn<std::int32_t>& indices,
               const ArrayIn<Value>& values, std::int32_t columns = -1) {
    view.rows = static_cast<std::int32_t>(indptr.size()) - 1;
    view.columns = columns < 0 ? view.rows : columns;
    view.indptr = to_span(indptr);
    view.indices = to_span(indices);
    view.values = to_span(values);
    check_csr(view.rows, view.columns, view.indptr, view.indices, view.values.size());
  }
  CsrView<Value> view;
};

}  // namespace polyvocal
