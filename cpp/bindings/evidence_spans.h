// What the bindings of stance share: spans of rows in code points, and that rows and texts belong
// together.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "polyvocal/core/error.h"
#include "polyvocal/corpus/offsets.h"
#include "polyvocal/stance/evidence.h"

namespace polyvocal {

/// @throws InputError when the evidence was found in another corpus.
inline void require_same(const Evidence& evidence, const Corpus& corpus) {
  if (evidence.language.size() != corpus.size()) {
    throw InputError("the evidence is of " + std::to_string(evidence.language.size()) +
                     " documents and the corpus has " + std::to_string(corpus.size()) +
                     "; give the corpus it was found in");
  }
}

/// Byte offsets of several kinds of spans of one row order, in code points.
class PointColumns {
 public:
  PointColumns(const Corpus& corpus, std::vector<std::uint32_t> documents)
      : corpus_(corpus), documents_(std::move(documents)) {}

  template <class Row, class SpanOf>
  CodePointSpans of(const std::vector<Row>& rows, SpanOf span_of) const {
    std::vector<Span> spans(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) spans[i] = span_of(rows[i]);
    return spans_to_code_points(corpus_, documents_, spans);
  }

 private:
  const Corpus& corpus_;
  std::vector<std::uint32_t> documents_;
};

}  // namespace polyvocal
