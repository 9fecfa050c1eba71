// Changes on their way to the writer's thread, in order. Some are wanted at once; others are in no hurry, and
// wait to share the transaction (and its sync of the log) of those that are, or of each other.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <optional>

#include "change.h"
#include "sync/synchronized.h"

namespace webclip::store {

enum class Urgency {
    now,      // somebody waits for it
    leisure,  // nobody does; a power cut may take it
};

using Changes = std::deque<std::unique_ptr<Change>>;

// Any thread may call any member; one thread pops.
class ChangeQueue {
  public:
    using Clock = std::chrono::steady_clock;
    // A change in no hurry waits at most so long, and until at most so many are waiting.
    static constexpr std::chrono::milliseconds longest_leisure{1000};
    static constexpr std::size_t most_at_leisure = 256;
    // Beyond it whoever pushes waits: more than workers can have under way.
    static constexpr std::size_t capacity = 1024;

    // False, and the change is dropped, once the queue is closed.
    bool push(std::unique_ptr<Change> change, Urgency urgency);
    // Waits until there is reason for a transaction, and takes all that it is to hold. Empty once the queue
    // is closed and empty.
    Changes pop_group();
    // No change is taken in any more; what is queued can still be popped.
    void close();

  private:
    struct State {
        Changes changes;
        std::size_t urgent = 0;
        std::optional<Clock::time_point> leisure_ends;  // of the first that waits
        bool closed = false;

        bool is_due() const { return closed || urgent > 0 || changes.size() >= most_at_leisure; }
    };

    std::condition_variable has_reason_;
    std::condition_variable has_room_;
    sync::Synchronized<State> state_;
};

}  // namespace webclip::store
