#include "polyvocal/counts/saved.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "polyvocal/core/bytes.h"
#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

constexpr std::string_view kMagic = "PVCOUNTS";
constexpr std::uint32_t kVersion = 1;

bool rising(const Csr<std::int64_t>& m) {
  for (std::int32_t row = 0; row < m.rows; ++row) {
    for (std::size_t k = m.row_begin(row); k + 1 < m.row_end(row); ++k) {
      if (m.indices[k] >= m.indices[k + 1]) return false;
    }
  }
  return true;
}

bool negative(const std::vector<std::int64_t>& values) {
  return std::any_of(values.begin(), values.end(), [](std::int64_t value) { return value < 0; });
}

SavedMatrix read_matrix(ByteReader& in) {
  SavedMatrix matrix;
  Csr<std::int64_t>& m = matrix.counts;
  m.indptr = in.column<std::int32_t>();
  m.indices = in.column<std::int32_t>();
  m.values = in.column<std::int64_t>();
  matrix.n = in.column<std::int64_t>();
  matrix.total = in.number<std::int64_t>();
  if (m.indptr.empty() || m.indptr.size() > std::numeric_limits<std::int32_t>::max()) in.fail();
  m.rows = m.columns = static_cast<std::int32_t>(m.indptr.size() - 1);
  check_csr(m.rows, m.columns, m.indptr, m.indices, m.values.size());
  const bool sized = matrix.n.empty() || matrix.n.size() == static_cast<std::size_t>(m.rows);
  if (!sized || !rising(m) || negative(m.values) || negative(matrix.n) || matrix.total < 0) {
    in.fail();
  }
  return matrix;
}

}  // namespace

std::string save_counts(const SavedCounts& counts) {
  StringColumn header;
  header.push_back(counts.header);
  ByteWriter out(kMagic, kVersion);
  out.strings(header).number(static_cast<std::uint64_t>(counts.matrices.size()));
  for (const SavedMatrix& matrix : counts.matrices) {
    out.column(matrix.counts.indptr)
        .column(matrix.counts.indices)
        .column(matrix.counts.values)
        .column(matrix.n)
        .number(matrix.total);
  }
  out.number(static_cast<std::uint64_t>(counts.incidences.size()));
  for (const Incidence& named : counts.incidences) {
    out.number(named.nodes).column(named.begin).column(named.items);
  }
  return out.finish();
}

SavedCounts load_counts(std::string_view block) {
  ByteReader in(block, kMagic, kVersion, "counts");
  SavedCounts counts;
  const StringColumn header = in.strings();
  if (header.size() != 1) in.fail();
  counts.header = header[0];
  const auto matrices = in.number<std::uint64_t>();
  for (std::uint64_t i = 0; i < matrices; ++i) counts.matrices.push_back(read_matrix(in));
  const auto incidences = in.number<std::uint64_t>();
  for (std::uint64_t i = 0; i < incidences; ++i) {
    Incidence named;
    named.nodes = in.number<std::int32_t>();
    named.begin = in.column<std::int64_t>();
    named.items = in.column<std::int32_t>();
    check_incidence(named);
    counts.incidences.push_back(std::move(named));
  }
  in.finish();
  return counts;
}

}  // namespace polyvocal
