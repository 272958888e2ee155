// Long work called from Python: the GIL is released, Ctrl-C stops it, progress is shown.
//
//   module.def("tokenize", [](const Corpus& corpus, int threads, const py::object& progress) {
//     return run_interruptible(threads, progress, [&](const Run& run) {
//       return tokenize(corpus, run);
//     });
//   }, py::arg("corpus"), py::arg("threads") = 0, py::arg("progress") = py::none());
#pragma once

#include <pybind11/pybind11.h>

#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

#include "polyvocal/core/run.h"

namespace polyvocal {

/// Runs `body(run)` on a worker thread while the calling thread, every 50 ms, takes the GIL, looks
/// for signals and calls `progress(done, total)` when the counters have moved (None: no calls).
/// An exception from a signal handler or from `progress` cancels the work, waits for it to stop and
/// is raised; else the exception of `body` is. `body` must not touch Python objects.
/// `threads` as in resolve_threads (0: all CPUs of this process).
void run_on_worker(int threads, const pybind11::object& progress,
                   const std::function<void(const Run&)>& body);

/// As run_on_worker, for a body with a result; the result is moved out.
template <class Body>
auto run_interruptible(int threads, const pybind11::object& progress, Body&& body) {
  using Result = std::invoke_result_t<Body&, const Run&>;
  if constexpr (std::is_void_v<Result>) {
    run_on_worker(threads, progress, [&](const Run& run) { body(run); });
  } else {
    std::optional<Result> result;
    run_on_worker(threads, progress, [&](const Run& run) { result.emplace(body(run)); });
    return Result(std::move(*result));
  }
}

}  // namespace polyvocal
