#include "polyvocal/core/run.h"

#include <algorithm>
#include <exception>
#include <limits>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#if defined(__linux__)
#include <sched.h>
#endif

#include "polyvocal/core/error.h"

namespace polyvocal {

namespace {

#if defined(__linux__)
// CPUs in the affinity mask: what taskset, a container or a batch system left to this process.
// The kernel refuses a mask that is too small, hence the growing size.
int allowed_cpus() {
  for (int capacity = 1024; capacity <= (1 << 20); capacity *= 4) {
    cpu_set_t* mask = CPU_ALLOC(static_cast<std::size_t>(capacity));
    if (mask == nullptr) return 0;
    const std::size_t bytes = CPU_ALLOC_SIZE(static_cast<std::size_t>(capacity));
    const bool known = sched_getaffinity(0, bytes, mask) == 0;
    const int count = known ? CPU_COUNT_S(bytes, mask) : 0;
    CPU_FREE(mask);
    if (known) return count;
  }
  return 0;
}
#else
int allowed_cpus() { return 0; }
#endif

// Hands out chunks in order and keeps the failure of the lowest chunk. Because chunks are handed
// out in order, every chunk below a failing one has already been taken and runs to its end: which
// exception wins does not depend on timing.
class Chunks {
 public:
  Chunks(std::size_t items, std::size_t grain) : items_(items), grain_(grain) {}

  // False when nothing is left or a chunk has failed.
  bool take(std::size_t& begin, std::size_t& end) {
    if (failed_.load(std::memory_order_relaxed)) return false;
    const std::size_t chunk = next_.fetch_add(1, std::memory_order_relaxed);
    if (chunk >= count()) return false;
    begin = chunk * grain_;
    end = std::min(items_, begin + grain_);
    return true;
  }

  void fail(std::size_t begin, std::exception_ptr error) {
    const std::lock_guard lock(mutex_);
    if (begin < failed_at_) {
      failed_at_ = begin;
      error_ = std::move(error);
    }
    failed_.store(true, std::memory_order_relaxed);
  }

  [[nodiscard]] std::size_t count() const {
    return items_ / grain_ + (items_ % grain_ == 0 ? 0 : 1);
  }
  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  std::size_t items_;
  std::size_t grain_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> failed_{false};
  std::mutex mutex_;
  std::size_t failed_at_ = std::numeric_limits<std::size_t>::max();
  std::exception_ptr error_;
};

void work(const Run& run, Chunks& chunks, int worker,
          const std::function<void(std::size_t, std::size_t, int)>& body) {
  std::size_t begin = 0;
  std::size_t end = 0;
  while (chunks.take(begin, end)) {
    try {
      run.check();
      body(begin, end, worker);
    } catch (...) {
      chunks.fail(begin, std::current_exception());
      return;
    }
    if (run.progress != nullptr) {
      run.progress->done.fetch_add(end - begin, std::memory_order_relaxed);
    }
  }
}

}  // namespace

void Run::check() const {
  if (progress != nullptr && progress->cancel.load(std::memory_order_relaxed)) throw Cancelled();
}

int resolve_threads(int requested) {
  if (requested < 0) {
    throw InputError("threads: " + std::to_string(requested) +
                     " is negative; give 1 or more, or 0 for every CPU of this process");
  }
  if (requested >= 1) return requested;
  const int allowed = allowed_cpus();
  if (allowed >= 1) return allowed;
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void parallel_for(const Run& run, std::size_t items, std::size_t grain,
                  const std::function<void(std::size_t, std::size_t, int)>& body) {
  run.check();
  if (items == 0) return;
  if (run.progress != nullptr) run.progress->total.fetch_add(items, std::memory_order_relaxed);
  Chunks chunks(items, std::max<std::size_t>(grain, 1));
  const std::size_t wanted =
      std::min(chunks.count(), static_cast<std::size_t>(std::max(1, run.threads)));
  std::vector<std::thread> helpers;
  helpers.reserve(wanted - 1);
  try {
    for (std::size_t worker = 1; worker < wanted; ++worker) {
      helpers.emplace_back([&, worker] { work(run, chunks, static_cast<int>(worker), body); });
    }
  } catch (const std::system_error&) {
    // The system gives no more threads: those that started, and this one, do the work.
  }
  work(run, chunks, 0, body);
  for (std::thread& helper : helpers) helper.join();
  chunks.rethrow();
  run.check();
}

}  // namespace polyvocal
