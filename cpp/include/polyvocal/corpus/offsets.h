// Bytes to code points, at the edge to Python: the only place where the two meet.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/core/span.h"
#include "polyvocal/corpus/corpus.h"

namespace polyvocal {

/// Characters that begin in `text`.
std::uint32_t count_characters(std::string_view text);

/// Converts byte offsets to code-point offsets. `docs` and `bytes` have equal length; rows of one
/// document are consecutive, offsets inside a document may be in any order. Every offset must lie
/// on a character boundary in [0, text size]. One sweep over the texts that occur (ASCII texts are
/// free).
/// @throws InputError when an offset is out of range or inside a character.
std::vector<std::int32_t> to_code_points(const Corpus& corpus, std::span<const std::uint32_t> docs,
                                         std::span<const std::uint32_t> bytes);

struct CodePointSpans {
  std::vector<std::int32_t> begins, ends;
};

/// Both ends of spans, in one sweep, split over the threads of `run`; conditions as above.
CodePointSpans spans_to_code_points(const Corpus& corpus, std::span<const std::uint32_t> docs,
                                    std::span<const Span> spans, const Run& run = {});

/// The inverse of to_code_points, with the same conditions.
std::vector<std::uint32_t> to_bytes(const Corpus& corpus, std::span<const std::uint32_t> docs,
                                    std::span<const std::int32_t> code_points);

}  // namespace polyvocal
