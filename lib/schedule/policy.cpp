#include "schedule/policy.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "base/ascii.h"

namespace webclip::schedule {

namespace {

constexpr Milliseconds shortest_pause = std::chrono::minutes{1};
constexpr Milliseconds longest_pause = std::chrono::hours{24 * 7};

Milliseconds clamp_pause(Milliseconds pause) {
    return std::clamp(pause, shortest_pause, longest_pause);
}

std::string_view unquoted(std::string_view value) {
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
        return value.substr(1, value.size() - 2);
    return value;
}

}  // namespace

Milliseconds jittered(Milliseconds interval, double share, double random) {
    const double extra =
        static_cast<double>(interval.count()) * std::max(0.0, share) * std::clamp(random, 0.0, 1.0);
    return interval + Milliseconds{static_cast<std::int64_t>(extra)};
}

std::optional<Milliseconds> parse_delta_seconds(std::string_view digits) {
    if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_ascii_digit)) return std::nullopt;
    std::int64_t seconds = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    const std::int64_t most = std::chrono::duration_cast<std::chrono::seconds>(longest_pause).count();
    if (result.ec == std::errc::result_out_of_range || seconds > most) return longest_pause;
    return std::chrono::seconds{seconds};
}

Milliseconds longest_wait(const Policy& policy) {
    constexpr std::chrono::hours week_of_skips{24 * 7};
    const Milliseconds wait = std::max({policy.at_most, policy.at_least, policy.retry_most, longest_pause});
    return jittered(wait, policy.jitter, 1.0) + week_of_skips;
}

Milliseconds retry_delay(const Policy& policy, int failures, std::optional<Milliseconds> retry_after,
                         double random) {
    if (retry_after) return jittered(clamp_pause(*retry_after), policy.jitter, random);
    Milliseconds delay = std::min(policy.retry_first, policy.retry_most);
    for (int i = 1; i < failures && delay < policy.retry_most; ++i)
        delay = std::min(delay * 2, policy.retry_most);
    return jittered(delay, policy.jitter, random);
}

std::optional<Milliseconds> parse_retry_after(std::string_view value, Timestamp now) {
    const std::string_view trimmed = trim_ascii(value);
    if (const auto seconds = parse_delta_seconds(trimmed)) return clamp_pause(*seconds);
    const std::optional<Timestamp> date = parse_http_date(trimmed);
    if (!date) return std::nullopt;
    return clamp_pause(*date - now);
}

std::optional<Milliseconds> parse_max_age(std::string_view cache_control) {
    std::optional<Milliseconds> age;
    for (const std::string_view piece : split_ascii(cache_control, ',')) {
        const std::string_view directive = trim_ascii(piece);
        if (equals_ignoring_ascii_case(directive, "no-cache") ||
            equals_ignoring_ascii_case(directive, "no-store")) {
            return Milliseconds{0};
        }
        const std::size_t equals = directive.find('=');
        if (equals == std::string_view::npos) continue;
        if (!equals_ignoring_ascii_case(trim_ascii(directive.substr(0, equals)), "max-age")) continue;
        if (!age) age = parse_delta_seconds(unquoted(trim_ascii(directive.substr(equals + 1))));
    }
    return age;
}

}  // namespace webclip::schedule
