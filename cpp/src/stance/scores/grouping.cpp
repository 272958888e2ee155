#include "polyvocal/stance/grouping.h"

#include <numeric>
#include <string>

#include "polyvocal/core/error.h"

namespace polyvocal {

Grouping group_by_document(const Corpus& corpus) {
  Grouping grouping;
  grouping.each_document = true;
  grouping.groups = static_cast<std::int32_t>(corpus.size());
  grouping.group.resize(corpus.size());
  std::iota(grouping.group.begin(), grouping.group.end(), 0);
  return grouping;
}

Grouping group_by_outlet(const Corpus& corpus) {
  Grouping grouping;
  grouping.groups = static_cast<std::int32_t>(corpus.outlet_names.size());
  grouping.group.assign(corpus.outlets.begin(), corpus.outlets.end());
  return grouping;
}

void check_grouping(const Grouping& grouping, std::size_t documents) {
  const auto check_length = [&](const std::vector<std::int32_t>& column, const char* name) {
    if (column.size() == documents) return;
    throw InputError(std::string(name) + " has " + std::to_string(column.size()) +
                     " values; give one for each of the " + std::to_string(documents) +
                     " documents");
  };
  check_length(grouping.group, "group");
  if (!grouping.copy.empty()) check_length(grouping.copy, "copy");
  if (!grouping.story.empty()) check_length(grouping.story, "story");
  for (std::size_t d = 0; d < documents; ++d) {
    if (grouping.group[d] < grouping.groups) continue;
    throw InputError("group " + std::to_string(grouping.group[d]) + " of document " +
                     std::to_string(d) + " does not exist; there are " +
                     std::to_string(grouping.groups));
  }
}

}  // namespace polyvocal
