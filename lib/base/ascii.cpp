#include "base/ascii.h"

#include <algorithm>

namespace webclip {

std::string to_ascii_lower(std::string_view text) {
    std::string lower{text};
    for (char& c : lower) c = to_ascii_lower(c);
    return lower;
}

bool equals_ignoring_ascii_case(std::string_view a, std::string_view b) {
    return a.size() == b.size() && starts_with_ignoring_ascii_case(a, b);
}

bool starts_with_ignoring_ascii_case(std::string_view text, std::string_view prefix) {
    return text.size() >= prefix.size() &&
           std::equal(prefix.begin(), prefix.end(), text.begin(),
                      [](char x, char y) { return to_ascii_lower(x) == to_ascii_lower(y); });
}

std::size_t find_ignoring_ascii_case(std::string_view text, std::string_view needle, std::size_t from) {
    if (from > text.size()) return std::string_view::npos;
    if (needle.empty()) return from;
    // Where either form of its first letter stands: the library looks for a single byte many times faster.
    const char lower = to_ascii_lower(needle.front());
    const char upper = is_ascii_alpha(lower) ? static_cast<char>(lower - 'a' + 'A') : lower;
    std::size_t next_lower = text.find(lower, from);
    std::size_t next_upper = lower == upper ? std::string_view::npos : text.find(upper, from);
    while (next_lower != next_upper) {
        const std::size_t at = std::min(next_lower, next_upper);
        if (text.size() - at < needle.size()) break;
        if (equals_ignoring_ascii_case(text.substr(at, needle.size()), needle)) return at;
        if (at == next_lower) {
            next_lower = text.find(lower, at + 1);
        } else {
            next_upper = text.find(upper, at + 1);
        }
    }
    return std::string_view::npos;
}

std::string_view trim_ascii(std::string_view text) {
    while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_ascii_space(text.back())) text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> split_ascii(std::string_view text, char separator) {
    std::vector<std::string_view> pieces;
    for (;;) {
        const std::size_t end = text.find(separator);
        pieces.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return pieces;
        text.remove_prefix(end + 1);
    }
}

}  // namespace webclip
