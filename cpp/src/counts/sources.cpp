#include <algorithm>
#include <string>
#include <tuple>

#include "polyvocal/core/error.h"
#include "polyvocal/counts/contexts.h"

namespace polyvocal {

SourceCounts count_sources(const Mentions& mentions, std::span<const std::int32_t> nodes,
                           std::int32_t node_count, const Voices& voices, std::int32_t speakers) {
  if (nodes.size() != mentions.rows.size() || voices.of_mention.size() != nodes.size()) {
    throw InputError("nodes and voices must be of the " + std::to_string(mentions.rows.size()) +
                     " mentions");
  }
  SourceCounts result;
  result.rows.assign(static_cast<std::size_t>(node_count), 0);
  result.columns.assign(static_cast<std::size_t>(speakers), 0);
  for (const Attribution& row : voices.rows) {
    if (row.source_actor < 0 || row.own_voice) continue;
    ++result.columns.at(static_cast<std::size_t>(row.source_actor));
    ++result.total;
  }
  /// An attribution that names a node, once.
  struct Naming {
    std::int32_t node, speaker, attribution;
  };
  std::vector<Naming> namings;
  for (std::size_t m = 0; m < nodes.size(); ++m) {
    const std::int32_t attribution = voices.of_mention[m].attribution;
    if (nodes[m] < 0 || attribution < 0) continue;
    const Attribution& row = voices.rows[static_cast<std::size_t>(attribution)];
    if (row.source_actor < 0 || row.own_voice) continue;
    namings.push_back({nodes[m], row.source_actor, attribution});
  }
  const auto key = [](const Naming& n) { return std::tie(n.node, n.speaker, n.attribution); };
  std::sort(namings.begin(), namings.end(),
            [&](const Naming& a, const Naming& b) { return key(a) < key(b); });
  const auto same = [&](const Naming& a, const Naming& b) { return key(a) == key(b); };
  namings.erase(std::unique(namings.begin(), namings.end(), same), namings.end());
  result.counts.rows = node_count;
  result.counts.columns = speakers;
  std::size_t at = 0;
  for (std::int32_t node = 0; node < node_count; ++node) {
    while (at < namings.size() && namings[at].node == node) {
      const std::int32_t speaker = namings[at].speaker;
      std::int64_t count = 0;
      for (; at < namings.size() && namings[at].node == node && namings[at].speaker == speaker;
           ++at) {
        ++count;
      }
      result.counts.indices.push_back(speaker);
      result.counts.values.push_back(narrow_to_int32(count, "the count of a pair"));
      result.rows[static_cast<std::size_t>(node)] += count;
    }
    const auto stored = static_cast<std::int64_t>(result.counts.indices.size());
    result.counts.indptr.push_back(narrow_to_int32(stored, "the number of stored cells"));
  }
  return result;
}

}  // namespace polyvocal
