#include "stance/parties.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace polyvocal {

namespace {

using english::Chunk;
using english::Item;
using english::kNone;
using english::Syntax;
using english::Tag;

constexpr double kOwner = 0.8;      // "Haftar's forces"
constexpr double kRelative = 0.3;   // "Haftar's son": somebody else
constexpr double kCompound = 0.5;   // "Haftar-allied militias"
constexpr double kComplement = 0.6; // "the army of Haftar"
constexpr double kCommanded = 0.7;  // "fighters led by Haftar"

constexpr auto kCommands = std::to_array<std::string_view>(
    {"led", "lead", "headed", "commanded", "controlled", "run", "directed", "overseen", "loyal",
     "allied", "affiliated", "faithful", "answering", "subordinate", "aligned"});

std::string_view word(std::string_view text, const Item& item) {
  return text.substr(item.span.begin, item.span.size());
}

double owner_factor(const Syntax& s, const Chunk& chunk, std::int32_t name) {
  const Item& next = s.at(std::min(name + 1, chunk.head));
  if (name < chunk.head && (next.gap & english::kHyphen) != 0) return kCompound;
  const Item& head = s.at(chunk.head);
  const bool person = head.word.is(english::kPerson) && !head.word.is(english::kOffice);
  return person ? kRelative : kOwner;
}

void add(std::vector<Party>& out, std::int32_t item, double factor) {
  for (const Party& party : out) {
    if (party.item == item) return;
  }
  out.push_back({item, factor});
}

// "fighters led by X", "forces loyal to X": the participle or adjective right after the phrase.
void add_commander(std::string_view text, const Syntax& s, std::int32_t head, double factor,
                   std::vector<Party>& out) {
  for (std::int32_t k = head + 1; k < s.size() && k < head + 3; ++k) {
    const std::string_view link = word(text, s.at(k));
    if (std::find(kCommands.begin(), kCommands.end(), link) == kCommands.end()) continue;
    if (s.at(k).verb != kNone && s.verb(s.at(k).verb).finite && !s.verb(s.at(k).verb).passive) {
      return;
    }
    for (std::int32_t j = k + 1; j < s.size() && j < k + 3; ++j) {
      if (s.at(j).tag != Tag::preposition && s.at(j).tag != Tag::to) continue;
      if (j + 1 >= s.size() || s.at(j + 1).chunk == kNone) return;
      const Chunk& commander = s.chunk(s.at(j + 1).chunk);
      if (s.at(commander.head).mention != kNone) add(out, commander.head, factor * kCommanded);
      return;
    }
  }
}

void add_chunk(std::string_view text, const Syntax& s, std::int32_t id, double factor, int depth,
               std::vector<Party>& out) {
  const Chunk& chunk = s.chunk(id);
  if (s.at(chunk.head).mention != kNone) {
    add(out, chunk.head, factor);
  } else {
    for (std::int32_t k = chunk.first; k < chunk.head; ++k) {
      if (s.at(k).mention != kNone) add(out, k, factor * owner_factor(s, chunk, k));
    }
    add_commander(text, s, chunk.head, factor, out);
  }
  if (depth > 3) return;
  const auto next = static_cast<std::size_t>(id) + 1;
  for (std::size_t c = next; c < s.chunks.size() && c < next + 4; ++c) {
    const Chunk& other = s.chunks[c];
    const auto other_id = static_cast<std::int32_t>(c);
    if (other.joined_to == id || other.apposed_to == id) {
      add_chunk(text, s, other_id, factor, depth + 1, out);
    } else if (other.parent == id && s.at(chunk.head).mention == kNone) {
      add_chunk(text, s, other_id, factor * kComplement, depth + 1, out);
    }
  }
}

}  // namespace

void find_parties(std::string_view text, const Syntax& syntax, std::int32_t chunk,
                  std::vector<Party>& out) {
  out.clear();
  if (chunk == kNone) return;
  add_chunk(text, syntax, chunk, 1.0, 0, out);
}

std::int32_t object_after(const Syntax& s, std::int32_t after) {
  for (std::int32_t k = after + 1; k < s.size() && k < after + 4; ++k) {
    const Item& it = s.at(k);
    if ((it.gap & english::kBreak) != 0 || it.clause != s.at(after).clause) return kNone;
    if (it.chunk != kNone) {
      const Chunk& chunk = s.chunk(it.chunk);
      const bool time = s.at(chunk.head).word.is(english::kTime);
      return chunk.preposition == kNone && !time ? it.chunk : kNone;
    }
    if (it.tag != Tag::adverb && it.tag != Tag::determiner && it.tag != Tag::adjective) return kNone;
  }
  return kNone;
}

std::int32_t complement_after(std::string_view text, const Syntax& s, std::int32_t after,
                              std::string_view preposition, int reach) {
  for (std::int32_t k = after + 1; k + 1 < s.size() && k <= after + reach; ++k) {
    const Item& it = s.at(k);
    if ((it.gap & (english::kBreak & ~english::kComma)) != 0) return kNone;
    if (it.verb != kNone) return kNone;
    if (word(text, it) == preposition) return s.at(k + 1).chunk;
  }
  return kNone;
}

}  // namespace polyvocal
