// Rows of words that names begin with, in an open-addressing table of eight bytes a row: a tree
// whose edges need no nodes, because the hash of a longer row comes from that of the shorter one.
// Rows are told apart by 32 + log2(size) bits of their hash; two that cannot be are one, with the
// names of both: nothing is lost, and a name that is found is compared anyway.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "actors/matcher/word_hash.h"
#include "polyvocal/core/bytes.h"

namespace polyvocal::matching {

/// What the next word of a row may begin with: a bit for each letter of its key, one for anything
/// else in ASCII, and one that is set when its first letter may be a small one.
class NextWords {
 public:
  NextWords() = default;
  explicit NextWords(std::uint32_t bits) : bits_(bits) {}

  void add(std::string_view key, bool may_be_small) {
    bits_ |= 1U << place(key.empty() ? '\0' : key.front()) | (may_be_small ? kSmall : 0U);
  }
  void add(NextWords other) { bits_ |= other.bits_; }
  /// May it be a word that begins with this ASCII letter or digit?
  [[nodiscard]] bool allows(char c) const {
    if ((bits_ >> place(c) & 1U) == 0) return false;
    return (bits_ & kSmall) != 0 || c < 'a';
  }
  [[nodiscard]] std::uint32_t bits() const { return bits_; }

  static constexpr std::uint32_t kAny = 0x0FFFFFFFU;

 private:
  static constexpr std::uint32_t kOther = 26;
  static constexpr std::uint32_t kSmall = 1U << 27U;
  static std::uint32_t place(char c) {
    const std::uint32_t letter = (static_cast<std::uint8_t>(c) | 0x20U) - 'a';
    return letter < kOther ? letter : kOther;
  }
  std::uint32_t bits_ = 0;
};

/// What a row of words leads to.
class Branch {
 public:
  Branch() = default;
  explicit Branch(std::uint32_t bits) : bits_(bits) {}

  [[nodiscard]] bool found() const { return bits_ != 0; }
  [[nodiscard]] bool goes_on() const { return (bits_ & kGoesOn) != 0; }
  [[nodiscard]] bool has_names() const { return (bits_ & (kOne | kMany)) != 0; }
  [[nodiscard]] bool has_many() const { return (bits_ & kMany) != 0; }
  [[nodiscard]] std::uint32_t index() const { return bits_ >> kShift; }
  /// Where the row goes on: only a branch without names has room to be choosy.
  [[nodiscard]] NextWords next_words() const {
    return NextWords(has_names() ? NextWords::kAny : bits_ >> kShift);
  }
  [[nodiscard]] std::uint32_t bits() const { return bits_; }

  static constexpr std::uint32_t kGoesOn = 1;
  static constexpr std::uint32_t kOne = 2;   ///< index() is a name
  static constexpr std::uint32_t kMany = 4;  ///< index() is the place of the first in a list
  static constexpr std::uint32_t kShift = 3;

 private:
  std::uint32_t bits_ = 0;
};

/// Names that share a row, one list behind the other; the last of each is marked.
class NameLists {
 public:
  static constexpr std::uint32_t kLast = 0x80000000U;

  /// Calls `use(name)` for every name of the branch.
  template <class Use>
  void each(Branch branch, Use use) const {
    if (!branch.has_many()) {
      if (branch.has_names()) use(branch.index());
      return;
    }
    for (std::size_t at = branch.index();; ++at) {
      use(entries_[at] & ~kLast);
      if ((entries_[at] & kLast) != 0) return;
    }
  }
  /// The branch that goes on where `branch` does or with `next`, and has the names of both.
  Branch join(Branch branch, NextWords next, std::span<const std::uint32_t> names);

  [[nodiscard]] std::size_t bytes_held() const { return entries_.capacity() * sizeof(entries_[0]); }
  void write(ByteWriter& out) const { out.column(entries_); }
  void read(ByteReader& in, std::size_t names);
  [[nodiscard]] bool has_list(std::size_t at) const { return at < entries_.size(); }

 private:
  std::vector<std::uint32_t> entries_;
};

class PrefixTable {
 public:
  /// Room for so many rows.
  explicit PrefixTable(std::size_t rows = 0);

  void add(WordHash row, NextWords next, std::span<const std::uint32_t> names, NameLists& lists);

  [[nodiscard]] Branch find(WordHash row) const {
    const auto tag = static_cast<std::uint32_t>(row);
    for (std::size_t at = home(row);; at = at + 1 == slots_.size() ? 0 : at + 1) {
      const Slot slot = slots_[at];
      if (slot.branch == 0 || slot.tag == tag) return Branch(slot.branch);
    }
  }
  void prefetch(WordHash row) const { __builtin_prefetch(&slots_[home(row)]); }

  [[nodiscard]] std::size_t bytes_held() const { return slots_.capacity() * sizeof(Slot); }
  void write(ByteWriter& out) const { out.column(slots_); }
  void read(ByteReader& in, std::size_t names, const NameLists& lists);

 private:
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t branch = 0;  ///< 0: free
  };
  [[nodiscard]] std::size_t home(WordHash row) const {
    return static_cast<std::size_t>((row >> 32U) * slots_.size() >> 32U);
  }
  std::vector<Slot> slots_;
};

}  // namespace polyvocal::matching
