#include "schedule/allowance.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "schedule/policy.h"

namespace webclip::schedule {

namespace {

constexpr std::uint32_t all_hours = (1U << 24U) - 1;
constexpr std::uint32_t all_days = (1U << 7U) - 1;
constexpr std::array<std::string_view, 7> day_names{"monday", "tuesday",  "wednesday", "thursday",
                                                    "friday", "saturday", "sunday"};

std::optional<Milliseconds> lifetime(const FreshnessHeaders& headers, Timestamp now) {
    if (const auto age = parse_max_age(headers.cache_control)) return age;
    if (trim_ascii(headers.expires).empty()) return std::nullopt;
    // An unreadable date, above all "0", means the past (RFC 9111 §5.3).
    const Timestamp expires = parse_http_date(headers.expires).value_or(Timestamp{});
    const Timestamp date = parse_http_date(headers.date).value_or(now);
    return std::max(expires - date, Milliseconds{0});
}

bool is_skipped(const model::Rhythm& rhythm, Timestamp at) {
    constexpr std::int64_t ms_per_hour = 3'600'000;
    constexpr std::int64_t thursday = 3;  // 1970-01-01
    const std::int64_t hours = at.ms() / ms_per_hour;
    const auto hour = static_cast<std::uint32_t>(hours % 24);
    const auto day = static_cast<std::uint32_t>((hours / 24 + thursday) % 7);
    return ((rhythm.skip_hours >> hour) & 1U) != 0 || ((rhythm.skip_days >> day) & 1U) != 0;
}

}  // namespace

std::optional<Milliseconds> freshness(const FreshnessHeaders& headers, Timestamp now) {
    const std::optional<Milliseconds> fresh = lifetime(headers, now);
    if (!fresh) return std::nullopt;
    const Milliseconds age = parse_delta_seconds(trim_ascii(headers.age)).value_or(Milliseconds{0});
    return std::max(*fresh - age, Milliseconds{0});
}

std::uint32_t skip_hours(const std::vector<int>& hours) {
    std::uint32_t bits = 0;
    for (const int hour : hours) {
        if (hour >= 0 && hour <= 24) bits |= 1U << static_cast<std::uint32_t>(hour % 24);
    }
    return bits == all_hours ? 0 : bits;
}

std::uint32_t skip_days(const std::vector<std::string>& days) {
    std::uint32_t bits = 0;
    for (const std::string& day : days) {
        const auto name = std::find_if(day_names.begin(), day_names.end(), [&](std::string_view known) {
            return equals_ignoring_ascii_case(trim_ascii(day), known);
        });
        if (name != day_names.end()) bits |= 1U << static_cast<std::uint32_t>(name - day_names.begin());
    }
    return bits == all_days ? 0 : bits;
}

Timestamp outside_skips(const model::Rhythm& rhythm, Timestamp at) {
    constexpr std::int64_t ms_per_hour = 3'600'000;
    constexpr int hours_per_week = 24 * 7;
    for (int i = 0; i < hours_per_week && is_skipped(rhythm, at); ++i)
        at = Timestamp::from_ms((at.ms() / ms_per_hour + 1) * ms_per_hour);
    return at;
}

}  // namespace webclip::schedule
