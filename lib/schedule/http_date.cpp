// RFC 9110 §5.6.7: the three forms an HTTP date may have.
#include <array>

#include "base/ascii.h"
#include "schedule/policy.h"

namespace webclip::schedule {

namespace {

class DateReader {
  public:
    explicit DateReader(std::string_view text) : rest_(text) {}

    bool at_end() const { return rest_.empty(); }
    bool take(char c) {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    // Exactly `digits` digits.
    std::optional<int> number(std::size_t digits) {
        if (rest_.size() < digits) return std::nullopt;
        int value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            if (!is_ascii_digit(rest_[i])) return std::nullopt;
            value = value * 10 + (rest_[i] - '0');
        }
        rest_.remove_prefix(digits);
        return value;
    }
    std::string_view word() {
        std::size_t length = 0;
        while (length < rest_.size() && is_ascii_alpha(rest_[length])) ++length;
        const std::string_view found = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return found;
    }
    std::optional<int> month() {
        static constexpr std::array<std::string_view, 12> names{"jan", "feb", "mar", "apr", "may", "jun",
                                                                "jul", "aug", "sep", "oct", "nov", "dec"};
        const std::string_view name = word();
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (equals_ignoring_ascii_case(name, names[i])) return static_cast<int>(i) + 1;
        }
        return std::nullopt;
    }
    bool time_of_day(CivilTime& civil) {
        const auto hour = number(2);
        if (!hour || !take(':')) return false;
        const auto minute = number(2);
        if (!minute || !take(':')) return false;
        const auto second = number(2);
        if (!second) return false;
        civil.hour = *hour;
        civil.minute = *minute;
        civil.second = *second;
        return true;
    }
    bool ends_with_gmt() {
        if (!take(' ')) return false;
        const std::string_view zone = word();
        return at_end() &&
               (equals_ignoring_ascii_case(zone, "GMT") || equals_ignoring_ascii_case(zone, "UTC"));
    }

  private:
    std::string_view rest_;
};

// "06 Nov 1994 08:49:37 GMT" and "06-Nov-94 08:49:37 GMT", after the comma and blank.
std::optional<CivilTime> read_day_first(DateReader& reader) {
    CivilTime civil;
    const auto day = reader.number(2);
    if (!day) return std::nullopt;
    civil.day = *day;
    const bool rfc850 = reader.take('-');
    if (!rfc850 && !reader.take(' ')) return std::nullopt;
    const auto month = reader.month();
    if (!month || !reader.take(rfc850 ? '-' : ' ')) return std::nullopt;
    civil.month = *month;
    const auto year = reader.number(rfc850 ? 2 : 4);
    if (!year) return std::nullopt;
    civil.year = rfc850 ? *year + (*year < 70 ? 2000 : 1900) : *year;
    if (!reader.take(' ') || !reader.time_of_day(civil) || !reader.ends_with_gmt()) return std::nullopt;
    return civil;
}

// "Nov  6 08:49:37 1994", after the day's name and a blank.
std::optional<CivilTime> read_asctime(DateReader& reader) {
    CivilTime civil;
    const auto month = reader.month();
    if (!month || !reader.take(' ')) return std::nullopt;
    civil.month = *month;
    const auto day = reader.take(' ') ? reader.number(1) : reader.number(2);
    if (!day || !reader.take(' ')) return std::nullopt;
    civil.day = *day;
    if (!reader.time_of_day(civil) || !reader.take(' ')) return std::nullopt;
    const auto year = reader.number(4);
    if (!year || !reader.at_end()) return std::nullopt;
    civil.year = *year;
    return civil;
}

}  // namespace

std::optional<Timestamp> parse_http_date(std::string_view value) {
    DateReader reader{trim_ascii(value)};
    if (reader.word().size() < 3) return std::nullopt;
    const bool day_first = reader.take(',');
    if (!reader.take(' ')) return std::nullopt;
    const std::optional<CivilTime> civil = day_first ? read_day_first(reader) : read_asctime(reader);
    if (!civil) return std::nullopt;
    return from_civil(*civil);
}

}  // namespace webclip::schedule
