#include "base/timestamp.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/ascii.h"

namespace webclip {
namespace {

constexpr std::int64_t ms_per_day = 86'400'000;

// Reads exactly `digits` decimal digits off the front of `text`.
std::optional<int> take_digits(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return std::nullopt;
    int value = 0;
    for (const char c : text.substr(0, digits)) {
        if (!is_ascii_digit(c)) return std::nullopt;
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<int> take_fraction_as_ms(std::string_view& text) {
    int ms = 0;
    int scale = 100;
    std::size_t digits = 0;
    while (digits < text.size() && is_ascii_digit(text[digits])) {
        ms += (text[digits] - '0') * scale;
        scale /= 10;
        ++digits;
    }
    if (digits == 0) return std::nullopt;
    text.remove_prefix(digits);
    return ms;
}

// The zone's offset in minutes east of UTC.
std::optional<int> take_zone(std::string_view& text) {
    if (text.empty() || take(text, 'Z') || take(text, 'z')) return 0;
    const bool west = text.front() == '-';
    if (!take(text, '+') && !take(text, '-')) return std::nullopt;
    const auto hours = take_digits(text, 2);
    if (!hours) return std::nullopt;
    int minutes = 0;
    if (!text.empty()) {
        take(text, ':');
        const auto read = take_digits(text, 2);
        if (!read) return std::nullopt;
        minutes = *read;
    }
    if (*hours > 23 || minutes > 59) return std::nullopt;
    return (west ? -1 : 1) * (*hours * 60 + minutes);
}

bool take_time_of_day(std::string_view& text, CivilTime& civil) {
    const auto hour = take_digits(text, 2);
    if (!hour || !take(text, ':')) return false;
    const auto minute = take_digits(text, 2);
    if (!minute) return false;
    civil.hour = *hour;
    civil.minute = *minute;
    if (!take(text, ':')) return true;
    const auto second = take_digits(text, 2);
    if (!second) return false;
    civil.second = *second;
    if (!take(text, '.') && !take(text, ',')) return true;
    const auto ms = take_fraction_as_ms(text);
    if (!ms) return false;
    civil.millisecond = *ms;
    return true;
}

}  // namespace

Timestamp now() {
    return Timestamp::from_ms(
        std::chrono::duration_cast<Milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count());
}

std::optional<Timestamp> from_civil(const CivilTime& civil) {
    using namespace std::chrono;
    const year_month_day date{year{civil.year}, month{static_cast<unsigned>(civil.month)},
                              day{static_cast<unsigned>(civil.day)}};
    const bool time_ok = civil.hour >= 0 && civil.hour < 24 && civil.minute >= 0 && civil.minute < 60 &&
                         civil.second >= 0 && civil.second <= 60 && civil.millisecond >= 0 &&
                         civil.millisecond < 1000;
    if (!date.ok() || !time_ok) return std::nullopt;
    const std::int64_t days = sys_days{date}.time_since_epoch().count();
    const std::int64_t minutes = std::int64_t{civil.hour} * 60 + civil.minute;
    const std::int64_t seconds = minutes * 60 + std::min(civil.second, 59);
    return Timestamp::from_ms(days * ms_per_day + seconds * 1000 + civil.millisecond);
}

CivilTime to_civil(Timestamp t) {
    using namespace std::chrono;
    const sys_time<Milliseconds> instant{Milliseconds{t.ms()}};
    const sys_days midnight = floor<days>(instant);
    const year_month_day date{midnight};
    const hh_mm_ss time{instant - midnight};
    return {.year = static_cast<int>(date.year()),
            .month = static_cast<int>(static_cast<unsigned>(date.month())),
            .day = static_cast<int>(static_cast<unsigned>(date.day())),
            .hour = static_cast<int>(time.hours().count()),
            .minute = static_cast<int>(time.minutes().count()),
            .second = static_cast<int>(time.seconds().count()),
            .millisecond = static_cast<int>(time.subseconds().count())};
}

std::string to_iso8601(Timestamp t) {
    constexpr std::int64_t year_0000 = -62'167'219'200'000;
    constexpr std::int64_t year_9999_end = 253'402'300'799'999;
    const CivilTime c = to_civil(Timestamp::from_ms(std::clamp(t.ms(), year_0000, year_9999_end)));
    std::array<char, 96> buffer{};  // wide enough for any int, which is what the compiler assumes
    const int length = std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ",
                                     c.year, c.month, c.day, c.hour, c.minute, c.second, c.millisecond);
    return {buffer.data(), static_cast<std::size_t>(length)};
}

std::string to_iso8601_date(Timestamp t) {
    return to_iso8601(t).substr(0, 10);
}

std::optional<Timestamp> parse_iso8601(std::string_view text) {
    text = trim_ascii(text);
    CivilTime civil;
    const auto year = take_digits(text, 4);
    if (!year || !take(text, '-')) return std::nullopt;
    const auto month = take_digits(text, 2);
    if (!month || !take(text, '-')) return std::nullopt;
    const auto day = take_digits(text, 2);
    if (!day) return std::nullopt;
    civil.year = *year;
    civil.month = *month;
    civil.day = *day;
    if (text.empty()) return from_civil(civil);
    if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return std::nullopt;
    if (!take_time_of_day(text, civil)) return std::nullopt;
    take(text, ' ');
    const auto zone = take_zone(text);
    if (!zone || !text.empty()) return std::nullopt;
    const auto local = from_civil(civil);
    if (!local) return std::nullopt;
    return *local - std::chrono::minutes{*zone};
}

}  // namespace webclip
