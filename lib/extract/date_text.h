// Dates as people and machines write them, in the languages of the archive.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/timestamp.h"

namespace webclip::extract {

// Which comes first in 3/4/2021.
enum class DayOrder { day_first, month_first };

struct FoundDate {
    std::string iso;    // "2024-02-25", "2024-02-25T20:00", "2024-02-25T20:00:55+09:00"
    Timestamp instant;  // UTC where no zone is given
    std::string_view day() const { return std::string_view(iso).substr(0, 10); }
    bool has_time() const { return iso.size() > 10; }
};

// The first date in the text: ISO 8601, RFC 2822, Unix seconds or milliseconds when alone, "February 25,
// 2024", "25. Februar 2024", "2024年2月25日 20:00", "2024. 2. 25.", "25.02.2024", "02/25/2024". Years 1990 to
// 2099.
std::optional<FoundDate> find_date(std::string_view text, DayOrder order = DayOrder::day_first);

// The date that an address carries: /2024/02/25/, /20240225/, -2024-02-25-.
std::optional<FoundDate> date_in_address(std::string_view path);

}  // namespace webclip::extract
