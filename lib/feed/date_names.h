// Names met in dates, in the languages feeds are written in.
#pragma once

#include <optional>
#include <string_view>

namespace webclip::feed {

// 1–12 for a month's name or abbreviation; `name` with ASCII letters in lower case, a final full stop
// allowed.
std::optional<int> month_of(std::string_view name);

// Minutes east of UTC; `name` in lower case. RFC 822's North American zones keep their meaning there ("cst"
// is UTC-6); the single military letters mean nothing reliable (RFC 2822 §4.3) and are zero.
std::optional<int> zone_minutes(std::string_view name);

// Weekdays in English; other languages' are recognised by being nothing else.
bool is_weekday(std::string_view name);

}  // namespace webclip::feed
