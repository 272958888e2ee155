// How a stage runs: number of threads, progress, cancellation.
// Work is split over documents or matrix rows. Worker threads never call Python. Results must not
// depend on the number of threads: workers write to disjoint slots or to partial results that are
// merged in item order.
//
//   parallel_for(run, corpus.size(), 16, [&](std::size_t begin, std::size_t end, int worker) {
//     for (std::size_t doc = begin; doc < end; ++doc) out[doc] = work(doc, scratch[worker]);
//   });
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace polyvocal {

/// Shared between the thread that waits (and may cancel) and the workers. Counters are items done.
struct Progress {
  std::atomic<std::uint64_t> done{0};
  std::atomic<std::uint64_t> total{0};
  std::atomic<bool> cancel{false};
};

struct Run {
  int threads = 1;               ///< >= 1; see resolve_threads
  Progress* progress = nullptr;  ///< optional, not owned

  /// @throws Cancelled when cancellation was asked for. Call at least every ~10 ms of work.
  void check() const;
};

/// Number of threads to use: `requested` when >= 1, else the CPUs this process may run on.
/// @throws InputError when requested is negative.
int resolve_threads(int requested);

/// Calls `body(begin, end, worker)` over [0, items) in chunks of at most `grain` items, taken in
/// order by run.threads workers; worker is in [0, run.threads). Adds `items` to progress->total at
/// the start, checks for cancellation before each chunk and adds its size to progress->done after
/// it. The first exception (by chunk order) is rethrown on the caller.
void parallel_for(const Run& run, std::size_t items, std::size_t grain,
                  const std::function<void(std::size_t, std::size_t, int)>& body);

}  // namespace polyvocal
