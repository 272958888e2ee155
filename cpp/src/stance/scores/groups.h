// Evidence summed by group: the tables that scores, contrasts and their intervals start from.
// Private to the stance stage.
#pragma once

#include <vector>

#include "polyvocal/stance/aggregate.h"
#include "polyvocal/stats/bootstrap.h"

namespace polyvocal::scoring {

/// Sums of one group, per column = faction * kVoiceChoiceCount + voice.
struct ColumnSums {
  double mean = 0;      ///< theta
  double centring = 0;  ///< the part of it that is the stories'
  double measurement =
      0;  ///< variance factor: mean over observations of 1 / n_eff, over their number
  double effective = 0;     ///< sum of n_eff
  double label_error = 0;   ///< weighted mean of (label - score), where any is labelled
  double label_factor = 0;  ///< its variance for a unit variance of one label
  std::uint32_t labels = 0;
  std::uint32_t mentions = 0;
  std::uint32_t sentences = 0;
  std::uint32_t documents = 0;
  std::uint32_t observations = 0;  ///< documents, copies counted once
};

struct GroupTable {
  std::size_t columns = 0;
  std::size_t clusters = 0;  ///< sentences of a document; stories, copies or documents of a group
  std::vector<double> numerator;
  std::vector<double> denominator;
  std::vector<ColumnSums> sums;
  bool any_document = false;
  bool any_supported = false;  ///< a document in a language that is read
  [[nodiscard]] ClusterTable clusters_view() const {
    return {clusters, columns, numerator, denominator};
  }
};

/// What a story adds to the score of a document: entry (document, column) is at
/// document * columns + column. Empty: nothing.
using StoryOffsets = std::vector<float>;

/// The documents of each group: stories, then copies, side by side; else in order.
std::vector<std::vector<std::uint32_t>> documents_of_groups(const Grouping& grouping);

/// Whether two documents are copies of one text.
bool same_observation(const Grouping& grouping, std::uint32_t a, std::uint32_t b);

GroupTable build_group(const Evidence& evidence, const std::vector<std::uint32_t>& documents,
                       std::size_t factions, const Grouping& grouping, const StoryOffsets& offsets,
                       const LabelTable* labels);

inline std::size_t column_of(FactionId faction, VoiceChoice voice) {
  return static_cast<std::size_t>(faction) * kVoiceChoiceCount + static_cast<std::size_t>(voice);
}

/// Calls use(column) for the columns that a row belongs to: its voice's, and that of all voices.
template <class Use>
void each_column(const EvidenceRow& row, Use&& use) {
  if (row.faction < 0) return;
  use(column_of(row.faction, static_cast<VoiceChoice>(row.voice)));
  use(column_of(row.faction, VoiceChoice::all));
}

}  // namespace polyvocal::scoring
