// Times of day beside a date: 20:00, 8:30 pm, 20h15, 20.15 Uhr, 14時05分, 오후 3:05, with the zone they
// state.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace webclip::extract {

struct Clock {
    int hour = -1;  // -1: none
    int minute = 0;
    int second = -1;   // -1: not stated
    std::string zone;  // "Z", "+09:00"; "" when none is stated: a zone is never inferred
};

// A time of day shortly after `at`, where a date ends.
Clock clock_after(std::string_view text, std::size_t at);

}  // namespace webclip::extract
