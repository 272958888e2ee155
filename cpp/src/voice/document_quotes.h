// The quotations of one document, and which attribution covers each.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "polyvocal/text/segment.h"
#include "polyvocal/voice/attribution.h"

namespace polyvocal::voicing {

class DocumentQuotes {
 public:
  DocumentQuotes(const Segments& segments, std::uint32_t document)
      : segments_(segments),
        begin_(segments.doc_quotes[document]),
        end_(segments.doc_quotes[document + 1]),
        covered_(end_ - begin_, kNoAttribution) {}

  [[nodiscard]] std::uint32_t begin() const { return begin_; }
  [[nodiscard]] std::uint32_t end() const { return end_; }
  [[nodiscard]] const Quote& at(std::uint32_t q) const { return segments_.quotes[q]; }
  /// The attribution that covers a quotation.
  [[nodiscard]] std::int32_t& covered(std::uint32_t q) { return covered_[q - begin_]; }

  /// The first quotation that ends after a byte.
  [[nodiscard]] std::uint32_t after(std::uint32_t at) const;
  /// A quotation that begins in [from, to), or nullptr.
  [[nodiscard]] const Quote* starting(std::uint32_t from, std::uint32_t to) const;
  /// A quotation that ends in [from, to], or nullptr.
  [[nodiscard]] const Quote* ending(std::uint32_t from, std::uint32_t to) const;
  /// Whether the span lies inside quotation marks.
  [[nodiscard]] bool hold(Span span) const;
  [[nodiscard]] Directness directness_of(Span content) const;

 private:
  const Segments& segments_;
  std::uint32_t begin_;
  std::uint32_t end_;
  std::vector<std::int32_t> covered_;
};

}  // namespace polyvocal::voicing
