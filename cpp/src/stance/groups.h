// Evidence summed by group: the tables that scores, contrasts and their intervals start from.
// Private to the stance stage.
#pragma once

#include <vector>

#include "polyvocal/stance/aggregate.h"
#include "polyvocal/stats/bootstrap.h"

namespace polyvocal::scoring {

/// Sums of one group, per column = faction * kVoiceChoiceCount + voice.
struct ColumnSums {
  double mean = 0;         ///< theta
  double measurement = 0;  ///< variance factor: sum over articles of 1 / n_eff, over articles^2
  double effective = 0;    ///< sum of n_eff
  std::uint32_t mentions = 0;
  std::uint32_t sentences = 0;
  std::uint32_t documents = 0;
};

struct GroupTable {
  std::size_t columns = 0;
  std::size_t clusters = 0;  ///< sentences of a document, or documents of an outlet
  std::vector<double> numerator;
  std::vector<double> denominator;
  std::vector<ColumnSums> sums;
  bool any_document = false;
  bool any_supported = false;  ///< a document in a language that is read
  [[nodiscard]] ClusterTable clusters_view() const {
    return {clusters, columns, numerator, denominator};
  }
};

/// Documents of each group, in order.
std::vector<std::vector<std::uint32_t>> group_documents(const Corpus& corpus, GroupBy by);

GroupTable build_group(const Evidence& evidence, const std::vector<std::uint32_t>& documents,
                       std::size_t factions, GroupBy by);

inline std::size_t column_of(FactionId faction, VoiceChoice voice) {
  return static_cast<std::size_t>(faction) * kVoiceChoiceCount + static_cast<std::size_t>(voice);
}

}  // namespace polyvocal::scoring
