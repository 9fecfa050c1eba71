// Learns when a source publishes and says when to look next. Pure.
//
// A look costs a request; not looking costs the time its entries are found late. For a source that brings r
// entries an hour, looked at every T hours, that is 1/T requests and r·T/2 entry-hours of lateness: over many
// sources the sum of both is least where T is proportional to 1/√r (the square-root rule of cache and crawler
// refresh). r changes with the hour and the day, so the next look is where ∫ √r(t) dt reaches a constant.
#pragma once

#include <span>

#include "base/timestamp.h"
#include "model/rhythm.h"

namespace webclip::schedule {

inline constexpr std::chrono::hours rhythm_half_life{24 * 30};

// The rhythm after a refresh at `now` that brought entries published at `arrivals` (0: the entry has no
// date). Dates outside (seen_until, now] are taken as the middle of that time. At the first refresh the
// feed's dates of the last half-life count, so that a source is known from the start.
model::Rhythm observe(model::Rhythm rhythm, std::span<const Timestamp> arrivals, Timestamp now);

// Entries an hour to be expected at `at`. Never 0: what is not known yet is taken as four a day, and every
// hour keeps some share.
double expected_rate(const model::Rhythm& rhythm, Timestamp at);

// How long to wait from `now` until the next look. `hourly`: the wait for a source that brings one entry an
// hour; `most`: the longest wait.
Milliseconds adaptive_wait(const model::Rhythm& rhythm, Timestamp now, Milliseconds hourly,
                           Milliseconds most);

// Whether a source has been silent for much longer than it ever was: twice its longest gap, ten of its usual
// gaps and at least two weeks.
bool is_stale(const model::Rhythm& rhythm, Timestamp now);

}  // namespace webclip::schedule
