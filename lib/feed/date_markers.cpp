#include "date_markers.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.h"

namespace webclip::feed {
namespace {

enum class HalfDay { none, morning, afternoon };

struct Marker {
    std::string_view from;
    std::string_view to;
    int zone_minutes = 0;
    HalfDay half = HalfDay::none;
};

// Earlier rows win where one begins with another.
constexpr std::array markers{
    Marker{"月曜日", " ", 540},
    Marker{"火曜日", " ", 540},
    Marker{"水曜日", " ", 540},
    Marker{"木曜日", " ", 540},
    Marker{"金曜日", " ", 540},
    Marker{"土曜日", " ", 540},
    Marker{"日曜日", " ", 540},
    Marker{"월요일", " ", 540},
    Marker{"화요일", " ", 540},
    Marker{"수요일", " ", 540},
    Marker{"목요일", " ", 540},
    Marker{"금요일", " ", 540},
    Marker{"토요일", " ", 540},
    Marker{"일요일", " ", 540},
    Marker{"星期一", " ", 480},
    Marker{"星期二", " ", 480},
    Marker{"星期三", " ", 480},
    Marker{"星期四", " ", 480},
    Marker{"星期五", " ", 480},
    Marker{"星期六", " ", 480},
    Marker{"星期日", " ", 480},
    Marker{"星期天", " ", 480},
    Marker{"年", "-"},
    Marker{"月", "-"},
    Marker{"日", " "},
    Marker{"号", " ", 480},
    Marker{"년", "-", 540},
    Marker{"월", "-", 540},
    Marker{"일", " ", 540},
    Marker{"時", ":", 540},
    Marker{"时", ":", 480},
    Marker{"点", ":", 480},
    Marker{"點", ":", 480},
    Marker{"시", ":", 540},
    Marker{"分", ":"},
    Marker{"분", ":", 540},
    Marker{"秒", " "},
    Marker{"초", " ", 540},
    Marker{"上午", " ", 480, HalfDay::morning},
    Marker{"下午", " ", 480, HalfDay::afternoon},
    Marker{"午前", " ", 540, HalfDay::morning},
    Marker{"午後", " ", 540, HalfDay::afternoon},
    Marker{"오전", " ", 540, HalfDay::morning},
    Marker{"오후", " ", 540, HalfDay::afternoon},
    Marker{"：", ":"},
    Marker{"　", " "},
    Marker{"／", "/"},
    Marker{"．", "."},
    Marker{"－", "-"},
    Marker{"−", "-"},
    Marker{"–", "-"},
    Marker{"‐", "-"},
    Marker{"，", " "},
    Marker{"、", " "},
    Marker{"\xC2\xA0", " "},
    Marker{"０", "0"},
    Marker{"１", "1"},
    Marker{"２", "2"},
    Marker{"３", "3"},
    Marker{"４", "4"},
    Marker{"５", "5"},
    Marker{"６", "6"},
    Marker{"７", "7"},
    Marker{"８", "8"},
    Marker{"９", "9"},
};

struct Era {
    std::string_view name;
    int year_zero;
};
constexpr std::array eras{Era{"令和", 2018}, Era{"平成", 1988}, Era{"昭和", 1925}};

class Rewriter {
  public:
    explicit Rewriter(std::string_view text) : rest_(text) {}

    MarkedDate run() {
        while (!rest_.empty()) {
            if (!take_bracketed("(", ")") && !take_bracketed("（", "）") && !take_era() && !take_marker()) {
                put(to_ascii_lower(rest_.front()));
                rest_.remove_prefix(1);
            }
        }
        return std::move(date_);
    }

  private:
    // A mark swallows the blanks around it: "05월 28일" is one date.
    void put(char c) {
        const bool after_mark = !date_.text.empty() && (date_.text.back() == '-' || date_.text.back() == ':');
        if (c == ' ' && after_mark && joins_) return;
        date_.text += c;
        joins_ = false;
    }

    // "(月)" says nothing new; "(PST)" may be the only zone there is.
    bool take_bracketed(std::string_view open, std::string_view close) {
        if (!rest_.starts_with(open)) return false;
        const std::size_t end = rest_.find(close);
        const std::string_view inside =
            rest_.substr(open.size(), end == std::string_view::npos ? end : end - open.size());
        date_.text += ' ';
        if (std::all_of(inside.begin(), inside.end(), is_ascii_alpha))
            date_.text += to_ascii_lower(inside) + ' ';
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + close.size());
        return true;
    }

    bool take_era() {
        const auto era = std::find_if(eras.begin(), eras.end(),
                                      [this](const Era& e) { return rest_.starts_with(e.name); });
        if (era == eras.end()) return false;
        rest_.remove_prefix(era->name.size());
        int year = 0;
        if (rest_.starts_with("元")) {
            year = 1;
            rest_.remove_prefix(std::string_view{"元"}.size());
        }
        for (auto digit = take_digit(); digit && year < 100; digit = take_digit()) year = year * 10 + *digit;
        date_.text += ' ' + std::to_string(era->year_zero + year);
        date_.default_zone_minutes = 540;
        return true;
    }

    std::optional<int> take_digit() {
        if (!rest_.empty() && is_ascii_digit(rest_.front())) {
            const int digit = rest_.front() - '0';
            rest_.remove_prefix(1);
            return digit;
        }
        constexpr std::string_view full_width_prefix{"\xEF\xBC"};  // U+FF10 – U+FF19
        if (rest_.size() < 3 || !rest_.starts_with(full_width_prefix)) return std::nullopt;
        const int digit = static_cast<unsigned char>(rest_[2]) - 0x90;
        if (digit < 0 || digit > 9) return std::nullopt;
        rest_.remove_prefix(3);
        return digit;
    }

    bool take_marker() {
        if (static_cast<unsigned char>(rest_.front()) < 0x80) return false;
        const auto marker = std::find_if(markers.begin(), markers.end(),
                                         [this](const Marker& m) { return rest_.starts_with(m.from); });
        if (marker == markers.end()) return false;
        rest_.remove_prefix(marker->from.size());
        for (const char c : marker->to) put(c);
        joins_ = marker->to == "-" || marker->to == ":";
        if (marker->zone_minutes != 0) date_.default_zone_minutes = marker->zone_minutes;
        date_.morning = date_.morning || marker->half == HalfDay::morning;
        date_.afternoon = date_.afternoon || marker->half == HalfDay::afternoon;
        return true;
    }

    std::string_view rest_;
    MarkedDate date_;
    bool joins_ = false;
};

}  // namespace

MarkedDate rewrite_date_markers(std::string_view text) {
    return Rewriter{text}.run();
}

}  // namespace webclip::feed
