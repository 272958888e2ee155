// Rows by column, in half the bytes: which rows have it, and about what value.
//
//   const NearLists lists(rows, order, [&](std::int32_t column) { return wanted(column); });
//   for (NearLists::Entry e : lists.list(part, column)) sums[e.rank()] += e.value();
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/core/raw_vector.h"
#include "polyvocal/counts/csr.h"

namespace polyvocal {

/// Rows are taken in an order of the caller's, in parts of kPart; their places in a part are ranks.
class NearLists {
 public:
  static constexpr std::size_t kPart = 32768;
  static constexpr std::uint32_t kEnd = 0xFFFF;  ///< rank of the entry that ends a column
  /// A value is rounded up by no more than this part of it.
  static constexpr float kRoundedUp = 1.0F / 128;

  /// 16 bits of rank, and the upper 16 bits of a float that is not below the value.
  class Entry {
   public:
    Entry() = default;
    Entry(std::uint32_t rank, float value)
        : bits_(((std::bit_cast<std::uint32_t>(value) + 0xFFFFU) & 0xFFFF0000U) | rank) {}
    [[nodiscard]] std::uint32_t rank() const { return bits_ & 0xFFFFU; }
    [[nodiscard]] float value() const { return std::bit_cast<float>(bits_ & 0xFFFF0000U); }

   private:
    std::uint32_t bits_;
  };

  NearLists() = default;
  /// Values are above 0, or left out.
  template <class Wanted>
  NearLists(const Csr<float>& rows, std::span<const std::int32_t> order, const Wanted& wanted) {
    for (std::size_t first = 0; first < order.size(); first += kPart) {
      const std::size_t count = order.size() - first < kPart ? order.size() - first : kPart;
      parts_.push_back(make_part(rows, order.subspan(first, count), wanted));
    }
  }

  /// Entries of a part, by column and rank; those of a column start at begin(part)[column] and end
  /// with one of rank kEnd.
  [[nodiscard]] const Entry* entries(std::size_t part) const { return parts_[part].entries.data(); }
  [[nodiscard]] std::span<const std::uint32_t> begin(std::size_t part) const {
    return parts_[part].begin;
  }

 private:
  struct Part {
    std::vector<std::uint32_t> begin;  ///< columns + 1
    RawVector<Entry> entries;
  };

  template <class Wanted>
  static Part make_part(const Csr<float>& rows, std::span<const std::int32_t> order,
                        const Wanted& wanted) {
    const auto each = [&](const auto& use) {
      for (std::size_t rank = 0; rank < order.size(); ++rank) {
        for (std::size_t k = rows.row_begin(order[rank]); k < rows.row_end(order[rank]); ++k) {
          if (rows.values[k] > 0 && wanted(rows.indices[k])) {
            use(static_cast<std::size_t>(rows.indices[k]), rank, rows.values[k]);
          }
        }
      }
    };
    Part part;
    const auto columns = static_cast<std::size_t>(rows.columns);
    part.begin.assign(columns + 1, 1);
    part.begin[0] = 0;
    each([&](std::size_t column, std::size_t, float) { ++part.begin[column + 1]; });
    for (std::size_t c = 0; c < columns; ++c) part.begin[c + 1] += part.begin[c];
    part.entries.resize(part.begin.back());
    std::vector<std::uint32_t> next(part.begin.begin(), part.begin.end() - 1);
    each([&](std::size_t column, std::size_t rank, float value) {
      part.entries[next[column]++] = Entry(static_cast<std::uint32_t>(rank), value);
    });
    for (const std::uint32_t end : next) part.entries[end] = Entry(kEnd, 0);
    return part;
  }

  std::vector<Part> parts_;
};

}  // namespace polyvocal
