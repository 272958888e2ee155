#include <cstddef>
#include <limits>
#include <utility>

#include "polyvocal/actors/matcher.h"
#include "polyvocal/core/error.h"
#include "polyvocal/corpus/offsets.h"
#include "text/interner.h"

namespace polyvocal {
namespace {

constexpr std::size_t kMost = std::numeric_limits<std::int32_t>::max();
constexpr std::size_t kTexts = 16;  // texts a worker takes at a time

// Rows of the texts one worker took together.
struct Part {
  std::vector<NameMatch> matches;   ///< in bytes
  std::vector<std::size_t> ends;    ///< for each text: how many matches there are up to its end
  std::vector<std::int32_t> start;  ///< in code points
  std::vector<std::int32_t> end;
};

// Matches of one text come in order of their begins.
void add_code_points(std::string_view text, std::size_t first, Part& part) {
  std::uint32_t byte = 0;
  std::uint32_t point = 0;
  for (std::size_t i = first; i < part.matches.size(); ++i) {
    const NameMatch& match = part.matches[i];
    point += count_characters(text.substr(byte, match.begin - byte));
    byte = match.begin;
    part.start.push_back(static_cast<std::int32_t>(point));
    part.end.push_back(static_cast<std::int32_t>(
        point + count_characters(text.substr(match.begin, match.end - match.begin))));
  }
}

void append(std::span<const std::string_view> texts, std::size_t first, const Part& part,
            segmenting::Interner& surfaces, MatchColumns& out) {
  std::size_t row = 0;
  for (std::size_t i = 0; i < part.ends.size(); ++i) {
    for (; row < part.ends[i]; ++row) {
      const NameMatch& match = part.matches[row];
      out.document.push_back(static_cast<std::int32_t>(first + i));
      out.name.push_back(static_cast<std::int32_t>(match.name));
      out.surface.push_back(static_cast<std::int32_t>(
          surfaces.add(texts[first + i].substr(match.begin, match.end - match.begin), 1)));
    }
  }
  out.start.insert(out.start.end(), part.start.begin(), part.start.end());
  out.end.insert(out.end.end(), part.end.begin(), part.end.end());
}

}  // namespace

MatchColumns find_names(const Matcher& matcher, std::span<const std::string_view> texts,
                        const Run& run) {
  if (texts.size() > kMost) throw CapacityError("more than 2147483647 texts; give them in parts");
  std::vector<Part> parts((texts.size() + kTexts - 1) / kTexts);
  std::vector<MatchScratch> scratch(static_cast<std::size_t>(run.threads));
  parallel_for(run, texts.size(), kTexts, [&](std::size_t begin, std::size_t end, int worker) {
    Part& part = parts[begin / kTexts];
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t first = part.matches.size();
      matcher.find(texts[i], scratch[static_cast<std::size_t>(worker)], part.matches);
      add_code_points(texts[i], first, part);
      part.ends.push_back(part.matches.size());
    }
  });
  std::size_t rows = 0;
  for (const Part& part : parts) rows += part.matches.size();
  if (rows > kMost) throw CapacityError("more than 2147483647 matches; give fewer texts at once");
  MatchColumns columns;
  for (auto* column :
       {&columns.document, &columns.start, &columns.end, &columns.name, &columns.surface}) {
    column->reserve(rows);
  }
  segmenting::Interner surfaces;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    append(texts, i * kTexts, std::exchange(parts[i], {}), surfaces, columns);
  }
  columns.surfaces = surfaces.spellings();
  return columns;
}

}  // namespace polyvocal
