// Picks due sources and pending entries from the catalog and hands them to the archiver: the only thing that
// starts jobs.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "archive/archiver.h"

namespace webclip::archive {

enum class RunMode {
    forever,
    once,  // each due source and each pending entry one time, then idle
};

// What happened so far in this run.
struct RunCounts {
    std::size_t sources_read = 0;
    std::size_t sources_failed = 0;
    std::size_t archived = 0;
    std::size_t failed = 0;
    std::size_t images = 0;
    std::size_t images_missing = 0;
    std::size_t running = 0;
    // The last failure of the environment (disk full, …); RunMode::forever forgets it when jobs end well
    // again.
    std::string broken;
};

// Starts its thread in the constructor. Any thread may call any member.
class Scheduler {
  public:
    Scheduler(Archiver& archiver, RunMode mode);
    ~Scheduler();
    Scheduler(const Scheduler&) = delete;
    Scheduler& operator=(const Scheduler&) = delete;
    Scheduler(Scheduler&&) = delete;
    Scheduler& operator=(Scheduler&&) = delete;

    // Something in the catalog changed: look again now.
    void wake();
    // Admits no further job and joins its thread; running jobs are the archiver's.
    void stop();
    // Mode once: whether everything is done. Waits at most `patience`.
    bool wait_until_done(std::chrono::milliseconds patience);
    // Whether the scheduler's loop went round within `patience`: what feeds the watchdog.
    bool is_alive(std::chrono::milliseconds patience) const;
    RunCounts counts() const;
    // What ended the thread before stop(); "" while it is well.
    std::string failure() const;

  private:
    struct State;
    // Shared with the archiver's callback, which a job may still call when the scheduler is gone.
    std::shared_ptr<State> state_;
};

}  // namespace webclip::archive
