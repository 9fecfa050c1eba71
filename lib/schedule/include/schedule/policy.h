// Decides whether and when to try what: arithmetic on timestamps, pure. Randomness arrives as a number in [0, 1).
#pragma once

#include <chrono>
#include <optional>

#include "base/timestamp.h"

namespace webclip::schedule {

struct Policy {
    Milliseconds every = std::chrono::hours{1};          // between two refreshes of a source
    Milliseconds at_least = std::chrono::minutes{5};     // never more often, whatever a source says
    Milliseconds at_most = std::chrono::hours{24 * 7};
    double jitter = 0.1;                                 // share of the interval added at random
    Milliseconds retry_first = std::chrono::minutes{5};  // after the first failure; doubles with each further one
    Milliseconds retry_most = std::chrono::hours{24};
    int entry_attempts = 10;                             // then an entry is `failed` until `retry`
};

// What a refresh brought, as far as it moves the next one.
struct RefreshOutcome {
    bool failed = false;
    int failures = 0;                         // in a row, this one included
    std::optional<Milliseconds> retry_after;  // parse_retry_after
    std::optional<Milliseconds> ttl;          // the feed's own, Cache-Control: max-age
};

Timestamp next_check(const Policy& policy, std::optional<Milliseconds> every, const RefreshOutcome& outcome, Timestamp now,
                     double random);

// The wait after the n-th failure in a row (n ≥ 1), jittered; a server's Retry-After wins within [1 min, 7 d].
Milliseconds retry_delay(const Policy& policy, int failures, std::optional<Milliseconds> retry_after, double random);

// Retry-After (RFC 9110 §10.2.3): seconds or an HTTP date; nothing for anything else or negative values. Clamped to
// [1 min, 7 d].
std::optional<Milliseconds> parse_retry_after(std::string_view value, Timestamp now);

// IMF-fixdate, RFC 850 and asctime dates (RFC 9110 §5.6.7).
std::optional<Timestamp> parse_http_date(std::string_view value);

}  // namespace webclip::schedule
