// Token spellings to dense ids, in order of first occurrence. Made for one worker; the ids of
// several workers are reconciled afterwards (vocabulary_builder.h).
//
// Open-addressing tables: spellings of up to 8 and up to 16 bytes are their own keys, longer ones
// are found by a 64-bit hash and then compared. Each slot carries the traits of its word, so that
// nobody looks them up again. Words are prefetched in batches, because a table beyond the cache
// costs 100 ns a probe when probes wait for one another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "polyvocal/core/span.h"
#include "polyvocal/core/strings.h"
#include "polyvocal/text/vocabulary.h"
#include "text/lexicon.h"

namespace polyvocal::segmenting {

class Interner {
 public:
  explicit Interner(const AddedWords* added = nullptr);  ///< which must outlive the interner

  /// Ids and traits of the words of `text`, one occurrence counted for each. 16 bytes after the end
  /// of the last word must be readable.
  void add(const char* text, std::span<const Span> words, TypeId* ids, WordTraits* traits);

  /// One spelling with `count` occurrences; needs no readable bytes after it and asks for no
  /// traits.
  TypeId add(std::string_view spelling, std::uint64_t count);

  [[nodiscard]] const StringColumn& spellings() const { return spellings_; }
  [[nodiscard]] std::size_t size() const { return spellings_.size(); }
  /// Occurrences per id.
  [[nodiscard]] const std::vector<std::uint64_t>& counts() const { return counts_; }

 private:
  /// At most 16 bytes: the word itself, padded with zeros. Longer: a hash in `low`, 0 in `high`.
  struct Key {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    friend bool operator==(Key, Key) = default;
  };
  struct Found {
    TypeId id = 0;
    WordTraits traits = 0;
  };
  struct ShortSlot {
    std::uint64_t low = 0;  ///< never 0 in a used slot
    Found found;
    [[nodiscard]] bool used() const { return low != 0; }
    [[nodiscard]] Key key() const { return {low, 0}; }
    void set(Key key, Found value) { low = key.low, found = value; }
  };
  struct LongSlot {
    Key stored;
    Found found;
    [[nodiscard]] bool used() const { return stored.low != 0; }
    [[nodiscard]] Key key() const { return stored; }
    void set(Key key, Found value) { stored = key, found = value; }
  };
  template <typename Slot>
  struct Table {
    std::vector<Slot> slots;
    std::size_t filled = 0;
    unsigned shift = 0;

    [[nodiscard]] std::size_t home(Key key) const {
      const std::uint64_t mixed =
          key.low * 0x9E3779B97F4A7C15ULL ^ key.high * 0xD6E8FEB86659FD93ULL;
      return static_cast<std::size_t>((mixed ^ mixed >> 29U) * 0x9E3779B97F4A7C15ULL >> shift);
    }
    void grow();
  };

  template <typename Slot>
  Found find_or_add(Table<Slot>& table, Key key, std::string_view spelling, bool with_traits);
  Found find_or_add(Key key, std::string_view spelling, bool with_traits);

  [[nodiscard]] WordTraits traits_of(std::string_view spelling) const;

  const AddedWords* added_;
  Table<ShortSlot> short_;  // up to 8 bytes
  Table<LongSlot> medium_;  // up to 16
  Table<LongSlot> long_;
  StringColumn spellings_;
  std::vector<std::uint64_t> counts_;
};

}  // namespace polyvocal::segmenting
