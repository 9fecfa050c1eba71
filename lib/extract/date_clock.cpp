#include "date_clock.h"

#include <algorithm>

#include "base/ascii.h"
#include "date_scan.h"

namespace webclip::extract {
namespace {

// Zones by name. Those that mean two (CST, IST) are not read.
struct ZoneName {
    std::string_view name;
    const char* zone;
};
constexpr ZoneName zone_names[] = {
    {"JST", "+09:00"},      {"KST", "+09:00"},      {"HKT", "+08:00"},      {"SGT", "+08:00"},
    {"MSK", "+03:00"},      {"CEST", "+02:00"},     {"CET", "+01:00"},      {"MESZ", "+02:00"},
    {"MEZ", "+01:00"},      {"BST", "+01:00"},      {"EDT", "-04:00"},      {"EST", "-05:00"},
    {"CDT", "-05:00"},      {"MDT", "-06:00"},      {"MST", "-07:00"},      {"PDT", "-07:00"},
    {"PST", "-08:00"},      {"AEST", "+10:00"},     {"AEDT", "+11:00"},     {"北京时间", "+08:00"},
    {"北京時間", "+08:00"}, {"台北時間", "+08:00"}, {"台灣時間", "+08:00"}, {"香港時間", "+08:00"},
    {"日本時間", "+09:00"}, {"한국시간", "+09:00"}, {"한국 시간", "+09:00"}};

// The offset at `at`: "+09:00", "-0500", "+8". Empty when there is none.
std::string offset_at(std::string_view text, std::size_t at) {
    if (at >= text.size() || (text[at] != '+' && text[at] != '-')) return {};
    const Number both = number_at(text, at + 1, 4);
    int hours = both.value;
    int minutes = 0;
    if (both.length == 4) {
        hours = both.value / 100;
        minutes = both.value % 100;
    } else if (both.length > 2 || both.length == 0) {
        return {};
    } else if (follows(text, at + 1 + both.length, ":")) {
        minutes = number_at(text, at + 2 + both.length, 2).value;
    }
    if (hours > 14 || minutes > 59) return {};
    return text[at] + two_digits(hours) + ":" + two_digits(minutes);
}

std::string zone_at(std::string_view text, std::size_t at) {
    std::size_t start = skip_blanks(text, at);
    for (const std::string_view bracket : {"(", "（"}) {
        if (follows(text, start, bracket)) start += bracket.size();
    }
    if (follows(text, start, "GMT") || follows(text, start, "UTC")) {
        const std::string offset = offset_at(text, start + 3);
        return offset.empty() ? "Z" : offset;
    }
    const bool ends_z = start + 1 >= text.size() || !is_ascii_alpha(text[start + 1]);
    if (follows(text, start, "Z") && ends_z) return "Z";
    for (const ZoneName& known : zone_names) {
        const std::size_t end = start + known.name.size();
        const bool ends = end >= text.size() || !is_ascii_alpha(text[end]);
        if (ends && follows(text, start, known.name)) return known.zone;
    }
    return offset_at(text, start);
}

enum class HalfDay { unknown, morning, afternoon };

HalfDay half_day_before(std::string_view gap) {
    for (const std::string_view word : {"下午", "午後", "오후", "晚上", "PM", "pm"}) {
        if (gap.find(word) != std::string_view::npos) return HalfDay::afternoon;
    }
    for (const std::string_view word : {"上午", "午前", "오전", "凌晨", "AM", "am"}) {
        if (gap.find(word) != std::string_view::npos) return HalfDay::morning;
    }
    return HalfDay::unknown;
}

// The half of the day named behind a clock, and where the text goes on.
HalfDay half_day_after(std::string_view text, std::size_t& at) {
    const std::size_t start = skip_blanks(text, at);
    const std::string_view tail = text.substr(std::min(start, text.size()));
    for (const std::string_view word : {"p.m.", "a.m.", "pm", "am"}) {
        if (!starts_with_ignoring_ascii_case(tail, word)) continue;
        at = start + word.size();
        return word.front() == 'p' ? HalfDay::afternoon : HalfDay::morning;
    }
    if (starts_with_ignoring_ascii_case(tail, "Uhr")) at = start + 3;
    return HalfDay::unknown;
}

void apply(HalfDay half, Clock& clock) {
    if (half == HalfDay::afternoon && clock.hour < 12) clock.hour += 12;
    if (half == HalfDay::morning && clock.hour == 12) clock.hour = 0;
}

// 200055, 2000 directly behind a packed date, or behind its T.
Clock packed_clock(std::string_view text, std::size_t at) {
    const std::size_t start = follows(text, at, "T") ? at + 1 : at;
    Number digits = number_at(text, start, 6);
    if (digits.length != 4 && digits.length != 6) return {};
    if (digits.length == 4) digits.value *= 100;
    const Clock clock{digits.value / 10000, digits.value / 100 % 100,
                      digits.length == 6 ? digits.value % 100 : -1, zone_at(text, start + digits.length)};
    return clock.hour <= 23 && clock.minute <= 59 && clock.second <= 59 ? clock : Clock{};
}

// What stands between hour and minute at `at`; 0 when this is no clock. A dot only before "Uhr" or "pm".
std::size_t hour_mark(std::string_view text, std::size_t at) {
    for (const std::string_view mark : {":", "：", "時", "时", "点", "시", "h", "H"}) {
        if (!follows(text, at, mark)) continue;
        std::size_t next = at + mark.size();
        if (mark.size() > 1) next = skip_blanks(text, next);
        return next - at;
    }
    if (!follows(text, at, ".") || number_at(text, at + 1, 2).length != 2) return 0;
    const std::string_view tail = text.substr(skip_blanks(text, at + 3));
    const bool is_said = starts_with_ignoring_ascii_case(tail, "uhr") ||
                         starts_with_ignoring_ascii_case(tail, "pm") ||
                         starts_with_ignoring_ascii_case(tail, "am");
    return is_said ? 1 : 0;
}

void read_seconds(std::string_view text, std::size_t& at, Clock& clock) {
    for (const std::string_view mark : {"分", "분"}) {
        if (follows(text, at, mark)) at += mark.size();
    }
    if (!follows(text, at, ":")) return;
    const Number second = number_at(text, at + 1, 2);
    if (second.length != 2 || second.value > 60) return;
    clock.second = std::min(second.value, 59);
    at += 3;
    if (!follows(text, at, ".")) return;
    while (++at < text.size() && is_ascii_digit(text[at])) {
    }
}

Clock clock_at(std::string_view text, std::size_t at, HalfDay half) {
    const Number hour = number_at(text, at, 2);
    const std::size_t mark = hour.length == 0 || hour.value > 23 ? 0 : hour_mark(text, at + hour.length);
    if (mark == 0) return {};
    std::size_t next = at + hour.length + mark;
    const Number minute = number_at(text, next, 2);
    if (minute.length == 0 || minute.value > 59 || (minute.length == 1 && mark == 1)) return {};
    next += minute.length;
    Clock clock{hour.value, minute.value, -1, {}};
    read_seconds(text, next, clock);
    const HalfDay said = half_day_after(text, next);
    apply(said == HalfDay::unknown ? half : said, clock);
    clock.zone = zone_at(text, next);
    // "10:00-12:00" is a span of time; an offset without seconds needs the T of ISO 8601 before its clock.
    const bool is_iso = at > 0 && (text[at - 1] == 'T' || text[at - 1] == 't');
    if (clock.second < 0 && !is_iso && follows(text, next, "-")) clock.zone.clear();
    return clock;
}

}  // namespace

Clock clock_after(std::string_view text, std::size_t at) {
    constexpr std::size_t reach = 32;
    if (Clock packed = packed_clock(text, at); packed.hour >= 0) return packed;
    for (std::size_t i = at; i < text.size() && i < at + reach; ++i) {
        if (is_ascii_digit(text[i])) return clock_at(text, i, half_day_before(text.substr(at, i - at)));
    }
    return {};
}

}  // namespace webclip::extract
