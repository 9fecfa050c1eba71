// Instants in UTC with millisecond resolution: the only form of time that is stored or crosses rooms.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace webclip {

using Milliseconds = std::chrono::milliseconds;

// Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time). Any int64 is a valid value;
// formatting is defined for the years 0000 to 9999 and clamps outside them.
class Timestamp {
  public:
    constexpr Timestamp() = default;
    static constexpr Timestamp from_ms(std::int64_t ms) { return Timestamp{ms}; }
    constexpr std::int64_t ms() const { return ms_; }

    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the defaulted body for a 0
    friend constexpr auto operator<=>(Timestamp, Timestamp) = default;
    friend constexpr Timestamp operator+(Timestamp t, Milliseconds d) { return Timestamp{t.ms_ + d.count()}; }
    friend constexpr Timestamp operator-(Timestamp t, Milliseconds d) { return Timestamp{t.ms_ - d.count()}; }
    friend constexpr Milliseconds operator-(Timestamp a, Timestamp b) { return Milliseconds{a.ms_ - b.ms_}; }

  private:
    constexpr explicit Timestamp(std::int64_t ms) : ms_(ms) {}
    std::int64_t ms_ = 0;
};

// The wall clock. For shell rooms only: the pure core receives its time as an argument.
Timestamp now();

// A civil date and time of day in UTC. month 1–12, day 1–31.
struct CivilTime {
    int year = 1970;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int millisecond = 0;
};

// Nothing when a field is out of its range or the day does not exist in its month. Second 60 is read as 59.
std::optional<Timestamp> from_civil(const CivilTime& civil);
CivilTime to_civil(Timestamp t);

// "2024-02-25T20:00:55.000Z", always with milliseconds.
std::string to_iso8601(Timestamp t);
// "2024-02-25".
std::string to_iso8601_date(Timestamp t);
// RFC 3339 and the ISO 8601 profile of W3C's "Date and Time Formats": a date alone (midnight UTC), or date
// and time with `T`, `t` or a blank between them, seconds and fraction optional, zone `Z`, `±hh:mm`, `±hhmm`,
// `±hh` or absent (read as UTC). Surrounding blanks are ignored; anything left over makes the whole text
// unreadable.
std::optional<Timestamp> parse_iso8601(std::string_view text);

}  // namespace webclip
