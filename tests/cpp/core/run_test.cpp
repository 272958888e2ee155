#include "polyvocal/core/run.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include "polyvocal/core/error.h"

namespace polyvocal {
namespace {

TEST(ParallelForTest, VisitsEveryItemOnceForAnyThreadsAndGrain) {
  for (const int threads : {1, 2, 7}) {
    for (const std::size_t grain : {0U, 1U, 3U, 1000U}) {
      std::vector<std::atomic<int>> visits(101);
      parallel_for({.threads = threads}, visits.size(), grain,
                   [&](std::size_t begin, std::size_t end, int worker) {
                     EXPECT_GE(worker, 0);
                     EXPECT_LT(worker, threads);
                     for (std::size_t i = begin; i < end; ++i) ++visits[i];
                   });
      for (const auto& count : visits) ASSERT_EQ(count, 1);
    }
  }
}

TEST(ParallelForTest, NothingToDoCallsNothing) {
  parallel_for({.threads = 3}, 0, 8, [](std::size_t, std::size_t, int) { FAIL(); });
}

TEST(ParallelForTest, TheFailureOfTheLowestChunkWins) {
  for (int repeat = 0; repeat < 50; ++repeat) {
    try {
      parallel_for({.threads = 4}, 100, 1, [](std::size_t begin, std::size_t, int) {
        if (begin == 3) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        if (begin >= 3) throw InputError(std::to_string(begin));
      });
      FAIL() << "no exception";
    } catch (const InputError& error) {
      ASSERT_STREQ(error.what(), "3");
    }
  }
}

TEST(ParallelForTest, CountsProgress) {
  Progress progress;
  parallel_for({.threads = 2, .progress = &progress}, 10, 3, [](std::size_t, std::size_t, int) {});
  parallel_for({.threads = 2, .progress = &progress}, 5, 3, [](std::size_t, std::size_t, int) {});
  EXPECT_EQ(progress.done, 15U);
  EXPECT_EQ(progress.total, 15U);
}

TEST(ParallelForTest, CancellationStopsBetweenChunks) {
  for (const int threads : {1, 3}) {
    Progress progress;
    std::atomic<int> calls{0};
    EXPECT_THROW(parallel_for({.threads = threads, .progress = &progress}, 1000, 1,
                              [&](std::size_t, std::size_t, int) {
                                if (++calls == 5) progress.cancel = true;
                              }),
                 Cancelled);
    EXPECT_LT(calls, 5 + threads);
  }
}

TEST(ParallelForTest, CancellationInTheLastChunkIsSeen) {
  Progress progress;
  EXPECT_THROW(parallel_for({.threads = 1, .progress = &progress}, 1, 1,
                            [&](std::size_t, std::size_t, int) { progress.cancel = true; }),
               Cancelled);
}

TEST(ResolveThreadsTest, TakesTheNumberGivenOrTheCpusAllowed) {
  EXPECT_EQ(resolve_threads(3), 3);
  EXPECT_GE(resolve_threads(0), 1);
  EXPECT_THROW(resolve_threads(-1), InputError);
}

}  // namespace
}  // namespace polyvocal
