#include "stance/rules/parties.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace polyvocal::scoring {

namespace {

using english::Chunk;
using english::Item;
using english::kNone;
using english::Syntax;
using english::Tag;

constexpr double kOwner = 0.8;       // "Haftar's forces"
constexpr double kThing = 0.5;       // "Egypt's proposal"
constexpr double kRelative = 0.3;    // "Haftar's son": somebody else
constexpr double kCompound = 0.5;    // "Haftar-allied militias"
constexpr double kBacker = 0.2;      // "Turkey-backed militias": Turkey is behind them, not they
constexpr double kNamed = 0.4;       // what an owner keeps when the phrase goes on to name its head
constexpr double kComplement = 0.6;  // "the army of Haftar"
constexpr double kCommanded = 0.7;   // "fighters led by Haftar"

constexpr auto kCommands = std::to_array<std::string_view>(
    {"led", "lead", "headed", "commanded", "controlled", "run", "directed", "overseen", "loyal",
     "allied", "affiliated", "faithful", "answering", "subordinate", "aligned"});

std::string_view word(std::string_view text, const Item& item) {
  return text.substr(item.span.begin, item.span.size());
}

double owner_factor(std::string_view text, const Syntax& s, const Chunk& chunk, std::int32_t name) {
  const Item& next = s.at(std::min(name + 1, chunk.head));
  if (name < chunk.head && (next.gap & english::kHyphen) != 0) {
    const std::string_view link = word(text, next);
    const bool commands = std::find(kCommands.begin(), kCommands.end(), link) != kCommands.end();
    return commands || link == "based" ? kCompound : kBacker;
  }
  const Item& head = s.at(chunk.head);
  if (head.word.is(english::kOffice)) return kOwner;
  return head.word.is(english::kPerson) ? kRelative : kThing;
}

// "Libya's government (GNA)": another phrase names the head.
bool named_elsewhere(const Syntax& s, std::int32_t id) {
  const auto next = static_cast<std::size_t>(id) + 1;
  for (std::size_t c = next; c < s.chunks.size() && c < next + 3; ++c) {
    if (s.chunks[c].apposed_to == id && s.at(s.chunks[c].head).mention != kNone) return true;
  }
  return false;
}

void add(std::vector<Party>& out, std::int32_t item, double factor) {
  for (const Party& party : out) {
    if (party.item == item) return;
  }
  out.push_back({item, factor});
}

}  // namespace

std::int32_t commander_of(std::string_view text, const Syntax& s, std::int32_t head) {
  for (std::int32_t k = head + 1; k < s.size() && k < head + 3; ++k) {
    const std::string_view link = word(text, s.at(k));
    if (std::find(kCommands.begin(), kCommands.end(), link) == kCommands.end()) continue;
    if (s.at(k).verb != kNone && s.verb(s.at(k).verb).finite && !s.verb(s.at(k).verb).passive) {
      return kNone;
    }
    for (std::int32_t j = k + 1; j < s.size() && j < k + 3; ++j) {
      if (s.at(j).tag != Tag::preposition && s.at(j).tag != Tag::to) continue;
      if (j + 1 >= s.size() || s.at(j + 1).chunk == kNone) return kNone;
      const Chunk& commander = s.chunk(s.at(j + 1).chunk);
      return s.at(commander.head).mention != kNone ? commander.head : kNone;
    }
  }
  return kNone;
}

namespace {

void add_chunk(std::string_view text, const Syntax& s, std::int32_t id, double factor, int depth,
               std::vector<Party>& out) {
  const Chunk& chunk = s.chunk(id);
  if (s.at(chunk.head).mention != kNone) {
    add(out, chunk.head, factor);
  } else {
    const std::size_t before = out.size();
    const std::int32_t commander = commander_of(text, s, chunk.head);
    if (commander != kNone) add(out, commander, factor * kCommanded);
    const bool named = out.size() > before || named_elsewhere(s, id);
    for (std::int32_t k = chunk.first; k < chunk.head; ++k) {
      if (s.at(k).mention == kNone) continue;
      add(out, k, factor * owner_factor(text, s, chunk, k) * (named ? kNamed : 1.0));
    }
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

double party_factor(const std::vector<Party>& parties, std::int32_t item) {
  for (const Party& party : parties) {
    if (party.item == item) return party.factor;
  }
  return 0;
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
    if (it.tag != Tag::adverb && it.tag != Tag::determiner && it.tag != Tag::adjective)
      return kNone;
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

}  // namespace polyvocal::scoring
