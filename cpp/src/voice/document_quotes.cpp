#include "voice/document_quotes.h"

#include <algorithm>

namespace polyvocal::voicing {

std::uint32_t DocumentQuotes::after(std::uint32_t at) const {
  const auto first = segments_.quotes.begin() + begin_;
  const auto last = segments_.quotes.begin() + end_;
  const auto found = std::upper_bound(first, last, at, [](std::uint32_t position, const Quote& q) {
    return position < q.span.end;
  });
  return static_cast<std::uint32_t>(found - segments_.quotes.begin());
}

const Quote* DocumentQuotes::starting(std::uint32_t from, std::uint32_t to) const {
  const std::uint32_t q = after(from);
  return q < end_ && at(q).span.begin >= from && at(q).span.begin < to ? &at(q) : nullptr;
}

const Quote* DocumentQuotes::ending(std::uint32_t from, std::uint32_t to) const {
  const std::uint32_t q = after(from == 0 ? 0 : from - 1);
  return q < end_ && at(q).span.end <= to + 1 ? &at(q) : nullptr;
}

bool DocumentQuotes::hold(Span span) const {
  if (span.empty()) return false;
  const std::uint32_t q = after(span.begin);
  return q < end_ && at(q).inner.contains(span);
}

Directness DocumentQuotes::directness_of(Span content) const {
  bool any = false;
  for (std::uint32_t q = after(content.begin); q < end_ && at(q).span.begin < content.end; ++q) {
    any = true;
    if (at(q).span.contains(content) || content.size() <= at(q).inner.size() + 8) {
      return Directness::direct;
    }
  }
  return any ? Directness::mixed : Directness::indirect;
}

}  // namespace polyvocal::voicing
