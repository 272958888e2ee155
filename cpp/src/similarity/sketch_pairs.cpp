// Candidates by bands of slots, checked on whole sketches.
#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

#include "actors/matcher/word_hash.h"
#include "polyvocal/core/error.h"
#include "polyvocal/counts/csr.h"
#include "polyvocal/similarity/sketches.h"

namespace polyvocal {
namespace {

struct Pair {
  std::int32_t a, b, equal;
};

std::int32_t count_equal(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  std::int32_t equal = 0;
  for (std::size_t slot = 0; slot < a.size(); ++slot) equal += a[slot] == b[slot] ? 1 : 0;
  return equal;
}

void check(const Sketches& sketches, const SketchPairOptions& options) {
  if (!(options.threshold > 0 && options.threshold <= 1)) {
    throw InputError("threshold is " + std::to_string(options.threshold) +
                     "; give a Jaccard index in (0, 1]");
  }
  if (!(options.recall > 0 && options.recall < 1)) {
    throw InputError("recall is " + std::to_string(options.recall) +
                     "; give a probability between 0 and 1");
  }
  if (options.first > static_cast<std::int64_t>(sketches.size())) {
    throw InputError("first is " + std::to_string(options.first) + "; there are only " +
                     std::to_string(sketches.size()) + " sketches");
  }
}

class Finder {
 public:
  Finder(const Sketches& sketches, const SketchPairOptions& options, const Run& run)
      : sketches_(sketches), options_(options), run_(run) {
    const std::uint32_t slots = sketches.options().slots;
    width_ = numbers_of_band(slots, options.threshold, options.recall);
    bands_ = slots / width_;
    least_ = static_cast<std::int32_t>(std::ceil(options.threshold * slots - 1e-9));
    for (std::size_t i = 0; i < sketches.size(); ++i) {
      if (sketches.row(i).front() != kEmptySlot) rows_.push_back(static_cast<std::int32_t>(i));
    }
    check_bytes(rows_.size() * sizeof(Place) * static_cast<std::size_t>(run.threads));
  }

  SketchPairs find() {
    std::vector<std::vector<Pair>> found(bands_);
    parallel_for(run_, bands_, 1, [&](std::size_t begin, std::size_t end, int) {
      for (std::size_t band = begin; band < end; ++band) find_in(band, found[band]);
    });
    std::vector<Pair> all;
    for (auto& pairs : found) {
      all.insert(all.end(), pairs.begin(), pairs.end());
      pairs = {};
    }
    std::sort(all.begin(), all.end(), [](const Pair& x, const Pair& y) {
      return std::pair(x.a, x.b) < std::pair(y.a, y.b);
    });
    SketchPairs result;
    for (const Pair& pair : all) {
      result.a.push_back(pair.a);
      result.b.push_back(pair.b);
      result.equal.push_back(pair.equal);
    }
    return result;
  }

 private:
  struct Place {
    std::uint64_t hash;
    std::int32_t row;
  };

  [[nodiscard]] std::span<const std::uint32_t> part(std::int32_t row, std::size_t band) const {
    return sketches_.row(static_cast<std::size_t>(row)).subspan(band * width_, width_);
  }

  [[nodiscard]] std::vector<Place> places_of(std::size_t band) const {
    std::vector<Place> places;
    places.reserve(rows_.size());
    for (const std::int32_t row : rows_) {
      std::uint64_t hash = band;
      for (const std::uint32_t value : part(row, band)) {
        hash = matching::hash_row(hash, 0, value);
      }
      places.push_back({hash, row});
    }
    std::sort(places.begin(), places.end(), [](const Place& x, const Place& y) {
      return std::pair(x.hash, x.row) < std::pair(y.hash, y.row);
    });
    return places;
  }

  void find_in(std::size_t band, std::vector<Pair>& found) {
    const std::vector<Place> places = places_of(band);
    for (std::size_t begin = 0, end = 0; begin < places.size(); begin = end) {
      while (end < places.size() && places[end].hash == places[begin].hash) ++end;
      for (std::size_t i = begin; i < end; ++i) {
        run_.check();
        for (std::size_t j = i + 1; j < end; ++j) {
          offer(places[i].row, places[j].row, band, found);
        }
      }
    }
  }

  void offer(std::int32_t a, std::int32_t b, std::size_t band, std::vector<Pair>& found) {
    if (options_.first >= 0 && (a < options_.first) == (b < options_.first)) return;
    for (std::size_t earlier = 0; earlier < band; ++earlier) {
      // Found there already.
      if (std::ranges::equal(part(a, earlier), part(b, earlier))) return;
    }
    const std::int32_t equal = count_equal(sketches_.row(static_cast<std::size_t>(a)),
                                           sketches_.row(static_cast<std::size_t>(b)));
    if (equal < least_) return;
    check_bytes(++pairs_ * 4 * sizeof(Pair));  // here, gathered, sorted columns, and growing
    found.push_back({a, b, equal});
  }

  void check_bytes(std::uint64_t needed) const {
    if (needed <= options_.max_bytes) return;
    throw CapacityError("pairs of " + std::to_string(sketches_.size()) +
                        " sketches take more than the limit of " +
                        std::to_string(options_.max_bytes >> 20) +
                        " MB; ask for a higher threshold, drop exact copies first, or raise "
                        "max_bytes");
  }

  const Sketches& sketches_;
  const SketchPairOptions& options_;
  const Run& run_;
  std::size_t width_ = 1;
  std::size_t bands_ = 1;
  std::int32_t least_ = 1;
  std::vector<std::int32_t> rows_;  // that are not empty
  std::atomic<std::uint64_t> pairs_{0};
};

}  // namespace

std::uint32_t numbers_of_band(std::uint32_t slots, double threshold, double recall) {
  std::uint32_t best = 1;
  for (std::uint32_t width = 1; width <= slots; ++width) {
    const double bands = slots / width;  // NOLINT(bugprone-integer-division): whole bands
    const double missed = std::pow(1 - std::pow(threshold, width), bands);
    if (1 - missed >= recall) best = width;
  }
  return best;
}

SketchPairs similar_sketches(const Sketches& sketches, const SketchPairOptions& options,
                             const Run& run) {
  check(sketches, options);
  static_cast<void>(
      narrow_to_int32(static_cast<std::int64_t>(sketches.size()), "the number of sketches"));
  return Finder(sketches, options, run).find();
}

std::vector<std::int32_t> equal_slots(const Sketches& sketches, std::span<const std::int32_t> a,
                                      std::span<const std::int32_t> b) {
  if (a.size() != b.size()) {
    throw InputError("pairs: " + std::to_string(a.size()) + " left and " +
                     std::to_string(b.size()) + " right sketches; give one of each a pair");
  }
  std::vector<std::int32_t> equal(a.size());
  const auto row = [&](std::int32_t i) {
    if (i < 0 || static_cast<std::size_t>(i) >= sketches.size()) {
      throw InputError("pairs: no sketch " + std::to_string(i) + " among " +
                       std::to_string(sketches.size()));
    }
    return sketches.row(static_cast<std::size_t>(i));
  };
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto left = row(a[i]);
    const auto right = row(b[i]);
    const bool empty = left.front() == kEmptySlot || right.front() == kEmptySlot;
    equal[i] = empty ? -1 : count_equal(left, right);
  }
  return equal;
}

}  // namespace polyvocal
