#include "polyvocal/counts/csr.h"

#include <algorithm>
#include <limits>
#include <string>

#include "polyvocal/core/error.h"

namespace polyvocal {

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
