// What a refresh teaches about a source, and when it is due again. Pure: the state before, what happened, the
// state after.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/timestamp.h"
#include "model/capture.h"
#include "model/source.h"
#include "schedule/policy.h"

namespace webclip::schedule {

struct RefreshOutcome {
    enum class Kind {
        read,    // whatever it brought, nothing included
        failed,  // no answer, or none that could be read
        gone,    // 410: its publisher says that it has ended
    };
    Kind kind = Kind::read;
    std::optional<Milliseconds> retry_after;   // parse_retry_after
    std::optional<Milliseconds> fresh_for;     // freshness() of the answer
    std::vector<Timestamp> arrivals;           // of entries not known before; 0 for one without a date
    std::optional<std::string> redirected_to;  // permanent_target() of the answer
};

// Renews health, failures, stale_since, rhythm, moved_*, last_checked_at and next_check_at; everything else
// is left as it is.
// - After success the wait is `every` (the source's, else the policy's), else what the rhythm asks for; never
//   shorter than the answer is fresh or the feed's ttl, within [at_least, at_most], plus jitter, outside
//   skipped hours and days.
// - After failure it is retry_delay, but not below at_least. After dead_after of nothing but failures, or
// when
//   gone, the source is dead.
// `random` is in [0, 1).
model::SourceState after_refresh(const Policy& policy, const model::SourceSettings& settings,
                                 model::SourceState state, const RefreshOutcome& outcome, Timestamp now,
                                 double random);

// Where a chain of nothing but permanent redirects (301, 308) ended; nothing when there was no redirect, or a
// temporary one.
std::optional<std::string> permanent_target(const model::Capture& capture);

// Whether permanent redirects to one place have agreed on three days.
bool has_moved(const model::SourceState& state);

// What to ask for: where it has moved to, else the feed its page names, else its address.
const std::string& address_to_ask(const model::Source& source);

}  // namespace webclip::schedule
