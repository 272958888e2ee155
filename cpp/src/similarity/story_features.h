// What an article is made of when stories are told apart: words, names, pairs of words, numbers.
//
//   StoryFeatures features = story_features(segments, run);
//   for (const FeatureCount& count : features.of(document)) use(count.id, count.times);
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "polyvocal/core/run.h"
#include "polyvocal/text/segment.h"

namespace polyvocal {

enum class StoryPart : std::uint8_t { words, names, pairs, numbers };
inline constexpr std::size_t kStoryParts = 4;

struct FeatureCount {
  std::int32_t id;
  std::uint32_t times;
  std::uint32_t opening;  ///< of `times`, those in the article's first words
};

struct StoryFeatures {
  std::vector<std::size_t> begin{0};  ///< documents + 1, into counts
  std::vector<FeatureCount> counts;
  std::vector<std::uint32_t> documents;  ///< per id: how many have it
  std::vector<StoryPart> part;           ///< per id

  [[nodiscard]] std::size_t size() const { return begin.size() - 1; }
  [[nodiscard]] std::span<const FeatureCount> of(std::size_t document) const {
    return std::span(counts).subspan(begin[document], begin[document + 1] - begin[document]);
  }
  [[nodiscard]] std::uint32_t documents_with(std::int32_t id) const {
    return documents[static_cast<std::size_t>(id)];
  }
  [[nodiscard]] StoryPart part_of(std::int32_t id) const {
    return part[static_cast<std::size_t>(id)];
  }
  /// Inverse document frequency of what so many documents have.
  [[nodiscard]] double idf(std::uint32_t having) const {
    return std::log((1. + static_cast<double>(size())) / (1. + having)) + 1;
  }
  [[nodiscard]] double weight(std::int32_t id, std::uint32_t times) const {
    return (1 + std::log(static_cast<double>(times))) * idf(documents_with(id));
  }
};

/// Words count as in word_vectors; names are words with a capital; pairs are words that follow one
/// another, function words left out. Ids are in the order in which features are first seen.
/// @throws CapacityError above 2^31-1 features; Cancelled.
StoryFeatures story_features(const Segments& segments, const Run& run);

}  // namespace polyvocal
