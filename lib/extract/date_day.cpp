#include "date_day.h"

#include <array>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/timestamp.h"
#include "date_scan.h"
#include "text/utf8.h"

namespace webclip::extract {
namespace {

constexpr std::size_t nowhere = std::string_view::npos;

// 年 月 日, 년 월 일, and - / . between the fields of a date that begins with its year.
std::size_t skip_separator(std::string_view text, std::size_t at, std::string_view chinese,
                           std::string_view korean) {
    const std::size_t next = skip_blanks(text, at);
    for (const std::string_view word : {chinese, korean}) {
        if (follows(text, next, word)) return skip_blanks(text, next + word.size());
    }
    if (next < text.size() && (text[next] == '-' || text[next] == '/' || text[next] == '.')) {
        return skip_blanks(text, next + 1);
    }
    return nowhere;
}

// What follows a year: "-02-25", "年2月25日".
std::optional<Day> month_and_day(std::string_view text, std::size_t at, int year) {
    std::size_t next = skip_separator(text, at, "年", "년");
    if (next == nowhere) return std::nullopt;
    const Number month = number_at(text, next, 2);
    if (month.length == 0) return std::nullopt;
    next = skip_separator(text, next + month.length, "月", "월");
    if (next == nowhere) return std::nullopt;
    const Number date = number_at(text, next, 2);
    if (date.length == 0) return std::nullopt;
    next += date.length;
    for (const std::string_view word : {"日", "일", "."}) {
        if (follows(text, next, word)) next += word.size();
    }
    const Day day{.year = year, .month = month.value, .day = date.value, .end = next};
    return is_plausible(day) ? std::optional(day) : std::nullopt;
}

// 20240225, also at the head of 20240225200055 and 202402252000.
std::optional<Day> packed(std::string_view text, std::size_t at) {
    std::size_t length = 0;
    while (at + length < text.size() && is_ascii_digit(text[at + length])) ++length;
    if (length != 8 && length != 12 && length != 14) return std::nullopt;
    const int digits = number_at(text.substr(0, at + 8), at, 8).value;
    const Day day{.year = digits / 10000, .month = digits / 100 % 100, .day = digits % 100, .end = at + 8};
    return is_plausible(day) ? std::optional(day) : std::nullopt;
}

// The years of the eras that East Asian pages still count in.
std::optional<Day> era(std::string_view text, std::size_t at) {
    struct Era {
        std::string_view name;
        int before;  // the year before its first
    };
    for (const Era& one :
         {Era{"令和", 2018}, Era{"平成", 1988}, Era{"民國", 1911}, Era{"民国", 1911}, Era{"민국", 1911}}) {
        if (!follows(text, at, one.name)) continue;
        const std::size_t year_at = skip_blanks(text, at + one.name.size());
        constexpr std::string_view first = "元";
        if (follows(text, year_at, first)) return month_and_day(text, year_at + first.size(), one.before + 1);
        const Number year = number_at(text, year_at, 3);
        if (year.length == 0) return std::nullopt;
        return month_and_day(text, year_at + year.length, one.before + year.value);
    }
    return std::nullopt;
}

struct MonthName {
    std::string_view prefix;  // lower case ASCII, other bytes as they stand
    int month;
};

// Where two prefixes fit, the longer one stands first.
constexpr MonthName month_names[] = {
    {"marras", 11}, {"mars", 3},   {"helmi", 2},  {"ιούν", 6},     {"ιουν", 6},    {"ιούλ", 7},
    {"ιουλ", 7},    {"juin", 6},   {"juil", 7},   {"jan", 1},      {"feb", 2},     {"mar", 3},
    {"apr", 4},     {"may", 5},    {"jun", 6},    {"jul", 7},      {"aug", 8},     {"sep", 9},
    {"oct", 10},    {"nov", 11},   {"dec", 12},   {"jän", 1},      {"mär", 3},     {"mrz", 3},
    {"mai", 5},     {"okt", 10},   {"dez", 12},   {"fév", 2},      {"fev", 2},     {"avr", 4},
    {"aoû", 8},     {"aou", 8},    {"déc", 12},   {"ene", 1},      {"abr", 4},     {"ago", 8},
    {"dic", 12},    {"set", 9},    {"out", 10},   {"gen", 1},      {"mag", 5},     {"giu", 6},
    {"lug", 7},     {"ott", 10},   {"mei", 5},    {"maa", 3},      {"mrt", 3},     {"sty", 1},
    {"lut", 2},     {"kwi", 4},    {"maj", 5},    {"cze", 6},      {"lip", 7},     {"sie", 8},
    {"wrz", 9},     {"paź", 10},   {"lis", 11},   {"gru", 12},     {"led", 1},     {"úno", 2},
    {"bře", 3},     {"dub", 4},    {"kvě", 5},    {"srp", 8},      {"zář", 9},     {"říj", 10},
    {"pro", 12},    {"янв", 1},    {"фев", 2},    {"мар", 3},      {"апр", 4},     {"мая", 5},
    {"май", 5},     {"июн", 6},    {"июл", 7},    {"авг", 8},      {"сен", 9},     {"окт", 10},
    {"ноя", 11},    {"дек", 12},   {"січ", 1},    {"лют", 2},      {"бер", 3},     {"кві", 4},
    {"тра", 5},     {"чер", 6},    {"лип", 7},    {"сер", 8},      {"вер", 9},     {"жов", 10},
    {"лис", 11},    {"гру", 12},   {"ιαν", 1},    {"φεβ", 2},      {"μαρ", 3},     {"μάρ", 3},
    {"απρ", 4},     {"μαΐ", 5},    {"μάι", 5},    {"αυγ", 8},      {"αύγ", 8},     {"σεπ", 9},
    {"οκτ", 10},    {"νοε", 11},   {"δεκ", 12},   {"oca", 1},      {"şub", 2},     {"nis", 4},
    {"haz", 6},     {"tem", 7},    {"ağu", 8},    {"eyl", 9},      {"eki", 10},    {"kas", 11},
    {"ara", 12},    {"tammi", 1},  {"huhti", 4},  {"touko", 5},    {"kesä", 6},    {"hein", 7},
    {"elok", 8},    {"syys", 9},   {"loka", 10},  {"joulu", 12},   {"márc", 3},    {"ápr", 4},
    {"máj", 5},     {"jún", 6},    {"júl", 7},    {"szept", 9},    {"ian", 1},     {"iun", 6},
    {"iul", 7},     {"noi", 11},   {"des", 12},   {"gener", 1},    {"juny", 6},    {"يناير", 1},
    {"فبراير", 2},  {"مارس", 3},   {"أبريل", 4},  {"إبريل", 4},    {"مايو", 5},    {"يونيو", 6},
    {"يوليو", 7},   {"أغسطس", 8},  {"سبتمبر", 9}, {"أكتوبر", 10},  {"نوفمبر", 11}, {"ديسمبر", 12},
    {"ינואר", 1},   {"פברואר", 2}, {"מרץ", 3},    {"אפריל", 4},    {"מאי", 5},     {"יוני", 6},
    {"יולי", 7},    {"אוגוסט", 8}, {"ספטמבר", 9}, {"אוקטובר", 10}, {"נובמבר", 11}, {"דצמבר", 12},
};

bool is_letter_byte(char c) {
    return is_ascii_alpha(c) || static_cast<unsigned char>(c) >= 0x80;
}

std::size_t skip_filler(std::string_view text, std::size_t at) {
    for (;;) {
        const std::size_t start = at;
        at = skip_blanks(text, at);
        while (at < text.size() && (text[at] == '.' || text[at] == ',' || text[at] == '-' || text[at] == '/'))
            ++at;
        for (const std::string_view word : {"de ", "of ", "del ", "st ", "nd ", "rd ", "th ", "st,", "nd,",
                                            "rd,", "th,", "er ", "º ", "ª ", "năm ", "г. "}) {
            if (text.size() - at >= word.size() && starts_with_ignoring_ascii_case(text.substr(at), word)) {
                at += word.size();
            }
        }
        if (at == start) return at;
    }
}

// "20:00:55 +0800 2024": Unix and Twitter put the clock before the year. The place of the year, or `at`.
std::size_t skip_clock(std::string_view text, std::size_t at) {
    const Number hour = number_at(text, at, 2);
    if (hour.length != 2 || !follows(text, at + 2, ":")) return at;
    std::size_t next = at;
    const auto is_of_clock = [](char c) { return is_ascii_digit(c) || c == ':' || c == '+' || c == '-'; };
    while (next < text.size() &&
           (is_of_clock(text[next]) || is_ascii_alpha(text[next]) || text[next] == ' ')) {
        if (number_at(text, next, 4).length == 4 && text[next - 1] == ' ') return next;
        ++next;
    }
    return at;
}

// Whether a number follows the word: most words are no months, and need not be looked up.
bool is_before_number(std::string_view text, std::size_t at) {
    while (at < text.size() && is_letter_byte(text[at])) ++at;
    at = skip_blanks(text, at);
    while (at < text.size() && (text[at] == '.' || text[at] == ',' || text[at] == '-' || text[at] == '/'))
        ++at;
    at = skip_blanks(text, at);
    return at < text.size() && is_ascii_digit(text[at]);
}

// "February 25, 2024", "Feb 25th 2024"
std::optional<Day> named_month_first(std::string_view text, std::size_t at) {
    if (!is_before_number(text, at)) return std::nullopt;
    const Number month = month_at(text, at);
    if (month.length == 0) return std::nullopt;
    const std::size_t date_at = skip_filler(text, at + month.length);
    const Number date = number_at(text, date_at, 2);
    if (date.length == 0) return std::nullopt;
    const std::size_t rest = skip_filler(text, date_at + date.length);
    const std::size_t year_at = skip_clock(text, rest);
    const Number year = number_at(text, year_at, 4);
    if (year.length != 4) return std::nullopt;
    const Day day{.year = year.value,
                  .month = month.value,
                  .day = date.value,
                  .end = year_at + 4,
                  .clock = year_at == rest ? 0 : rest};
    return is_plausible(day) ? std::optional(day) : std::nullopt;
}

int full_year(const Number& number) {
    if (number.length == 4) return number.value;
    return number.length == 2 ? (number.value < 70 ? 2000 + number.value : 1900 + number.value) : 0;
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
    const Day day{
        .year = full_year(year), .month = month.value, .day = date.value, .end = year_at + year.length};
    return is_plausible(day) ? std::optional(day) : std::nullopt;
}

// "2024. február 25.", "2024 Feb 25", "2024-Feb-25"
std::optional<Day> named_month_after_year(std::string_view text, std::size_t at) {
    const Number year = number_at(text, at, 4);
    if (year.length != 4) return std::nullopt;
    const std::size_t month_start = skip_filler(text, at + 4);
    const Number month = month_start == at + 4 ? Number{} : month_at(text, month_start);
    if (month.length == 0) return std::nullopt;
    const std::size_t date_at = skip_filler(text, month_start + month.length);
    const Number date = number_at(text, date_at, 2);
    const Day day{.year = year.value, .month = month.value, .day = date.value, .end = date_at + date.length};
    return is_plausible(day) ? std::optional(day) : std::nullopt;
}

}  // namespace

bool is_plausible(const Day& day) {
    return day.year >= 1990 && day.year <= 2099 &&
           from_civil({.year = day.year, .month = day.month, .day = day.day}).has_value();
}

Number month_at(std::string_view text, std::size_t at) {
    constexpr std::size_t longest = 24;
    std::size_t end = at;
    bool is_ascii = true;
    while (end < text.size() && end - at <= longest && is_letter_byte(text[end])) {
        if (static_cast<unsigned char>(text[end]) >= 0xE3) return {};  // ideographs, kana, hangul
        is_ascii = is_ascii && is_ascii_alpha(text[end]);
        ++end;
    }
    if (end - at < 3 || end - at > longest) return {};
    const std::string_view raw = text.substr(at, end - at);
    const std::string word = is_ascii ? to_ascii_lower(raw) : text::fold(raw);
    if (word == "tháng") {
        const std::size_t digits = skip_blanks(text, end);
        const Number month = number_at(text, digits, 2);
        return month.length == 0 ? Number{} : Number{month.value, digits + month.length - at};
    }
    for (const MonthName& name : month_names) {
        if (follows(word, 0, name.prefix)) return {name.month, end - at};
    }
    return {};
}

std::optional<Day> year_first(std::string_view text, std::size_t at) {
    const Number year = number_at(text, at, 4);
    return year.length == 4 ? month_and_day(text, at + 4, year.value) : packed(text, at);
}

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
    Day day{.year = full_year(year),
            .month = month_first ? first.value : second.value,
            .day = month_first ? second.value : first.value,
            .end = next + year.length,
            .is_order_guessed =
                separator != '.' && first.value <= 12 && second.value <= 12 && first.value != second.value};
    if (day.month > 12) std::swap(day.month, day.day);
    return is_plausible(day) ? std::optional(day) : std::nullopt;
}

std::optional<Day> day_at(std::string_view text, std::size_t at, DayOrder order) {
    if (!is_ascii_digit(text[at])) {
        if (auto day = named_month_first(text, at)) return day;
        return era(text, at);
    }
    if (auto day = year_first(text, at)) return day;
    if (auto day = named_month_after_year(text, at)) return day;
    if (auto day = named_month_second(text, at)) return day;
    return year_last(text, at, order);
}

}  // namespace webclip::extract
