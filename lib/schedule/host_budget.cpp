#include "schedule/host_budget.h"

#include <algorithm>
#include <cassert>

namespace webclip::schedule {

bool HostBudget::may_start(const HostLimits& limits, Timestamp now) const {
    return running_ < limits.connections && now >= earliest_start(limits);
}

Timestamp HostBudget::earliest_start(const HostLimits& limits) const {
    return last_start_ + limits.spacing;
}

void HostBudget::started(Timestamp now) {
    last_start_ = std::max(last_start_, now);
    ++running_;
}

void HostBudget::finished() {
    assert(running_ > 0);
    --running_;
}

bool HostBudget::is_idle(const HostLimits& limits, Timestamp now) const {
    return running_ == 0 && now >= earliest_start(limits);
}

}  // namespace webclip::schedule
