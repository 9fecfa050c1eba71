// The readers of a pool: which are free, which must be started anew, and when.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "reader_process.h"
#include "sandbox/reader_pool.h"
#include "sync/synchronized.h"

namespace webclip::sandbox {

// One place for a reader. Owned by the call that took it.
struct Slot {
    std::unique_ptr<ReaderProcess> process;
    std::size_t jobs = 0;
    std::int64_t first_resident = 0;  // as its first answer reported
    // Starts in a row that came to nothing, and when the next one may be tried.
    int failed_starts = 0;
    Deadline next_start{};
    std::string trouble;  // what the last failed start said
};

// Any thread may call any member.
class Slots {
  public:
    // Starts all readers and waits for them. Throws when one cannot be started.
    explicit Slots(const Options& options);

    // Waits for a free slot, then for its reader to wait for a job: at most `patience` and not
    // beyond `shutdown` when one has to be started; afterwards the slot may be without.
    Slot& take(std::chrono::milliseconds patience, const std::atomic<Deadline>& shutdown);
    void give_back(Slot& slot);
    // Ends the reader of a slot in hand, counts it as replaced and starts the next one.
    void replace(Slot& slot);
    // Notes a job done: a reader at the end of its term is replaced in good order.
    void count_job(Slot& slot, std::int64_t resident);

    std::size_t replaced() const { return replaced_; }
    std::size_t size() const { return slots_.size(); }

  private:
    void start(Slot& slot);
    bool make_ready(Slot& slot, Deadline deadline);
    void note_failed_start(Slot& slot, std::string trouble);

    const Options options_;
    ReaderCommand command_;
    std::deque<Slot> slots_;  // never grows once the constructor is done: slots have addresses
    std::condition_variable has_free_;
    sync::Synchronized<std::vector<Slot*>> free_;
    std::atomic<std::size_t> replaced_{0};
};

}  // namespace webclip::sandbox
