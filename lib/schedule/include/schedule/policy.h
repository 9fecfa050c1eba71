// Decides whether and when to try what: arithmetic on timestamps, pure. Randomness arrives as a number in [0,
// 1).
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "base/timestamp.h"

namespace webclip::schedule {

struct Policy {
    // Between two refreshes of every source; nothing: as its rhythm asks for (schedule/rhythm.h).
    std::optional<Milliseconds> every;
    // What the rhythm is measured by: the wait for a source that brings one entry an hour. One that brings
    // four waits half as long, one that brings six a day twice as long.
    Milliseconds hourly = std::chrono::minutes{30};
    Milliseconds at_least = std::chrono::minutes{5};  // never more often, whatever a source says
    Milliseconds at_most = std::chrono::hours{24};    // never more rarely
    double jitter = 0.1;                              // share of the interval added at random
    Milliseconds retry_first =
        std::chrono::minutes{5};  // after the first failure; doubles with each further one
    Milliseconds retry_most = std::chrono::hours{24};
    Milliseconds dead_after =
        std::chrono::hours{24 * 60};  // of nothing but failures: a source is not asked again
    int entry_attempts = 10;          // then an entry is `failed` until `retry`
};

// No plan lies further ahead than this.
Milliseconds longest_wait(const Policy& policy);

// The wait after the n-th failure in a row (n ≥ 1; less counts as 1): retry_first × 2^(n−1), at most
// retry_most, plus jitter. A server's Retry-After wins, clamped to [1 min, 7 d], with jitter on top: never
// earlier than asked.
Milliseconds retry_delay(const Policy& policy, int failures, std::optional<Milliseconds> retry_after,
                         double random);

// Retry-After (RFC 9110 §10.2.3): seconds or an HTTP date; nothing for anything else or negative values.
// Clamped to [1 min, 7 d]. A date in the past gives the lower bound; digits beyond any number give the upper
// one.
std::optional<Milliseconds> parse_retry_after(std::string_view value, Timestamp now);

// Digits alone, not even a sign, as in Retry-After, max-age and Age; at most 7 d.
std::optional<Milliseconds> parse_delta_seconds(std::string_view digits);

// `interval` and up to `share` of it more.
Milliseconds jittered(Milliseconds interval, double share, double random);

// IMF-fixdate, RFC 850 and asctime dates (RFC 9110 §5.6.7). Names in any case; the day's name is not compared
// with the date. Two-digit years: 00–69 are 20xx, 70–99 are 19xx.
std::optional<Timestamp> parse_http_date(std::string_view value);

// max-age of a Cache-Control field (RFC 9111 §5.2.2.1), at most 7 d; 0 with no-cache or no-store; nothing
// when it says none or is malformed.
std::optional<Milliseconds> parse_max_age(std::string_view cache_control);

}  // namespace webclip::schedule
