#include "polyvocal/similarity/story.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "polyvocal/core/error.h"
#include "story_features.h"

namespace polyvocal {
namespace {

constexpr std::array<double, kStoryParts> kWeight{1, 1, 1, 0.3};

using Parts = std::array<double, kStoryParts>;

std::uint32_t all_times(const FeatureCount& count) { return count.times; }
std::uint32_t opening_times(const FeatureCount& count) { return count.opening; }

std::size_t place_of(StoryPart part) { return static_cast<std::size_t>(part); }

bool shared(const StoryFeatures& features, std::int32_t id) {
  return features.documents_with(id) >= 2;
}

/// 1 / length of each part, 0 for an empty one, of what `times` counts.
template <class Times>
Parts inverse_lengths(const StoryFeatures& features, std::span<const FeatureCount> counts,
                      Times times) {
  Parts squares{};
  for (const FeatureCount& count : counts) {
    if (times(count) == 0) continue;
    const double weight = features.weight(count.id, times(count));
    squares[place_of(features.part_of(count.id))] += weight * weight;
  }
  Parts inverse{};
  for (std::size_t part = 0; part < kStoryParts; ++part) {
    if (squares[part] > 0) inverse[part] = 1 / std::sqrt(squares[part]);
  }
  return inverse;
}

void end_row(Csr<float>& rows) {
  rows.indptr.push_back(narrow_to_int32(static_cast<std::int64_t>(rows.indices.size()),
                                        "the number of stored weights"));
}

/// Weights of documents, all parts in proportion.
class Vectors {
 public:
  Vectors(const StoryFeatures& features, Csr<float>& rows) : features_(features), rows_(rows) {
    rows_.rows = narrow_to_int32(static_cast<std::int64_t>(features.size()), "the documents");
    rows_.columns = static_cast<std::int32_t>(features.documents.size());
  }

  void add(std::span<const FeatureCount> counts, const Parts& inverse) {
    double total = 0;
    for (std::size_t part = 0; part < kStoryParts; ++part) {
      if (inverse[part] > 0) total += kWeight[part];
    }
    cells_.clear();
    for (const FeatureCount& count : counts) {
      if (!shared(features_, count.id)) continue;
      const std::size_t part = place_of(features_.part_of(count.id));
      const double scale = inverse[part] * std::sqrt(kWeight[part] / total);
      cells_.emplace_back(count.id, features_.weight(count.id, count.times) * scale);
    }
    std::sort(cells_.begin(), cells_.end());
    for (const auto& [column, value] : cells_) {
      rows_.indices.push_back(column);
      rows_.values.push_back(static_cast<float>(value));
    }
    end_row(rows_);
  }

 private:
  const StoryFeatures& features_;
  Csr<float>& rows_;
  std::vector<std::pair<std::int32_t, double>> cells_;
};

/// Words, names and numbers that two documents have, by a number of their own.
class Apart {
 public:
  Apart(const StoryFeatures& features, StoryProfiles& profiles)
      : features_(features), profiles_(profiles), column_(features.documents.size(), -1) {
    const double rarest = features.idf(2);
    for (std::size_t id = 0; id < column_.size(); ++id) {
      const std::uint32_t having = features.documents[id];
      if (having < 2 || features.part[id] == StoryPart::pairs) continue;
      column_[id] = static_cast<std::int32_t>(profiles.part.size());
      profiles.part.push_back(code_of(features.part[id]));
      profiles.rarity.push_back(static_cast<float>(features.idf(having) / rarest));
    }
    profiles.whole.rows = profiles.vectors.rows;
    profiles.whole.columns = static_cast<std::int32_t>(profiles.part.size());
  }

  void add(std::span<const FeatureCount> counts, const Parts& inverse) {
    const Parts opening = inverse_lengths(features_, counts, opening_times);
    order(counts);
    for (const auto& [column, count] : cells_) {
      const std::size_t part = place_of(features_.part_of(count->id));
      profiles_.whole.indices.push_back(column);
      profiles_.whole.values.push_back(
          static_cast<float>(features_.weight(count->id, count->times) * inverse[part]));
      profiles_.opening.push_back(
          count->opening == 0
              ? 0.F
              : static_cast<float>(features_.weight(count->id, count->opening) * opening[part]));
    }
    end_row(profiles_.whole);
    add_totals(counts);
  }

 private:
  static std::uint8_t code_of(StoryPart part) {
    return part == StoryPart::words ? 0 : part == StoryPart::names ? 1 : 2;
  }

  void order(std::span<const FeatureCount> counts) {
    cells_.clear();
    for (const FeatureCount& count : counts) {
      const std::int32_t column = column_[static_cast<std::size_t>(count.id)];
      if (column >= 0) cells_.emplace_back(column, &count);
    }
    std::sort(cells_.begin(), cells_.end());
  }

  void add_totals(std::span<const FeatureCount> counts) {
    std::int64_t words = 0;
    std::int32_t numbers = 0;
    for (const FeatureCount& count : counts) {
      const StoryPart part = features_.part_of(count.id);
      if (part == StoryPart::words) words += count.times;
      if (part == StoryPart::numbers) ++numbers;
    }
    profiles_.words.push_back(narrow_to_int32(words, "the number of words of an article"));
    profiles_.numbers.push_back(numbers);
  }

  const StoryFeatures& features_;
  StoryProfiles& profiles_;
  std::vector<std::int32_t> column_;  // per id; -1 where left out
  std::vector<std::pair<std::int32_t, const FeatureCount*>> cells_;
};

}  // namespace

StoryProfiles story_profiles(const Segments& segments, const Run& run) {
  const StoryFeatures features = story_features(segments, run);
  StoryProfiles profiles;
  Vectors vectors(features, profiles.vectors);
  Apart apart(features, profiles);
  for (std::size_t document = 0; document < features.size(); ++document) {
    if (document % 64 == 0) run.check();
    const std::span<const FeatureCount> counts = features.of(document);
    const Parts inverse = inverse_lengths(features, counts, all_times);
    vectors.add(counts, inverse);
    apart.add(counts, inverse);
  }
  return profiles;
}

}  // namespace polyvocal
