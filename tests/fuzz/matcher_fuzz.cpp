// The matcher on any names and any text: all paths find the same, inside the text, in order; and
// its loader on any bytes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "polyvocal/actors/matcher.h"
#include "polyvocal/core/bytes.h"
#include "polyvocal/core/error.h"
#include "polyvocal/corpus/encoding.h"
#include "polyvocal/text/tokenize.h"

namespace {

using polyvocal::Matcher;
using polyvocal::MatcherName;
using polyvocal::MatchPath;
using polyvocal::NameMatch;

void require(bool holds) {
  if (!holds) std::abort();
}

std::vector<NameMatch> find(const Matcher& matcher, std::string_view text, MatchPath path) {
  polyvocal::MatchScratch scratch;
  std::vector<NameMatch> found;
  matcher.find(text, scratch, found, path);
  return found;
}

// Names cut out of the text itself, so that they occur.
std::vector<MatcherName> cut_names(std::string_view text, std::uint8_t choice) {
  std::vector<polyvocal::Span> words;
  polyvocal::tokenize(text, words);
  std::vector<MatcherName> names;
  for (std::size_t i = choice % 5U; i < words.size() && names.size() < 40; i += 1 + choice % 7U) {
    const std::size_t last = std::min(words.size() - 1, i + (i + choice) % 4U);
    const std::string_view surface = text.substr(words[i].begin, words[last].end - words[i].begin);
    names.push_back({surface, static_cast<polyvocal::CasePolicy>((i + choice) % 3U), i % 2 == 0});
  }
  return names;
}

void check_text(std::string_view text, std::uint8_t choice) {
  std::vector<MatcherName> names;
  for (const MatcherName& name : cut_names(text, choice)) {
    try {
      static_cast<void>(Matcher({&name, 1}));
      names.push_back(name);
    } catch (const polyvocal::InputError&) {
      // Too much between two words.
    }
  }
  const Matcher matcher(names, {.overlap = static_cast<polyvocal::Overlap>(choice % 3U)});
  const auto found = find(matcher, text, MatchPath::fastest);
  require(found == find(matcher, text, MatchPath::plain));
  require(found == find(matcher, text, MatchPath::tokens));
  require(found == find(Matcher::from_bytes(matcher.to_bytes()), text, MatchPath::fastest));
  std::uint32_t begin = 0;
  for (const NameMatch& match : found) {
    require(match.begin >= begin && match.begin < match.end && match.end <= text.size());
    require(match.name < matcher.size());
    begin = match.begin;
  }
  // What one word is cut from is found again; between two there may be an empty line.
  const bool has_word = std::any_of(names.begin(), names.end(), [](const MatcherName& name) {
    std::vector<polyvocal::Span> words;
    polyvocal::tokenize(name.surface, words);
    return words.size() == 1;
  });
  require(!has_word || !found.empty());
}

// Any bytes behind a right magic and before a right checksum: an error, or a matcher that works.
void check_block(std::string_view bytes) {
  std::string block =
      Matcher(std::span<const MatcherName>()).to_bytes().substr(0, 12) + std::string(bytes);
  const std::uint64_t sum = polyvocal::hash_bytes(block);
  block.append(reinterpret_cast<const char*>(&sum), sizeof sum);
  for (const std::string_view view : {bytes, std::string_view(block)}) {
    try {
      const Matcher matcher = Matcher::from_bytes(view);
      static_cast<void>(find(matcher, "Ann met Bo Lee in \u6F22\u5B57.", MatchPath::fastest));
    } catch (const polyvocal::InputError&) {
      // A fine answer.
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  check_block(text);
  text = text.substr(0, polyvocal::first_invalid_utf8(text));
  if (!text.empty()) check_text(text, data[size - 1]);
  return 0;
}
