// How often and when a source publishes, as its entries showed, and what it said of that itself. Kept by the
// catalog, read and renewed by the schedule.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/timestamp.h"

namespace webclip::model {

struct Rhythm {
    // Entries that arrived, each counting half as much after every half-life (schedule/rhythm.h), and the
    // hours in which they would have been seen, weighed alike. Counted up to `seen_until`; nothing before the
    // first refresh.
    std::optional<Timestamp> seen_until;
    double watched_hours = 0;
    double arrivals = 0;
    std::array<double, 24> by_hour{};  // of the day, UTC
    std::array<double, 7> by_day{};    // of the week, UTC, Monday first
    std::optional<Timestamp> last_arrival;
    Milliseconds longest_gap{0};  // between two arrivals, ever

    // What the feed says of itself: looks more often than this are not wanted (RSS ttl, sy:updatePeriod);
    // hours and days without any news (RSS skipHours, skipDays), a bit each, as above.
    std::optional<Milliseconds> ttl;
    std::uint32_t skip_hours = 0;
    std::uint32_t skip_days = 0;

    friend bool operator==(const Rhythm&, const Rhythm&) = default;
};

}  // namespace webclip::model
