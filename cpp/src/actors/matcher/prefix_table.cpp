#include "actors/matcher/prefix_table.h"

#include <algorithm>

namespace polyvocal::matching {

Branch NameLists::join(Branch branch, NextWords next, std::span<const std::uint32_t> names) {
  std::vector<std::uint32_t> all;
  each(branch, [&](std::uint32_t name) { all.push_back(name); });
  all.insert(all.end(), names.begin(), names.end());
  if (branch.goes_on()) next.add(branch.next_words());
  const std::uint32_t on = next.bits() != 0 ? Branch::kGoesOn : 0U;
  if (all.empty()) return Branch(next.bits() << Branch::kShift | on);
  if (all.size() == 1) return Branch(all.front() << Branch::kShift | Branch::kOne | on);
  const auto first = static_cast<std::uint32_t>(entries_.size());
  all.back() |= kLast;
  entries_.insert(entries_.end(), all.begin(), all.end());
  return Branch(first << Branch::kShift | Branch::kMany | on);
}

void NameLists::read(ByteReader& in, std::size_t names) {
  entries_ = in.column<std::uint32_t>();
  const auto is_name = [&](std::uint32_t entry) { return (entry & ~kLast) < names; };
  if (!std::all_of(entries_.begin(), entries_.end(), is_name)) in.fail();
  if (!entries_.empty() && (entries_.back() & kLast) == 0) in.fail();
}

// Half of the slots stay free: most probes look at one.
PrefixTable::PrefixTable(std::size_t rows) : slots_(2 * rows + 8) {}

void PrefixTable::add(WordHash row, NextWords next, std::span<const std::uint32_t> names,
                      NameLists& lists) {
  const auto tag = static_cast<std::uint32_t>(row);
  std::size_t at = home(row);
  while (slots_[at].branch != 0 && slots_[at].tag != tag) at = at + 1 == slots_.size() ? 0 : at + 1;
  slots_[at] = {tag, lists.join(Branch(slots_[at].branch), next, names).bits()};
}

void PrefixTable::read(ByteReader& in, std::size_t names, const NameLists& lists) {
  slots_ = in.column<Slot>();
  bool has_free = false;  // else a search for what is not there would not end
  for (const Slot& slot : slots_) {
    const Branch branch(slot.branch);
    has_free = has_free || !branch.found();
    if (branch.has_many() ? !lists.has_list(branch.index())
                          : branch.has_names() && branch.index() >= names) {
      in.fail();
    }
  }
  if (!has_free) in.fail();
}

}  // namespace polyvocal::matching
