// Decides whether and when to try what: arithmetic on timestamps, pure. Randomness arrives as a number in [0,
// 1).
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "base/timestamp.h"

namespace webclip::schedule {

struct Policy {
    Milliseconds every = std::chrono::hours{1};       // between two refreshes of a source
    Milliseconds at_least = std::chrono::minutes{5};  // never more often, whatever a source says
    Milliseconds at_most = std::chrono::hours{24 * 7};
    double jitter = 0.1;  // share of the interval added at random
    Milliseconds retry_first =
        std::chrono::minutes{5};  // after the first failure; doubles with each further one
    Milliseconds retry_most = std::chrono::hours{24};
    int entry_attempts = 10;  // then an entry is `failed` until `retry`
};

// What a refresh brought, as far as it moves the next one.
struct RefreshOutcome {
    bool failed = false;
    int failures = 0;                         // in a row, this one included
    std::optional<Milliseconds> retry_after;  // parse_retry_after
    std::optional<Milliseconds> ttl;          // the feed's own, Cache-Control: max-age
};

// When a source is due again. After success: `every` (of the source, else of the policy), never below the
// feed's ttl, within [at_least, at_most], plus jitter. After failures: retry_delay, but not before at_least.
// `random` is in [0, 1).
Timestamp next_check(const Policy& policy, std::optional<Milliseconds> every, const RefreshOutcome& outcome,
                     Timestamp now, double random);

// The wait after the n-th failure in a row (n ≥ 1; less counts as 1): retry_first × 2^(n−1), at most
// retry_most, plus jitter. A server's Retry-After wins, clamped to [1 min, 7 d], with jitter on top: never
// earlier than asked.
Milliseconds retry_delay(const Policy& policy, int failures, std::optional<Milliseconds> retry_after,
                         double random);

// Retry-After (RFC 9110 §10.2.3): seconds or an HTTP date; nothing for anything else or negative values.
// Clamped to [1 min, 7 d]. A date in the past gives the lower bound; digits beyond any number give the upper
// one.
std::optional<Milliseconds> parse_retry_after(std::string_view value, Timestamp now);

// IMF-fixdate, RFC 850 and asctime dates (RFC 9110 §5.6.7). Names in any case; the day's name is not compared
// with the date. Two-digit years: 00–69 are 20xx, 70–99 are 19xx.
std::optional<Timestamp> parse_http_date(std::string_view value);

// max-age of a Cache-Control field (RFC 9111 §5.2.2.1), at most 7 d; 0 with no-cache or no-store; nothing
// when it says none or is malformed.
std::optional<Milliseconds> parse_max_age(std::string_view cache_control);

}  // namespace webclip::schedule
