#include "text/interner.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace polyvocal::segmenting {
namespace {

constexpr unsigned kFirstBits = 13;
constexpr std::size_t kBatch = 32;

std::uint64_t load(const char* bytes) {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

std::uint64_t load_tail(const char* bytes, std::size_t size) {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes, size);
  return value;
}

// The first `size` bytes of a loaded word, 1 to 8.
std::uint64_t keep(std::uint64_t value, std::uint32_t size) {
  return value & (~std::uint64_t{0} >> (64U - 8U * size));
}

std::uint64_t mix(std::uint64_t value) {
  value ^= value >> 32U;
  value *= 0xD6E8FEB86659FD93ULL;
  return value ^ (value >> 32U);
}

// For spellings of more than 16 bytes. Never 0.
std::uint64_t hash_long(std::string_view spelling) {
  std::uint64_t hash = spelling.size();
  std::size_t at = 0;
  for (; at + 8 <= spelling.size(); at += 8) {
    hash = mix(hash ^ load(spelling.data() + at)) * 0x9FB21C651E98DF25ULL;
  }
  hash = mix(hash ^ load(spelling.data() + spelling.size() - 8));
  return hash == 0 ? 1 : hash;
}

}  // namespace

Interner::Interner(const AddedWords* added) : added_(added) {
  const auto prepare = [](auto& table) {
    table.slots.resize(std::size_t{1} << kFirstBits);
    table.shift = 64 - kFirstBits;
  };
  prepare(short_);
  prepare(medium_);
  prepare(long_);
}

template <typename Slot>
void Interner::Table<Slot>::grow() {
  std::vector<Slot> old(slots.size() * 2);
  old.swap(slots);
  --shift;
  const std::size_t mask = slots.size() - 1;
  for (const Slot& slot : old) {
    if (!slot.used()) continue;
    std::size_t at = home(slot.key());
    while (slots[at].used()) at = (at + 1) & mask;
    slots[at] = slot;
  }
}

WordTraits Interner::traits_of(std::string_view spelling) const {
  WordTraits traits = word_traits(spelling);
  if (added_ == nullptr || added_->empty()) return traits;
  const auto found = added_->find(std::string(spelling));
  return found == added_->end() ? traits : traits | found->second;
}

template <typename Slot>
Interner::Found Interner::find_or_add(Table<Slot>& table, Key key, std::string_view spelling,
                                      bool with_traits) {
  const std::size_t mask = table.slots.size() - 1;
  const bool exact = spelling.size() <= 16;
  for (std::size_t at = table.home(key);; at = (at + 1) & mask) {
    Slot& slot = table.slots[at];
    if (!slot.used()) {
      const Found found{static_cast<TypeId>(spellings_.push_back(spelling)),
                        with_traits ? traits_of(spelling) : 0};
      counts_.push_back(0);
      slot.set(key, found);
      if (++table.filled * 2 > table.slots.size()) table.grow();
      return found;
    }
    if (slot.key() == key && (exact || spellings_[slot.found.id] == spelling)) return slot.found;
  }
}

Interner::Found Interner::find_or_add(Key key, std::string_view spelling, bool with_traits) {
  if (spelling.size() <= 8) return find_or_add(short_, key, spelling, with_traits);
  return find_or_add(spelling.size() <= 16 ? medium_ : long_, key, spelling, with_traits);
}

TypeId Interner::add(std::string_view spelling, std::uint64_t count) {
  Key key;
  if (spelling.size() <= 8) {
    // The empty spelling has a key of its own: no word holds this byte.
    key.low = spelling.empty() ? 0xFFU : load_tail(spelling.data(), spelling.size());
  } else if (spelling.size() <= 16) {
    key = {load(spelling.data()), load_tail(spelling.data() + 8, spelling.size() - 8)};
  } else {
    key.low = hash_long(spelling);
  }
  const TypeId id = find_or_add(key, spelling, false).id;
  counts_[id] += count;
  return id;
}

void Interner::add(const char* text, std::span<const Span> words, TypeId* ids, WordTraits* traits) {
  std::array<Key, kBatch> keys;
  std::array<std::size_t, kBatch> homes;
  // Most words stand at their home. A table that grew in between only makes this look longer.
  const auto at_home = [&](std::size_t i, std::uint32_t size) -> const Found* {
    if (size <= 8) {
      const ShortSlot& slot = short_.slots[homes[i]];
      return slot.low == keys[i].low ? &slot.found : nullptr;
    }
    const LongSlot& slot = medium_.slots[homes[i]];
    return size <= 16 && slot.stored == keys[i] ? &slot.found : nullptr;
  };
  for (std::size_t first = 0; first < words.size(); first += kBatch) {
    const std::size_t batch = std::min(kBatch, words.size() - first);
    for (std::size_t i = 0; i < batch; ++i) {
      const Span word = words[first + i];
      const char* bytes = text + word.begin;
      if (word.size() <= 8) {
        keys[i] = {keep(load(bytes), word.size()), 0};
        homes[i] = short_.home(keys[i]);
        __builtin_prefetch(&short_.slots[homes[i]]);
      } else if (word.size() <= 16) {
        keys[i] = {load(bytes), keep(load(bytes + 8), word.size() - 8)};
        homes[i] = medium_.home(keys[i]);
        __builtin_prefetch(&medium_.slots[homes[i]]);
      } else {
        keys[i] = {hash_long({bytes, word.size()}), 0};
        homes[i] = 0;
        __builtin_prefetch(&long_.slots[long_.home(keys[i])]);
      }
    }
    for (std::size_t i = 0; i < batch; ++i) {
      const Span word = words[first + i];
      const Found* const near = at_home(i, word.size());
      const Found found =
          near != nullptr ? *near : find_or_add(keys[i], {text + word.begin, word.size()}, true);
      ++counts_[found.id];
      ids[first + i] = found.id;
      traits[first + i] = found.traits;
    }
  }
}

}  // namespace polyvocal::segmenting
