// The one sparse matrix of the project: compressed rows with int32 indices, as scipy's csr_array,
// so that the three arrays cross to Python without a copy. Columns of a row are sorted and
// distinct.
//
//   for (std::int32_t k = m.indptr[i]; k < m.indptr[i + 1]; ++k) use(i, m.indices[k], m.values[k]);
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace polyvocal {

template <class Value>
struct Csr {
  std::int32_t rows = 0;
  std::int32_t columns = 0;
  std::vector<std::int32_t> indptr{0};  ///< rows + 1
  std::vector<std::int32_t> indices;    ///< column of each stored cell
  std::vector<Value> values;            ///< value of each stored cell

  [[nodiscard]] std::size_t stored() const { return indices.size(); }
  [[nodiscard]] std::size_t row_begin(std::int32_t row) const {
    return static_cast<std::size_t>(indptr[static_cast<std::size_t>(row)]);
  }
  [[nodiscard]] std::size_t row_end(std::int32_t row) const {
    return static_cast<std::size_t>(indptr[static_cast<std::size_t>(row) + 1]);
  }
};

/// The same three arrays, not owned: what functions that only read a matrix take.
template <class Value>
struct CsrView {
  std::int32_t rows = 0;
  std::int32_t columns = 0;
  std::span<const std::int32_t> indptr;
  std::span<const std::int32_t> indices;
  std::span<const Value> values;

  CsrView() = default;
  CsrView(const Csr<Value>& m)  // NOLINT(google-explicit-constructor): a view of a matrix is one
      : rows(m.rows), columns(m.columns), indptr(m.indptr), indices(m.indices), values(m.values) {}

  [[nodiscard]] std::size_t stored() const { return indices.size(); }
  [[nodiscard]] std::size_t row_begin(std::int32_t row) const {
    return static_cast<std::size_t>(indptr[static_cast<std::size_t>(row)]);
  }
  [[nodiscard]] std::size_t row_end(std::int32_t row) const {
    return static_cast<std::size_t>(indptr[static_cast<std::size_t>(row) + 1]);
  }
};

/// @throws InputError unless indptr, indices and values make a matrix of this shape.
void check_csr(std::int32_t rows, std::int32_t columns, std::span<const std::int32_t> indptr,
               std::span<const std::int32_t> indices, std::size_t values);

/// Cell by cell; both of the same shape. The order does not matter: integers.
/// @throws InputError for different shapes; CapacityError when a sum exceeds the type.
Csr<std::int32_t> add(CsrView<std::int32_t> a, CsrView<std::int32_t> b);
Csr<std::int64_t> add(CsrView<std::int64_t> a, CsrView<std::int64_t> b);

/// Counts are made in 64 bits and narrowed once, here. `what` names the value in the message.
/// @throws CapacityError when value is above 2^31-1 (or negative).
std::int32_t narrow_to_int32(std::int64_t value, std::string_view what);

}  // namespace polyvocal
