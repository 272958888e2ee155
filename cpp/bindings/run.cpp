#include "run.h"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace polyvocal {

namespace {

namespace py = pybind11;
constexpr std::chrono::milliseconds kStep{50};

// The thread that does the work, and the news that it has finished.
class Worker {
 public:
  Worker(const Run& run, const std::function<void(const Run&)>& body)
      : thread_([this, run, &body] {
          try {
            body(run);
          } catch (...) {
            error_ = std::current_exception();
          }
          const std::lock_guard lock(mutex_);
          finished_ = true;
          changed_.notify_all();
        }) {}
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  ~Worker() { join(); }

  bool wait_for(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, time, [this] { return finished_; });
  }
  void join() {
    if (thread_.joinable()) thread_.join();
  }
  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool finished_ = false;
  std::exception_ptr error_;
  std::thread thread_;  // last: starts when everything it uses exists
};

// Tells Python's callback how far the work is, each state once.
class Reporter {
 public:
  Reporter(const py::object& callback, const Progress& progress)
      : callback_(callback), progress_(progress) {}

  void operator()() {
    if (callback_.is_none()) return;
    const auto done = progress_.done.load(std::memory_order_relaxed);
    const auto total = progress_.total.load(std::memory_order_relaxed);
    if (done == done_ && total == total_) return;
    done_ = done;
    total_ = total;
    callback_(done, total);
  }

 private:
  const py::object& callback_;
  const Progress& progress_;
  std::uint64_t done_ = 0;
  std::uint64_t total_ = 0;
};

}  // namespace

void run_on_worker(int threads, const py::object& progress,
                   const std::function<void(const Run&)>& body) {
  Progress counters;
  const Run run{.threads = resolve_threads(threads), .progress = &counters};
  Reporter report(progress, counters);
  {
    const py::gil_scoped_release released;
    Worker worker(run, body);
    while (!worker.wait_for(kStep)) {
      const py::gil_scoped_acquire acquired;
      try {
        if (PyErr_CheckSignals() != 0) throw py::error_already_set();
        report();
      } catch (...) {
        counters.cancel.store(true, std::memory_order_relaxed);
        const py::gil_scoped_release again;  // the worker may be waiting for nothing of ours, but
        worker.join();                       // other Python threads should go on meanwhile
        throw;
      }
    }
    worker.join();
    worker.rethrow();
  }
  if (PyErr_CheckSignals() != 0) throw py::error_already_set();
  report();
}

}  // namespace polyvocal
