// Numbers that are hashes already, in order of arrival: each distinct one gets the next index.
//
//   HashIndex names;
//   const std::uint32_t first = names.add(hash);  // 0; the same again for the same hash
//   if (names.contains(other)) ...
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace polyvocal::naming {

class HashIndex {
 public:
  std::uint32_t add(std::uint64_t hash) {
    std::size_t at = place(hash);
    if (slots_[at].index != kFree) return slots_[at].index;
    if (2 * (size_ + std::size_t{1}) > slots_.size()) {
      grow();
      at = place(hash);
    }
    slots_[at] = {hash, size_};
    return size_++;
  }
  [[nodiscard]] bool contains(std::uint64_t hash) const {
    return slots_[place(hash)].index != kFree;
  }
  [[nodiscard]] std::uint32_t size() const { return size_; }

 private:
  static constexpr std::uint32_t kFree = 0xFFFFFFFFU;
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t index = kFree;
  };

  // Of the hash, or where it would go. Half of the slots are free.
  [[nodiscard]] std::size_t place(std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at].index != kFree && slots_[at].hash != hash) at = (at + 1) & mask;
    return at;
  }
  void grow() {
    const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
    for (const Slot& slot : old) {
      if (slot.index != kFree) slots_[place(slot.hash)] = slot;
    }
  }

  std::vector<Slot> slots_ = std::vector<Slot>(2);
  std::uint32_t size_ = 0;
};

}  // namespace polyvocal::naming
