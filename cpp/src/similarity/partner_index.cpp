#include "partner_index.h"

#include <cmath>
#include <numeric>

namespace polyvocal {
namespace {

/// Part of a row's squared length that frequent columns have on average: the more, the fewer
/// entries are read by column, and the more candidates are left. Least work on 12,494 news
/// articles.
constexpr double kFrequentShare = 0.05;
constexpr double kShareOfThreshold = 0.6;
constexpr std::size_t kMostFrequent = 256;  // they are stored for every row
constexpr std::size_t kAhead = 12;
constexpr float kRoundUp = 1 + 1e-6F;

}  // namespace

PartnerIndex::PartnerIndex(const Csr<float>& rows, std::span<const std::int32_t> order,
                           float threshold, std::int64_t least)
    : order_(order), slot_(static_cast<std::size_t>(rows.columns), kNotFrequent) {
  choose_frequent(rows, threshold, least);
  read(rows);
}

void PartnerIndex::choose_frequent(const Csr<float>& rows, float threshold, std::int64_t least) {
  const auto columns = static_cast<std::size_t>(rows.columns);
  std::vector<std::int64_t> count(columns, 0);
  std::vector<double> squares(columns, 0);
  for (const std::int32_t row : order_) {
    for (std::size_t k = rows.row_begin(row); k < rows.row_end(row); ++k) {
      const auto column = static_cast<std::size_t>(rows.indices[k]);
      const auto value = static_cast<double>(rows.values[k]);
      ++count[column];
      squares[column] += value * value;
    }
  }
  std::vector<std::size_t> by_count(columns);
  std::iota(by_count.begin(), by_count.end(), std::size_t{0});
  const std::size_t most = std::min(columns, kMostFrequent);
  const auto middle = by_count.begin() + static_cast<std::ptrdiff_t>(most);
  std::partial_sort(by_count.begin(), middle, by_count.end(), [&](std::size_t x, std::size_t y) {
    return std::pair(-count[x], x) < std::pair(-count[y], y);
  });
  const double share = std::max(kFrequentShare, kShareOfThreshold * static_cast<double>(threshold));
  double left = share * static_cast<double>(order_.size());
  for (std::size_t i = 0; i < most && count[by_count[i]] > 1; ++i) {
    left -= squares[by_count[i]];
    if (left < 0) break;
    slot_[by_count[i]] = static_cast<std::int32_t>(slots_++);
  }
  slots_ = padded(slots_);
  for (std::size_t column = 0; column < columns; ++column) {
    if (count[column] < least) slot_[column] = kLeftOut;
  }
}

void PartnerIndex::read(const Csr<float>& rows) {
  tail_ = make_postings(rows, order_, [&](std::int32_t column) {
    return slot_[static_cast<std::size_t>(column)] == kNotFrequent;
  });
  frequent_.assign(order_.size() * slots_, 0);
  for (std::size_t rank = 0; rank < order_.size(); ++rank) {
    double squares = 0;
    for (std::size_t k = rows.row_begin(order_[rank]); k < rows.row_end(order_[rank]); ++k) {
      const std::int32_t slot = slot_[static_cast<std::size_t>(rows.indices[k])];
      if (slot < 0) continue;
      const auto value = static_cast<double>(rows.values[k]);
      squares += value * value;
      frequent_[rank * slots_ + static_cast<std::size_t>(slot)] = rows.values[k];
    }
    frequent_length_.push_back(static_cast<float>(std::sqrt(squares)) * kRoundUp);
  }
}

std::pair<std::size_t, std::size_t> PartnerSearch::load(const Csr<float>& rows,
                                                        std::span<const PartnerQuery> queries) {
  std::size_t from = index_.size();
  std::size_t to = 0;
  for (const PartnerQuery& query : queries) {
    from = std::min(from, query.from);
    to = std::max(to, query.to);
  }
  cursors_.clear();
  cursor_begin_.assign(1, 0);
  lengths_.clear();
  greatest_.assign(queries.size(), BestPartners(top_, 0));
  frequent_.assign(queries.size() * index_.slots_, 0);
  for (std::size_t i = 0; i < queries.size(); ++i) {
    double squares = 0;
    for (std::size_t k = rows.row_begin(queries[i].row); k < rows.row_end(queries[i].row); ++k) {
      const auto column = static_cast<std::size_t>(rows.indices[k]);
      const float value = rows.values[k];
      const std::int32_t slot = index_.slot_[column];
      if (slot >= 0) {
        frequent_[i * index_.slots_ + static_cast<std::size_t>(slot)] = value;
        squares += static_cast<double>(value) * static_cast<double>(value);
      } else if (slot == PartnerIndex::kNotFrequent) {
        const Postings::Entry* const entries = index_.tail_.entries.data();
        const Postings::Entry* const end = entries + index_.tail_.begin[column + 1];
        const auto before = [](const Postings::Entry& e, std::size_t rank) {
          return static_cast<std::size_t>(e.rank) < rank;
        };
        const Postings::Entry* at = entries + index_.tail_.begin[column];
        if (from > 0) at = std::lower_bound(at, end, from, before);
        if (at != end) cursors_.push_back({at, end, value});
      }
    }
    cursor_begin_.push_back(cursors_.size());
    lengths_.push_back(static_cast<float>(std::sqrt(squares)) * kRoundUp);
  }
  return {from, to};
}

void PartnerSearch::add_sums(std::size_t i, std::size_t block, std::size_t end) {
  float* const sums = sums_.data() - block;
  const auto last = static_cast<std::int32_t>(end);
  for (std::size_t c = cursor_begin_[i]; c < cursor_begin_[i + 1]; ++c) {
    // Where a column goes on is known long before it is read, and seldom in the cache.
    if (c + kAhead < cursors_.size()) __builtin_prefetch(cursors_[c + kAhead].at);
    Cursor& cursor = cursors_[c];
    const Postings::Entry* at = cursor.at;
    for (; at != cursor.end && at->rank < last; ++at) sums[at->rank] += cursor.value * at->value;
    cursor.at = at;
  }
}

}  // namespace polyvocal
