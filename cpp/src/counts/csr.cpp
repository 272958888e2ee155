#include "polyvocal/counts/csr.h"

#include <algorithm>
#include <limits>
#include <string>

#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

std::int32_t sum(std::int32_t a, std::int32_t b) {
  return narrow_to_int32(std::int64_t{a} + b, "the count of a pair");
}

std::int64_t sum(std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  if (__builtin_add_overflow(a, b, &result)) {
    throw CapacityError("the sum of a pair's weights is beyond 64 bits; merge fewer counts");
  }
  return result;
}

template <class Value>
Csr<Value> add_cells(CsrView<Value> a, CsrView<Value> b) {
  if (a.rows != b.rows || a.columns != b.columns) {
    throw InputError("a matrix of " + std::to_string(a.rows) + " x " + std::to_string(a.columns) +
                     " cells does not add to one of " + std::to_string(b.rows) + " x " +
                     std::to_string(b.columns));
  }
  Csr<Value> result;
  result.rows = a.rows;
  result.columns = a.columns;
  result.indptr.reserve(static_cast<std::size_t>(a.rows) + 1);
  const auto put = [&](std::int32_t column, Value value) {
    result.indices.push_back(column);
    result.values.push_back(value);
  };
  for (std::int32_t row = 0; row < a.rows; ++row) {
    std::size_t i = a.row_begin(row);
    std::size_t j = b.row_begin(row);
    while (i < a.row_end(row) || j < b.row_end(row)) {
      const bool from_a = i < a.row_end(row);
      const bool from_b = j < b.row_end(row);
      if (from_a && from_b && a.indices[i] == b.indices[j]) {
        put(a.indices[i], sum(a.values[i], b.values[j]));
        ++i;
        ++j;
      } else if (from_a && (!from_b || a.indices[i] < b.indices[j])) {
        put(a.indices[i], a.values[i]);
        ++i;
      } else {
        put(b.indices[j], b.values[j]);
        ++j;
      }
    }
    const auto stored = static_cast<std::int64_t>(result.indices.size());
    result.indptr.push_back(narrow_to_int32(stored, "the number of stored cells"));
  }
  return result;
}

}  // namespace

Csr<std::int32_t> add(CsrView<std::int32_t> a, CsrView<std::int32_t> b) { return add_cells(a, b); }

Csr<std::int64_t> add(CsrView<std::int64_t> a, CsrView<std::int64_t> b) { return add_cells(a, b); }

std::int32_t narrow_to_int32(std::int64_t value, std::string_view what) {
  constexpr std::int64_t limit = std::numeric_limits<std::int32_t>::max();
  if (value < 0 || value > limit) {
    throw CapacityError(std::string(what) + " is " + std::to_string(value) +
                        ", more than a matrix can hold (" + std::to_string(limit) +
                        "); count fewer documents at a time, for example by outlet or month");
  }
  return static_cast<std::int32_t>(value);
}

void check_csr(std::int32_t rows, std::int32_t columns, std::span<const std::int32_t> indptr,
               std::span<const std::int32_t> indices, std::size_t values) {
  const auto fail = [](const std::string& what) { throw InputError("not a matrix: " + what); };
  if (rows < 0 || indptr.size() != static_cast<std::size_t>(rows) + 1 || indptr.front() != 0) {
    fail(std::to_string(indptr.size()) + " row pointers for " + std::to_string(rows) + " rows");
  }
  if (!std::is_sorted(indptr.begin(), indptr.end())) fail("row pointers go back");
  if (static_cast<std::size_t>(indptr.back()) != indices.size() || indices.size() != values) {
    fail(std::to_string(indices.size()) + " columns and " + std::to_string(values) +
         " values for " + std::to_string(indptr.back()) + " cells");
  }
  for (const std::int32_t column : indices) {
    if (column < 0 || column >= columns) fail("no column " + std::to_string(column));
  }
}

}  // namespace polyvocal
