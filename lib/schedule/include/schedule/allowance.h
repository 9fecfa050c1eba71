// How often a source wants to be asked: HTTP freshness and the feed's own word. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/timestamp.h"
#include "model/rhythm.h"

namespace webclip::schedule {

// How long an answer stays fresh (RFC 9111 §4.2.1): max-age of Cache-Control, else Expires − Date; less what
// a cache on the way had it for already (Age). Nothing when the answer does not say; 0 when it is to be asked
// for every time.
struct FreshnessHeaders {
    std::string_view cache_control;
    std::string_view expires;
    std::string_view date;
    std::string_view age;
};
std::optional<Milliseconds> freshness(const FreshnessHeaders& headers, Timestamp now);

// RSS skipHours (0–24, where 24 is 0) and skipDays ("Monday") as bits. All of them together mean nothing: a
// source that never wants to be asked would not be there.
std::uint32_t skip_hours(const std::vector<int>& hours);
std::uint32_t skip_days(const std::vector<std::string>& days);

// `at`, or the end of the skipped hours and days it falls in.
Timestamp outside_skips(const model::Rhythm& rhythm, Timestamp at);

}  // namespace webclip::schedule
