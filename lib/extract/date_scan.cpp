#include "date_scan.h"

#include <algorithm>

#include "base/ascii.h"

namespace webclip::extract {

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

std::string two_digits(int value) {
    return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
}

}  // namespace webclip::extract
