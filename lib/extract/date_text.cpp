#include "date_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/ascii.h"

namespace webclip::extract {
namespace {

struct Clock {
    int hour = -1;  // -1: none
    int minute = 0;
    int second = -1;
    std::string zone;  // "Z", "+09:00" or ""
};

struct Day {
    int year = 0;
    int month = 0;
    int day = 0;
    std::size_t end = 0;  // where the text goes on
};

bool is_plausible(const Day& day) {
    return day.year >= 1990 && day.year <= 2099 &&
           from_civil({.year = day.year, .month = day.month, .day = day.day}).has_value();
}

// Digits at `at`, at most `most` of them.
struct Number {
    int value = 0;
    std::size_t length = 0;
};

Number number_at(std::string_view text, std::size_t at, std::size_t most) {
    Number number;
    while (at + number.length < text.size() && number.length < most &&
           is_ascii_digit(text[at + number.length])) {
        number.value = number.value * 10 + (text[at + number.length] - '0');
        ++number.length;
    }
    const std::size_t after = at + number.length;
    if (after < text.size() && is_ascii_digit(text[after])) return {};  // a longer number
    return number;
}

bool follows(std::string_view text, std::size_t at, std::string_view what) {
    return text.substr(std::min(at, text.size()), what.size()) == what;
}

// Steps over blanks, U+3000 and U+00A0.
std::size_t skip_blanks(std::string_view text, std::size_t at) {
    for (;;) {
        if (at < text.size() && is_ascii_space(text[at]))
            ++at;
        else if (follows(text, at, "\xC2\xA0"))
            at += 2;
        else if (follows(text, at, "\xE3\x80\x80"))
            at += 3;
        else
            return at;
    }
}

// 年 月 日, 년 월 일, and - / . between the fields of a date that begins with its year.
std::size_t skip_separator(std::string_view text, std::size_t at, std::string_view chinese,
                           std::string_view korean) {
    std::size_t next = skip_blanks(text, at);
    for (const std::string_view word : {chinese, korean}) {
        if (follows(text, next, word)) return skip_blanks(text, next + word.size());
    }
    if (next < text.size() && (text[next] == '-' || text[next] == '/' || text[next] == '.')) {
        return skip_blanks(text, next + 1);
    }
    return std::string_view::npos;
}

std::optional<Day> year_first(std::string_view text, std::size_t at) {
    const Number year = number_at(text, at, 4);
    if (year.length != 4) {
        // 20240225
        const Number packed = number_at(text, at, 8);
        if (packed.length != 8) return std::nullopt;
        const Day day{packed.value / 10000, packed.value / 100 % 100, packed.value % 100, at + 8};
        return is_plausible(day) ? std::optional(day) : std::nullopt;
    }
    std::size_t next = skip_separator(text, at + 4, "年", "년");
    if (next == std::string_view::npos) return std::nullopt;
    const Number month = number_at(text, next, 2);
    if (month.length == 0) return std::nullopt;
    next = skip_separator(text, next + month.length, "月", "월");
    if (next == std::string_view::npos) return std::nullopt;
    const Number date = number_at(text, next, 2);
    if (date.length == 0) return std::nullopt;
    next += date.length;
    for (const std::string_view word : {"日", "일", "."}) {
        if (follows(text, next, word)) next += word.size();
    }
    const Day day{year.value, month.value, date.value, next};
    return is_plausible(day) ? std::optional(day) : std::nullopt;
}

int full_year(const Number& number) {
    if (number.length == 4) return number.value;
    return number.length == 2 ? (number.value < 70 ? 2000 + number.value : 1900 + number.value) : 0;
}

// 25.02.2024, 25/02/2024, 02/25/2024, 25-02-2024
std::optional<Day> year_last(std::string_view text, std::size_t at, DayOrder order) {
    const Number first = number_at(text, at, 2);
    if (first.length == 0) return std::nullopt;
    std::size_t next = at + first.length;
    if (next >= text.size()) return std::nullopt;
    const char separator = text[next];
    if (separator != '.' && separator != '/' && separator != '-') return std::nullopt;
    next = skip_blanks(text, next + 1);
    const Number second = number_at(text, next, 2);
    if (second.length == 0) return std::nullopt;
    next += second.length;
    if (next >= text.size() || text[next] != separator) return std::nullopt;
    next = skip_blanks(text, next + 1);
    const Number year = number_at(text, next, 4);
    if (year.length != 4 && (year.length != 2 || separator == '-')) return std::nullopt;
    const bool month_first = separator == '/' && order == DayOrder::month_first;
    Day day{full_year(year), month_first ? first.value : second.value,
            month_first ? second.value : first.value, next + year.length};
    if (day.month > 12) std::swap(day.month, day.day);
    return is_plausible(day) ? std::optional(day) : std::nullopt;
}

struct MonthName {
    std::string_view prefix;  // lower case ASCII, other bytes as they stand
    int month;
};

// English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Czech, Russian, Greek, Turkish,
// Nordic.
constexpr std::array<MonthName, 86> month_names{{
    {"jan", 1},  {"feb", 2},  {"mar", 3},     {"apr", 4},  {"may", 5},  {"jun", 6},  {"jul", 7},  {"aug", 8},
    {"sep", 9},  {"oct", 10}, {"nov", 11},    {"dec", 12}, {"jän", 1},  {"mär", 3},  {"mrz", 3},  {"mai", 5},
    {"okt", 10}, {"dez", 12}, {"fév", 2},     {"fev", 2},  {"avr", 4},  {"juin", 6}, {"juil", 7}, {"aoû", 8},
    {"aou", 8},  {"déc", 12}, {"ene", 1},     {"abr", 4},  {"ago", 8},  {"dic", 12}, {"set", 9},  {"out", 10},
    {"gen", 1},  {"mag", 5},  {"giu", 6},     {"lug", 7},  {"ott", 10}, {"mei", 5},  {"maa", 3},  {"mrt", 3},
    {"sty", 1},  {"lut", 2},  {"kwi", 4},     {"maj", 5},  {"cze", 6},  {"lip", 7},  {"sie", 8},  {"wrz", 9},
    {"paź", 10}, {"lis", 11}, {"gru", 12},    {"led", 1},  {"úno", 2},  {"bře", 3},  {"dub", 4},  {"kvě", 5},
    {"srp", 8},  {"zář", 9},  {"říj", 10},    {"pro", 12}, {"янв", 1},  {"фев", 2},  {"мар", 3},  {"апр", 4},
    {"мая", 5},  {"май", 5},  {"июн", 6},     {"июл", 7},  {"авг", 8},  {"сен", 9},  {"окт", 10}, {"ноя", 11},
    {"дек", 12}, {"ιαν", 1},  {"ιανουαρ", 1}, {"φεβ", 2},  {"μαρ", 3},  {"μαΐ", 5},  {"σεπ", 9},  {"οκτ", 10},
    {"νοε", 11}, {"δεκ", 12}, {"oca", 1},     {"şub", 2},  {"haz", 6},  {"kas", 11},
}};

bool is_letter_byte(char c) {
    return is_ascii_alpha(c) || static_cast<unsigned char>(c) >= 0x80;
}

// A month's name at `at`, to the end of its word; 0 for none.
Number month_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && end - at <= 24 && is_letter_byte(text[end])) ++end;
    if (end - at < 3 || end - at > 24) return {};
    const std::string word = to_ascii_lower(text.substr(at, end - at));
    for (const MonthName& name : month_names) {
        if (follows(word, 0, name.prefix)) return {name.month, end - at};
    }
    return {};
}

std::size_t skip_filler(std::string_view text, std::size_t at) {
    for (;;) {
        const std::size_t start = at;
        at = skip_blanks(text, at);
        while (at < text.size() && (text[at] == '.' || text[at] == ',' || text[at] == '-' || text[at] == '/'))
            ++at;
        for (const std::string_view word :
             {"de ", "of ", "del ", "st ", "nd ", "rd ", "th ", "st,", "nd,", "rd,", "th,", "er ", "º "}) {
            if (text.size() - at >= word.size() && starts_with_ignoring_ascii_case(text.substr(at), word)) {
                at += word.size();
            }
        }
        if (at == start) return at;
    }
}

// "February 25, 2024", "Feb 25th 2024"
std::optional<Day> named_month_first(std::string_view text, std::size_t at) {
    const Number month = month_at(text, at);
    if (month.length == 0) return std::nullopt;
    const std::size_t date_at = skip_filler(text, at + month.length);
    const Number date = number_at(text, date_at, 2);
    if (date.length == 0) return std::nullopt;
    const std::size_t year_at = skip_filler(text, date_at + date.length);
    const Number year = number_at(text, year_at, 4);
    if (year.length != 4) return std::nullopt;
    const Day day{year.value, month.value, date.value, year_at + 4};
    return is_plausible(day) ? std::optional(day) : std::nullopt;
}

// "25 February 2024", "25. Februar 2024", "25 de febrero de 2024", "25-Feb-24"
std::optional<Day> named_month_second(std::string_view text, std::size_t at) {
    const Number date = number_at(text, at, 2);
    if (date.length == 0) return std::nullopt;
    const std::size_t month_start = skip_filler(text, at + date.length);
    const Number month = month_at(text, month_start);
    if (month.length == 0) return std::nullopt;
    const std::size_t year_at = skip_filler(text, month_start + month.length);
    const Number year = number_at(text, year_at, 4);
    if (year.length != 4 && !(year.length == 2 && year_at > 0 && text[year_at - 1] == '-'))
        return std::nullopt;
    const Day day{full_year(year), month.value, date.value, year_at + year.length};
    return is_plausible(day) ? std::optional(day) : std::nullopt;
}

std::string two_digits(int value) {
    return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
}

std::string zone_at(std::string_view text, std::size_t at) {
    const std::size_t start = skip_blanks(text, at);
    if (start >= text.size()) return {};
    if (text[start] == 'Z' || follows(text, start, "GMT") || follows(text, start, "UTC")) return "Z";
    if (text[start] != '+' && text[start] != '-') return {};
    const Number both = number_at(text, start + 1, 4);
    int hours = both.value;
    int minutes = 0;
    if (both.length == 4) {
        hours = both.value / 100;
        minutes = both.value % 100;
    } else if (both.length == 2 && follows(text, start + 3, ":")) {
        minutes = number_at(text, start + 4, 2).value;
    }
    if ((both.length != 4 && both.length != 2) || hours > 14 || minutes > 59) return {};
    return text[start] + two_digits(hours) + ":" + two_digits(minutes);
}

// A time of day shortly after a date.
Clock clock_after(std::string_view text, std::size_t at) {
    constexpr std::size_t reach = 24;
    for (std::size_t i = at; i < text.size() && i < at + reach; ++i) {
        if (!is_ascii_digit(text[i])) continue;
        const Number hour = number_at(text, i, 2);
        if (hour.length == 0 || hour.value > 23 || !follows(text, i + hour.length, ":")) return {};
        std::size_t next = i + hour.length + 1;
        const Number minute = number_at(text, next, 2);
        if (minute.length != 2 || minute.value > 59) return {};
        next += 2;
        Clock clock{hour.value, minute.value, -1, {}};
        if (follows(text, next, ":")) {
            const Number second = number_at(text, next + 1, 2);
            if (second.length == 2 && second.value <= 60) {
                clock.second = std::min(second.value, 59);
                next += 3;
                if (follows(text, next, ".")) next += 1 + number_at(text, next + 1, 9).length;
            }
        }
        const std::string_view tail = text.substr(skip_blanks(text, next));
        const bool is_pm =
            starts_with_ignoring_ascii_case(tail, "pm") || starts_with_ignoring_ascii_case(tail, "p.m");
        const bool is_am =
            starts_with_ignoring_ascii_case(tail, "am") || starts_with_ignoring_ascii_case(tail, "a.m");
        if (is_pm && clock.hour < 12) clock.hour += 12;
        if (is_am && clock.hour == 12) clock.hour = 0;
        clock.zone = zone_at(text, next);
        return clock;
    }
    return {};
}

FoundDate compose(const Day& day, const Clock& clock) {
    FoundDate found;
    found.iso = std::to_string(day.year) + "-" + two_digits(day.month) + "-" + two_digits(day.day);
    if (clock.hour >= 0) {
        found.iso += "T" + two_digits(clock.hour) + ":" + two_digits(clock.minute);
        found.iso += clock.second >= 0 ? ":" + two_digits(clock.second) : std::string(":00");
        found.iso += clock.zone;
    }
    found.instant = parse_iso8601(found.iso).value_or(Timestamp{});
    return found;
}

std::optional<FoundDate> unix_time(std::string_view text) {
    const std::string_view digits = trim_ascii(text);
    if (digits.size() != 10 && digits.size() != 13) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : digits) {
        if (!is_ascii_digit(c)) return std::nullopt;
        value = value * 10 + (c - '0');
    }
    if (digits.size() == 10) value *= 1000;
    const Timestamp instant = Timestamp::from_ms(value);
    const CivilTime civil = to_civil(instant);
    if (civil.year < 1990 || civil.year > 2099) return std::nullopt;
    return compose({civil.year, civil.month, civil.day, 0}, {civil.hour, civil.minute, civil.second, "Z"});
}

bool starts_token(std::string_view text, std::size_t at) {
    if (at == 0) return true;
    const char before = text[at - 1];
    return !is_ascii_alnum(before);
}

std::optional<Day> day_at(std::string_view text, std::size_t at, DayOrder order) {
    if (is_ascii_digit(text[at])) {
        if (auto day = year_first(text, at)) return day;
        if (auto day = named_month_second(text, at)) return day;
        return year_last(text, at, order);
    }
    return named_month_first(text, at);
}

}  // namespace

std::optional<FoundDate> find_date(std::string_view text, DayOrder order) {
    constexpr std::size_t longest = 2000;
    text = text.substr(0, longest);
    if (auto instant = unix_time(text)) return instant;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_ascii_digit(text[at]) && !is_letter_byte(text[at])) continue;
        if (!starts_token(text, at)) continue;
        if (const auto day = day_at(text, at, order)) return compose(*day, clock_after(text, day->end));
    }
    return std::nullopt;
}

std::optional<FoundDate> date_in_address(std::string_view path) {
    for (std::size_t at = 0; at < path.size(); ++at) {
        if (!is_ascii_digit(path[at]) || (at > 0 && is_ascii_digit(path[at - 1]))) continue;
        if (auto day = year_first(path, at)) return compose(*day, {});
        if (auto day = year_last(path, at, DayOrder::day_first);
            day && number_at(path, day->end - 4, 4).length == 4) {
            return compose(*day, {});
        }
        // /2024/0225/ and /202402/25/ and /2024-02/25/
        const Number first = number_at(path, at, 8);
        if ((first.length != 4 && first.length != 6) || at + first.length >= path.size()) continue;
        const Number second = number_at(path, at + first.length + 1, 4);
        if (first.length + second.length != 8) continue;
        const Day day = first.length == 4 ? Day{first.value, second.value / 100, second.value % 100, 0}
                                          : Day{first.value / 100, first.value % 100, second.value, 0};
        if (is_plausible(day)) return compose(day, {});
    }
    return std::nullopt;
}

}  // namespace webclip::extract
