// How hard one host may be asked: a value the network thread applies.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/timestamp.h"

namespace webclip::schedule {

struct HostLimits {
    Milliseconds spacing{1000};  // between the starts of two requests
    std::size_t connections = 2;
};

// State of one host. Pure; the owner calls it with its own clock, which should be monotonic (any epoch): a
// wall clock set back would hold requests up.
class HostBudget {
  public:
    // Whether a request may start now: earliest_start has come and a connection is free.
    bool may_start(const HostLimits& limits, Timestamp now) const;
    // The spacing after the last start. Says nothing of connections: these become free by finished().
    Timestamp earliest_start(const HostLimits& limits) const;
    void started(Timestamp now);
    // Precondition: a started() without its finished().
    void finished();
    std::size_t running() const { return running_; }
    bool is_idle(const HostLimits& limits, Timestamp now) const;  // may be forgotten

  private:
    // "Long ago", far enough from the ends that sums cannot overflow.
    static constexpr Timestamp never = Timestamp::from_ms(-(std::int64_t{1} << 61U));
    Timestamp last_start_ = never;
    std::size_t running_ = 0;
};

}  // namespace webclip::schedule
