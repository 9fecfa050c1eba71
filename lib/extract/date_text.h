// Dates as people and machines write them, in the languages of the archive. Days: date_day.h, times of day:
// date_clock.h.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/timestamp.h"

namespace webclip::extract {

// Which comes first in 3/4/2021.
enum class DayOrder { day_first, month_first };

struct FoundDate {
    std::string iso;                // "2024-02-25", "2024-02-25T20:00:00", "2024-02-25T20:00:55+09:00"
    Timestamp instant;              // UTC where no zone is given
    bool is_order_guessed = false;  // day and month could change places: see other_reading
    std::string_view day() const { return std::string_view(iso).substr(0, 10); }
    bool has_time() const { return iso.size() > 10; }
    bool has_zone() const { return iso.size() > 19; }
};

// The first date in the text: ISO 8601, RFC 2822, Unix seconds or milliseconds when alone, "February 25,
// 2024", "25. Februar 2024", "2024年2月25日 14時05分", "令和6年2月25日", "民國113年2月25日", "2024. 2. 25.",
// "25.02.2024", "02/25/2024", "20240225200055". Years 1990 to 2099. Nothing is guessed: "yesterday" and "3
// hours ago" are no dates, and a date has a zone only if it states one.
std::optional<FoundDate> find_date(std::string_view text, DayOrder order = DayOrder::day_first);

struct PlacedDate {
    FoundDate date;
    std::size_t begin = 0;  // bytes in the text
    std::size_t end = 0;
};
// All of them, at most `most`.
std::vector<PlacedDate> find_dates(std::string_view text, DayOrder order, std::size_t most);

// 2021-04-03 for 2021-03-04 that was written 3/4/2021; nothing when the order was not guessed.
std::optional<FoundDate> other_reading(const FoundDate& date);

// The date that an address carries: /2024/02/25/, /2024/feb/25/, /20240225/, -2024-02-25-.
std::optional<FoundDate> date_in_address(std::string_view path);

}  // namespace webclip::extract
