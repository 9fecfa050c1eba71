// Days as people write them: 25 February 2024, 2024年2月25日, 令和6年2月25日, 民國113年2月25日, 25.02.2024.
// To teach a language its months, add them to the table in date_day.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "date_scan.h"
#include "date_text.h"

namespace webclip::extract {

struct Day {
    int year = 0;
    int month = 0;
    int day = 0;
    std::size_t end = 0;            // where the text goes on
    std::size_t clock = 0;          // where a clock stands inside the day ("Feb 25 20:00:55 2024"); 0: none
    bool is_order_guessed = false;  // 3/4/2021: the other order is a day, too
};

// A day of the years 1990 to 2099 that exists in its month.
bool is_plausible(const Day& day);
// The day written at `at`, which is the beginning of a number or a word.
std::optional<Day> day_at(std::string_view text, std::size_t at, DayOrder order);
// 2024-02-25, 2024/2/25, 2024. 2. 25., 2024年2月25日, 20240225.
std::optional<Day> year_first(std::string_view text, std::size_t at);
// 25.02.2024, 02/25/2024, 25-02-2024.
std::optional<Day> year_last(std::string_view text, std::size_t at, DayOrder order);
// The number of the month whose name begins the word at `at`, in any language of the table.
Number month_at(std::string_view text, std::size_t at);

}  // namespace webclip::extract
