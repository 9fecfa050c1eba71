// How hard one host may be asked: a value the network thread applies.
#pragma once

#include <cstddef>

#include "base/timestamp.h"

namespace webclip::schedule {

struct HostLimits {
    Milliseconds spacing{1000};  // between the starts of two requests
    std::size_t connections = 2;
};

// State of one host. Pure; the owner calls it with its own clock.
class HostBudget {
 public:
    // When a request may start: now or later, Timestamp of a time-out; connections must be below the limit too.
    bool may_start(const HostLimits& limits, Timestamp now) const;
    Timestamp earliest_start(const HostLimits& limits) const;
    void started(Timestamp now);
    void finished();
    // The host asked for silence (429, 503).
    void pause_until(Timestamp until);
    bool is_idle(const HostLimits& limits, Timestamp now) const;  // may be forgotten

 private:
    Timestamp last_start_;
    Timestamp paused_until_;
    std::size_t running_ = 0;
};

}  // namespace webclip::schedule
