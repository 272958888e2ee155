// Which mentions count, and as which node.
#include <algorithm>
#include <array>
#include <string>

#include "polyvocal/core/error.h"
#include "polyvocal/counts/cooccurrence.h"

namespace polyvocal {
namespace {

constexpr std::array<std::string_view, 4> kUnits = {"sentence", "paragraph", "document", "window"};
constexpr std::array<std::string_view, 3> kLevels = {"actor", "faction", "type"};

template <std::size_t size>
std::size_t choose(std::string_view name, const std::array<std::string_view, size>& choices,
                   std::string_view what) {
  const auto found = std::find(choices.begin(), choices.end(), name);
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  std::string all;
  for (const std::string_view choice : choices) {
    all += all.empty() ? "" : ", ";
    all += choice;
  }
  throw InputError("no " + std::string(what) + " '" + std::string(name) + "'; choose one of " +
                   all);
}

}  // namespace

CountUnit count_unit_from(std::string_view name) {
  return static_cast<CountUnit>(choose(name, kUnits, "unit"));
}

CountLevel count_level_from(std::string_view name) {
  return static_cast<CountLevel>(choose(name, kLevels, "level"));
}

std::vector<std::int32_t> select_nodes(const Mentions& mentions, const Segments& segments,
                                       const Knowledge& knowledge, const CountOptions& options) {
  const auto node = [&](const Mention& mention) -> std::int32_t {
    if (mention.actor < 0 || (mention.nested && !options.nested) ||
        (mention.metonym && !options.metonyms) || mention.confidence < options.min_confidence) {
      return -1;
    }
    if ((options.regions & region_bit(segments.sentences[mention.sentence].region)) == 0) return -1;
    switch (options.level) {
      case CountLevel::actor:
        return mention.actor;
      case CountLevel::faction:
        return mention.faction;
      case CountLevel::type:
        break;
    }
    const Actor& actor = knowledge.actors[static_cast<std::size_t>(mention.actor)];
    return static_cast<std::int32_t>(actor.type);
  };
  std::vector<std::int32_t> nodes;
  nodes.reserve(mentions.rows.size());
  for (const Mention& mention : mentions.rows) nodes.push_back(node(mention));
  return nodes;
}

}  // namespace polyvocal
