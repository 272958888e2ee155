#include "partner_index.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace polyvocal {
namespace {

constexpr std::size_t kMostDense = 4096;  // bytes of every row, so no more than rows have anyway
constexpr double kRoundUp = 1 + 1e-6;

}  // namespace

PartnerIndex::PartnerIndex(const Csr<float>& rows, std::span<const std::int32_t> order,
                           std::int64_t least, double dense_from)
    : order_(order), slot_(static_cast<std::size_t>(rows.columns), kListed) {
  const std::size_t dense = choose_columns(rows, least, dense_from);
  lists_ = NearLists(rows, order_, [&](std::int32_t column) { return slot(column) == kListed; });
  panels_ = BytePanels(order_.size(), (dense + kQuad - 1) / kQuad * kQuad);
  rounded_.reserve(order_.size());
  for (std::size_t rank = 0; rank < order_.size(); ++rank) {
    rounded_.push_back(round(rows, order_[rank], [&](std::size_t slot, std::uint8_t number) {
      panels_.set(rank, slot, number);
    }));
  }
}

std::size_t PartnerIndex::choose_columns(const Csr<float>& rows, std::int64_t least,
                                         double dense_from) {
  std::vector<std::int64_t> count(slot_.size(), 0);
  for (const std::int32_t row : order_) {
    for (std::size_t k = rows.row_begin(row); k < rows.row_end(row); ++k) {
      ++count[static_cast<std::size_t>(rows.indices[k])];
    }
  }
  const double enough = std::max(1.0, dense_from * static_cast<double>(order_.size()));
  std::vector<std::size_t> dense;
  for (std::size_t column = 0; column < count.size(); ++column) {
    if (count[column] < least) {
      slot_[column] = kLeftOut;
    } else if (static_cast<double>(count[column]) >= enough) {
      dense.push_back(column);
    }
  }
  std::sort(dense.begin(), dense.end(), [&](std::size_t x, std::size_t y) {
    return std::pair(-count[x], x) < std::pair(-count[y], y);
  });
  dense.resize(std::min(dense.size(), kMostDense));
  for (std::size_t i = 0; i < dense.size(); ++i) slot_[dense[i]] = static_cast<std::int32_t>(i);
  return dense.size();
}

float PartnerIndex::rounded_up_root(double square) {
  return static_cast<float>(std::sqrt(square) * kRoundUp);
}

}  // namespace polyvocal
