// The thread of a Fetcher and all it owns.
#pragma once

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "curl_handles.h"
#include "host_queues.h"
#include "job.h"
#include "net/fetcher.h"
#include "robots_book.h"
#include "schedule/pauses.h"
#include "sync/synchronized.h"

namespace webclip::net {

// start() and begin_shutdown() are called by any thread; everything private runs on the loop's own.
class Fetcher::Loop {
  public:
    Loop(Options options, RobotsMemory robots);
    ~Loop();
    Loop(const Loop&) = delete;  // its thread holds its address
    Loop& operator=(const Loop&) = delete;
    Loop(Loop&&) = delete;
    Loop& operator=(Loop&&) = delete;

    std::future<Response> start(Request request);
    void begin_shutdown(std::chrono::milliseconds grace);

  private:
    using Clock = std::chrono::steady_clock;
    using JobPtr = std::unique_ptr<Job>;

    struct Inbox {
        std::vector<JobPtr> jobs;
        std::optional<Clock::time_point> deadline;  // of the shutdown that has begun
    };

    void run() noexcept;
    // False when the loop's work is over.
    bool turn();
    // After a turn that could not be done to its end.
    void recover(const std::exception_ptr& exception) noexcept;
    void take_inbox();
    // What throws within fails this job alone.
    void admit(JobPtr job);
    // Moves the job to where it waits, or ends it.
    void place(JobPtr& job);
    // False when the job waits for robots.txt or was refused by it.
    bool is_cleared_by_robots(JobPtr& job);
    void ask_for_robots(const Job& waiting);
    void settle_robots(Job& asked);
    void abandon_robots(const std::string& origin, const std::exception_ptr& exception);
    bool has_free_connection() const;
    void start_ready();
    void start_transfer(JobPtr job);
    void reap();
    void finish_transfer(CURL* easy, CURLcode code);
    // The ends of a job: its caller, or those who wait for the robots.txt it brings, learn of it.
    void complete(Job& job);
    void fail(Job& job, const Failure& failure);
    void fail_paused(Job& job, std::chrono::milliseconds left);
    void fail(Job& job, const std::exception_ptr& exception);
    JobPtr detach(Job& job);
    std::optional<Milliseconds> pause_left(const Job& job) const;
    void pause(const Job& asked, std::chrono::milliseconds time);
    void cancel(const std::vector<JobPtr>& jobs);
    void cancel_running();
    int timeout() const;
    static Timestamp ticks(Clock::time_point t);

    const Options options_;
    const AddressPolicy policy_;
    const HeaderWriter headers_;
    sync::Synchronized<Inbox> inbox_;
    // Order matters: transfers go before the multi handle they were added to.
    Multi multi_;
    HostQueues<Job> queues_;
    schedule::Pauses pauses_;
    RobotsBook robots_;
    std::vector<Clock::time_point> left_lookups_;  // when their threads are taken to have ended
    std::vector<std::unique_ptr<Transfer>> spare_;
    std::vector<JobPtr> running_;
    std::vector<JobPtr> taken_;  // swapped with the inbox, to keep both buffers
    std::optional<Clock::time_point> deadline_;
    std::thread thread_;
};

}  // namespace webclip::net
