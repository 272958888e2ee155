#include <algorithm>
#include <string>

#include "polyvocal/core/error.h"
#include "polyvocal/similarity/story.h"

namespace polyvocal {
namespace {

constexpr std::size_t kGrain = 2048;  // pairs a chunk
constexpr std::uint8_t kNames = 1;
constexpr std::uint8_t kNumbers = 2;

struct Weights {
  float whole;
  float opening;
};

/// One document against others: its weights written out by column.
class Spread {
 public:
  explicit Spread(const StoryProfiles& profiles) : profiles_(profiles), at_(profiles.part.size()) {}

  void set(std::int32_t document) {
    if (document == document_) return;
    if (document_ >= 0) write(document_, 0);
    document_ = document;
    write(document, 1);
  }

  void compare(std::int32_t other, std::size_t pair, StoryEvidence& out) const {
    double names = 0;
    double numbers = 0;
    double opening_numbers = 0;
    double opening = 0;
    double shared = 0;
    const Csr<float>& rows = profiles_.whole;
    for (std::size_t k = rows.row_begin(other); k < rows.row_end(other); ++k) {
      const auto column = static_cast<std::size_t>(rows.indices[k]);
      const Weights here = at_[column];
      if (here.whole == 0) continue;
      const double both = double{here.whole} * rows.values[k];
      switch (profiles_.part[column]) {
        case kNames:
          names += both;
          break;
        case kNumbers:
          numbers += both;
          opening_numbers += double{here.opening} * profiles_.opening[k];
          break;
        default:
          shared += profiles_.rarity[column];
          opening +=
              double{here.opening} * rows.values[k] + double{here.whole} * profiles_.opening[k];
      }
    }
    out.names[pair] = static_cast<float>(names);
    out.numbers[pair] = static_cast<float>(numbers);
    out.opening_numbers[pair] = static_cast<float>(opening_numbers);
    out.opening[pair] = static_cast<float>(opening / 2);
    out.shared[pair] = static_cast<float>(shared);
  }

 private:
  void write(std::int32_t document, float factor) {
    const Csr<float>& rows = profiles_.whole;
    for (std::size_t k = rows.row_begin(document); k < rows.row_end(document); ++k) {
      at_[static_cast<std::size_t>(rows.indices[k])] = {factor * rows.values[k],
                                                        factor * profiles_.opening[k]};
    }
  }

  const StoryProfiles& profiles_;
  std::vector<Weights> at_;  // by column
  std::int32_t document_ = -1;
};

void check(const StoryProfiles& profiles, std::span<const std::int32_t> a,
           std::span<const std::int32_t> b) {
  if (a.size() != b.size()) {
    throw InputError(std::to_string(a.size()) + " and " + std::to_string(b.size()) +
                     " documents given; give two of each pair");
  }
  const auto inside = [&](std::int32_t document) {
    return document >= 0 && document < profiles.whole.rows;
  };
  for (const auto& side : {a, b}) {
    const auto bad = std::find_if_not(side.begin(), side.end(), inside);
    if (bad == side.end()) continue;
    throw InputError("document " + std::to_string(*bad) + " is not one of the " +
                     std::to_string(profiles.whole.rows));
  }
}

}  // namespace

StoryEvidence story_evidence(const StoryProfiles& profiles, std::span<const std::int32_t> a,
                             std::span<const std::int32_t> b, const Run& run) {
  check(profiles, a, b);
  StoryEvidence evidence;
  for (auto* column : {&evidence.names, &evidence.numbers, &evidence.opening_numbers,
                       &evidence.opening, &evidence.shared}) {
    column->resize(a.size());
  }
  std::vector<Spread> spreads(static_cast<std::size_t>(run.threads), Spread(profiles));
  parallel_for(run, a.size(), kGrain, [&](std::size_t begin, std::size_t end, int worker) {
    Spread& one = spreads[static_cast<std::size_t>(worker)];
    for (std::size_t pair = begin; pair < end; ++pair) {
      one.set(a[pair]);
      one.compare(b[pair], pair, evidence);
    }
  });
  return evidence;
}

}  // namespace polyvocal
