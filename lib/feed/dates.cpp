// parse_date: a scanner over the date's words, each of which says by its shape what it can be.
#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "base/timestamp.h"
#include "date_markers.h"
#include "date_names.h"
#include "feed/parse.h"

namespace webclip::feed {
namespace {

constexpr std::size_t longest_date = 128;

struct Number {
    int value;
    std::size_t digits;
};

std::optional<Number> take_number(std::string_view& text) {
    std::size_t digits = 0;
    int value = 0;
    while (digits < text.size() && digits < 8 && is_ascii_digit(text[digits])) {
        value = value * 10 + (text[digits++] - '0');
    }
    if (digits == 0 || (digits < text.size() && is_ascii_digit(text[digits]))) return std::nullopt;
    text.remove_prefix(digits);
    return Number{value, digits};
}

bool take(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

bool is_digits(std::string_view text) {
    for (const char c : text) {
        if (!is_ascii_digit(c)) return false;
    }
    return !text.empty();
}

// RFC 2822 §4.3: two digits below 50 are in this century, three digits count from 1900.
int full_year(Number year) {
    if (year.digits >= 4) return year.value;
    if (year.digits == 3) return 1900 + year.value;
    return year.value + (year.value < 50 ? 2000 : 1900);
}

class DateScanner {
  public:
    explicit DateScanner(const MarkedDate& date)
        : morning_(date.morning), afternoon_(date.afternoon), default_zone_(date.default_zone_minutes) {
        std::string_view rest = date.text;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find_first_of(" \t\r\n\f,;"), rest.size());
            if (end > 0) read_word(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }

    std::optional<Timestamp> result() {
        if (!settle_numbers() || !year_) return std::nullopt;
        const bool dated = month_by_name_ || date_word_;
        if (unknown_words_ > (dated ? 2 : 0)) return std::nullopt;
        CivilTime civil{.year = *year_, .month = month_.value_or(1), .day = day_.value_or(1)};
        if (civil.year < 1 || civil.year > 9999) return std::nullopt;
        civil.minute = minute_;
        civil.second = second_;
        civil.millisecond = millisecond_;
        civil.hour = hour_.value_or(0);
        if (afternoon_ && civil.hour < 12) civil.hour += 12;
        if (morning_ && civil.hour == 12) civil.hour = 0;
        const bool end_of_day = civil.hour == 24 && minute_ == 0 && second_ == 0;
        if (end_of_day) civil.hour = 0;
        const auto local = from_civil(civil);
        if (!local) return std::nullopt;
        const auto ordinal = std::chrono::days{ordinal_day_ ? *ordinal_day_ - 1 : 0};
        return *local + (end_of_day ? std::chrono::days{1} : std::chrono::days{0}) + ordinal -
               std::chrono::minutes{zone_.value_or(default_zone_)};
    }

  private:
    void read_word(std::string_view word) {
        if (const auto split = time_mark(word)) {
            read_date(word.substr(0, *split));
            read_time(word.substr(*split + 1));
            return;
        }
        if (is_ascii_digit(word.front())) return read_digits(word);
        const bool signed_number = word.size() > 1 && is_ascii_digit(word[1]);
        if ((word.front() == '+' || word.front() == '-') && signed_number) {
            if (hour_) read_zone(word);
            return;
        }
        read_name(word);
    }

    // The `T` of ISO 8601: between two digits.
    static std::optional<std::size_t> time_mark(std::string_view word) {
        for (std::size_t i = 1; i + 1 < word.size(); ++i) {
            if (word[i] == 't' && is_ascii_digit(word[i - 1]) && is_ascii_digit(word[i + 1])) return i;
        }
        return std::nullopt;
    }

    void read_digits(std::string_view word) {
        if (word.find(':') != std::string_view::npos) return read_time(word);
        if (word.find_first_of("-/.") != std::string_view::npos) return read_date(word);
        if (is_digits(word)) {
            if (word.size() >= 5 && !date_word_) return read_date(word);
            std::string_view rest = word;
            if (const auto number = take_number(rest)) numbers_.push_back(*number);
            return;
        }
        std::string_view rest = word;
        const auto number = take_number(rest);
        const bool is_ordinal = rest == "st" || rest == "nd" || rest == "rd" || rest == "th" || rest == "er";
        if (number && is_ordinal) {
            numbers_.push_back(*number);
        } else if (number && read_half_day(rest)) {
            hour_ = number->value;
        } else {
            ++unknown_words_;
        }
    }

    // "2004-01-05", "2004/1/5", "05.01.2004", "01/05/2004", "2004-013", "20040105", "01-jan-2004",
    // "2004-július-13".
    void read_date(std::string_view word) {
        if (is_digits(word)) return read_basic_date(word);
        const std::size_t mark = word.find_first_of("-/.");
        if (mark == std::string_view::npos) {
            ++unknown_words_;
            return;
        }
        std::vector<Number> parts;
        for (std::string_view piece : split_ascii(word, word[mark])) {
            if (piece.empty()) continue;
            if (const auto number = take_number(piece)) {
                if (!piece.empty()) ++unknown_words_;
                parts.push_back(*number);
            } else {
                read_name(piece);
            }
        }
        if (month_by_name_) {
            numbers_.insert(numbers_.end(), parts.begin(), parts.end());
            return;
        }
        place_parts(parts, word[mark]);
    }

    void place_parts(const std::vector<Number>& parts, char mark) {
        if (parts.size() == 1) {
            numbers_.push_back(parts[0]);
        } else if (parts.size() == 2 && parts[0].digits == 4 && parts[1].digits == 3) {
            set_ordinal(parts[0].value, parts[1].value);
        } else if (parts.size() == 2 && parts[0].digits == 4) {
            set_date(parts[0], parts[1].value, 1);
        } else if (parts.size() == 3 && (parts[0].digits == 4 || (mark == '-' && parts[2].digits == 2))) {
            set_date(parts[0], parts[1].value, parts[2].value);
        } else if (parts.size() == 3 && mark == '/' && parts[0].value <= 12) {
            set_date(parts[2], parts[0].value,
                     parts[1].value);  // the American order, where both are possible
        } else if (parts.size() == 3) {
            set_date(parts[2], parts[1].value, parts[0].value);
        } else {
            ++unknown_words_;
        }
    }

    void read_basic_date(std::string_view word) {
        std::string_view rest = word;
        const auto number = take_number(rest);
        if (!number) {
            ++unknown_words_;
        } else if (number->digits == 8) {
            set_date({number->value / 10'000, 4}, number->value / 100 % 100, number->value % 100);
        } else if (number->digits == 7) {
            set_ordinal(number->value / 1000, number->value % 1000);
        } else if (number->digits == 6) {
            set_date({number->value / 10'000, 2}, number->value / 100 % 100, number->value % 100);
        } else {
            numbers_.push_back(*number);
        }
    }

    void set_date(Number year, int month, int day) {
        if (date_word_) return;
        date_word_ = true;
        year_ = full_year(year);
        month_ = month;
        day_ = day;
    }

    void set_ordinal(int year, int day) {
        set_date({year, 4}, 1, 1);
        const bool leap = std::chrono::year{year}.is_leap();
        if (day < 1 || day > (leap ? 366 : 365)) {
            ++unknown_words_;
            month_ = 0;  // no such day: unreadable
        } else {
            ordinal_day_ = day;
        }
    }

    // "10:14:55.25-08:00", "9:15", "3:", "10:14pm", "141414z", "19:48:21gmt".
    void read_time(std::string_view word) {
        if (hour_) return;
        auto hour = take_number(word);
        if (!hour) {
            ++unknown_words_;
            return;
        }
        if (hour->digits >= 4) {  // basic format: hhmm, hhmmss
            const bool with_seconds = hour->digits == 6;
            second_ = with_seconds ? hour->value % 100 : 0;
            const int minutes = with_seconds ? hour->value / 100 : hour->value;
            hour_ = minutes / 100;
            minute_ = minutes % 100;
        } else {
            hour_ = hour->value;
            if (take(word, ":")) read_minutes(word);
        }
        if (take(word, ".") || take(word, ",")) read_fraction(word);
        if (!word.empty() && !read_half_day(word)) read_zone(word);
    }

    void read_minutes(std::string_view& word) {
        const auto minute = take_number(word);
        if (!minute) return;
        minute_ = minute->value;
        if (!take(word, ":")) return;
        if (const auto second = take_number(word)) second_ = second->value;
        take(word, ":");  // what 秒-less "31分" leaves
    }

    void read_fraction(std::string_view& word) {
        int scale = 100;
        while (!word.empty() && is_ascii_digit(word.front())) {
            millisecond_ += (word.front() - '0') * scale;
            scale /= 10;
            word.remove_prefix(1);
        }
    }

    bool read_half_day(std::string_view word) {
        if (word == "am" || word == "a.m." || word == "a.m") return morning_ = true;
        if (word == "pm" || word == "p.m." || word == "p.m") return afternoon_ = true;
        return false;
    }

    // "z", "+0900", "-05:00", "-5", "gmt", "gmt+1", "utc-0300", any other name (UTC).
    void read_zone(std::string_view word) {
        if (zone_ && zone_is_exact_) return;
        const std::size_t sign = word.find_first_of("+-");
        const auto named = zone_minutes(word.substr(0, sign));
        if (sign == std::string_view::npos) {
            if (!zone_) zone_ = named.value_or(0);
            return;
        }
        if (const auto offset = numeric_offset(word.substr(sign))) {
            zone_ = *offset;
            zone_is_exact_ = true;
        } else if (named && !zone_) {
            zone_ = *named;
        }
    }

    static std::optional<int> numeric_offset(std::string_view text) {
        const int sign = text.front() == '-' ? -1 : 1;
        text.remove_prefix(1);
        const auto first = take_number(text);
        if (!first) return std::nullopt;
        int minutes = first->digits <= 2 ? first->value * 60 : first->value / 100 * 60 + first->value % 100;
        if (first->digits <= 2 && take(text, ":")) {
            if (const auto second = take_number(text)) minutes += second->value;
        }
        if (first->digits > 4 || minutes > 26 * 60) return std::nullopt;
        return sign * minutes;
    }

    void read_name(std::string_view word) {
        if (read_half_day(word)) return;
        if ((!month_ || month_may_be_weekday_) && !is_weekday(word)) {
            if (const auto month = month_of(word)) {
                month_ = *month;
                month_by_name_ = true;
                month_may_be_weekday_ = word.size() <= 4 && word.starts_with("mar");
                if (word.find_first_of("-/") != std::string_view::npos) read_tail(word);
                return;
            }
        }
        const std::string_view name = word.substr(0, word.find_first_of("+-"));
        const bool zone = hour_ && (zone_minutes(name) || (word.size() <= 5 && !is_weekday(word)) ||
                                    word.find('/') != std::string_view::npos);
        if (zone) return read_zone(word);
        if (!is_weekday(word) && word != "t" && word != "of" && word != "de" && word != "at")
            ++unknown_words_;
    }

    // "jan-01-2004"
    void read_tail(std::string_view word) {
        const std::size_t mark = word.find_first_of("-/");
        for (std::string_view piece : split_ascii(word.substr(mark + 1), word[mark])) {
            if (const auto number = take_number(piece)) numbers_.push_back(*number);
        }
    }

    // Bare numbers are the day and the year around a month's name, or year, month and day.
    bool settle_numbers() {
        if (date_word_) return true;
        if (month_by_name_) {
            for (const Number number : numbers_) {
                const bool is_year = number.digits >= 3 || day_;
                if (is_year && !year_) {
                    year_ = full_year(number);
                } else if (!day_) {
                    day_ = number.value;
                } else {
                    return false;
                }
            }
            return true;
        }
        if (numbers_.empty() || numbers_.size() > 3) return false;
        if (numbers_.size() == 3 && numbers_[0].digits < 4) std::swap(numbers_[0], numbers_[2]);
        if (numbers_[0].digits != 4) return false;
        year_ = numbers_[0].value;
        if (numbers_.size() > 1) month_ = numbers_[1].value;
        if (numbers_.size() > 2) day_ = numbers_[2].value;
        return true;
    }

    std::optional<int> year_;
    std::optional<int> month_;
    std::optional<int> day_;
    std::optional<int> ordinal_day_;
    std::optional<int> hour_;
    int minute_ = 0;
    int second_ = 0;
    int millisecond_ = 0;
    std::optional<int> zone_;
    bool zone_is_exact_ = false;
    bool morning_;
    bool afternoon_;
    int default_zone_;
    bool month_by_name_ = false;
    bool month_may_be_weekday_ = false;  // "mar." is Tuesday in French, Spanish and Italian
    bool date_word_ = false;
    int unknown_words_ = 0;
    std::vector<Number> numbers_;
};

}  // namespace

std::optional<Timestamp> parse_date(std::string_view text) {
    text = trim_ascii(text);
    if (text.empty() || text.size() > longest_date) return std::nullopt;
    if (const auto exact = parse_iso8601(text)) return exact;
    return DateScanner{rewrite_date_markers(text)}.result();
}

}  // namespace webclip::feed
