// Looks names up from every place where one may begin. Places are taken in batches, and each step
// of all of them together: by the time a row of the table is looked at it has been fetched.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "actors/matcher/names.h"
#include "actors/matcher/prefix_table.h"
#include "actors/matcher/start_filter.h"
#include "actors/matcher/words.h"

namespace polyvocal::matching {

/// What a matcher is made of.
struct Compiled {
  Overlap overlap = Overlap::longest;
  FirstBytes first;
  StartFilter starts;
  FirstBytes signs;  ///< which ASCII signs that do not join words stand first between two
  Names names;
  NameLists lists;
  PrefixTable roots;  ///< first words
  PrefixTable rows;   ///< longer rows
};

inline WordHash row_hash(WordHash before, const Gap& gap, const Word& word) {
  return hash_row(before, gap.size == 0 ? 0 : hash_plain(gap.view()), word.hash);
}

/// Names that may stand at a place.
struct Hit {
  std::uint32_t place = 0;  ///< in the batch
  std::uint32_t depth = 0;  ///< words
  Word last;
  Branch branch;
};

struct Step {
  std::uint32_t place = 0;
  Word last;
  WordHash row = 0;
};

/// Memory of a walk, kept from text to text.
struct WalkMemory {
  static constexpr std::size_t kBatch = 64;
  std::array<Word, kBatch> places;
  std::vector<Hit> hits;
  std::array<Step, kBatch> steps;  ///< at most one a place
  std::vector<NameMatch> found;
};

template <class Source>
class Walk {
 public:
  /// Positions in `out` are those of the source plus `offset`. `covered` is the end of the last
  /// outermost match.
  Walk(const Compiled& compiled, Source& source, NameComparer& comparer, WalkMemory& memory,
       std::uint32_t offset, std::uint32_t& covered, std::vector<NameMatch>& out)
      : compiled_(compiled),
        source_(source),
        comparer_(comparer),
        memory_(memory),
        offset_(offset),
        covered_(covered),
        out_(out) {}

  void run() {
    while (const std::size_t places = gather()) {
      memory_.hits.clear();
      steps_ = 0;
      probe_first_words(places);
      for (std::uint32_t depth = 2; steps_ != 0; ++depth) probe_next_words(depth);
      settle();
    }
  }

 private:
  std::size_t gather() {
    std::size_t places = 0;
    while (places < WalkMemory::kBatch && source_.next_start(memory_.places[places])) {
      compiled_.roots.prefetch(memory_.places[places].hash);
      ++places;
    }
    return places;
  }

  void probe_first_words(std::size_t places) {
    for (std::uint32_t place = 0; place < places; ++place) {
      const Word& word = memory_.places[place];
      const Branch branch = compiled_.roots.find(word.hash);
      if (branch.found()) follow(branch, {place, word, word.hash}, 1);
    }
  }

  void probe_next_words(std::uint32_t depth) {
    const std::size_t count = std::exchange(steps_, 0);
    for (std::size_t i = 0; i < count; ++i) {
      const Step step = memory_.steps[i];  // a copy: its place is taken by one that goes on
      const Branch branch = compiled_.rows.find(step.row);
      if (branch.found()) follow(branch, step, depth);
    }
  }

  void follow(Branch branch, const Step& step, std::uint32_t depth) {
    if (branch.has_names()) {
      memory_.hits.push_back({step.place, depth, step.last, branch});
      if (!branch.has_many()) compiled_.names.prefetch(branch.index());
    }
    if (!branch.goes_on()) return;
    Step next;
    next.place = step.place;
    Gap gap;
    if (!source_.next(step.last, branch.next_words(), next.last, gap)) return;
    next.row = row_hash(step.row, gap, next.last);
    compiled_.rows.prefetch(next.row);
    memory_.steps[steps_++] = next;
  }

  // Place by place: compares names, the longest first, and keeps what the overlap policy asks for.
  void settle() {
    std::vector<Hit>& hits = memory_.hits;
    for (const Hit& hit : hits) {
      if (!hit.branch.has_many()) compiled_.names.prefetch_surface(hit.branch.index());
    }
    std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
      return a.place != b.place ? a.place < b.place : a.depth > b.depth;
    });
    for (std::size_t i = 0; i < hits.size();) {
      std::size_t end = i;
      while (end < hits.size() && hits[end].place == hits[i].place) ++end;
      settle_place(std::span(hits).subspan(i, end - i));
      i = end;
    }
  }

  void settle_place(std::span<const Hit> hits) {
    const Word& first = memory_.places[hits.front().place];
    const bool longest = compiled_.overlap == Overlap::longest;
    if (longest && first.begin + offset_ < covered_) return;
    std::vector<NameMatch>& found = memory_.found;
    found.clear();
    for (const Hit& hit : hits) {
      compare(hit, first, found);
      if (longest && !found.empty()) break;  // fewer words end earlier
    }
    if (found.empty()) return;
    std::sort(found.begin(), found.end(), [](const NameMatch& a, const NameMatch& b) {
      return a.end != b.end ? a.end > b.end : a.name < b.name;
    });
    keep(found);
  }

  void compare(const Hit& hit, const Word& first, std::vector<NameMatch>& found) {
    compiled_.lists.each(hit.branch, [&](std::uint32_t name) {
      const std::uint32_t end = comparer_.end_of_match(name, source_, first, hit.last);
      if (end != 0) found.push_back({first.begin + offset_, end + offset_, name});
    });
  }

  void keep(std::span<const NameMatch> found) {
    if (found.front().begin >= covered_) covered_ = found.front().end;
    for (const NameMatch& match : found) {
      const bool kept =
          compiled_.overlap == Overlap::all ||
          (compiled_.overlap == Overlap::nested ? match.end <= covered_ : match.end == covered_);
      if (kept) out_.push_back(match);
    }
  }

  const Compiled& compiled_;
  Source& source_;
  NameComparer& comparer_;
  WalkMemory& memory_;
  std::uint32_t offset_;
  std::uint32_t& covered_;
  std::vector<NameMatch>& out_;
  std::size_t steps_ = 0;  // in the memory
};

}  // namespace polyvocal::matching
