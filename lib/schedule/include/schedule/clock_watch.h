// Tells that the wall clock was set, by a clock that nobody sets. Plans are kept in wall time, so that they
// survive a restart: when it is set, they move with it. Pure.
#pragma once

#include <optional>

#include "base/timestamp.h"

namespace webclip::schedule {

class ClockWatch {
  public:
    // `steady`: since any moment, the time of a suspended machine included (CLOCK_BOOTTIME): a sleep is time
    // that has passed, not a clock that was set.
    ClockWatch(Timestamp wall, Milliseconds steady) : wall_(wall), steady_(steady) {}

    // By how much the wall clock was set since the last look; nothing below a minute, which clocks drift and
    // daemons correct.
    std::optional<Milliseconds> jump(Timestamp wall, Milliseconds steady) {
        const Milliseconds set = (wall - wall_) - (steady - steady_);
        if (set < tolerance && -set < tolerance) return std::nullopt;
        wall_ = wall;
        steady_ = steady;
        return set;
    }

  private:
    static constexpr Milliseconds tolerance = std::chrono::minutes{1};
    Timestamp wall_;
    Milliseconds steady_;
};

}  // namespace webclip::schedule
