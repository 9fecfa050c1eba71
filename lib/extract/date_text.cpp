#include "date_text.h"

#include <cstdint>
#include <utility>

#include "base/ascii.h"
#include "date_clock.h"
#include "date_day.h"
#include "date_scan.h"

namespace webclip::extract {
namespace {

FoundDate compose(const Day& day, const Clock& clock) {
    FoundDate found;
    found.iso = std::to_string(day.year) + "-" + two_digits(day.month) + "-" + two_digits(day.day);
    if (clock.hour >= 0) {
        found.iso += "T" + two_digits(clock.hour) + ":" + two_digits(clock.minute) + ":" +
                     two_digits(clock.second >= 0 ? clock.second : 0) + clock.zone;
    }
    found.instant = parse_iso8601(found.iso).value_or(Timestamp{});
    found.is_order_guessed = day.is_order_guessed;
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
    const CivilTime civil = to_civil(Timestamp::from_ms(value));
    if (civil.year < 1990 || civil.year > 2099) return std::nullopt;
    return compose({.year = civil.year, .month = civil.month, .day = civil.day},
                   {civil.hour, civil.minute, civil.second, "Z"});
}

// ２０２４ as 2024.
std::string with_ascii_digits(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool is_wide_digit = follows(text, at, "\xEF\xBC") && at + 2 < text.size() &&
                                   static_cast<unsigned char>(text[at + 2]) >= 0x90 &&
                                   static_cast<unsigned char>(text[at + 2]) <= 0x99;
        if (is_wide_digit) {
            plain.push_back(static_cast<char>(static_cast<unsigned char>(text[at + 2]) - 0x90 + '0'));
            at += 2;
        } else {
            plain.push_back(text[at]);
        }
    }
    return plain;
}

// A date begins where a number or a word does.
bool starts_token(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (!is_ascii_alnum(text[at]) && byte < 0xC0) return false;
    if (at == 0) return true;
    if (is_ascii_alnum(text[at - 1])) return false;
    // Letters of alphabets only at the head of their word; ideographs and hangul stand without blanks.
    return byte < 0x80 || byte >= 0xE3 || static_cast<unsigned char>(text[at - 1]) < 0x80;
}

}  // namespace

std::vector<PlacedDate> find_dates(std::string_view text, DayOrder order, std::size_t most) {
    constexpr std::size_t longest = 2000;
    text = text.substr(0, longest);
    std::vector<PlacedDate> found;
    for (std::size_t at = 0; at < text.size() && found.size() < most; ++at) {
        if (!starts_token(text, at)) continue;
        const auto day = day_at(text, at, order);
        if (!day) continue;
        found.push_back(
            {compose(*day, clock_after(text, day->clock > 0 ? day->clock : day->end)), at, day->end});
        at = day->end - 1;
    }
    return found;
}

std::optional<FoundDate> find_date(std::string_view text, DayOrder order) {
    if (auto instant = unix_time(text)) return instant;
    std::string plain;
    if (text.find("\xEF\xBC") != std::string_view::npos) {
        plain = with_ascii_digits(text);
        text = plain;
    }
    auto found = find_dates(text, order, 1);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front().date));
}

std::optional<FoundDate> other_reading(const FoundDate& date) {
    if (!date.is_order_guessed) return std::nullopt;
    FoundDate other = date;
    other.iso =
        date.iso.substr(0, 5) + date.iso.substr(8, 2) + "-" + date.iso.substr(5, 2) + date.iso.substr(10);
    const auto instant = parse_iso8601(other.iso);
    if (!instant) return std::nullopt;
    other.instant = *instant;
    return other;
}

namespace {

// /2024/0225/ and /202402/25/
std::optional<Day> split_differently(std::string_view path, std::size_t at) {
    const Number first = number_at(path, at, 8);
    if ((first.length != 4 && first.length != 6) || at + first.length >= path.size()) return std::nullopt;
    const Number second = number_at(path, at + first.length + 1, 4);
    if (first.length + second.length != 8) return std::nullopt;
    const Day day = first.length == 4
                        ? Day{.year = first.value, .month = second.value / 100, .day = second.value % 100}
                        : Day{.year = first.value / 100, .month = first.value % 100, .day = second.value};
    return is_plausible(day) ? std::optional(day) : std::nullopt;
}

// /2024/feb/25/
std::optional<Day> named_in_path(std::string_view path, std::size_t at) {
    const Number year = number_at(path, at, 4);
    if (year.length != 4 || !follows(path, at + 4, "/")) return std::nullopt;
    const Number month = month_at(path, at + 5);
    if (month.length == 0 || !follows(path, at + 5 + month.length, "/")) return std::nullopt;
    const Number date = number_at(path, at + 6 + month.length, 2);
    const Day day{.year = year.value, .month = month.value, .day = date.value};
    return is_plausible(day) ? std::optional(day) : std::nullopt;
}

std::optional<Day> day_in_path(std::string_view path, std::size_t at) {
    if (auto day = year_first(path, at)) return day;
    if (auto day = year_last(path, at, DayOrder::day_first);
        day && number_at(path, day->end - 4, 4).length == 4) {
        return day;
    }
    if (auto day = named_in_path(path, at)) return day;
    return split_differently(path, at);
}

}  // namespace

std::optional<FoundDate> date_in_address(std::string_view path) {
    // Archives of the web put their own date before the address they keep.
    constexpr std::string_view scheme = "://";
    if (const std::size_t kept = path.rfind(scheme); kept != std::string_view::npos)
        path.remove_prefix(kept + scheme.size());
    for (std::size_t at = 0; at < path.size(); ++at) {
        if (!is_ascii_digit(path[at]) || (at > 0 && is_ascii_digit(path[at - 1]))) continue;
        if (const auto day = day_in_path(path, at)) return compose(*day, {});
    }
    return std::nullopt;
}

}  // namespace webclip::extract
